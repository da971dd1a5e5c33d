//! Writing a tree of YAML in the one way in which records are written.

use super::notes::{AllNotes, Place};
use crate::model::field::Group;
use crate::model::fields::RECORD;
use crate::yaml::{self, Key, Node, Value};

/// Longer lines are folded, in characters.
const WIDTH: usize = 100;

/// A whole record below its first line.
pub fn record(tree: &Node, notes: &AllNotes, first_line: &str) -> String {
    let mut writer = Writer { text: format!("{first_line}\n"), notes };
    writer.remarks(&notes.head, 0);
    if let Value::Map(entries) = &tree.value {
        writer.fields(entries, Some(&RECORD), 0, None);
    }
    writer.remarks(&notes.foot, 0);
    writer.text
}

/// Whether a value without quotes is a text for every reader of YAML.
pub fn is_plain_text(text: &str) -> bool {
    yaml::scalar(text) == text || text.contains([',', '[', ']', '{', '}'])
}

struct Writer<'n> {
    text: String,
    notes: &'n AllNotes,
}

impl Writer<'_> {
    /// Fields in the order of their table, those that it does not have behind them. `lead` stands
    /// before the first one: the hyphen of an entry.
    fn fields(
        &mut self,
        entries: &[(Key, Node)],
        group: Option<&'static Group>,
        indent: usize,
        lead: Option<usize>,
    ) {
        let place_of = |key: &Key| {
            let places = group.map(|group| group.iter().position(|field| field.name == &*key.text));
            places.flatten().unwrap_or(usize::MAX)
        };
        let mut sorted: Vec<&(Key, Node)> = entries.iter().collect();
        sorted.sort_by_key(|(key, _)| place_of(key));
        let mut hyphen = lead;
        for (key, value) in sorted {
            let below = group.and_then(|group| group.field(&key.text)).and_then(|it| it.group());
            let notes = self.notes.of(Place::field(key));
            // Above the first field of an entry they stand above its hyphen.
            let above = hyphen.unwrap_or(indent);
            self.remarks(notes.map_or(&[], |notes| &notes.above), above);
            match hyphen.take() {
                Some(column) => {
                    self.text.push_str(&" ".repeat(column));
                    self.text.push_str("- ");
                }
                None => self.text.push_str(&" ".repeat(indent)),
            }
            let name = name(&key.text);
            self.text.push_str(&name);
            self.text.push(':');
            let beside = notes.map(|notes| notes.beside.join(" ")).unwrap_or_default();
            let used = indent + name.chars().count() + 2;
            self.value(value, below, indent, used, &beside);
            self.remarks(notes.map_or(&[], |notes| &notes.below), indent);
        }
    }

    /// What stands behind a colon or a hyphen, with its line end. `used` is how much of the line is
    /// taken.
    fn value(
        &mut self,
        node: &Node,
        group: Option<&'static Group>,
        indent: usize,
        used: usize,
        beside: &str,
    ) {
        let remark = if beside.is_empty() { String::new() } else { format!(" {beside}") };
        match &node.value {
            Value::Scalar { text, plain } => self.scalar(text, *plain, indent, used, &remark),
            Value::Map(entries) if entries.is_empty() => self.line(&format!(" {{}}{remark}")),
            Value::List(items) if items.is_empty() => self.line(&format!(" []{remark}")),
            Value::Map(entries) => {
                self.line(&remark);
                self.fields(entries, group, indent + 2, None);
            }
            Value::List(items) => {
                self.line(&remark);
                self.entries(items, group, indent + 2);
            }
        }
    }

    fn entries(&mut self, items: &[Node], group: Option<&'static Group>, indent: usize) {
        for item in items {
            let notes = self.notes.of(Place::entry(item));
            self.remarks(notes.map_or(&[], |notes| &notes.above), indent);
            let beside = notes.map(|notes| notes.beside.join(" ")).unwrap_or_default();
            match &item.value {
                Value::Map(fields) if !fields.is_empty() => {
                    if !beside.is_empty() {
                        self.remarks(&[beside], indent);
                    }
                    self.fields(fields, group, indent + 2, Some(indent));
                }
                Value::List(inner) if !inner.is_empty() => {
                    // Lists of lists are in no table; they are kept, not made pretty.
                    self.text.push_str(&format!("{}-", " ".repeat(indent)));
                    self.line(&if beside.is_empty() {
                        String::new()
                    } else {
                        format!(" {beside}")
                    });
                    self.entries(inner, group, indent + 2);
                }
                _ => {
                    self.text.push_str(&format!("{}-", " ".repeat(indent)));
                    self.value(item, group, indent, indent + 2, &beside);
                }
            }
            self.remarks(notes.map_or(&[], |notes| &notes.below), indent);
        }
    }

    fn scalar(&mut self, text: &str, plain: bool, indent: usize, used: usize, remark: &str) {
        let short = if plain && !text.contains('\n') {
            text.to_owned()
        } else {
            let first_is_ordinary = text.starts_with(|it: char| it.is_alphanumeric());
            let written = yaml::scalar(text);
            // On a line of its own a comma or a bracket ends nothing.
            let without = text.replace([',', '[', ']', '{', '}'], "x");
            if first_is_ordinary && yaml::scalar(&without) == without {
                text.to_owned()
            } else if written == text {
                yaml::in_double_quotes(text)
            } else {
                written
            }
        };
        let is_text = !plain || is_plain_text(text);
        let fits = used + short.chars().count() <= WIDTH;
        let block = if text.contains('\n') {
            literal(text, indent + 2)
        } else if is_text && !fits {
            folded(text, indent + 2)
        } else {
            None
        };
        match block {
            Some((sign, lines)) => {
                self.line(&format!(" {sign}{remark}"));
                self.text.push_str(&lines);
            }
            None if short.is_empty() => self.line(remark),
            None => self.line(&format!(" {short}{remark}")),
        }
    }

    fn line(&mut self, rest: &str) {
        self.text.push_str(rest);
        self.text.push('\n');
    }

    fn remarks(&mut self, remarks: &[String], indent: usize) {
        for remark in remarks {
            self.text.push_str(&format!("{}{remark}\n", " ".repeat(indent)));
        }
    }
}

/// The name of a field: a plain word, or in quotes.
fn name(key: &str) -> String {
    let ordinary = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '-';
    let plain = key.starts_with(|it: char| it.is_ascii_alphabetic()) && key.chars().all(ordinary);
    if plain { key.to_owned() } else { yaml::in_double_quotes(key) }
}

/// A text of several lines as it stands, below `|`.
fn literal(text: &str, indent: usize) -> Option<(&'static str, String)> {
    let (sign, body) = match text.strip_suffix('\n') {
        Some(body) if body.ends_with('\n') || body.is_empty() => return None,
        Some(body) => ("|", body),
        None => ("|-", text),
    };
    let odd = |line: &str| line.ends_with(' ') || line.contains(is_odd);
    if body.starts_with([' ', '\n']) || body.split('\n').any(odd) {
        return None;
    }
    Some((sign, block(body.split('\n'), indent)))
}

/// A long text in lines of at most the width, below `>-`.
fn folded(text: &str, indent: usize) -> Option<(&'static str, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    // A line break stands for one space: where there are two, or one at an end, it cannot.
    if words.len() < 2 || words.contains(&"") || text.contains(is_odd) {
        return None;
    }
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if indent + line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    Some((">-", block(lines.iter().map(String::as_str), indent)))
}

fn block<'l>(lines: impl Iterator<Item = &'l str>, indent: usize) -> String {
    let put = |line: &str| {
        if line.is_empty() { "\n".to_owned() } else { format!("{}{line}\n", " ".repeat(indent)) }
    };
    lines.map(put).collect()
}

/// Letters that a block would lose or that end a line for some readers.
fn is_odd(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}
