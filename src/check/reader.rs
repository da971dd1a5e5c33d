//! From a tree of texts to checked values, one field at a time.
//!
//! A [`Reader`] turns a node into a value or reports why it can't. [`Fields`] hands out the fields
//! of a map, remembers which were asked for, and reports the rest as unknown when it is finished:
//! what a record may hold is thus said once, by the code that reads it.

use std::cell::RefCell;

use super::rules::{
    bad_date, bad_number, bad_text, bad_url, duplicate_key, empty_value, missing_field, too_long,
    unknown_key, unknown_term, wrong_type,
};
use super::suggest::nearest;
use crate::finding::{Finding, Rule};
use crate::model::{
    ClosedList, FacilityId, PartialDate, Stated, Term, Url, UrlFault, Vocabularies, VocabularyName,
};
use crate::source::{Place, SourceId, Span};
use crate::yaml::{Key, Node, Value};

/// The longest text on one line, in characters.
pub const MAX_TEXT: usize = 1_000;

/// The most entries of a list.
pub const MAX_LIST: usize = 500;

/// Reads the nodes of one file.
pub struct Reader<'a> {
    source: SourceId,
    vocabularies: &'a Vocabularies,
    findings: RefCell<Vec<Finding>>,
}

impl<'a> Reader<'a> {
    /// A reader for a file.
    pub fn new(source: SourceId, vocabularies: &'a Vocabularies) -> Self {
        Self { source, vocabularies, findings: RefCell::default() }
    }

    /// The vocabularies that terms are found in.
    pub fn vocabularies(&self) -> &'a Vocabularies {
        self.vocabularies
    }

    /// What was found.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }

    /// Reports a fault.
    pub fn report(
        &self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<Option<String>>,
    ) {
        let place = Place { source: self.source, span: Some(span) };
        let finding = Finding { hint: hint.into(), ..Finding::new(rule, place, message) };
        self.findings.borrow_mut().push(finding);
    }

    /// The fields of a map.
    pub fn fields<'n>(&'n self, node: &'n Node) -> Option<Fields<'n>> {
        let Value::Map(entries) = &node.value else {
            self.wrong_type(node, "a group of fields, each on a line of its own as `field: value`");
            return None;
        };
        let mut kept: Vec<(&Key, &Node)> = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            match kept.iter().find(|(other, _)| other.text == key.text) {
                Some((first, _)) => self.report(
                    &duplicate_key::RULE,
                    key.span,
                    format!("the field `{}` stands here a second time", key.text),
                    Some(if first.text.is_empty() {
                        "give the field a name".to_owned()
                    } else {
                        "keep one of the two; several values go into one list, `- ` before each"
                            .to_owned()
                    }),
                ),
                None => kept.push((key, value)),
            }
        }
        Some(Fields {
            reader: self,
            span: node.span,
            entries: kept,
            asked: RefCell::default(),
            missing: RefCell::default(),
        })
    }

    /// The items of a list, each read; faulty ones are left out.
    pub fn list<T>(&self, node: &Node, read: impl Fn(&Self, &Node) -> Option<T>) -> Option<Vec<T>> {
        let Value::List(items) = &node.value else {
            self.report(
                &wrong_type::RULE,
                node.span,
                format!("this is {}, where a list is expected", kind(node)),
                match node.text() {
                    Some(text) if !node.is_empty() => {
                        Some(format!("write `[{text}]`, or `- {text}` on a line of its own"))
                    }
                    _ => Some("put each entry on a line of its own with `- ` before it".to_owned()),
                },
            );
            return None;
        };
        if items.len() > MAX_LIST {
            self.report(
                &too_long::RULE,
                node.span,
                format!("the list has {} entries, and {MAX_LIST} is the limit", items.len()),
                Some("say the same with fewer entries".to_owned()),
            );
            return None;
        }
        Some(items.iter().filter_map(|item| read(self, item)).collect())
    }

    /// A text on one line.
    pub fn text(&self, node: &Node) -> Option<String> {
        self.text_up_to(node, MAX_TEXT)
    }

    /// A text of a few paragraphs, in Markdown.
    pub fn prose(&self, node: &Node, limit: usize) -> Option<String> {
        let text = self.text_up_to(node, limit)?;
        super::rules::plain_markdown::check(self, node.span, &text);
        Some(text)
    }

    /// A text of at most `limit` characters, without the white space around it.
    pub fn text_up_to(&self, node: &Node, limit: usize) -> Option<String> {
        let Some(text) = node.text() else {
            self.wrong_type(node, "a text");
            return None;
        };
        if node.is_empty() || text.trim().is_empty() {
            self.empty(node);
            return None;
        }
        let text = text.trim();
        if let Some((at, letter)) = text.char_indices().find(|&(_, letter)| is_invisible(letter)) {
            let before = &text[..at];
            self.report(
                &bad_text::RULE,
                node.span,
                format!(
                    "the text has a character that cannot be seen (U+{:04X})",
                    u32::from(letter)
                ),
                Some(match before.split_whitespace().last() {
                    Some(word) => format!(
                        "it stands behind `{word}`: type that part anew instead of pasting it"
                    ),
                    None => "it stands at the beginning: type the text anew instead of pasting it"
                        .to_owned(),
                }),
            );
            return None;
        }
        let length = text.chars().count();
        if length > limit {
            self.report(
                &too_long::RULE,
                node.span,
                format!("the text has {length} characters, and {limit} is the limit"),
                Some("shorten it".to_owned()),
            );
            return None;
        }
        Some(text.to_owned())
    }

    /// `true` or `false`.
    pub fn boolean(&self, node: &Node) -> Option<bool> {
        match node.text().unwrap_or_default() {
            "true" if !is_quoted(node) => Some(true),
            "false" if !is_quoted(node) => Some(false),
            text => {
                let hint = match text.to_ascii_lowercase().as_str() {
                    "yes" | "y" | "on" | "true" => Some("write `true`"),
                    "no" | "n" | "off" | "false" => Some("write `false`"),
                    _ => None,
                };
                let wanted = "`true` or `false`";
                match hint {
                    Some(hint) => self.report(
                        &wrong_type::RULE,
                        node.span,
                        format!("this is {}, where {wanted} is expected", kind(node)),
                        hint.to_owned(),
                    ),
                    None => self.wrong_type(node, wanted),
                }
                None
            }
        }
    }

    /// A number, finite and not negative unless `signed`.
    pub fn number(&self, node: &Node, signed: bool) -> Option<f64> {
        let text = match node.text() {
            Some(text) if !node.is_empty() => text,
            Some(_) => {
                self.empty(node);
                return None;
            }
            None => {
                self.wrong_type(node, "a number");
                return None;
            }
        };
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let well_formed = all_digits(whole) && all_digits(part) && digits.len() <= 20;
        let no_octal = whole == "0" || !whole.starts_with('0');
        if !well_formed || is_quoted(node) || !no_octal {
            let bare: String = text
                .chars()
                .filter(|&letter| !matches!(letter, ' ' | '_' | '\'' | ',' | '\u{a0}' | '\u{202f}'))
                .collect();
            let hint = if well_formed && is_quoted(node) {
                format!("write it without quotes: `{text}`")
            } else if well_formed {
                format!("write it without the zero in front: `{}`", digits.trim_start_matches('0'))
            } else if all_digits(&bare) && bare.len() < 20 {
                format!("write it without separators: `{bare}`")
            } else if let Some((number, _unit)) = number_and_unit(text) {
                format!("write the number alone: `{number}`; the unit comes from the field")
            } else {
                "write digits, with a point before decimals, such as `12` or `12.5`".to_owned()
            };
            self.report(
                &bad_number::RULE,
                node.span,
                format!("`{text}` is not a number in the form expected"),
                hint,
            );
            return None;
        }
        let number: f64 = text.parse().ok().filter(|number: &f64| number.is_finite())?;
        if number < 0.0 && !signed {
            self.report(
                &bad_number::RULE,
                node.span,
                format!("`{text}` is less than zero"),
                "leave the field out if the number is not known".to_owned(),
            );
            return None;
        }
        Some(number)
    }

    /// A whole number between two bounds, both included.
    pub fn whole(&self, node: &Node, least: u32, most: u32) -> Option<u32> {
        let number = self.number(node, false)?;
        let text = node.text().unwrap_or_default();
        let whole: Option<u32> = text.parse().ok().filter(|it| (least..=most).contains(it));
        if whole.is_none() {
            let hint = format!("a whole number from {least} to {most} is expected");
            self.report(&bad_number::RULE, node.span, format!("`{number}` is out of range"), hint);
        }
        whole
    }

    /// A year.
    pub fn year(&self, node: &Node) -> Option<u16> {
        let year = self.whole(node, 1800, 2199)?;
        u16::try_from(year).ok()
    }

    /// A date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub fn date(&self, node: &Node) -> Option<PartialDate> {
        let text = match node.text() {
            Some(text) if !node.is_empty() => text,
            Some(_) => {
                self.empty(node);
                return None;
            }
            None => {
                self.wrong_type(node, "a date");
                return None;
            }
        };
        let date = PartialDate::parse(text);
        if date.is_none() {
            let hint = match bad_date::mended(text) {
                Some(mended) => format!("write `{mended}`"),
                None => "write `2024`, `2024-03` or `2024-03-31`".to_owned(),
            };
            self.report(
                &bad_date::RULE,
                node.span,
                format!("`{text}` is not a date in the form expected"),
                hint,
            );
        }
        date
    }

    /// A full date, to the day.
    pub fn day(&self, node: &Node) -> Option<PartialDate> {
        let date = self.date(node)?;
        if !date.is_day() {
            self.report(
                &bad_date::RULE,
                node.span,
                format!("`{date}` has no day"),
                format!(
                    "write the whole date, such as `{:04}-{:02}-01`",
                    date.year(),
                    date.month().unwrap_or(1)
                ),
            );
            return None;
        }
        Some(date)
    }

    /// A web address.
    pub fn url(&self, node: &Node) -> Option<Url> {
        let text = self.text_up_to(node, 2_000)?;
        let (message, hint) = match Url::parse(&text) {
            Ok(url) => return Some(url),
            Err(UrlFault::Unreadable)
                if !text.contains("://") && text.contains('.') && !text.contains(' ') =>
            {
                (format!("`{text}` is not a web address"), format!("write `https://{text}`"))
            }
            Err(UrlFault::Unreadable) => (
                format!("`{text}` is not a web address"),
                "copy the whole address from the browser, from `https://` on".to_owned(),
            ),
            Err(UrlFault::Scheme) => (
                format!("`{text}` does not begin with `https://` or `http://`"),
                "only web pages can be linked: copy the page's address from the browser".to_owned(),
            ),
            Err(UrlFault::Credentials) => (
                "the address has a user name or a password in it".to_owned(),
                "leave out what stands between `//` and `@`".to_owned(),
            ),
        };
        self.report(&bad_url::RULE, node.span, message, hint);
        None
    }

    /// A term of a vocabulary.
    pub fn term(&self, vocabulary: VocabularyName, node: &Node) -> Option<Term> {
        let text = self.word(node)?;
        let term = self.vocabularies.find(vocabulary, &text);
        if term.is_none() {
            let entries = || self.vocabularies.terms(vocabulary).map(|(_, entry)| entry);
            let lower = text.to_lowercase();
            let by_name = entries().find(|entry| {
                entry.label.to_lowercase() == lower
                    || entry.synonyms.iter().any(|synonym| synonym.to_lowercase() == lower)
            });
            let slugs: Vec<&str> = entries().map(|entry| &*entry.slug).collect();
            let hint = match by_name.map(|entry| &*entry.slug).or_else(|| nearest(&text, &slugs)) {
                Some(word) => {
                    format!("did you mean `{word}`? All terms stand in `{}`", vocabulary.path())
                }
                None if slugs.len() <= 12 => format!("write one of `{}`", slugs.join("`, `")),
                None => format!("choose one of those in `{}`", vocabulary.path()),
            };
            self.report(
                &unknown_term::RULE,
                node.span,
                format!("`{text}` is not in the vocabulary `{}`", vocabulary.slug()),
                hint,
            );
        }
        term
    }

    /// A choice from a fixed list.
    pub fn choice<T: ClosedList>(&self, node: &Node) -> Option<T> {
        let text = self.word(node)?;
        let choice = T::from_slug(&text);
        if choice.is_none() {
            let slugs: Vec<&str> = T::ALL.iter().map(|choice| choice.slug()).collect();
            let hint = match nearest(&text, &slugs) {
                Some(word) if slugs.len() > 1 => {
                    format!("did you mean `{word}`? The choices are `{}`", slugs.join("`, `"))
                }
                _ => format!("write one of `{}`", slugs.join("`, `")),
            };
            self.report(
                &unknown_term::RULE,
                node.span,
                format!("`{text}` is not one of the choices"),
                hint,
            );
        }
        choice
    }

    /// A record's id.
    pub fn id(&self, node: &Node) -> Option<FacilityId> {
        let text = self.word(node)?;
        let id = FacilityId::parse(&text);
        if id.is_none() {
            self.report(&bad_text::RULE, node.span, format!("`{text}` is not the id of a record"),
                "an id is the country's two small letters, a slash, and the name of the file, such as `nl/necstgen`".to_owned());
        }
        id
    }

    fn word(&self, node: &Node) -> Option<String> {
        self.text_up_to(node, 200)
    }

    /// Reports a value of the wrong kind.
    pub fn wrong_type(&self, node: &Node, wanted: &str) {
        if node.is_empty() {
            self.empty(node);
        } else {
            self.report(
                &wrong_type::RULE,
                node.span,
                format!("this is {}, where {wanted} is expected", kind(node)),
                None,
            );
        }
    }

    fn empty(&self, node: &Node) {
        self.report(&empty_value::RULE, node.span, "nothing stands behind the colon",
            "leave the field out if nobody has told us; write `undisclosed` if they would not tell, \
             or `not-applicable` if the question makes no sense here".to_owned());
    }
}

/// The fields of a map.
pub struct Fields<'n> {
    reader: &'n Reader<'n>,
    span: Span,
    entries: Vec<(&'n Key, &'n Node)>,
    asked: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<&'static str>>,
}

impl<'n> Fields<'n> {
    /// The node of a field, where the map has it.
    pub fn node(&self, name: &'static str) -> Option<&'n Node> {
        self.asked.borrow_mut().push(name);
        self.entries.iter().find(|(key, _)| &*key.text == name).map(|(_, node)| *node)
    }

    /// A field that has to be there.
    pub fn required<T>(
        &self,
        name: &'static str,
        read: impl Fn(&Reader<'n>, &Node) -> Option<T>,
    ) -> Option<T> {
        let Some(node) = self.node(name) else {
            self.missing(name);
            return None;
        };
        if node.is_empty() {
            self.reader.report(
                &empty_value::RULE,
                self.key_span(name),
                format!("nothing stands behind `{name}:`"),
                format!("every record needs `{name}`: fill it in"),
            );
            return None;
        }
        read(self.reader, node)
    }

    /// A list that has to be there and to have an entry.
    pub fn required_list<T>(
        &self,
        name: &'static str,
        read: impl Fn(&Reader<'n>, &Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let node = self.node(name);
        let list = self.required(name, |reader, node| reader.list(node, &read))?;
        if let Some(Node { span, value: Value::List(items) }) = node
            && items.is_empty()
        {
            self.reader.report(
                &missing_field::RULE,
                *span,
                format!("`{name}` has no entry"),
                format!("give at least one entry under `{name}`"),
            );
            return None;
        }
        (!list.is_empty()).then_some(list)
    }

    /// A field that may be missing.
    pub fn optional<T>(
        &self,
        name: &'static str,
        read: impl Fn(&Reader<'n>, &Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(name)?;
        if node.is_empty() {
            self.empty(name);
            return None;
        }
        read(self.reader, node)
    }

    /// A list that may be missing; then it has no entries.
    pub fn list<T>(
        &self,
        name: &'static str,
        read: impl Fn(&Reader<'n>, &Node) -> Option<T>,
    ) -> Vec<T> {
        self.optional(name, |reader, node| reader.list(node, &read)).unwrap_or_default()
    }

    /// A fact that may be missing, undisclosed or not applicable.
    pub fn stated<T>(
        &self,
        name: &'static str,
        read: impl Fn(&Reader<'n>, &Node) -> Option<T>,
    ) -> Stated<T> {
        let Some(node) = self.node(name) else { return Stated::Absent };
        if node.is_empty() {
            self.empty(name);
            return Stated::Absent;
        }
        stated(self.reader, node, read).unwrap_or_default()
    }

    /// A list of facts that may be missing, undisclosed or not applicable; an empty one says 'none'.
    pub fn stated_list<T>(
        &self,
        name: &'static str,
        read: impl Fn(&Reader<'n>, &Node) -> Option<T>,
    ) -> Stated<Vec<T>> {
        self.stated(name, |reader, node| reader.list(node, &read))
    }

    /// Terms of a vocabulary, each once.
    pub fn terms(&self, name: &'static str, vocabulary: VocabularyName) -> Stated<Vec<Term>> {
        self.stated_list(name, |reader, node| {
            reader.term(vocabulary, node).map(|term| (term, node.span))
        })
        .map(|terms| self.each_once(terms))
    }

    /// Terms of a vocabulary, each once and one at least.
    pub fn required_terms(
        &self,
        name: &'static str,
        vocabulary: VocabularyName,
    ) -> Option<Vec<Term>> {
        self.required_list(name, |reader, node| {
            reader.term(vocabulary, node).map(|term| (term, node.span))
        })
        .map(|terms| self.each_once(&terms))
    }

    fn each_once(&self, terms: &[(Term, Span)]) -> Vec<Term> {
        let mut seen = Vec::new();
        for &(term, span) in terms {
            if seen.contains(&term) {
                let slug = self.reader.vocabularies.slug(term);
                self.reader.report(
                    &duplicate_key::RULE,
                    span,
                    format!("`{slug}` stands in this list a second time"),
                    "remove one of the two".to_owned(),
                );
            } else {
                seen.push(term);
            }
        }
        seen
    }

    /// Where a field's name stands; the whole map where it is missing.
    pub fn key_span(&self, name: &str) -> Span {
        self.entries
            .iter()
            .find(|(key, _)| &*key.text == name)
            .map_or(self.span, |(key, _)| key.span)
    }

    /// Reports every field that nobody asked for, and every one that has to be there and isn't: one
    /// that is there with a slip in its name is reported once. `true` where no field was unknown.
    pub fn finish(self) -> bool {
        let asked = self.asked.into_inner();
        let mut missing = self.missing.into_inner();
        let first = self.entries.first().map_or(self.span, |(key, _)| key.span);
        let mut all_known = true;
        for (key, _) in &self.entries {
            if asked.contains(&&*key.text) {
                continue;
            }
            all_known = false;
            let hint = match nearest(&key.text, &asked) {
                Some(word) => {
                    missing.retain(|name| *name != word);
                    format!("did you mean `{word}`?")
                }
                None => format!("the fields here are `{}`", asked.join("`, `")),
            };
            self.reader.report(
                &unknown_key::RULE,
                key.span,
                format!("there is no field `{}` here", key.text),
                hint,
            );
        }
        for name in missing {
            self.reader.report(
                &missing_field::RULE,
                first,
                format!("the field `{name}` is missing"),
                format!("add a line `{name}: …` here"),
            );
        }
        all_known
    }

    /// Notes that a field has to be there and isn't; [`Self::finish`] reports it.
    pub fn missing(&self, name: &'static str) {
        self.missing.borrow_mut().push(name);
    }

    fn empty(&self, name: &str) {
        self.reader.report(&empty_value::RULE, self.key_span(name), format!("nothing stands behind `{name}:`"),
            "leave the field out if nobody has told us; write `undisclosed` if they would not tell, \
             or `not-applicable` if the question makes no sense here".to_owned());
    }
}

/// A value, or one of the words that say why there is none.
pub fn stated<'n, T>(
    reader: &Reader<'n>,
    node: &Node,
    read: impl Fn(&Reader<'n>, &Node) -> Option<T>,
) -> Option<Stated<T>> {
    match node.text() {
        Some("undisclosed") => Some(Stated::Undisclosed),
        Some("not-applicable") => Some(Stated::NotApplicable),
        _ => read(reader, node).map(Stated::Is),
    }
}

/// Whether a letter is invisible, or changes the direction of those around it, and has no place in
/// a text of the atlas (Unicode Standard Annex 9 and Technical Report 36).
fn is_invisible(letter: char) -> bool {
    let allowed = matches!(letter, '\n');
    !allowed
        && (letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
                | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{3164}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'))
}

fn is_quoted(node: &Node) -> bool {
    matches!(node.value, Value::Scalar { plain: false, .. })
}

/// A number and the words behind it.
fn number_and_unit(text: &str) -> Option<(&str, &str)> {
    let (number, unit) = text.split_at(text.find(|letter: char| !letter.is_ascii_digit())?);
    let is_unit =
        unit.trim_start().starts_with(|letter: char| letter.is_alphabetic() || letter == '%');
    (!number.is_empty() && is_unit).then_some((number, unit))
}

/// What a node is, in words.
fn kind(node: &Node) -> String {
    match &node.value {
        Value::List(_) => "a list".to_owned(),
        Value::Map(_) => "a group of fields".to_owned(),
        Value::Scalar { text, .. } if text.chars().count() <= 40 => format!("`{text}`"),
        Value::Scalar { .. } => "a text".to_owned(),
    }
}
