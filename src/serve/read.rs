//! Reading an atlas again and again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow};

use crate::check::{self, Choices};
use crate::finding::Findings;
use crate::load::{self, Project};
use crate::model::{Atlas, History};
use crate::words::Words;

/// What a site is made from: an atlas without errors.
pub(super) struct Ready {
    pub project: Arc<Project>,
    pub atlas: Atlas,
    pub words: Arc<Words>,
    /// The atlas in its further languages, and the words of each.
    pub translated: Vec<(Atlas, Arc<Words>)>,
    pub history: History,
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
}

impl Reading {
    /// Nothing is read yet.
    pub fn new(root: &Path, choices: Choices) -> Self {
        Self { root: root.to_owned(), choices }
    }

    /// Reads the atlas; `None` where nothing has changed since the last time.
    ///
    /// # Errors
    /// Where the atlas cannot be read.
    pub fn again(&mut self) -> Option<Result<Read>> {
        // A slip in a rule must not end the program of somebody who is writing.
        let read = catch_unwind(AssertUnwindSafe(|| self.read()));
        Some(read.unwrap_or_else(|_| Err(anyhow!("a fault of the program, told above"))))
    }

    fn read(&self) -> Result<Read> {
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
        let (checked, history) = (checked?, history?);
        let ready = checked.map(|((atlas, words), others)| Ready {
            project: Arc::clone(&project),
            translated: atlas
                .translated()
                .into_iter()
                .zip(others.into_iter().map(Arc::new))
                .collect(),
            atlas,
            words: Arc::new(words),
            history,
        });
        Ok(Read { findings, project, ready })
    }
}
