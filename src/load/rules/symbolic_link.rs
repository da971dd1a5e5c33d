//! `symbolic-link`

use crate::finding::{Rule, Severity, example};

/// A file is a file.
pub static RULE: Rule = Rule {
    name: "symbolic-link",
    severity: Severity::Error,
    what: "the atlas's folders hold files and folders only",
    why: "a link could lead out of the atlas and publish what should not be public",
    example: example!("symbolic-link"),
};
