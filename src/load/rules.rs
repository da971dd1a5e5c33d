//! What the atlas asks of its files before it looks into them.

use crate::finding::{Rule, Severity, example};

/// All of them.
pub static RULES: [&Rule; 6] =
    [&BYTE_ORDER_MARK, &FILE_NAME, &FILE_SIZE, &LINE_ENDS, &NOT_UTF8, &SYMBOLIC_LINK];

/// A record begins with its first letter.
pub static BYTE_ORDER_MARK: Rule = Rule {
    name: "byte-order-mark",
    severity: Severity::Warning,
    what: "a record begins with its first letter, without a byte order mark",
    why: "some programs take the mark for a part of the first field’s name",
    example: example!("byte-order-mark"),
};

/// A record's file has a name that can be an address.
pub static FILE_NAME: Rule = Rule {
    name: "file-name",
    severity: Severity::Error,
    what: "a record is a file `facilities/<country>/<name>.yaml`, in small letters, digits and hyphens",
    why: "the file's place is the record's id and a part of its address, which must work everywhere and never change",
    example: example!("file-name"),
};

/// A file is not too large.
pub static FILE_SIZE: Rule = Rule {
    name: "file-size",
    severity: Severity::Error,
    what: "a record has 256 KiB at most, another file 16 MiB",
    why: "a record has a few KiB; a larger file is a mistake, or meant to do harm",
    example: example!("file-size"),
};

/// Lines end as everywhere in the repository.
pub static LINE_ENDS: Rule = Rule {
    name: "line-ends",
    severity: Severity::Warning,
    what: "the lines of a record end with a line feed alone (LF)",
    why: "with the line ends of Windows every line of the file looks changed to a reviewer",
    example: example!("line-ends"),
};

/// A file is text.
pub static NOT_UTF8: Rule = Rule {
    name: "not-utf8",
    severity: Severity::Error,
    what: "every file is text in UTF-8",
    why: "in another encoding names such as `Málaga` or `Łódź` would be garbled",
    example: example!("not-utf8"),
};

/// A file is a file.
pub static SYMBOLIC_LINK: Rule = Rule {
    name: "symbolic-link",
    severity: Severity::Error,
    what: "the atlas's folders hold files and folders only",
    why: "a link could lead out of the atlas and publish what should not be public",
    example: example!("symbolic-link"),
};
