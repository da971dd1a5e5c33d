//! Reading an atlas again and again.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow};

use super::watch::Changed;
use crate::check::{self, Choices, Kept, Whole};
use crate::finding::{self, Findings};
use crate::load::{self, Project, Remembered, Seen};
use crate::model::History;
use crate::site::{Inputs, ReadFrom};
use crate::summary::{Summaries, summarize_after};

/// What a site is made from: an atlas without errors.
pub(super) struct Ready {
    pub inputs: Inputs,
    pub project: Arc<Project>,
    pub history: Arc<History>,
    pub whole: Whole,
    pub summaries: Arc<Summaries>,
}

/// What came of reading an atlas.
pub(super) struct Read {
    /// What is wrong.
    pub findings: Findings,
    /// What of that was not wrong when the atlas was read before.
    pub fresh: Findings,
    /// The files that the findings point to.
    pub project: Arc<Project>,
    /// The atlas, where no error stands against it.
    pub ready: Option<Ready>,
}

/// Reads one atlas whenever it has changed.
pub(super) struct Reading {
    root: PathBuf,
    choices: Choices,
    /// The files as they were read last, and what came of them.
    seen: Seen,
    kept: Kept,
    remembered: Remembered,
    /// What was worked out of the last state without errors.
    summaries: Option<Arc<Summaries>>,
    /// What was read last, and what was wrong with it, a line each.
    last: Option<(Inputs, BTreeSet<String>)>,
}

impl Reading {
    /// Nothing is read yet.
    pub fn new(root: &Path, choices: Choices) -> Self {
        Self {
            root: root.to_owned(),
            choices,
            seen: Seen::default(),
            kept: Kept::default(),
            remembered: Remembered::default(),
            summaries: None,
            last: None,
        }
    }

    /// Reads the atlas; `None` where nothing has changed since the last time.
    ///
    /// # Errors
    /// Where the atlas cannot be read.
    pub fn again(&mut self, changed: &Changed) -> Option<Result<Read>> {
        // A slip in a rule must not end the program of somebody who is writing.
        let read = catch_unwind(AssertUnwindSafe(|| self.read(changed)));
        let read = read.unwrap_or_else(|_| Err(anyhow!("a fault of the program, told above")));
        if read.is_err() {
            // Nothing is kept of what ended in the middle.
            (self.seen, self.kept, self.summaries, self.last) = Default::default();
        }
        read.transpose()
    }

    fn read(&mut self, changed: &Changed) -> Result<Option<Read>> {
        let told = match changed {
            Changed::Files(files) => Some(files),
            Changed::Anything => None,
        };

        let mut findings = Findings::default();
        let project = Arc::new(load::read_again(&self.root, told, &mut self.seen, &mut findings)?);
        let (whole, history) = rayon::join(
            || check::whole_again(&project, &self.choices, &mut self.kept, &mut findings),
            || self.remembered.history(&self.root),
        );
        let history = history?;
        // One program serves, from beginning to end.
        let inputs = Inputs::of(&project, &self.choices, ReadFrom::Server, &history, None);
        let sources = &project.sources;
        // Files that are no text differ in what is wrong with them alone.
        let mut fresh = Findings::default();
        let mut wrong = BTreeSet::new();
        for finding in findings.iter() {
            let line = finding::short(&[finding], sources, "");
            if self.last.as_ref().is_none_or(|(_, before)| !before.contains(&line)) {
                fresh.push(finding.clone());
            }
            wrong.insert(line);
        }
        let read = (inputs, wrong);
        if self.last.as_ref() == Some(&read) {
            return Ok(None);
        }
        self.last = Some(read);
        let ready = whole?.map(|whole| {
            let project = Arc::clone(&project);
            let summaries = match &self.summaries {
                Some(before) if before.are_of(&whole.atlas) => Arc::clone(before),
                before => Arc::new(summarize_after(&whole.atlas, before.as_deref())),
            };
            self.summaries = Some(Arc::clone(&summaries));
            Ready { inputs, project, history, whole, summaries }
        });
        Ok(Some(Read { findings, fresh, project, ready }))
    }
}
