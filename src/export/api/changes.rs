//! What changed in the records, as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::word::{Date, Word};
use super::super::{Exports, File};
use crate::model::{self, ChangeKind, Reach};

/// The changes of all records, and where to find those of a time.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AllChanges<'a> {
    /// How far the history goes back. Where it is not `whole`, older changes are not known here.
    pub reach: Word<Reach>,
    /// The changes of each month, the newest first, from the first change that is known. For what
    /// changed since a day: take its month and all later ones.
    pub months: Vec<Month>,
    /// The changes since each release, the newest first.
    pub since_releases: Vec<Since<'a>>,
    /// The changes, the newest first.
    pub changes: Vec<Change<'a>>,
}

/// The changes of a month.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Month {
    /// The month, in universal time: YYYY-MM.
    pub month: String,
    /// Its file.
    pub url: String,
}

/// The changes since a release.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Since<'a> {
    /// The release.
    pub version: &'a str,
    /// The file.
    pub url: String,
}

/// What changed in a month, or since a release.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Changes<'a> {
    /// Whether all changes of this time are known; where it is not `whole`, some may be missing.
    pub reach: Word<Reach>,
    /// What became of each record in this time, by id: enough to bring a copy up to date.
    pub facilities: Vec<Effect<'a>>,
    /// The changes one by one, the newest first.
    pub changes: Vec<Change<'a>>,
}

/// What several changes did to a record, taken together.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Effect<'a> {
    /// The facility.
    pub id: &'a str,
    /// What was done in the end.
    pub change: Word<ChangeKind>,
    /// Of a changed record the fields, by path.
    pub fields: Vec<&'a str>,
    /// The reasons, the oldest first.
    pub why: Vec<&'a str>,
    /// The record as it is today; null where its file is gone.
    pub url: Option<String>,
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

impl<'a> AllChanges<'a> {
    /// All changes of a history.
    #[must_use]
    pub fn of(exports: &Exports<'a>) -> Self {
        let history = exports.history;
        let months = history.months().into_iter().map(|(year, month)| Month {
            month: format!("{year:04}-{month:02}"),
            url: exports.url(File::ChangesIn(year, month)),
        });
        let releases = history.releases.iter().enumerate().map(|(place, release)| Since {
            version: &release.version,
            url: exports.url(File::ChangesSince(place)),
        });
        Self {
            reach: Word(history.reach),
            months: months.collect(),
            since_releases: releases.collect(),
            changes: history.changes.iter().map(Change::of).collect(),
        }
    }
}

impl<'a> Changes<'a> {
    /// What some changes did, the newest first.
    #[must_use]
    pub fn of(exports: &Exports<'a>, reach: Reach, changes: &'a [model::Change]) -> Self {
        let effect = |it: model::Effect<'a>| Effect {
            id: it.id.as_str(),
            change: Word(it.kind),
            fields: it.fields,
            why: it.reasons,
            url: exports.record_url(it.id),
        };
        Self {
            reach: Word(reach),
            facilities: model::effects(changes).into_iter().map(effect).collect(),
            changes: changes.iter().map(Change::of).collect(),
        }
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
