//! `atlas build`: from records to the published site.

use std::collections::BTreeMap;
use std::fs;
use std::mem;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant, UNIX_EPOCH};

use anyhow::{Context as _, Result, anyhow};

use super::{Outcome, Terminal, err, out, show};
use crate::check::{self, Choices, Whole};
use crate::export::Exports;
use crate::finding::{Findings, Severity, counted};
use crate::load;
use crate::model::Atlas;
use crate::page::Renderer;
use crate::site::{self, Inputs, Published, ReadFrom};
use crate::summary;

/// What `atlas build` was asked to do.
#[derive(Debug)]
pub struct Build {
    /// The atlas.
    pub root: PathBuf,
    /// Where to write.
    pub output: PathBuf,
    /// Where the site will be read.
    pub read_from: ReadFrom,
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
    let threads = rayon::ThreadPoolBuilder::new().num_threads(build.jobs.unwrap_or(0));
    threads.build().context("cannot start the threads")?.install(|| in_steps(build))
}

fn in_steps(build: &Build) -> Result<Outcome> {
    let mut clock = Clock::start();
    let mut findings = Findings::default();
    // Git is asked while the records are read and checked.
    let root = build.root.clone();
    let asked = thread::spawn(move || (load::ask_history(&root), program()));
    let project = load::read(&build.root, &mut findings)?;
    clock.step("read");
    let templates: BTreeMap<&str, &str> =
        project.below("templates/").map(|(_, name, text)| (name, text)).collect();
    // What is made of templates alone depends on no record.
    let (whole, ready) = rayon::join(
        || check::whole(&project, &build.choices, &mut findings),
        || site::Ready::of(&templates),
    );
    let whole = whole?;
    clock.step("check");
    show(&findings, &project.sources, build.terminal);
    let Some(Whole { atlas, words, translated }) = whole else {
        let errors = counted(findings.count(Severity::Error), "error");
        err(&format!("{errors}: nothing was written, and what was there before stays as it was\n"));
        return Ok(Outcome::Stopped);
    };
    let (asked, program) = asked.join().map_err(|_| anyhow!("git could not be asked"))?;
    let asked = asked?;
    // Where no site stands yet, everything is made anew whatever the history says.
    let anew = !site::is_site(&build.output);
    let (history, summaries) =
        rayon::join(|| asked.history(), || anew.then(|| summary::summarize(&atlas)));
    let inputs = Inputs::of(&project, &build.choices, build.read_from, &history, program);
    // A program that cannot read itself builds anew each time.
    let standing = site::standing(&build.output, inputs).filter(|_| program.is_some());
    if let Some(published) = standing {
        clock.step("compare");
        if !build.terminal.quiet {
            out(&summary(&atlas, &published, &findings, &clock));
            out(&where_it_is(build));
        }
        return Ok(Outcome::Fine);
    }
    let summaries = summaries.unwrap_or_else(|| summary::summarize(&atlas));
    clock.step("summarise");
    let exports = Exports::new(&project, &atlas, &summaries, &history, None);
    let plan = site::plan_with(&atlas, &exports, &ready?)?;
    let renderer = Renderer::new(&atlas, &exports, words, &templates, plan.assets.clone())?
        .in_languages(&translated)?;
    clock.step("plan");
    let published =
        site::publish(&plan, &renderer, &exports, &build.output, build.read_from, inputs)?;
    clock.step("render and write");
    if !build.terminal.quiet {
        out(&summary(&atlas, &published, &findings, &clock));
        out(&where_it_is(build));
    }
    // The program ends here, and the system takes back its memory at once.
    mem::forget((renderer, plan));
    mem::forget(exports);
    mem::forget((summaries, atlas, translated, project, history));
    Ok(Outcome::Fine)
}

/// What tells this program from one that is compiled anew: how large its file is, and when it was
/// written. Reading it all would take longer than reading the records.
fn program() -> Option<u128> {
    let file = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let written = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(u128::from(file.len()) << 64 | u128::from(u64::try_from(written.as_nanos()).ok()?))
}

/// What was built, and how long each step took.
fn summary(atlas: &Atlas, published: &Published, findings: &Findings, clock: &Clock) -> String {
    let steps: Vec<String> =
        clock.steps.iter().map(|(name, took)| format!("{name} {}", seconds(*took))).collect();
    let kept = match published.unchanged {
        0 => String::new(),
        all if all == published.files => ", all as they were".to_owned(),
        unchanged => format!(", {unchanged} of them as they were"),
    };
    let facilities = match atlas.facilities().len() {
        1 => "1 facility".to_owned(),
        count => format!("{count} facilities"),
    };
    let countries = match atlas.countries().len() {
        1 => "1 country".to_owned(),
        count => format!("{count} countries"),
    };
    format!(
        "Built the atlas: {facilities}, {countries}, {} in {}{kept}, {}\n  in {} ({})\n",
        counted(published.pages, "page"),
        counted(published.files, "file"),
        counted(findings.count(Severity::Warning), "warning"),
        seconds(clock.began.elapsed()),
        steps.join(", "),
    )
}

/// Where the site is, and how to look at it.
fn where_it_is(build: &Build) -> String {
    let folder = build.output.canonicalize().unwrap_or_else(|_| build.output.clone());
    let folder = folder.display();
    if build.read_from == ReadFrom::Folder {
        return format!("  in {folder}\nTo look at it: open {folder}/index.html in a browser\n");
    }
    format!(
        "  in {folder}\nTo look at it: `python3 -m http.server --directory {folder}`, then open \
         http://localhost:8000/\n"
    )
}

fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}

/// How long the steps of a build take.
struct Clock {
    began: Instant,
    last: Instant,
    steps: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn start() -> Self {
        let now = Instant::now();
        Self { began: now, last: now, steps: Vec::new() }
    }

    fn step(&mut self, name: &'static str) {
        let now = Instant::now();
        self.steps.push((name, now - self.last));
        self.last = now;
    }
}
