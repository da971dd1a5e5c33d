//! Facilities in lists: who, where, what for, and whether at work.

use std::collections::BTreeMap;

use serde::Serialize;

use super::shared::Shared;
use crate::address::Address;
use crate::model::{ClosedList, CountryCode, FacilityIndex, Stage};
use crate::words::WordFault;

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
pub(super) fn cards(
    shared: &Shared<'_>,
    facilities: &[FacilityIndex],
) -> Result<Vec<Card>, WordFault> {
    facilities.iter().map(|&index| card(shared, index)).collect()
}

fn card(shared: &Shared<'_>, index: FacilityIndex) -> Result<Card, WordFault> {
    let facility = shared.atlas.facility(index);
    let vocabularies = shared.atlas.vocabularies();
    let roles = facility.roles.iter().filter_map(|&role| vocabularies.entry(role));
    let roles: Vec<_> = roles.map(|entry| entry.short_label()).collect();
    let stage = shared.stage(index);
    let status = match stage {
        Stage::AtWork => None,
        Stage::NotKnown => Some(shared.words.text("list.status-not-known")?),
        _ => facility.status.value().map(|&status| vocabularies.label(status).to_owned()),
    };
    Ok(Card {
        to: Address::facility(&facility.id),
        name: facility.name.clone(),
        city: facility.location.city.clone(),
        roles: roles.join(", "),
        status,
        stage: stage.slug(),
    })
}

/// Facilities by country, the countries by name.
pub(super) fn by_country(
    shared: &Shared<'_>,
    facilities: &[FacilityIndex],
) -> Result<Vec<CountryList>, WordFault> {
    let mut of_country: BTreeMap<CountryCode, Vec<FacilityIndex>> = BTreeMap::new();
    for &index in facilities {
        let country = shared.atlas.facility(index).location.country;
        of_country.entry(country).or_default().push(index);
    }
    let list = |&code: &CountryCode| {
        let facilities = of_country.get(&code)?;
        Some(cards(shared, facilities).map(|facilities| CountryList {
            code: code.folder(),
            name: shared.country_name(code),
            to: Address::country(code),
            facilities,
        }))
    };
    shared.countries().iter().filter_map(list).collect()
}
