//! What maps are drawn on, prepared once for all of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::Key;
use super::key::Sign;
use crate::address::Address;
use crate::geo::{Coordinates, Laea, PlanePoint, Regions};
use crate::map::{
    self, AreaKey, AreaMark, Detail, Drawing, Frame, Inset, MapPoint, MapSpec, Overseas,
    PointShape, Shapes, Widths,
};
use crate::model::{Atlas, CountryCode, FacilityIndex, Precision, Stage};
use crate::page::shared::Shared;
use crate::words::{WordFault, Words};

/// Width of a map in its own units.
pub(super) const WIDTH: f64 = 720.0;

/// The width that a map's words and marks are laid out for on phones.
pub(super) const NARROW: f64 = 360.0;

/// How many metres a unit of a locator stands for.
pub(super) const LOCATOR_SCALE: f64 = 900.0;

/// How much finer the borders of the explorer's map are than its natural size asks for.
const CLOSER: f64 = 2.0;

/// The flattest and the tallest that a country's map may be: height to width.
const FLATTEST: f64 = 0.6;
const TALLEST: f64 = 1.1;

/// The least width and height of a country's map in metres: borders are not exact enough for less.
const LEAST: f64 = 180_000.0;

/// Borders and projection.
pub(in crate::page) struct Ground {
    /// The regions whose borders they are.
    of: Arc<Regions>,
    pub shapes: Shapes<'static>,
    pub laea: Laea,
    overseas: Vec<Overseas>,
    countries: OnceLock<Detail>,
    regions: OnceLock<Detail>,
    locator: OnceLock<Detail>,
}

/// What lies beneath the maps of an atlas that were drawn, by their names: it is the same in every
/// language.
#[derive(Debug, Default)]
pub(in crate::page) struct Beneath(Mutex<BTreeMap<String, Arc<OnceLock<Arc<map::Ground>>>>>);

impl Beneath {
    /// What lies beneath a map, drawn by `draw` where it was not in another language. Maps of one name
    /// differ in their words alone.
    fn of(&self, spec: &MapSpec<'_>, draw: impl FnOnce() -> map::Ground) -> Arc<map::Ground> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let cell = Arc::clone(all.entry(spec.id.to_owned()).or_default());
        drop(all);
        Arc::clone(cell.get_or_init(|| Arc::new(draw())))
    }
}

impl Ground {
    /// The borders of an atlas: those of `before`, where they are of the very same regions.
    pub fn of(atlas: &Atlas, before: Option<&Arc<Self>>) -> anyhow::Result<Arc<Self>> {
        let regions = atlas.shared_regions();
        match before.filter(|before| Arc::ptr_eq(&before.of, regions)) {
            Some(before) => Ok(Arc::clone(before)),
            None => Self::new(Arc::clone(regions)).map(Arc::new),
        }
    }

    fn new(regions: Arc<Regions>) -> anyhow::Result<Self> {
        let shapes = Shapes::shared(Arc::clone(&regions));
        let laea = Laea::europe()?;
        let overseas = Overseas::all(&shapes, 2, &laea);
        Ok(Self {
            of: regions,
            shapes,
            laea,
            overseas,
            countries: OnceLock::new(),
            regions: OnceLock::new(),
            locator: OnceLock::new(),
        })
    }

    fn europe_detail(&self, level: u8) -> &Detail {
        let cell = if level == 0 { &self.countries } else { &self.regions };
        let scale = Frame::europe(WIDTH).metres_per_unit();
        cell.get_or_init(|| Detail::new(&self.shapes, level.min(2), scale))
    }

    /// The regions of level 2 at the scale of locators.
    pub fn locator_detail(&self) -> &Detail {
        self.locator.get_or_init(|| Detail::alike(&self.shapes, 2, LOCATOR_SCALE))
    }

    /// A map of Europe in regions of level 2, or in countries.
    pub fn europe(
        &self,
        beneath: &Beneath,
        level: u8,
        spec: &MapSpec<'_>,
        captions: &Captions,
    ) -> Drawing {
        let insets = Inset::for_europe(&self.overseas, &spec.frame);
        let spec = MapSpec { insets: &insets, captions, narrow: Some(NARROW), ..spec.clone() };
        let draw = || map::ground(&spec, self.europe_detail(level), &self.laea);
        map::draw_on(&spec, beneath.of(&spec, draw), &self.laea)
    }

    /// The map that readers move about on: Europe without points, its borders fine enough to be
    /// looked at `CLOSER` times larger.
    pub fn explorer(
        &self,
        beneath: &Beneath,
        id: &str,
        title: &str,
        description: &str,
        captions: &Captions,
    ) -> String {
        let frame = Frame::europe(WIDTH);
        let insets = Inset::for_europe(&self.overseas, &frame);
        let areas = BTreeMap::new();
        let spec = europe_spec(id, title, description, &areas);
        let spec = MapSpec { insets: &insets, captions, scale_bar: false, ..spec };
        let draw = || {
            let detail = Detail::alike(&self.shapes, 2, frame.metres_per_unit() / CLOSER);
            map::ground(&spec, &detail, &self.laea)
        };
        map::draw_on(&spec, beneath.of(&spec, draw), &self.laea).write(None, Widths::Wide)
    }

    /// Where places stand on the map of [`explorer`](Self::explorer).
    pub fn on_explorer(
        &self,
        places: impl Iterator<Item = Coordinates>,
    ) -> Vec<Option<(f64, f64)>> {
        let frame = Frame::europe(WIDTH);
        let insets = Inset::for_europe(&self.overseas, &frame);
        places.map(|at| map::place(&frame, &insets, &self.laea, at)).collect()
    }

    /// The frame of a country's map; `None` for a country without a shape.
    pub fn country_frame(&self, code: CountryCode) -> Option<Frame> {
        let mainland = |key: AreaKey| match key {
            AreaKey::Nuts(region) => region.country() == code && !Overseas::is_overseas(region),
            AreaKey::Outside(country) => country == code,
        };
        let (low, high) = self.shapes.bounds(mainland)?;
        let (low, high) = at_least(low, high, LEAST);
        Some(Frame::fitting(low, high, WIDTH, FLATTEST, TALLEST))
    }

    /// A map of a country in regions of a level.
    pub fn country(
        &self,
        beneath: &Beneath,
        code: CountryCode,
        level: u8,
        spec: &MapSpec<'_>,
        captions: &Captions,
    ) -> Drawing {
        let insets = Inset::for_country(&self.overseas, code, &spec.frame);
        let spec = MapSpec { insets: &insets, captions, narrow: Some(NARROW), ..spec.clone() };
        let draw = || {
            let detail = Detail::for_frame(&self.shapes, level, &spec.frame);
            map::ground(&spec, &detail, &self.laea)
        };
        map::draw_on(&spec, beneath.of(&spec, draw), &self.laea)
    }
}

/// Names of overseas regions in the language of the page, by those that maps have.
pub(in crate::page) type Captions = [(&'static str, String)];

/// The names of overseas regions that differ from language to language.
pub(in crate::page) fn captions(words: &Words) -> Result<Vec<(&'static str, String)>, WordFault> {
    let names = [
        ("Azores", "azores"),
        ("Canary Islands", "canary-islands"),
        ("French Guiana", "french-guiana"),
    ];
    let one = |(name, key)| Ok((name, words.choice("overseas", key)?));
    names.into_iter().map(one).collect()
}

/// A map of Europe with nothing on it yet.
pub(super) fn europe_spec<'s>(
    id: &'s str,
    title: &'s str,
    description: &'s str,
    areas: &'s BTreeMap<AreaKey, AreaMark>,
) -> MapSpec<'s> {
    MapSpec { title, description, ..MapSpec::bare(id, Frame::europe(WIDTH), areas) }
}

/// What a facility mainly is, as the shape of its mark: the first of its roles decides.
const SHAPES: [(PointShape, &str, &[&str]); 4] = [
    (
        PointShape::Circle,
        "gives",
        &["treatment-centre", "trial-site", "apheresis-centre", "tissue-establishment"],
    ),
    (
        PointShape::Square,
        "makes",
        &["gmp-facility", "pre-gmp-facility", "quality-control-laboratory", "logistics-provider"],
    ),
    (PointShape::Diamond, "develops", &["developer", "research-centre"]),
    (PointShape::Triangle, "supports", &[]),
];

fn shape(shared: &Shared<'_>, index: FacilityIndex) -> PointShape {
    let facility = shared.atlas.facility(index);
    let main = facility.roles.first().map_or("", |&role| shared.atlas.vocabularies().slug(role));
    let of_role = SHAPES.iter().find(|(_, _, roles)| roles.contains(&main));
    of_role.map_or(PointShape::Triangle, |(shape, ..)| *shape)
}

/// Facilities as points. Those that are not at work are hollow, but for those of which nobody knows.
/// `roughly`: whether to show that a place is known roughly only.
pub(super) fn points(
    shared: &Shared<'_>,
    facilities: &[FacilityIndex],
    roughly: bool,
) -> Result<Vec<MapPoint>, WordFault> {
    let point = |&index: &FacilityIndex| {
        let facility = shared.atlas.facility(index);
        let place: [(&str, &dyn std::fmt::Display); 2] =
            [("name", &facility.name), ("city", &facility.location.city)];
        Ok(MapPoint {
            coordinates: facility.location.coordinates,
            class: String::new(),
            shape: shape(shared, index),
            label: shared.words.fill("map.point", &place)?,
            href: Some(Address::facility(&facility.id).to_string()),
            hollow: !matches!(shared.stage(index), Stage::AtWork | Stage::NotKnown),
            unnamed: !facility.may_be_reused(),
            approximate: roughly && facility.location.precision == Precision::City,
        })
    };
    facilities.iter().map(point).collect()
}

/// The signs of [`points`].
pub(super) fn point_keys(shared: &Shared<'_>) -> Result<Vec<Key>, WordFault> {
    let words = &shared.words;
    let mut keys = Vec::new();
    for (shape, word, _) in SHAPES {
        let label = words.text(&format!("map-sign.{word}"))?;
        keys.push(Key { sign: Sign::Point(shape), label });
    }
    keys.push(Key { sign: Sign::Hollow, label: words.text("map-sign.hollow")? });
    keys.push(Key { sign: Sign::Group, label: words.text("map-sign.group")? });
    Ok(keys)
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
