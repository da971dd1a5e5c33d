//! Where capacity is, where it is being built, and what a region has per million people.

use std::collections::BTreeSet;

use super::{
    DecisionPage, Section, country_cell, no_record, page, percent, rate_cell, subject_cell,
    terms_cell,
};
use crate::model::{
    ClosedList, CountryCode, FacilityIndex, FigureKind, PartialDate, Stage, TermDetail,
    VocabularyName,
};
use crate::page::Decision;
use crate::page::figure::{self, EuropeFigure, FigureId};
use crate::page::head::About;
use crate::page::markup::Markup;
use crate::page::shared::Shared;
use crate::page::table::{Cell, Table};
use crate::summary::{Area, FigureSum, Inequality, Subject};
use crate::words::WordFault;

/// Builds the page.
pub(in super::super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
) -> anyhow::Result<(DecisionPage, About)> {
    let figure = figure::view(shared, markup, FigureId::Europe(EuropeFigure::AgainstEurope), None)?;
    let countries = Section { figure: Some(figure), ..countries(shared)? };
    let sections = vec![countries, pipeline(shared)?, figures(shared)?, concentration(shared)?];
    Ok(page(shared, markup, Decision::Invest, lead(shared)?, sections)?)
}

fn coming(shared: &Shared<'_>) -> Vec<FacilityIndex> {
    let all = shared.atlas.indexed().map(|(index, _)| index);
    all.filter(|&index| shared.stage(index) == Stage::Coming).collect()
}

fn lead(shared: &Shared<'_>) -> Result<Vec<String>, WordFault> {
    let words = &shared.words;
    let all: Vec<FacilityIndex> = shared.atlas.indexed().map(|(index, _)| index).collect();
    let at_work = shared.count_in_stage(&all, Stage::AtWork);
    let coming = coming(shared);
    let countries: BTreeSet<CountryCode> =
        coming.iter().map(|&index| shared.atlas.facility(index).location.country).collect();
    let mut lead = vec![
        words.count("invest.at-work", at_work, &[])?,
        words.count("invest.coming", coming.len(), &[("countries", &countries.len())])?,
    ];
    let spread = subject(shared, "gmp-facility")
        .and_then(|place| shared.summaries().subjects()[place].spread.as_ref());
    if let Some(spread) = spread {
        let half = percent(shared, of_the_worse_half(spread))?;
        lead.push(words.fill("invest.half", &[("share", &half)])?);
    }
    Ok(lead)
}

fn subject(shared: &Shared<'_>, role: &str) -> Option<usize> {
    let role = shared.atlas.vocabularies().find(VocabularyName::Roles, role)?;
    shared.summaries().place_of(Subject::Role(role))
}

/// The share of what is spread that the less provided half of the people has, read off the Lorenz
/// curve.
fn of_the_worse_half(spread: &Inequality) -> f64 {
    let after = spread.lorenz.iter().position(|(people, _)| *people >= 0.5).unwrap_or(0);
    let (high_people, high) = spread.lorenz[after];
    let Some(&(low_people, low)) = after.checked_sub(1).and_then(|at| spread.lorenz.get(at)) else {
        return high;
    };
    low + (high - low) * (0.5 - low_people) / (high_people - low_people)
}

/// What every country has and expects.
fn countries(shared: &Shared<'_>) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.text("invest.countries.title")?;
    let gmp = subject(shared, "gmp-facility");
    let gmp_kind = gmp.map(|place| shared.summaries().subjects()[place].subject);
    let mut table = Table::new(title.clone())
        .words(words.text("table.country")?)
        .numbers(words.text("table.at-work")?)
        .numbers(words.text("table.coming")?)
        .numbers(words.text("invest.per-million")?)
        .numbers(words.text("invest.gmp")?)
        .numbers(words.text("invest.gmp-per-million")?)
        .numbers(words.text("invest.quotient")?);
    let mut rows = Vec::new();
    for area in shared.summaries().areas() {
        let Area::Country(code) = area.area else { continue };
        let Some(any) = area.provision.first() else { continue };
        let gmp = gmp.and_then(|place| area.provision.get(place));
        let number = |count: u32| Cell::number(words.decimals(f64::from(count), 0));
        if area.counts().facilities.total() == 0 {
            let mut cells = vec![country_cell(shared, code), no_record(shared)?];
            cells.resize_with(7, Cell::default);
            rows.push((shared.country_name(code), cells));
            continue;
        }
        let quotient = gmp.and_then(|gmp| gmp.quotient).map(|it| words.decimals(it, 2));
        let cells = vec![
            country_cell(shared, code),
            Cell::at_work(shared, area.area, Subject::Any, any.at_work),
            number(area.counts().facilities.coming),
            rate_cell(shared, any.rate.as_ref())?,
            match gmp_kind {
                Some(kind) => {
                    Cell::at_work(shared, area.area, kind, gmp.map_or(0, |it| it.at_work))
                }
                None => number(0),
            },
            rate_cell(shared, gmp.and_then(|gmp| gmp.rate.as_ref()))?,
            quotient.map_or_else(|| Cell::unknown(shared), |it| Ok(Cell::number(it)))?,
        ];
        rows.push((shared.country_name(code), cells));
    }
    rows.sort_by(|a, b| shared.compare(&a.0, &b.0));
    rows.into_iter().for_each(|(_, cells)| table.row(cells));
    let text = words.text("invest.countries.text")?;
    Ok(Section::new("countries", title, Some(text), table))
}

/// What is planned or being built, the earliest first.
fn pipeline(shared: &Shared<'_>) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.text("invest.pipeline.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("table.facility")?)
        .words(words.text("table.country")?)
        .words(words.text("table.status")?)
        .words(words.text("invest.opens")?)
        .words(words.text("table.roles")?);
    let mut coming: Vec<(Option<PartialDate>, FacilityIndex)> = coming(shared)
        .into_iter()
        .map(|index| (shared.atlas.facility(index).opens.value().copied(), index))
        .collect();
    coming.sort_by_key(|(opens, index)| (opens.is_none(), *opens, *index));
    for (_, index) in coming {
        let facility = shared.atlas.facility(index);
        let status = facility.status.value();
        let status = status.map_or("", |&status| shared.atlas.vocabularies().label(status));
        table.row(vec![
            Cell::facility(shared, index),
            country_cell(shared, facility.location.country),
            Cell::text(status),
            Cell::stated(shared, &facility.opens, |&date| Ok(Cell::text(words.date(date))))?,
            terms_cell(shared, &facility.roles),
        ]);
    }
    let text = words.text("invest.pipeline.text")?;
    Ok(Section::new("pipeline", title, Some(text), table))
}

/// Europe's sums of what facilities report.
fn figures(shared: &Shared<'_>) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.text("invest.figures.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("invest.measure")?)
        .words(words.text("invest.kind")?)
        .numbers(words.text("invest.sum")?)
        .numbers(words.text("invest.reported-by")?)
        .words(words.text("invest.years")?);
    let europe = shared.summaries().area(Area::Europe);
    let sums = europe.map_or(&[][..], |europe| europe.figures());
    for sum in sums.iter().filter(|sum| sum.key.role.is_none() && sum.reported_by > 0) {
        table.row(figure(shared, sum)?);
    }
    let text = words.text("invest.figures.text")?;
    Ok(Section::new("figures", title, Some(text), table))
}

fn figure(shared: &Shared<'_>, sum: &FigureSum) -> Result<Vec<Cell>, WordFault> {
    let words = &shared.words;
    let vocabularies = shared.atlas.vocabularies();
    let label = vocabularies.label(sum.key.measure);
    let amount = if sum.high > sum.low {
        let (low, high) = (words.number(sum.low), words.number(sum.high));
        words.fill("figure.range", &[("low", &low), ("high", &high)])?
    } else {
        words.number(sum.low)
    };
    let detail = vocabularies.entry(sum.key.measure).map(|entry| &entry.detail);
    let amount = match detail {
        Some(TermDetail::Measure(measure)) => {
            let key = format!("unit.{}", measure.unit);
            if words.has(&key) { words.amount(&key, sum.high, &amount)? } else { amount }
        }
        _ => amount,
    };
    let amount = match sum.key.per {
        Some(period) => {
            let period = words.choice("period", period.slug())?;
            words.fill("figure.per", &[("amount", &amount), ("period", &period)])?
        }
        None => amount,
    };
    let note = (sum.at_least > 0).then(|| words.text("invest.at-least")).transpose()?;
    let kind = match sum.key.kind {
        FigureKind::Actual => words.text("invest.kinds.actual")?,
        FigureKind::Capacity => words.text("invest.kinds.capacity")?,
        FigureKind::Planned => words.text("invest.kinds.planned")?,
        FigureKind::Cumulative => words.text("invest.kinds.cumulative")?,
    };
    let years = match sum.years {
        Some((first, last)) if first == last => Cell::text(first.to_string()),
        Some((first, last)) => {
            Cell::text(words.fill("figure.range", &[("low", &first), ("high", &last)])?)
        }
        None => Cell::unknown(shared)?,
    };
    let reported = words.fill(
        "invest.reported",
        &[
            ("count", &words.decimals(f64::from(sum.reported_by), 0)),
            ("of", &words.decimals(f64::from(sum.of), 0)),
        ],
    )?;
    Ok(vec![
        Cell::text(label),
        Cell::text(kind),
        Cell::number(amount).with_note(note),
        Cell::number(reported),
        years,
    ])
}

/// How evenly each kind of facility is spread over the people of the regions.
fn concentration(shared: &Shared<'_>) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.text("invest.concentration.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("access.kind")?)
        .numbers(words.text("table.at-work")?)
        .numbers(words.text("invest.gini")?)
        .numbers(words.text("invest.worse-half")?);
    let mut denominator = None;
    for of in shared.summaries().subjects() {
        let Some(spread) = &of.spread else { continue };
        denominator = Some((spread.groups, spread.people));
        table.row(vec![
            subject_cell(shared, of.subject)?,
            Cell::number(words.whole_number(of.facilities.len())),
            Cell::number(words.decimals(spread.gini, 2)),
            Cell::number(percent(shared, of_the_worse_half(spread))?),
        ]);
    }
    let text = denominator.map(|(groups, people)| {
        let people = usize::try_from(people).unwrap_or(usize::MAX);
        words.fill(
            "invest.concentration.text",
            &[("regions", &groups), ("people", &words.whole_number(people))],
        )
    });
    Ok(Section::new("concentration", title, text.transpose()?, table))
}
