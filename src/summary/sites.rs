//! The places where facilities at work stand, each once.

use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;
use indexmap::IndexMap;

use super::catchment::Catchment;
use super::places::Places;
use super::sphere::SpherePoint;
use crate::model::{Atlas, FacilityIndex, Precision, Ring, Stage};

/// A place in the list of sites.
pub(super) type SiteIndex = u32;

/// What makes a site this one: the point in degrees, by its bits, and whether it is exact.
type Key = (u64, u64, bool);

/// The sites of all facilities that are at work.
pub(super) struct Sites {
    sites: Vec<Arc<Site>>,
    known: IndexMap<Key, SiteIndex, FixedState>,
    of_facility: Vec<Option<SiteIndex>>,
}

/// Where one or several facilities stand.
#[derive(Debug)]
pub(super) struct Site {
    key: Key,
    /// Where it is.
    pub at: SpherePoint,
    /// Whether the point is the building or campus rather than the middle of the city.
    pub exact: bool,
    /// The people around it.
    catchment: OnceLock<Catchment>,
}

impl Site {
    /// The people around it. They have to be asked of the same places and rings every time.
    pub(super) fn catchment(&self, places: &Places, rings: &[Ring]) -> &Catchment {
        self.catchment.get_or_init(|| Catchment::around(self.at, places, rings))
    }
}

/// A site with a number of facilities at it.
type Counted = (Arc<Site>, u32);

/// The sites that a kind of facility has, with how many it has at each.
#[derive(Debug, Default)]
pub(super) struct Supply {
    /// The sites in order, each once.
    pub sites: Vec<Counted>,
}

impl PartialEq for Supply {
    fn eq(&self, other: &Self) -> bool {
        let same = |(own, its): (&Counted, &Counted)| (own.0.key, own.1) == (its.0.key, its.1);
        self.sites.len() == other.sites.len() && self.sites.iter().zip(&other.sites).all(same)
    }
}

impl Supply {
    /// The points of it, and of those only whose place is known exactly where that is asked.
    pub(super) fn points(&self, exact_only: bool) -> Vec<SpherePoint> {
        let sites = self.sites.iter().map(|(site, _)| site);
        sites.filter(|site| site.exact || !exact_only).map(|site| site.at).collect()
    }
}

impl Sites {
    /// Collects the sites, in the order of the first facility at each. Those of `before` are taken
    /// over, with the people around them.
    pub(super) fn of(atlas: &Atlas, before: Option<&Self>) -> Self {
        let mut known: IndexMap<Key, SiteIndex, FixedState> = IndexMap::default();
        let mut sites: Vec<Arc<Site>> = Vec::new();
        let mut of_facility = Vec::new();
        for facility in atlas.facilities() {
            if atlas.vocabularies().stage(&facility.status) != Stage::AtWork {
                of_facility.push(None);
                continue;
            }
            let coordinates = facility.location.coordinates;
            let exact = facility.location.precision == Precision::Site;
            let (north, east) = (coordinates.latitude(), coordinates.longitude());
            let key = (north.to_bits(), east.to_bits(), exact);
            let next = sites.len() as SiteIndex;
            let site = *known.entry(key).or_insert(next);
            if site == next {
                let old = before.and_then(|before| before.with_key(key)).cloned();
                sites.push(old.unwrap_or_else(|| {
                    let (at, catchment) = (SpherePoint::new(coordinates), OnceLock::new());
                    Arc::new(Site { key, at, exact, catchment })
                }));
            }
            of_facility.push(Some(site));
        }
        Self { sites, known, of_facility }
    }

    fn with_key(&self, key: Key) -> Option<&Arc<Site>> {
        self.sites.get(*self.known.get(&key)? as usize)
    }

    /// Where a facility stands, if it is at work.
    pub(super) fn of_facility(&self, index: FacilityIndex) -> Option<&Arc<Site>> {
        self.sites.get(self.of_facility.get(index.get()).copied().flatten()? as usize)
    }

    /// The sites of some facilities.
    pub(super) fn supply(&self, facilities: &[FacilityIndex]) -> Supply {
        let of_facility = |index: &FacilityIndex| *self.of_facility.get(index.get())?;
        let mut at: Vec<SiteIndex> = facilities.iter().filter_map(of_facility).collect();
        at.sort_unstable();
        let counted = at.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32));
        let site = |(site, count)| (Arc::clone(&self.sites[site as usize]), count);
        Supply { sites: counted.map(site).collect() }
    }
}
