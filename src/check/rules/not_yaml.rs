//! `not-yaml`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "not-yaml",
    severity: Severity::Error,
    what: "a record is YAML: fields and values, one below the other",
    why: "what cannot be read cannot be shown",
    example: example!("not-yaml"),
};
