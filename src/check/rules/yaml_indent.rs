//! `yaml-indent`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "yaml-indent",
    severity: Severity::Error,
    what: "lines of one group begin in the same column, and what belongs to a field stands further in",
    why: "the indentation alone says what belongs to what",
    example: example!("yaml-indent"),
};
