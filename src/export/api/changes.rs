//! What changed in the records, as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::word::{Date, Word};
use super::super::{Exports, File};
use crate::model::{self, ChangeKind, History, Reach};

/// The changes of all records.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Changes<'a> {
    /// How far the history goes back. Where it is not `whole`, older changes are not known here.
    pub reach: Word<Reach>,
    /// The changes, the newest first.
    pub changes: Vec<Change<'a>>,
}

/// All releases of the data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Releases<'a> {
    /// The releases, the newest first.
    pub releases: Vec<ReleaseEntry<'a>>,
}

/// A release: a copy of the data that never changes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Release")]
pub struct ReleaseEntry<'a> {
    /// Its version.
    pub version: &'a str,
    /// The day that its data describes.
    pub date: Date,
    /// The last commit that changed its records; null where that was not known.
    pub commit: Option<&'a str>,
    /// How many facilities it has.
    pub facilities: usize,
    /// Its files.
    pub files: Vec<String>,
    /// What changed since.
    pub changes_since: String,
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
    /// The changes after a release, given by its place in the history; all that are known where
    /// its commit is not among them, and then the reach is not the whole.
    #[must_use]
    pub fn since(history: &'a History, place: usize) -> Self {
        let commit = history.releases.get(place).and_then(|release| release.commit.as_deref());
        let known = history.changes.iter().position(|change| Some(&*change.id) == commit);
        let reach = match known {
            Some(_) => Reach::Whole,
            None if history.reach == Reach::Whole => Reach::Cut,
            None => history.reach,
        };
        let changes = history.changes.iter().take(known.unwrap_or(usize::MAX));
        Self { reach: Word(reach), changes: changes.map(Change::of).collect() }
    }

    /// All changes of a history.
    #[must_use]
    pub fn of(history: &'a History) -> Self {
        let changes = history.changes.iter().map(Change::of).collect();
        Self { reach: Word(history.reach), changes }
    }
}

impl<'a> Releases<'a> {
    /// All releases.
    #[must_use]
    pub fn of(exports: &Exports<'a>) -> Self {
        let releases = exports.history.releases.iter().enumerate();
        let releases = releases.map(|(place, release)| ReleaseEntry {
            version: &release.version,
            date: Date(release.date),
            commit: release.commit.as_deref(),
            facilities: release.facilities,
            files: (0..release.files.len())
                .map(|file| exports.url(File::Release(place, file)))
                .collect(),
            changes_since: exports.url(File::ChangesSince(place)),
        });
        Self { releases: releases.collect() }
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
