//! Records compared as what they say, whatever their order and style.

use super::{Changed, Claims, Field, Record};
use crate::load::Project;
use crate::model::FacilityId;
use crate::model::fields::{RECORD, citable};
use crate::yaml::{self, Key, Node, Value};

/// A record as its text and tree.
pub struct Text<'p> {
    /// Its id.
    pub id: &'p FacilityId,
    /// Its tree; slips are mended, and nothing stands where it cannot be read at all.
    tree: Node,
}

/// All records, ordered by id.
pub fn records(project: &Project) -> Vec<Text<'_>> {
    let nothing = || Node { span: crate::source::Span::new(0, 0), value: Value::Map(Vec::new()) };
    let mut records: Vec<Text> = project
        .records
        .iter()
        .map(|(source, id)| {
            let text = &project.sources.get(*source).text;
            Text { id, tree: yaml::read(text, 0).tree.unwrap_or_else(nothing) }
        })
        .collect();
    records.sort_by(|a, b| a.id.cmp(b.id));
    records
}

impl Text<'_> {
    /// What is shown of a record.
    pub fn shown(&self) -> Record {
        let roles = match find(&self.tree, "roles").map(|node| &node.value) {
            Some(Value::List(items)) => {
                items.iter().filter_map(|node| node.text()).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        Record { id: self.id.to_string(), name: self.name(), roles }
    }

    fn name(&self) -> String {
        let name = find(&self.tree, "name").and_then(|node| node.text());
        name.unwrap_or_else(|| self.id.slug()).to_owned()
    }
}

/// What differs between two versions of a record; none where they say the same.
pub fn changed(old: &Text<'_>, new: &Text<'_>) -> Option<Changed> {
    let mut fields = Vec::new();
    compare(Some(&old.tree), Some(&new.tree), "", &mut fields);
    (!fields.is_empty()).then(|| Changed { id: new.id.to_string(), name: new.name(), fields })
}

/// The names of a group's fields.
type Names = Vec<Box<str>>;

/// Goes into groups, not into lists; figures are compared one by one.
fn compare(old: Option<&Node>, new: Option<&Node>, path: &str, fields: &mut Vec<Field>) {
    let map = |node: Option<&Node>| match node.map(|node| &node.value) {
        Some(Value::Map(entries)) => {
            Some(entries.iter().map(|(key, _)| key.text.clone()).collect())
        }
        _ => None,
    };
    let (before, after): (Option<Names>, Option<Names>) = (map(old), map(new));
    let group = |node: Option<&Node>| node.is_none() || map(node).is_some();
    if group(old) && group(new) && (before.is_some() || after.is_some()) {
        let mut names = after.unwrap_or_default();
        for name in before.unwrap_or_default() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for name in names {
            let below = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
            let at = |node: Option<&Node>| node.and_then(|node| find(node, &name)).cloned();
            compare(at(old).as_ref(), at(new).as_ref(), &below, fields);
        }
        return;
    }
    if path == "figures" {
        return figures(old, new, fields);
    }
    let same = old.zip(new).is_some_and(|(old, new)| crate::format::same(old, new));
    if !same && (old.is_some() || new.is_some()) {
        fields.push(Field { path: path.to_owned(), old: old.map(words), new: new.map(words) });
    }
}

fn figures(old: Option<&Node>, new: Option<&Node>, fields: &mut Vec<Field>) {
    let list = |node: Option<&Node>| match node.map(|node| &node.value) {
        Some(Value::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    let (before, after) = (list(old), list(new));
    let key = |node: &Node| -> Vec<String> {
        let word =
            |name: &str| find(node, name).and_then(Node::text).unwrap_or_default().to_owned();
        ["measure", "kind", "per", "year", "note"].map(word).to_vec()
    };
    let path = |node: &Node| {
        format!("figures.{}", find(node, "measure").and_then(Node::text).unwrap_or_default())
    };
    for figure in &after {
        let other = before.iter().find(|other| key(other) == key(figure));
        if other.is_none_or(|other| !crate::format::same(other, figure)) {
            fields.push(Field {
                path: path(figure),
                old: other.map(words),
                new: Some(words(figure)),
            });
        }
    }
    for figure in before.iter().filter(|it| !after.iter().any(|other| key(other) == key(it))) {
        fields.push(Field { path: path(figure), old: Some(words(figure)), new: None });
    }
}

/// The facts of a record that no source supports: all of a new one, of a changed one those that
/// changed.
pub fn claims(text: &Text<'_>, change: Option<&Changed>, is_new: bool) -> Option<Claims> {
    if change.is_none() && !is_new {
        return None;
    }
    let supports: Vec<String> = match find(&text.tree, "sources").map(|node| &node.value) {
        Some(Value::List(sources)) => sources
            .iter()
            .filter_map(|source| find(source, "supports"))
            .flat_map(|supports| match &supports.value {
                Value::List(paths) => paths.iter().filter_map(Node::text).collect(),
                _ => Vec::new(),
            })
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    };
    let supported = |path: &str| {
        supports.iter().any(|it| {
            path.strip_prefix(it.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    let touched = |path: &str| {
        change.is_none_or(|change| {
            change
                .fields
                .iter()
                .any(|it| it.path == path || it.path.starts_with(&format!("{path}.")))
        })
    };
    let mut fields: Vec<String> =
        facts(&text.tree).into_iter().filter(|path| touched(path) && !supported(path)).collect();
    fields.dedup();
    (!fields.is_empty()).then(|| Claims { id: text.id.to_string(), fields })
}

/// The paths of all facts that a source could support: as far down as citing goes.
fn facts(tree: &Node) -> Vec<String> {
    let Value::Map(entries) = &tree.value else { return Vec::new() };
    let mut facts = Vec::new();
    for (key, node) in entries {
        let name = &*key.text;
        let is_group = RECORD
            .field(name)
            .is_some_and(|field| matches!(field.kind, crate::model::field::Kind::Group(_)));
        match &node.value {
            Value::List(figures) if name == "figures" => {
                let measures = figures.iter().filter_map(|it| find(it, "measure")?.text());
                facts.extend(measures.map(|measure| format!("figures.{measure}")));
            }
            Value::Map(below) if is_group => {
                facts.extend(below.iter().map(|(key, _)| format!("{name}.{}", key.text)));
            }
            _ => facts.push(name.to_owned()),
        }
    }
    // Where the point lies is looked up on a map, and a summary says again what the fields say.
    const NEVER: [&str; 6] = [
        "summary",
        "location.latitude",
        "location.longitude",
        "location.precision",
        "location.country",
        "location.nuts",
    ];
    facts.retain(|path| {
        let cited = path.starts_with("figures.") || citable(path);
        cited && !NEVER.contains(&path.as_str())
    });
    facts
}

fn find<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(key, _)| &*key.text == name).map(|(_, node)| node)
}

/// A value on one line.
fn words(node: &Node) -> String {
    match &node.value {
        Value::Scalar { text, .. } => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::List(items) if items.is_empty() => "none".to_owned(),
        Value::List(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Map(entries) => {
            let entry = |(key, node): &(Key, Node)| format!("{}: {}", key.text, words(node));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}
