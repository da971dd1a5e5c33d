//! `unknown-key`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "unknown-key",
    severity: Severity::Error,
    what: "a field is one of those that the record has",
    why: "a misspelt field would be lost without a word",
    example: example!("unknown-key"),
};
