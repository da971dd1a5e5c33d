//! `content`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "content",
    severity: Severity::Error,
    what: "the files in `content/` have what the site needs",
    why: "a page without a title, or a word that is missing, would be published broken",
    example: example!("content"),
};
