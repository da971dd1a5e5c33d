//! How far people live from the nearest facility of a kind that is at work.
//!
//! A distance is a great circle over the ground, not a journey; and what has no record is not
//! counted: a missing record is not a missing facility. Both have to be said wherever these figures
//! stand.

use std::sync::Arc;

use super::area::Areas;
use super::catchment::share_out;
use super::nearest::nearest;
use super::places::Places;
use super::sites::Supply;
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
    /// The share of the people within 10, 20, 30 … kilometres, see [`CURVE_STEP_KM`].
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

/// What is the same for every kind of facility: where people live, and how far is asked for.
pub(super) struct Ground {
    places: Arc<Places>,
    settings: AccessSettings,
    /// For each region of the places, the areas that it lies in.
    slots: Vec<Vec<usize>>,
    /// For each place, its region and the people that it stands for.
    of_place: Vec<(u32, f64)>,
    /// The squares of the chords up to which people are counted, ascending.
    limits: Vec<f64>,
    /// The shares of people whose distance is sought, half of them too, ascending, each with its place
    /// in the settings; half of the people are behind all of those.
    shares: Vec<(f64, usize)>,
    /// The people of each area.
    people: Vec<f64>,
}

impl Ground {
    /// Prepares it.
    pub(super) fn new(places: Arc<Places>, areas: &Areas, settings: &AccessSettings) -> Self {
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
        let mut shares: Vec<(f64, usize)> =
            settings.shares.iter().copied().chain([0.5]).zip(0..).collect();
        shares.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let settings = settings.clone();
        Self { places, settings, slots, of_place, limits, shares, people }
    }

    /// Where people live.
    pub(super) fn places(&self) -> &Arc<Places> {
        &self.places
    }

    /// How access is measured.
    pub(super) fn settings(&self) -> &AccessSettings {
        &self.settings
    }

    /// Whether places are known in an area.
    pub(super) fn has_people(&self, slot: usize) -> bool {
        self.people.get(slot).is_some_and(|people| *people > 0.0)
    }

    /// The access of every area to a kind of facility; `None` for areas without places.
    pub(super) fn access(&self, supply: &Supply) -> Vec<Option<Access>> {
        let chords = self.chords(supply, false);
        let counted = self.count(&chords);
        let exact = self.count(&self.chords(supply, true));
        let covering = self.covering(&chords);
        let shared_out = self.shared_out(supply);
        let detour = self.settings.detour;
        // Where each limit that is asked for stands among the prepared ones.
        let distances = |counted: &Counted<'_>, detour: f64| -> Vec<usize> {
            let distances = self.settings.distances_km.iter();
            distances.map(|km| counted.limit(chord_squared_of(km / detour))).collect()
        };
        let within = distances(&counted, 1.0);
        let within_by_detour = distances(&counted, detour);
        let within_of_exact = distances(&exact, 1.0);
        let reach = |km: f64| counted.limit(chord_squared_of(km));
        let other_reaches: Vec<usize> =
            self.settings.other_reaches_km.iter().map(|km| reach(*km)).collect();
        let (own_reach, by_detour) =
            (reach(self.settings.reach_km), reach(self.settings.reach_km / detour));
        let curve: Vec<usize> = curve_limits().map(|limit| counted.limit(limit)).collect();
        let shares = |counted: &Counted<'_>, slot: usize, limits: &[usize]| -> Vec<f64> {
            limits.iter().map(|limit| self.share(counted, slot, *limit)).collect()
        };
        let beyond = |slot: usize, limit: usize| 1.0 - self.share(&counted, slot, limit);
        let access = |slot: usize| {
            let mut covering_km = covering[slot].clone();
            let median_km = covering_km.pop().flatten();
            Access {
                people: self.people[slot],
                within: shares(&counted, slot, &within),
                within_by_detour: shares(&counted, slot, &within_by_detour),
                within_of_exact: shares(&exact, slot, &within_of_exact),
                covering_km,
                median_km,
                beyond: Beyond {
                    reach: beyond(slot, own_reach),
                    others: other_reaches.iter().map(|limit| beyond(slot, *limit)).collect(),
                    by_detour: beyond(slot, by_detour),
                },
                per_million: shared_out[slot] / self.people[slot] * 1e6,
                curve: shares(&counted, slot, &curve),
            }
        };
        let slots = 0..self.people.len();
        slots.map(|slot| (self.people[slot] > 0.0).then(|| access(slot))).collect()
    }

    /// For every place the square of the chord to its nearest facility; empty where there is none.
    fn chords(&self, supply: &Supply, exact_only: bool) -> Vec<f64> {
        let points = supply.points(exact_only);
        if points.is_empty() { Vec::new() } else { nearest(&self.places, &points) }
    }

    /// The people of each area up to each limit.
    fn count(&self, chords: &[f64]) -> Counted<'_> {
        let limits = self.limits.as_slice();
        let wide = limits.len();
        let mut sums = vec![0.0; self.people.len() * wide];
        let mut of_region = vec![0.0; self.slots.len() * wide];
        let first = FirstLimits::new(limits);
        for (chord, &(region, people)) in chords.iter().zip(&self.of_place) {
            let limit = first.from(*chord);
            if limit < wide {
                of_region[region as usize * wide + limit] += people;
            }
        }
        for (slots, row) in self.slots.iter().zip(of_region.chunks(wide.max(1))) {
            for &slot in slots {
                let of_area = &mut sums[slot * wide..(slot + 1) * wide];
                for (sum, people) in of_area.iter_mut().zip(row) {
                    *sum += people;
                }
            }
        }
        for row in sums.chunks_mut(wide.max(1)) {
            let mut sum = 0.0;
            for cell in row {
                sum += *cell;
                *cell = sum;
            }
        }
        Counted { limits, sums }
    }

    /// The share of an area's people up to a limit, by its place among those prepared.
    fn share(&self, counted: &Counted<'_>, slot: usize, limit: usize) -> f64 {
        let people = counted.sums.get(slot * counted.limits.len() + limit);
        let people = people.copied().unwrap_or(0.0);
        let share = people / self.people[slot];
        // The sum of all places may fall short of the whole by a hair; all is all.
        if share > 1.0 - 1e-12 { 1.0 } else { share.max(0.0) }
    }

    /// For each area, the distances that cover each share of the settings, and half of the people:
    /// those of the places at which so many have been met, from the nearest place on.
    fn covering(&self, chords: &[f64]) -> Vec<Vec<Option<f64>>> {
        let mut covering = vec![vec![None; self.shares.len()]; self.people.len()];
        // Numbers that are not negative have the order of their bits. Equal chords keep the order of the
        // places, so that sums come out the same every time.
        let mut order: Vec<u128> = chords
            .iter()
            .zip(0_u32..)
            .map(|(chord, place)| u128::from(chord.to_bits()) << 32 | u128::from(place))
            .collect();
        order.sort_unstable();
        // For each area the people met, how many of the shares they cover, and how many the next wants.
        // A hair less, since sums of many parts fall short of the whole.
        let wanted = |slot: usize, covered: usize| {
            let share = self.shares.get(covered);
            share.map_or(f64::INFINITY, |(share, _)| self.people[slot] * share * (1.0 - 1e-12))
        };
        let mut met: Vec<(f64, usize, f64)> =
            (0..self.people.len()).map(|slot| (0.0, 0, wanted(slot, 0))).collect();
        for both in order {
            let (chord, place) = (f64::from_bits((both >> 32) as u64), both as u32);
            let (region, people) = self.of_place[place as usize];
            for &slot in &self.slots[region as usize] {
                let (sum, covered, next) = &mut met[slot];
                *sum += people;
                while *sum >= *next {
                    covering[slot][self.shares[*covered].1] = Some(kilometres(chord));
                    *covered += 1;
                    *next = wanted(slot, *covered);
                }
            }
        }
        covering
    }

    /// For each area, Σ Pᵢ Aᵢ over its places.
    fn shared_out(&self, supply: &Supply) -> Vec<f64> {
        let mut sums = vec![0.0; self.people.len()];
        let shared = share_out(&self.places, &self.settings.catchment, supply);
        for (slots, part) in self.slots.iter().zip(shared) {
            for &slot in slots {
                sums[slot] += part;
            }
        }
        sums
    }
}

struct Counted<'l> {
    /// The limits.
    limits: &'l [f64],
    /// The people of each area up to each limit, row by row.
    sums: Vec<f64>,
}

impl Counted<'_> {
    /// The place of a limit among those prepared, of which it must be one.
    fn limit(&self, limit: f64) -> usize {
        let place = self.limits.partition_point(|known| *known < limit);
        place.min(self.limits.len().saturating_sub(1))
    }
}

/// Finds the first limit that a chord does not go beyond: a table tells where to begin.
struct FirstLimits<'l> {
    limits: &'l [f64],
    /// For each stretch of chords, from the shortest on, the first limit that may be the one.
    begin: Vec<usize>,
    /// How many stretches there are to the length of a chord.
    to_length: f64,
}

impl<'l> FirstLimits<'l> {
    /// So many stretches that few of them hold more than one limit.
    const STRETCHES: u32 = 1024;

    fn new(limits: &'l [f64]) -> Self {
        let longest = limits.last().copied().unwrap_or(0.0).sqrt();
        let to_length = f64::from(Self::STRETCHES) / longest.max(f64::MIN_POSITIVE);
        // One stretch sooner, since the length of a chord is rounded.
        let from = |stretch: u32| f64::from(stretch.saturating_sub(1)) / to_length;
        let begin = (0..=Self::STRETCHES)
            .map(|stretch| limits.partition_point(|limit| limit.sqrt() < from(stretch)))
            .collect();
        Self { limits, begin, to_length }
    }

    /// The place of the limit, or how many there are where the chord goes beyond all.
    fn from(&self, chord: f64) -> usize {
        let stretch = (chord.sqrt() * self.to_length) as usize;
        let Some(&begin) = self.begin.get(stretch) else { return self.limits.len() };
        let rest = self.limits.get(begin..).unwrap_or_default();
        begin + rest.iter().position(|limit| *limit >= chord).unwrap_or(rest.len())
    }
}

fn curve_limits() -> impl Iterator<Item = f64> {
    (1..=CURVE_STEPS).map(|step| chord_squared_of(step as f64 * CURVE_STEP_KM))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_limit_is_found(
            mut limits in prop::collection::vec(0.0..2000.0_f64, 0..40),
            kilometres in 0.0..2500.0_f64,
            at_limit in any::<prop::sample::Index>(),
        ) {
            limits.sort_by(f64::total_cmp);
            let limits: Vec<f64> = limits.into_iter().map(chord_squared_of).collect();
            let first = FirstLimits::new(&limits);
            let mut chords = vec![chord_squared_of(kilometres), 0.0, 4.0];
            if !limits.is_empty() {
                let limit = *at_limit.get(&limits);
                chords.extend([limit, limit.next_up(), limit.next_down().max(0.0)]);
            }
            for chord in chords {
                let expected = limits.partition_point(|limit| *limit < chord);
                prop_assert_eq!(first.from(chord), expected);
            }
        }
    }
}
