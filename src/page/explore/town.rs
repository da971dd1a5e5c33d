//! Towns by the first letters of their names, for readers who look for what is near them.

use serde::Serialize;

use super::fold::fold;
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

/// The file that a folded name is in.
pub(in crate::page) fn letter(folded: &str) -> char {
    folded.chars().next().filter(char::is_ascii_lowercase).unwrap_or('0')
}

/// The towns of a file, the larger first.
pub(in crate::page) fn towns(shared: &Shared<'_>, wanted: char) -> Vec<TownRow> {
    let towns = shared.atlas.analysis().towns.iter();
    let mut rows: Vec<(f64, TownRow)> = Vec::new();
    for town in towns {
        for name in [&town.name].into_iter().chain(&town.others) {
            if letter(&fold(name)) != wanted {
                continue;
            }
            let other = (*name != town.name).then(|| town.name.clone());
            let thousandths = |at: f64| (at * 1000.0).round() / 1000.0;
            let at = town.coordinates;
            let (north, east) = (thousandths(at.latitude()), thousandths(at.longitude()));
            let row = TownRow(name.clone(), town.country.to_string(), north, east, other);
            rows.push((town.people, row));
        }
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.0.cmp(&b.1.0)));
    rows.into_iter().map(|(_, row)| row).collect()
}
