//! `likely-duplicate`

use std::collections::BTreeMap;

use super::Checked;
use crate::finding::{Rule, Severity, example};
use crate::model::{Facility, FacilityId};

/// The rule.
pub static RULE: Rule = Rule {
    name: "likely-duplicate",
    severity: Severity::Warning,
    what: "a facility has one record",
    why: "two records of one place count it twice",
    example: example!("likely-duplicate"),
};

/// How near two records of one place can be, in degrees of latitude: about 300 m, or the same city.
const NEAR: f64 = 0.003;

/// For each record that another one is likely to repeat, that other one.
#[must_use]
pub fn pairs<'a>(
    facilities: impl Iterator<Item = &'a Facility>,
) -> BTreeMap<FacilityId, FacilityId> {
    let mut by_latitude: Vec<&Facility> = facilities.collect();
    let latitude = |facility: &Facility| facility.location.coordinates.latitude();
    by_latitude.sort_by(|a, b| latitude(a).total_cmp(&latitude(b)).then_with(|| a.id.cmp(&b.id)));
    let names: Vec<String> = by_latitude.iter().map(|facility| plain(&facility.name)).collect();
    let mut pairs = BTreeMap::new();
    for (place, first) in by_latitude.iter().enumerate() {
        for (second, name) in by_latitude.iter().zip(&names).skip(place + 1) {
            if latitude(second) - latitude(first) > NEAR {
                break;
            }
            let apart =
                second.location.coordinates.longitude() - first.location.coordinates.longitude();
            if apart.abs() <= 2.0 * NEAR
                && strsim::normalized_damerau_levenshtein(&names[place], name) > 0.9
            {
                pairs.insert(first.id.clone(), second.id.clone());
                pairs.insert(second.id.clone(), first.id.clone());
            }
        }
    }
    pairs
}

/// Checks one record against what [`pairs`] found.
pub fn check(record: &Checked, pairs: &BTreeMap<FacilityId, FacilityId>) {
    if let Some(other) = pairs.get(&record.facility.id) {
        let message = format!("`{other}` stands in the same place and has nearly the same name");
        record.report(record.fault(&RULE, "name", message).hint(
            "if they are one facility, keep the older record and name the other’s id under \
             `aliases`; if they are two, add a waiver that says so",
        ));
    }
}

/// A name without what differs by chance: case, punctuation, spaces.
fn plain(name: &str) -> String {
    name.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
}
