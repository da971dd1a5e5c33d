//! Maps of facilities: all of Europe, and one country.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::shared::Shared;
use crate::address::Address;
use crate::geo::{Laea, PlanePoint};
use crate::map::{
    self, AreaKey, AreaMark, Detail, Frame, GroupLink, Inset, MapPoint, MapSpec, Overseas,
    PointShape, Shapes,
};
use crate::model::{Atlas, CountryCode, FacilityIndex, Stage};
use crate::words::WordFault;

/// Width of a map in its own units.
const WIDTH: f64 = 720.0;

/// The flattest and the tallest that a country's map may be: height to width.
const FLATTEST: f64 = 0.6;
const TALLEST: f64 = 1.1;

/// The least width and height of a country's map in metres: borders are not exact enough for less.
const LEAST: f64 = 180_000.0;

/// Borders and projection, which all maps share.
pub(super) struct Ground<'a> {
    shapes: Shapes<'a>,
    laea: Laea,
    europe: Detail,
    overseas: Vec<Overseas>,
}

/// A figure of a page.
#[derive(Debug, Serialize)]
pub struct MapFigure {
    id: &'static str,
    title: String,
    subtitle: String,
    /// `<svg>`.
    svg: String,
}

impl<'a> Ground<'a> {
    /// Prepares the borders of an atlas.
    pub fn new(atlas: &'a Atlas) -> anyhow::Result<Self> {
        let shapes = Shapes::new(atlas.regions());
        let laea = Laea::europe()?;
        let europe = Detail::new(&shapes, 0, Frame::europe(WIDTH).metres_per_unit());
        let overseas = Overseas::all(&shapes, 2, &laea);
        Ok(Self { shapes, laea, europe, overseas })
    }
}

/// All facilities of the atlas on a map of Europe.
pub(super) fn europe(shared: &Shared<'_>, root: &str) -> Result<MapFigure, WordFault> {
    let words = &shared.words;
    let ground = &shared.ground;
    let frame = Frame::europe(WIDTH);
    let facilities: Vec<FacilityIndex> = shared.atlas.indexed().map(|(index, _)| index).collect();
    let points = points(shared, &facilities, root)?;
    let areas = areas(shared, root)?;
    let title = words.text("map.europe.title")?;
    let country = |&index: &FacilityIndex| shared.atlas.facility(index).location.country;
    let groups = ToCountry { countries: facilities.iter().map(country).collect(), root };
    let spec = MapSpec {
        id: "map",
        title: &title,
        description: &words.count("map.europe.description", facilities.len(), &[])?,
        frame,
        subject: None,
        areas: &areas,
        points: &points,
        group_href: Some(&groups),
        labels: &[],
        insets: &Inset::for_europe(&ground.overseas, &frame),
        scale_bar: true,
        style: None,
    };
    let svg = map::draw(&spec, &ground.europe, &ground.laea);
    Ok(MapFigure { id: "map", title, subtitle: subtitle(shared)?, svg })
}

/// The facilities of a country on its map; none where it has none, or no shape.
pub(super) fn country(
    shared: &Shared<'_>,
    code: CountryCode,
    root: &str,
) -> Result<Option<MapFigure>, WordFault> {
    let words = &shared.words;
    let ground = &shared.ground;
    let facilities = shared.in_country(code);
    let mainland = |key: AreaKey| match key {
        AreaKey::Nuts(region) => region.country() == code && !Overseas::is_overseas(region),
        AreaKey::Outside(country) => country == code,
    };
    let Some((low, high)) = ground.shapes.bounds(mainland).filter(|_| !facilities.is_empty())
    else {
        return Ok(None);
    };
    let (low, high) = at_least(low, high, LEAST);
    let frame = Frame::fitting(low, high, WIDTH, FLATTEST, TALLEST);
    let detail = Detail::for_frame(&ground.shapes, 2, &frame);
    let points = points(shared, facilities, root)?;
    let country = shared.country_in_sentence(code);
    let title = words.fill("map.country.title", &[("country", &country)])?;
    let spec = MapSpec {
        id: "map",
        title: &title,
        description: &words.count("map.country.description", facilities.len(), &[])?,
        frame,
        subject: Some(&BTreeSet::from([code])),
        areas: &BTreeMap::new(),
        points: &points,
        group_href: Some(&ToList),
        labels: &[],
        insets: &Inset::for_country(&ground.overseas, code, &frame),
        scale_bar: true,
        style: None,
    };
    let svg = map::draw(&spec, &detail, &ground.laea);
    Ok(Some(MapFigure { id: "map", title, subtitle: subtitle(shared)?, svg }))
}

/// A rectangle of at least so many metres each way around the same middle.
fn at_least(low: PlanePoint, high: PlanePoint, least: f64) -> (PlanePoint, PlanePoint) {
    let missing = |low: f64, high: f64| ((least - (high - low)) / 2.0).max(0.0);
    let (wide, tall) = (missing(low.x, high.x), missing(low.y, high.y));
    (
        PlanePoint { x: low.x - wide, y: low.y - tall },
        PlanePoint { x: high.x + wide, y: high.y + tall },
    )
}

fn subtitle(shared: &Shared<'_>) -> Result<String, WordFault> {
    let words = &shared.words;
    words.fill("map.subtitle", &[("date", &words.date(shared.atlas.settings().as_of))])
}

fn points(
    shared: &Shared<'_>,
    facilities: &[FacilityIndex],
    root: &str,
) -> Result<Vec<MapPoint>, WordFault> {
    let point = |&index: &FacilityIndex| {
        let facility = shared.atlas.facility(index);
        let place: [(&str, &dyn std::fmt::Display); 2] =
            [("name", &facility.name), ("city", &facility.location.city)];
        Ok(MapPoint {
            coordinates: facility.location.coordinates,
            class: String::new(),
            shape: PointShape::Circle,
            label: shared.words.fill("map.point", &place)?,
            href: Some(format!("{root}{}", Address::facility(&facility.id))),
            hollow: !matches!(shared.stage(index), Stage::AtWork | Stage::NotKnown),
            // Nearly all points stand for a city; at this scale it makes no difference.
            approximate: false,
        })
    };
    facilities.iter().map(point).collect()
}

/// Countries with their number of facilities, leading to their pages.
fn areas(shared: &Shared<'_>, root: &str) -> Result<BTreeMap<AreaKey, AreaMark>, WordFault> {
    let mut areas = BTreeMap::new();
    for &code in shared.countries() {
        let facilities = shared.in_country(code).len();
        let name = shared.country_name(code);
        let mark = AreaMark {
            title: Some(shared.words.count("map.area", facilities, &[("name", &name)])?),
            href: Some(format!("{root}{}", Address::country(code))),
            ..AreaMark::default()
        };
        areas.insert(shared.area_of(code), mark);
    }
    Ok(areas)
}

/// A group of points leads to the page of their country, where they have one in common.
#[derive(Debug)]
struct ToCountry<'a> {
    /// The country of each point.
    countries: Vec<CountryCode>,
    root: &'a str,
}

impl GroupLink for ToCountry<'_> {
    fn href(&self, points: &[usize]) -> Option<String> {
        let mut countries = points.iter().filter_map(|&place| self.countries.get(place));
        let first = countries.next()?;
        let common = countries.all(|other| other == first);
        let to = if common { Address::country(*first) } else { Address::countries() };
        Some(format!("{}{to}", self.root))
    }
}

/// On a country's map a group leads to the list below it.
#[derive(Debug)]
struct ToList;

impl GroupLink for ToList {
    fn href(&self, _: &[usize]) -> Option<String> {
        Some("#facilities".to_owned())
    }
}
