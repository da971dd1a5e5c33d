//! Accessibility by the enhanced two-step floating catchment area method (E2SFCA).
//!
//! W. Luo and Y. Qi, An enhanced two-step floating catchment area method for measuring spatial
//! accessibility to primary care physicians, Health & Place 15 (2009):
//!
//! 1. For each site j, the people around it: Dⱼ = Σₖ Pₖ W(dₖⱼ), where W is the weight of the ring
//!    that the place k lies in, and 0 outside the catchment. Its ratio is Sⱼ / Dⱼ.
//! 2. For each place i, the ratios around it: Aᵢ = Σⱼ W(dᵢⱼ) Sⱼ / Dⱼ.
//!
//! Supply Sⱼ is the number of facilities: what each can do is known of too few. The people of a
//! region have the mean of their places' Aᵢ. All supply that anybody can reach is shared out:
//! Σ Pᵢ Aᵢ = Σ Sⱼ.

use rayon::prelude::*;

use super::places::{Places, RegionPlaces};
use super::sites::{SiteIndex, Sites, Supply};
use super::sphere::chord_squared_of;
use crate::model::Ring;

/// How the people of each region lie around each site: all that the method needs, for any supply.
#[derive(Debug)]
pub(super) struct Catchments {
    /// For each region, the sites around it with Σ Pᵢ W(dᵢⱼ) over its places.
    of_region: Vec<Vec<(SiteIndex, f64)>>,
    /// For each site, Dⱼ.
    demand: Vec<f64>,
}

impl Catchments {
    /// Reckons the people around every site.
    pub(super) fn of(places: &Places, sites: &Sites, rings: &[Ring]) -> Self {
        let of_region: Vec<Vec<(SiteIndex, f64)>> =
            places.regions().par_iter().map(|region| around(region, sites, rings)).collect();
        let mut demand = vec![0.0; sites.all().len()];
        for &(site, people) in of_region.iter().flatten() {
            demand[site as usize] += people;
        }
        Self { of_region, demand }
    }

    /// For each region in the order of the places, Σ Pᵢ Aᵢ: the facilities that its people have.
    pub(super) fn share_out(&self, supply: &Supply) -> Vec<f64> {
        let mut ratio = vec![0.0; self.demand.len()];
        for &(site, count) in &supply.sites {
            let demand = self.demand[site as usize];
            if demand > 0.0 {
                ratio[site as usize] = f64::from(count) / demand;
            }
        }
        let of_region = |sites: &Vec<(SiteIndex, f64)>| {
            sites.iter().map(|&(site, people)| people * ratio[site as usize]).sum()
        };
        self.of_region.iter().map(of_region).collect()
    }
}

/// The sites around a region, each with Σ Pᵢ W(dᵢⱼ) over its places.
fn around(region: &RegionPlaces, sites: &Sites, rings: &[Ring]) -> Vec<(SiteIndex, f64)> {
    let edges: Vec<(f64, f64)> =
        rings.iter().map(|ring| (chord_squared_of(ring.within_km), ring.weight)).collect();
    let Some(&(widest, _)) = edges.last() else { return Vec::new() };
    let mut people = vec![0.0; sites.all().len()];
    for block in &region.blocks {
        let reach = (widest.sqrt() + block.radius + 1e-9).powi(2);
        for (site, sum) in sites.all().iter().zip(&mut people) {
            if site.at.chord_squared(block.middle) > reach {
                continue;
            }
            for place in &block.places {
                let chord = site.at.chord_squared(place.at);
                let ring = edges.iter().find(|(edge, _)| chord <= *edge);
                *sum += ring.map_or(0.0, |(_, weight)| weight * place.people);
            }
        }
    }
    (0..).zip(people).filter(|&(_, people)| people > 0.0).collect()
}
