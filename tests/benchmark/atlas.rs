//! How long a build takes, stage by stage, beside a plain copy of the same site.
//!
//! `cargo bench --bench atlas -- --records 10000` makes an atlas of made-up records (`records.rs`),
//! builds it in this process, and prints a table. `--profile full`, the default, is the whole site
//! in one language (`full.rs`); `--profile plain` is what any generator does with records
//! (`plain/`). `--real` builds the real atlas instead; `--records 10000 --serve` times edits in
//! `atlas serve`, by the wall clock, with the program in a process of its own.
//!
//! Times are wall clock and processor time of all threads; memory is the highest so far; the last
//! column divides the processor time by the records. The last lines compare with `cp -r` of the
//! output and, in the profile `full`, with a second build in which nothing has changed, in the same
//! run, and tell how fast figures are drawn.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

mod drawing;
mod full;
mod meter;
mod plain;
mod records;
mod serving;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use atmp_atlas::check::{self, Choices};
use atmp_atlas::finding::{Findings, short};
use atmp_atlas::load::{self, Project};
use atmp_atlas::site::Published;
use meter::Meter;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What is built from the records.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Profile {
    Plain,
    Full,
}

struct Arguments {
    records: usize,
    profile: Profile,
    real: bool,
    serve: bool,
}

impl Arguments {
    fn read() -> Result<Self> {
        let mut read = Self { records: 1_000, profile: Profile::Full, real: false, serve: false };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value =
                || arguments.next().with_context(|| format!("`{argument}` needs a value"));
            match argument.as_str() {
                "--records" => {
                    let text = value()?;
                    let number = text.parse();
                    let message = || format!("`{text}` is no number of records, such as 10000");
                    read.records = number.with_context(message)?;
                }
                "--profile" => {
                    read.profile = match value()?.as_str() {
                        "plain" => Profile::Plain,
                        "full" => Profile::Full,
                        other => bail!("unknown profile `{other}`\nhelp: plain, full"),
                    }
                }
                "--real" => read.real = true,
                "--serve" => read.serve = true,
                // cargo's own word for benchmarks
                "--bench" => {}
                other => bail!(
                    "unknown argument `{other}`\nhelp: --records N, --profile plain|full, --real, \
                     --serve"
                ),
            }
        }
        if read.profile == Profile::Plain && (read.real || read.serve) {
            bail!(
                "the profile `plain` is one of made-up records\nhelp: leave out --real and --serve"
            );
        }
        Ok(read)
    }
}

fn main() -> Result<()> {
    atmp_atlas::cli::hold_little_memory();
    let given = Arguments::read()?;
    let folder = tempfile::tempdir()?;
    let root = match given.real {
        true => PathBuf::from(env!("CARGO_MANIFEST_DIR")),
        false => atlas_of(given.records, &folder.path().join("atlas"), given.profile)?,
    };
    if given.serve {
        return serving::measure(&root);
    }
    let threads = rayon::current_num_threads();
    let records = match given.real {
        true => load::read(&root, &mut Findings::default())?.ids.len(),
        false => given.records,
    };
    let real = if given.real { "real " } else { "" };
    println!("{records} {real}records, {threads} threads");
    measure(given.profile, records, &root, folder.path())?;
    if given.profile == Profile::Full {
        let mut findings = Findings::default();
        let project = load::read(Path::new(env!("CARGO_MANIFEST_DIR")), &mut findings)?;
        let real = check::atlas(&project, &Choices::default(), &mut findings)?;
        drawing::measure(&real.context("the real atlas has errors")?)?;
    }
    Ok(())
}

/// Builds an atlas, copies the output, and builds it again.
fn measure(profile: Profile, records: usize, root: &Path, folder: &Path) -> Result<()> {
    let output = folder.join("output");
    Meter::head();
    let mut cold = Meter::start(records);
    let made = build(profile, root, &output, &mut cold)?;
    cold.total("build");
    println!("{} pages, {} files, {:.1} MB", made.pages, made.files, made.bytes as f64 / 1e6);

    let mut copy = Meter::silent(records);
    copied(&output, &folder.join("copy"))?;
    let copy_wall = copy.total("cp -r of the output");
    println!("build : copy = {:.2}", cold.wall() / copy_wall);

    if profile == Profile::Full {
        let mut warm = Meter::silent(records);
        let again = full::build(root, &output, &mut warm)?;
        warm.total("build, nothing changed");
        println!(
            "unchanged : cold = {:.2}, {} of {} files left as they were",
            warm.wall() / cold.wall(),
            again.unchanged,
            again.files
        );
    }
    Ok(())
}

fn build(profile: Profile, root: &Path, output: &Path, meter: &mut Meter) -> Result<Published> {
    match profile {
        Profile::Plain => plain::build(root, output, meter),
        Profile::Full => full::build(root, output, meter),
    }
}

/// What stands against an atlas.
fn faults(findings: &Findings, project: &Project) -> String {
    let first = short(&findings.errors_first(&project.sources), &project.sources, "");
    let first: Vec<&str> = first.lines().take(5).collect();
    format!("the records have errors:\n{}", first.join("\n"))
}

/// A folder that is an atlas of made-up records, in English alone: with the content and templates of
/// this one, or as far as a profile makes anything of them.
fn atlas_of(count: usize, root: &Path, profile: Profile) -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    copied(&here.join("content"), &root.join("content"))?;
    match profile {
        Profile::Full => copied(&here.join("templates"), &root.join("templates"))?,
        Profile::Plain => {
            fs::create_dir(root.join("templates"))?;
            // Who lives where, for access alone.
            fs::remove_dir_all(root.join("content/places"))?;
            fs::remove_file(root.join("content/access.yaml"))?;
        }
    }
    let settings = fs::read_to_string(here.join("content/atlas.yaml"))?;
    let english = settings.lines().filter(|line| !line.starts_with("languages:"));
    let english: String = english.flat_map(|line| [line, "\n"]).collect();
    fs::write(root.join("content/atlas.yaml"), english)?;
    let mut findings = Findings::default();
    let project = load::read(here, &mut findings)?;
    let real = check::atlas(&project, &Choices::default(), &mut findings)?
        .context("the real atlas has errors")?;
    let (_, places) = project.required("content/places/places1000_europe.tsv")?;
    records::write(root, count, 1, places, real.regions(), real.vocabularies())?;
    Ok(root.to_owned())
}

fn copied(from: &Path, to: &Path) -> Result<()> {
    if let Some(above) = to.parent() {
        fs::create_dir_all(above)?;
    }
    let status = Command::new("cp").arg("-r").arg(from).arg(to).status()?;
    if !status.success() {
        bail!("cp -r failed");
    }
    Ok(())
}
