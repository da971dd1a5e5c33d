//! What a region lacks, and where the nearest is.

use super::places::RegionPlaces;
use super::sites::{Sites, Supply};
use super::sphere::kilometres;
use crate::geo::NutsCode;
use crate::model::{Atlas, FacilityIndex};

/// A kind of facility that a region has none of at work, as far as is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The place of the kind among the subjects.
    pub subject: usize,
    /// The nearest one to the middle of the region's people; `None` where there is none anywhere.
    pub nearest: Option<Nearest>,
    /// The distance in kilometres within which half of the region's people have one.
    pub median_km: Option<f64>,
}

/// The facility nearest to the middle of a region's people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// The facility, the first by id of those at the same place.
    pub facility: FacilityIndex,
    /// The straight line from the middle of the region's people to it, in kilometres.
    pub distance_km: f64,
    /// Whether it lies in another country.
    pub abroad: bool,
}

/// The nearest of some facilities to the middle of a region's people.
pub(super) fn nearest_to(
    region: &RegionPlaces,
    facilities: &[FacilityIndex],
    supply: &Supply,
    sites: &Sites,
    atlas: &Atlas,
) -> Option<Nearest> {
    let chord = |site| sites.at(site).chord_squared(region.middle);
    let (site, _) =
        supply.sites.iter().min_by(|a, b| chord(a.0).total_cmp(&chord(b.0)).then(a.0.cmp(&b.0)))?;
    let facility = facilities.iter().find(|&&it| sites.of_facility(it) == Some(*site))?;
    let own = region.code.country();
    let abroad = atlas.country_of(*facility) != own;
    Some(Nearest { facility: *facility, distance_km: kilometres(chord(*site)), abroad })
}

/// A region with how far its people live from a kind of facility.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Far {
    /// The region, of level 2.
    pub region: NutsCode,
    /// Half of its people live at least this far away, in kilometres.
    pub median_km: f64,
}
