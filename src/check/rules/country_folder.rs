//! `country-folder`

use crate::finding::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "country-folder",
    severity: Severity::Error,
    what: "a record stands in the folder of the country that it declares",
    why: "the folder is a part of the id and of the address",
    example: None,
};
