//! What the atlas knows, as checked types: no input or output, nothing half-filled.
//!
//! A value of one of these types has been read from text and found well formed: a
//! [`FacilityId`] is a valid id, a [`PartialDate`] a day that exists, a [`Term`] a word that its
//! vocabulary has. An [`Atlas`] proves in addition that ids are unique and references resolve.

mod analysis;
mod atlas;
mod closed_list;
mod compression;
mod date;
mod facility;
pub mod field;
pub mod fields;
mod figure;
mod framework;
mod history;
mod id;
mod language;
mod limits;
mod release;
mod source;
mod stated;
mod translation;
mod trial;
mod url;
mod vocabulary;

pub use crate::geo::CountryCode;
pub use analysis::{
    AccessSettings, Analysis, Criteria, MatchingRule, MatchingRules, PlaceRegion, PopulatedPlace,
    Ring, Shared, Town,
};
pub use atlas::{
    Atlas, AtlasParts, Conflict, FacilityIndex, Forge, Link, LinkEnd, Page, RegionText, Settings,
};
pub(crate) use closed_list::closed_list;
pub use closed_list::{Choice, ClosedList};
pub use compression::Compression;
pub use date::{Day, PartialDate};
pub use facility::*;
pub use figure::{Amount, Currency, Figure, FigureKind, Period, Qualifier};
pub use framework::{
    Body, Framework, GmoOrder, GmoProcedure, GmoRegime, HospitalExemption, Tristate,
};
pub use history::{Change, ChangeKind, Effect, History, Reach, RecordChange, effects};
pub use id::{FacilityId, is_reserved, is_slug};
pub use language::{language_named, languages, own_name};
pub use limits::Limits;
pub use release::{Release, is_version};
pub use source::{
    Confirmation, FieldPath, Method, Omission, Provenance, Reading, Ror, Source, Waiver, Withdrawal,
};
pub use stated::Stated;
pub use translation::{Label, Translation};
pub use trial::{TrialId, TrialRegister};
pub use url::{Url, UrlFault};
pub use vocabulary::Term;
pub use vocabulary::{
    CountryDetail, InEnglish, MeasureDetail, ProductDetail, ProductStatus, Reference, Stage,
    TermDetail, TermEntry, Vocabularies, Vocabulary, VocabularyName,
};
