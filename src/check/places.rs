//! Where people live: `content/places/*.tsv`, lines with tabs between their fields: id, name, country,
//! latitude, longitude and population, as GeoNames has them, and the NUTS region of level 3 that the
//! place lies in, or `-` outside NUTS. That last one spares a search on every build; without it the
//! region is looked up.

use foldhash::fast::FixedState;
use indexmap::IndexMap;

use super::rules::content;
use crate::finding::{Finding, counted};
use crate::geo::{Coordinates, CountryCode, NutsCode};
use crate::model::{PlaceRegion, PopulatedPlace, Town};
use crate::source::{Place, SourceId, Span};

/// The other names of places by their ids.
pub type Names<'t> = IndexMap<&'t str, &'t str, FixedState>;

/// Reads them: lines of id and names with `|` between them.
pub fn names(text: &str) -> Names<'_> {
    text.lines().filter_map(|line| line.split_once('\t')).collect()
}

/// Reads a file of places, as weights and by their names. Lines that are none are one finding, at
/// the first of them.
pub fn places(
    source: SourceId,
    text: &str,
    names: &Names<'_>,
    findings: &mut Vec<Finding>,
) -> (Vec<PopulatedPlace>, Vec<Town>) {
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1;
    let mut places = Vec::with_capacity(lines);
    let mut towns = Vec::with_capacity(lines);
    let mut first_bad = None;
    let mut bad = 0_usize;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        let mut fields = bare.split('\t');
        let named = [fields.next(), fields.next(), fields.next()];
        match place(fields) {
            Some(place) => {
                places.push(place);
                towns.extend(town(named, place, names));
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
            "write id, name, country, latitude, longitude and population with tabs between them; then, \
             if you like, the NUTS 2021 region of level 3, or `-` outside NUTS",
        ));
    }
    (places, towns)
}

/// A place by its id, name and country.
fn town(named: [Option<&str>; 3], place: PopulatedPlace, names: &Names<'_>) -> Option<Town> {
    let [Some(id), Some(name), Some(country)] = named else { return None };
    let (name, country) = (name.to_owned(), CountryCode::parse(country)?);
    let others = names.get(id).map(|names| names.split('|').map(str::to_owned).collect());
    let PopulatedPlace { coordinates, weight: people, .. } = place;
    Some(Town { name, others: others.unwrap_or_default(), country, coordinates, people })
}

fn is_smallest(code: &NutsCode) -> bool {
    code.level() == 3
}

/// A place from what stands behind its country.
fn place<'l>(mut fields: impl Iterator<Item = &'l str>) -> Option<PopulatedPlace> {
    let mut number = || fields.next()?.parse::<f64>().ok();
    let coordinates = Coordinates::new(number()?, number()?)?;
    let weight = number().filter(|weight| weight.is_finite() && *weight >= 0.0)?;
    let region = match fields.next() {
        None | Some("") => PlaceRegion::Unsaid,
        Some("-") => PlaceRegion::Outside,
        Some(code) => PlaceRegion::Nuts3(code.parse().ok().filter(is_smallest)?),
    };
    Some(PopulatedPlace { coordinates, weight, region })
}

#[cfg(test)]
mod tests {
    use super::{PlaceRegion, place};

    #[test]
    fn the_region_of_a_place_may_be_said() {
        let region = |end: &str| {
            let line = format!("4.73\t-52.32\t2229{end}");
            place(line.split('\t')).map(|place| place.region)
        };
        assert_eq!(region(""), Some(PlaceRegion::Unsaid));
        assert_eq!(region("\t"), Some(PlaceRegion::Unsaid));
        assert_eq!(region("\t-"), Some(PlaceRegion::Outside));
        assert_eq!(region("\tFRY30"), Some(PlaceRegion::Nuts3("FRY30".parse().unwrap())));
        for wrong in ["\tFRY3", "\tFR", "\tfry30", "\t97302"] {
            assert_eq!(region(wrong), None, "{wrong}");
        }
    }
}
