//! The profile `full`: the whole design of the site, as `atlas build` makes it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use atmp_atlas::check::{self, Choices, Whole};
use atmp_atlas::export::Exports;
use atmp_atlas::finding::Findings;
use atmp_atlas::load;
use atmp_atlas::model::{History, Reach};
use atmp_atlas::page::Renderer;
use atmp_atlas::site::{self, Inputs, Published, ReadFrom};
use atmp_atlas::summary;

use crate::meter::Meter;

/// The stages of `atlas build`.
pub fn build(root: &Path, output: &Path, meter: &mut Meter) -> Result<Published> {
    let mut findings = Findings::default();
    let project = load::read(root, &mut findings)?;
    meter.stage("read");
    let whole = check::whole(&project, &Choices::default(), &mut findings)?;
    let Whole { atlas, words, translated } =
        whole.with_context(|| crate::faults(&findings, &project))?;
    meter.stage("check");
    let history = History::unknown(Reach::NoRepository);
    let inputs = Inputs::of(&project, &Choices::default(), ReadFrom::Server, &history, None);
    if let Some(published) = site::standing(output, inputs) {
        return Ok(published);
    }
    let templates: BTreeMap<&str, &str> =
        project.below("templates/").map(|(_, name, text)| (name, text)).collect();
    let summaries = summary::summarize(&atlas);
    meter.stage("summarise");
    let exports = Exports::new(&project, &atlas, &summaries, &history, None);
    let plan = site::plan(&atlas, &exports, &templates)?;
    meter.stage("plan");
    let renderer = Renderer::new(&atlas, &exports, words, &templates, plan.assets.clone())?
        .in_languages(&translated)?;
    meter.stage("templates");
    let published = site::publish(&plan, &renderer, &exports, output, ReadFrom::Server, inputs)?;
    meter.stage("render and write");
    Ok(published)
}
