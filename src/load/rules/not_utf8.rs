//! `not-utf8`

use crate::finding::{Rule, Severity, example};

/// A file is text.
pub static RULE: Rule = Rule {
    name: "not-utf8",
    severity: Severity::Error,
    what: "every file is text in UTF-8",
    why: "in another encoding names such as `Málaga` or `Łódź` would be garbled",
    example: example!("not-utf8"),
};
