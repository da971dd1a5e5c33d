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
pub use changes::{Changes, Releases};
pub use facility::Facility;
pub use framework::Frameworks;
pub use vocabulary::Vocabularies;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::model::{Atlas, FacilityIndex};

/// All facilities.
#[derive(Serialize, JsonSchema)]
pub struct Facilities<'a> {
    /// How many.
    pub count: usize,
    /// The facilities, by id.
    #[serde(serialize_with = "one_by_one")]
    #[schemars(with = "Vec<Facility<'a>>")]
    pub facilities: Many<'a>,
}

/// One facility.
#[derive(Debug, Serialize, JsonSchema)]
pub struct One<'a> {
    /// The facility.
    pub facility: Facility<'a>,
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
