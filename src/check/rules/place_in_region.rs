//! `place-in-region`

use super::Checked;
use crate::finding::{Rule, Severity};
use crate::geo::{Located, NutsCode, Regions};

/// The rule.
pub static RULE: Rule = Rule {
    name: "place-in-region",
    severity: Severity::Error,
    what: "`nuts` is a code of NUTS 2021, and the point on the map lies in that region",
    why: "the region decides where a facility is counted",
    example: None,
};

/// The rule for codes of the next version of the classification.
pub static NEWER: Rule = Rule {
    name: "nuts-2024",
    severity: Severity::Warning,
    what: "`nuts` is a code of NUTS 2021",
    why: "populations and borders in the atlas are those of NUTS 2021; a code of NUTS 2024 is translated",
    example: None,
};

/// Checks one record.
pub fn check(record: &Checked, regions: &Regions, located: Option<&Located>) {
    let Some(written) = &record.facility.location.nuts else { return };
    let place = located.and_then(|located| located.nuts(3));
    let fitting = match place {
        Some(place) => {
            format!("the point lies in `{place}`: leave `nuts` out, or correct one of the two")
        }
        None => "leave `nuts` out: the point lies in no region of NUTS 2021".to_owned(),
    };
    let Ok(code) = written.parse::<NutsCode>() else {
        record.report(
            &RULE,
            "location.nuts",
            format!("`{written}` is not the form of a NUTS code"),
            &fitting,
        );
        return;
    };
    let lies_in = |code: NutsCode| place.is_some_and(|place| place.is_within(code));
    if regions.get(code).is_some() {
        if !lies_in(code) {
            record.report(
                &RULE,
                "location.nuts",
                format!("the point does not lie in `{code}`"),
                &fitting,
            );
        }
        return;
    }
    let older = regions.predecessors(code);
    if older.is_empty() {
        record.report(
            &RULE,
            "location.nuts",
            format!("NUTS 2021 has no region `{code}`"),
            &fitting,
        );
    } else if let Some(same) = older.iter().map(|older| older.code).find(|&older| lies_in(older)) {
        record.report(
            &NEWER,
            "location.nuts",
            format!("`{code}` is a code of NUTS 2024; it counts as `{same}` of NUTS 2021"),
            &format!("write `nuts: {same}`, or leave it out"),
        );
    } else {
        record.report(
            &RULE,
            "location.nuts",
            format!("the point does not lie in `{code}` of NUTS 2024"),
            &fitting,
        );
    }
}
