//! `conflict`

use crate::finding::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "conflict",
    severity: Severity::Error,
    what: "ids, aliases and addresses are unique; relations and parents lead to a record; nothing is a part of itself",
    why: "a link that leads nowhere, or to the wrong place, makes the atlas wrong",
    example: None,
};
