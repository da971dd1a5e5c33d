//! `file-name`

use crate::finding::{Rule, Severity, example};

/// A record's file has a name that can be an address.
pub static RULE: Rule = Rule {
    name: "file-name",
    severity: Severity::Error,
    what: "a record is a file `facilities/<country>/<name>.yaml`, in small letters, digits and hyphens",
    why: "the file's place is the record's id and a part of its address, which must work everywhere and never change",
    example: example!("file-name"),
};
