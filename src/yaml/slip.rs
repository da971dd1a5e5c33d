//! What went wrong in a text that is no YAML, in words for people who have never heard of YAML.

use granit_parser::{ErrorKind, ScanError};

use super::Fault;
use crate::source::Span;

/// The fault that a parser's error stands for. `at` is where the parser gave up, in `text`; the
/// cause often stands on the line before.
pub(super) fn explain(text: &str, at: usize, span: Span, error: &ScanError) -> Fault {
    let offset = span.range().start - at;
    let line = Line::around(text, at);
    let known = tab(&line)
        .or_else(|| unclosed_quote(text, at, error.kind()))
        .or_else(|| colon_in_value(&line))
        .or_else(|| Line::before(text, line.start).and_then(|line| colon_in_value(&line)))
        .or_else(|| missing_space(&line))
        .or_else(|| Line::before(text, line.start).and_then(|line| missing_space(&line)))
        .or_else(|| reserved_start(&line))
        .or_else(|| indentation(error.kind()));
    match known {
        Some(Slip { start, end, message, hint }) => {
            let span = if start == end { span } else { Span::new(offset + start, offset + end) };
            Fault { span, message, hint: Some(hint) }
        }
        None => Fault {
            span,
            message: format!("this is not YAML: {}", error.kind()),
            hint: Some("compare the lines around it with those of another record".into()),
        },
    }
}

/// What was found, and where in the text; `start == end` where the parser's place is the right one.
struct Slip {
    start: usize,
    end: usize,
    message: String,
    hint: String,
}

/// One line of the text.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, at: usize) -> Self {
        let at = at.min(text.len());
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        Self { start, text: text[start..end].trim_end() }
    }

    /// The nearest line above that is not blank.
    fn before(text: &'t str, start: usize) -> Option<Self> {
        let mut start = start;
        while start > 0 {
            let line = Self::around(text, start - 1);
            if !line.text.is_empty() {
                return Some(line);
            }
            start = line.start;
        }
        None
    }

    /// The key and the value of `key: value`, and where the value begins in the line.
    fn pair(&self) -> Option<(&'t str, &'t str, usize)> {
        let colon = self.text.find(": ")?;
        let value = self.text[colon + 1..].trim_start();
        let key = self.text[..colon].trim_start().trim_start_matches("- ").trim();
        Some((key, value, self.text.len() - value.len()))
    }
}

fn tab(line: &Line) -> Option<Slip> {
    let indent = line.text.len() - line.text.trim_start().len();
    let tab = line.text[..indent].find('\t')?;
    let mended = format!("{}{}", line.text[..indent].replace('\t', "  "), line.text.trim_start());
    Some(Slip {
        start: line.start + tab,
        end: line.start + indent,
        message: "the line is indented with a tab".into(),
        hint: format!("use spaces, two for each level: `{mended}`"),
    })
}

fn unclosed_quote(text: &str, at: usize, kind: &ErrorKind) -> Option<Slip> {
    if !matches!(
        kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::InvalidTrailingDoubleQuotedScalar
            | ErrorKind::InvalidTrailingSingleQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
    ) {
        return None;
    }
    // The quote that was never closed is the last one that begins a value, at or above the place.
    let mut line = Some(Line::around(text, at));
    while let Some(current) = line {
        let value = current
            .pair()
            .map_or(current.text.trim_start().trim_start_matches("- "), |(_, value, _)| value);
        let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''));
        if let Some(quote) = quote {
            let start = current.start + current.text.len() - value.len();
            let inside = value[1..].trim_end_matches(quote);
            return Some(Slip {
                start,
                end: current.start + current.text.len(),
                message: format!("the text that begins with `{quote}` has no clear end"),
                hint: if inside.contains(quote) {
                    format!("put the text in the other kind of quotes: {}", quoted(inside))
                } else {
                    format!("close it with another `{quote}`, or write {}", quoted(inside))
                },
            });
        }
        line = Line::before(text, current.start);
    }
    None
}

fn colon_in_value(line: &Line) -> Option<Slip> {
    let (key, value, start) = line.pair()?;
    let bare = !value.starts_with(['"', '\'', '[', '{', '|', '>', '#']);
    (bare && value.contains(": ")).then(|| Slip {
        start: line.start + start,
        end: line.start + line.text.len(),
        message: "a text with a colon in it needs quotes".into(),
        hint: format!("write `{key}: {}`", quoted(value)),
    })
}

fn missing_space(line: &Line) -> Option<Slip> {
    let content = line.text.trim_start();
    let rest = content.strip_prefix("- ").unwrap_or(content);
    let (key, value) = rest.split_once(':')?;
    let word = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let glued = !value.is_empty() && !value.starts_with([' ', '/']);
    (word && glued).then(|| Slip {
        start: line.start + line.text.len() - rest.len(),
        end: line.start + line.text.len(),
        message: format!("there is no space after the colon of `{key}`"),
        hint: format!("write `{key}: {value}`"),
    })
}

fn reserved_start(line: &Line) -> Option<Slip> {
    let (key, value, start) = line.pair()?;
    let letter = value.chars().next()?;
    matches!(letter, '@' | '`' | '%' | '*' | '&' | '!' | '}' | ']' | ',').then(|| Slip {
        start: line.start + start,
        end: line.start + line.text.len(),
        message: format!("a text that begins with `{letter}` needs quotes"),
        hint: format!("write `{key}: {}`", quoted(value)),
    })
}

fn indentation(kind: &ErrorKind) -> Option<Slip> {
    matches!(
        kind,
        ErrorKind::InvalidIndentation
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::BlockSequenceEntryNotAllowed
            | ErrorKind::MappingKeyNotAllowed
            | ErrorKind::MappingValueNotAllowed
            | ErrorKind::SimpleKeyExpected
    )
    .then(|| Slip {
        start: 0,
        end: 0,
        message: "this line does not fit the lines around it".into(),
        hint: "every line is either `field: value` or `- item`; lines of one group begin in the \
               same column, and what belongs to a field stands two spaces further in"
            .into(),
    })
}

fn quoted(text: &str) -> String {
    if text.contains('"') {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}
