//! `atlas build`: from records to the published site.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;

use super::{Outcome, Terminal, err, out, show};
use crate::check::{self, Choices};
use crate::finding::{Findings, Severity, counted};
use crate::load;
use crate::page::Renderer;
use crate::site;

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
    let words = check::words(&project, "en", &mut findings)?;
    let atlas = check::atlas(&project, &build.choices, &mut findings)?;
    let (Some(atlas), Some(words)) = (atlas, words) else {
        show(&findings, &project.sources, build.terminal);
        err(&format!(
            "{}: nothing was written\n",
            counted(findings.count(Severity::Error), "error")
        ));
        return Ok(Outcome::Stopped);
    };
    show(&findings, &project.sources, build.terminal);
    let templates: BTreeMap<&str, &str> =
        project.below("templates/").map(|(_, name, text)| (name, text)).collect();
    let plan = site::plan(&atlas, &templates)?;
    let renderer = Renderer::new(&atlas, Arc::new(words), &templates, plan.style.clone())?;
    let published = site::publish(&plan, &renderer, &build.output)?;
    out(&format!(
        "{} and {} in {:?}\n",
        counted(atlas.facilities().len(), "facility"),
        counted(published.pages, "page"),
        started.elapsed()
    ));
    let _ = build.jobs;
    Ok(Outcome::Fine)
}
