//! What the atlas asks of its files before it looks into them.

use crate::finding::{Rule, Severity};

/// All of them.
pub static RULES: [&Rule; 4] = [&FILE_NAME, &FILE_SIZE, &NOT_UTF8, &SYMBOLIC_LINK];

/// A record's file has a name that can be an address.
pub static FILE_NAME: Rule = Rule {
    name: "file-name",
    severity: Severity::Error,
    what: "a record is a file `facilities/<country>/<name>.yaml`, in small letters, digits and hyphens",
    why: "the file's place is the record's id and a part of its address, which must work everywhere and never change",
    example: None,
};

/// A file is not too large.
pub static FILE_SIZE: Rule = Rule {
    name: "file-size",
    severity: Severity::Error,
    what: "a record has 256 KiB at most, another file 16 MiB",
    why: "a record has a few KiB; a larger file is a mistake, or meant to do harm",
    example: None,
};

/// A file is text.
pub static NOT_UTF8: Rule = Rule {
    name: "not-utf8",
    severity: Severity::Error,
    what: "every file is text in UTF-8",
    why: "in another encoding names such as `Málaga` or `Łódź` would be garbled",
    example: None,
};

/// A file is a file.
pub static SYMBOLIC_LINK: Rule = Rule {
    name: "symbolic-link",
    severity: Severity::Error,
    what: "the atlas's folders hold files and folders only",
    why: "a link could lead out of the atlas and publish what should not be public",
    example: None,
};
