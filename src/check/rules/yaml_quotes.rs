//! `yaml-quotes`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "yaml-quotes",
    severity: Severity::Error,
    what: "a text with a colon and a space in it, or with a special sign at its beginning, stands in quotes",
    why: "without them a part of the text would be taken for something else, or lost",
    example: example!("yaml-quotes"),
};
