//! Which centres give a therapy, who may turn to them, and how.

use std::collections::{BTreeMap, BTreeSet};

use super::{DecisionPage, Section, group, page};
use crate::model::{
    AgeGroup, ClosedList, CountryCode, Facility, FacilityIndex, ProductName, VocabularyName,
};
use crate::page::Decision;
use crate::page::facts::Item;
use crate::page::head::About;
use crate::page::markup::Markup;
use crate::page::shared::Shared;
use crate::page::table::{Cell, Table};
use crate::words::WordFault;

/// Builds the page.
pub(in super::super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
) -> Result<(DecisionPage, About), WordFault> {
    let words = &shared.words;
    let centres = centres(shared);
    let countries = centres.len();
    let count = centres.iter().map(|(_, here)| here.len()).sum();
    let mut lead = vec![words.count("referral.centres", count, &[("countries", &countries)])?];
    if count > 0 {
        lead.push(words.text("referral.ask")?);
    }
    let mut sections = vec![products(shared)?, areas(shared, &centres)?];
    for (country, centres) in &centres {
        sections.push(in_country(shared, *country, centres)?);
    }
    page(shared, markup, Decision::Referral, lead, sections)
}

/// Who gives therapies to patients and is at work: treatment centres, and whoever gives a product.
pub(super) fn centres(shared: &Shared<'_>) -> Vec<(CountryCode, Vec<FacilityIndex>)> {
    let role = shared.atlas.vocabularies().find(VocabularyName::Roles, "treatment-centre");
    group::by_country(shared, |index| {
        let facility = shared.atlas.facility(index);
        let treats = role.is_some_and(|role| facility.roles.contains(&role));
        treats || !given(shared, facility).is_empty()
    })
}

/// The products that a facility gives.
pub(super) fn given<'a>(shared: &Shared<'_>, facility: &'a Facility) -> Vec<&'a ProductName> {
    let gives = shared.atlas.vocabularies().find(VocabularyName::ProductLinks, "gives");
    let products = facility.therapies.products.entries().iter();
    let products = products.filter(|one| gives.is_some_and(|gives| one.does.contains(&gives)));
    products.map(|one| &one.product).collect()
}

/// For every authorised product, who gives it.
fn products(shared: &Shared<'_>) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.text("referral.products.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("referral.product")?)
        .numbers(words.text("referral.given-at")?)
        .words(words.text("referral.given-in")?);
    group::term_rows(shared, VocabularyName::Products, &mut table, |product| {
        counted(shared, &group::with_product(shared, product, "gives"))
    });
    let text = words.text("referral.products.text")?;
    Ok(Section::new("products", title, Some(text), table))
}

/// How many facilities there are, and in which countries; none where there are none.
fn counted(shared: &Shared<'_>, facilities: &[FacilityIndex]) -> Option<Vec<Cell>> {
    let count = Cell::number(shared.words.whole_number(facilities.len()));
    (!facilities.is_empty()).then(|| vec![count, countries_of(shared, facilities)])
}

/// The countries of some facilities, by name, each with how many.
fn countries_of(shared: &Shared<'_>, facilities: &[FacilityIndex]) -> Cell {
    let mut counts: BTreeMap<CountryCode, usize> = BTreeMap::new();
    for &index in facilities {
        *counts.entry(shared.atlas.facility(index).location.country).or_default() += 1;
    }
    let countries = shared.countries().iter();
    let item = |code: &CountryCode| {
        let count = counts.get(code)?;
        Some(Item::text(format!("{} {count}", shared.country_name(*code))))
    };
    Cell::items(countries.filter_map(item).collect())
}

/// For every disease area, who treats in it.
fn areas(
    shared: &Shared<'_>,
    centres: &[(CountryCode, Vec<FacilityIndex>)],
) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.text("referral.areas.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("referral.area")?)
        .numbers(words.text("referral.centres-at-work")?)
        .words(words.text("referral.given-in")?);
    let centres: BTreeSet<FacilityIndex> =
        centres.iter().flat_map(|(_, here)| here).copied().collect();
    group::term_rows(shared, VocabularyName::Areas, &mut table, |area| {
        let here = shared.with_term(area).iter().copied();
        counted(shared, &here.filter(|index| centres.contains(index)).collect::<Vec<_>>())
    });
    Ok(Section::new("areas", title, None, table))
}

/// The centres of a country, with what one has to know before turning to them.
fn in_country(
    shared: &Shared<'_>,
    country: CountryCode,
    centres: &[FacilityIndex],
) -> Result<Section, WordFault> {
    let words = &shared.words;
    let name = shared.country_name(country);
    let mut table = Table::new(name.clone())
        .words(words.text("referral.centre")?)
        .words(words.text("referral.gives")?)
        .words(words.text("referral.ages")?)
        .words(words.text("referral.who")?)
        .words(words.text("referral.contact")?);
    for &index in centres {
        let facility = shared.atlas.facility(index);
        table.row(vec![
            Cell::facility(shared, index),
            products_given(shared, facility)?,
            Cell::stated(shared, &facility.referral.ages, |ages| {
                let item = |age: &AgeGroup| Ok(Item::text(words.choice("age-group", age.slug())?));
                Ok(Cell::items(ages.iter().map(item).collect::<Result<_, WordFault>>()?))
            })?,
            Cell::stated(shared, &facility.referral.who, |&who| {
                Ok(Cell::text(shared.atlas.vocabularies().label(who)))
            })?
            .with_note(facility.referral.how.value().cloned()),
            Cell::stated(shared, &facility.contact.website, |url| {
                Ok(Cell::items(vec![Item::link(url)]))
            })?
            .with_note(facility.contact.phone.value().cloned()),
        ]);
    }
    Ok(Section::new(country.folder(), name, None, table))
}

/// The products that a centre gives; whether it gives others is not known.
fn products_given(shared: &Shared<'_>, facility: &Facility) -> Result<Cell, WordFault> {
    let vocabularies = shared.atlas.vocabularies();
    let items: Vec<Item> = given(shared, facility)
        .into_iter()
        .map(|product| match product {
            ProductName::Term(term) => {
                let to = shared.term_address(*term);
                Item { to, ..Item::text(vocabularies.label(*term)) }
            }
            ProductName::Other(name) => Item::text(name.as_str()),
        })
        .collect();
    if items.is_empty() { Cell::unknown(shared) } else { Ok(Cell::items(items)) }
}
