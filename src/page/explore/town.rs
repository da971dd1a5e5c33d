//! Towns by the first letters of their names, for readers who look for what is near them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::fold::fold;
use super::thousandths;
use crate::model::Town;

/// A town by one of its names.
#[derive(Serialize)]
pub(in crate::page) struct TownRow<'a>(
    /// The name.
    &'a str,
    /// Its country.
    &'a str,
    /// Latitude and longitude.
    f64,
    f64,
    /// The name that it has there, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    Option<&'a str>,
);

/// The files of some towns. There are no more than one for each letter of the alphabet and `0`: once all
/// of them are met, no further name is looked at.
pub(in crate::page) fn files(towns: &[Town]) -> BTreeSet<char> {
    const ALL: usize = 27;
    let mut files = BTreeSet::new();
    for name in towns.iter().flat_map(names) {
        if files.insert(letter(name)) && files.len() == ALL {
            break;
        }
    }
    files
}

/// The file that a name is in: the first letter of the folded name, or `0`.
fn letter(name: &str) -> char {
    let first = match name.chars().next() {
        // Most names; what follows changes nothing about such a letter.
        Some(first) if first.is_ascii() => Some(first.to_ascii_lowercase()),
        _ => fold(name).chars().next(),
    };
    first.filter(char::is_ascii_lowercase).unwrap_or('0')
}

/// The towns of all files: for each letter the names that begin with it, the larger towns first.
/// A name is known by its town's place among the towns and its own place among that town's names.
pub(in crate::page) struct Towns(BTreeMap<char, Vec<(usize, usize)>>);

impl Towns {
    /// Sorts towns into files.
    pub fn new(towns: &[Town]) -> Self {
        let mut files: BTreeMap<char, Vec<Name<'_>>> = BTreeMap::new();
        for (place, town) in towns.iter().enumerate() {
            for (nth, name) in names(town).enumerate() {
                let name = Name { people: town.people, name, place: (place, nth) };
                files.entry(letter(name.name)).or_default().push(name);
            }
        }
        let files = files.into_iter().map(|(letter, names)| (letter, sorted(names)));
        Self(files.collect())
    }

    /// The rows of a file, of the same towns.
    pub fn rows<'a>(&self, towns: &'a [Town], file: char) -> Vec<TownRow<'a>> {
        let of_file = self.0.get(&file).into_iter().flatten();
        let row = |&(place, nth): &(usize, usize)| {
            let town = towns.get(place)?;
            Some(row(town, names(town).nth(nth)?))
        };
        of_file.filter_map(row).collect()
    }
}

/// A name of a town, and what names are sorted by.
struct Name<'t> {
    people: f64,
    name: &'t str,
    /// The town's place among the towns, and the name's among that town's names.
    place: (usize, usize),
}

/// The places of some names, those of larger towns first.
fn sorted(mut names: Vec<Name<'_>>) -> Vec<(usize, usize)> {
    names.sort_by(|a, b| b.people.total_cmp(&a.people).then_with(|| a.name.cmp(b.name)));
    names.into_iter().map(|name| name.place).collect()
}

/// The name of a town, and its other names.
fn names(town: &Town) -> impl Iterator<Item = &str> {
    [&town.name].into_iter().chain(&town.others).map(String::as_str)
}

fn row<'a>(town: &'a Town, name: &'a str) -> TownRow<'a> {
    let other = (name != town.name).then_some(town.name.as_str());
    let [north, east] = thousandths(town.coordinates);
    TownRow(name, town.country.as_str(), north, east, other)
}

#[cfg(test)]
mod tests {
    use super::{fold, letter};

    #[test]
    fn the_file_of_a_name_is_that_of_its_folded_first_letter() {
        for (name, file) in [
            ("Köln", 'k'),
            ("Ålesund", 'a'),
            ("Łódź", 'l'),
            ("A\u{30a}re", 'a'),
            ("'s-Hertogenbosch", '0'),
            ("Αθήνα", '0'),
            ("3 Bridges", '0'),
            ("", '0'),
        ] {
            assert_eq!(letter(name), file, "{name}");
            let folded = fold(name).chars().next().filter(char::is_ascii_lowercase);
            assert_eq!(letter(name), folded.unwrap_or('0'), "{name}");
        }
    }
}
