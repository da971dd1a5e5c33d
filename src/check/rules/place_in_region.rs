//! `place-in-region`

use super::{Checked, nuts_2024};
use crate::finding::{Rule, Severity, example};
use crate::geo::{Located, NutsCode, NutsCodeError};

/// The rule.
pub static RULE: Rule = Rule {
    name: "place-in-region",
    severity: Severity::Error,
    what: "`nuts` is a code of NUTS 2021, and the point on the map lies in that region",
    why: "the region decides where a facility is counted",
    example: example!("place-in-region"),
};

/// Checks one record.
pub fn check(record: &Checked, located: Option<&Located>) {
    let Some(written) = &record.facility.location.nuts else { return };
    let place = located.and_then(|located| located.nuts(3));
    let lies_in = |code: NutsCode| place.is_some_and(|place| place.is_within(code));
    let elsewhere = |message: String| {
        let fault = record.fault(&RULE, "location.nuts", message);
        record.report(match place {
            Some(place) => fault
                .hint(format!(
                    "the point lies in `{place}`: leave `nuts` out, or correct one of the two"
                ))
                .replacement(place.to_string()),
            None => fault.hint("leave `nuts` out: the point lies in no region of NUTS 2021"),
        });
    };
    let code = match written.parse::<NutsCode>() {
        Ok(code) => code,
        Err(NutsCodeError::IsoPrefix(code)) => {
            let message = format!("`{written}` begins with the country’s ISO code");
            let fault = record.fault(&RULE, "location.nuts", message);
            let hint = format!("NUTS writes it otherwise: `{code}`");
            return record.report(fault.hint(hint).replacement(code.to_string()));
        }
        Err(NutsCodeError::Form) => {
            let message = format!("`{written}` is not the form of a NUTS code");
            return match written.to_uppercase().parse::<NutsCode>() {
                Ok(code) if lies_in(code) => {
                    let fault = record.fault(&RULE, "location.nuts", message);
                    let hint = format!("write it in capitals: `{code}`");
                    record.report(fault.hint(hint).replacement(code.to_string()));
                }
                _ => elsewhere(message),
            };
        }
    };
    if record.regions.get(code).is_some() {
        if !lies_in(code) {
            elsewhere(format!("the point does not lie in `{code}`"));
        }
        return;
    }
    let older = record.regions.predecessors(code);
    if older.is_empty() {
        elsewhere(format!("NUTS 2021 has no region `{code}`"));
    } else if let Some(same) = older.iter().map(|older| older.code).find(|&older| lies_in(older)) {
        let message =
            format!("`{code}` is a code of NUTS 2024; it counts as `{same}` of NUTS 2021");
        let fault = record.fault(&nuts_2024::RULE, "location.nuts", message);
        let hint = format!("write `nuts: {same}`, or leave it out");
        record.report(fault.hint(hint).replacement(same.to_string()));
    } else {
        elsewhere(format!("the point does not lie in `{code}` of NUTS 2024"));
    }
}
