//! Which centres give a therapy, who may turn to them, and how.

use std::collections::BTreeMap;

use super::{DecisionPage, Section, page};
use crate::model::{
    AgeGroup, ClosedList, CountryCode, Facility, FacilityIndex, ProductName, Stage, VocabularyName,
};
use crate::page::facts::Item;
use crate::page::head::About;
use crate::page::shared::Shared;
use crate::page::table::{Cell, Table};
use crate::words::WordFault;

/// Builds the page.
pub(in super::super) fn build(shared: &Shared<'_>) -> Result<(DecisionPage, About), WordFault> {
    let words = &shared.words;
    let centres = centres(shared);
    let countries = centres.len();
    let count = centres.values().map(Vec::len).sum();
    let mut lead = vec![
        words.count("referral.centres", count, &[("countries", &countries)])?,
        words.text("referral.ask")?,
    ];
    if count == 0 {
        lead.truncate(1);
    }
    let mut sections = vec![products(shared)?, areas(shared, &centres)?];
    for (country, centres) in by_name(shared, &centres) {
        sections.push(in_country(shared, country, centres)?);
    }
    page(shared, "referral", lead, sections)
}

type Centres = BTreeMap<CountryCode, Vec<FacilityIndex>>;

/// Who gives therapies to patients and is at work: treatment centres, and whoever gives a product.
fn centres(shared: &Shared<'_>) -> Centres {
    let role = shared.atlas.vocabularies().find(VocabularyName::Roles, "treatment-centre");
    let mut centres = Centres::new();
    for &country in shared.countries() {
        let here = shared.in_country(country).iter().copied().filter(|&index| {
            let facility = shared.atlas.facility(index);
            let treats = role.is_some_and(|role| facility.roles.contains(&role));
            shared.stage(index) == Stage::AtWork && (treats || !given(shared, facility).is_empty())
        });
        let here: Vec<FacilityIndex> = here.collect();
        if !here.is_empty() {
            centres.insert(country, here);
        }
    }
    centres
}

/// The products that a facility gives.
fn given<'a>(shared: &Shared<'_>, facility: &'a Facility) -> Vec<&'a ProductName> {
    let gives = shared.atlas.vocabularies().find(VocabularyName::ProductLinks, "gives");
    let products = facility.therapies.products.entries().iter();
    let products = products.filter(|one| gives.is_some_and(|gives| one.does.contains(&gives)));
    products.map(|one| &one.product).collect()
}

fn by_name<'c>(
    shared: &Shared<'_>,
    centres: &'c Centres,
) -> Vec<(CountryCode, &'c [FacilityIndex])> {
    let sorted = shared.countries().iter();
    sorted.filter_map(|code| Some((*code, centres.get(code)?.as_slice()))).collect()
}

/// For every authorised product, who gives it.
fn products(shared: &Shared<'_>) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.text("referral.products.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("referral.product")?)
        .numbers(words.text("referral.given-at")?)
        .words(words.text("referral.given-in")?);
    let mut rows = Vec::new();
    for (term, entry) in shared.atlas.vocabularies().terms(VocabularyName::Products) {
        let gives = |index: &FacilityIndex| {
            let facility = shared.atlas.facility(*index);
            shared.stage(*index) == Stage::AtWork
                && given(shared, facility).contains(&&ProductName::Term(term))
        };
        let givers: Vec<FacilityIndex> =
            shared.with_term(term).iter().copied().filter(gives).collect();
        if givers.is_empty() {
            continue;
        }
        let to = shared.term_address(term);
        let name = Item { to, ..Item::text(entry.label.as_str()) };
        rows.push((
            entry.label.as_str(),
            vec![
                Cell::items(vec![name]),
                Cell::number(words.whole_number(givers.len())),
                countries_of(shared, &givers),
            ],
        ));
    }
    rows.sort_by(|a, b| shared.compare(a.0, b.0));
    rows.into_iter().for_each(|(_, cells)| table.row(cells));
    let mut section = Section::new("products", title);
    section.text.push(words.text("referral.products.text")?);
    if !table.is_empty() {
        section.tables.push(table);
    }
    Ok(section)
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
fn areas(shared: &Shared<'_>, centres: &Centres) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.text("referral.areas.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("referral.area")?)
        .numbers(words.text("referral.centres-at-work")?)
        .words(words.text("referral.given-in")?);
    let mut rows = Vec::new();
    for (term, entry) in shared.atlas.vocabularies().terms(VocabularyName::Areas) {
        let treat = |index: &FacilityIndex| centres.values().any(|here| here.contains(index));
        let here: Vec<FacilityIndex> =
            shared.with_term(term).iter().copied().filter(treat).collect();
        if here.is_empty() {
            continue;
        }
        let name = Item { to: shared.term_address(term), ..Item::text(entry.label.as_str()) };
        rows.push((
            entry.label.as_str(),
            vec![
                Cell::items(vec![name]),
                Cell::number(words.whole_number(here.len())),
                countries_of(shared, &here),
            ],
        ));
    }
    rows.sort_by(|a, b| shared.compare(a.0, b.0));
    rows.into_iter().for_each(|(_, cells)| table.row(cells));
    let mut section = Section::new("areas", title);
    if !table.is_empty() {
        section.tables.push(table);
    }
    Ok(section)
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
    let mut section = Section::new(country.folder(), name);
    section.tables.push(table);
    Ok(section)
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
