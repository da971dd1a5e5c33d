//! `bad-url`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "bad-url",
    severity: Severity::Error,
    what: "an address begins with `https://` or `http://`, and carries no user name or password",
    why: "readers follow these links",
    example: example!("bad-url"),
};
