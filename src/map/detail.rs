//! The geometry for one scale.

use super::clip::Bounds;
use super::frame::Frame;
use super::layer::{Between, Layer, Outline};
use super::shapes::{AreaKey, Shapes};
use crate::geo::BorderPoint;

/// A vertex is drawn where the triangle that it forms with its neighbours has this many square units on the page.
const VERTEX_FROM: f64 = 4.5;

/// The same for countries outside NUTS, which only give bearings.
const OUTSIDE_VERTEX_FROM: f64 = 10.0;

/// An island or hole is drawn from this many square units, unless it is the largest part of its area.
const RING_FROM: f64 = 4.0;

/// Bounds that leave nothing out.
const EVERYWHERE: Bounds = Bounds { low: (f64::MIN, f64::MIN), high: (f64::MAX, f64::MAX) };

/// A closed line, simplified.
#[derive(Debug)]
pub(super) struct DrawnRing {
    pub(super) points: Vec<(f64, f64)>,
    pub(super) bounds: Bounds,
}

/// An area, simplified.
#[derive(Debug)]
pub(super) struct DrawnArea {
    pub(super) key: AreaKey,
    pub(super) rings: Vec<DrawnRing>,
}

/// An open line between two areas, simplified.
#[derive(Debug)]
pub(super) struct DrawnLine {
    pub(super) sides: [AreaKey; 2],
    pub(super) points: Vec<(f64, f64)>,
    pub(super) bounds: Bounds,
}

/// Areas and borders simplified for a scale, to be shared by all maps of about that scale.
#[derive(Debug)]
pub struct Detail {
    level: u8,
    pub(super) regions: Vec<DrawnArea>,
    pub(super) countries: Vec<DrawnArea>,
    pub(super) outside: Vec<DrawnArea>,
    /// The borders between countries.
    pub(super) lines: Vec<DrawnLine>,
    /// The borders between regions, where those are not areas of their own.
    pub(super) divisions: Vec<DrawnLine>,
}

impl Detail {
    /// The regions of a NUTS level, and all countries, for maps on which one unit is so many metres.
    #[must_use]
    pub fn new(shapes: &Shapes<'_>, level: u8, metres_per_unit: f64) -> Self {
        Self::within(shapes, level, metres_per_unit, &EVERYWHERE)
    }

    /// The same for maps on which all regions of a country look alike: in the place of its regions stands the
    /// whole country, with the borders between them as lines. So each border is drawn once.
    #[must_use]
    pub fn alike(shapes: &Shapes<'_>, level: u8, metres_per_unit: f64) -> Self {
        let layer = shapes.level(level);
        let unit = metres_per_unit * metres_per_unit;
        let vertex_from = (unit * VERTEX_FROM) as f32;
        let scale = Scale { unit, vertex_from, bounds: &EVERYWHERE };
        let countries = layer.countries();
        Self {
            regions: countries.iter().map(|country| area(layer, country, &scale)).collect(),
            divisions: lines(layer, &scale, Between::AreasOfOne),
            ..Self::new(shapes, level, metres_per_unit)
        }
    }

    /// The same for one map only, which spares what it does not show.
    #[must_use]
    pub fn for_frame(shapes: &Shapes<'_>, level: u8, frame: &Frame) -> Self {
        Self::within(shapes, level, frame.metres_per_unit(), &frame.bounds())
    }

    fn within(shapes: &Shapes<'_>, level: u8, metres_per_unit: f64, bounds: &Bounds) -> Self {
        let unit = metres_per_unit * metres_per_unit;
        let scale =
            |vertex_from: f64| Scale { unit, vertex_from: (unit * vertex_from) as f32, bounds };
        let areas = |layer: &Layer, scale: Scale<'_>| -> Vec<DrawnArea> {
            let areas = layer.outlines.iter().map(|outline| area(layer, outline, &scale));
            areas.filter(|area| !area.rings.is_empty()).collect()
        };
        let of_level = |level| areas(shapes.level(level), scale(VERTEX_FROM));
        Self {
            level,
            regions: if level == 0 { Vec::new() } else { of_level(level) },
            countries: of_level(0),
            outside: areas(shapes.outside(), scale(OUTSIDE_VERTEX_FROM)),
            lines: [(shapes.level(level), VERTEX_FROM), (shapes.outside(), OUTSIDE_VERTEX_FROM)]
                .into_iter()
                .flat_map(|(layer, vertex_from)| {
                    lines(layer, &scale(vertex_from), Between::Countries)
                })
                .collect(),
            divisions: Vec::new(),
        }
    }

    /// The NUTS level of its regions.
    #[must_use]
    pub fn level(&self) -> u8 {
        self.level
    }
}

fn plane(point: BorderPoint) -> (f64, f64) {
    (f64::from(point.x), f64::from(point.y))
}

/// How finely to draw, and where.
struct Scale<'a> {
    /// Square metres of a square unit.
    unit: f64,
    vertex_from: f32,
    bounds: &'a Bounds,
}

fn area(layer: &Layer, outline: &Outline, scale: &Scale<'_>) -> DrawnArea {
    let from = (scale.unit * RING_FROM).min(outline.largest);
    let rings =
        outline.rings.iter().filter(|ring| ring.size >= from && ring.bounds.meets(scale.bounds));
    let rings = rings.map(|ring| DrawnRing {
        points: layer.ring(ring, scale.vertex_from).into_iter().map(plane).collect(),
        bounds: ring.bounds,
    });
    DrawnArea { key: outline.key, rings: rings.filter(|ring| ring.points.len() > 2).collect() }
}

/// The borders between such areas.
fn lines(layer: &Layer, scale: &Scale<'_>, wanted: Between) -> Vec<DrawnLine> {
    let lines = layer.chains.iter().filter_map(|chain| {
        let (between, sides) = chain.between()?;
        if between != wanted || !chain.bounds.meets(scale.bounds) {
            return None;
        }
        let points = chain.simplified(scale.vertex_from).map(plane).collect();
        Some(DrawnLine { sides, points, bounds: chain.bounds })
    });
    lines.collect()
}
