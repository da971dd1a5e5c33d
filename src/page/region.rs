//! One region of level 2: what it has, what it lacks and how far that is, and who is next to it.

use serde::Serialize;

use super::decision::{kilometres, rate_cell, shares, subject_cell, within_columns};
use super::facts::{Detail, Item};
use super::head::About;
use super::listing::cards;
use super::markdown::{self, Links};
use super::markup::Markup;
use super::shared::Shared;
use super::table::{Cell, Table};
use crate::address::Address;
use crate::geo::Region;
use crate::summary::{Area, AreaSummary, Gap};
use crate::words::WordFault;

/// What the template shows. Tables, cards and links are HTML.
#[derive(Debug, Serialize)]
pub struct RegionPage {
    name: String,
    /// The name in the region's own script, where that is another one.
    local_name: Option<String>,
    /// What it has, in sentences.
    lead: Vec<String>,
    /// What editors say of it.
    about: Option<Editorial>,
    /// Its people and their source.
    people: Option<String>,
    country: String,
    level_1: Option<String>,
    neighbours: String,
    has: Option<String>,
    lacks: Option<String>,
    access: Option<String>,
    facilities: String,
    code: String,
    json: Address,
}

/// A text about the region.
#[derive(Debug, Serialize)]
struct Editorial {
    /// HTML.
    body: String,
    as_of: String,
}

/// Builds the page of a region; `root` leads from it up to the base.
pub(super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    region: &Region,
    root: &str,
) -> Result<(RegionPage, About), WordFault> {
    let words = &shared.words;
    let country = region.code.country();
    let name = region.name_latin.clone();
    let country_name = shared.country_name(country);
    let summary = shared.summaries().area(Area::Region(region.code));
    let inside = shared.atlas.in_region(region.code);
    let local_name = (region.name != region.name_latin)
        .then(|| Item { lang: shared.language_of(country), ..Item::text(region.name.as_str()) })
        .map(|item| markup.item(&item));
    let has_page = shared.countries().contains(&country);
    let people = region.population.as_ref().map(|population| {
        let persons = usize::try_from(population.persons).unwrap_or(usize::MAX);
        words.fill(
            "region.people",
            &[
                ("people", &words.whole_number(persons)),
                ("year", &population.year),
                ("dataset", &population.dataset),
            ],
        )
    });
    let about = shared.atlas.region_text(region.code).map(|text| {
        let as_of = words.fill("region.about-as-of", &[("date", &words.date(text.as_of))])?;
        Ok(Editorial { body: markdown::to_html(&text.body, &Links::Inside(root)), as_of })
    });
    type Of = fn(&Shared<'_>, &AreaSummary) -> Result<Table, WordFault>;
    let table = |of: Of| -> Result<Option<String>, WordFault> {
        let table = summary.map(|it| of(shared, it)).transpose()?;
        Ok(table.filter(|table| !table.is_empty()).map(|table| markup.table(&table)))
    };
    let page = RegionPage {
        about: about.transpose()?,
        lead: lead(shared, &name, summary)?,
        local_name,
        people: people.transpose()?,
        country: markup.item(&Item {
            to: has_page.then(|| Address::country(country)),
            ..Item::text(country_name.as_str())
        }),
        level_1: region.code.parent().map(|parent| shared.region_name(parent)),
        neighbours: markup.items(&neighbours(shared, region)),
        has: table(has)?,
        lacks: table(lacks)?,
        access: table(access)?,
        facilities: cards(shared, markup, inside)?,
        code: region.code.to_string(),
        json: Address::file_at(&format!("api/v1/regions/{}.json", region.code)),
        name: name.clone(),
    };
    let about = About {
        description: words
            .fill("region.description", &[("region", &name), ("country", &country_name)])?,
        title: words.fill("region.title", &[("region", &name), ("code", &region.code)])?,
        crumbs: vec![(words.text("regions.title")?, Address::regions())],
    };
    Ok((page, about))
}

fn lead(
    shared: &Shared<'_>,
    name: &str,
    summary: Option<&AreaSummary>,
) -> Result<Vec<String>, WordFault> {
    let words = &shared.words;
    let Some(any) = summary.and_then(|summary| summary.provision.first()) else {
        return Ok(Vec::new());
    };
    let at_work = usize::try_from(any.at_work).unwrap_or(usize::MAX);
    let mut lead = vec![words.count("region.at-work", at_work, &[("region", &name)])?];
    if at_work == 0 {
        return Ok(lead);
    }
    let europe = shared.summaries().area(Area::Europe).and_then(|it| it.provision.first());
    if let (Some(rate), Some(europe)) = (&any.rate, europe.and_then(|any| any.rate.as_ref())) {
        let key = if rate.unstable { "region.rate-unstable" } else { "region.rate" };
        lead.push(words.fill(
            key,
            &[
                ("rate", &words.decimals(rate.per_million, 2)),
                ("low", &words.decimals(rate.interval.low, 2)),
                ("high", &words.decimals(rate.interval.high, 2)),
                ("europe", &words.decimals(europe.per_million, 2)),
            ],
        )?);
    }
    Ok(lead)
}

/// The regions that it has a border with, those of other countries with their country.
fn neighbours(shared: &Shared<'_>, region: &Region) -> Vec<Item> {
    let item = |&code: &crate::geo::NutsCode| {
        let abroad = code.country() != region.code.country();
        let country = abroad.then(|| Detail::text(shared.country_name(code.country())));
        Item {
            to: Some(Address::region(code)),
            details: country.into_iter().collect(),
            ..Item::text(shared.region_name(code))
        }
    };
    region.neighbours.iter().map(item).collect()
}

/// The kinds of facility that it has at work.
fn has(shared: &Shared<'_>, summary: &AreaSummary) -> Result<Table, WordFault> {
    let words = &shared.words;
    let mut table = Table::new(words.text("region.has")?)
        .words(words.text("access.kind")?)
        .numbers(words.text("table.at-work")?)
        .numbers(words.text("invest.per-million")?)
        .numbers(words.text("invest.quotient")?);
    for (provision, of) in summary.provision.iter().zip(shared.summaries().subjects()) {
        if provision.at_work == 0 {
            continue;
        }
        let quotient = provision.quotient.map(|it| words.decimals(it, 1));
        table.row(vec![
            subject_cell(shared, of.subject)?,
            Cell::at_work(shared, summary.area, of.subject, provision.at_work),
            rate_cell(shared, provision.rate.as_ref())?,
            quotient.map_or_else(|| Cell::unknown(shared), |it| Ok(Cell::number(it)))?,
        ]);
    }
    Ok(table)
}

/// The kinds of facility that it has none of on record, with the nearest one.
fn lacks(shared: &Shared<'_>, summary: &AreaSummary) -> Result<Table, WordFault> {
    let words = &shared.words;
    let mut table = Table::new(words.text("region.lacks")?)
        .words(words.text("access.kind")?)
        .words(words.text("region.nearest")?)
        .numbers(words.text("table.distance")?)
        .numbers(words.text("access.half")?);
    for gap in summary.gaps() {
        let Some(of) = shared.summaries().subjects().get(gap.subject) else { continue };
        if of.facilities.is_empty() {
            continue;
        }
        table.row(lack(shared, gap, subject_cell(shared, of.subject)?)?);
    }
    Ok(table)
}

fn lack(shared: &Shared<'_>, gap: &Gap, kind: Cell) -> Result<Vec<Cell>, WordFault> {
    let km = |km: Option<f64>| match km {
        Some(km) => Ok(Cell::number(kilometres(shared, km)?)),
        None => Cell::unknown(shared),
    };
    let nearest = match &gap.nearest {
        Some(nearest) => {
            let facility = shared.atlas.facility(nearest.facility);
            let cell = Cell::facility(shared, nearest.facility);
            if nearest.abroad {
                let country = shared.country_name(facility.location.country);
                let place = shared.words.fill(
                    "facility.place",
                    &[("city", &facility.location.city), ("country", &country)],
                )?;
                cell.with_note(Some(place))
            } else {
                cell
            }
        }
        None => Cell::unknown(shared)?,
    };
    let distance = km(gap.nearest.as_ref().map(|nearest| nearest.distance_km))?;
    Ok(vec![kind, nearest, distance, km(gap.median_km)?])
}

/// How far its people live from each kind of facility.
fn access(shared: &Shared<'_>, summary: &AreaSummary) -> Result<Table, WordFault> {
    let words = &shared.words;
    let table = Table::new(words.text("region.access")?).words(words.text("access.kind")?);
    let mut table = within_columns(shared, table)?;
    for (provision, of) in summary.provision.iter().zip(shared.summaries().subjects()) {
        let Some(access) = provision.access().filter(|_| !of.facilities.is_empty()) else {
            continue;
        };
        let mut cells = vec![subject_cell(shared, of.subject)?];
        cells.extend(shares(shared, &access.within)?);
        table.row(cells);
    }
    Ok(table)
}
