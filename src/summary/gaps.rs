//! What a region lacks, and where the nearest is.

use std::sync::Arc;

use super::access::Access;
use super::area::{Area, Areas};
use super::places::RegionPlaces;
use super::sites::{Site, Sites, Supply};
use super::sphere::kilometres;
use super::supplied::Supplied;
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
    let chord = |site: &Site| site.at.chord_squared(region.middle);
    // Of equally near ones the first.
    let (site, _) = supply.sites.iter().min_by(|a, b| chord(&a.0).total_cmp(&chord(&b.0)))?;
    let stands_there = |it: &Arc<Site>| Arc::ptr_eq(it, site);
    let facility =
        facilities.iter().find(|&&it| sites.of_facility(it).is_some_and(stands_there))?;
    let own = region.code.country();
    let abroad = atlas.country_of(*facility) != own;
    Some(Nearest { facility: *facility, distance_km: kilometres(chord(site)), abroad })
}

/// A region with how far its people live from a kind of facility.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Far {
    /// The region, of level 2.
    pub region: NutsCode,
    /// Half of its people live at least this far away, in kilometres.
    pub median_km: f64,
}

/// The regions of level 2 whose people live farthest from a kind of facility, the farthest first.
pub(super) fn farthest(areas: &Areas, supplied: &Supplied) -> Vec<Far> {
    let far = |(area, access): (&Area, &Option<Access>)| match area {
        Area::Region(region) if region.level() == 2 => {
            Some(Far { region: *region, median_km: access.as_ref()?.median_km? })
        }
        _ => None,
    };
    let mut farthest: Vec<Far> =
        areas.all().iter().zip(supplied.access()).filter_map(far).collect();
    farthest.sort_by(|a, b| b.median_km.total_cmp(&a.median_km).then(a.region.cmp(&b.region)));
    farthest.truncate(supplied.settings().longest_list);
    farthest
}
