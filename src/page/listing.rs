//! Facilities in lists: who, where, what for, and whether at work.

use serde::Serialize;

use super::shared::Shared;
use crate::address::Address;
use crate::model::{ClosedList, CountryCode, FacilityIndex, Stage};

/// A facility in a list.
#[derive(Debug, Serialize)]
pub struct Card {
    to: Address,
    name: String,
    city: String,
    roles: String,
    /// The status, where the facility is not at work.
    status: Option<String>,
    stage: &'static str,
}

/// The facilities of a country in a list.
#[derive(Debug, Serialize)]
pub struct CountryList {
    code: String,
    name: String,
    to: Address,
    facilities: Vec<Card>,
}

/// Cards, in the order given.
pub(super) fn cards(shared: &Shared<'_>, facilities: &[FacilityIndex]) -> Vec<Card> {
    facilities.iter().map(|&index| card(shared, index)).collect()
}

fn card(shared: &Shared<'_>, index: FacilityIndex) -> Card {
    let facility = shared.atlas.facility(index);
    let vocabularies = shared.atlas.vocabularies();
    let roles = facility.roles.iter().filter_map(|&role| vocabularies.entry(role));
    let roles: Vec<_> = roles.map(|entry| entry.short_label()).collect();
    let stage = shared.stage(index);
    let status = facility.status.value().filter(|_| stage != Stage::AtWork);
    Card {
        to: Address::facility(&facility.id),
        name: facility.name.clone(),
        city: facility.location.city.clone(),
        roles: roles.join(", "),
        status: status.map(|&status| vocabularies.label(status).to_owned()),
        stage: stage.slug(),
    }
}

/// Facilities by country, the countries by name.
pub(super) fn by_country(shared: &Shared<'_>, facilities: &[FacilityIndex]) -> Vec<CountryList> {
    let of = |code: CountryCode| -> Vec<FacilityIndex> {
        let is_there =
            |index: &&FacilityIndex| shared.atlas.facility(**index).location.country == code;
        facilities.iter().filter(is_there).copied().collect()
    };
    let list = |&code: &CountryCode| {
        let facilities = of(code);
        (!facilities.is_empty()).then(|| CountryList {
            code: code.folder(),
            name: shared.country_name(code),
            to: Address::country(code),
            facilities: cards(shared, &facilities),
        })
    };
    shared.countries().iter().filter_map(list).collect()
}
