//! All regions of level 2, by country.

use super::decision::{DecisionPage, Section, kilometres, no_record, rate_cell};
use super::head::About;
use super::markup::Markup;
use super::shared::Shared;
use super::table::{Cell, Table};
use crate::address::Address;
use crate::model::{CountryCode, VocabularyName};
use crate::summary::{Area, AreaSummary, Subject};
use crate::words::WordFault;

/// Builds the page.
pub(super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
) -> Result<(DecisionPage, About), WordFault> {
    let words = &shared.words;
    let treats = shared.atlas.vocabularies().find(VocabularyName::Roles, "treatment-centre");
    let treats = treats.and_then(|role| shared.summaries().place_of(Subject::Role(role)));
    let mut countries: Vec<(CountryCode, String, Table)> = Vec::new();
    for area in shared.summaries().areas() {
        let Area::Region(code) = area.area else { continue };
        if code.level() != 2 {
            continue;
        }
        let country = code.country();
        if countries.last().is_none_or(|(last, ..)| *last != country) {
            let name = shared.country_name(country);
            let table = Table::new(name.clone())
                .words(words.text("table.region")?)
                .numbers(words.text("table.people")?)
                .numbers(words.text("table.at-work")?)
                .numbers(words.text("invest.per-million")?)
                .numbers(words.text("regions.half")?);
            countries.push((country, name, table));
        }
        if let Some((.., table)) = countries.last_mut() {
            table.row(row(shared, area, treats)?);
        }
    }
    countries.sort_by(|a, b| shared.compare(&a.1, &b.1));
    let sections = countries
        .into_iter()
        .map(|(code, name, table)| Section::new(code.folder(), name, None, table))
        .collect();
    let limits = vec![
        words.text("regions.intro")?,
        shared.population_source()?,
        words.text("figure-source.places")?,
    ];
    let about = About {
        title: words.text("regions.title")?,
        description: words.text("regions.description")?,
        crumbs: Vec::new(),
    };
    let lead = vec![about.description.clone()];
    Ok((DecisionPage::new(markup, lead, sections, limits), about))
}

fn row(
    shared: &Shared<'_>,
    area: &AreaSummary,
    treats: Option<usize>,
) -> Result<Vec<Cell>, WordFault> {
    let words = &shared.words;
    let Area::Region(code) = area.area else { return Ok(Vec::new()) };
    let any = area.provision.first();
    let recorded = area.counts().facilities.total() > 0;
    let people = area.population.as_ref().and_then(|it| usize::try_from(it.persons).ok());
    let median = treats
        .and_then(|place| area.provision.get(place)?.access()?.median_km)
        .map(|km| kilometres(shared, km))
        .transpose()?;
    Ok(vec![
        Cell::link(shared.region_name(code), Address::region(code)),
        people.map_or_else(
            || Cell::unknown(shared),
            |people| Ok(Cell::number(words.whole_number(people))),
        )?,
        if recorded {
            Cell::at_work(shared, area.area, Subject::Any, any.map_or(0, |any| any.at_work))
        } else {
            no_record(shared)?
        },
        match any.filter(|_| recorded) {
            Some(any) => rate_cell(shared, any.rate.as_ref())?,
            None => Cell::default(),
        },
        median.map_or_else(|| Cell::unknown(shared), |km| Ok(Cell::number(km)))?,
    ])
}
