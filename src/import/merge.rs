//! What a survey would change in a record that is there: fields that it answers are put in, all
//! others stay, and so do the remarks.

use super::draft::Draft;
use crate::format;
use crate::source::Span;
use crate::yaml::{self, Key, Node, Value};

/// A record with the answers of a survey in it.
#[derive(Debug)]
pub struct Merged {
    /// The record.
    pub text: String,
    /// The fields that differ: path, what it says now, what the survey says.
    pub differences: Vec<(String, String, String)>,
}

/// Puts answers into a record; none where the record cannot be read.
pub fn merged(old: &str, answers: &Draft, schema: &str) -> Option<Merged> {
    let old = old.replace("\r\n", "\n");
    let reading = yaml::read(&old, 0);
    let mut tree = reading.tree.filter(|_| reading.faults.is_empty())?;
    let mut differences = Vec::new();
    put(&mut tree, answers, "", &mut differences);
    let text = format::changed(&old, &tree, schema).ok()?;
    Some(Merged { text, differences })
}

fn put(
    node: &mut Node,
    answers: &Draft,
    path: &str,
    differences: &mut Vec<(String, String, String)>,
) {
    let (Value::Map(entries), Draft::Fields(fields)) = (&mut node.value, answers) else { return };
    for (name, answer) in fields {
        let here = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let there = entries.iter_mut().find(|(key, _)| &*key.text == name.as_str());
        match (there, answer) {
            // The survey is one source more, not the only one.
            (Some((_, sources)), Draft::List(new)) if here == "sources" => {
                add_sources(sources, new)
            }
            // What a record says of figures of other years and measures stays.
            (Some((_, figures)), Draft::List(new)) if here == "figures" => {
                for figure in new {
                    put_figure(figures, figure, differences);
                }
            }
            (Some((_, organisations)), Draft::List(new)) if here == "organisations" => {
                if let (Value::List(list), [first, ..]) = (&mut organisations.value, new.as_slice())
                    && let Some(own) = list.first_mut()
                {
                    put(own, first, "organisations.0", differences);
                }
            }
            (Some((_, value)), Draft::Fields(_)) if matches!(value.value, Value::Map(_)) => {
                put(value, answer, &here, differences);
            }
            (Some((_, value)), answer) => {
                let new = node_of(answer);
                if !says_the_same(value, &new) {
                    // That somebody looked again is no news about the facility.
                    if !here.starts_with("provenance.") || here == "provenance.state" {
                        differences.push((here, shown(value), shown(&new)));
                    }
                    value.value = new.value;
                }
            }
            (None, answer) => {
                let new = node_of(answer);
                if !here.starts_with("provenance") {
                    differences.push((here, "nothing".to_owned(), shown(&new)));
                }
                entries.push((Key { span: NOWHERE, text: name.as_str().into() }, new));
            }
        }
    }
}

/// Whether two values are the same; lists of words whatever their order.
fn says_the_same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::List(one), Value::List(two)) => {
            let has = |list: &[Node], node: &Node| list.iter().any(|it| says_the_same(it, node));
            one.len() == two.len() && one.iter().all(|node| has(two, node))
        }
        (Value::Scalar { text: one, .. }, Value::Scalar { text: two, .. }) => {
            one.trim() == two.trim()
        }
        _ => format::same(a, b),
    }
}

fn put_figure(figures: &mut Node, figure: &Draft, differences: &mut Vec<(String, String, String)>) {
    let Value::List(list) = &mut figures.value else { return };
    let word = |name: &str| figure.at(name).and_then(Draft::text).unwrap_or_default();
    let is_it = |node: &Node| {
        ["measure", "year", "kind", "per"].iter().all(|name| {
            let found = field(node, name).and_then(Node::text).unwrap_or_default();
            found == word(name)
        })
    };
    let path = format!("figures.{}", word("measure"));
    match list.iter_mut().find(|node| is_it(node)) {
        Some(node) => put(node, figure, &path, differences),
        None => {
            let new = node_of(figure);
            differences.push((path, "nothing".to_owned(), shown(&new)));
            list.push(new);
        }
    }
}

fn add_sources(sources: &mut Node, new: &[Draft]) {
    let Value::List(list) = &mut sources.value else { return };
    for source in new {
        let url = source.at("url").and_then(Draft::text);
        let there = list.iter_mut().find(|node| field(node, "url").and_then(Node::text) == url);
        match there {
            Some(node) => *node = Node { span: node.span, value: node_of(source).value },
            None => list.push(node_of(source)),
        }
    }
}

fn field<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(key, _)| &*key.text == name).map(|(_, node)| node)
}

/// New values stand nowhere in the text, so that no remark belongs to them.
const NOWHERE: Span = Span { start: u32::MAX, end: u32::MAX };

fn node_of(draft: &Draft) -> Node {
    let value = match draft {
        Draft::Plain(text) => Value::Scalar { text: text.as_str().into(), plain: true },
        Draft::Text(text) => Value::Scalar { text: text.as_str().into(), plain: false },
        Draft::List(items) => Value::List(items.iter().map(node_of).collect()),
        Draft::Fields(fields) => {
            let entry = |(name, value): &(String, Draft)| {
                (Key { span: NOWHERE, text: name.as_str().into() }, node_of(value))
            };
            Value::Map(fields.iter().map(entry).collect())
        }
    };
    Node { span: NOWHERE, value }
}

/// A value on one line.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Scalar { text, .. } => {
            let words: Vec<&str> = text.split_whitespace().collect();
            words.join(" ")
        }
        Value::List(items) if items.is_empty() => "none".to_owned(),
        Value::List(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Map(entries) => {
            let entry = |(key, node): &(Key, Node)| format!("{}: {}", key.text, shown(node));
            entries.iter().map(entry).collect::<Vec<_>>().join(", ")
        }
    }
}
