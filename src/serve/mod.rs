//! The site while it is being written: pages made when they are asked for, from records that are read
//! again when they change.
//!
//! 1. [`run`] watches the atlas's folders ([`watch`]) and opens a port that only this machine can
//!    reach ([`listen`]).
//! 2. Whenever a file changes, the atlas is read and checked as `atlas build` does it ([`read`]). What
//!    comes out is a [`Snapshot`]: one state of the atlas, which never changes, with everything that
//!    pages are made from.
//! 3. The [`Stand`] holds the newest snapshot that has no errors, and what is wrong with the files as
//!    they are. Faults never take a good snapshot away.
//! 4. A request ([`request`], [`connection`]) is answered by the snapshot ([`routes`]): with the bytes
//!    that a build would write, and in pages one script more ([`tools`]), which listens to the
//!    stand's news, loads the page again when the atlas has changed, and shows the findings.
//!
//! Nothing is read from disk for a request: what is answered is what a build would publish, by its
//! address, and nothing else.

mod answer;
mod connection;
mod listen;
mod read;
mod request;
mod routes;
mod snapshot;
mod stand;
mod tools;
mod watch;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::check::Choices;
use crate::finding::Findings;
use crate::source::Sources;
use listen::Listeners;
use read::{Read, Reading};
use snapshot::Snapshot;
use stand::Stand;
use watch::{Changed, Watch};

/// The port that is tried first where none is asked for.
pub const FIRST_PORT: u16 = 8000;

/// What happened, for whoever started the server.
pub enum News<'n> {
    /// The site can be looked at here.
    Listening(&'n str),
    /// The files were read.
    Read {
        /// What is wrong with them.
        findings: &'n Findings,
        /// What of that was not wrong before.
        fresh: &'n Findings,
        /// The files.
        sources: &'n Sources,
        /// How long it took until pages could be asked for.
        took: Duration,
    },
    /// The atlas could not be read, or no pages can be made from it.
    Failed(&'n anyhow::Error),
}

/// Serves an atlas until the program is ended.
///
/// # Errors
/// A port that cannot be had, or folders that cannot be watched. What is wrong with the files of the
/// atlas is never a failure: it is told as news, and the last good state stays.
pub fn run(
    root: &Path,
    choices: &Choices,
    port: Option<u16>,
    mut tell: impl FnMut(News<'_>),
) -> Result<()> {
    let listeners = Listeners::open(port)?;
    // Watched before it is read, so that no change falls between the two.
    let mut watch = Watch::start(root)?;
    let stand = Arc::new(Stand::new(listeners.port()));
    let mut reading = Reading::new(root, choices.clone());
    take(&mut reading, &Changed::Anything, &stand, &mut tell);
    listeners.start(&stand)?;
    tell(News::Listening(&format!("http://{}{}", listeners.place(), stand.base())));
    let mut unsure = false;
    loop {
        let changed = watch.wait(unsure)?;
        take(&mut reading, &changed, &stand, &mut tell);
        unsure = changed != Changed::Anything;
    }
}

/// Reads what has changed, and lets readers have it.
fn take(reading: &mut Reading, changed: &Changed, stand: &Stand, tell: &mut impl FnMut(News<'_>)) {
    let began = Instant::now();
    let Some(read) = reading.again(changed) else { return };
    let made = read.and_then(|mut read| {
        // What was broken and is mended again needs no other site.
        let other = read.ready.take().filter(|ready| !stand.is_of(ready.inputs));
        let snapshot =
            other.map(|ready| Snapshot::start(ready, stand.prepared(), stand.next_state()));
        Ok((snapshot.transpose()?, read))
    });
    match made {
        Ok((snapshot, Read { findings, project, fresh, .. })) => {
            let base = snapshot.as_ref().map_or_else(|| stand.base(), |it| it.base().to_owned());
            stand.take(snapshot, tools::News::of(&findings, &project.sources, &base));
            let took = began.elapsed();
            tell(News::Read {
                findings: &findings,
                fresh: &fresh,
                sources: &project.sources,
                took,
            });
        }
        Err(failure) => {
            stand.take(None, tools::News::of_failure(&failure));
            tell(News::Failed(&failure));
        }
    }
}
