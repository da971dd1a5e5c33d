//! The files that the explorer's script loads. The first view needs [`ExploreView::Start`] and the
//! map only; the others follow, or wait until they are asked for.

use anyhow::Result;
use serde::Serialize;

use super::facet::{Facet, facets};
use super::{index, thousandths};
use crate::json;
use crate::model::{FacilityIndex, VocabularyName};
use crate::page::shared::Shared;

/// So many facilities are in the first view.
const FIRST_ROWS: usize = 40;

/// A file of the explorer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExploreView {
    /// What the first view shows: facets with their counts, places on the map, the first facilities.
    Start,
    /// For every choice who has it.
    Members,
    /// Every facility, and other orders than that of names.
    Rows,
    /// The index of the search.
    Index,
    /// The map.
    Map,
}

/// The first view.
#[derive(Serialize)]
struct Start {
    all: usize,
    /// The names of statuses and roles, which rows count.
    statuses: Vec<String>,
    /// The place of the status that rows do not mention, as most have it.
    usual: usize,
    roles: Vec<String>,
    facets: Vec<StartFacet>,
    /// From the left and from the top of the map in tenths of its units, two for each facility in
    /// the order of names; -1 for those that are not on it.
    points: Vec<i32>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct StartFacet {
    id: &'static str,
    label: String,
    /// Slug, label, how many.
    choices: Vec<(String, String, usize)>,
}

/// Every facility, in the order of names.
#[derive(Serialize)]
struct Rows {
    rows: Vec<Row>,
    /// Latitude and longitude of each, two for each facility.
    places: Vec<f64>,
    /// Their places in the order of names, ordered by something else.
    by_city: Vec<usize>,
    by_country: Vec<usize>,
}

/// Id, name, city, roles, and the place of the status among the statuses, -1 where it is not known.
type Row = (String, String, String, Vec<usize>, i32);

/// Makes a file.
pub(in crate::page) fn view(shared: &Shared<'_>, view: ExploreView) -> Result<Vec<u8>> {
    let list = searchable(shared);
    Ok(match view {
        ExploreView::Start => json::to_vec(&start(shared, &list, &facets(shared, &list)?))?,
        ExploreView::Members => {
            let facets = facets(shared, &list)?;
            let members = |facet: &Facet| -> Vec<Vec<usize>> {
                facet.choices.iter().map(|choice| steps(&choice.members)).collect()
            };
            json::to_vec(&facets.iter().map(members).collect::<Vec<_>>())?
        }
        ExploreView::Rows => json::to_vec(&rows(shared, &list))?,
        ExploreView::Index => index::index(shared, &list, &facets(shared, &list)?).into_bytes(),
        ExploreView::Map => {
            let words = &shared.words;
            let (title, about) = (words.text("explore.map")?, words.text("explore.map-about")?);
            let captions = &shared.captions;
            shared
                .ground
                .explorer(&shared.beneath, "explore-map", &title, &about, captions)
                .into_bytes()
        }
    })
}

/// Ascending numbers as the steps between them, which take less room.
fn steps(numbers: &[usize]) -> Vec<usize> {
    let before = std::iter::once(0).chain(numbers.iter().copied());
    numbers.iter().zip(before).map(|(number, before)| number - before).collect()
}

/// The facilities that the explorer knows, by name: those whose facts may stand in files.
fn searchable(shared: &Shared<'_>) -> Vec<FacilityIndex> {
    let all = shared.by_name.iter().copied();
    all.filter(|&index| shared.atlas.facility(index).may_be_reused()).collect()
}

fn start(shared: &Shared<'_>, list: &[FacilityIndex], facets: &[Facet]) -> Start {
    let vocabularies = shared.atlas.vocabularies();
    let places = list.iter().map(|&it| shared.atlas.facility(it).location.coordinates);
    let points = shared.ground.on_explorer(places).into_iter();
    let tenths = |at: f64| (at * 10.0).round() as i32;
    let facet = |facet: &Facet| StartFacet {
        id: facet.id,
        label: facet.label.clone(),
        choices: facet
            .choices
            .iter()
            .map(|it| (it.slug.clone(), it.label.clone(), it.members.len()))
            .collect(),
    };
    let roles = vocabularies.terms(VocabularyName::Roles);
    let statuses = vocabularies.terms(VocabularyName::Statuses);
    let usual = vocabularies.find(VocabularyName::Statuses, "operational");
    Start {
        usual: usual.map_or(usize::MAX, |status| status.index()),
        all: list.len(),
        statuses: statuses.map(|(_, entry)| entry.label.clone()).collect(),
        roles: roles.map(|(_, entry)| entry.short_label().to_owned()).collect(),
        facets: facets.iter().map(facet).collect(),
        points: points
            .flat_map(|at| at.map_or([-1, -1], |(x, y)| [tenths(x), tenths(y)]))
            .collect(),
        rows: list.iter().take(FIRST_ROWS).map(|&index| row(shared, index)).collect(),
    }
}

fn row(shared: &Shared<'_>, index: FacilityIndex) -> Row {
    let facility = shared.atlas.facility(index);
    let status = facility.status.value().and_then(|status| i32::try_from(status.index()).ok());
    (
        facility.id.to_string(),
        facility.name.clone(),
        facility.location.city.clone(),
        facility.roles.iter().map(|role| role.index()).collect(),
        status.unwrap_or(-1),
    )
}

fn rows(shared: &Shared<'_>, list: &[FacilityIndex]) -> Rows {
    let facility = |place: usize| shared.atlas.facility(list[place]);
    let all = || 0..list.len();
    // Stable sorts: within a city or country the order of names stays.
    let mut by_city: Vec<usize> = all().collect();
    by_city
        .sort_by(|&a, &b| shared.compare(&facility(a).location.city, &facility(b).location.city));
    let mut by_country = by_city.clone();
    let rank = |place: usize| {
        let country = facility(place).location.country;
        shared.countries().iter().position(|code| *code == country)
    };
    by_country.sort_by_key(|&place| rank(place));
    let place = |place: usize| thousandths(facility(place).location.coordinates);
    Rows {
        rows: list.iter().map(|&index| row(shared, index)).collect(),
        places: all().flat_map(place).collect(),
        by_city,
        by_country,
    }
}
