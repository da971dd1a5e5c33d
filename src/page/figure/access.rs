//! How far people live from the nearest treatment centre, and from facilities with other roles.

use std::collections::BTreeMap;

use anyhow::Result;

use super::desk::{Desk, Draft, seen};
use super::ground::europe_spec;
use super::key::{self, Sign};
use super::{Cell, Figure, Key, Table};
use crate::chart::{Class, Curve, Curves, Histogram, NumberFormat};
use crate::geo::{Coordinates, NutsCode};
use crate::map::classes::Classes;
use crate::map::{AreaKey, AreaMark, MapBand, MapSpec};
use crate::summary::{Access, Area, CURVE_STEP_KM, Subject};

/// The role that the figures are about.
const ROLE: &str = "treatment-centre";

/// The bands of the map of reach, the widest first, with their classes.
const BANDS: [(f64, &str); 3] = [(FAR, "band-1"), (NEAR, "band-2"), (50.0, "band-3")];

/// The distance that most figures ask for, in kilometres.
const NEAR: f64 = 100.0;

/// The distance that counts as far, in kilometres.
const FAR: f64 = 200.0;

/// The limits of the classes of distances, in kilometres.
const DISTANCES: [f64; 4] = [25.0, 50.0, 100.0, 200.0];

/// The limits of the classes of shares.
const SHARES: [f64; 4] = [0.2, 0.4, 0.6, 0.8];

/// The roles whose coverage is compared.
const COMPARED: [&str; 5] =
    ["treatment-centre", "gmp-facility", "trial-site", "apheresis-centre", "tissue-establishment"];

fn subject(desk: &Desk<'_, '_>) -> Option<Subject> {
    desk.role(ROLE).map(Subject::Role)
}

fn access<'a>(desk: &Desk<'_, 'a>, area: Area) -> Option<&'a Access> {
    desk.provision(area, subject(desk)?)?.access()
}

/// The share of people within a distance of the curve.
fn within(access: &Access, kilometres: f64) -> Option<f64> {
    let step = (kilometres / CURVE_STEP_KM).round() as usize;
    access.curve.get(step.checked_sub(1)?).copied()
}

/// The treatment centres at work.
fn centres(desk: &Desk<'_, '_>) -> Vec<Coordinates> {
    let summaries = desk.summaries();
    let place = subject(desk).and_then(|subject| summaries.place_of(subject));
    let summary = place.and_then(|place| summaries.subjects().get(place));
    let facilities = summary.map_or(&[][..], |summary| &summary.facilities);
    facilities.iter().map(|&one| desk.shared.atlas.facility(one).location.coordinates).collect()
}

/// The land within some distances.
pub(super) fn reach_map(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let centres = centres(desk);
    let europe = access(desk, Area::Europe);
    let share = |kilometres| europe.and_then(|access| within(access, kilometres));
    let columns = ["distance", "people", "share"].map(|key| words.choice("column", key));
    let [distance, people, share_name] = columns;
    let mut table = Table::of(&[distance?], &[people?, share_name?]);
    for (kilometres, _) in BANDS.into_iter().rev() {
        let Some((access, share)) = europe.zip(share(kilometres)) else { continue };
        table.rows.push(vec![
            Cell::Text(words.fill("map-sign.within", &[("limit", &kilometres)])?),
            Cell::Number(access.people * share, NumberFormat::WHOLE),
            Cell::Number(share * 100.0, NumberFormat::PER_CENT),
        ]);
    }
    let bands: Vec<MapBand<'_>> = BANDS
        .iter()
        .map(|&(kilometres, class)| MapBand {
            kilometres,
            around: &centres,
            class: class.to_owned(),
        })
        .collect();
    let beyond = share(FAR).map_or_else(String::new, |share| desk.per_cent(1.0 - share));
    let near = share(NEAR).map_or_else(String::new, |share| desk.per_cent(share));
    let draft = Draft {
        values: &[
            ("beyond", &beyond),
            ("near", &near),
            ("far-km", &FAR),
            ("near-km", &NEAR),
            ("count", &desk.whole(centres.len())),
            ("year", &desk.shared.population_year()),
        ],
        title: seen(europe.is_some() && !centres.is_empty()),
        plain: false,
        table,
        sources: &["population", "places", "boundaries", "neighbours"],
    };
    let (title, about) = (desk.title(&draft)?, desk.say("description", draft.values)?);
    let slug = desk.id.slug();
    let areas = BTreeMap::new();
    let spec = MapSpec { bands: &bands, ..europe_spec(&slug, &title, &about, &areas) };
    let map = desk.shared.ground.europe(&desk.shared.beneath, 0, &spec, &desk.shared.captions);
    let mut keys = Vec::new();
    for (kilometres, class) in BANDS.into_iter().rev() {
        let label = words.fill("map-sign.within", &[("limit", &kilometres)])?;
        keys.push(Key { sign: Sign::Band(class), label });
    }
    let label = words.fill("map-sign.beyond", &[("limit", &FAR)])?;
    keys.push(Key { sign: Sign::Area(String::new()), label });
    desk.map(map, keys, draft)
}

/// A measure of access of one region.
type Measure = fn(&Desk<'_, '_>, &Access) -> Option<f64>;

/// One way to colour regions by access.
struct Choropleth<'c> {
    measure: Measure,
    classes: Classes,
    /// Whether little is much to be wished for, so that the ramp runs the other way.
    reversed: bool,
    format: NumberFormat,
    /// What the numbers are multiplied by to be shown.
    factor: f64,
    column: &'c str,
    /// Whether a region counts as one that the title tells of.
    told: fn(f64) -> bool,
}

/// The distance within which half of the people of each region live.
pub(super) fn distance_map(desk: &Desk<'_, '_>) -> Result<Figure> {
    choropleth(
        desk,
        &Choropleth {
            measure: |_, access| access.median_km,
            classes: Classes::between(DISTANCES.to_vec()),
            reversed: false,
            format: desk.number(NumberFormat::KILOMETRES),
            factor: 1.0,
            column: "median-km",
            told: |kilometres| kilometres > FAR,
        },
    )
}

/// The share of each region's people within reach.
pub(super) fn coverage_map(desk: &Desk<'_, '_>) -> Result<Figure> {
    choropleth(
        desk,
        &Choropleth {
            measure: |desk, access| {
                let distances = &desk.shared.atlas.analysis().access.distances_km;
                let place = distances.iter().position(|it| (it - NEAR).abs() < f64::EPSILON)?;
                access.within.get(place).copied()
            },
            classes: Classes::between(SHARES.to_vec()),
            reversed: true,
            format: desk.number(NumberFormat::PER_CENT),
            factor: 100.0,
            column: "share-within",
            told: |share| share < 0.5,
        },
    )
}

fn choropleth(desk: &Desk<'_, '_>, choice: &Choropleth<'_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let place = subject(desk).and_then(|subject| desk.summaries().place_of(subject));
    let regions: Vec<(NutsCode, Option<f64>)> = desk
        .regions()
        .map(|(code, summary)| {
            let access = place.and_then(|place| summary.provision.get(place)?.access());
            (code, access.and_then(|access| (choice.measure)(desk, access)))
        })
        .collect();
    let mut areas = BTreeMap::new();
    for (code, value) in &regions {
        let mark = match value {
            None => AreaMark { hatched: true, ..AreaMark::default() },
            Some(value) => {
                let number = choice.format.write(value * choice.factor);
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("name", &desk.region_name(*code)), ("number", &number)];
                AreaMark {
                    class: format!("step-{}", choice.classes.of(*value)),
                    hatched: false,
                    title: Some(words.fill("map.value", &values)?),
                }
            }
        };
        areas.insert(AreaKey::Nuts(*code), mark);
    }
    let near = NEAR;
    let told = regions.iter().filter(|it| it.1.is_some_and(choice.told)).count();
    let known = regions.iter().filter(|it| it.1.is_some()).count();
    let texts = [words.choice("column", "region")?, words.choice("column", "code")?];
    let value = words.fill(&format!("column.{}", choice.column), &[("limit", &near)])?;
    let mut table = Table::of(&texts, &[value]);
    let mut sorted = regions.clone();
    sorted.sort_by(|a, b| {
        let value = |it: &(NutsCode, Option<f64>)| it.1.unwrap_or(f64::NEG_INFINITY);
        value(b).total_cmp(&value(a)).then(a.0.cmp(&b.0))
    });
    for (code, value) in sorted {
        let shown = value.map(|value| value * choice.factor);
        table.rows.push(vec![
            Cell::Text(desk.region_name(code)),
            Cell::Text(code.to_string()),
            Cell::maybe(shown, choice.format, &words.text("map-sign.unknown")?),
        ]);
    }
    let draft = Draft {
        values: &[
            ("told", &desk.whole(told)),
            ("known", &desk.whole(known)),
            ("near-km", &near),
            ("far-km", &FAR),
            ("year", &desk.shared.population_year()),
        ],
        title: seen(known > 0),
        plain: false,
        table,
        sources: &["population", "places", "boundaries", "neighbours"],
    };
    let (title, about) = (desk.title(&draft)?, desk.say("description", draft.values)?);
    let slug = desk.id.slug();
    let map = desk.shared.ground.europe(
        &desk.shared.beneath,
        2,
        &europe_spec(&slug, &title, &about, &areas),
        &desk.shared.captions,
    );
    let bare = NumberFormat { suffix: "", ..choice.format };
    let write = |limit: f64, unit: bool| {
        let format = if unit { choice.format } else { bare };
        format.write(limit * choice.factor)
    };
    let mut keys = key::of_classes(words, &choice.classes, 0, write)?;
    if choice.reversed {
        keys.reverse();
    }
    if known < regions.len() {
        let label = words.text("map-sign.unknown")?;
        keys.push(Key { sign: Sign::Hatched(slug.clone()), label });
    }
    desk.map(map, keys, draft)
}

/// The share of people within each distance, by role.
pub(super) fn coverage_by_role(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let vocabularies = desk.shared.atlas.vocabularies();
    let curve = |slug: &&str| {
        let role = desk.role(slug)?;
        let access = desk.provision(Area::Europe, Subject::Role(role))?.access()?;
        access.median_km?;
        Some((vocabularies.label(role).to_owned(), access.curve.clone()))
    };
    let roles: Vec<(String, Vec<f64>)> = COMPARED.iter().filter_map(curve).collect();
    let steps = roles.iter().map(|(_, shares)| shares.len()).max().unwrap_or(0);
    let kilometres = |step: usize| CURVE_STEP_KM * (step + 1) as f64;
    let names: Vec<String> = roles.iter().map(|(name, _)| name.clone()).collect();
    let mut table = Table::of(&[words.choice("column", "distance")?], &names);
    for step in 0..steps {
        let mut row =
            vec![Cell::Text(desk.number(NumberFormat::KILOMETRES).write(kilometres(step)))];
        row.extend(roles.iter().map(|(_, shares)| {
            let share = shares.get(step).map(|share| share * 100.0);
            Cell::maybe(share, NumberFormat { decimals: 1, ..NumberFormat::PER_CENT }, "")
        }));
        table.rows.push(row);
    }
    let curves = Curves {
        curves: roles
            .iter()
            .map(|(label, shares)| Curve {
                label: label.clone(),
                points: shares
                    .iter()
                    .enumerate()
                    .map(|(step, share)| (kilometres(step), share * 100.0))
                    .collect(),
            })
            .collect(),
        x_name: words.text("chart.distance-axis")?,
        y_name: words.text("chart.people-share-axis")?,
        y_end: Some(100.0),
        x_format: desk.number(NumberFormat::WHOLE),
        y_format: desk.number(NumberFormat::PER_CENT),
        ..Curves::default()
    };
    let share = access(desk, Area::Europe).and_then(|access| within(access, NEAR));
    let near = share.map_or_else(String::new, |share| desk.per_cent(share));
    let draft = Draft {
        values: &[("near", &near), ("near-km", &NEAR), ("year", &desk.shared.population_year())],
        title: seen(share.is_some() && !roles.is_empty()),
        plain: false,
        table,
        sources: &["population", "places"],
    };
    desk.chart(&curves, draft)
}

/// How many people live how far from the nearest treatment centre.
pub(super) fn distances(desk: &Desk<'_, '_>) -> Result<Figure> {
    const CLASS_KM: f64 = 20.0;
    const MILLION: f64 = 1e6;
    let words = &desk.shared.words;
    let europe = access(desk, Area::Europe).filter(|access| access.median_km.is_some());
    let mut classes = Vec::new();
    let mut beyond = 0.0;
    if let Some(access) = europe {
        let steps = (CLASS_KM / CURVE_STEP_KM) as usize;
        let mut below = 0.0;
        for (place, pair) in access.curve.chunks_exact(steps).enumerate() {
            let share = pair.last().copied().unwrap_or(below);
            classes.push(Class {
                from: CLASS_KM * place as f64,
                to: CLASS_KM * (place + 1) as f64,
                count: (share - below) * access.people / MILLION,
            });
            below = share;
        }
        beyond = (1.0 - below) * access.people / MILLION;
    }
    let million = desk.number(NumberFormat { decimals: 1, ..NumberFormat::WHOLE });
    let mut table =
        Table::of(&[words.choice("column", "distance")?], &[words.choice("column", "million")?]);
    for class in &classes {
        let distance =
            format!("{}–{}", class.from, desk.number(NumberFormat::KILOMETRES).write(class.to));
        table.rows.push(vec![Cell::Text(distance), Cell::Number(class.count, million)]);
    }
    let end = classes.last().map_or(0.0, |class| class.to);
    if europe.is_some() {
        let label = words.fill("map-sign.beyond", &[("limit", &end)])?;
        table.rows.push(vec![Cell::Text(label), Cell::Number(beyond, million)]);
    }
    let median = europe.and_then(|access| access.median_km);
    let half = median
        .map_or_else(String::new, |median| desk.number(NumberFormat::KILOMETRES).write(median));
    let histogram = Histogram {
        classes,
        x_name: words.text("chart.distance-axis")?,
        y_name: words.text("chart.people-axis")?,
        median,
        median_words: Some(words.fill("chart.median-at", &[("number", &half)])?),
        x_format: desk.number(NumberFormat::WHOLE),
        y_format: desk.number(NumberFormat::WHOLE),
    };
    let draft = Draft {
        values: &[
            ("median", &half),
            ("beyond", &million.write(beyond)),
            ("end", &end),
            ("year", &desk.shared.population_year()),
        ],
        title: seen(median.is_some()),
        plain: false,
        table,
        sources: &["population", "places"],
    };
    desk.chart(&histogram, draft)
}
