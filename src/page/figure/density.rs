//! Facilities per million people: by region on a map, by country with intervals.

use std::collections::BTreeMap;

use anyhow::Result;

use super::desk::{Desk, Draft, seen};
use super::ground::{europe_spec, point_keys, points};
use super::key::{self, Sign};
use super::{Cell, Figure, Key, Table};
use crate::chart::{Dots, Entry, Interval, NumberFormat, Reference, Tone, Values};
use crate::geo::NutsCode;
use crate::map::classes::Classes;
use crate::map::{AreaKey, AreaMark};
use crate::summary::{Area, AreaSummary, Rate, Subject};

/// How many classes the regions that have a facility are divided into.
const CLASSES: usize = 4;

/// Countries with fewer facilities at work are in the table only: their intervals span everything.
const FEWEST: u32 = 5;

/// The regions of level 2 with their rates.
pub(super) fn rates<'a>(desk: &Desk<'_, 'a>) -> Vec<(NutsCode, &'a AreaSummary, Option<Rate>)> {
    let place = desk.summaries().place_of(Subject::Any);
    let rate = |summary: &AreaSummary| summary.provision.get(place?)?.rate;
    desk.regions().map(|(code, summary)| (code, summary, rate(summary))).collect()
}

/// The classes of rates: the same on the map of Europe and on those of countries.
pub(super) fn classes(rates: &[(NutsCode, &AreaSummary, Option<Rate>)]) -> Classes {
    let known = rates.iter().filter_map(|(_, _, rate)| rate.as_ref());
    let values: Vec<f64> =
        known.filter(|rate| rate.events > 0).map(|rate| rate.per_million).collect();
    Classes::of_even_size(&values, CLASSES)
}

/// The marks of regions, by their rates. A region of a country without any record is hatched:
/// nobody has looked.
pub(super) fn marks(
    desk: &Desk<'_, '_>,
    rates: &[(NutsCode, &AreaSummary, Option<Rate>)],
    classes: &Classes,
) -> Result<BTreeMap<AreaKey, AreaMark>> {
    let words = &desk.shared.words;
    let mut marks = BTreeMap::new();
    for (code, _, rate) in rates {
        let no_record = desk.shared.in_country(code.country()).is_empty();
        let mark = match rate {
            Some(rate) if rate.events > 0 => AreaMark {
                class: format!("step-{}", classes.of(rate.per_million) + 1),
                hatched: false,
                title: Some(words.count(
                    "map.region",
                    rate.events as usize,
                    &[
                        ("name", &desk.region_name(*code)),
                        ("rate", &desk.number(NumberFormat::RATE).write(rate.per_million)),
                    ],
                )?),
            },
            Some(_) if !no_record => AreaMark { class: "none".to_owned(), ..AreaMark::default() },
            _ => AreaMark { hatched: true, ..AreaMark::default() },
        };
        marks.insert(AreaKey::Nuts(*code), mark);
    }
    Ok(marks)
}

/// The signs of [`marks`]; the map's id for the hatching, where anything is hatched.
pub(super) fn keys(
    desk: &Desk<'_, '_>,
    classes: &Classes,
    hatched: Option<&str>,
) -> Result<Vec<Key>> {
    let words = &desk.shared.words;
    let mut keys =
        vec![Key { sign: Sign::Area("none".to_owned()), label: words.text("map-sign.none")? }];
    let write = |limit: f64, _: bool| words.number((limit * 100.0).round() / 100.0);
    keys.extend(key::of_classes(words, classes, 1, write)?);
    if let Some(id) = hatched {
        let label = words.text("map-sign.no-record")?;
        keys.push(Key { sign: Sign::Hatched(id.to_owned()), label });
    }
    Ok(keys)
}

/// The map of Europe.
pub(super) fn map(desk: &Desk<'_, '_>) -> Result<Figure> {
    let rates = rates(desk);
    let classes = classes(&rates);
    let marks = marks(desk, &rates, &classes)?;
    let provided = rates.iter().filter(|(_, _, rate)| rate.is_some_and(|it| it.events > 0));
    let (provided, all) = (desk.whole(provided.count()), desk.whole(rates.len()));
    let facilities = desk.facilities();
    let draft = Draft {
        values: &[
            ("provided", &provided),
            ("all", &all),
            ("count", &desk.whole(facilities.len())),
            ("year", &desk.shared.population_year()),
        ],
        title: seen(!facilities.is_empty()),
        plain: false,
        table: region_table(desk, &rates)?,
        sources: &["population", "boundaries", "neighbours"],
    };
    let points = points(desk.shared, &facilities, false)?;
    let (title, about) = (desk.title(&draft)?, desk.say("description", draft.values)?);
    let slug = desk.id.slug();
    let spec = europe_spec(&slug, &title, &about, &marks);
    let map = desk.shared.ground.europe(
        &desk.shared.beneath,
        2,
        &crate::map::MapSpec { points: &points, ..spec },
        &desk.shared.captions,
    );
    let hatched = marks.values().any(|mark| mark.hatched);
    let mut keys = keys(desk, &classes, hatched.then_some(slug.as_str()))?;
    keys.extend(point_keys(desk.shared)?);
    desk.map(map, keys, draft)
}

/// Regions with their facilities at work, people and rates, those with most first.
pub(super) fn region_table(
    desk: &Desk<'_, '_>,
    rates: &[(NutsCode, &AreaSummary, Option<Rate>)],
) -> Result<Table> {
    let words = &desk.shared.words;
    let texts = ["region", "code"].map(|key| words.choice("column", key));
    let numbers =
        ["at-work", "people", "per-million", "low", "high"].map(|key| words.choice("column", key));
    let mut table = Table::of(
        &texts.into_iter().collect::<Result<Vec<_>, _>>()?,
        &numbers.into_iter().collect::<Result<Vec<_>, _>>()?,
    );
    let mut sorted: Vec<_> = rates.iter().filter_map(|it| Some((it.0, it.2?))).collect();
    sorted.sort_by(|a, b| b.1.per_million.total_cmp(&a.1.per_million).then(a.0.cmp(&b.0)));
    for (code, rate) in sorted {
        let mut row = vec![Cell::Text(desk.region_name(code)), Cell::Text(code.to_string())];
        row.extend(rate_cells(&rate));
        table.rows.push(row);
    }
    Ok(table)
}

fn rate_cells(rate: &Rate) -> [Cell; 5] {
    let number = |number| Cell::Number(number, NumberFormat::RATE);
    [
        Cell::count(rate.events as usize),
        Cell::Number(rate.people as f64, NumberFormat::WHOLE),
        number(rate.per_million),
        number(rate.interval.low),
        number(rate.interval.high),
    ]
}

/// Countries against their median.
pub(super) fn by_country(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let rate = |&code: &crate::model::CountryCode| {
        let rate = desk.provision(Area::Country(code), Subject::Any)?.rate?;
        (rate.events > 0).then(|| (desk.shared.country_name(code), rate))
    };
    let mut rates: Vec<(String, Rate)> = desk.shared.countries().iter().filter_map(rate).collect();
    rates.sort_by(|a, b| b.1.per_million.total_cmp(&a.1.per_million));
    let texts = [words.choice("column", "country")?];
    let numbers =
        ["at-work", "people", "per-million", "low", "high"].map(|key| words.choice("column", key));
    let mut table = Table::of(&texts, &numbers.into_iter().collect::<Result<Vec<_>, _>>()?);
    for (name, rate) in &rates {
        let mut row = vec![Cell::Text(name.clone())];
        row.extend(rate_cells(rate));
        table.rows.push(row);
    }
    let shown: Vec<&(String, Rate)> = rates.iter().filter(|it| it.1.events >= FEWEST).collect();
    let entry = |(name, rate): &&(String, Rate)| Entry {
        interval: Some(Interval { low: rate.interval.low, high: rate.interval.high }),
        tone: if rate.unstable { Tone::Weak } else { Tone::Plain },
        ..Entry::new(name.as_str(), rate.per_million)
    };
    let median = median(&rates);
    let label = words.text("chart.median")?;
    let dots = Dots {
        values: Values {
            entries: shown.iter().map(entry).collect(),
            reference: median.map(|value| Reference { value, label }),
            format: desk.number(NumberFormat::RATE),
            unit: words.text("chart.per-million")?,
            ..Values::default()
        },
    };
    // A rate of few events is not to be ranked.
    let first = shown.iter().find(|it| !it.1.unstable);
    let (name, most) = first.map_or_else(Default::default, |(name, rate)| {
        (name.clone(), desk.number(NumberFormat::RATE).write(rate.per_million))
    });
    let draft = Draft {
        values: &[
            ("country", &name),
            ("rate", &most),
            (
                "median",
                &median.map_or_else(String::new, |it| desk.number(NumberFormat::RATE).write(it)),
            ),
            ("fewest", &FEWEST),
            ("stable", &crate::summary::UNSTABLE_UNDER),
            ("year", &desk.shared.population_year()),
        ],
        title: seen(first.is_some()),
        plain: false,
        table,
        sources: &["population"],
    };
    desk.chart(&dots, draft)
}

/// The median of the rates of countries, sorted from high to low.
fn median(rates: &[(String, Rate)]) -> Option<f64> {
    let middle = rates.len() / 2;
    let upper = rates.get(middle)?.1.per_million;
    if rates.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(upper, rates.get(middle - 1)?.1.per_million))
}
