//! `translation`

use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "translation",
    severity: Severity::Warning,
    what: "the texts of a further language are those of the English ones, all of them and no other",
    why: "readers meet English words in the midst of their own language, or a text that nobody meets",
    example: example!("translation"),
};
