//! `nuts-2024`

use crate::finding::{Rule, Severity, example};

/// The rule; `place-in-region` looks for it.
pub static RULE: Rule = Rule {
    name: "nuts-2024",
    severity: Severity::Warning,
    what: "`nuts` is a code of NUTS 2021",
    why: "populations and borders in the atlas are those of NUTS 2021; a code of NUTS 2024 is translated",
    example: example!("nuts-2024"),
};
