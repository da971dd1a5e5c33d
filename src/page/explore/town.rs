//! Towns by the first letters of their names, for readers who look for what is near them.

use serde::Serialize;

use super::fold::fold;
use super::thousandths;
use crate::page::shared::Shared;

/// A town by one of its names.
#[derive(Serialize)]
pub(in crate::page) struct TownRow(
    /// The name.
    String,
    /// Its country.
    String,
    /// Latitude and longitude.
    f64,
    f64,
    /// The name that it has there, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    Option<String>,
);

/// The file that a name is in: the first letter of the folded name, or `0`.
pub(in crate::page) fn letter(name: &str) -> char {
    let first = match name.chars().next() {
        // Most names; what follows changes nothing about such a letter.
        Some(first) if first.is_ascii() => Some(first.to_ascii_lowercase()),
        _ => fold(name).chars().next(),
    };
    first.filter(char::is_ascii_lowercase).unwrap_or('0')
}

/// The towns of a file, the larger first.
pub(in crate::page) fn towns(shared: &Shared<'_>, wanted: char) -> Vec<TownRow> {
    let towns = shared.atlas.analysis().towns.iter();
    let mut rows: Vec<(f64, TownRow)> = Vec::new();
    for town in towns {
        for name in [&town.name].into_iter().chain(&town.others) {
            if letter(name) != wanted {
                continue;
            }
            let other = (*name != town.name).then(|| town.name.clone());
            let [north, east] = thousandths(town.coordinates);
            let row = TownRow(name.clone(), town.country.to_string(), north, east, other);
            rows.push((town.people, row));
        }
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.0.cmp(&b.1.0)));
    rows.into_iter().map(|(_, row)| row).collect()
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
