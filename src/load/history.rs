//! What changed in the records, from the git repository that they stand in.
//!
//! 1. One `git log` lists the commits with the files that each changed.
//! 2. One `git cat-file` hands over both versions of every changed record.
//! 3. The two are compared field by field.
//!
//! Commits that `.git-blame-ignore-revs` in the atlas's folder names changed how files are written and
//! nothing that they say; code hosts know that file, and `git blame` where it is told of it. The records
//! that they modified are not asked for, and stand in no change.
//!
//! [`Remembered`] does so only when something has changed. Where there is no git, no repository, or
//! only the end of one, the history says so; it never guesses.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use walkdir::WalkDir;

use super::compare::changed_fields;
use super::git::{blobs, git};
use super::seen::Stamp;
use crate::model::{Change, ChangeKind, FacilityId, History, Reach, RecordChange, Release};

/// Reads the history of the records below an atlas's folder, and its releases.
///
/// # Errors
/// Where git is there and fails in the middle of its work, or a release is not as it was.
pub fn history(root: &Path) -> Result<History> {
    ask(root).map(Asked::history)
}

/// What git answered, not compared yet. Git takes its time in processes of its own, so that it can be
/// asked while other things are done.
pub struct Asked {
    reach: Reach,
    log: String,
    /// The commits at which a shortened history ends.
    cut: BTreeSet<String>,
    /// The commits that changed only how records are written.
    form_only: BTreeSet<String>,
    /// The texts of both versions of every record that was changed otherwise, by git's names for them.
    texts: BTreeMap<String, String>,
    releases: Vec<Release>,
}

impl Asked {
    fn nothing(reach: Reach) -> Self {
        let (log, cut, form_only, texts) = Default::default();
        Self { reach, log, cut, form_only, texts, releases: Vec::new() }
    }

    /// The history of the records.
    #[must_use]
    pub fn history(self) -> History {
        let commits = commits(&self.log, &self.form_only);
        let changes = commits
            .par_iter()
            .filter(|commit| !self.cut.contains(commit.id))
            .filter_map(|commit| change(commit, &self.texts))
            .collect();
        History { changes, reach: self.reach, releases: self.releases }
    }
}

/// Asks git for the history of the records below an atlas's folder, and reads its releases.
///
/// # Errors
/// As [`history`].
pub fn ask(root: &Path) -> Result<Asked> {
    let releases = super::releases::releases(root)?;
    Ok(Asked { releases, ..ask_git(root)? })
}

/// A history that was read before, and what told then that it is this one.
#[derive(Debug, Default)]
pub struct Remembered(Option<(Signs, Arc<History>)>);

/// What no two histories of an atlas share.
#[derive(Debug, PartialEq, Eq)]
struct Signs {
    /// What git says of its last commit, and of where the history is cut off; none without git.
    commit: Option<(String, Vec<u8>)>,
    /// The commits that changed only how records are written.
    form_only: BTreeSet<String>,
    /// The files of all releases.
    releases: Vec<(PathBuf, Stamp)>,
}

impl Remembered {
    /// The history as [`history`] reads it: again only where there was a commit, or a file of a
    /// release or `.git-blame-ignore-revs` has changed.
    ///
    /// # Errors
    /// As [`history`].
    pub fn history(&mut self, root: &Path) -> Result<Arc<History>> {
        let signs = Signs::of(root);
        if let Some((old, history)) = &self.0
            && old.prove(&signs)
        {
            return Ok(Arc::clone(history));
        }
        self.0 = None;
        let history = Arc::new(history(root)?);
        self.0 = Some((signs, Arc::clone(&history)));
        Ok(history)
    }
}

impl Signs {
    fn of(root: &Path) -> Self {
        let files = WalkDir::new(root.join("releases")).sort_by_file_name();
        let files = files.into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
        let stamped = files.filter_map(|path| Stamp::now(&path).map(|stamp| (path, stamp)));
        let form_only = form_only(root);
        Self { commit: last_commit(root), form_only, releases: stamped.collect() }
    }

    /// Whether the history is certainly what it was when these were its signs.
    fn prove(&self, now: &Self) -> bool {
        let same = |(old, new): (&(PathBuf, Stamp), &(PathBuf, Stamp))| {
            old.0 == new.0 && old.1.proves(new.1)
        };
        self.commit == now.commit
            && self.form_only == now.form_only
            && self.releases.len() == now.releases.len()
            && self.releases.iter().zip(&now.releases).all(same)
    }
}

/// What git says of the last commit, and what the file holds that says where a history is cut off.
fn last_commit(root: &Path) -> Option<(String, Vec<u8>)> {
    let asked = git(root)
        .args(["rev-parse", "--is-shallow-repository", "--git-path", "shallow", "HEAD"])
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&asked.stdout).into_owned();
    let shallow = said.lines().nth(1).and_then(|path| std::fs::read(root.join(path)).ok());
    Some((said, shallow.unwrap_or_default()))
}

fn ask_git(root: &Path) -> Result<Asked> {
    let asked = git(root).args(["rev-parse", "--is-shallow-repository"]).output();
    let reach = match asked {
        Err(_) => return Ok(Asked::nothing(Reach::NoGit)),
        Ok(answer) if !answer.status.success() => {
            return Ok(Asked::nothing(Reach::NoRepository));
        }
        Ok(answer) if answer.stdout.starts_with(b"true") => Reach::Cut,
        Ok(_) => Reach::Whole,
    };
    let log = git(root)
        .args(["log", "--no-merges", "--raw", "-z", "--no-renames", "--no-abbrev", "--relative"])
        .args(["--format=%x01%H %ct %s", "--", "facilities"])
        .output()
        .context("cannot run `git log`")?;
    if !log.status.success() {
        // A repository without any commit has no log.
        return Ok(Asked::nothing(Reach::NoRepository));
    }
    let log = String::from_utf8_lossy(&log.stdout).into_owned();
    // Where the history is cut off, git shows all records as added then, which nobody knows.
    let cut = if reach == Reach::Cut { cut_at(root)? } else { BTreeSet::new() };
    let form_only = form_only(root);
    let texts = texts(root, &commits(&log, &form_only))?;
    Ok(Asked { reach, log, cut, form_only, texts, releases: Vec::new() })
}

/// The commits that `.git-blame-ignore-revs` names, one a line; what stands behind `#` is a remark.
fn form_only(root: &Path) -> BTreeSet<String> {
    let named = std::fs::read_to_string(root.join(".git-blame-ignore-revs")).unwrap_or_default();
    let names = named.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The commits at which a shortened history ends, one a line.
fn cut_at(root: &Path) -> Result<BTreeSet<String>> {
    let context = "cannot see where the history is cut off";
    let asked = git(root).args(["rev-parse", "--git-path", "shallow"]).output().context(context)?;
    let place = String::from_utf8_lossy(&asked.stdout);
    // The path is relative to the folder that git was told to work in.
    let lines = std::fs::read_to_string(root.join(place.trim_end())).context(context)?;
    Ok(lines.lines().map(str::to_owned).collect())
}

/// Files below `facilities/` and `content/` that differ from the last commit; none where there is
/// no git to ask.
///
/// # Errors
/// Where git is there and fails.
pub fn uncommitted(root: &Path) -> Result<Vec<String>> {
    let asked =
        git(root).args(["status", "--porcelain", "-z", "--", "facilities", "content"]).output();
    let Ok(answer) = asked else { return Ok(Vec::new()) };
    if !answer.status.success() {
        return Ok(Vec::new());
    }
    let text = String::from_utf8_lossy(&answer.stdout);
    // `XY path`, each ended by a zero byte.
    Ok(text.split('\0').filter_map(|entry| entry.get(3..)).map(str::to_owned).collect())
}

/// A commit as git lists it.
struct Commit<'l> {
    id: &'l str,
    seconds: i64,
    why: &'l str,
    files: Vec<Entry<'l>>,
}

/// A file of a commit: its two versions and its path.
struct Entry<'l> {
    old: &'l str,
    new: &'l str,
    status: char,
    id: FacilityId,
}

/// The commits of a log. Those that changed only how records are written changed none.
fn commits<'l>(log: &'l str, form_only: &BTreeSet<String>) -> Vec<Commit<'l>> {
    let mut commits: Vec<Commit> = Vec::new();
    // Between marks stand texts that a zero byte ends: `<mark>head`, then `:modes and versions`
    // and `path` in turn.
    let mut raw = None;
    for piece in log.split('\0') {
        let piece = piece.trim_start_matches('\n');
        if let Some(head) = piece.strip_prefix('\u{1}') {
            let mut parts = head.splitn(3, ' ');
            let (id, seconds) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            let why = parts.next().unwrap_or("").trim();
            let seconds = seconds.parse().unwrap_or(0);
            commits.push(Commit { id, seconds, why, files: Vec::new() });
        } else if let Some(line) = piece.strip_prefix(':') {
            raw = Some(line);
        } else if let (Some(line), Some(commit)) = (raw.take(), commits.last_mut()) {
            let said = |entry: &Entry| entry.status != 'M' || !form_only.contains(commit.id);
            commit.files.extend(entry(line, piece).filter(said));
        }
    }
    commits
}

/// `100644 100644 <old> <new> M` and a path; none for what is no record.
fn entry<'l>(line: &'l str, path: &str) -> Option<Entry<'l>> {
    let id = path.strip_prefix("facilities/")?.strip_suffix(".yaml")?;
    let mut parts = line.split(' ').skip(2);
    let (old, new, status) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Entry { old, new, status: status.chars().next()?, id: FacilityId::parse(id)? })
}

/// The text of both versions of every changed record, by git's name for it.
fn texts(root: &Path, commits: &[Commit<'_>]) -> Result<BTreeMap<String, String>> {
    let entries = commits.iter().flat_map(|commit| &commit.files);
    let changed = entries.filter(|entry| entry.status == 'M');
    let wanted: BTreeSet<&str> = changed.flat_map(|entry| [entry.old, entry.new]).collect();
    let wanted: Vec<&str> = wanted.into_iter().collect();
    let texts = blobs(root, &wanted)?;
    let named = wanted.into_iter().zip(texts);
    Ok(named.filter_map(|(name, text)| Some((name.to_owned(), text?))).collect())
}

/// A commit with what it did to each record; none where it changed no record.
fn change(commit: &Commit<'_>, texts: &BTreeMap<String, String>) -> Option<Change> {
    let text = |name: &str| texts.get(name).map(String::as_str);
    let record = |entry: &Entry| {
        let kind = match entry.status {
            'A' => ChangeKind::Added,
            'D' => ChangeKind::Removed,
            _ => ChangeKind::Changed,
        };
        let fields = match (kind, text(entry.old), text(entry.new)) {
            (ChangeKind::Changed, Some(old), Some(new)) => changed_fields(old, new),
            _ => None,
        };
        // One that was only written otherwise did not change.
        let changed = fields.as_ref().is_none_or(|fields| !fields.is_empty());
        let fields = fields.unwrap_or_default();
        changed.then(|| RecordChange { id: entry.id.clone(), kind, fields })
    };
    let mut records: Vec<RecordChange> = commit.files.par_iter().filter_map(record).collect();
    records.sort_by(|a, b| a.id.cmp(&b.id));
    let why = commit.why.to_owned();
    (!records.is_empty()).then(|| Change {
        id: commit.id.into(),
        seconds: commit.seconds,
        why,
        records,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_taken_apart() {
        let zeros = "0".repeat(40);
        let (a, b) = ("a".repeat(40), "b".repeat(40));
        let log = format!(
            "\u{1}{a} 1700000000 Add one\0\n:000000 100644 {zeros} {b} A\0facilities/nl/one.yaml\0\
             \u{1}{b} 1600000000 Change: two words\0\n:100644 100644 {a} {b} M\0facilities/README.md\0"
        );
        let commits = commits(&log, &BTreeSet::new());
        assert_eq!(commits.len(), 2);
        assert_eq!(
            (commits[0].id, commits[0].seconds, commits[0].why),
            (&*a, 1_700_000_000, "Add one")
        );
        assert_eq!(commits[0].files.len(), 1);
        assert_eq!(commits[0].files[0].id.as_str(), "nl/one");
        assert_eq!(commits[1].why, "Change: two words");
        assert!(commits[1].files.is_empty());
    }

    #[test]
    fn commits_of_form_alone_change_nothing() {
        let (a, b) = ("a".repeat(40), "b".repeat(40));
        let log = format!(
            "\u{1}{a} 1700000000 Fold long lines\0\n:100644 100644 {a} {b} M\0facilities/nl/one.yaml\0\
             :000000 100644 {a} {b} A\0facilities/nl/two.yaml\0"
        );
        let commits = commits(&log, &BTreeSet::from([a.clone()]));
        // What they add is there all the same.
        let left: Vec<_> = commits[0].files.iter().map(|file| file.id.as_str()).collect();
        assert_eq!(left, ["nl/two"]);
    }

    /// Those of this repository, where its whole history is there.
    #[test]
    fn the_commits_named_as_of_form_alone_are() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let asked = ask_git(root).unwrap();
        let all = commits(&asked.log, &BTreeSet::new());
        let texts = texts(root, &all).unwrap();
        let named = asked.form_only.clone();
        let unknown = named.iter().find(|name| !all.iter().any(|commit| commit.id == **name));
        assert!(asked.reach != Reach::Whole || unknown.is_none(), "no commit {unknown:?}");
        let form_only = BTreeSet::new();
        for change in (Asked { texts, form_only, ..asked }).history().changes {
            let named = named.contains(&*change.id);
            let mut changed = change.records.iter().filter(|it| it.kind == ChangeKind::Changed);
            assert!(!named || changed.next().is_none(), "{}: {}", change.id, change.why);
        }
    }
}
