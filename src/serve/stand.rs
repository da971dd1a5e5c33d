//! What is served now, and what there is to say about it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::answer::Answer;
use super::snapshot::{Prepared, Snapshot};
use super::tools;
use crate::site::Inputs;

/// The newest state without errors, and the news. Shared by all threads.
pub(super) struct Stand {
    now: Mutex<Now>,
    changed: Condvar,
    /// Tells the states of one run from those of another.
    run: String,
}

struct Now {
    snapshot: Option<Arc<Snapshot>>,
    /// What is wrong with the files, as JSON.
    news: Arc<str>,
    /// How often there were news.
    count: u64,
}

/// How much of the news a listener has heard.
#[derive(Debug, Default)]
pub(super) struct Seen(u64);

impl Stand {
    /// Nothing yet. `port` is where it is asked.
    pub fn new(port: u16) -> Self {
        let now = Now { snapshot: None, news: Arc::from("{}"), count: 0 };
        let run = format!("{port}-{}", std::process::id());
        Self { now: Mutex::new(now), changed: Condvar::new(), run }
    }

    /// The name of the state that comes next.
    pub fn next_state(&self) -> String {
        format!("{}-{}", self.run, self.lock().count + 1)
    }

    /// The path of the home page, with slashes around.
    pub fn base(&self) -> String {
        let now = self.lock();
        now.snapshot.as_ref().map_or_else(|| "/".to_owned(), |it| it.base().to_owned())
    }

    /// What was prepared for the state that is served.
    pub fn prepared(&self) -> Prepared {
        self.lock().snapshot.as_ref().map(|snapshot| snapshot.prepared()).unwrap_or_default()
    }

    /// Whether a site is served that was made from the same.
    pub fn is_of(&self, inputs: Inputs) -> bool {
        self.lock().snapshot.as_ref().is_some_and(|snapshot| snapshot.inputs() == inputs)
    }

    /// Takes in what a reading of the files gave; without a snapshot the one before stays.
    pub fn take(&self, snapshot: Option<Arc<Snapshot>>, news: tools::News) {
        let mut now = self.lock();
        let old = snapshot.and_then(|new| now.snapshot.replace(new));
        let state = now.snapshot.as_ref().map_or("", |snapshot| snapshot.state());
        now.news = Arc::from(news.of_state(state));
        now.count += 1;
        self.changed.notify_all();
        drop(now);
        // Its last answers may still be on their way.
        drop(old);
    }

    /// The answer to a request for a path.
    pub fn answer(&self, path: &str) -> Answer {
        if let Some(answer) = tools::file(path) {
            return answer;
        }
        let snapshot = self.lock().snapshot.clone();
        match snapshot {
            Some(snapshot) => snapshot.answer(path),
            None => tools::nothing_yet(),
        }
    }

    /// Waits for news; `None` where there are none for a while.
    pub fn wait(&self, seen: &mut Seen, at_most: Duration) -> Option<Arc<str>> {
        let heard = |now: &mut Now| now.count <= seen.0;
        let waited = self.changed.wait_timeout_while(self.lock(), at_most, heard);
        let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let is_new = now.count > seen.0;
        seen.0 = now.count;
        is_new.then(|| Arc::clone(&now.news))
    }

    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
