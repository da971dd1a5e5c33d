//! `bad-coordinates`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "bad-coordinates",
    severity: Severity::Error,
    what: "latitude and longitude are degrees on the globe, and lie in the declared country",
    why: "a point in the wrong place sends readers and every calculation of distance astray",
    example: example!("bad-coordinates"),
};
