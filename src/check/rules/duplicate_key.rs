//! `duplicate-key`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "duplicate-key",
    severity: Severity::Error,
    what: "a field stands once, and a term stands once in a list",
    why: "of two values one would be lost without a word",
    example: example!("duplicate-key"),
};
