//! Regions far from Europe, in boxes of their own.

use super::frame::Frame;
use super::layer::{Layer, Outline, Ring};
use super::shapes::{AreaKey, Shapes};
use crate::geo::{Coordinates, CountryCode, EARTH_RADIUS_KM, Laea, NutsCode, PlanePoint};

/// What gets a box: the NUTS code of which the region is a part, and the caption. Of `NO0B` only Svalbard is drawn, not Jan Mayen, a
/// thousand kilometres away.
const OVERSEAS: [(&str, &str); 9] = [
    ("NO0B", "Svalbard"),
    ("PT20", "Azores"),
    ("PT30", "Madeira"),
    ("ES70", "Canary Islands"),
    ("FRY1", "Guadeloupe"),
    ("FRY2", "Martinique"),
    ("FRY3", "French Guiana"),
    ("FRY4", "Réunion"),
    ("FRY5", "Mayotte"),
];

/// A box is fitted to the islands with this share of the region's area or more: not to Saint-Martin, 250 km from
/// Guadeloupe, nor to the Savage Islands.
const MAIN_SHARE: f64 = 0.034;

/// The width in units of the page for which the outlines are simplified.
const USUAL_WIDTH: f64 = 90.0;

/// A ring in kilometres east and north of the region's middle.
type LocalRing = Vec<(f64, f64)>;

/// A region far from Europe. EPSG:3035 would show it turned and squeezed, so it is drawn on a plane of its own, with
/// true lengths around its middle.
#[derive(Debug)]
pub struct Overseas {
    pub(super) caption: &'static str,
    pub(super) parts: Vec<(NutsCode, Vec<LocalRing>)>,
    /// Kilometres from the middle to the farthest edge, east and north.
    half: (f64, f64),
    middle: Coordinates,
    code: NutsCode,
}

/// A box on the page with an overseas region.
#[derive(Debug, Clone, Copy)]
pub struct Inset<'a> {
    pub(super) region: &'a Overseas,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    /// How much of its natural size it has.
    unit: f64,
}

impl Overseas {
    /// All overseas regions, Svalbard first, Mayotte last, in regions of the level that the map has, but at least 2.
    #[must_use]
    pub fn all(shapes: &Shapes<'_>, level: u8, laea: &Laea) -> Vec<Self> {
        let codes =
            OVERSEAS.iter().filter_map(|(code, caption)| Some((code.parse().ok()?, *caption)));
        codes
            .filter_map(|(code, caption)| {
                Self::one(shapes.level(level.max(2)), laea, code, caption)
            })
            .collect()
    }

    /// Whether a region lies overseas, so that a map of its country should be framed without it.
    #[must_use]
    pub fn is_overseas(code: NutsCode) -> bool {
        let mut codes = OVERSEAS.iter().filter_map(|(code, _)| code.parse::<NutsCode>().ok());
        codes.any(|overseas| code.is_within(overseas))
    }

    /// Its code, for ids.
    pub(super) fn slug(&self) -> &str {
        self.code.as_str()
    }

    fn one(layer: &Layer, laea: &Laea, code: NutsCode, caption: &'static str) -> Option<Self> {
        let within = |outline: &Outline| match outline.key {
            AreaKey::Nuts(part) => part.is_within(code).then_some(part),
            AreaKey::Outside(_) => None,
        };
        let parts =
            || layer.outlines.iter().filter_map(|outline| Some((within(outline)?, outline)));
        let rings = || parts().flat_map(|(_, outline)| &outline.rings);
        let total: f64 = rings().map(|ring| ring.size).sum();
        let main: Vec<&Ring> = rings().filter(|ring| ring.size >= total * MAIN_SHARE).collect();
        let bounds = main.iter().map(|ring| ring.bounds).reduce(|all, one| all.joined(&one))?;
        let unit = (bounds.high.0 - bounds.low.0).max(bounds.high.1 - bounds.low.1) / USUAL_WIDTH;
        let globe = |ring: &Ring| -> Vec<Coordinates> {
            let points = layer.ring(ring, (unit * unit) as f32).into_iter();
            let plane =
                points.map(|point| PlanePoint { x: f64::from(point.x), y: f64::from(point.y) });
            plane.filter_map(|point| laea.inverse(point)).collect()
        };
        let places: Vec<Coordinates> = main.iter().flat_map(|ring| globe(ring)).collect();
        let extent = |value: fn(&Coordinates) -> f64| {
            let low = places.iter().map(value).fold(f64::INFINITY, f64::min);
            let high = places.iter().map(value).fold(f64::NEG_INFINITY, f64::max);
            (low + high) / 2.0
        };
        let middle =
            Coordinates::new(extent(|place| place.latitude()), extent(|place| place.longitude()))?;
        let mut region = Self { caption, parts: Vec::new(), half: (0.0, 0.0), middle, code };
        region.half = places
            .iter()
            .map(|place| region.local(*place))
            .fold((0.0, 0.0), |half, point| (point.0.abs().max(half.0), point.1.abs().max(half.1)));
        let local = |ring: &Ring| -> LocalRing {
            globe(ring).into_iter().map(|place| region.local(place)).collect()
        };
        let shown = |ring: &LocalRing| {
            ring.iter().all(|point| {
                point.0.abs() <= region.half.0 * 1.1 && point.1.abs() <= region.half.1 * 1.1
            })
        };
        let large_enough = |ring: &&Ring| ring.size > unit * unit;
        let part = |(code, outline): (NutsCode, &Outline)| {
            (code, outline.rings.iter().filter(large_enough).map(local).filter(shown).collect())
        };
        region.parts = parts().map(part).collect();
        Some(region)
    }

    /// Kilometres east and north of the middle, on an equirectangular plane that is true there.
    fn local(&self, place: Coordinates) -> (f64, f64) {
        let east = (place.longitude() - self.middle.longitude()).to_radians()
            * self.middle.latitude().to_radians().cos();
        let north = (place.latitude() - self.middle.latitude()).to_radians();
        (east * EARTH_RADIUS_KM, north * EARTH_RADIUS_KM)
    }

    /// Whether a place belongs into the box.
    pub(super) fn holds(&self, place: Coordinates) -> bool {
        let (x, y) = self.local(place);
        x.abs() < self.half.0 + 15.0 && y.abs() < self.half.1 + 15.0
    }
}

/// Height of a box's caption.
pub(super) const CAPTION: f64 = 12.0;

impl<'a> Inset<'a> {
    /// Boxes in the empty north-eastern corner of [`Frame::europe`], three by three.
    #[must_use]
    pub fn for_europe(regions: &'a [Overseas], frame: &Frame) -> Vec<Self> {
        let unit = frame.width / 800.0;
        let (width, height, gap) = (83.0 * unit, 66.0 * unit, 5.0 * unit);
        let left = frame.width - 3.0 * width - 3.0 * gap;
        let place = |(index, region): (usize, &'a Overseas)| {
            let (column, row) = ((index % 3) as f64, (index / 3) as f64);
            Self {
                region,
                left: left + column * (width + gap),
                top: gap + row * (height + gap),
                width,
                height,
                unit: 1.0,
            }
        };
        regions.iter().enumerate().map(place).collect()
    }

    /// Boxes for a country's overseas regions in a row below its map; none for most.
    #[must_use]
    pub fn for_country(regions: &'a [Overseas], country: CountryCode, frame: &Frame) -> Vec<Self> {
        let own: Vec<&Overseas> =
            regions.iter().filter(|region| region.code.country() == country).collect();
        let gap = 6.0;
        let columns = own.len().clamp(3, 5) as f64;
        let width = (frame.width - gap * (columns - 1.0)) / columns;
        let place = |(index, region): (usize, &'a Overseas)| Self {
            region,
            left: index as f64 * (width + gap),
            top: frame.height() + gap,
            width,
            height: width * 0.8,
            unit: 1.0,
        };
        own.into_iter().enumerate().map(place).collect()
    }

    /// The same box on a map of another width.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        Self {
            region: self.region,
            left: self.left * factor,
            top: self.top * factor,
            width: self.width * factor,
            height: self.height * factor,
            unit: self.unit * factor,
        }
    }

    /// How many units of the page a kilometre takes.
    pub(super) fn kilometre(&self) -> f64 {
        self.place((1.0, 0.0)).0 - self.place((0.0, 0.0)).0
    }

    /// Where a place comes to lie on the page, also beyond the box.
    pub(super) fn place_anywhere(&self, place: Coordinates) -> (f64, f64) {
        self.place(self.region.local(place))
    }

    /// Where a place of its region comes to lie on the page.
    pub(super) fn place(&self, local: (f64, f64)) -> (f64, f64) {
        let unit = self.unit;
        let (across, down) = (self.width - 8.0 * unit, self.height - (CAPTION + 6.0) * unit);
        let scale = (across / (2.0 * self.region.half.0)).min(down / (2.0 * self.region.half.1));
        let caption = CAPTION * unit;
        let middle = (
            self.left + self.width / 2.0,
            self.top + caption + (self.height - caption) / 2.0 - unit,
        );
        (middle.0 + local.0 * scale, middle.1 - local.1 * scale)
    }

    /// The same for a place on the globe; `None` for one outside the box.
    pub(super) fn place_on_globe(&self, place: Coordinates) -> Option<(f64, f64)> {
        self.region.holds(place).then(|| self.place(self.region.local(place)))
    }
}
