//! The index that the explorer searches: for every word who has it, and which terms it is a name of.
//!
//! 1. [`FacilityWords`] are the words of the records, which are the same in every language.
//! 2. [`index`] adds the names of what can be chosen in one language, and numbers the facilities as
//!    its list has them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use foldhash::fast::FixedState;
use indexmap::IndexMap;

use super::facet::Facet;
use super::fold::{fold, words};
use crate::geo::CountryCode;
use crate::model::{Atlas, Facility, FacilityIndex, RelationTarget, Term, TermDetail, Town};
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

/// The words that facilities are found by.
pub(in crate::page) struct FacilityWords {
    /// In the order of their bytes.
    words: Vec<String>,
    /// For each facility of the atlas its words by their places, and where they stand.
    of_facility: Vec<Vec<(usize, Weight)>>,
}

impl FacilityWords {
    /// Gathers them.
    pub fn new(atlas: &Atlas) -> Self {
        let towns = towns(atlas);
        // Each word with the facilities that have it.
        let mut found: IndexMap<String, Vec<(usize, Weight)>, FixedState> = IndexMap::default();
        for (facility, record) in atlas.facilities().iter().enumerate() {
            for (text, weight) in texts(record, &towns) {
                for word in words(&fold(text)) {
                    let place = found.get_index_of(word);
                    let place = place.unwrap_or_else(|| found.insert_full(word.into(), vec![]).0);
                    let Some((_, have)) = found.get_index_mut(place) else { continue };
                    match have.last_mut() {
                        Some((last, known)) if *last == facility => *known = (*known).max(weight),
                        _ => have.push((facility, weight)),
                    }
                }
            }
        }
        found.sort_unstable_keys();
        let mut of_facility = vec![Vec::new(); atlas.facilities().len()];
        for (word, have) in found.values().enumerate() {
            for &(facility, weight) in have {
                of_facility[facility].push((word, weight));
            }
        }
        Self { words: found.into_keys().collect(), of_facility }
    }
}

/// The index as text, a line a word in the order of their bytes: the word, the choices that it
/// names (`facet.choice`), and the facilities. A facility is the step from the one before, times
/// four, plus its weight, in base 36. Lines are read when their word is asked for, and not before.
pub(super) fn index(shared: &Shared<'_>, list: &[FacilityIndex], facets: &[Facet]) -> String {
    let found = shared.facility_words.get_or_init(|| FacilityWords::new(shared.atlas));
    // For each word the facilities that have it, by their places in the list.
    let mut facilities: Vec<Vec<(usize, Weight)>> = vec![Vec::new(); found.words.len()];
    for (place, index) in list.iter().enumerate() {
        for &(word, weight) in found.of_facility.get(index.get()).into_iter().flatten() {
            facilities[word].push((place, weight));
        }
    }
    // For each word the choices that it names: facet and choice.
    let mut choices: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (place, facet) in facets.iter().enumerate() {
        for (nth, choice) in facet.choices.iter().enumerate() {
            for name in
                choice.term.iter().flat_map(|&term| names(shared, term)).chain([&choice.label])
            {
                for word in words(&fold(name)) {
                    let choices = choices.entry(word.to_owned()).or_default();
                    if choices.last() != Some(&(place, nth)) {
                        choices.push((place, nth));
                    }
                }
            }
        }
    }
    let mut text = String::new();
    let mut choices = choices.into_iter().peekable();
    for (word, facilities) in found.words.iter().zip(&facilities) {
        while let Some((other, choices)) = choices.next_if(|(other, _)| other < word) {
            write_line(&mut text, &other, &choices, &[]);
        }
        let choices = choices.next_if(|(other, _)| other == word);
        let choices = choices.map_or_else(Vec::new, |(_, choices)| choices);
        if !(choices.is_empty() && facilities.is_empty()) {
            write_line(&mut text, word, &choices, facilities);
        }
    }
    for (word, choices) in choices {
        write_line(&mut text, &word, &choices, &[]);
    }
    text
}

fn write_line(
    text: &mut String,
    word: &str,
    choices: &[(usize, usize)],
    facilities: &[(usize, Weight)],
) {
    text.push_str(word);
    text.push('\t');
    for (nth, (facet, choice)) in choices.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{}{facet}.{choice}", if nth > 0 { " " } else { "" });
    }
    text.push('\t');
    let mut last = 0;
    for (nth, (place, weight)) in facilities.iter().enumerate() {
        if nth > 0 {
            text.push(' ');
        }
        base_36(text, (place - last) * WEIGHTS + *weight as usize);
        last = *place;
    }
    text.push('\n');
}

fn base_36(text: &mut String, number: usize) {
    if number >= 36 {
        base_36(text, number / 36);
    }
    text.push(char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]));
}

/// What a facility is found by.
fn texts<'t>(facility: &'t Facility, towns: &TownsByName<'t>) -> Vec<(&'t str, Weight)> {
    let mut texts = vec![(facility.name.as_str(), Weight::Name)];
    let former = facility.former_names.value().into_iter().flatten();
    texts.extend(
        facility.local_name.value().into_iter().chain(former).map(|it| (it.as_str(), Weight::Name)),
    );
    texts.push((&facility.location.city, Weight::Place));
    let of_country = towns.get(&facility.location.country);
    let town = of_country.and_then(|towns| *towns.get(&fold(&facility.location.city))?);
    if let Some(town) = town {
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

/// The towns that facilities are in, by their country and any of their folded names.
type TownsByName<'t> = BTreeMap<CountryCode, IndexMap<String, Option<&'t Town>, FixedState>>;

/// The towns that facilities are in; of two of one name the larger.
fn towns(atlas: &Atlas) -> TownsByName<'_> {
    let mut towns = TownsByName::new();
    for facility in atlas.facilities() {
        let of_country = towns.entry(facility.location.country).or_default();
        of_country.insert(fold(&facility.location.city), None);
    }
    for town in &atlas.analysis().towns {
        let Some(wanted) = towns.get_mut(&town.country) else { continue };
        for name in town.others.iter().chain([&town.name]) {
            if let Some(known) = wanted.get_mut(&fold(name))
                && known.is_none_or(|known| known.people < town.people)
            {
                *known = Some(town);
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
