//! What changed in the records, and when.

use super::closed_list::closed_list;
use super::{Day, FacilityId, Release};

/// The changes of the records, as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// The changes, the newest first.
    pub changes: Vec<Change>,
    /// How far the history goes back.
    pub reach: Reach,
    /// The releases, the newest first.
    pub releases: Vec<Release>,
}

closed_list! {
    /// How far a history goes back.
    pub enum Reach {
        /// To the first record.
        Whole = "whole",
        /// Not to the beginning: the copy of the repository was cut off (a shallow clone).
        Cut = "cut",
        /// Nowhere: the atlas stands in no git repository, such as an unpacked archive.
        NoRepository = "no-repository",
        /// Nowhere: there is no git to ask.
        NoGit = "no-git",
    }
}

/// One commit that changed records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The commit's id, hexadecimal.
    pub id: Box<str>,
    /// When it was committed, in seconds since 1970.
    pub seconds: i64,
    /// Why: the first line of its message.
    pub why: String,
    /// The records that it changed, by id.
    pub records: Vec<RecordChange>,
}

/// What a commit did to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordChange {
    /// The record.
    pub id: FacilityId,
    /// What was done.
    pub kind: ChangeKind,
    /// Of a changed record the fields, as paths such as `therapies.platforms`; empty where only
    /// its comments or its form changed, or where one of the two versions could not be read.
    pub fields: Vec<String>,
}

closed_list! {
    /// What was done to a record.
    pub enum ChangeKind {
        /// It is new.
        Added = "added",
        /// Its content changed.
        Changed = "changed",
        /// Its file was taken away.
        Removed = "removed",
    }
}

impl Change {
    /// The day of the commit, in universal time.
    #[must_use]
    pub fn day(&self) -> Day {
        Day::from_unix_days(self.seconds.div_euclid(86_400))
    }
}

impl History {
    /// A history of which nothing is known.
    #[must_use]
    pub fn unknown(reach: Reach) -> Self {
        Self { changes: Vec::new(), reach, releases: Vec::new() }
    }
}
