//! `empty-value`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "empty-value",
    severity: Severity::Error,
    what: "a field has a value, or is left out",
    why: "an empty value does not say whether it is unknown, zero, or kept secret",
    example: example!("empty-value"),
};
