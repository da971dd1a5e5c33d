//! `taken-id`

use super::Checked;
use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "taken-id",
    severity: Severity::Error,
    what: "an id or a former id belongs to one record only",
    why: "a link to it can lead to one page only",
    example: example!("taken-id"),
};

/// Checks one record.
pub fn check(record: &Checked) {
    let (facility, known) = (record.facility, record.known);
    for (place, alias) in facility.aliases.iter().enumerate() {
        let fault = |message: String| record.fault(&RULE, &format!("aliases.{place}"), message);
        let other = known.owners(alias).iter().find(|owner| **owner != facility.id);
        if *alias == facility.id {
            let fault = fault(format!("`{alias}` is the id that this record has now"));
            record.report(fault.hint("leave it out: an alias is an id that the record had before"));
        } else if known.ids().binary_search(alias).is_ok() {
            let fault = fault(format!("`{alias}` is the id of another record"));
            record.report(fault.hint(
                "an alias is an id that this record had before; to say that the two work together, \
                 use `relations`",
            ));
        } else if let Some(other) = other {
            let fault = fault(format!("`{other}` has the alias `{alias}` too"));
            record.report(fault.hint("remove it from the record that never had this id"));
        }
    }
}
