//! The geometry for one scale.

use super::clip::Bounds;
use super::frame::Frame;
use super::layer::{Between, Layer, Outline, Ring};
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
        Self::within(shapes, (level, Look::OfItsOwn), metres_per_unit, &EVERYWHERE)
    }

    /// The same for maps on which all regions of a country look alike, and none has a mark: in the place of its
    /// regions stands the whole country, with the borders between them as lines. So each border is drawn once.
    #[must_use]
    pub fn alike(shapes: &Shapes<'_>, level: u8, metres_per_unit: f64) -> Self {
        Self::within(shapes, (level, Look::Alike), metres_per_unit, &EVERYWHERE)
    }

    /// The same for one map only, which spares what it does not show.
    #[must_use]
    pub fn for_frame(shapes: &Shapes<'_>, level: u8, frame: &Frame) -> Self {
        Self::within(shapes, (level, Look::OfItsOwn), frame.metres_per_unit(), &frame.bounds())
    }

    fn within(
        shapes: &Shapes<'_>,
        (level, look): (u8, Look),
        metres_per_unit: f64,
        bounds: &Bounds,
    ) -> Self {
        let unit = metres_per_unit * metres_per_unit;
        let scale = |vertex_from: f64| Scale {
            vertex_from: (unit * vertex_from) as f32,
            ring_from: unit * RING_FROM,
            bounds,
        };
        let (scale, outside_scale) = (scale(VERTEX_FROM), scale(OUTSIDE_VERTEX_FROM));
        let (layer, outside) = (shapes.level(level), shapes.outside());
        let (regions, divisions) = match (level, look) {
            (0, _) => (Vec::new(), Vec::new()),
            (_, Look::OfItsOwn) => (areas(layer, &layer.outlines, &scale), Vec::new()),
            (_, Look::Alike) => {
                (areas(layer, &layer.countries(), &scale), lines(layer, &scale, Between::Regions))
            }
        };
        let mut borders = lines(layer, &scale, Between::Countries);
        borders.extend(lines(outside, &outside_scale, Between::Countries));
        Self {
            level,
            regions,
            countries: areas(shapes.level(0), &shapes.level(0).outlines, &scale),
            outside: areas(outside, &outside.outlines, &outside_scale),
            lines: borders,
            divisions,
        }
    }

    /// The NUTS level of its regions; that of their borders where the regions look alike.
    #[must_use]
    pub fn level(&self) -> u8 {
        self.level
    }
}

fn plane(point: BorderPoint) -> (f64, f64) {
    (f64::from(point.x), f64::from(point.y))
}

/// How the regions of a country look on a map.
#[derive(Clone, Copy)]
enum Look {
    /// Each may have a look of its own.
    OfItsOwn,
    /// All look alike.
    Alike,
}

/// How finely to draw, and where.
struct Scale<'a> {
    vertex_from: f32,
    /// Square metres.
    ring_from: f64,
    bounds: &'a Bounds,
}

impl Scale<'_> {
    /// Whether a ring is not too small.
    fn draws(&self, ring: &Ring) -> bool {
        ring.largest || ring.size >= self.ring_from
    }
}

fn areas(layer: &Layer, outlines: &[Outline], scale: &Scale<'_>) -> Vec<DrawnArea> {
    let areas = outlines.iter().map(|outline| area(layer, outline, scale));
    areas.filter(|area| !area.rings.is_empty()).collect()
}

fn area(layer: &Layer, outline: &Outline, scale: &Scale<'_>) -> DrawnArea {
    let rings =
        outline.rings.iter().filter(|ring| scale.draws(ring) && ring.bounds.meets(scale.bounds));
    let rings = rings.map(|ring| DrawnRing {
        points: layer.ring(ring, scale.vertex_from).into_iter().map(plane).collect(),
        bounds: ring.bounds,
    });
    DrawnArea { key: outline.key, rings: rings.filter(|ring| ring.points.len() > 2).collect() }
}

/// The borders between such areas, as far as they are around something that is not too small.
fn lines(layer: &Layer, scale: &Scale<'_>, wanted: Between) -> Vec<DrawnLine> {
    let mut drawn = vec![false; layer.chains.len()];
    let rings = layer.outlines.iter().flat_map(|outline| &outline.rings);
    for chain in rings.filter(|ring| scale.draws(ring)).flat_map(Ring::chains) {
        drawn[chain] = true;
    }
    let drawn = layer.chains.iter().zip(drawn).filter_map(|(chain, drawn)| drawn.then_some(chain));
    let lines = drawn.filter_map(|chain| {
        let (between, sides) = chain.between()?;
        if between != wanted || !chain.bounds.meets(scale.bounds) {
            return None;
        }
        let points = chain.simplified(scale.vertex_from).map(plane).collect();
        Some(DrawnLine { sides, points, bounds: chain.bounds })
    });
    lines.collect()
}
