//! Files that were read before, so that those that have not changed need not be read again.
//!
//! Whether a file has changed is told by what the system says of it: when it was last written to and
//! last handled, its length and its number. Clocks of file systems have steps of up to two seconds
//! (FAT), in which a file could change twice and look the same; so what is younger than that is read
//! again whatever is said of it. The same is done by git, which calls such files ‘racy’
//! (<https://git-scm.com/docs/racy-git>).

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use super::{
    Content, FOLDERS, RECORDS, Walked, is_below, names, odd_ends, read_one, record_id, rules,
};
use crate::finding::Finding;
use crate::model::{FacilityId, Limits};
use crate::source::{Place, SourceFile, SourceId};

/// The longest step of a file system's clock.
const LONGEST_STEP: Duration = Duration::from_secs(2);

/// Files as they were when they were read last, in their order. Belongs to one atlas.
#[derive(Debug, Default)]
pub struct Seen {
    files: Vec<Looked>,
    limits: Limits,
}

/// A file that was looked at.
#[derive(Debug, Clone)]
pub(super) struct Looked {
    pub walked: Walked,
    pub file: File,
    stamp: Option<Stamp>,
}

/// A file as it was read.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// Its path and its text, which is empty where it cannot be read as text.
    pub source: Arc<SourceFile>,
    /// The record that it holds.
    pub record: Option<FacilityId>,
    /// Whether it can be read as text.
    pub is_text: bool,
    /// What is wrong with it.
    pub found: Vec<Finding>,
}

impl Looked {
    /// A file that is read, whatever was seen of it before.
    pub fn first(walked: Walked, limits: Limits) -> Result<Self> {
        let file = file(&walked.path, read_one(&walked, limits)?);
        Ok(Self { walked, file, stamp: None })
    }
}

/// What the system says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    written: (i64, i64),
    handled: (i64, i64),
    length: u64,
    number: (u64, u64),
    /// Whether it was old enough, when this was said, to change its stamp with its next change.
    sure: bool,
}

impl Stamp {
    fn of(found: &Metadata, now: SystemTime) -> Self {
        let age = found.modified().ok().and_then(|written| now.duration_since(written).ok());
        let handled = u64::try_from(found.ctime()).unwrap_or(u64::MAX);
        let since = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(handled));
        let handled_ago = since.and_then(|handled| now.duration_since(handled).ok());
        let old = |age: Option<Duration>| age.is_some_and(|age| age > LONGEST_STEP);
        Self {
            written: (found.mtime(), found.mtime_nsec()),
            handled: (found.ctime(), found.ctime_nsec()),
            length: found.len(),
            number: (found.dev(), found.ino()),
            // Of a link it says nothing of what the link leads to.
            sure: old(age) && old(handled_ago) && !found.is_symlink(),
        }
    }

    /// What the system says of a file now; `None` where it says nothing.
    pub fn now(path: &Path) -> Option<Self> {
        Some(Self::of(&fs::symlink_metadata(path).ok()?, now()))
    }

    /// Whether a file that bore this stamp when it was read, and bears another one now, is certainly
    /// what it was.
    pub fn proves(self, now: Self) -> bool {
        self.sure && self == now
    }
}

#[expect(clippy::disallowed_methods, reason = "says what is read again, never what is made of it")]
fn now() -> SystemTime {
    SystemTime::now()
}

impl Seen {
    /// A file, read where it may have changed.
    pub(super) fn look(&self, walked: Walked, limits: Limits) -> Result<Looked> {
        // Before it is read: what happens to it later makes another stamp.
        let stamp = walked.odd.is_none().then(|| Stamp::now(&walked.disk)).flatten();
        let before = self.find(&walked.path).and_then(|place| self.files.get(place));
        let before = before.filter(|_| self.limits == limits);
        if let Some(before) = before
            && walked.odd.is_none()
            && before.walked.odd.is_none()
            && let (Some(old), Some(new)) = (before.stamp, stamp)
            && old.proves(new)
        {
            return Ok(Looked { walked, file: before.file.clone(), stamp });
        }
        let mut file = file(&walked.path, read_one(&walked, limits)?);
        if let Some(before) = before
            && before.file.source.text == file.source.text
        {
            file.source = Arc::clone(&before.file.source);
        }
        Ok(Looked { walked, file, stamp })
    }

    /// All files, where no others have changed than those that the system has told of, and these are
    /// still there; `None` where everything has to be looked at.
    pub(super) fn told(&mut self, told: &BTreeSet<String>, limits: Limits) -> Option<&[Looked]> {
        if self.limits != limits || self.files.is_empty() {
            return None;
        }
        for path in told.iter().filter(|path| is_of_atlas(path)) {
            let place = self.find(path)?;
            let walked = &self.files[place].walked;
            let is_file = fs::symlink_metadata(&walked.disk).is_ok_and(|found| found.is_file());
            if walked.odd.is_some() || !is_file {
                return None;
            }
            // What cannot be read is said when everything is looked at.
            self.files[place] = self.look(walked.clone(), limits).ok()?;
        }
        Some(&self.files)
    }

    /// The limits that the settings named when they were read.
    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    fn find(&self, path: &str) -> Option<usize> {
        // Files stand in the order of their folders, and by their paths within each.
        let folder = |path: &str| FOLDERS.iter().position(|folder| is_below(path, folder));
        let order =
            |of: &str| folder(of).cmp(&folder(path)).then_with(|| names(of).cmp(names(path)));
        self.files.binary_search_by(|looked| order(&looked.walked.path)).ok()
    }

    /// Keeps what was seen, and nothing else.
    pub(super) fn keep(&mut self, limits: Limits, files: Vec<Looked>) -> &[Looked] {
        (self.limits, self.files) = (limits, files);
        &self.files
    }
}

/// Whether a path is one of those that an atlas is read from; what is hidden is not.
fn is_of_atlas(path: &str) -> bool {
    let hidden = path.split('/').any(|name| name.starts_with('.'));
    !hidden && FOLDERS.iter().any(|folder| is_below(path, folder))
}

/// What reading a file gave.
fn file(path: &str, content: Content) -> File {
    let (text, marked, mut fault) = match content {
        Content::Text { text, marked } => (text, marked, None),
        Content::Fault(rule, message, hint) => (String::new(), false, Some((rule, message, hint))),
    };
    let is_text = fault.is_none();
    let source = SourceFile::new(path.to_owned(), text);
    let mut record = None;
    let mut found = Vec::new();
    if let Some(name) = path.strip_prefix(RECORDS) {
        found = odd_ends(&source, marked);
        match record_id(name) {
            Ok(id) => record = id,
            Err((message, hint)) => {
                fault = fault.or(Some((&rules::file_name::RULE, message, hint)));
            }
        }
    }
    let place = Place { source: SourceId::default(), span: None };
    found.extend(fault.map(|(rule, message, hint)| Finding::new(rule, place, message).hint(hint)));
    File { source: Arc::new(source), record, is_text, found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_just_written_is_read_again_whatever_is_said_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "one").unwrap();
        let found = fs::symlink_metadata(&path).unwrap();
        let written = found.modified().unwrap();
        let stamp = |seconds: u64| Stamp::of(&found, written + Duration::from_secs(seconds));
        assert!(!stamp(0).proves(stamp(0)));
        assert!(!stamp(1).proves(stamp(1)));
        assert!(stamp(9).proves(stamp(9)));
        // A clock that runs ahead says nothing.
        assert!(!Stamp::of(&found, written - Duration::from_secs(60)).sure);
    }
}
