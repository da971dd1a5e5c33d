//! `yaml-tab`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "yaml-tab",
    severity: Severity::Error,
    what: "lines are indented with spaces",
    why: "the width of a tab differs from editor to editor, so that the file could be read in two ways",
    example: example!("yaml-tab"),
};
