//! YAML as a tree that remembers where everything stands.
//!
//! Only what a record needs is accepted: one document of maps, lists and plain values. Anchors,
//! aliases and tags are refused, so that no file can be larger than it looks.

mod mend;
mod remark;
mod slip;
mod write;

use granit_parser::{Event, Parser, Placement, ScalarStyle};

use crate::source::Span;

pub use mend::{Reading, read};
pub use remark::{Remark, remarks};
pub use write::{in_double_quotes, scalar};

/// How deep maps and lists may nest; a record needs five.
pub const MAX_DEPTH: usize = 16;

/// How long the name of a field may be, in characters. Written with escapes it must stay below the
/// 1,024 signs that YAML allows before a colon.
const MAX_KEY: usize = 150;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A single value, not yet read as a number or a date.
    Scalar {
        /// Its text, with escapes resolved.
        text: Box<str>,
        /// Whether it stands without quotes, so that it may be a number, `true`, or nothing.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file, with duplicate keys if it has them.
    Map(Vec<(Key, Node)>),
}

/// A key of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Where it stands.
    pub span: Span,
    /// Its text.
    pub text: Box<str>,
}

/// Why a text is no YAML that the atlas reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What kind of slip it is.
    pub slip: Slip,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// What should stand at the place instead, where that is clear.
    pub replacement: Option<String>,
}

/// The slips that people make who write YAML by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// A tab where spaces should be.
    Tab,
    /// No colon, or no space after a colon or a hyphen.
    Space,
    /// A text that needs quotes.
    Quotes,
    /// Quotes, a bracket or a brace that is not closed.
    Open,
    /// A line that begins in the wrong column.
    Indent,
    /// Something else.
    Other,
}

impl Node {
    /// Whether nothing stands there: an empty value, `~` or `null`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true }
            if matches!(&**text, "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The text of a single value.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The node at a path such as `location.latitude` or `relations.2.to`, or the nearest one
    /// above it that is there.
    #[must_use]
    pub fn nearest(&self, path: &str) -> &Self {
        let mut node = self;
        for step in path.split('.') {
            let below = match &node.value {
                Value::Map(entries) => {
                    entries.iter().find(|(key, _)| &*key.text == step).map(|(_, node)| node)
                }
                Value::List(items) => step.parse().ok().and_then(|index: usize| items.get(index)),
                Value::Scalar { .. } => None,
            };
            match below {
                Some(below) => node = below,
                None => break,
            }
        }
        node
    }
}

impl Node {
    /// The path of the innermost field that a stretch lies in; the steps into lists are left out.
    #[must_use]
    pub fn path_of(&self, span: Span) -> String {
        let mut path = Vec::new();
        let mut node = self;
        let within = |outer: Span| outer.start <= span.start && span.start <= outer.end;
        loop {
            node = match &node.value {
                Value::Map(entries) => {
                    let found =
                        entries.iter().find(|(key, value)| within(value.span) || within(key.span));
                    let Some((key, value)) = found else { break };
                    path.push(&*key.text);
                    if within(key.span) && !within(value.span) {
                        break;
                    }
                    value
                }
                Value::List(items) => {
                    let Some(item) = items.iter().find(|item| within(item.span)) else { break };
                    item
                }
                Value::Scalar { .. } => break,
            };
        }
        path.join(".")
    }
}

/// Reads one document. `offset` is where `text` stands in its file, for front matter.
///
/// # Errors
/// The first place that is no YAML, or that the atlas does not accept.
pub fn parse(text: &str, offset: usize) -> Result<Node, Fault> {
    events(text, offset).map(|(tree, _)| tree)
}

/// The tree of a text, and the places where a remark without a space behind its `#` ends a value.
fn events(text: &str, offset: usize) -> Result<(Node, Vec<Span>), Fault> {
    let mut builder = Builder { text, offset, open: Vec::new(), root: None };
    let mut glued = Vec::new();
    for event in Parser::new_from_str(text) {
        match event {
            Ok((Event::Comment(remark, placement), span)) => {
                if placement == Placement::Right
                    && !remark.is_empty()
                    && !remark.starts_with([' ', '#', '!'])
                {
                    glued.push(builder.here(&span));
                }
            }
            Ok((event, span)) => builder.take(event, &span)?,
            Err(error) => return Err(builder.scan_fault(&error)),
        }
    }
    let end = Span::new(offset, offset);
    let nothing = || Node { span: end, value: Value::Scalar { text: Box::default(), plain: true } };
    Ok((builder.root.unwrap_or_else(nothing), glued))
}

/// A map or a list that has begun and not yet ended.
enum Open {
    List(usize, Vec<Node>),
    Map(usize, Vec<(Key, Node)>, Option<Key>),
}

struct Builder<'t> {
    text: &'t str,
    offset: usize,
    open: Vec<Open>,
    root: Option<Node>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: &granit_parser::Span) -> Result<(), Fault> {
        let here = self.here(span);
        if event.tag().is_some() {
            return Err(fault(
                here,
                "tags such as `!text` are not used in the atlas",
                "leave out the word with the exclamation mark, or put the value in quotes",
            ));
        }
        if event.anchor_id().is_some_and(|id| id != 0) || event.is_alias() {
            return Err(fault(
                here,
                "anchors (`&name`) and references (`*name`) are not used in the atlas",
                "write the value out in full; put a text that begins with `&` or `*` in quotes",
            ));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                self.place(Node { span: here, value: Value::Scalar { text: text.into(), plain } })
            }
            Event::SequenceStart(..) => self.begin(here, Open::List(start(here), Vec::new())),
            Event::MappingStart(..) => self.begin(here, Open::Map(start(here), Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.end(here),
            Event::DocumentStart(..) if self.root.is_some() => Err(fault(
                here,
                "a second document begins here",
                "one file holds one record: remove the line `---` and what follows it",
            )),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, here: Span, open: Open) -> Result<(), Fault> {
        if self.open.len() >= MAX_DEPTH {
            return Err(fault(
                here,
                "lists and maps nest too deep here",
                &format!(
                    "a record nests five deep at most, and {MAX_DEPTH} is the limit: check the indentation and the brackets"
                ),
            ));
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self, here: Span) -> Result<(), Fault> {
        let node = match self.open.pop() {
            Some(Open::List(start, items)) => {
                Node { span: self.upto(start, here), value: Value::List(items) }
            }
            Some(Open::Map(start, entries, _)) => {
                Node { span: self.upto(start, here), value: Value::Map(entries) }
            }
            None => return Ok(()),
        };
        self.place(node)
    }

    fn place(&mut self, node: Node) -> Result<(), Fault> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match key.take() {
                Some(name) => entries.push((name, node)),
                None => match node.value {
                    Value::Scalar { text, .. } if text.chars().count() <= MAX_KEY => {
                        *key = Some(Key { span: node.span, text });
                    }
                    Value::Scalar { text, .. } => {
                        let length = text.chars().count();
                        return Err(fault(
                            node.span,
                            &format!(
                                "the name of this field has {length} characters, and {MAX_KEY} is the limit"
                            ),
                            "put the text in quotes if it is a value: its colon makes a name of what stands before it",
                        ));
                    }
                    Value::List(_) | Value::Map(_) => {
                        return Err(fault(
                            node.span,
                            "the name of a field is a word, not a list or a map",
                            "check for a bracket or a brace before the colon, or put the text in quotes",
                        ));
                    }
                },
            },
        }
        Ok(())
    }

    /// The parser's span, moved to where the text stands in its file.
    fn here(&self, span: &granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        let end = range.end.min(self.text.len());
        // A block ends where the next line begins; the finding should end with its own text.
        let trimmed =
            self.text.get(range.start..end).map_or(end, |text| range.start + text.trim_end().len());
        Span::new(self.offset + range.start, self.offset + trimmed)
    }

    /// From where a map or a list began to where it ends, without the white space that follows.
    fn upto(&self, start: usize, end: Span) -> Span {
        let last = end.range().end.max(start) - self.offset;
        let text = self.text.get(start - self.offset..last).unwrap_or_default();
        Span::new(start, start + text.trim_end().len())
    }

    fn scan_fault(&self, error: &granit_parser::ScanError) -> Fault {
        let at = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let length =
            self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Fault {
            span: Span::new(self.offset + at, self.offset + at + length),
            slip: Slip::Other,
            message: "this line does not fit the lines around it".to_owned(),
            hint: format!(
                "every line is either `field: value` or `- item`; lines of one group begin in the \
                 same column, and what belongs to a field stands two spaces further in (the YAML \
                 parser says: {})",
                error.kind()
            ),
            replacement: None,
        }
    }
}

fn start(span: Span) -> usize {
    span.range().start
}

fn fault(span: Span, message: &str, hint: &str) -> Fault {
    Fault { span, slip: Slip::Other, message: message.into(), hint: hint.into(), replacement: None }
}
