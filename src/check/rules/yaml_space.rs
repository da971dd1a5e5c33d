//! `yaml-space`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "yaml-space",
    severity: Severity::Error,
    what: "there is a space after the colon of a field and after the hyphen of an entry",
    why: "without it the two words are one",
    example: example!("yaml-space"),
};
