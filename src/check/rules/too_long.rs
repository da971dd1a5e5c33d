//! `too-long`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "too-long",
    severity: Severity::Error,
    what: "texts and lists keep within their limits",
    why: "a summary has 1,500 characters, another text 1,000, a list 500 entries: more cannot be read on a page",
    example: example!("too-long"),
};
