//! `place-in-country`

use super::Checked;
use crate::finding::{Rule, Severity};
use crate::geo::{Coordinates, CountryCode, Ground, Located, Regions};

/// The rule.
pub static RULE: Rule = Rule {
    name: "place-in-country",
    severity: Severity::Error,
    what: "the point on the map lies in the declared country",
    why: "a point in the wrong place sends readers and every calculation of distance astray",
    example: None,
};

/// Checks one record.
pub fn check(record: &Checked, regions: &Regions, located: Option<&Located>) {
    let location = &record.facility.location;
    if located.is_some_and(|located| is_in(located, location.country)) {
        return;
    }
    let (latitude, longitude) = (location.coordinates.latitude(), location.coordinates.longitude());
    let message = match located {
        Some(located) => {
            let country = located.country();
            let name =
                record.vocabularies.country(country).map(|(_, entry, _)| entry.label.as_str());
            format!(
                "the point lies in {}, and the record says `{}`",
                name.unwrap_or(country.as_str()),
                location.country
            )
        }
        None => "the point lies in the sea, or far from Europe".to_owned(),
    };
    let would_fit = |latitude: f64, longitude: f64| {
        let other = Coordinates::new(latitude, longitude).and_then(|place| regions.locate(place));
        other.is_some_and(|other| is_in(&other, location.country))
    };
    let hint = if would_fit(longitude, latitude) {
        format!(
            "latitude and longitude are swapped: write `latitude: {longitude}` and `longitude: {latitude}`"
        )
    } else if would_fit(latitude, -longitude) {
        format!("east and west are swapped: write `longitude: {}`", -longitude)
    } else {
        "look the place up on a map and copy its latitude and longitude in degrees".to_owned()
    };
    record.report(&RULE, "location.latitude", message, &hint);
}

/// Whether a place counts as a part of a declared country. Åland has a code of its own and lies in
/// a region of Finland; so do the French overseas departments in France.
fn is_in(located: &Located, declared: CountryCode) -> bool {
    let part_of = match (declared.as_str(), located.ground) {
        ("AX", Ground::Nuts3(code)) => Some(code.as_str() == "FI200"),
        ("GP", Ground::Nuts3(code)) => Some(code.as_str().starts_with("FRY1")),
        ("MQ", Ground::Nuts3(code)) => Some(code.as_str().starts_with("FRY2")),
        ("GF", Ground::Nuts3(code)) => Some(code.as_str().starts_with("FRY3")),
        ("RE", Ground::Nuts3(code)) => Some(code.as_str().starts_with("FRY4")),
        ("YT", Ground::Nuts3(code)) => Some(code.as_str().starts_with("FRY5")),
        // Too small for the geometry: see `geo`.
        ("VA", Ground::Nuts3(code)) => Some(code.as_str() == "ITI43"),
        _ => None,
    };
    part_of.unwrap_or_else(|| located.country() == declared)
}
