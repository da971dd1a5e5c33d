//! Reading on behind a slip: the slip is mended in memory, so that one run shows all of a file's
//! faults and not only the first one.

use super::{Fault, Node, Slip, Value, events, scalar, slip};
use crate::source::Span;

/// After so many slips a file is not a record but something else.
const MOST_SLIPS: usize = 20;

/// In larger texts, in bytes, the first slip is the only one that is reported.
const LARGEST: usize = 64 * 1024;

/// What became of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The tree, of the mended text where there were faults; its spans are those of the text given.
    pub tree: Option<Node>,
    /// What is wrong with the text, from above to below.
    pub faults: Vec<Fault>,
}

/// Reads one document, slips and all. `offset` is where `text` stands in its file.
#[must_use]
pub fn read(text: &str, offset: usize) -> Reading {
    let mut draft = Draft { original: text, text: text.to_owned(), edits: Vec::new() };
    let mut faults = Vec::new();
    loop {
        let (fault, tree) = match events(&draft.text, 0) {
            Ok((tree, glued)) => match glued.first() {
                Some(&remark) => match lost_text(&draft.text, remark) {
                    Some(fault) => (fault, Some(tree)),
                    None => (Fault { span: remark, ..no_remark() }, Some(tree)),
                },
                None => {
                    let tree = Some(draft.original(tree, offset));
                    return Reading { tree, faults };
                }
            },
            Err(fault) if draft.text.len() > LARGEST => (fault, None),
            Err(fault) => (slip::explain(&draft.text, fault), None),
        };
        let found = Fault { span: draft.original_span(fault.span, offset), ..fault.clone() };
        faults.push(found);
        match fault.replacement {
            Some(replacement) if faults.len() < MOST_SLIPS => draft.edit(fault.span, &replacement),
            _ => {
                let tree = tree.map(|tree| draft.original(tree, offset));
                return Reading { tree, faults };
            }
        }
    }
}

/// A value of which `#` cut off the rest: `city: Leiden #2`.
fn lost_text(text: &str, remark: Span) -> Option<Fault> {
    let start = text[..remark.range().start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &text[start..remark.range().end];
    let content = line.trim_start();
    let content = content.strip_prefix("- ").map_or(content, str::trim_start);
    let value = match content.split_once(": ") {
        Some((key, value)) if !key.contains(' ') => value.trim_start(),
        _ => content,
    };
    let bare = !value.starts_with(['"', '\'', '[', '{', '|', '>']);
    let from = start + line.len() - value.len();
    bare.then(|| {
        let quoted = scalar(value);
        Fault {
            span: Span::new(from, from + value.len()),
            slip: Slip::Quotes,
            message: "everything from `#` on would be lost, as a remark".to_owned(),
            hint: format!("write `{quoted}`, or put a space behind the `#` if it is a remark"),
            replacement: Some(quoted),
        }
    })
}

fn no_remark() -> Fault {
    Fault {
        span: Span::default(),
        slip: Slip::Quotes,
        message: "everything from `#` on would be lost, as a remark".to_owned(),
        hint: "put a space behind the `#` if it is a remark, or quotes around the text".to_owned(),
        replacement: None,
    }
}

/// A text that is being mended, and how its places lead back to the original ones.
struct Draft<'t> {
    original: &'t str,
    text: String,
    edits: Vec<Edit>,
}

/// A stretch that was replaced.
struct Edit {
    at: usize,
    removed: usize,
    inserted: usize,
}

impl Draft<'_> {
    fn edit(&mut self, span: Span, replacement: &str) {
        let range = span.range();
        self.edits.push(Edit {
            at: range.start,
            removed: range.len(),
            inserted: replacement.len(),
        });
        self.text.replace_range(range, replacement);
    }

    fn original_offset(&self, offset: usize) -> usize {
        self.edits.iter().rev().fold(offset, |offset, edit| {
            if offset <= edit.at {
                offset
            } else if offset >= edit.at + edit.inserted {
                offset - edit.inserted + edit.removed
            } else {
                // Inside what was inserted there is nothing exact to point at.
                edit.at + (offset - edit.at).min(edit.removed)
            }
        })
    }

    fn original_span(&self, span: Span, offset: usize) -> Span {
        let range = span.range();
        let (start, end) = (self.original_offset(range.start), self.original_offset(range.end));
        // What was put in can be shorter than what it replaced, and then cuts a letter of it.
        Span::new(
            offset + self.original.floor_char_boundary(start),
            offset + self.original.ceil_char_boundary(end),
        )
    }

    fn original(&self, mut node: Node, offset: usize) -> Node {
        if self.edits.is_empty() && offset == 0 {
            return node;
        }
        node.span = self.original_span(node.span, offset);
        match &mut node.value {
            Value::Scalar { .. } => {}
            Value::List(items) => {
                for item in items {
                    *item = self.original(std::mem::replace(item, NOTHING), offset);
                }
            }
            Value::Map(entries) => {
                for (key, value) in entries {
                    key.span = self.original_span(key.span, offset);
                    *value = self.original(std::mem::replace(value, NOTHING), offset);
                }
            }
        }
        node
    }
}

const NOTHING: Node = Node { span: Span { start: 0, end: 0 }, value: Value::List(Vec::new()) };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_slips_are_found_in_one_run() {
        let text = "name: Centre: the best\nstatus:operational\nlocation:\n\tcity: Leiden\n";
        let Reading { tree, faults } = read(text, 0);
        let slips: Vec<Slip> = faults.iter().map(|fault| fault.slip).collect();
        assert_eq!(slips, [Slip::Quotes, Slip::Space, Slip::Tab]);
        let tree = tree.unwrap();
        let city = tree.nearest("location.city");
        assert_eq!(city.text(), Some("Leiden"));
        assert_eq!(&text[city.span.range()], "Leiden");
        assert_eq!(tree.nearest("name").text(), Some("Centre: the best"));
    }

    #[test]
    fn a_remark_that_swallows_a_value_is_a_fault_and_others_are_not() {
        let Reading { tree, faults } = read("name: #1 Centre\ncity: Leiden # in the west\n", 0);
        assert_eq!(faults.len(), 1);
        assert_eq!(tree.unwrap().nearest("name").text(), Some("#1 Centre"));
        assert!(read("# yaml-language-server\nname: A\n#city: B\n", 0).faults.is_empty());
    }

    #[test]
    fn no_place_cuts_a_letter() {
        // A sign of three bytes is mended to less.
        for text in
            ["sources:\n-\u{cf5}roles\n", "accessed:\u{2b40}", "name\u{ff1a}A\n\u{2003}b: c"]
        {
            let Reading { tree, faults } = read(text, 0);
            let mut spans: Vec<Span> = faults.iter().map(|fault| fault.span).collect();
            if let Some(Value::Map(entries)) = tree.map(|tree| tree.value) {
                spans.extend(entries.iter().flat_map(|(key, node)| [key.span, node.span]));
            }
            assert!(spans.iter().all(|span| text.get(span.range()).is_some()), "{text}: {spans:?}");
        }
    }
}
