//! Who works with whom.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::desk::{Desk, Draft, seen};
use super::ground::{europe_spec, points};
use super::key::Sign;
use super::{Cell, Figure, Key, Table};
use crate::chart::{Datum, Matrix, MatrixRow, NumberFormat};
use crate::map::{MapArc, MapSpec};
use crate::model::{CountryCode, FacilityIndex, LinkEnd};

/// Every two records that state a relation to each other, once, the lower place first. A record that
/// may not be reused states none that could be taken away.
fn pairs(desk: &Desk<'_, '_>) -> BTreeSet<(FacilityIndex, FacilityIndex)> {
    let atlas = desk.shared.atlas;
    let pair = |from: FacilityIndex| {
        atlas.links(from).iter().filter_map(move |link| match &link.to {
            LinkEnd::Facility(to) => Some((from.min(*to), from.max(*to))),
            LinkEnd::Other(_) => None,
        })
    };
    let reusable = |index: &FacilityIndex| atlas.facility(*index).may_be_reused();
    let pairs = desk.facilities().into_iter().flat_map(pair);
    pairs.filter(|(one, other)| reusable(one) && reusable(other)).collect()
}

fn country(desk: &Desk<'_, '_>, index: FacilityIndex) -> CountryCode {
    desk.shared.atlas.facility(index).location.country
}

/// The relations across borders, as arcs.
pub(super) fn map(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let all = pairs(desk);
    let abroad: Vec<_> =
        all.iter().copied().filter(|it| country(desk, it.0) != country(desk, it.1)).collect();
    let columns = ["facility", "country", "partner", "partner-country"];
    let columns = columns.map(|key| words.choice("column", key));
    let mut table = Table::of(&columns.into_iter().collect::<Result<Vec<_>, _>>()?, &[]);
    let mut arcs = Vec::new();
    let mut ends = BTreeSet::new();
    for &(one, other) in &abroad {
        ends.extend([one, other]);
        let (a, b) = (desk.shared.atlas.facility(one), desk.shared.atlas.facility(other));
        arcs.push(MapArc {
            from: a.location.coordinates,
            to: b.location.coordinates,
            class: String::new(),
            title: words.fill("map.arc", &[("one", &a.name), ("other", &b.name)])?,
        });
        let text = |text: &str| Cell::Text(text.to_owned());
        table.rows.push(vec![
            text(&a.name),
            text(&desk.shared.country_name(a.location.country)),
            text(&b.name),
            text(&desk.shared.country_name(b.location.country)),
        ]);
    }
    let ends: Vec<FacilityIndex> = ends.into_iter().collect();
    let draft = Draft {
        values: &[
            ("abroad", &desk.whole(abroad.len())),
            ("all", &desk.whole(all.len())),
            ("ends", &desk.whole(ends.len())),
        ],
        title: seen(!abroad.is_empty()),
        plain: false,
        table,
        sources: &["boundaries", "neighbours"],
    };
    let points = points(desk.shared, &ends, false)?;
    let (title, about) = (desk.title(&draft)?, desk.say("description", draft.values)?);
    let slug = desk.id.slug();
    let areas = BTreeMap::new();
    let spec = europe_spec(&slug, &title, &about, &areas);
    let map = desk.shared.ground.europe(
        &desk.shared.beneath,
        0,
        &MapSpec { arcs: &arcs, points: &points, ..spec },
        &desk.shared.captions,
    );
    let mut keys = vec![Key { sign: Sign::Arc, label: words.text("map-sign.arc")? }];
    keys.extend(super::ground::point_keys(desk.shared)?);
    desk.map(map, keys, draft)
}

/// How many relations there are between the facilities of each two countries.
pub(super) fn by_country(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let all = pairs(desk);
    let mut counts: BTreeMap<(CountryCode, CountryCode), usize> = BTreeMap::new();
    let mut abroad: BTreeMap<CountryCode, usize> = BTreeMap::new();
    for &(one, other) in &all {
        let (a, b) = (country(desk, one), country(desk, other));
        *counts.entry((a, b)).or_default() += 1;
        if a != b {
            *counts.entry((b, a)).or_default() += 1;
            *abroad.entry(a).or_default() += 1;
            *abroad.entry(b).or_default() += 1;
        }
    }
    let with = |code: &&CountryCode| abroad.contains_key(code);
    let countries: Vec<CountryCode> =
        desk.shared.countries().iter().filter(with).copied().collect();
    let names: Vec<String> = countries.iter().map(|&code| desk.shared.country_name(code)).collect();
    let mut table = Table::of(&[words.choice("column", "country")?], &names);
    let mut rows = Vec::new();
    for (&one, label) in countries.iter().zip(&names) {
        let count = |other: &CountryCode| counts.get(&(one, *other)).copied().unwrap_or_default();
        let numbers: Vec<usize> = countries.iter().map(count).collect();
        let mut row = vec![Cell::Text(label.clone())];
        row.extend(numbers.iter().map(|number| Cell::count(*number)));
        table.rows.push(row);
        let cells = numbers.iter().map(|number| Datum::Is(*number as f64)).collect();
        rows.push(MatrixRow { label: label.clone(), cells });
    }
    let joined = counts.keys().filter(|(one, other)| one < other).count();
    let draft = Draft {
        values: &[
            ("pairs", &desk.whole(joined)),
            ("countries", &desk.whole(countries.len())),
            ("all", &desk.whole(all.len())),
        ],
        title: seen(!abroad.is_empty()),
        plain: false,
        table,
        sources: &[],
    };
    let format = desk.number(NumberFormat::WHOLE);
    desk.chart(&Matrix { columns: names, rows, format, ..Matrix::default() }, draft)
}
