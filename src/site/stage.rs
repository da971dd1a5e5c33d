//! A folder beside the output in which a site is put together, and the exchange of the two.
//!
//! The steps: lock; make `.<name>.next` beside the output; write; exchange the two folders; remove
//! the old one. A file that has not changed is linked from the old site, so that its date stays.
//! Whatever stops a build before the exchange leaves the old site as it was; what it leaves behind
//! is cleared away by the next build.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use walkdir::WalkDir;

use super::{Inputs, Published};
use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};

/// The file that says that a folder was made by `atlas build`, and may be replaced by it.
const MARKER: &str = ".atmp-atlas";

/// What the marker says to people.
const MARKER_TEXT: &str = "This folder is written by `atlas build`. Changes made here are lost.\n";

/// Files of the output folder that belong to its owner and are carried over.
const KEPT: [&str; 3] = [".gitignore", ".gitkeep", ".git"];

/// The folder that a site is being written to.
pub(super) struct Stage {
    target: PathBuf,
    /// Whether a site stands there.
    replaces: bool,
    next: PathBuf,
    lock_path: PathBuf,
    /// How files are compressed, where they are.
    recipe: Option<u64>,
    /// Whether those of the old site were compressed in the same way.
    same_recipe: bool,
    /// Holds the lock until the stage is dropped.
    _lock: File,
}

/// What stands beside the output while a build runs.
struct Beside {
    parent: PathBuf,
    next: PathBuf,
    lock: PathBuf,
}

impl Beside {
    /// `None` for a path that does not end in a name.
    fn of(target: &Path) -> Option<Self> {
        let name = target.file_name()?.to_str()?;
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let next = parent.join(format!(".{name}.next"));
        let lock = parent.join(format!(".{name}.lock"));
        Some(Self { parent, next, lock })
    }
}

/// What happened to a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// It is new or has changed.
    New,
    /// It is as it was.
    Unchanged,
}

impl Stage {
    /// Makes the folder, for files that are compressed by a [`recipe`](super::compress::recipe).
    pub fn open(target: &Path, recipe: Option<u64>) -> Result<Self> {
        let Beside { parent, next, lock: lock_path } = Beside::of(target)
            .with_context(|| format!("`{}` is not a folder to write to", target.display()))?;
        fs::create_dir_all(&parent)
            .with_context(|| format!("cannot make the folder `{}`", parent.display()))?;
        may_replace(target)?;
        let lock = lock(&lock_path, target)?;
        let same_recipe = recipe.is_some_and(|recipe| {
            let said = fs::read_to_string(target.join(MARKER)).unwrap_or_default();
            said.trim_end().ends_with(&recipe_text(recipe))
        });
        let replaces = is_site(target);
        let target = target.to_owned();
        let stage = Self { target, replaces, next, lock_path, recipe, same_recipe, _lock: lock };
        stage.clear_next()?;
        fs::create_dir(&stage.next)
            .with_context(|| format!("cannot make the folder `{}`", stage.next.display()))?;
        fs::write(stage.next.join(MARKER), MARKER_TEXT)
            .with_context(|| format!("cannot write to `{}`", stage.next.display()))?;
        Ok(stage)
    }

    /// Writes a file, or links the old one where it is the same.
    pub fn write(&self, file: &str, content: &[u8]) -> Result<Written> {
        let new = self.next.join(file);
        if self.replaces {
            let old = self.target.join(file);
            if is_same(&old, content) && in_folder(&new, || fs::hard_link(&old, &new)).is_ok() {
                return Ok(Written::Unchanged);
            }
        }
        let write =
            || -> io::Result<()> { in_folder(&new, || File::create_new(&new))?.write_all(content) };
        write().with_context(|| {
            format!("cannot write `{}`; the site that was there is untouched", new.display())
        })?;
        Ok(Written::New)
    }

    /// Writes a file piece by piece, or links the old one where it is the same; how large it is.
    pub fn write_with(
        &self,
        file: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> Result<()>,
    ) -> Result<(Written, u64)> {
        let (old, new) = (self.target.join(file), self.next.join(file));
        let written = || -> Result<u64> {
            let mut out =
                BufWriter::with_capacity(1 << 16, in_folder(&new, || File::create_new(&new))?);
            write(&mut out)?;
            out.flush()?;
            Ok(out.get_ref().metadata()?.len())
        };
        let bytes = written().with_context(|| {
            format!("cannot write `{}`; the site that was there is untouched", new.display())
        })?;
        if is_same_file(&old, &new, bytes) && link_instead(&old, &new).is_ok() {
            return Ok((Written::Unchanged, bytes));
        }
        Ok((Written::New, bytes))
    }

    /// Links a file that was compressed for the old site, where it was made in the same way: for one
    /// that has not changed. Its size, where it is there.
    pub fn link_compressed(&self, file: &str) -> Option<u64> {
        if !self.same_recipe {
            return None;
        }
        let (old, new) = (self.target.join(file), self.next.join(file));
        let found = fs::symlink_metadata(&old).ok().filter(fs::Metadata::is_file)?;
        in_folder(&new, || fs::hard_link(&old, &new)).ok()?;
        Some(found.len())
    }

    /// What was written to a file.
    pub fn open_written(&self, file: &str) -> io::Result<File> {
        File::open(self.next.join(file))
    }

    /// Lets the new site take the place of the old one.
    pub fn finish(self, published: Published, inputs: Inputs) -> Result<()> {
        // Last of all, so that it is no older than any file of the site.
        let Published { pages, files, bytes, .. } = published;
        let recipe = self.recipe.map(recipe_text).unwrap_or_default();
        let said = format!("{MARKER_TEXT}{} {pages} {files} {bytes}{recipe}\n", inputs.text());
        fs::write(self.next.join(MARKER), said)
            .with_context(|| format!("cannot write to `{}`", self.next.display()))?;
        // A second look: the folder may have changed hands since the first.
        may_replace(&self.target)?;
        self.carry_over()?;
        let exchanged = renameat_with(CWD, &self.next, CWD, &self.target, RenameFlags::EXCHANGE);
        if exchanged.is_err() {
            self.exchange_in_two_steps()?;
        }
        self.clear_next()
    }

    /// For a first build, and for file systems that cannot exchange two folders at once.
    fn exchange_in_two_steps(&self) -> Result<()> {
        let failed = || {
            format!(
                "cannot put the new site in the place of `{}`\nhelp: the new site is complete in \
                 `{}`; see whether the folder may be renamed, and is not a mount point",
                self.target.display(),
                self.next.display()
            )
        };
        if !self.target.exists() {
            return fs::rename(&self.next, &self.target).with_context(failed);
        }
        let mut old = self.next.clone().into_os_string();
        old.push(".old");
        let old = PathBuf::from(old);
        remove(&old)?;
        fs::rename(&self.target, &old).with_context(failed)?;
        if let Err(error) = fs::rename(&self.next, &self.target) {
            // Back to where it was; if that fails too, the message names both folders.
            fs::rename(&old, &self.target).with_context(failed)?;
            return Err(error).with_context(failed);
        }
        remove(&old)
    }

    /// Takes along what the folder's owner keeps there.
    fn carry_over(&self) -> Result<()> {
        for name in KEPT {
            let (old, new) = (self.target.join(name), self.next.join(name));
            if old.is_file() && fs::hard_link(&old, &new).is_err() {
                fs::copy(&old, &new).with_context(|| format!("cannot copy `{}`", old.display()))?;
            }
        }
        Ok(())
    }

    /// Removes what a build that was stopped has left, or the site that was replaced.
    fn clear_next(&self) -> Result<()> {
        remove(&self.next)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = remove(&self.next);
        let _ = fs::remove_file(&self.lock_path);
    }
}

/// The site that stands in a folder, where it was made from the same and nobody has touched it
/// since: it has as many files as then, of the same size together, and none is newer than the note
/// that was made last. `None` also where a build that was stopped has left something to clear away.
#[must_use]
pub fn standing(target: &Path, inputs: Inputs) -> Option<Published> {
    let beside = Beside::of(target)?;
    if beside.next.exists() || beside.lock.exists() || may_replace(target).is_err() {
        return None;
    }
    let marker = target.join(MARKER);
    let said = fs::read_to_string(&marker).ok()?;
    let said = said.strip_prefix(MARKER_TEXT)?.strip_prefix(&inputs.text())?;
    let mut numbers = said.split_whitespace().map(str::parse::<u64>);
    let mut number = || numbers.next()?.ok();
    let (pages, files, bytes) = (number()?, number()?, number()?);
    let made = fs::metadata(&marker).ok()?.modified().ok()?;
    let (mut files_there, mut bytes_there) = (0, 0);
    for entry in WalkDir::new(target).min_depth(1) {
        let entry = entry.ok()?;
        let own = entry.depth() == 1
            && entry
                .file_name()
                .to_str()
                .is_some_and(|name| name == MARKER || KEPT.contains(&name));
        if entry.file_type().is_dir() || own {
            continue;
        }
        let found = entry.metadata().ok()?;
        if !found.is_file() || found.modified().ok()? > made {
            return None;
        }
        files_there += 1;
        bytes_there += found.len();
    }
    let count = |number: u64| usize::try_from(number).ok();
    let (pages, files) = (count(pages)?, count(files)?);
    let whole = files_there == files && bytes_there == bytes;
    whole.then_some(Published { pages, files, bytes, unchanged: files })
}

/// Whether a build has written a site to a folder.
#[must_use]
pub fn is_site(folder: &Path) -> bool {
    folder.join(MARKER).is_file()
}

/// How files were compressed, at the end of the marker.
fn recipe_text(recipe: u64) -> String {
    format!(" {recipe:016x}")
}

/// Makes a file, and the folders above it where they are missing.
fn in_folder<T>(path: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
    // Most pages have a folder of their own, which is not there yet.
    if path.ends_with("index.html")
        && let Some(folder) = path.parent()
    {
        // Whatever is wrong with it, making the file will say so.
        let _ = fs::create_dir(folder);
    }
    match (make(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            make()
        }
        (made, _) => made,
    }
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove `{}`", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Only one build at a time may write to a folder.
fn lock(path: &Path, target: &Path) -> Result<File> {
    let file = File::create(path).with_context(|| format!("cannot write `{}`", path.display()))?;
    if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
        bail!(
            "another build is writing to `{}`\nhelp: wait until it is done, or choose another \
             folder with `--output`",
            target.display()
        );
    }
    Ok(file)
}

/// Whether a folder may be replaced: it is not there, or empty but for what its owner keeps there,
/// or was written by a build before.
fn may_replace(target: &Path) -> Result<()> {
    let found = match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        found => found.with_context(|| format!("cannot look at `{}`", target.display()))?,
    };
    if found.is_symlink() {
        bail!(
            "`{}` is a link to another place\nhelp: name the folder itself with `--output`",
            target.display()
        );
    }
    if !found.is_dir() {
        bail!("`{}` is a file\nhelp: name a folder to write to with `--output`", target.display());
    }
    if is_site(target) {
        return Ok(());
    }
    let entries = fs::read_dir(target)
        .with_context(|| format!("cannot list the folder `{}`", target.display()))?;
    for entry in entries {
        let name =
            entry.with_context(|| format!("cannot list `{}`", target.display()))?.file_name();
        if !KEPT.iter().any(|kept| name == *kept) {
            bail!(
                "`{}` has files that `atlas build` did not write, such as `{}`\nhelp: choose an \
                 empty folder with `--output`, or empty this one",
                target.display(),
                name.to_string_lossy()
            );
        }
    }
    Ok(())
}

/// Puts a link to an old file in the place of a new one.
fn link_instead(old: &Path, new: &Path) -> io::Result<()> {
    let beside = new.with_extension("old");
    fs::hard_link(old, &beside)?;
    fs::rename(beside, new)
}

/// Whether a file has the same content as another one of so many bytes.
fn is_same_file(path: &Path, other: &Path, size: u64) -> bool {
    let found = fs::symlink_metadata(path);
    if !found.is_ok_and(|found| found.is_file() && found.len() == size) {
        return false;
    }
    let same = || -> io::Result<bool> {
        let open =
            |path: &Path| File::open(path).map(|file| BufReader::with_capacity(1 << 16, file));
        let (mut one, mut other) = (open(path)?, open(other)?);
        loop {
            let (a, b) = (one.fill_buf()?, other.fill_buf()?);
            let length = a.len().min(b.len());
            if a[..length] != b[..length] {
                return Ok(false);
            }
            if length == 0 {
                return Ok(a.len() == b.len());
            }
            one.consume(length);
            other.consume(length);
        }
    };
    same().unwrap_or(false)
}

/// Whether a file has exactly this content.
fn is_same(path: &Path, content: &[u8]) -> bool {
    let size = fs::symlink_metadata(path).map(|found| (found.is_file(), found.len()));
    let candidate = matches!(size, Ok((true, size)) if usize::try_from(size) == Ok(content.len()));
    candidate && fs::read(path).is_ok_and(|old| old == content)
}
