//! How long a build takes, stage by stage, beside a plain copy of the same site.
//!
//! `cargo bench --bench atlas -- --records 10000` makes an atlas of made-up records (`records.rs`),
//! builds it in this process, and prints a table. `--profile full`, the default, is the whole site
//! in one language (`full.rs`); `--profile plain` is what any generator does with records
//! (`plain/`). `--real` builds the real atlas instead, and `--real --english` that in English alone, as the
//! made-up ones are; `--records 10000 --serve` times edits in
//! `atlas serve`, by the wall clock, with the program in a process of its own.
//!
//! The records are made in a process of their own, so that the memory is the build's alone.
//! `--write FOLDER` only makes them, into a folder that stays; `--atlas FOLDER` builds from such a one;
//! `--output FOLDER` keeps the site there, and leaves out what is measured beside its build. So another
//! generator can be held against this one on the same records (`hugo/`), which `--content FOLDER`
//! turns into Hugo's content.
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
    /// Without the further languages of the real atlas.
    english: bool,
    serve: bool,
    /// Where the made-up atlas is written to, and nothing else is done.
    write: Option<PathBuf>,
    /// Where a made-up atlas was written to before.
    atlas: Option<PathBuf>,
    /// Where the records are written to as content for Hugo, and nothing else is done.
    content: Option<PathBuf>,
    /// Where the site stays.
    output: Option<PathBuf>,
}

impl Arguments {
    fn read() -> Result<Self> {
        let mut read = Self {
            records: 1_000,
            profile: Profile::Full,
            real: false,
            english: false,
            serve: false,
            write: None,
            atlas: None,
            content: None,
            output: None,
        };
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
                "--write" => read.write = Some(value()?.into()),
                "--atlas" => read.atlas = Some(value()?.into()),
                "--content" => read.content = Some(value()?.into()),
                "--output" => read.output = Some(value()?.into()),
                "--real" => read.real = true,
                "--english" => read.english = true,
                "--serve" => read.serve = true,
                // cargo's own word for benchmarks
                "--bench" => {}
                other => bail!(
                    "unknown argument `{other}`\nhelp: --records N, --profile plain|full, --real, \
                     --english, --serve, --write FOLDER, --atlas FOLDER, --content FOLDER, --output FOLDER"
                ),
            }
        }
        if read.profile == Profile::Plain && (read.real || read.serve) {
            bail!(
                "the profile `plain` is one of made-up records\nhelp: leave out --real and --serve"
            );
        }
        if read.english && !read.real {
            bail!("made-up records are in English alone\nhelp: leave out --english, or add --real");
        }
        Ok(read)
    }
}

fn main() -> Result<()> {
    atmp_atlas::cli::hold_little_memory();
    let given = Arguments::read()?;
    if let Some(root) = &given.write {
        return write_atlas(given.records, root, given.profile);
    }
    let folder = tempfile::tempdir()?;
    let root = match &given.atlas {
        _ if given.english => real_in_english(folder.path().join("atlas"))?,
        _ if given.real => PathBuf::from(env!("CARGO_MANIFEST_DIR")),
        Some(root) => root.clone(),
        None => made(&given, &folder.path().join("atlas"))?,
    };
    if let Some(content) = &given.content {
        return plain::content::write(&root, content);
    }
    if given.serve {
        return serving::measure(&root);
    }
    let threads = rayon::current_num_threads();
    let records = fs::read_dir(root.join("facilities"))?
        .map(|entry| {
            // Beside the countries stand a few texts.
            let country = entry?.path();
            Ok(if country.is_dir() { fs::read_dir(country)?.count() } else { 0 })
        })
        .sum::<Result<usize>>()?;
    let real = if given.real { "real " } else { "" };
    let english = if given.english { " in English alone" } else { "" };
    println!("{records} {real}records{english}, {threads} threads");
    if let Some(output) = &given.output {
        Meter::head();
        build_once(given.profile, records, &root, output)?;
        return Ok(());
    }
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
    let cold = build_once(profile, records, root, &output)?;

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

/// Builds an atlas, and says what came out of it.
fn build_once(profile: Profile, records: usize, root: &Path, output: &Path) -> Result<Meter> {
    let mut cold = Meter::start(records);
    let made = build(profile, root, output, &mut cold)?;
    cold.total("build");
    println!("{} pages, {} files, {:.1} MB", made.pages, made.files, made.bytes as f64 / 1e6);
    Ok(cold)
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

/// A folder with an atlas of made-up records, written by a process of its own.
fn made(given: &Arguments, root: &Path) -> Result<PathBuf> {
    let profile = match given.profile {
        Profile::Plain => "plain",
        Profile::Full => "full",
    };
    let records = given.records.to_string();
    let status = Command::new(std::env::current_exe()?)
        .args(["--records", &records, "--profile", profile, "--write"])
        .arg(root)
        .status()?;
    if !status.success() {
        bail!("the records cannot be made");
    }
    Ok(root.to_owned())
}

/// A copy of the real atlas without its further languages.
fn real_in_english(root: PathBuf) -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir(&root)?;
    for folder in ["facilities", "content", "templates"] {
        copied(&here.join(folder), &root.join(folder))?;
    }
    in_english(&root)?;
    Ok(root)
}

/// Takes the further languages out of the settings of an atlas.
fn in_english(root: &Path) -> Result<()> {
    let path = root.join("content/atlas.yaml");
    let settings = fs::read_to_string(&path)?;
    let english = settings.lines().filter(|line| !line.starts_with("languages:"));
    let english: String = english.flat_map(|line| [line, "\n"]).collect();
    fs::write(path, english)?;
    Ok(())
}

/// Makes a folder that is an atlas of made-up records, in English alone: with the content and
/// templates of this one, or as far as a profile makes anything of them.
fn write_atlas(count: usize, root: &Path, profile: Profile) -> Result<()> {
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
    in_english(root)?;
    let mut findings = Findings::default();
    let project = load::read(here, &mut findings)?;
    let real = check::atlas(&project, &Choices::default(), &mut findings)?
        .context("the real atlas has errors")?;
    let (_, places) = project.required("content/places/places1000_europe.tsv")?;
    records::write(root, count, 1, places, real.regions(), real.vocabularies())?;
    Ok(())
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
