//! Reading an atlas again and again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow};

use crate::check::{self, Choices};
use crate::finding::{self, Findings};
use crate::load::{self, Project};
use crate::model::{Atlas, History};
use crate::words::Words;

/// What a site is made from: an atlas without errors.
pub(super) struct Ready {
    pub inputs: Inputs,
    pub atlas: Atlas,
    pub words: Arc<Words>,
    /// The atlas in its further languages, and the words of each.
    pub translated: Vec<(Atlas, Arc<Words>)>,
}

/// The texts of an atlas, and their history.
#[derive(Clone)]
pub(super) struct Inputs {
    pub project: Arc<Project>,
    pub history: Arc<History>,
}

impl Inputs {
    /// Whether a site would be the same from either.
    pub fn equal(&self, other: &Self) -> bool {
        let files = |inputs: &'_ Self| inputs.project.sources.iter().count();
        let pairs = self.project.sources.iter().zip(other.project.sources.iter());
        files(self) == files(other)
            && pairs.into_iter().all(|((_, a), (_, b))| a.path == b.path && a.text == b.text)
            && self.history == other.history
    }
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
        let (checked, history) = rayon::join(
            || -> Result<_> {
                let words = check::words(&project, "en", &mut findings)?;
                let atlas = check::atlas(&project, &self.choices, &mut findings)?;
                let others = match &atlas {
                    Some(atlas) => check::translated_words(&project, atlas, &mut findings)?,
                    None => None,
                };
                Ok(atlas.zip(words).zip(others))
            },
            || load::history(&self.root),
        );
        let inputs = Inputs { project: Arc::clone(&project), history: Arc::new(history?) };
        let sources = &project.sources;
        // Files that are no text differ in what is wrong with them alone.
        let wrong = finding::short(&findings.sorted(sources), sources, "");
        let is_old =
            |(old, was_wrong): &(Inputs, String)| *was_wrong == wrong && old.equal(&inputs);
        if self.last.as_ref().is_some_and(is_old) {
            return Ok(None);
        }
        self.last = Some((inputs.clone(), wrong));
        let ready = checked?.map(|((atlas, words), others)| {
            let others = others.into_iter().map(Arc::new);
            let translated = atlas.translated().into_iter().zip(others).collect();
            Ready { inputs, atlas, words: Arc::new(words), translated }
        });
        Ok(Some(Read { findings, project, ready }))
    }
}
