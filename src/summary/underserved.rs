//! Which regions are under-served, and how far the order depends on how one asks.
//!
//! Regions of NUTS level 2 are ordered by the share of their people who live beyond reach of the
//! nearest facility (a straight line longer than the settings' `reach_km`), and among equals by the
//! distance within which half of them live. The order is made again under other choices, and each
//! region says how many of these still put it into the worst-served quarter.

use super::access::Access;
use super::area::{Area, Areas};
use crate::geo::NutsCode;
use crate::model::AccessSettings;

/// A region of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct UnderServed {
    /// The region, of level 2.
    pub region: NutsCode,
    /// The share of its people beyond reach, 0 to 1.
    pub beyond: f64,
    /// How many people that are.
    pub people_beyond: f64,
    /// The distance in kilometres within which half of its people live.
    pub median_km: Option<f64>,
    /// Its place under each of the other choices.
    pub elsewhere: Vec<Standing>,
}

impl UnderServed {
    /// Under how many of the other choices it is in the worst-served quarter.
    #[must_use]
    pub fn holds_under(&self) -> usize {
        self.elsewhere.iter().filter(|standing| standing.is_in_worst_quarter()).count()
    }
}

/// A region's place under one choice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The choice.
    pub choice: Choice,
    /// The place, 1 the worst served; regions that cannot be told apart share the better-served
    /// one, so that a tie never makes a region look worse.
    pub rank: usize,
    /// Of how many.
    pub of: usize,
}

impl Standing {
    /// Whether it is in the worst-served quarter.
    #[must_use]
    pub fn is_in_worst_quarter(&self) -> bool {
        self.rank * 4 <= self.of
    }
}

/// Another way to ask who is under-served.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Choice {
    /// Beyond another reach, in kilometres.
    Reach(f64),
    /// Beyond the same reach by a journey that is so many times as long as the straight line.
    Detour(f64),
    /// By the number of people beyond reach instead of their share.
    People,
    /// By facilities per million people within the catchment (E2SFCA).
    Catchment,
    /// By the region of level 1 that it lies in.
    Level1,
}

/// The worst-served regions, for one kind of facility.
pub(super) fn under_served(
    areas: &Areas,
    access: &[Option<Access>],
    settings: &AccessSettings,
) -> Vec<UnderServed> {
    let of_level = |level: u8| -> Vec<(NutsCode, &Access)> {
        let regions = areas.all().iter().zip(access).filter_map(|(area, access)| match area {
            Area::Region(code) if code.level() == level => Some((*code, access.as_ref()?)),
            _ => None,
        });
        regions.collect()
    };
    let (smaller, larger) = (of_level(2), of_level(1));
    let mut order: Vec<&(NutsCode, &Access)> = smaller.iter().collect();
    order.sort_by(|(a, one), (b, other)| {
        let median = |access: &Access| access.median_km.unwrap_or(f64::INFINITY);
        (other.beyond.reach.total_cmp(&one.beyond.reach))
            .then(median(other).total_cmp(&median(one)))
            .then(a.cmp(b))
    });
    let worst = order.into_iter().filter(|(_, access)| access.beyond.reach > 0.0);
    let scales = scales(&smaller, settings);
    let parents = Scale::new(larger.iter().map(|(_, access)| access.beyond.reach));
    let listed = worst.take(settings.longest_list).map(|(code, access)| {
        let place = smaller.partition_point(|(other, _)| other < code);
        let mut elsewhere: Vec<Standing> =
            scales.iter().map(|(choice, scale)| scale.standing(*choice, place)).collect();
        let parent = code
            .parent()
            .and_then(|parent| larger.binary_search_by_key(&parent, |(other, _)| *other).ok());
        elsewhere.extend(parent.map(|place| parents.standing(Choice::Level1, place)));
        UnderServed {
            region: *code,
            beyond: access.beyond.reach,
            people_beyond: access.beyond.reach * access.people,
            median_km: access.median_km,
            elsewhere,
        }
    });
    listed.collect()
}

fn scales(regions: &[(NutsCode, &Access)], settings: &AccessSettings) -> Vec<(Choice, Scale)> {
    let scale = |worse: &dyn Fn(&Access) -> f64| {
        Scale::new(regions.iter().map(|(_, access)| worse(access)))
    };
    let reaches = settings.other_reaches_km.iter().enumerate().map(|(place, &km)| {
        let beyond = |access: &Access| access.beyond.others.get(place).copied().unwrap_or(0.0);
        (Choice::Reach(km), scale(&beyond))
    });
    let mut scales: Vec<_> = reaches.collect();
    scales.push((Choice::Detour(settings.detour), scale(&|access| access.beyond.by_detour)));
    scales.push((Choice::People, scale(&|access| access.beyond.reach * access.people)));
    scales.push((Choice::Catchment, scale(&|access| -access.per_million)));
    scales
}

/// How badly each region is served under one choice.
struct Scale {
    values: Vec<f64>,
    worst_first: Vec<f64>,
}

impl Scale {
    fn new(values: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.collect();
        let mut worst_first = values.clone();
        worst_first.sort_by(|a, b| b.total_cmp(a));
        Self { values, worst_first }
    }

    fn standing(&self, choice: Choice, place: usize) -> Standing {
        let value = self.values.get(place).copied().unwrap_or(f64::NEG_INFINITY);
        let rank = self.worst_first.partition_point(|other| *other >= value).max(1);
        Standing { choice, rank, of: self.values.len() }
    }
}
