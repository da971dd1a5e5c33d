//! `role-without-section`

use super::Checked;
use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "role-without-section",
    severity: Severity::Warning,
    what: "a role comes with the section that tells about it",
    why: "a treatment centre without therapies answers nobody’s question",
    example: example!("role-without-section"),
};

/// Checks one record.
pub fn check(record: &Checked) {
    let facility = record.facility;
    let therapies = &facility.therapies;
    let tells_of_therapies = therapies.classes.is_stated()
        || therapies.platforms.is_stated()
        || therapies.areas.is_stated()
        || therapies.products.is_stated();
    let making = &facility.manufacturing;
    let tells_of_making = making.gmp.is_stated()
        || making.scales.is_stated()
        || making.services.is_stated()
        || making.cleanrooms.is_stated()
        || facility.licences.is_stated()
        || !facility.figures.is_empty();
    for (place, &role) in facility.roles.iter().enumerate() {
        let (missing, section) = match record.vocabularies.slug(role) {
            "treatment-centre" => (!tells_of_therapies, "therapies"),
            "gmp-facility" => (!tells_of_making && !tells_of_therapies, "manufacturing"),
            _ => continue,
        };
        if missing {
            let role = record.vocabularies.slug(role);
            let message = format!("the record is a `{role}` and says nothing under `{section}`");
            let fault = record.fault(&RULE, &format!("roles.{place}"), message);
            record.report(fault.hint(format!("add what the sources say under `{section}`")));
        }
    }
}
