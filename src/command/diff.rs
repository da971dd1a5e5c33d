//! `atlas diff`: what changed between two states of the atlas, in its own terms.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{Outcome, Terminal, out};
use crate::check::{self, Choices};
use crate::diff::{self, Side};
use crate::finding::Findings;
use crate::load::{self, Project};
use crate::model::Atlas;
use crate::summary::{self, Summaries};

/// What `atlas diff` was asked to do.
#[derive(Debug)]
pub struct Diff {
    /// The atlas.
    pub root: PathBuf,
    /// A folder, or a revision of git.
    pub old: String,
    /// The same; what lies in the atlas's folder now where nothing is said.
    pub new: Option<String>,
    /// Where folders are looked for.
    pub here: PathBuf,
    /// How to show it.
    pub format: DiffFormat,
    /// The day that counts as today, for both.
    pub choices: Choices,
    /// How to print.
    pub terminal: Terminal,
}

/// A form of what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffFormat {
    /// For people.
    Human,
    /// For a pull request.
    Markdown,
    /// For programs, whole.
    Json,
}

/// Compares two states and prints what changed.
///
/// # Errors
/// Where one of them cannot be read.
pub fn diff(asked: &Diff) -> Result<Outcome> {
    let old = State::read(asked, &asked.old)?;
    let new = match &asked.new {
        Some(name) => State::read(asked, name)?,
        None => State::of_folder(asked, "the files as they are", &asked.root)?,
    };
    let difference = diff::between(&old.side(), &new.side());
    out(&match asked.format {
        DiffFormat::Human => diff::human(&difference),
        DiffFormat::Markdown => diff::markdown(&difference),
        DiffFormat::Json => serde_json::to_string_pretty(&difference)? + "\n",
    });
    Ok(Outcome::Fine)
}

/// One state, read and worked out.
struct State {
    name: String,
    project: Project,
    whole: Option<(Atlas, Summaries)>,
}

impl State {
    fn read(asked: &Diff, name: &str) -> Result<Self> {
        let folder = asked.here.join(name);
        if folder.is_dir() {
            let root = load::find_root(Some(&folder), &asked.here)?;
            return Self::of_folder(asked, name, &root);
        }
        let project = load::read_revision(&asked.root, name)?;
        Self::of(asked, name, project, Findings::default())
    }

    fn of_folder(asked: &Diff, name: &str, root: &Path) -> Result<Self> {
        let mut findings = Findings::default();
        let project = load::read(root, &mut findings)?;
        Self::of(asked, name, project, findings)
    }

    fn of(asked: &Diff, name: &str, project: Project, mut findings: Findings) -> Result<Self> {
        // A state that lacks what this program needs is compared record by record.
        let atlas = check::atlas(&project, &asked.choices, &mut findings).ok().flatten();
        let whole = atlas.map(|atlas| {
            let summaries = summary::summarize(&atlas);
            (atlas, summaries)
        });
        Ok(Self { name: name.to_owned(), project, whole })
    }

    fn side(&self) -> Side<'_> {
        let whole = self.whole.as_ref().map(|(atlas, summaries)| (atlas, summaries));
        Side { name: &self.name, project: &self.project, whole }
    }
}
