//! Texts.

use crate::check::reader::{Reader, is_quoted};
use crate::check::rules::{bad_text, html, plain_markdown, smart_quotes, too_long, wrong_type};
use crate::yaml::{self, Node};

/// A text on one line of at most `limit` characters, without the white space around it.
pub fn line(reader: &Reader, node: &Node, limit: usize) -> Option<String> {
    let text = visible(reader, node, limit.min(reader.limits().text))?;
    if !is_quoted(node)
        && matches!(text.as_str(), "true" | "false" | "True" | "False" | "TRUE" | "FALSE")
    {
        let quoted = yaml::scalar(&text);
        let message = format!("this is `{text}`, where a text is expected");
        let fault = reader.fault(&wrong_type::RULE, node.span, message);
        reader.report(
            fault
                .hint(format!("if it is a name, write it in quotes: {quoted}"))
                .replacement(quoted),
        );
        return None;
    }
    smart_quotes::check(reader, node, &text);
    html::check(reader, node.span, &text);
    Some(text)
}

/// A text of a few paragraphs, in Markdown.
pub fn prose(reader: &Reader, node: &Node, limit: usize) -> Option<String> {
    let text = visible(reader, node, limit.min(reader.limits().summary))?;
    smart_quotes::check(reader, node, &text);
    plain_markdown::check(reader, node.span, &text);
    Some(text)
}

/// A word of a vocabulary, an identifier or an address: shown to nobody as a text.
pub fn word(reader: &Reader, node: &Node) -> Option<String> {
    visible(reader, node, 2_000)
}

fn visible(reader: &Reader, node: &Node, limit: usize) -> Option<String> {
    let Some(text) = node.text() else {
        reader.wrong_type(node, "a text");
        return None;
    };
    if node.is_empty() || text.trim().is_empty() {
        reader.empty(node.span);
        return None;
    }
    let text = text.trim();
    if let Some((at, message)) = invisible(text) {
        let before = text[..at].split_whitespace().last();
        let place = match before {
            Some(word) => format!("it stands behind `{word}`"),
            None => "it stands at the beginning".to_owned(),
        };
        let without: String = text.chars().filter(|&letter| !is_invisible(letter)).collect();
        let mut fault = reader
            .fault(&bad_text::RULE, node.span, message)
            .hint(format!("{place}: take it out, or type that part anew instead of pasting it"));
        if !text.contains('\n') {
            fault = fault.replacement(yaml::scalar(without.trim()));
        }
        reader.report(fault);
        return None;
    }
    let length = text.chars().count();
    if length > limit {
        let message = format!("the text has {length} characters, and {limit} is the limit");
        let fault = reader.fault(&too_long::RULE, node.span, message);
        reader.report(fault.hint(format!("leave out {} of them", length - limit)));
        return None;
    }
    Some(text.to_owned())
}

/// The place of the first letter of a text that cannot be seen, and what to say of it.
pub fn invisible(text: &str) -> Option<(usize, String)> {
    let (at, letter) = text.char_indices().find(|&(_, letter)| is_invisible(letter))?;
    let code = u32::from(letter);
    Some((at, format!("the text has a character that cannot be seen (U+{code:04X})")))
}

/// Whether a letter is invisible, or changes the direction of those around it, and has no place in
/// a text of the atlas (Unicode Standard Annex 9 and Technical Report 36).
fn is_invisible(letter: char) -> bool {
    letter != '\n'
        && (letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
                | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{3164}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
                // For private use: what they show, if anything, hangs on the reader's fonts.
                | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}'))
}
