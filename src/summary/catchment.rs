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

use super::places::Places;
use super::sites::Supply;
use super::sphere::{SpherePoint, chord_squared_of};
use crate::model::Ring;

/// How the people of the regions lie around a site: all that the method needs, for any supply.
#[derive(Debug)]
pub(super) struct Catchment {
    /// The regions around the site by their places among all, with Σ Pᵢ W(dᵢⱼ) over their places.
    regions: Vec<(u32, f64)>,
    /// Dⱼ.
    demand: f64,
}

impl Catchment {
    /// Reckons the people around a site.
    pub(super) fn around(at: SpherePoint, places: &Places, rings: &[Ring]) -> Self {
        let edges: Vec<(f64, f64)> =
            rings.iter().map(|ring| (chord_squared_of(ring.within_km), ring.weight)).collect();
        let Some(&(widest, _)) = edges.last() else {
            return Self { regions: Vec::new(), demand: 0.0 };
        };
        let widest = widest.sqrt();
        let mut regions = Vec::new();
        for (number, region) in (0..).zip(places.regions()) {
            let mut people = 0.0;
            for block in &region.blocks {
                let reach = (widest + block.radius + 1e-9).powi(2);
                if at.chord_squared(block.middle) > reach {
                    continue;
                }
                for place in &block.places {
                    let chord = at.chord_squared(place.at);
                    let ring = edges.iter().find(|(edge, _)| chord <= *edge);
                    people += ring.map_or(0.0, |(_, weight)| weight * place.people);
                }
            }
            if people > 0.0 {
                regions.push((number, people));
            }
        }
        let mut demand = 0.0;
        for (_, people) in &regions {
            demand += people;
        }
        Self { regions, demand }
    }
}

/// For each region of the places, Σ Pᵢ Aᵢ: the facilities that its people have.
pub(super) fn share_out(places: &Places, rings: &[Ring], supply: &Supply) -> Vec<f64> {
    let mut shared = vec![0.0; places.regions().len()];
    for (site, count) in &supply.sites {
        let catchment = site.catchment(places, rings);
        if catchment.demand <= 0.0 {
            continue;
        }
        let ratio = f64::from(*count) / catchment.demand;
        for &(region, people) in &catchment.regions {
            shared[region as usize] += people * ratio;
        }
    }
    shared
}
