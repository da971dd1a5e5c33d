//! The index that the explorer searches: for every word who has it, and which terms it is a name of.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::facet::Facet;
use super::fold::{fold, words};
use crate::model::{Facility, FacilityIndex, RelationTarget, Term, TermDetail, Town};
use crate::page::shared::Shared;

/// Where a word stands in a record; what comes later weighs more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Text = 0,
    Organisation = 1,
    Place = 2,
    Name = 3,
}

/// How many weights there are.
const WEIGHTS: usize = 4;

/// What one word leads to.
#[derive(Default)]
struct Entry {
    /// The choices that it names: facet and choice.
    choices: Vec<(usize, usize)>,
    /// The facilities that have it, by their places in the list.
    facilities: Vec<(usize, Weight)>,
}

/// The index as text, a line a word in the order of their bytes: the word, the choices that it
/// names (`facet.choice`), and the facilities. A facility is the step from the one before, times
/// four, plus its weight, in base 36. Lines are read when their word is asked for, and not before.
pub(super) fn index(shared: &Shared<'_>, list: &[FacilityIndex], facets: &[Facet]) -> String {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    let towns = towns(shared);
    for (place, &index) in list.iter().enumerate() {
        for (text, weight) in texts(shared.atlas.facility(index), &towns) {
            for word in words(&fold(text)) {
                let facilities = &mut entry(&mut entries, word).facilities;
                match facilities.last_mut() {
                    Some((last, known)) if *last == place => *known = (*known).max(weight),
                    _ => facilities.push((place, weight)),
                }
            }
        }
    }
    for (place, facet) in facets.iter().enumerate() {
        for (nth, choice) in facet.choices.iter().enumerate() {
            for name in
                choice.term.iter().flat_map(|&term| names(shared, term)).chain([&choice.label])
            {
                for word in words(&fold(name)) {
                    let choices = &mut entry(&mut entries, word).choices;
                    if choices.last() != Some(&(place, nth)) {
                        choices.push((place, nth));
                    }
                }
            }
        }
    }
    written(&entries)
}

fn entry<'e>(entries: &'e mut BTreeMap<String, Entry>, word: &str) -> &'e mut Entry {
    entries.entry(word.to_owned()).or_default()
}

fn written(entries: &BTreeMap<String, Entry>) -> String {
    let mut text = String::new();
    for (word, entry) in entries {
        text.push_str(word);
        text.push('\t');
        for (nth, (facet, choice)) in entry.choices.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write!(text, "{}{facet}.{choice}", if nth > 0 { " " } else { "" });
        }
        text.push('\t');
        let mut last = 0;
        for (nth, (place, weight)) in entry.facilities.iter().enumerate() {
            if nth > 0 {
                text.push(' ');
            }
            base_36(&mut text, (place - last) * WEIGHTS + *weight as usize);
            last = *place;
        }
        text.push('\n');
    }
    text
}

fn base_36(text: &mut String, number: usize) {
    if number >= 36 {
        base_36(text, number / 36);
    }
    text.push(char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]));
}

/// What a facility is found by.
fn texts<'t>(
    facility: &'t Facility,
    towns: &BTreeMap<(String, String), &'t Town>,
) -> Vec<(&'t str, Weight)> {
    let mut texts = vec![(facility.name.as_str(), Weight::Name)];
    let former = facility.former_names.value().into_iter().flatten();
    texts.extend(
        facility.local_name.value().into_iter().chain(former).map(|it| (it.as_str(), Weight::Name)),
    );
    texts.push((&facility.location.city, Weight::Place));
    let country = facility.location.country;
    if let Some(town) = towns.get(&(fold(&facility.location.city), country.folder())) {
        texts.extend(town.others.iter().chain([&town.name]).map(|it| (it.as_str(), Weight::Place)));
    }
    let organisations = facility.organisations.iter().map(|it| it.name.as_str());
    texts.extend(organisations.map(|name| (name, Weight::Organisation)));
    for relation in facility.relations.entries() {
        if let RelationTarget::Other(name) = &relation.to {
            texts.push((name, Weight::Text));
        }
    }
    texts.extend(facility.summary.iter().map(|text| (text.as_str(), Weight::Text)));
    texts.extend(facility.id.slug().split('-').map(|part| (part, Weight::Text)));
    texts.retain(|(text, _)| !text.is_empty());
    texts
}

/// The towns that facilities are in, by any of their names and the folder of their country; of two
/// of one name the larger.
fn towns<'t>(shared: &'t Shared<'_>) -> BTreeMap<(String, String), &'t Town> {
    let wanted: BTreeSet<(String, String)> = shared
        .atlas
        .facilities()
        .iter()
        .map(|it| (fold(&it.location.city), it.location.country.folder()))
        .collect();
    let mut towns: BTreeMap<(String, String), &Town> = BTreeMap::new();
    for town in &shared.atlas.analysis().towns {
        for name in town.others.iter().chain([&town.name]) {
            let key = (fold(name), town.country.folder());
            if wanted.contains(&key)
                && towns.get(&key).is_none_or(|known| known.people < town.people)
            {
                towns.insert(key, town);
            }
        }
    }
    towns
}

/// The names of a term.
fn names<'s>(shared: &'s Shared<'_>, term: Term) -> impl Iterator<Item = &'s String> {
    let entry = shared.atlas.vocabularies().entry(term);
    let product = entry.and_then(|entry| match &entry.detail {
        TermDetail::Product(product) => Some([&product.inn, &product.holder]),
        _ => None,
    });
    let plain = entry.into_iter().flat_map(|it| it.short.iter().chain(&it.synonyms));
    plain.chain(product.into_iter().flatten())
}
