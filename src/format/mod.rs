//! The canonical form of a record: fields in the order of their table, one way to write each kind
//! of value, remarks kept where they belong.
//!
//! 1. [`notes`] finds out which remark belongs to which field or entry.
//! 2. [`write`] writes the tree anew.
//! 3. What was written is read again: it must say the same, or nothing is changed.

mod notes;
mod write;

use crate::yaml::{self, Fault, Node, Value};

/// The words with which editors are told where the schema of a file is
/// (<https://github.com/redhat-developer/yaml-language-server#using-inlined-schema>).
const SCHEMA_LINE: &str = "# yaml-language-server: $schema=";

/// Why a record was left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read.
    Unreadable(Fault),
    /// What was written would say something else; never known to happen.
    Unlike,
}

/// The first line of a record, for the schema at an address.
#[must_use]
pub fn schema_line(schema: &str) -> String {
    format!("{SCHEMA_LINE}{schema}")
}

/// A record in its canonical form, its first line naming the address of its schema.
///
/// # Errors
/// Where the record is not YAML without faults, or would not say the same.
pub fn record(text: &str, schema: &str) -> Result<String, Refusal> {
    let text = with_plain_line_ends(text);
    let reading = yaml::read(&text, 0);
    if let Some(fault) = reading.faults.into_iter().next() {
        return Err(Refusal::Unreadable(fault));
    }
    // What has no field is no record, and has no form.
    let fields = |tree: &Node| matches!(&tree.value, Value::Map(fields) if !fields.is_empty());
    let Some(tree) = reading.tree.filter(fields) else { return Ok(text) };
    let notes = notes::attach(&text, &tree);
    written(&tree, &notes, schema)
}

/// The text with its lines ended by `\n` alone, however many other signs stand before it. One that
/// stands elsewhere ends a line in YAML too.
fn with_plain_line_ends(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.trim_end_matches('\r').replace('\r', "\n"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The same for a record that was changed: `tree` is what it says now, `text` what its remarks stand
/// in. What is new in the tree stands at no place of the text.
///
/// # Errors
/// Where the text is not YAML without faults, or the record would not say what the tree says.
pub fn changed(text: &str, tree: &Node, schema: &str) -> Result<String, Refusal> {
    let old = yaml::parse(text, 0).map_err(Refusal::Unreadable)?;
    written(tree, &notes::attach(text, &old), schema)
}

fn written(tree: &Node, notes: &notes::AllNotes, schema: &str) -> Result<String, Refusal> {
    let written = write::record(tree, notes, &schema_line(schema));
    match yaml::parse(&written, 0) {
        Ok(again) if same(tree, &again) => Ok(written),
        _ => Err(Refusal::Unlike),
    }
}

/// Whether two trees say the same: the same values at the same places, whatever their quotes and
/// the order of their fields.
#[must_use]
pub fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (
            Value::Scalar { text: one, plain: a_plain },
            Value::Scalar { text: two, plain: b_plain },
        ) => one == two && is_text(one, *a_plain) == is_text(two, *b_plain),
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            // Of a field that stands twice the first and the second stay what they are.
            let nth = |entries: &[(yaml::Key, Node)], at: usize| {
                let key = &entries[at].0.text;
                entries[..at].iter().filter(|(other, _)| other.text == *key).count()
            };
            let counterpart = |at: usize| {
                let (key, _) = &a[at];
                b.iter().enumerate().find(|(place, (other, _))| {
                    other.text == key.text && nth(b, *place) == nth(a, at)
                })
            };
            a.len() == b.len()
                && (0..a.len())
                    .all(|at| counterpart(at).is_some_and(|(_, (_, node))| same(&a[at].1, node)))
        }
        _ => false,
    }
}

/// Whether a value is a text, and not a number, `true`, a date or nothing.
fn is_text(text: &str, plain: bool) -> bool {
    // No number, date or `true` has several lines.
    !plain || text.contains('\n') || write::is_plain_text(text)
}
