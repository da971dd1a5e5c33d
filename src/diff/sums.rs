//! Figures, counts, coverage and completeness of two states.

use std::collections::{BTreeMap, BTreeSet};

use super::{Completeness, Count, Coverage, Figure, Sum};
use crate::export::table::{Data, completeness as columns};
use crate::model::{Atlas, ClosedList as _, FacilityIndex, TermDetail};
use crate::summary::{Area, FigureSum, Subject, Summaries};

type Whole<'a> = (&'a Atlas, &'a Summaries);

/// Sums over Europe, of all roles together, that changed.
pub fn figures(old: Whole<'_>, new: Whole<'_>) -> Vec<Figure> {
    let (before, after) = (sums(old), sums(new));
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    keys.into_iter()
        .filter_map(|key| {
            let of = |sums: &BTreeMap<Key, (Sum, String)>| sums.get(key).map(|it| it.0);
            let (old, new) = (of(&before).unwrap_or_default(), of(&after).unwrap_or_default());
            let differs =
                (old.sum - new.sum).abs() > f64::EPSILON || old.reported_by != new.reported_by;
            let unit = after.get(key).or_else(|| before.get(key)).map(|it| it.1.clone());
            differs.then(|| Figure {
                measure: key.0.clone(),
                kind: key.1.clone(),
                per: key.2.clone(),
                unit: unit.unwrap_or_default(),
                old,
                new,
            })
        })
        .collect()
}

/// Measure, kind, period.
type Key = (String, String, Option<String>);

fn sums((atlas, summaries): Whole<'_>) -> BTreeMap<Key, (Sum, String)> {
    let europe = summaries.area(Area::Europe).map_or(&[][..], |area| area.figures());
    let of_all = europe.iter().filter(|sum| sum.key.role.is_none());
    let one = |sum: &FigureSum| {
        let words = atlas.vocabularies();
        let unit = words.entry(sum.key.measure).and_then(|entry| match &entry.detail {
            TermDetail::Measure(measure) => Some(measure.unit.clone()),
            _ => None,
        });
        let key = (
            words.slug(sum.key.measure).to_owned(),
            sum.key.kind.slug().to_owned(),
            sum.key.per.map(|per| per.slug().to_owned()),
        );
        let amount = Sum { sum: sum.low, reported_by: sum.reported_by, of: sum.of };
        (key, (amount, unit.unwrap_or_default()))
    };
    of_all.map(one).collect()
}

/// Facilities at work by country, where their number changed.
pub fn countries(old: Whole<'_>, new: Whole<'_>) -> Vec<Count> {
    let counts = |(_, summaries): Whole<'_>| -> BTreeMap<String, u32> {
        let areas = summaries.areas().iter();
        let of_country = areas.filter(|it| matches!(it.area, Area::Country(_)));
        of_country.map(|it| (it.area.to_string(), it.counts().facilities.at_work)).collect()
    };
    let (before, after) = (counts(old), counts(new));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter_map(|name| {
            let of = |counts: &BTreeMap<String, u32>| counts.get(name).copied().unwrap_or(0);
            let (old, new) = (of(&before), of(&after));
            (old != new).then(|| Count { country: name.clone(), old, new })
        })
        .collect()
}

/// The shares of Europe's people within the distances of the settings, where they changed by more
/// than a thousandth.
pub fn coverage(old: Whole<'_>, new: Whole<'_>) -> Vec<Coverage> {
    let (before, after) = (shares(old), shares(new));
    after
        .iter()
        .filter_map(|((of, within), new)| {
            let old = before.get(&(of.clone(), *within)).copied().unwrap_or(0.0);
            let differs = (old - new).abs() >= 0.001;
            differs.then(|| Coverage {
                of: of.clone(),
                within_km: f64::from(*within),
                old,
                new: *new,
            })
        })
        .collect()
}

/// Shares by the name of the kind of facility and the distance in whole kilometres.
fn shares((atlas, summaries): Whole<'_>) -> BTreeMap<(String, u32), f64> {
    let Some(europe) = summaries.area(Area::Europe) else { return BTreeMap::new() };
    let distances = &atlas.analysis().access.distances_km;
    let mut shares = BTreeMap::new();
    for (subject, provision) in summaries.subjects().iter().zip(&europe.provision) {
        let name = match subject.subject {
            Subject::Any => "any facility",
            Subject::Role(term) | Subject::Platform(term) => atlas.vocabularies().slug(term),
        };
        let Some(access) = provision.access() else { continue };
        for (distance, share) in distances.iter().zip(&access.within) {
            // To a thousandth of a per cent: more would be noise of the calculation.
            let share = (share * 100_000.0).round() / 100_000.0;
            shares.insert((name.to_owned(), whole(*distance)), share);
        }
    }
    shares
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "distances of the settings lie between zero and a few thousand kilometres"
)]
fn whole(kilometres: f64) -> u32 {
    kilometres.round() as u32
}

/// How many facilities answer each question, where that changed.
pub fn completeness(old: Whole<'_>, new: Whole<'_>) -> Vec<Completeness> {
    let (before, after) = (answered(old), answered(new));
    after
        .into_iter()
        .filter_map(|(field, new)| {
            let old = before.get(&field).copied().unwrap_or((0, 0));
            (old.0 != new.0).then_some(Completeness { field, old, new })
        })
        .collect()
}

fn answered((atlas, _): Whole<'_>) -> BTreeMap<String, (usize, usize)> {
    let facilities: Vec<FacilityIndex> = atlas.indexed().map(|(index, _)| index).collect();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for count in columns(Data { atlas, facilities: &facilities }) {
        let sum = counts.entry(count.column.to_owned()).or_default();
        sum.0 += count.filled + count.undisclosed + count.not_applicable;
        sum.1 += count.of;
    }
    counts
}
