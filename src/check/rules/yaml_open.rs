//! `yaml-open`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "yaml-open",
    severity: Severity::Error,
    what: "what is opened is closed: quotes, brackets and braces",
    why: "everything behind it would be taken for a part of it",
    example: example!("yaml-open"),
};
