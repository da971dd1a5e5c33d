//! The fields of a group: which are there, which are missing, and which are something else.
//!
//! What is wrong with the names of fields is found when the group is opened, by its table; a
//! misspelt field is then read as the one that was meant, so that its own faults show too.

use super::reader::{Reader, what};
use super::rules::{
    duplicate_key, empty_value, missing_field, too_long, unknown_key, wrong_type, yaml_indent,
    yaml_quotes,
};
use super::suggest::nearest;
use super::value::Leaf;
use crate::finding::Finding;
use crate::model::Stated;
use crate::model::field::{Field, Group, Kind};
use crate::model::fields::RECORD;
use crate::source::Span;
use crate::yaml::{self, Key, Node, Value};

/// The fields of a group.
pub struct Fields<'n> {
    reader: &'n Reader<'n>,
    group: &'static Group,
    span: Span,
    entries: Vec<Entry<'n>>,
}

/// A field that is there.
#[derive(Clone, Copy)]
struct Entry<'n> {
    field: &'static Field,
    key: &'n Key,
    /// None where the value was refused, and that was reported.
    node: Option<&'n Node>,
}

/// Words that people write where they do not know.
const NO_ANSWER: &[&str] = &[
    "?",
    "??",
    "-",
    "--",
    "–",
    "—",
    "n/a",
    "n.a.",
    "na",
    "n/k",
    "nd",
    "n.d.",
    "none",
    "nil",
    "tba",
    "tbc",
    "tbd",
    "to be confirmed",
    "unknown",
    "not known",
    "unbekannt",
    "inconnu",
    "sconosciuto",
    "desconocido",
    "xxx",
];

/// More words than this are not shown in a hint.
const MOST_SHOWN: usize = 14;

/// Words that others use for a field's name.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("coordinates", "latitude"),
    ("description", "summary"),
    ("fax", "phone"),
    ("homepage", "website"),
    ("kind", "type"),
    ("lat", "latitude"),
    ("link", "url"),
    ("lng", "longitude"),
    ("lon", "longitude"),
    ("long", "longitude"),
    ("mail", "email"),
    ("notes", "note"),
    ("notes", "summary"),
    ("organization", "organisations"),
    ("postcode", "postal_code"),
    ("role", "roles"),
    ("street", "address"),
    ("tel", "phone"),
    ("telephone", "phone"),
    ("title", "name"),
    ("town", "city"),
    ("type", "kind"),
    ("type", "roles"),
    ("url", "website"),
    ("web", "website"),
    ("zip", "postal_code"),
];

impl<'n> Fields<'n> {
    /// Opens a group and reports what is wrong with the names of its fields. `None` where the node
    /// is no group at all.
    pub fn open(reader: &'n Reader<'n>, node: &'n Node, group: &'static Group) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            not_a_group(reader, node, group);
            return None;
        };
        let mut fields = Self { reader, group, span: node.span, entries: Vec::new() };
        let mut strangers: Vec<(&Key, &Node)> = Vec::new();
        let mut rest = entries.as_slice();
        while let [(key, node), after @ ..] = rest {
            rest = after;
            match group.field(&key.text) {
                Some(field) if node.is_empty() => match fields.not_indented(field, key, after) {
                    0 => fields.take(field, key, node),
                    belong => {
                        rest = &after[belong..];
                        fields.entries.push(Entry { field, key, node: None });
                    }
                },
                Some(field) => fields.take(field, key, node),
                None => strangers.push((key, node)),
            }
        }
        let mut nearly = Vec::new();
        for (key, node) in strangers {
            nearly.extend(fields.stranger(key, node));
        }
        let missing: Vec<&Field> = group
            .iter()
            .filter(|field| field.required)
            .filter(|field| !fields.has(field.name) && !nearly.contains(&field.name))
            .collect();
        fields.missing(&missing);
        fields.exactly_one();
        Some(fields)
    }

    /// Whether a field is there, with whatever value.
    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The node of a field that has a value.
    pub fn node(&self, name: &str) -> Option<&'n Node> {
        debug_assert!(self.group.field(name).is_some(), "`{name}` is in no table of fields");
        self.entry(name)?.node
    }

    /// Where a field's name stands; the whole group where it is missing.
    pub fn key_span(&self, name: &str) -> Span {
        self.entry(name).map_or(self.span, |entry| entry.key.span)
    }

    /// A single value.
    pub fn get<T: Leaf>(&self, name: &str) -> Option<T> {
        let kind = self.kind(name, false);
        T::read(self.reader, self.node(name)?, kind)
    }

    /// A fact that may be missing, undisclosed or not applicable.
    pub fn stated<T: Leaf>(&self, name: &str) -> Stated<T> {
        let kind = self.kind(name, true);
        self.as_stated(name, |node| T::read(self.reader, node, kind))
    }

    /// The entries of a list, each read; faulty ones are left out. None where the field is missing.
    pub fn list<T: Leaf>(&self, name: &str) -> Vec<T> {
        let kind = item(self.kind(name, false));
        let items = self.node(name).and_then(|node| self.items(name, node)).unwrap_or_default();
        self.once(kind, items);
        items.iter().filter_map(|node| T::read(self.reader, node, kind)).collect()
    }

    /// A list of facts that may be missing, undisclosed or not applicable; an empty one says
    /// 'none'.
    pub fn stated_list<T: Leaf>(&self, name: &str) -> Stated<Vec<T>> {
        let kind = item(self.kind(name, true));
        self.as_stated(name, |node| {
            let items = self.items(name, node)?;
            self.once(kind, items);
            Some(items.iter().filter_map(|node| T::read(self.reader, node, kind)).collect())
        })
    }

    /// A group of fields.
    pub fn group<T>(&self, name: &str, read: impl Fn(&Fields) -> Option<T>) -> Option<T> {
        let (node, group) = (self.node(name)?, self.group.field(name)?.group()?);
        read(&Fields::open(self.reader, node, group)?)
    }

    /// Several groups of fields; none where the field is missing.
    pub fn groups<T>(&self, name: &str, read: impl Fn(&Fields) -> Option<T>) -> Vec<T> {
        self.node(name).and_then(|node| self.each_group(name, node, read)).unwrap_or_default()
    }

    /// Several groups of fields by another table than the one that stands for all of them.
    pub fn groups_like<T>(
        &self,
        name: &str,
        group: &'static Group,
        read: impl Fn(&Fields) -> Option<T>,
    ) -> Vec<T> {
        let items = self.node(name).and_then(|node| self.items(name, node)).unwrap_or_default();
        items.iter().filter_map(|node| read(&Fields::open(self.reader, node, group)?)).collect()
    }

    /// Several groups of fields; they may be missing, undisclosed or not applicable.
    pub fn stated_groups<T>(
        &self,
        name: &str,
        read: impl Fn(&Fields) -> Option<T>,
    ) -> Stated<Vec<T>> {
        self.as_stated(name, |node| self.each_group(name, node, &read))
    }

    /// Reports a fault that no table can find.
    pub fn report(&self, finding: Finding) {
        self.reader.report(finding);
    }

    /// The reader of the file.
    pub fn reader(&self) -> &'n Reader<'n> {
        self.reader
    }

    fn each_group<T>(
        &self,
        name: &str,
        node: &Node,
        read: impl Fn(&Fields) -> Option<T>,
    ) -> Option<Vec<T>> {
        let group = self.group.field(name)?.group()?;
        let items = self.items(name, node)?;
        let read = |node| read(&Fields::open(self.reader, node, group)?);
        Some(items.iter().filter_map(read).collect())
    }

    fn as_stated<T>(&self, name: &str, read: impl Fn(&Node) -> Option<T>) -> Stated<T> {
        let Some(node) = self.node(name) else { return Stated::Absent };
        match node.text() {
            Some("undisclosed") => Stated::Undisclosed,
            Some("not-applicable") => Stated::NotApplicable,
            _ => read(node).map_or(Stated::Absent, Stated::Is),
        }
    }

    fn kind(&self, name: &str, stated: bool) -> Kind {
        let field = self.group.field(name);
        debug_assert!(
            field.is_some_and(|field| field.stated == stated),
            "`{name}` is read otherwise than its table says"
        );
        field.map_or(Kind::Boolean, |field| field.kind)
    }

    fn entry(&self, name: &str) -> Option<Entry<'n>> {
        self.entries.iter().copied().find(|entry| entry.field.name == name)
    }

    /// Takes a field in, unless it is there already.
    fn take(&mut self, field: &'static Field, key: &'n Key, node: &'n Node) {
        if self.entry(field.name).is_some() {
            self.reader.report(
                self.reader
                    .fault(
                        &duplicate_key::RULE,
                        key.span,
                        format!("the field `{}` stands here a second time", field.name),
                    )
                    .hint(match field.kind {
                        Kind::List(_) => format!(
                            "put all entries below one `{}:`, each on a line of its own with `- ` before it",
                            field.name
                        ),
                        _ => "keep one of the two".to_owned(),
                    }),
            );
            return;
        }
        let refused = if self.is_no_answer(field, node) {
            true
        } else if node.is_empty() {
            self.empty(field, key);
            true
        } else {
            self.is_misplaced_word(field, node)
        };
        self.entries.push(Entry { field, key, node: (!refused).then_some(node) });
    }

    /// Reports `undisclosed` and `not-applicable` where a field cannot be that.
    fn is_misplaced_word(&self, field: &Field, node: &Node) -> bool {
        let Some(word @ ("undisclosed" | "not-applicable")) = node.text() else { return false };
        if field.stated || matches!(field.kind, Kind::Text(_) | Kind::Prose(_)) {
            return false;
        }
        let fault = self.reader.fault(
            &wrong_type::RULE,
            node.span,
            format!("`{}` cannot be `{word}`", field.name),
        );
        let hint = if field.required { "it has to be known" } else { "leave the field out" };
        self.report(fault.hint(hint));
        true
    }

    /// Reports a word that says 'we do not know' in a field that has other ways to say so.
    fn is_no_answer(&self, field: &Field, node: &Node) -> bool {
        let Some(text) = node.text().map(|text| text.trim().to_lowercase()) else { return false };
        let free = matches!(item(field.kind), Kind::Text(_) | Kind::Prose(_));
        let vocabularies = self.reader.vocabularies();
        let a_word = match field.kind {
            Kind::Term(name) => vocabularies.find(name, &text).is_some(),
            Kind::Choice(choices) => choices.iter().any(|choice| choice.slug == text),
            _ => false,
        };
        if free || a_word || !NO_ANSWER.contains(&&*text) {
            return false;
        }
        // That it wants quotes is no help.
        self.reader.retract(&yaml_quotes::RULE, node.span);
        let message = format!("`{text}` is no value");
        let hint = match (field.required, field.stated) {
            (_, true) => {
                "leave the field out if nobody has told us; write `undisclosed` if they would not \
                 tell, or `not-applicable` if the question makes no sense here"
            }
            (true, false) => "it has to be known: look it up",
            (false, false) => "leave the field out",
        };
        self.report(self.reader.fault(&empty_value::RULE, node.span, message).hint(hint));
        true
    }

    /// Reports the fields behind an empty one that belong to it and are not indented; how many.
    fn not_indented(&self, field: &Field, key: &Key, after: &[(Key, Node)]) -> usize {
        let Some(group) = field.group() else { return 0 };
        let belongs = |(key, _): &&(Key, Node)| {
            group.field(&key.text).is_some() && self.group.field(&key.text).is_none()
        };
        let run = after.iter().take_while(belongs).count();
        let (Some((first, _)), Some((_, last))) = (after.first(), after.get(run.wrapping_sub(1)))
        else {
            return 0;
        };
        let span = Span { start: first.span.start, end: last.span.end };
        let text = self.reader.text().get(span.range()).unwrap_or_default();
        // Some of them may be indented, which was taken for a slip of their own.
        self.reader.retract(&yaml_indent::RULE, span);
        let message = format!("these lines belong to `{}` and are not indented", key.text);
        self.report(
            self.reader
                .fault(&yaml_indent::RULE, span, message)
                .hint("put two spaces before each of them, so that they stand below each other")
                .replacement(below_each_other(text)),
        );
        run
    }

    fn empty(&self, field: &Field, key: &Key) {
        let name = field.name;
        let message = format!("nothing stands behind `{name}:`");
        let hint = if field.required {
            format!("it has to be there, such as `{name}: {}`", field.example)
        } else if field.stated {
            "leave the field out if nobody has told us; write `undisclosed` if they would not tell, \
             or `not-applicable` if the question makes no sense here"
                .to_owned()
        } else {
            format!("leave the field out, or fill it in, such as `{name}: {}`", field.example)
        };
        self.reader.report(self.reader.fault(&empty_value::RULE, key.span, message).hint(hint));
    }

    /// Reports a field that the group does not have. Where a missing one was meant, takes it in as
    /// that; the name of the field that it stands for, if any.
    fn stranger(&mut self, key: &'n Key, node: &'n Node) -> Option<&'static str> {
        let name = &*key.text;
        let fault = |message: String| self.reader.fault(&unknown_key::RULE, key.span, message);
        let here = format!("there is no field `{name}` here");
        if !self.reader.advice().goes_on() {
            self.report(fault(here).hint("leave it out"));
            return None;
        }
        let (free, taken): (Vec<&'static str>, Vec<_>) =
            self.group.iter().map(|field| field.name).partition(|name| !self.has(name));
        if name.is_empty() {
            self.report(
                fault("the field has no name".into()).hint("write its name before the colon"),
            );
            return None;
        }
        let translated = OTHER_WORDS
            .iter()
            .filter(|(word, _)| *word == name.to_lowercase())
            .find_map(|(_, meant)| free.iter().copied().find(|free| free == meant));
        if let Some(meant) = translated.or_else(|| nearest(name, &free)) {
            self.report(fault(here).hint(format!("did you mean `{meant}`?")).replacement(meant));
            let field = self.group.field(meant)?;
            self.take(field, key, node);
            return Some(meant);
        }
        let elsewhere = places_of(name);
        let finding = if let Some(meant) = nearest(name, &taken) {
            fault(here).hint(format!(
                "did you mean `{meant}`? It stands here already: put the two together"
            ))
        } else if elsewhere.is_empty() && free.is_empty() {
            fault(here).hint("leave it out: all fields that there are stand here already")
        } else if elsewhere.is_empty() {
            fault(here).hint(format!("what can be added here is `{}`", free.join("`, `")))
        } else {
            fault(format!("`{name}` does not belong here"))
                .hint(format!("it goes {}", alternatives(&elsewhere)))
        };
        self.report(finding);
        None
    }

    fn missing(&self, missing: &[&Field]) {
        let text = self.reader.text().get(self.span.range()).unwrap_or_default();
        let start = self.span.range().start;
        let first = Span::new(start, start + text.find([':', '\n']).unwrap_or(text.len()));
        let fault = |message: String| self.reader.fault(&missing_field::RULE, first, message);
        let line = |field: &&Field| match field.group() {
            Some(_) => format!("`{}:` ({})", field.name, lower_first(field.help)),
            None => format!("`{}: {}`{}", field.name, field.example, self.choices(field)),
        };
        self.report(match missing {
            [] => return,
            [field] => fault(format!("the field `{}` is missing", field.name)).hint(format!(
                "add a line such as `{}: {}` ({}){}",
                field.name,
                field.example,
                lower_first(field.help),
                self.choices(field)
            )),
            _ => {
                let names: Vec<String> =
                    missing.iter().map(|field| format!("`{}`", field.name)).collect();
                let lines: Vec<String> = missing.iter().map(line).collect();
                fault(format!("the fields {} are missing", together(&names, "and")))
                    .hint(format!("add lines such as {}", together(&lines, "and")))
            }
        });
    }

    /// The words that can stand in a field, where they are few enough to be read.
    fn choices(&self, field: &Field) -> String {
        let words: Vec<&str> = match item(field.kind) {
            Kind::Choice(choices) => choices.iter().map(|choice| choice.slug).collect(),
            Kind::Term(name) => {
                let terms = self.reader.vocabularies().terms(name);
                terms.map(|(_, entry)| &*entry.slug).collect()
            }
            _ => Vec::new(),
        };
        if words.is_empty() || words.len() > MOST_SHOWN {
            return String::new();
        }
        let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        format!("; the choices are {}", together(&quoted, "and"))
    }

    /// Reports where neither or both of two fields are there of which one has to be.
    fn exactly_one(&self) {
        let Some(one_of) = self.group.one_of else { return };
        let (known, other) = (one_of.known, one_of.other);
        let message = match (self.has(known), self.has(other)) {
            (true, true) => format!("`{known}` and `{other}` stand here together"),
            (false, false) => format!("`{known}` or `{other}` is missing"),
            _ => return,
        };
        let fault = self.reader.fault(&missing_field::RULE, self.key_span(other), message);
        self.report(fault.hint(one_of.help));
    }

    /// The items of a list.
    fn items<'a>(&self, name: &str, node: &'a Node) -> Option<&'a [Node]> {
        let Value::List(items) = &node.value else {
            self.not_a_list(name, node);
            return None;
        };
        let field = self.group.field(name)?;
        let limit = self.reader.limits().list_entries;
        if items.len() > limit {
            let message = format!("the list has {} entries, and {limit} is the limit", items.len());
            let fault = self.reader.fault(&too_long::RULE, node.span, message);
            self.report(fault.hint("say the same with fewer entries"));
            return None;
        }
        if items.is_empty() && field.required {
            let message = format!("`{name}` has no entry");
            let fault = self.reader.fault(&missing_field::RULE, node.span, message);
            self.report(fault.hint(format!("give at least one, such as `{}`", field.example)));
        }
        Some(items)
    }

    fn not_a_list(&self, name: &str, node: &Node) {
        let fault = self.reader.fault(
            &wrong_type::RULE,
            node.span,
            format!("this is {}, where a list is expected", what(node)),
        );
        let source = self.reader.text().get(node.span.range()).unwrap_or_default();
        let group = self.group.field(name).and_then(Field::group);
        self.report(match (&node.value, group) {
            (Value::Scalar { text, .. }, Some(group)) if !text.contains('\n') => {
                let list = format!("[{{{}}}]", as_field(text, group));
                fault.hint(format!("write `{name}: {list}`")).replacement(list)
            }
            (Value::Scalar { text, plain: true }, _) if !text.contains('\n') => {
                let words: Vec<&str> =
                    text.split([',', ';']).map(str::trim).filter(|it| !it.is_empty()).collect();
                let list = format!("[{}]", words.join(", "));
                fault
                    .hint(format!("write `{name}: {list}`, even for a single entry"))
                    .replacement(list)
            }
            (Value::Map(_), _) if source.starts_with('{') => fault
                .hint("put square brackets around it, even for a single entry")
                .replacement(format!("[{source}]")),
            (Value::Map(_), _) => fault
                .hint("put `- ` before each entry, even a single one, and indent what follows")
                .replacement(format!("- {}", source.replace('\n', "\n  "))),
            _ => {
                fault.hint("put `- ` before each entry, even a single one, and indent what follows")
            }
        });
    }

    /// Reports what stands in a list of words or texts a second time.
    fn once(&self, kind: Kind, items: &[Node]) {
        for (at, node) in items.iter().enumerate() {
            let Some(text) = node.text() else { continue };
            let before = items.iter().take(at).any(|other| other.text() == Some(text));
            if before && !matches!(kind, Kind::Group(_)) {
                let message = format!("`{text}` stands in this list a second time");
                let fault = self.reader.fault(&duplicate_key::RULE, node.span, message);
                self.report(fault.hint("remove one of the two"));
            }
        }
    }
}

/// The groups of a record that have a field of this name, by their paths.
fn places_of(name: &str) -> Vec<String> {
    let mut places: Vec<String> = RECORD
        .paths()
        .into_iter()
        .filter(|(_, field)| field.name == name)
        .map(|(path, _)| path.rsplit_once('.').map_or(String::new(), |(above, _)| above.to_owned()))
        .collect();
    places.dedup();
    places
}

/// The places that a field belongs to.
fn alternatives(paths: &[String]) -> String {
    let quoted: Vec<String> = paths
        .iter()
        .map(|path| match path.as_str() {
            "" => "to the record itself, at the beginning of a line".to_owned(),
            path => format!("two spaces further in below `{}:`", path.replace('.', "` and `")),
        })
        .collect();
    together(&quoted, "or")
}

/// `a`, `a and b`, `a, b and c`.
fn together(words: &[String], last_word: &str) -> String {
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{} {last_word} {last}", before.join(", "))
        }
        _ => words.concat(),
    }
}

/// A text as the field of a group that it is likely to be: its address, or what it must have.
fn as_field(text: &str, group: &'static Group) -> String {
    let web = |field: &&Field| matches!(field.kind, Kind::Web);
    let address = group.iter().find(web).filter(|_| text.starts_with("http"));
    let field = address.or_else(|| group.iter().find(|field| field.required));
    let name = field.or(group.fields.first()).map_or("name", |field| field.name);
    format!("{name}: {}", yaml::scalar(text))
}

/// Lines, each two columns further in than a key above them; what is further in stays so where all
/// lines agree.
fn below_each_other(text: &str) -> String {
    let flat = text.lines().all(|line| line.trim_end().contains(": "));
    let lines: Vec<String> = text
        .lines()
        .map(|line| format!("  {}", if flat { line.trim_start() } else { line }))
        .collect();
    lines.join("\n")
}

/// What a list holds.
fn item(kind: Kind) -> Kind {
    match kind {
        Kind::List(item) => *item,
        other => other,
    }
}

/// A sentence as a part of another one.
fn lower_first(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

fn not_a_group(reader: &Reader, node: &Node, group: &'static Group) {
    if node.is_empty() {
        reader.empty(node.span);
        return;
    }
    let required: Vec<&Field> = group.iter().filter(|field| field.required).collect();
    let fields = if required.is_empty() { group.iter().take(1).collect() } else { required };
    let examples: Vec<String> =
        fields.iter().map(|field| format!("`{}: {}`", field.name, field.example)).collect();
    let examples = together(&examples, "and");
    let fault = reader.fault(
        &wrong_type::RULE,
        node.span,
        format!("this is {}, where fields are expected", what(node)),
    );
    reader.report(match &node.value {
        Value::List(_) => fault.hint(format!(
            "leave out the `- ` before the fields: they stand one below the other, such as {examples}"
        )),
        Value::Scalar { text, .. } if !text.contains('\n') && text.starts_with("http") => {
            let meant = as_field(text, group);
            fault.hint(format!("write `{meant}`")).replacement(meant)
        }
        _ => fault.hint(format!("write its fields one below the other, such as {examples}")),
    });
}
