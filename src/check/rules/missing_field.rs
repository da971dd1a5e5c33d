//! `missing-field`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "missing-field",
    severity: Severity::Error,
    what: "the fields that every record needs are there",
    why: "without them the facility cannot be shown",
    example: example!("missing-field"),
};
