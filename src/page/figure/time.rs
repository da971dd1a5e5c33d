//! What opened and closed, and when.

use std::collections::BTreeMap;

use anyhow::Result;

use super::desk::{Desk, Draft, most, seen};
use super::{Cell, Figure, Table};
use crate::chart::{Multiples, NumberFormat, Panel, Timeline, Year};
use crate::model::{FacilityIndex, PartialDate, Stage, Stated};

/// The first year that is shown; what opened before is one sum.
const FIRST: u16 = 2000;

/// How many countries the small multiples show.
const PANELS: usize = 12;

fn year(date: &Stated<PartialDate>) -> Option<u16> {
    date.value().map(|date| date.year())
}

/// Openings, planned openings and closings by year.
pub(super) fn openings(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let facilities = desk.facilities();
    let mut years: BTreeMap<u16, Year> = BTreeMap::new();
    let mut before = 0;
    let mut known = 0;
    let mut add = |year: u16, change: fn(&mut Year)| {
        let empty = Year { year: i32::from(year), came: 0, coming: 0, went: 0 };
        change(years.entry(year).or_insert(empty));
    };
    for &index in &facilities {
        let facility = desk.shared.atlas.facility(index);
        let opened = year(&facility.opened);
        known += usize::from(opened.is_some());
        match opened {
            Some(year) if year < FIRST => before += 1,
            Some(year) => add(year, |it| it.came += 1),
            None if desk.shared.stage(index) == Stage::Coming => {
                if let Some(year) = year(&facility.opens) {
                    add(year, |it| it.coming += 1);
                }
            }
            None => {}
        }
        if let Some(year) = year(&facility.closed).filter(|year| *year >= FIRST) {
            add(year, |it| it.went += 1);
        }
    }
    let texts = [words.choice("column", "year")?];
    let numbers = ["opened", "coming", "closed"].map(|key| words.choice("column", key));
    let mut table = Table::of(&texts, &numbers.into_iter().collect::<Result<Vec<_>, _>>()?);
    for year in years.values() {
        table.rows.push(vec![
            Cell::Text(year.year.to_string()),
            Cell::count(year.came as usize),
            Cell::count(year.coming as usize),
            Cell::count(year.went as usize),
        ]);
    }
    let best = years.values().max_by_key(|year| (year.came, -year.year)).copied();
    let mut counts: Vec<usize> = years.values().map(|year| year.came as usize).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let chart = Timeline {
        years: years.into_values().collect(),
        came: words.text("chart.opened")?,
        coming: words.text("chart.coming")?,
        went: words.text("chart.closed")?,
    };
    let draft = Draft {
        values: &[
            ("most", &best.map_or(0, |year| year.came)),
            ("year", &best.map_or(0, |year| year.year)),
            ("known", &desk.whole(known)),
            ("all", &desk.whole(facilities.len())),
            ("before", &desk.whole(before)),
            ("first", &FIRST),
        ],
        title: most(counts),
        plain: false,
        table,
        sources: &[],
    };
    desk.chart(&chart, draft)
}

/// How many facilities had opened by each year, for the countries with most of them.
pub(super) fn growth(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let opened = |&index: &FacilityIndex| year(&desk.shared.atlas.facility(index).opened);
    let last = desk.shared.atlas.settings().as_of.year();
    let mut countries: Vec<(String, Vec<u16>)> = desk
        .shared
        .countries()
        .iter()
        .map(|&code| {
            let years = desk.shared.in_country(code).iter().filter_map(opened);
            (desk.shared.country_name(code), years.filter(|year| *year <= last).collect())
        })
        .collect();
    countries.sort_by_key(|(_, years)| std::cmp::Reverse(years.len()));
    let of = countries.iter().filter(|(_, years)| !years.is_empty()).count();
    countries.truncate(PANELS);
    countries.retain(|(_, years)| !years.is_empty());
    let by = |years: &[u16], year: u16| years.iter().filter(|it| **it <= year).count();
    let names: Vec<String> = countries.iter().map(|(name, _)| name.clone()).collect();
    let mut table = Table::of(&[words.choice("column", "year")?], &names);
    for year in FIRST..=last {
        let mut row = vec![Cell::Text(year.to_string())];
        row.extend(countries.iter().map(|(_, years)| Cell::count(by(years, year))));
        table.rows.push(row);
    }
    let panel = |(label, years): &(String, Vec<u16>)| Panel {
        label: label.clone(),
        points: (FIRST..=last).map(|it| (f64::from(it), by(years, it) as f64)).collect(),
    };
    let chart = Multiples {
        panels: countries.iter().map(panel).collect(),
        y_name: words.text("chart.opened-by")?,
        y_format: desk.number(NumberFormat::WHOLE),
        ..Multiples::default()
    };
    // What opened in the last ten years, held against all that has a year.
    let since = last.saturating_sub(10);
    let all = countries.iter().map(|(_, years)| years.len()).sum::<usize>();
    let young = countries.iter().flat_map(|(_, years)| years).filter(|it| **it > since).count();
    let share = if all > 0 { desk.per_cent(young as f64 / all as f64) } else { String::new() };
    let draft = Draft {
        values: &[
            ("share", &share),
            ("since", &since),
            ("shown", &desk.whole(countries.len())),
            ("of", &desk.whole(of)),
            ("count", &desk.whole(all)),
        ],
        title: seen(all > 0),
        plain: false,
        table,
        sources: &[],
    };
    desk.chart(&chart, draft)
}
