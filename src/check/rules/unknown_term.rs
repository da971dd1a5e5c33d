//! `unknown-term`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "unknown-term",
    severity: Severity::Error,
    what: "a term is one of those in its vocabulary",
    why: "only common terms can be counted, compared and searched for",
    example: example!("unknown-term"),
};
