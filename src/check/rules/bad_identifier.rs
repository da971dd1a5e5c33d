//! `bad-identifier`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "bad-identifier",
    severity: Severity::Error,
    what: "an identifier has the form of its register",
    why: "a wrong identifier leads to somebody else",
    example: example!("bad-identifier"),
};
