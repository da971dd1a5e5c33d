//! What changed in the records, as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::word::{Date, Word};
use crate::model::{self, ChangeKind, History, Reach};

/// The changes of all records.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Changes<'a> {
    /// How far the history goes back. Where it is not `whole`, older changes are not known here.
    pub reach: Word<Reach>,
    /// The changes, the newest first.
    pub changes: Vec<Change<'a>>,
}

/// One commit that changed records.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Change<'a> {
    /// The commit's id in the repository.
    pub commit: &'a str,
    /// Its day, in universal time.
    pub date: Date,
    /// Why: the first line of its message.
    pub why: &'a str,
    /// The records that it changed, by id.
    pub facilities: Vec<RecordChange<'a>>,
}

/// What a commit did to a record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecordChange<'a> {
    /// The facility.
    pub id: &'a str,
    /// What was done.
    pub change: Word<ChangeKind>,
    /// Of a changed record the fields, by path.
    pub fields: &'a [String],
}

impl<'a> Changes<'a> {
    /// All changes of a history.
    #[must_use]
    pub fn of(history: &'a History) -> Self {
        let changes = history.changes.iter().map(Change::of).collect();
        Self { reach: Word(history.reach), changes }
    }
}

impl<'a> Change<'a> {
    fn of(change: &'a model::Change) -> Self {
        let record = |it: &'a model::RecordChange| RecordChange {
            id: it.id.as_str(),
            change: Word(it.kind),
            fields: &it.fields,
        };
        Self {
            commit: &change.id,
            date: Date(change.day().date()),
            why: &change.why,
            facilities: change.records.iter().map(record).collect(),
        }
    }
}
