//! `wrong-type`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "wrong-type",
    severity: Severity::Error,
    what: "a value is of the kind that its field needs",
    why: "a list where a text should be, or a text where a number should be, cannot be shown rightly",
    example: example!("wrong-type"),
};
