//! `bad-text`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "bad-text",
    severity: Severity::Error,
    what: "a text can be seen, and has the form that its field needs",
    why: "characters that cannot be seen can hide what a text really says",
    example: example!("bad-text"),
};
