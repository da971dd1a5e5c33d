//! `file-size`

use crate::finding::{Rule, Severity, example};

/// A file is not too large.
pub static RULE: Rule = Rule {
    name: "file-size",
    severity: Severity::Error,
    what: "a record has 256 KiB at most, another file 16 MiB",
    why: "a record has a few KiB; a larger file is a mistake, or meant to do harm",
    example: example!("file-size"),
};
