//! The places where facilities at work stand, each once.

use std::collections::BTreeMap;

use super::sphere::SpherePoint;
use crate::model::{Atlas, FacilityIndex, Precision, Stage};

/// A place in the list of sites.
pub(super) type SiteIndex = u32;

/// The sites of all facilities that are at work.
#[derive(Debug)]
pub(super) struct Sites {
    sites: Vec<Site>,
    of_facility: Vec<Option<SiteIndex>>,
}

/// Where one or several facilities stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    /// Where it is.
    pub at: SpherePoint,
    /// Whether the point is the building or campus rather than the middle of the city.
    pub exact: bool,
}

/// The sites that a kind of facility has, with how many it has at each.
#[derive(Debug, Default)]
pub(super) struct Supply {
    /// The sites in order, each once.
    pub sites: Vec<(SiteIndex, u32)>,
}

impl Sites {
    /// Collects the sites, in the order of the first facility at each.
    pub(super) fn of(atlas: &Atlas) -> Self {
        let mut known: BTreeMap<(u64, u64, bool), SiteIndex> = BTreeMap::new();
        let mut sites: Vec<Site> = Vec::new();
        let mut of_facility = Vec::new();
        for facility in atlas.facilities() {
            if atlas.vocabularies().stage(&facility.status) != Stage::AtWork {
                of_facility.push(None);
                continue;
            }
            let coordinates = facility.location.coordinates;
            let exact = facility.location.precision == Precision::Site;
            let (north, east) = (coordinates.latitude(), coordinates.longitude());
            let next = sites.len() as SiteIndex;
            let site = *known.entry((north.to_bits(), east.to_bits(), exact)).or_insert(next);
            if site == next {
                sites.push(Site { at: SpherePoint::new(coordinates), exact });
            }
            of_facility.push(Some(site));
        }
        Self { sites, of_facility }
    }

    /// The sites.
    pub(super) fn all(&self) -> &[Site] {
        &self.sites
    }

    /// One site.
    pub(super) fn at(&self, site: SiteIndex) -> SpherePoint {
        self.sites[site as usize].at
    }

    /// Where a facility stands, if it is at work.
    pub(super) fn of_facility(&self, index: FacilityIndex) -> Option<SiteIndex> {
        self.of_facility.get(index.get()).copied().flatten()
    }

    /// The sites of some facilities.
    pub(super) fn supply(&self, facilities: &[FacilityIndex]) -> Supply {
        let mut at: Vec<SiteIndex> =
            facilities.iter().filter_map(|&index| self.of_facility(index)).collect();
        at.sort_unstable();
        let sites = at.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
        Supply { sites }
    }

    /// The points of a supply, and of those only whose place is known exactly where that is asked.
    pub(super) fn points(&self, supply: &Supply, exact_only: bool) -> Vec<SpherePoint> {
        let sites = supply.sites.iter().map(|&(site, _)| &self.sites[site as usize]);
        sites.filter(|site| site.exact || !exact_only).map(|site| site.at).collect()
    }
}
