//! How far people live from the nearest facility of a kind that is at work.
//!
//! A distance is a great circle over the ground, not a journey; and what has no record is not
//! counted: a missing record is not a missing facility. Both have to be said wherever these figures
//! stand.

use super::area::{Area, Areas};
use super::catchment::Catchments;
use super::nearest::nearest;
use super::places::Places;
use super::sites::{Sites, Supply};
use super::sphere::{chord_squared_of, kilometres};
use crate::model::AccessSettings;

/// The steps of the coverage curves, in kilometres.
pub const CURVE_STEP_KM: f64 = 10.0;
/// How many steps the coverage curves have.
pub const CURVE_STEPS: usize = 40;

/// The access of the people of one area to one kind of facility. Shares are from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Access {
    /// The people, by the places that they live in: those of the area's NUTS-2 regions.
    pub people: f64,
    /// The share of them within each of the distances of the settings.
    pub within: Vec<f64>,
    /// The same where a journey is so much longer than the straight line as the settings say.
    pub within_by_detour: Vec<f64>,
    /// The same where only facilities count whose building is known, not just their city.
    pub within_of_exact: Vec<f64>,
    /// The distances in kilometres within which each of the shares of the settings live; `None`
    /// where there is no such facility anywhere.
    pub covering_km: Vec<Option<f64>>,
    /// The distance in kilometres within which half of the people live.
    pub median_km: Option<f64>,
    /// The share beyond the reach of the settings, and beyond each of the other reaches, and
    /// beyond the first again where a journey is longer than the straight line.
    pub beyond: Beyond,
    /// Facilities per million people, by the enhanced two-step floating catchment area method.
    pub per_million: f64,
    /// The share of the people within 10, 20, 30 … kilometres, see [`CURVE_STEP_KM`]; for Europe
    /// and countries only.
    pub curve: Vec<f64>,
}

/// The share of people beyond reach, under several choices of what that means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Beyond {
    /// Beyond the reach of the settings.
    pub reach: f64,
    /// Beyond each of the other reaches.
    pub others: Vec<f64>,
    /// Beyond the reach by a journey that is longer than the straight line.
    pub by_detour: f64,
}

/// What is the same for every kind of facility.
pub(super) struct Ground<'a> {
    pub places: &'a Places,
    pub areas: &'a Areas,
    pub sites: &'a Sites,
    pub catchments: &'a Catchments,
    pub settings: &'a AccessSettings,
    /// For each region of the places, the areas that it lies in.
    slots: Vec<Vec<usize>>,
    /// For each place, its region and the people that it stands for.
    of_place: Vec<(u32, f64)>,
    /// The squares of the chords up to which people are counted, ascending.
    limits: Vec<f64>,
    /// The people of each area.
    people: Vec<f64>,
}

impl<'a> Ground<'a> {
    /// Prepares it.
    pub(super) fn new(
        places: &'a Places,
        areas: &'a Areas,
        sites: &'a Sites,
        catchments: &'a Catchments,
        settings: &'a AccessSettings,
    ) -> Self {
        let slots: Vec<_> =
            places.regions().iter().map(|region| areas.of_region(region.code)).collect();
        let mut people = vec![0.0; areas.all().len()];
        for (region, slots) in places.regions().iter().zip(&slots) {
            for &slot in slots {
                people[slot] += region.people as f64;
            }
        }
        let of_region = (0..).zip(places.regions()).flat_map(|(region, of_region)| {
            let places = of_region.blocks.iter().flat_map(|block| &block.places);
            places.map(move |place| (region, place.people))
        });
        let of_place = of_region.collect();
        let mut limits: Vec<f64> = Vec::new();
        let asked = settings.distances_km.iter().chain([&settings.reach_km]);
        limits.extend(asked.clone().map(|km| chord_squared_of(*km)));
        limits.extend(asked.map(|km| chord_squared_of(*km / settings.detour)));
        limits.extend(settings.other_reaches_km.iter().map(|km| chord_squared_of(*km)));
        limits.extend(curve_limits());
        limits.sort_by(f64::total_cmp);
        limits.dedup();
        Self { places, areas, sites, catchments, settings, slots, of_place, limits, people }
    }

    /// The access of every area to a kind of facility; `None` for areas without places.
    pub(super) fn access(&self, supply: &Supply) -> Vec<Option<Access>> {
        let chords = self.chords(supply, false);
        let counted = self.count(&chords);
        let exact = self.count(&self.chords(supply, true));
        let covering = self.covering(&chords);
        let shared_out = self.shared_out(supply);
        let detour = self.settings.detour;
        let shares = |counted: &Counted, slot: usize, detour: f64| -> Vec<f64> {
            let distances = self.settings.distances_km.iter();
            distances.map(|km| self.share(counted, slot, chord_squared_of(km / detour))).collect()
        };
        let beyond = |slot: usize, km: f64| 1.0 - self.share(&counted, slot, chord_squared_of(km));
        let access = |slot: usize| {
            let mut covering_km = covering[slot].clone();
            let median_km = covering_km.pop().flatten();
            Access {
                people: self.people[slot],
                within: shares(&counted, slot, 1.0),
                within_by_detour: shares(&counted, slot, detour),
                within_of_exact: shares(&exact, slot, 1.0),
                covering_km,
                median_km,
                beyond: Beyond {
                    reach: beyond(slot, self.settings.reach_km),
                    others: self
                        .settings
                        .other_reaches_km
                        .iter()
                        .map(|km| beyond(slot, *km))
                        .collect(),
                    by_detour: beyond(slot, self.settings.reach_km / detour),
                },
                per_million: shared_out[slot] / self.people[slot] * 1e6,
                curve: if matches!(self.areas.all()[slot], Area::Region(_)) {
                    Vec::new()
                } else {
                    curve_limits().map(|limit| self.share(&counted, slot, limit)).collect()
                },
            }
        };
        let slots = 0..self.people.len();
        slots.map(|slot| (self.people[slot] > 0.0).then(|| access(slot))).collect()
    }

    /// For every place the square of the chord to its nearest facility; empty where there is none.
    fn chords(&self, supply: &Supply, exact_only: bool) -> Vec<f64> {
        let points = self.sites.points(supply, exact_only);
        if points.is_empty() { Vec::new() } else { nearest(self.places, &points) }
    }

    /// The people of each area up to each limit.
    fn count(&self, chords: &[f64]) -> Counted {
        let wide = self.limits.len();
        let mut counted = vec![0.0; self.people.len() * wide];
        let mut of_region = vec![0.0; self.slots.len() * wide];
        for (&chord, &(region, people)) in chords.iter().zip(&self.of_place) {
            let limit = self.limits.partition_point(|limit| *limit < chord);
            if limit < wide {
                of_region[region as usize * wide + limit] += people;
            }
        }
        for (slots, row) in self.slots.iter().zip(of_region.chunks(wide.max(1))) {
            for &slot in slots {
                let sums = &mut counted[slot * wide..(slot + 1) * wide];
                for (sum, people) in sums.iter_mut().zip(row) {
                    *sum += people;
                }
            }
        }
        for row in counted.chunks_mut(wide.max(1)) {
            let mut sum = 0.0;
            for cell in row {
                sum += *cell;
                *cell = sum;
            }
        }
        Counted(counted)
    }

    /// The share of an area's people up to a limit, which must be one of those prepared.
    fn share(&self, counted: &Counted, slot: usize, limit: f64) -> f64 {
        let wide = self.limits.len();
        let place = self.limits.partition_point(|known| *known < limit);
        let people = counted.0.get(slot * wide + place.min(wide - 1)).copied().unwrap_or(0.0);
        (people / self.people[slot]).clamp(0.0, 1.0)
    }

    /// For each area, the distances that cover each share of the settings, and half of the people.
    fn covering(&self, chords: &[f64]) -> Vec<Vec<Option<f64>>> {
        let shares: Vec<f64> = self.settings.shares.iter().copied().chain([0.5]).collect();
        let mut found = vec![vec![None; shares.len()]; self.people.len()];
        // Of numbers that are not negative, the bits stand in the order of the numbers; equal chords
        // keep the order of the places, so that sums come out the same every time.
        let mut order: Vec<(u64, u32)> = chords.iter().map(|it| it.to_bits()).zip(0..).collect();
        order.sort_unstable();
        let mut sums = vec![0.0; self.people.len()];
        for (bits, place) in order {
            let (region, people) = self.of_place[place as usize];
            for &slot in &self.slots[region as usize] {
                let before = sums[slot];
                sums[slot] += people;
                for (share, covering) in shares.iter().zip(&mut found[slot]) {
                    // A hair less, since sums of many parts fall short of the whole.
                    let wanted = self.people[slot] * share * (1.0 - 1e-12);
                    if before < wanted && sums[slot] >= wanted {
                        *covering = Some(kilometres(f64::from_bits(bits)));
                    }
                }
            }
        }
        found
    }

    /// For each area, Σ Pᵢ Aᵢ over its places.
    fn shared_out(&self, supply: &Supply) -> Vec<f64> {
        let mut sums = vec![0.0; self.people.len()];
        for (slots, part) in self.slots.iter().zip(self.catchments.share_out(supply)) {
            for &slot in slots {
                sums[slot] += part;
            }
        }
        sums
    }
}

/// The people of each area up to each limit, row by row.
struct Counted(Vec<f64>);

fn curve_limits() -> impl Iterator<Item = f64> {
    (1..=CURVE_STEPS).map(|step| chord_squared_of(step as f64 * CURVE_STEP_KM))
}
