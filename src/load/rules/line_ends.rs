//! `line-ends`

use crate::finding::{Rule, Severity, example};

/// Lines end as everywhere in the repository.
pub static RULE: Rule = Rule {
    name: "line-ends",
    severity: Severity::Warning,
    what: "the lines of a record end with a line feed alone (LF)",
    why: "with the line ends of Windows every line of the file looks changed to a reviewer",
    example: example!("line-ends"),
};
