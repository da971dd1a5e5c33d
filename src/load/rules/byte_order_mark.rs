//! `byte-order-mark`

use crate::finding::{Rule, Severity, example};

/// A record begins with its first letter.
pub static RULE: Rule = Rule {
    name: "byte-order-mark",
    severity: Severity::Warning,
    what: "a record begins with its first letter, without a byte order mark",
    why: "some programs take the mark for a part of the first field’s name",
    example: example!("byte-order-mark"),
};
