//! How an area is provided with each kind of facility: how many for its people, how far away, and
//! what it lacks.

use schemars::JsonSchema;
use serde::Serialize;

use super::Ground;
use crate::summary::{self, Access, Area, AreaSummary};

/// How many facilities of one kind an area has for its people.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Provision {
    /// The kind of facility: `any`, `role:` with a word of the vocabulary `roles`, or `platform:`
    /// with one of `platforms`.
    pub subject: String,
    /// Facilities of that kind at work.
    pub at_work: u32,
    /// Those of them that the density counts: all, but for Europe only those in countries whose
    /// people are counted; null where the people are not known.
    pub counted: Option<u32>,
    /// Facilities at work per million people.
    pub per_million: Option<f64>,
    /// The lower end of its 95 % interval: exact (Garwood) below 10 facilities, Byar's
    /// approximation from 10.
    pub low: Option<f64>,
    /// The upper end. Where the intervals of two areas overlap neither may be ranked above the other.
    pub high: Option<f64>,
    /// Whether there are fewer than 20 facilities, too few to read the density alone.
    pub unstable: Option<bool>,
    /// The location quotient: the density over Europe's. 1 is an even share, 2 twice that; null
    /// where either is not known or Europe has none.
    pub quotient: Option<f64>,
}

/// How far the people of an area live from the nearest facility of one kind that is at work. A
/// straight line over the ground, not a journey; the distances and shares stand in `access.json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AccessView {
    /// The people counted: those of the area's regions in which a populated place is known.
    pub people: u64,
    /// The share of them, 0 to 1, within each of the distances.
    pub within: Vec<f64>,
    /// The same where a journey is longer than the straight line by the detour factor.
    pub within_by_detour: Vec<f64>,
    /// The same where only facilities count whose building is known, and not just the city. Of
    /// these there are few: this shows how much the result rests on the others.
    pub within_of_exact: Vec<f64>,
    /// The distances in kilometres within which each of the shares of people live; null where there
    /// is no such facility anywhere.
    pub covering_km: Vec<Option<f64>>,
    /// The distance in kilometres within which half of the people live.
    pub median_km: Option<f64>,
    /// The share beyond the reach that the list of under-served regions is made with.
    pub beyond_reach: f64,
    /// Facilities per million people by the enhanced two-step floating catchment area method: the
    /// facilities shared out over the people around them, whatever side of a border.
    pub accessible_per_million: f64,
}

/// The access of an area to one kind of facility.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OfSubject {
    /// The kind of facility.
    pub subject: String,
    /// The figures.
    #[serde(flatten)]
    pub access: AccessView,
    /// The share of people within 10, 20, 30 … 400 kilometres; null for regions.
    pub curve: Option<Vec<f64>>,
}

/// A kind of facility that a region has none of at work, as far as the atlas knows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Gap<'a> {
    /// The kind of facility.
    pub subject: String,
    /// The nearest one to the middle of the region's people, in this country or another; null where
    /// there is none anywhere, or no populated place of the region is known.
    pub nearest: Option<Nearest<'a>>,
    /// The distance in kilometres within which half of the region's people have one.
    pub median_km: Option<f64>,
}

/// The facility nearest to the middle of a region's people.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Nearest<'a> {
    /// Its id; null where its sources forbid that its facts are passed on.
    pub id: Option<&'a str>,
    /// Its name; null for the same reason.
    pub name: Option<&'a str>,
    /// Its country, as ISO 3166-1 alpha-2 in capitals.
    pub country: String,
    /// Whether that is another country than the region's.
    pub abroad: bool,
    /// The straight line to it, in kilometres.
    pub distance_km: f64,
}

impl Provision {
    pub(super) fn all(summary: &AreaSummary, ground: Ground<'_>) -> Vec<Self> {
        let keys = ground.subjects();
        let of = |(subject, provision): (String, &summary::Provision)| {
            let rate = provision.rate;
            Self {
                subject,
                at_work: provision.at_work,
                counted: rate.map(|rate| rate.events),
                per_million: rate.map(|rate| rounded(rate.per_million, 6)),
                low: rate.map(|rate| rounded(rate.interval.low, 6)),
                high: rate.map(|rate| rounded(rate.interval.high, 6)),
                unstable: rate.map(|rate| rate.unstable),
                quotient: provision.quotient.map(|quotient| rounded(quotient, 4)),
            }
        };
        keys.zip(&summary.provision).map(of).collect()
    }
}

impl AccessView {
    pub(super) fn of(access: &Access) -> Self {
        Self {
            people: access.people.round() as u64,
            within: shares(&access.within),
            within_by_detour: shares(&access.within_by_detour),
            within_of_exact: shares(&access.within_of_exact),
            covering_km: access.covering_km.iter().copied().map(kilometres).collect(),
            median_km: kilometres(access.median_km),
            beyond_reach: rounded(access.beyond.reach, 5),
            accessible_per_million: rounded(access.per_million, 6),
        }
    }
}

impl OfSubject {
    pub(super) fn all(summary: &AreaSummary, ground: Ground<'_>) -> Vec<Self> {
        let of = |(subject, provision): (String, &summary::Provision)| {
            let access = provision.access()?;
            let region = matches!(summary.area, Area::Region(_));
            let curve = (!region).then(|| shares(&access.curve));
            Some(Self { subject, access: AccessView::of(access), curve })
        };
        ground.subjects().zip(&summary.provision).filter_map(of).collect()
    }
}

impl<'a> Gap<'a> {
    pub(super) fn all(summary: &AreaSummary, ground: Ground<'a>) -> Vec<Self> {
        let Ground { atlas, summaries } = ground;
        let of = |gap: &summary::Gap| {
            let subject = summaries.subjects().get(gap.subject)?.subject;
            let nearest = gap.nearest.map(|nearest| {
                let facility = atlas.facility(nearest.facility);
                let listed = Some(facility).filter(|facility| facility.may_be_reused());
                Nearest {
                    id: listed.map(|facility| facility.id.as_str()),
                    name: listed.map(|facility| facility.name.as_str()),
                    country: facility.location.country.to_string(),
                    abroad: nearest.abroad,
                    distance_km: rounded(nearest.distance_km, 1),
                }
            });
            Some(Self {
                subject: subject.key(atlas.vocabularies()),
                nearest,
                median_km: kilometres(gap.median_km),
            })
        };
        summary.gaps().iter().filter_map(of).collect()
    }
}

/// A number with so many decimals.
pub(super) fn rounded(number: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (number * scale).round() / scale
}

/// Shares as files have them.
pub(super) fn shares(shares: &[f64]) -> Vec<f64> {
    shares.iter().map(|&share| rounded(share, 5)).collect()
}

/// A distance as files have it.
pub(super) fn kilometres(distance: Option<f64>) -> Option<f64> {
    distance.map(|kilometres| rounded(kilometres, 1))
}
