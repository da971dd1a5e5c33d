//! Where people live: `content/places/*.tsv`, lines with tabs between their
//! fields, as GeoNames has them: id, name, country, latitude, longitude, population.

use super::rules::content;
use crate::finding::{Finding, counted};
use std::collections::BTreeMap;

use crate::geo::{Coordinates, CountryCode};
use crate::model::{PopulatedPlace, Town};
use crate::source::{Place, SourceId, Span};

/// Reads a file of places. Lines that are none are one finding, at the first of them.
pub fn places(source: SourceId, text: &str, findings: &mut Vec<Finding>) -> Vec<PopulatedPlace> {
    let mut places = Vec::new();
    let mut first_bad = None;
    let mut bad = 0_usize;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        match place(bare) {
            Some(place) => places.push(place),
            None => {
                first_bad = first_bad.or(Some(Span::new(start, start + bare.len())));
                bad += 1;
            }
        }
        start += line.len();
    }
    if let Some(span) = first_bad {
        let more = match bad - 1 {
            0 => String::new(),
            more => format!(", nor {} below it", counted(more, "line")),
        };
        let message = format!("this line is not a populated place{more}");
        let at = Place { source, span: Some(span) };
        findings.push(Finding::new(&content::RULE, at, message).hint(
            "write id, name, country, latitude, longitude and population with tabs between them",
        ));
    }
    places
}

/// The same places by their names, and by those that `others` has for them: lines of GeoNames id and
/// names with `|` between them.
pub fn towns<'t>(texts: impl Iterator<Item = &'t str>, others: &str) -> Vec<Town> {
    let others: BTreeMap<&str, &str> =
        others.lines().filter_map(|line| line.split_once('\t')).collect();
    let town = |line: &str| {
        let [id, name, country, ..] = *line.split('\t').collect::<Vec<_>>() else { return None };
        let PopulatedPlace { coordinates, weight: people } = place(line)?;
        let country = CountryCode::parse(country)?;
        let others = others
            .get(id)
            .map_or(Vec::new(), |names| names.split('|').map(str::to_owned).collect());
        Some(Town { name: name.to_owned(), others, country, coordinates, people })
    };
    texts.flat_map(str::lines).filter_map(town).collect()
}

fn place(line: &str) -> Option<PopulatedPlace> {
    let mut fields = line.split('\t').skip(3);
    let mut number = || fields.next()?.parse::<f64>().ok();
    let coordinates = Coordinates::new(number()?, number()?)?;
    let weight = number().filter(|weight| weight.is_finite() && *weight >= 0.0)?;
    Some(PopulatedPlace { coordinates, weight })
}
