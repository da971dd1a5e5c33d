//! `no-records`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "no-records",
    severity: Severity::Error,
    what: "an atlas has at least one record",
    why: "an empty atlas published by mistake would replace the real one",
    example: example!("no-records"),
};
