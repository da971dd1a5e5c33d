//! The static API, version 1: JSON files with a fixed shape.
//!
//! Every key is always there and has one type, or is `null`; keys stand in the order of the types
//! in these files. The types carry their own descriptions: the OpenAPI file and the data dictionary
//! are made from them.

mod area;
mod changes;
mod facility;
mod framework;
mod part;
mod read;
mod vocabulary;

pub use area::{Areas, Countries, Country, RegionView, Regions};
pub use changes::{AllChanges, Changes, Releases};
pub use facility::Facility;
pub use framework::Frameworks;
pub use vocabulary::Vocabularies;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::stamp::page;
use super::word::{Date, Word};
use crate::address::Address;
use crate::model::{self, Atlas, FacilityIndex, Omission};

/// All facilities.
#[derive(Serialize, JsonSchema)]
pub struct Facilities<'a> {
    /// How many.
    pub count: usize,
    /// Records that are not here, and why.
    pub left_out: Vec<LeftOut<'a>>,
    /// The facilities, by id.
    #[serde(serialize_with = "one_by_one")]
    #[schemars(with = "Vec<Facility<'a>>")]
    pub facilities: Many<'a>,
}

/// One facility.
#[derive(Debug, Serialize, JsonSchema)]
pub struct One<'a> {
    /// The facility; null where its facts may not be passed on.
    pub facility: Option<Facility<'a>>,
    /// Why there is none; null where there is.
    pub left_out: Option<LeftOut<'a>>,
}

/// A record that is left out of what may be downloaded.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeftOut<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its page.
    pub url: String,
    /// Whether a source forbids that its facts are passed on, or the record was taken back.
    pub why: Word<Omission>,
    /// The reason in words.
    pub reason: &'a str,
    /// When the record was taken back; null for another reason.
    pub date: Option<Date>,
}

impl<'a> One<'a> {
    /// The facility at a place of the atlas.
    #[must_use]
    pub fn of(atlas: &'a Atlas, index: FacilityIndex) -> Self {
        let left_out = LeftOut::of(atlas, atlas.facility(index));
        Self { facility: left_out.is_none().then(|| Facility::of(atlas, index)), left_out }
    }

    /// A record that was taken back.
    #[must_use]
    pub fn withdrawn(atlas: &'a Atlas, record: &'a model::Facility) -> Self {
        Self { facility: None, left_out: LeftOut::of(atlas, record) }
    }
}

impl<'a> Facilities<'a> {
    /// Those at some places of the atlas, and why the others are not among them.
    #[must_use]
    pub fn of(atlas: &'a Atlas, indexes: &'a [FacilityIndex]) -> Self {
        let all = atlas.facilities().iter().chain(atlas.withdrawn());
        Self {
            count: indexes.len(),
            left_out: all.filter_map(|record| LeftOut::of(atlas, record)).collect(),
            facilities: Many { atlas, indexes },
        }
    }
}

impl<'a> LeftOut<'a> {
    fn of(atlas: &Atlas, record: &'a model::Facility) -> Option<Self> {
        let (why, reason, date) = match (&record.withdrawn, &record.no_reuse) {
            (Some(it), _) => (Omission::Withdrawn, &it.reason, Some(Date(it.date))),
            (None, Some(reason)) => (Omission::NoReuse, reason, None),
            (None, None) => return None,
        };
        let url = page(atlas, &Address::facility(&record.id));
        Some(Self { id: record.id.as_str(), url, why: Word(why), reason, date })
    }
}

/// Facilities that are put into shape only when it is their turn to be written.
#[derive(Clone)]
pub struct Many<'a> {
    /// The atlas.
    pub atlas: &'a Atlas,
    /// Which of its facilities.
    pub indexes: &'a [FacilityIndex],
}

fn one_by_one<S: Serializer>(many: &Many<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(many.indexes.iter().map(|&index| Facility::of(many.atlas, index)))
}
