//! `place-in-country`

use super::Checked;
use crate::finding::{Finding, Rule, Severity, example};
use crate::geo::{Coordinates, CountryCode, Ground, Located};
use crate::source::{Place, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: "place-in-country",
    severity: Severity::Error,
    what: "the point on the map lies in the declared country",
    why: "a point in the wrong place sends readers and every calculation of distance astray",
    example: example!("place-in-country"),
};

/// Checks one record.
pub fn check(record: &Checked, located: Option<&Located>) {
    let location = &record.facility.location;
    if located.is_some_and(|located| is_in(located, location.country)) {
        return;
    }
    let (latitude, longitude) = (location.coordinates.latitude(), location.coordinates.longitude());
    let message = match located {
        Some(located) => {
            let country = located.country();
            let name =
                record.vocabularies.country(country).map(|(_, _, detail)| &*detail.in_sentence);
            let name = name.unwrap_or(country.as_str());
            format!("the point lies in {name}, and the record says `{}`", location.country)
        }
        None => "the point lies in the sea, or far from Europe".to_owned(),
    };
    let would_fit = |latitude: f64, longitude: f64| {
        let other =
            Coordinates::new(latitude, longitude).and_then(|place| record.regions.locate(place));
        other.is_some_and(|other| is_in(&other, location.country))
    };
    if would_fit(longitude, latitude) {
        let fault = record.fault(&RULE, "location.latitude", message).hint(format!(
            "latitude and longitude are swapped: write `latitude: {longitude}` and `longitude: {latitude}`"
        ));
        record.report(swapped(record, fault));
    } else if would_fit(latitude, -longitude) {
        let meant = (-longitude).to_string();
        let hint = if longitude > 0.0 {
            format!("west of Greenwich the longitude has a minus sign: write `{meant}`")
        } else {
            format!("east of Greenwich the longitude has no minus sign: write `{meant}`")
        };
        let fault = record.fault(&RULE, "location.longitude", message);
        record.report(fault.hint(hint).replacement(meant));
    } else {
        let fault = record.fault(&RULE, "location.latitude", message);
        record.report(fault.hint(
            "look the place up on a map and copy its latitude and longitude in degrees, or correct \
             the country",
        ));
    }
}

/// The fault with the stretch from the one coordinate to the other, and the same with the two
/// exchanged.
fn swapped(record: &Checked, fault: Finding) -> Finding {
    let Some(tree) = record.tree() else { return fault };
    let span = |path| tree.nearest(path).span.range();
    let (one, other) = (span("location.latitude"), span("location.longitude"));
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    let text = |range| record.text.get(range).unwrap_or_default();
    let between = text(first.end..second.start);
    let mended = format!("{}{between}{}", text(second.clone()), text(first.clone()));
    let place = Place { span: Some(Span::new(first.start, second.end)), ..fault.place };
    Finding { place, ..fault }.replacement(mended)
}

/// Whether a place counts as a part of a declared country. Åland has a code of its own and lies in
/// a region of Finland; so do the French overseas departments in France.
#[must_use]
pub fn is_in(located: &Located, declared: CountryCode) -> bool {
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
