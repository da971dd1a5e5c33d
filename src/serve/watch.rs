//! Word of changed files, without looking for them again and again.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
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

/// Watches the folders of an atlas.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    /// For every change, whether it was one of the watched folders themselves.
    changes: Receiver<bool>,
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
            let folder_itself = match event {
                Ok(event) if !is_change(event.kind) => return,
                Ok(event) => event.paths.iter().any(|path| path.parent() == Some(above.as_path())),
                // What was missed is found by looking.
                Err(_) => true,
            };
            // Nobody listens any more where the program ends.
            let _ = sender.send(folder_itself);
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

    /// Waits until files have changed, and nothing more happens for a moment.
    ///
    /// # Errors
    /// Where watching has ended.
    pub fn wait(&mut self) -> Result<()> {
        let mut folders = self.changes.recv().context("the atlas is no longer watched")?;
        let began = Instant::now();
        while began.elapsed() < LONGEST {
            match self.changes.recv_timeout(QUIET) {
                Ok(folder) => folders |= folder,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        if folders {
            // A folder that goes away again meanwhile is met by the next change.
            let _ = self.folders();
        }
        Ok(())
    }
}

/// Whether a file may have changed; most events tell only that it was read.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}
