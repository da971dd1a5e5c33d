//! How long a build takes, stage by stage, beside a plain copy of the same site.
//!
//! `cargo bench --bench atlas -- --records 10000` makes an atlas of made-up records (`records.rs`),
//! builds it in this process, and prints a table; `-- --real` builds the real one instead; `-- --records 10000 --serve` times edits
//! in `atlas serve`, by the wall clock, with the program in a process of its own. Times are wall clock and processor time of all
//! threads; memory is the highest so far. The last lines compare with `cp -r` of the output and
//! with a second build in which nothing has changed, in the same run, and tell how fast figures are
//! drawn.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

mod drawing;
mod meter;
mod records;
mod serving;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use atmp_atlas::check::{self, Choices, Whole};
use atmp_atlas::export::Exports;
use atmp_atlas::finding::Findings;
use atmp_atlas::load;
use atmp_atlas::model::{History, Reach};
use atmp_atlas::page::Renderer;
use atmp_atlas::site::{self, Inputs, Published, ReadFrom};
use atmp_atlas::summary;
use meter::Meter;

fn main() -> Result<()> {
    let mut count = 1_000;
    let (mut real, mut serve) = (false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--records" => {
                count = arguments.next().and_then(|it| it.parse().ok()).context("--records N")?;
            }
            "--real" => real = true,
            "--serve" => serve = true,
            // cargo's own word for benchmarks
            "--bench" => {}
            other => bail!("unknown argument `{other}`\nhelp: --records N, --real, --serve"),
        }
    }
    let folder = tempfile::tempdir()?;
    let root = match real {
        true => PathBuf::from(env!("CARGO_MANIFEST_DIR")),
        false => atlas_of(count, folder.path())?,
    };
    if serve {
        return serving::measure(&root);
    }
    let output = folder.path().join("output");

    match real {
        true => println!("the real atlas, {} threads", rayon::current_num_threads()),
        false => println!("{count} records, {} threads", rayon::current_num_threads()),
    }
    println!("{:<22} {:>9} {:>9} {:>10}", "stage", "wall", "CPU", "memory");
    let mut cold = Meter::start();
    let published = build(&root, &output, &mut cold)?;
    cold.total("build");
    println!(
        "{} pages, {} files, {:.1} MB",
        published.pages,
        published.files,
        published.bytes as f64 / 1e6
    );

    let mut copy = Meter::start();
    copied(&output, &folder.path().join("copy"))?;
    let copy_wall = copy.total("cp -r of the output");
    println!("build : copy = {:.2}", cold.wall() / copy_wall);

    let mut warm = Meter::silent();
    let again = build(&root, &output, &mut warm)?;
    warm.total("build, nothing changed");
    println!(
        "unchanged : cold = {:.2}, {} of {} files left as they were",
        warm.wall() / cold.wall(),
        again.unchanged,
        again.files
    );
    let mut findings = Findings::default();
    let project = load::read(Path::new(env!("CARGO_MANIFEST_DIR")), &mut findings)?;
    let real = check::atlas(&project, &Choices::default(), &mut findings)?;
    drawing::measure(&real.context("the real atlas has errors")?)
}

/// A folder that is an atlas of made-up records, with the content and templates of this one, in
/// English alone.
fn atlas_of(count: usize, folder: &Path) -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = folder.join("atlas");
    for part in ["content", "templates"] {
        copied(&here.join(part), &root.join(part))?;
    }
    let settings = std::fs::read_to_string(here.join("content/atlas.yaml"))?;
    let english = settings.lines().filter(|line| !line.starts_with("languages:"));
    let english: String = english.flat_map(|line| [line, "\n"]).collect();
    std::fs::write(root.join("content/atlas.yaml"), english)?;
    let mut findings = Findings::default();
    let project = load::read(here, &mut findings)?;
    let real = check::atlas(&project, &Choices::default(), &mut findings)?
        .context("the real atlas has errors")?;
    let (_, places) = project.required("content/places/places1000_europe.tsv")?;
    records::write(&root, count, 1, places, real.regions(), real.vocabularies())?;
    Ok(root)
}

/// The stages of `atlas build`.
fn build(root: &Path, output: &Path, meter: &mut Meter) -> Result<Published> {
    let mut findings = Findings::default();
    let project = load::read(root, &mut findings)?;
    meter.stage("read");
    let whole = check::whole(&project, &Choices::default(), &mut findings)?;
    let Some(Whole { atlas, words, translated }) = whole else {
        let first = atmp_atlas::finding::short(
            &findings.errors_first(&project.sources),
            &project.sources,
            "",
        );
        bail!(
            "the made-up records have errors:\n{}",
            first.lines().take(5).collect::<Vec<_>>().join("\n")
        );
    };
    meter.stage("check");
    let history = History::unknown(Reach::NoRepository);
    let inputs = Inputs::of(&project, &Choices::default(), ReadFrom::Server, &history, &[]);
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

fn copied(from: &Path, to: &Path) -> Result<()> {
    if let Some(above) = to.parent() {
        std::fs::create_dir_all(above)?;
    }
    let status = Command::new("cp").arg("-r").arg(from).arg(to).status()?;
    if !status.success() {
        bail!("cp -r failed");
    }
    Ok(())
}
