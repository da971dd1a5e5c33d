//! Where people live: `content/places/*.tsv`, lines with tabs between their
//! fields, as GeoNames has them: id, name, country, latitude, longitude, population.

use std::collections::BTreeMap;

use super::rules::content;
use crate::finding::{Finding, counted};
use crate::geo::{Coordinates, CountryCode};
use crate::model::{PopulatedPlace, Town};
use crate::source::{Place, SourceId, Span};

/// The other names of places by their ids: lines of id and names with `|` between them.
pub fn names(text: &str) -> BTreeMap<&str, &str> {
    text.lines().filter_map(|line| line.split_once('\t')).collect()
}

/// Reads a file of places, as weights and by their names. Lines that are none are one finding, at
/// the first of them.
pub fn places(
    source: SourceId,
    text: &str,
    names: &BTreeMap<&str, &str>,
    findings: &mut Vec<Finding>,
) -> (Vec<PopulatedPlace>, Vec<Town>) {
    let mut places = Vec::new();
    let mut towns = Vec::new();
    let mut first_bad = None;
    let mut bad = 0_usize;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        match place(bare) {
            Some(place) => {
                places.push(place);
                towns.extend(town(bare, place, names));
            }
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
    (places, towns)
}

/// The place of a line by its names.
fn town(line: &str, place: PopulatedPlace, names: &BTreeMap<&str, &str>) -> Option<Town> {
    let mut fields = line.split('\t');
    let (id, name) = (fields.next()?, fields.next()?.to_owned());
    let country = CountryCode::parse(fields.next()?)?;
    let others = names.get(id).map(|names| names.split('|').map(str::to_owned).collect());
    let PopulatedPlace { coordinates, weight: people } = place;
    Some(Town { name, others: others.unwrap_or_default(), country, coordinates, people })
}

fn place(line: &str) -> Option<PopulatedPlace> {
    let mut fields = line.split('\t').skip(3);
    let mut number = || fields.next()?.parse::<f64>().ok();
    let coordinates = Coordinates::new(number()?, number()?)?;
    let weight = number().filter(|weight| weight.is_finite() && *weight >= 0.0)?;
    Some(PopulatedPlace { coordinates, weight })
}
