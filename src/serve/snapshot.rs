//! One state of the atlas, which never changes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Context as _, Result, anyhow};

use super::answer::Answer;
use super::read::Ready;
use super::routes::Routes;
use crate::check::Whole;
use crate::export::Exports;
use crate::page::{self, Renderer};
use crate::site::{self, Inputs};

/// A state of the atlas that answers requests.
///
/// What pages are made from borrows from the atlas, so that it lives on a thread of its own, with a
/// few others that make the pages. They end when the snapshot is dropped and the last answer given.
pub(super) struct Snapshot {
    state: String,
    base: String,
    inputs: Inputs,
    prepared: Prepared,
    requests: Sender<Job>,
}

/// What was prepared for a state, and holds for another one as far as that is made from the same.
#[derive(Clone, Default)]
pub(super) struct Prepared {
    assets: Option<Arc<site::Ready>>,
    pages: Option<Arc<page::Kept>>,
}

/// A path that is asked for, and where the answer goes.
struct Job {
    path: String,
    answer: SyncSender<Answer>,
}

impl Snapshot {
    /// Prepares everything; pages are made when they are asked for.
    ///
    /// # Errors
    /// Where no site can be made of the atlas, such as for a fault in a template.
    pub fn start(ready: Ready, before: Prepared, state: String) -> Result<Arc<Self>> {
        let (requests, jobs) = channel();
        let (say, said) = sync_channel(1);
        let (own, inputs) = (state.clone(), ready.inputs);
        let hold = move || {
            let held = catch_unwind(AssertUnwindSafe(|| hold(&ready, &before, &own, jobs, &say)));
            if let Ok(Err(failure)) = held {
                // Nobody asks any more where the program ends.
                let _ = say.send(Err(failure));
            }
        };
        thread::Builder::new().spawn(hold).context("cannot start a thread")?;
        // The other end is dropped without a word where the thread fell.
        let (base, prepared) =
            said.recv().unwrap_or_else(|_| Err(anyhow!("a fault of the program")))?;
        Ok(Arc::new(Self { state, base, inputs, prepared, requests }))
    }

    /// Its name, which no other state has.
    pub fn state(&self) -> &str {
        &self.state
    }

    /// What the next one may take from it.
    pub fn prepared(&self) -> Prepared {
        self.prepared.clone()
    }

    /// What it was made from.
    pub fn inputs(&self) -> Inputs {
        self.inputs
    }

    /// The path of its home page, with slashes around.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The answer to a request for a path.
    pub fn answer(&self, path: &str) -> Answer {
        let (answer, answered) = sync_channel(1);
        let asked = self.requests.send(Job { path: path.to_owned(), answer });
        let answered = asked.ok().and_then(|()| answered.recv().ok());
        answered.unwrap_or_else(|| Answer::text(500, "a fault of the program"))
    }
}

/// Prepares a state, says where its home page is, and answers until nobody can ask any more.
fn hold(
    ready: &Ready,
    before: &Prepared,
    state: &str,
    jobs: Receiver<Job>,
    say: &SyncSender<Result<(String, Prepared)>>,
) -> Result<()> {
    let Ready { project, history, whole: Whole { atlas, words, translated }, summaries, .. } =
        ready;

    let templates = project.below("templates/").map(|(_, name, text)| (name, text)).collect();
    let exports = Exports::new(project, atlas, summaries, history, None);
    let kept_assets = before.assets.as_ref().filter(|assets| assets.are_of(&templates));
    let assets = match kept_assets {
        Some(assets) => Arc::clone(assets),
        None => Arc::new(site::Ready::of(&templates)?),
    };
    let pages = before.pages.as_deref();
    let (plan, renderer) = rayon::join(
        || site::plan_with(atlas, &exports, &assets),
        || {
            let loads = assets.assets.clone();
            Renderer::after(pages, atlas, &exports, Arc::clone(words), &templates, loads)?
                .in_languages_after(pages, translated)
        },
    );
    let (plan, renderer) = (plan?, renderer?);
    let prepared = Prepared { assets: Some(assets), pages: Some(Arc::new(renderer.kept())) };
    let routes = Routes::new(&plan, &renderer, &exports, state);
    say.send(Ok((routes.base().to_owned(), prepared)))?;
    let jobs = Mutex::new(jobs);
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| work(&routes, &jobs));
        }
    });
    Ok(())
}

/// Answers one request after the other.
fn work(routes: &Routes<'_>, jobs: &Mutex<Receiver<Job>>) {
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };

        let answer = catch_unwind(AssertUnwindSafe(|| routes.answer(&job.path)));
        let answer = answer.unwrap_or_else(|_| Answer::text(500, "a fault of the program"));
        // Whoever asked may have gone.
        let _ = job.answer.send(answer);
    }
}
