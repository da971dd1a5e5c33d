//! Where people live: populated places, weighted so that they add up to the official populations.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::sphere::SpherePoint;
use crate::geo::{NutsCode, Regions};
use crate::model::{PlaceRegion, PopulatedPlace};

/// The populated places of the NUTS countries, each with its share of its region's people.
///
/// GeoNames counts some people twice and others not at all, so its figures serve as weights only:
/// within each NUTS-2 region they are scaled so that they add up to the official population.
#[derive(Debug, Clone)]
pub struct Places {
    regions: Vec<RegionPlaces>,
    without: Vec<NutsCode>,
}

/// The places of one NUTS-2 region.
#[derive(Debug, Clone)]
pub struct RegionPlaces {
    /// The region.
    pub code: NutsCode,
    /// Its official population.
    pub people: u64,
    /// Its places in blocks of near ones.
    pub blocks: Vec<Block>,
    /// The middle of its people.
    pub middle: SpherePoint,
}

/// Places that lie near each other.
#[derive(Debug, Clone)]
pub struct Block {
    /// The places.
    pub places: Vec<Place>,
    /// A point between them.
    pub middle: SpherePoint,
    /// The longest chord from there to one of them.
    pub radius: f64,
}

/// A populated place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Where it is.
    pub at: SpherePoint,
    /// How many of the region's people it stands for.
    pub people: f64,
}

/// Blocks have at most so many places.
const BLOCK: usize = 48;

impl Places {
    /// Weights populated places.
    ///
    /// Places outside the regions of NUTS are left out, since no official population is known that
    /// they could be scaled to.
    #[must_use]
    pub fn assemble(regions: &Regions, places: &[PopulatedPlace]) -> Self {
        let located: Vec<Option<NutsCode>> =
            places.par_iter().map(|place| region_of(place, regions)).collect();
        let mut of_region: BTreeMap<NutsCode, Vec<PopulatedPlace>> = BTreeMap::new();
        for (region, place) in located.into_iter().zip(places) {
            if let Some(region) = region {
                of_region.entry(region).or_default().push(*place);
            }
        }
        // Near each other in the list, near each other on the ground: by region of level 3, then
        // from south to north.
        of_region.par_iter_mut().for_each(|(_, places)| {
            places.sort_by(|one, other| {
                let [one, other] = [one.coordinates, other.coordinates];
                let south = one.latitude().total_cmp(&other.latitude());
                south.then(one.longitude().total_cmp(&other.longitude()))
            });
        });
        let peopled: Vec<_> = regions
            .of_level(2)
            .filter_map(|region| Some((region.code, region.population.as_ref()?.persons)))
            .collect();
        let one = |&(code, persons): &(NutsCode, u64)| {
            let inside = of_region.range(code..).take_while(|(region, _)| region.is_within(code));
            let inside: Vec<_> = inside.map(|(_, places)| places.as_slice()).collect();
            region_places(code, persons, &inside)
        };
        let read: Vec<_> = peopled.par_iter().map(|region| (region.0, one(region))).collect();
        let without = read.iter().filter(|(_, found)| found.is_none()).map(|(code, _)| *code);
        let without = without.collect();
        let found = read.into_iter().filter_map(|(_, found)| found).collect();
        Self { regions: found, without }
    }

    /// The regions of NUTS level 2 that have people and places, by code.
    #[must_use]
    pub fn regions(&self) -> &[RegionPlaces] {
        &self.regions
    }

    /// The regions that have people, but no place: their people are in no figure of access.
    #[must_use]
    pub fn without_places(&self) -> &[NutsCode] {
        &self.without
    }

    /// How many people the places stand for.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.regions.iter().map(|region| region.people).sum()
    }
}

/// The region of level 3 that a place lies in. What its file says holds where there is such a region.
fn region_of(place: &PopulatedPlace, regions: &Regions) -> Option<NutsCode> {
    match place.region {
        PlaceRegion::Outside => None,
        PlaceRegion::Nuts3(code) if regions.get(code).is_some() => Some(code),
        _ => regions.locate(place.coordinates).and_then(|located| located.nuts(3)),
    }
}

/// `rows` are the places of each of its regions of level 3.
fn region_places(code: NutsCode, people: u64, rows: &[&[PopulatedPlace]]) -> Option<RegionPlaces> {
    let weight: f64 = rows.iter().copied().flatten().map(|row| row.weight).sum();
    if weight <= 0.0 {
        return None;
    }
    let scale = people as f64 / weight;
    let place = |row: &PopulatedPlace| Place {
        at: SpherePoint::new(row.coordinates),
        people: row.weight * scale,
    };
    let near = rows.iter().flat_map(|rows| rows.chunks(BLOCK));
    let blocks: Vec<Block> =
        near.filter_map(|near| block(near.iter().map(place).collect())).collect();
    let places = blocks.iter().flat_map(|block| &block.places);
    let middle = SpherePoint::middle(places.map(|place| (place.at, place.people)))?;
    Some(RegionPlaces { code, people, blocks, middle })
}

fn block(places: Vec<Place>) -> Option<Block> {
    let middle = SpherePoint::middle(places.iter().map(|place| (place.at, 1.0)))?;
    let chords = places.iter().map(|place| place.at.chord_squared(middle));
    let radius = chords.fold(0.0, f64::max).sqrt();
    Some(Block { places, middle, radius })
}
