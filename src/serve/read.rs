//! Reading an atlas again and again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow};

use crate::check::{self, Choices, Whole};
use crate::finding::{self, Findings};
use crate::load::{self, Project};
use crate::model::History;
use crate::site::{Inputs, ReadFrom};

/// What a site is made from: an atlas without errors.
pub(super) struct Ready {
    pub inputs: Inputs,
    pub project: Arc<Project>,
    pub history: History,
    pub whole: Whole,
}

/// What came of reading an atlas.
pub(super) struct Read {
    /// What is wrong.
    pub findings: Findings,
    /// The files that the findings point to.
    pub project: Arc<Project>,
    /// The atlas, where no error stands against it.
    pub ready: Option<Ready>,
}

/// Reads one atlas whenever it has changed.
pub(super) struct Reading {
    root: PathBuf,
    choices: Choices,
    /// What was read last, and what was wrong with it.
    last: Option<(Inputs, String)>,
}

impl Reading {
    /// Nothing is read yet.
    pub fn new(root: &Path, choices: Choices) -> Self {
        Self { root: root.to_owned(), choices, last: None }
    }

    /// Reads the atlas; `None` where nothing has changed since the last time.
    ///
    /// # Errors
    /// Where the atlas cannot be read.
    pub fn again(&mut self) -> Option<Result<Read>> {
        // A slip in a rule must not end the program of somebody who is writing.
        let read = catch_unwind(AssertUnwindSafe(|| self.read()));
        let read = read.unwrap_or_else(|_| Err(anyhow!("a fault of the program, told above")));
        if read.is_err() {
            self.last = None;
        }
        read.transpose()
    }

    fn read(&mut self) -> Result<Option<Read>> {
        let mut findings = Findings::default();
        let project = Arc::new(load::read(&self.root, &mut findings)?);
        let (whole, history) = rayon::join(
            || check::whole(&project, &self.choices, &mut findings),
            || load::history(&self.root),
        );
        let history = history?;
        // One program serves, from beginning to end.
        let inputs = Inputs::of(&project, &self.choices, ReadFrom::Server, &history, None);
        let sources = &project.sources;
        // Files that are no text differ in what is wrong with them alone.
        let wrong = finding::short(&findings.sorted(sources), sources, "");
        let read = (inputs, wrong);
        if self.last.as_ref() == Some(&read) {
            return Ok(None);
        }
        self.last = Some(read);
        let ready = whole?.map(|whole| {
            let project = Arc::clone(&project);
            Ready { inputs, project, history, whole }
        });
        Ok(Some(Read { findings, project, ready }))
    }
}
