//! The nearest facilities of each facility, from a spatial index.

use std::collections::BTreeMap;

use atmp_atlas::geo::{Coordinates, distance_km};
use atmp_atlas::model::{Atlas, FacilityIndex};
use atmp_atlas::summary::SpherePoint;
use rayon::prelude::*;
use rstar::RTree;
use rstar::primitives::GeomWithData;

/// So many are shown on a page.
pub const SHOWN: usize = 12;

/// A facility and how far away it is.
#[derive(Debug, Clone, Copy)]
pub struct Near {
    /// Which.
    pub facility: FacilityIndex,
    /// Kilometres as the crow flies, in whole tenths.
    pub km: f64,
}

/// The facilities at one point, in the order of their ids.
type Point = GeomWithData<[f64; 3], usize>;

/// All facilities by their points. Many share one, as records of a city do, so that the index holds
/// every point once.
pub struct Index {
    tree: RTree<Point>,
    points: Vec<(Coordinates, Vec<FacilityIndex>)>,
    /// For each facility the place of its point, and its own place there.
    places: Vec<(usize, usize)>,
}

impl Index {
    /// The facilities of an atlas.
    pub fn new(atlas: &Atlas) -> Self {
        let mut known: BTreeMap<(u64, u64), usize> = BTreeMap::new();
        let mut points: Vec<(Coordinates, Vec<FacilityIndex>)> = Vec::new();
        let mut places = Vec::with_capacity(atlas.facilities().len());
        for (index, facility) in atlas.indexed() {
            let at = facility.location.coordinates;
            let key = (at.latitude().to_bits(), at.longitude().to_bits());
            let place = *known.entry(key).or_insert_with(|| {
                points.push((at, Vec::new()));
                points.len() - 1
            });
            let here = &mut points[place].1;
            places.push((place, here.len()));
            here.push(index);
        }
        let on_sphere = points.iter().enumerate();
        let on_sphere = on_sphere.map(|(place, (at, _))| Point::new(vector(*at), place));
        Self { tree: RTree::bulk_load(on_sphere.collect()), points, places }
    }

    /// For each facility, in the order of the atlas, the nearest others: of those at one point the
    /// ones that follow it there come first.
    pub fn all(&self) -> Vec<Vec<Near>> {
        self.places.par_iter().map(|&(point, place)| self.of(point, place)).collect()
    }

    fn of(&self, point: usize, place: usize) -> Vec<Near> {
        let (at, here) = &self.points[point];
        let beside = here.iter().cycle().skip(place + 1).take(here.len() - 1);
        let mut near: Vec<Near> =
            beside.map(|&facility| Near { facility, km: 0.0 }).take(SHOWN).collect();
        // The first is the point itself.
        for other in self.tree.nearest_neighbor_iter(vector(*at)).skip(1) {
            if near.len() == SHOWN {
                break;
            }
            let (there, facilities) = &self.points[other.data];
            let km = (distance_km(*at, *there) * 10.0).round() / 10.0;
            let room = SHOWN - near.len();
            near.extend(facilities.iter().take(room).map(|&facility| Near { facility, km }));
        }
        near
    }
}

/// The longer the straight way through the Earth, the longer the way over it, so that the nearest by
/// one are the nearest by the other.
fn vector(at: Coordinates) -> [f64; 3] {
    SpherePoint::new(at).vector()
}
