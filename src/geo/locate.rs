//! Which region a place lies in.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::topology::{ArcUse, BorderPoint, Polygon, Topology};
use super::{Coordinates, CountryCode, Laea, NutsCode, PlanePoint, distance_km};

/// A place this near to a region, in kilometres, is taken to lie in it: harbours and bridges are off the generalised
/// coastline, and islets are left out of it.
pub const NEAREST_WITHIN_KM: f64 = 5.0;

/// How far to look for candidates on the plane, in metres: in the overseas regions the projection shortens lengths
/// towards the centre by up to a quarter and stretches those across by up to a third.
const SEARCH_METRES: f64 = 8_000.0;

/// The ground that a place lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// A NUTS region of level 3.
    Nuts3(NutsCode),
    /// A country outside NUTS 2021.
    Outside(CountryCode),
}

/// The result of looking a place up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Located {
    /// The region or country.
    pub ground: Ground,
    /// Whether the place lies inside the outline; otherwise the ground is the nearest one.
    pub exact: bool,
    /// Kilometres to the outline, great circle; 0 inside.
    pub distance_km: f64,
}

impl Located {
    /// The country, by its ISO code.
    #[must_use]
    pub fn country(&self) -> CountryCode {
        match self.ground {
            Ground::Nuts3(code) => code.country(),
            Ground::Outside(code) => code,
        }
    }

    /// The NUTS region of a level, 0 to 3; `None` outside NUTS.
    #[must_use]
    pub fn nuts(&self, level: u8) -> Option<NutsCode> {
        match self.ground {
            Ground::Nuts3(code) => code.at_level(level),
            Ground::Outside(_) => None,
        }
    }
}

type BoundedPart = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// An index over the parts of all shapes.
#[derive(Clone)]
pub(super) struct Locator {
    /// NUTS first, so that it wins where a Natural Earth outline overlaps it.
    parts: Vec<(Ground, Polygon)>,
    /// The bounds of every arc of the borders.
    arcs: Vec<Bounds>,
    tree: RTree<BoundedPart>,
}

/// How far an arc reaches, in metres on the plane.
#[derive(Clone, Copy)]
struct Bounds {
    south: f64,
    north: f64,
    west: f64,
    east: f64,
}

impl Bounds {
    /// The bounds of nothing.
    const NONE: Self = Self {
        south: f64::INFINITY,
        north: f64::NEG_INFINITY,
        west: f64::INFINITY,
        east: f64::NEG_INFINITY,
    };

    fn of(arc: &[BorderPoint]) -> Self {
        arc.iter().fold(Self::NONE, |bounds, point| {
            let (x, y) = (f64::from(point.x), f64::from(point.y));
            bounds.and(Self { south: y, north: y, west: x, east: x })
        })
    }

    fn and(self, other: Self) -> Self {
        Self {
            south: self.south.min(other.south),
            north: self.north.max(other.north),
            west: self.west.min(other.west),
            east: self.east.max(other.east),
        }
    }

    /// Whether a ray to the east cannot cross what lies within.
    fn are_beside_a_ray_from(self, point: PlanePoint) -> bool {
        // A metre more, for what rounding may add where the ray meets a stretch.
        self.north <= point.y || self.south > point.y || self.east + 1.0 < point.x
    }
}

impl Locator {
    pub(super) fn new(topology: &Topology, nuts3: &[NutsCode], outside: &[CountryCode]) -> Self {
        let inside = nuts3.iter().map(|code| Ground::Nuts3(*code)).zip(&topology.nuts3);
        let outside = outside.iter().map(|code| Ground::Outside(*code)).zip(&topology.outside);
        let parts: Vec<(Ground, Polygon)> = inside
            .chain(outside)
            .flat_map(|(ground, shape)| {
                shape.polygons.iter().map(move |polygon| (ground, polygon.clone()))
            })
            .collect();
        let arcs: Vec<Bounds> = topology.arcs().map(Bounds::of).collect();
        let bounded = parts.iter().enumerate().map(|(index, (_, polygon))| {
            let used = polygon.iter().flatten().filter_map(|used| arcs.get(used.arc));
            let Bounds { south, north, west, east } =
                used.fold(Bounds::NONE, |bounds, arc| bounds.and(*arc));
            GeomWithData::new(Rectangle::from_corners([west, south], [east, north]), index)
        });
        let tree = RTree::bulk_load(bounded.collect());
        Self { parts, arcs, tree }
    }

    pub(super) fn locate(
        &self,
        place: Coordinates,
        topology: &Topology,
        laea: &Laea,
    ) -> Option<Located> {
        let point = laea.forward(place)?;
        let inside = self.around(point).into_iter();
        let inside = inside.filter_map(|index| self.parts.get(index));
        if let Some((ground, _)) =
            inside.into_iter().find(|(_, polygon)| self.contains(polygon, topology, point))
        {
            return Some(Located { ground: *ground, exact: true, distance_km: 0.0 });
        }
        let near = self.within(point, SEARCH_METRES).into_iter();
        near.filter_map(|index| self.parts.get(index))
            .filter_map(|(ground, polygon)| {
                let border = laea.inverse(nearest(polygon, topology, point)?)?;
                Some(Located {
                    ground: *ground,
                    exact: false,
                    distance_km: distance_km(place, border),
                })
            })
            .filter(|located| located.distance_km <= NEAREST_WITHIN_KM)
            .min_by(|a, b| a.distance_km.total_cmp(&b.distance_km))
    }

    /// Even-odd rule: a ray to the east crosses the border of the polygon that holds its start an
    /// odd number of times. Most arcs lie wholly to the north, the south or the west of the ray.
    fn contains(&self, polygon: &Polygon, topology: &Topology, point: PlanePoint) -> bool {
        let crossed = |used: &ArcUse| {
            let bounds = self.arcs.get(used.arc);
            if bounds.is_some_and(|bounds| bounds.are_beside_a_ray_from(point)) {
                return 0;
            }
            let crosses = |&((x1, y1), (x2, y2)): &((f64, f64), (f64, f64))| {
                (y1 > point.y) != (y2 > point.y)
                    && point.x < (x2 - x1) * (point.y - y1) / (y2 - y1) + x1
            };
            steps(topology.arc(used.arc)).filter(crosses).count()
        };
        polygon.iter().flatten().map(crossed).sum::<usize>() % 2 == 1
    }

    /// The parts whose bounds hold a point, in order.
    fn around(&self, point: PlanePoint) -> Vec<usize> {
        let found = self.tree.locate_all_at_point([point.x, point.y]);
        let mut found: Vec<usize> = found.map(|part| part.data).collect();
        found.sort_unstable();
        found
    }

    /// The parts whose bounds come within so many metres of a point, in order.
    fn within(&self, point: PlanePoint, metres: f64) -> Vec<usize> {
        let low = [point.x - metres, point.y - metres];
        let high = [point.x + metres, point.y + metres];
        let found = self.tree.locate_in_envelope_intersecting(AABB::from_corners(low, high));
        let mut found: Vec<usize> = found.map(|part| part.data).collect();
        found.sort_unstable();
        found
    }
}

/// The stretches of a polygon's border. Their order and direction do not matter to the tests below, so that no ring
/// has to be put together.
fn stretches<'a>(
    polygon: &'a Polygon,
    topology: &'a Topology,
) -> impl Iterator<Item = ((f64, f64), (f64, f64))> + 'a {
    polygon.iter().flatten().flat_map(|used| steps(topology.arc(used.arc)))
}

/// The stretches of an arc.
fn steps(arc: &[BorderPoint]) -> impl Iterator<Item = ((f64, f64), (f64, f64))> {
    let plane = |point: BorderPoint| (f64::from(point.x), f64::from(point.y));
    arc.windows(2).map(move |pair| (plane(pair[0]), plane(pair[1])))
}

/// The point of a polygon's border that is nearest on the plane.
fn nearest(polygon: &Polygon, topology: &Topology, point: PlanePoint) -> Option<PlanePoint> {
    let feet = stretches(polygon, topology).map(|((x1, y1), (x2, y2))| {
        let (dx, dy) = (x2 - x1, y2 - y1);
        let length2 = dx * dx + dy * dy;
        let along = ((point.x - x1) * dx + (point.y - y1) * dy) / length2;
        let along = if length2 > 0.0 { along.clamp(0.0, 1.0) } else { 0.0 };
        PlanePoint { x: x1 + along * dx, y: y1 + along * dy }
    });
    let distance2 = |foot: &PlanePoint| (foot.x - point.x).powi(2) + (foot.y - point.y).powi(2);
    feet.min_by(|a, b| distance2(a).total_cmp(&distance2(b)))
}
