//! How far people live from each kind of facility, and which regions are farthest.

use super::{
    DecisionPage, Folded, Section, country_cell, kilometres, page, percent, region_cell,
    subject_cell, subject_label,
};
use crate::model::{Precision, VocabularyName};
use crate::page::Decision;
use crate::page::figure::{self, EuropeFigure, FigureId};
use crate::page::head::About;
use crate::page::markup::Markup;
use crate::page::shared::Shared;
use crate::page::table::{Cell, Table};
use crate::summary::{Access, Area, Subject, SubjectSummary};
use crate::words::WordFault;

const MILLION: f64 = 1_000_000.0;

/// Builds the page.
pub(in super::super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
) -> anyhow::Result<(DecisionPage, About)> {
    let main = main_subject(shared);
    let figure = figure::view(shared, markup, FigureId::Europe(EuropeFigure::ReachMap), None)?;
    let kinds = Section { figure: Some(figure), ..kinds(shared)? };
    let mut sections = vec![kinds, countries(shared, main)?, under_served(shared, main)?];
    sections.push(sensitivity(shared, main)?);
    Ok(page(shared, markup, Decision::Access, lead(shared, main)?, sections)?)
}

/// The kind of facility that the page speaks of first: where patients are treated.
pub(super) fn main_subject(shared: &Shared<'_>) -> usize {
    let role = shared.atlas.vocabularies().find(VocabularyName::Roles, "treatment-centre");
    role.and_then(|role| shared.summaries().place_of(Subject::Role(role))).unwrap_or(0)
}

fn access_in<'a>(shared: &Shared<'a>, area: Area, subject: usize) -> Option<&'a Access> {
    shared.summaries().area(area)?.provision.get(subject)?.access()
}

fn lead(shared: &Shared<'_>, subject: usize) -> Result<Vec<String>, WordFault> {
    let words = &shared.words;
    let settings = &shared.atlas.analysis().access;
    let Some(access) = access_in(shared, Area::Europe, subject) else {
        return Ok(vec![words.text("access.not-measured")?]);
    };
    let kind = subject_label(shared, shared.summaries().subjects()[subject].subject)?;
    let mut lead = vec![words.fill(
        "access.lead",
        &[
            ("share", &percent(shared, 1.0 - access.beyond.reach)?),
            ("km", &words.decimals(settings.reach_km, 0)),
            ("kind", &kind),
            ("beyond", &words.decimals(access.people * access.beyond.reach / MILLION, 0)),
        ],
    )?];
    if let Some(median) = access.median_km {
        lead.push(words.fill("access.median", &[("km", &words.decimals(median, 0))])?);
    }
    lead.push(words.text("access.straight")?);
    Ok(lead)
}

/// Every kind of facility, for Europe.
fn kinds(shared: &Shared<'_>) -> Result<Section, WordFault> {
    let words = &shared.words;
    let settings = &shared.atlas.analysis().access;
    let mut table = Table::new(words.text("access.kinds.title")?)
        .words(words.text("access.kind")?)
        .numbers(words.text("table.at-work")?);
    table = within_columns(shared, table)?;
    for share in &settings.shares {
        let share = percent(shared, *share)?;
        table = table.numbers(words.fill("access.covering", &[("share", &share)])?);
    }
    for (place, of) in shared.summaries().subjects().iter().enumerate() {
        let Some(access) = access_in(shared, Area::Europe, place) else { continue };
        if of.facilities.is_empty() {
            continue;
        }
        let at_work = u32::try_from(of.facilities.len()).unwrap_or(u32::MAX);
        let mut cells = vec![
            subject_cell(shared, of.subject)?,
            Cell::at_work(shared, Area::Europe, of.subject, at_work),
        ];
        cells.extend(shares(shared, &access.within)?);
        for km in &access.covering_km {
            cells.push(distance(shared, *km)?);
        }
        table.row(cells);
    }
    let (title, text) = (words.text("access.kinds.title")?, words.text("access.kinds.text")?);
    Ok(Section::new("kinds", title, Some(text), table))
}

/// A column for each distance within which people are counted.
pub(in super::super) fn within_columns(
    shared: &Shared<'_>,
    mut table: Table,
) -> Result<Table, WordFault> {
    let words = &shared.words;
    for km in &shared.atlas.analysis().access.distances_km {
        table = table.numbers(words.fill("access.within", &[("km", &words.decimals(*km, 0))])?);
    }
    Ok(table)
}

/// The shares of people for those columns.
pub(in super::super) fn shares(
    shared: &Shared<'_>,
    within: &[f64],
) -> Result<Vec<Cell>, WordFault> {
    within.iter().map(|share| Ok(Cell::number(percent(shared, *share)?))).collect()
}

fn distance(shared: &Shared<'_>, km: Option<f64>) -> Result<Cell, WordFault> {
    km.map_or_else(|| Cell::unknown(shared), |km| Ok(Cell::number(kilometres(shared, km)?)))
}

/// One kind of facility, for every country.
fn countries(shared: &Shared<'_>, subject: usize) -> Result<Section, WordFault> {
    let words = &shared.words;
    let kind = shared.summaries().subjects()[subject].subject;
    let label = subject_label(shared, kind)?;
    let title = words.fill("access.countries.title", &[("kind", &label)])?;
    let mut table = Table::new(title.clone())
        .words(words.text("table.country")?)
        .numbers(words.text("table.people")?)
        .numbers(words.text("table.at-work")?);
    table = within_columns(shared, table)?;
    table = table.numbers(words.text("access.half")?);
    let mut rows = Vec::new();
    for area in shared.summaries().areas() {
        let Area::Country(code) = area.area else { continue };
        let provision = area.provision.get(subject);
        let Some((provision, access)) =
            provision.and_then(|provision| Some((provision, provision.access()?)))
        else {
            continue;
        };
        let people = words.decimals(access.people / MILLION, 1);
        let mut cells = vec![
            country_cell(shared, code),
            Cell::number(words.fill("decision.million", &[("number", &people)])?),
            Cell::at_work(shared, area.area, kind, provision.at_work),
        ];
        cells.extend(shares(shared, &access.within)?);
        cells.push(distance(shared, access.median_km)?);
        rows.push((shared.country_name(code), cells));
    }
    rows.sort_by(|a, b| shared.compare(&a.0, &b.0));
    rows.into_iter().for_each(|(_, cells)| table.row(cells));
    let text = words.text("access.countries.text")?;
    Ok(Section::new("countries", title, Some(text), table))
}

/// The regions with the largest share of people beyond reach, for the main kind and, on request,
/// every other one.
fn under_served(shared: &Shared<'_>, main: usize) -> Result<Section, WordFault> {
    let words = &shared.words;
    let settings = &shared.atlas.analysis().access;
    let reach = words.decimals(settings.reach_km, 0);
    let title = words.text("access.under-served.title")?;
    let others: Vec<String> =
        settings.other_reaches_km.iter().map(|km| words.decimals(*km, 0)).collect();
    let text = words.fill(
        "access.under-served.text",
        &[
            ("km", &reach),
            ("detour", &words.number(settings.detour)),
            ("others", &others.join(&words.text("list.separator")?)),
        ],
    )?;
    let mut section = Section { text: vec![text], ..Section::empty("under-served", title) };
    for (place, of) in shared.summaries().subjects().iter().enumerate() {
        if of.under_served().is_empty() {
            continue;
        }
        let table = under_served_table(shared, of)?;
        if place == main {
            section.tables.push(table);
        } else {
            let title = subject_label(shared, of.subject)?;
            section.folded.push(Folded { title, table });
        }
    }
    Ok(section)
}

fn under_served_table(shared: &Shared<'_>, of: &SubjectSummary) -> Result<Table, WordFault> {
    let words = &shared.words;
    let kind = subject_label(shared, of.subject)?;
    let mut table = Table::new(words.fill("access.under-served.caption", &[("kind", &kind)])?)
        .words(words.text("table.region")?)
        .numbers(words.text("access.beyond")?)
        .numbers(words.text("access.people-beyond")?)
        .numbers(words.text("access.half")?)
        .numbers(words.text("access.stands")?);
    for region in of.under_served() {
        let stands = words.fill(
            "access.stands-under",
            &[("count", &region.holds_under()), ("of", &region.elsewhere.len())],
        )?;
        let people = words.decimals(region.people_beyond / MILLION, 2);
        table.row(vec![
            region_cell(shared, region.region),
            Cell::number(percent(shared, region.beyond)?),
            Cell::number(words.fill("decision.million", &[("number", &people)])?),
            distance(shared, region.median_km)?,
            Cell::number(stands),
        ]);
    }
    Ok(table)
}

/// How much the answer owes to its assumptions.
fn sensitivity(shared: &Shared<'_>, subject: usize) -> Result<Section, WordFault> {
    let words = &shared.words;
    let settings = &shared.atlas.analysis().access;
    let facilities = shared.atlas.facilities();
    let exact = facilities.iter().filter(|one| one.location.precision == Precision::Site).count();
    let text = words.fill(
        "access.sensitivity.text",
        &[
            ("detour", &words.number(settings.detour)),
            ("exact", &words.whole_number(exact)),
            ("all", &words.whole_number(facilities.len())),
        ],
    )?;
    let title = words.text("access.sensitivity.title")?;
    let mut table = within_columns(
        shared,
        Table::new(title.clone()).words(words.text("access.sensitivity.choice")?),
    )?;
    if let Some(access) = access_in(shared, Area::Europe, subject) {
        for (key, within) in [
            ("straight", &access.within),
            ("detour", &access.within_by_detour),
            ("exact", &access.within_of_exact),
        ] {
            let mut cells = vec![Cell::text(words.choice("access.choice", key)?)];
            cells.extend(shares(shared, within)?);
            table.row(cells);
        }
    }
    Ok(Section::new("sensitivity", title, Some(text), table))
}
