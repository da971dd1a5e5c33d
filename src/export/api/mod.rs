//! The static API, version 1: JSON files with a fixed shape.
//!
//! Every key is always there and has one type, or is `null`; keys stand in the order of the types
//! in these files. The types carry their own descriptions: the OpenAPI file and the data dictionary
//! are made from them.

mod access;
mod area;
mod changes;
mod count;
mod facility;
mod framework;
mod part;
mod provision;
mod read;
mod sum;
mod vocabulary;

pub use access::Accesses;
pub use area::{Countries, CountryFile, RegionFile, Regions};
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
use crate::summary::Summaries;

/// What files are made from: the records, and what was worked out of all of them together.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The atlas.
    pub atlas: &'a Atlas,
    /// What was worked out from it.
    pub summaries: &'a Summaries,
}

impl<'a> Ground<'a> {
    /// The kinds of facility that provision is measured for, as files name them.
    fn subjects(self) -> impl Iterator<Item = String> {
        let words = self.atlas.vocabularies();
        self.summaries.subjects().iter().map(|summary| summary.subject.key(words))
    }
}

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
    pub fn of(ground: Ground<'a>, index: FacilityIndex) -> Self {
        let left_out = LeftOut::of(ground.atlas, ground.atlas.facility(index));
        Self { facility: left_out.is_none().then(|| Facility::of(ground, index)), left_out }
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
    pub fn of(ground: Ground<'a>, indexes: &'a [FacilityIndex]) -> Self {
        let atlas = ground.atlas;
        let all = atlas.facilities().iter().chain(atlas.withdrawn());
        Self {
            count: indexes.len(),
            left_out: all.filter_map(|record| LeftOut::of(atlas, record)).collect(),
            facilities: Many { ground, indexes },
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
    /// What they are made from.
    pub ground: Ground<'a>,
    /// Which of its facilities.
    pub indexes: &'a [FacilityIndex],
}

fn one_by_one<S: Serializer>(many: &Many<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(many.indexes.iter().map(|&index| Facility::of(many.ground, index)))
}
