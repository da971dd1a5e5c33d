//! Word of changed files, without looking for them again and again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// The folders that a site is made from. Git's own tells of commits, and what it keeps deep inside
/// does not matter.
const FOLDERS: [(&str, RecursiveMode); 5] = [
    ("facilities", RecursiveMode::Recursive),
    ("content", RecursiveMode::Recursive),
    ("templates", RecursiveMode::Recursive),
    ("releases", RecursiveMode::Recursive),
    (".git", RecursiveMode::NonRecursive),
];
/// Editors write a file in several steps; when nothing has happened for so long, they are done.
const QUIET: Duration = Duration::from_millis(10);
/// Where something always happens, so long is waited at most.
const LONGEST: Duration = Duration::from_millis(200);

/// After so long without another change everything is looked at once more.
const SECOND_LOOK: Duration = Duration::from_millis(1_000);

/// Watches the folders of an atlas.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    changes: Receiver<Heard>,
}

/// What the system tells.
enum Heard {
    /// Something happened to these files.
    Of(Vec<PathBuf>),
    /// Something was missed, or happened to the watched folders themselves.
    Anything,
}

/// What may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Changed {
    /// These files, by their paths from the atlas's folder on, with `/` between folders.
    Files(BTreeSet<String>),
    /// Anything at all.
    Anything,
}

impl Watch {
    /// Watches from now on.
    ///
    /// # Errors
    /// Where the system does not let us.
    pub fn start(root: &Path) -> Result<Self> {
        let (sender, changes) = channel();
        // The paths of events are as the system has them.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let above = root.clone();
        let hear = move |event: notify::Result<Event>| {
            let heard = match event {
                Ok(event) if event.need_rescan() => Heard::Anything,
                Ok(event) if !is_change(event.kind) => return,
                Ok(event) => {
                    let itself = |path: &PathBuf| path.parent() == Some(above.as_path());
                    match event.paths.iter().any(itself) {
                        true => Heard::Anything,
                        false => Heard::Of(event.paths),
                    }
                }
                // What was missed is found by looking.
                Err(_) => Heard::Anything,
            };
            // Nobody listens any more where the program ends.
            let _ = sender.send(heard);
        };
        let context = "cannot watch the atlas for changes";
        let watcher = notify::recommended_watcher(hear).context(context)?;
        let mut watch = Self { root, watcher, changes };
        watch.watcher.watch(&watch.root, RecursiveMode::NonRecursive).context(context)?;
        watch.folders()?;
        Ok(watch)
    }

    /// Watches the folders that are there; also those that came anew.
    fn folders(&mut self) -> Result<()> {
        for (folder, mode) in FOLDERS {
            let path = self.root.join(folder);
            if path.is_dir() {
                self.watcher.watch(&path, mode).with_context(|| {
                    format!(
                        "cannot watch the folder `{folder}` for changes\nhelp: the system may \
                         allow few watched files: see `fs.inotify.max_user_watches`"
                    )
                })?;
            }
        }
        Ok(())
    }

    /// Waits until files have changed, and nothing more happens for a moment. After changes of single
    /// files, `unsure` says, everything is looked at once more when it has been quiet for a while, so
    /// that a change is met that the system did not tell of.
    ///
    /// # Errors
    /// Where watching has ended.
    pub fn wait(&mut self, unsure: bool) -> Result<Changed> {
        let ended = "the atlas is no longer watched";
        let first = match unsure {
            false => self.changes.recv().context(ended)?,
            true => match self.changes.recv_timeout(SECOND_LOOK) {
                Ok(heard) => heard,
                Err(RecvTimeoutError::Timeout) => return Ok(Changed::Anything),
                Err(RecvTimeoutError::Disconnected) => bail!(ended),
            },
        };
        let mut all = vec![first];
        let began = Instant::now();
        while began.elapsed() < LONGEST {
            match self.changes.recv_timeout(QUIET) {
                Ok(heard) => all.push(heard),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        let changed = self.changed(all);
        if changed == Changed::Anything {
            // A folder that goes away again meanwhile is met by the next change.
            let _ = self.folders();
        }
        Ok(changed)
    }

    fn changed(&self, all: Vec<Heard>) -> Changed {
        let mut files = BTreeSet::new();
        for heard in all {
            let Heard::Of(paths) = heard else { return Changed::Anything };
            for path in paths {
                let inside = path.strip_prefix(&self.root).ok().and_then(|path| path.to_str());
                let Some(inside) = inside else { return Changed::Anything };
                files.insert(inside.replace('\\', "/"));
            }
        }
        Changed::Files(files)
    }
}

/// Whether a file may have changed; most events tell only that it was read.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}
