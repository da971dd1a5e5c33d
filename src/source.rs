//! Files as text, and places in them.

use std::hash::Hash as _;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use siphasher::sip128::{Hasher128 as _, SipHasher13};

/// A file's place in [`Sources`]; the first one's where nothing else is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A stretch of a file, in bytes from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The stretch between two bytes; offsets past 4 GiB are cut off, which no file here reaches.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let short = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: short(start), end: short(end.max(start)) }
    }

    /// The stretch as a range for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        let long = |offset| usize::try_from(offset).unwrap_or(usize::MAX);
        long(self.start)..long(self.end)
    }
}

/// A place in a file, or a file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub source: SourceId,
    /// The stretch; none for the file as a whole.
    pub span: Option<Span>,
}

/// One file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its path below the atlas, with `/` between folders.
    pub path: String,
    /// Its text, without a byte order mark; empty where it could not be read as text.
    pub text: String,
    /// Where its lines begin, found when somebody asks: a file may have many faults.
    lines: OnceLock<Vec<usize>>,
    fingerprint: OnceLock<u128>,
}

impl SourceFile {
    /// A file as it was read.
    #[must_use]
    pub fn new(path: String, text: String) -> Self {
        Self { path, text, lines: OnceLock::new(), fingerprint: OnceLock::new() }
    }

    /// A number that other paths and texts do not have.
    #[must_use]
    pub fn fingerprint(&self) -> u128 {
        let reckon = || {
            let mut hasher = SipHasher13::new();
            (&self.path, &self.text).hash(&mut hasher);
            hasher.finish128().as_u128()
        };
        *self.fingerprint.get_or_init(reckon)
    }

    /// The line and the column of a byte, both from 1, the column in characters.
    #[must_use]
    pub fn position(&self, offset: u32) -> (usize, usize) {
        let offset = usize::try_from(offset).unwrap_or(usize::MAX).min(self.text.len());
        let line = self.line_at(offset);
        let start = self.lines().get(line).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        (line + 1, before.chars().count() + 1)
    }

    /// The stretch of the lines around another stretch, with so many before and after them, and the
    /// number of the first of them.
    #[must_use]
    pub fn lines_around(&self, stretch: &Range<usize>, more: usize) -> (usize, Range<usize>) {
        let first = self.line_at(stretch.start).saturating_sub(more);
        let start = self.lines().get(first).copied().unwrap_or_default();
        let after = self.line_at(stretch.end).saturating_add(more + 1);
        let end = self.lines().get(after).copied().unwrap_or(self.text.len());
        (first + 1, start..end)
    }

    /// The line that a byte stands in, from 0.
    fn line_at(&self, offset: usize) -> usize {
        self.lines().partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn lines(&self) -> &[usize] {
        let find = || {
            let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(ends.map(|end| end + 1)).collect()
        };
        self.lines.get_or_init(find)
    }
}

/// All files that were read, in a fixed order. A file may be shared with another state of the atlas
/// in which it is the same.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Arc<SourceFile>>);

impl Sources {
    /// Takes a file in.
    pub fn add(&mut self, path: String, text: String) -> SourceId {
        self.share(Arc::new(SourceFile::new(path, text)))
    }

    /// Takes a file in that others may have too.
    pub fn share(&mut self, file: Arc<SourceFile>) -> SourceId {
        self.0.push(file);
        SourceId(u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX))
    }

    /// A file.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &SourceFile {
        self.shared(id)
    }

    /// A file, to be kept.
    #[must_use]
    pub fn shared(&self, id: SourceId) -> &Arc<SourceFile> {
        &self.0[usize::try_from(id.0).unwrap_or(usize::MAX)]
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        self.all().map(|(id, file)| (id, &**file))
    }

    /// The same, to be kept.
    pub fn all(&self) -> impl Iterator<Item = (SourceId, &Arc<SourceFile>)> {
        (0..).map(SourceId).zip(&self.0)
    }

    /// The file at a path; the search goes through all of them.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.iter().find(|(_, file)| file.path == path).map(|(id, _)| id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let file = SourceFile::new("a".into(), "one\nzwö: Öl\n".into());
        assert_eq!(file.position(0), (1, 1));
        assert_eq!(file.position(4), (2, 1));
        assert_eq!(file.position(10), (2, 6));
        assert_eq!(file.position(999), (3, 1));
    }

    #[test]
    fn lines_around_a_stretch_are_whole() {
        let file = SourceFile::new("a".into(), "one\ntwo\nthree\nfour".into());
        let around = |start, end, more| {
            let (first, stretch) = file.lines_around(&(start..end), more);
            (first, &file.text[stretch])
        };
        assert_eq!(around(5, 6, 0), (2, "two\n"));
        assert_eq!(around(5, 9, 0), (2, "two\nthree\n"));
        assert_eq!(around(5, 6, 1), (1, "one\ntwo\nthree\n"));
        assert_eq!(around(18, 18, 0), (4, "four"));
        assert_eq!(around(0, 18, 7), (1, "one\ntwo\nthree\nfour"));
    }
}
