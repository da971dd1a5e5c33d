//! `smart-quotes`

use crate::check::reader::{Reader, is_quoted};
use crate::finding::{Rule, Severity, example};
use crate::yaml::{self, Node};

/// The rule.
pub static RULE: Rule = Rule {
    name: "smart-quotes",
    severity: Severity::Error,
    what: "a text does not stand in the curly quotes of a word processor",
    why: "only straight quotes belong to the file; curly ones become a part of the name",
    example: example!("smart-quotes"),
};

/// Opening marks, each with those that close it.
const PAIRS: &[(char, &[char])] = &[
    ('“', &['”', '“', '"']),
    ('„', &['“', '”', '"']),
    ('”', &['”', '"']),
    ('«', &['»']),
    ('»', &['«']),
    ('‘', &['’', '‘']),
    ('‚', &['‘', '’']),
    ('’', &['’']),
    ('´', &['´']),
];

/// Reports a text that stands in curly quotes as a whole.
pub fn check(reader: &Reader, node: &Node, text: &str) {
    let mut letters = text.chars();
    let (Some(first), Some(last)) = (letters.next(), letters.next_back()) else { return };
    let Some((_, closing)) = PAIRS.iter().find(|(open, _)| *open == first) else { return };
    let inside = letters.as_str();
    let a_pair = closing.contains(&last) && !inside.contains([first, last]);
    if !a_pair || is_quoted(node) {
        return;
    }
    let plain = yaml::scalar(inside.trim());
    let fault = reader.fault(
        &RULE,
        node.span,
        format!("the quotes `{first}` and `{last}` would become a part of the text"),
    );
    reader.report(fault.hint(format!("write `{plain}`")).replacement(plain));
}
