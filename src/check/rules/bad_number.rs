//! `bad-number`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "bad-number",
    severity: Severity::Error,
    what: "a number is written with digits and a point before decimals, within the range that makes sense",
    why: "`1,000` is a thousand to some readers and one to others",
    example: example!("bad-number"),
};
