//! Remarks: what stands behind a `#`.

use granit_parser::{Event, Parser};

use crate::source::Span;

/// A remark in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The byte of its `#`.
    pub start: usize,
    /// The column of its `#`, in bytes from 0.
    pub column: usize,
    /// With its `#`, without white space at its end.
    pub text: String,
    /// Whether nothing stands before it on its line.
    pub alone: bool,
}

/// All remarks of a text, from above to below; as far as the text can be read.
#[must_use]
pub fn remarks(text: &str) -> Vec<Remark> {
    let mut found = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        let Event::Comment(remark, _) = event else { continue };
        let range = span.byte_range().unwrap_or(0..0);
        let start = Span::new(range.start, range.end).range().start.min(text.len());
        // The span may begin at the sign or right behind it.
        let before = text.get(..start).unwrap_or_default();
        let start =
            if text[start..].starts_with('#') { start } else { before.rfind('#').unwrap_or(0) };
        let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        found.push(Remark {
            start,
            column: start - line,
            text: format!("#{}", remark.trim_end()),
            alone: text[line..start].trim().is_empty(),
        });
    }
    found
}
