//! What can be typed, and the exit code that comes of it.
//!
//! Exit codes: 0 fine; 1 findings that stop; 2 the command could not do its work.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::check::Choices;
use crate::command::{self, Build, Check, Format, Outcome, ReleaseData, Terminal};
use crate::model::{PartialDate, Url};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// The open map of Europe's capacity for advanced therapies: records in, a static site out.
///
/// Without a command the atlas is built into `output/`.
#[derive(Debug, Parser)]
#[command(name = "atlas", version, styles = STYLES, after_help = "Examples:
  atlas                                    build the atlas of this folder into output/
  atlas check                              look for faults in all records
  atlas check facilities/nl/necstgen.yaml  look for faults in one record
  atlas build --output /tmp/site           build it somewhere else

Exit codes: 0 fine, 1 findings that stop, 2 the command could not do its work.")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    global: Global,
}

#[derive(Debug, Args)]
struct Global {
    /// The atlas: a folder with facilities/, content/ and templates/ [default: this folder, or the
    /// nearest above it that is one]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Print nothing but findings
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Whether to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check everything, then write the whole site
    #[command(after_help = "Examples:
  atlas build
  atlas build --output public --base-url https://example.org/atlas/
  atlas build --as-of 2026-11-23")]
    Build(BuildArgs),
    /// Check the records and the content
    #[command(after_help = "Examples:
  atlas check
  atlas check facilities/it
  atlas check --format github --deny warnings")]
    Check(CheckArgs),
    /// Make a dated copy of the data that never changes again
    #[command(after_help = "Examples:
  atlas release 2026.1")]
    Release(ReleaseArgs),
}

#[derive(Debug, Args)]
struct ReleaseArgs {
    /// The version, such as 2026.1
    #[arg(value_name = "VERSION")]
    version: String,
    /// The day that the data describes [default: SOURCE_DATE_EPOCH, or the newest `verified` of a record]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<PartialDate>,
    /// Where the site is published [default: `base_url` of content/atlas.yaml]
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<Url>,
}

#[derive(Debug, Default, Args)]
struct BuildArgs {
    /// Where to write the site [default: output/ in the atlas]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where the site will be published [default: `base_url` of content/atlas.yaml]
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<Url>,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, or the newest `verified` of a record]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<PartialDate>,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// Files or folders whose findings to show [default: all]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The form of the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: FormatName,
    /// What else makes the exit code 1
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, or the newest `verified` of a record]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<PartialDate>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Deny {
    Warnings,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatName {
    Human,
    Short,
    Json,
    Github,
    Gitlab,
    Sarif,
}

/// Does what was typed.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let failed = error.use_stderr();
            // Nobody is left to tell where the terminal itself is gone.
            let _ = error.print();
            return ExitCode::from(if failed { 2 } else { 0 });
        }
    };
    let color = |terminal: bool| match cli.global.color {
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none(),
        Color::Always => true,
        Color::Never => false,
    };
    let terminal = Terminal {
        quiet: cli.global.quiet,
        color_out: color(std::io::stdout().is_terminal()),
        color_err: color(std::io::stderr().is_terminal()),
    };
    let outcome = decide(cli, terminal);
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Stopped) => ExitCode::from(1),
        Err(error) => {
            command::failure(terminal, &error);
            ExitCode::from(2)
        }
    }
}

fn decide(cli: Cli, terminal: Terminal) -> anyhow::Result<Outcome> {
    let here = here()?;
    let root = crate::load::find_root(cli.global.root.as_deref(), &here)?;
    match cli.command {
        Some(Command::Release(args)) => command::release(&ReleaseData {
            root,
            version: args.version,
            choices: Choices { as_of: today(args.as_of)?, base_url: args.base_url },
            terminal,
        }),
        Some(Command::Check(args)) => command::check(&Check {
            root,
            paths: args.paths.iter().map(|path| here.join(path)).collect(),
            format: match args.format {
                FormatName::Human => Format::Human,
                FormatName::Short => Format::Short,
                FormatName::Json => Format::Json,
                FormatName::Github => Format::Github,
                FormatName::Gitlab => Format::Gitlab,
                FormatName::Sarif => Format::Sarif,
            },
            deny_warnings: args.deny.is_some(),
            choices: Choices { as_of: today(args.as_of)?, base_url: None },
            terminal,
        }),
        build => {
            let args = match build {
                Some(Command::Build(args)) => args,
                _ => BuildArgs::default(),
            };
            let output =
                args.output.map_or_else(|| root.join("output"), |output| here.join(output));
            command::build(&Build {
                root,
                output,
                jobs: args.jobs,
                choices: Choices { as_of: today(args.as_of)?, base_url: args.base_url },
                terminal,
            })
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks where it stands")]
fn here() -> anyhow::Result<PathBuf> {
    Ok(std::env::current_dir().unwrap_or_else(|_| Path::new(".").to_owned()))
}

/// The day that was typed, or the one in `SOURCE_DATE_EPOCH`
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
fn today(typed: Option<PartialDate>) -> anyhow::Result<Option<PartialDate>> {
    use anyhow::Context as _;
    if typed.is_some() {
        return Ok(typed);
    }
    let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let seconds: i64 = epoch
        .to_str()
        .and_then(|text| text.parse().ok())
        .filter(|seconds| (0..7_258_118_400).contains(seconds))
        .context("`SOURCE_DATE_EPOCH` is not a number of seconds since 1970\nhelp: unset it, or use `--as-of`")?;
    Ok(Some(crate::model::Day::from_unix_days(seconds / 86_400).date()))
}

fn day(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text)
        .filter(|date| date.is_day())
        .ok_or_else(|| "write a day such as 2026-11-23".to_owned())
}

fn base_url(text: &str) -> Result<Url, String> {
    let slashed = if text.ends_with('/') { text.to_owned() } else { format!("{text}/") };
    Url::parse(&slashed)
        .map_err(|_| "write an address such as https://example.org/atlas/".to_owned())
}
