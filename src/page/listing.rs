//! Facilities in lists: who, where, what for, and whether at work.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::markup::Markup;
use super::shared::Shared;
use crate::address::Address;
use crate::model::{ClosedList, CountryCode, FacilityIndex, Stage};
use crate::words::WordFault;

/// A facility in a list.
#[derive(Debug)]
pub struct Card<'a> {
    pub(super) to: Address,
    pub(super) name: &'a str,
    pub(super) city: &'a str,
    pub(super) roles: String,
    /// The status, where the facility is not at work.
    pub(super) status: Option<Cow<'a, str>>,
    pub(super) stage: &'static str,
}

/// The facilities of a country in a list.
#[derive(Debug, Serialize)]
pub struct CountryList {
    code: String,
    name: String,
    to: Address,
    /// HTML.
    facilities: String,
}

/// Cards as HTML, in the order given.
pub(super) fn cards(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    facilities: &[FacilityIndex],
) -> Result<String, WordFault> {
    let cards = facilities.iter().map(|&index| card(shared, index));
    Ok(markup.cards(&cards.collect::<Result<Vec<_>, _>>()?))
}

fn card<'a>(shared: &Shared<'a>, index: FacilityIndex) -> Result<Card<'a>, WordFault> {
    let facility = shared.atlas.facility(index);
    let vocabularies = shared.atlas.vocabularies();
    let roles = facility.roles.iter().filter_map(|&role| vocabularies.entry(role));
    let roles: Vec<_> = roles.map(|entry| entry.short_label()).collect();
    let stage = shared.stage(index);
    let status = match stage {
        Stage::AtWork => None,
        Stage::NotKnown => Some(Cow::Owned(shared.words.text("list.status-not-known")?)),
        _ => facility.status.value().map(|&status| Cow::Borrowed(vocabularies.label(status))),
    };
    Ok(Card {
        to: Address::facility(&facility.id),
        name: &facility.name,
        city: &facility.location.city,
        roles: roles.join(", "),
        status,
        stage: stage.slug(),
    })
}

/// Facilities by country, the countries by name.
pub(super) fn by_country(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    facilities: &[FacilityIndex],
) -> Result<Vec<CountryList>, WordFault> {
    let mut of_country: BTreeMap<CountryCode, Vec<FacilityIndex>> = BTreeMap::new();
    for &index in facilities {
        let country = shared.atlas.facility(index).location.country;
        of_country.entry(country).or_default().push(index);
    }
    let list = |&code: &CountryCode| {
        let facilities = of_country.get(&code)?;
        Some(cards(shared, markup, facilities).map(|facilities| CountryList {
            code: code.folder(),
            name: shared.country_name(code),
            to: Address::country(code),
            facilities,
        }))
    };
    shared.countries().iter().filter_map(list).collect()
}
