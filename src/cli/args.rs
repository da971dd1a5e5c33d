//! What can be typed.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

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
  atlas serve --open                       look at it while you write

Exit codes: 0 fine, 1 findings that stop, 2 the command could not do its work.")]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub global: Global,
}

#[derive(Debug, Args)]
pub(super) struct Global {
    /// The atlas: a folder with facilities/, content/ and templates/ [default: this folder, or the
    /// nearest above it that is one]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Print nothing but findings
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Whether to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check everything, then write the whole site
    #[command(after_help = "Examples:
  atlas build
  atlas build --output public --base-url https://example.org/atlas/
  atlas build --as-of 2026-11-23")]
    Build(BuildArgs),
    /// Show the site in a browser while you write, and what is wrong with it
    ///
    /// The site is shown as it would be built, to this machine alone. When a file changes, the pages
    /// that are open show it by themselves.
    #[command(after_help = "Examples:
  atlas serve
  atlas serve --open
  atlas serve --port 4000")]
    Serve(ServeArgs),
    /// Check the records and the content
    #[command(after_help = "Examples:
  atlas check
  atlas check facilities/it
  atlas check --format github --deny warnings
  atlas check --links facilities/it")]
    Check(CheckArgs),
    /// Make a new atlas: one invented record, vocabularies, pages, templates, a recipe for publishing
    #[command(after_help = "Examples:
  atlas init my-atlas")]
    Init {
        /// The folder, which is made
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Write a new record: asks for what it needs, or takes it from options
    #[command(after_help = "Examples:
  atlas new
  atlas new nl/example-centre --name 'Example Centre' --city Utrecht --latitude 52.09 \\
    --longitude 5.12 --precision city --organisation 'Example Hospital' --role treatment-centre \\
    --source https://www.example.org/centre")]
    New(Box<NewArgs>),
    /// Show what changed between two states of the atlas
    ///
    /// A state is a revision of git, or a folder with a copy of the atlas.
    #[command(after_help = "Examples:
  atlas diff main
  atlas diff v2026.1 HEAD --format markdown
  atlas diff ../atlas-of-last-year")]
    Diff(DiffArgs),
    /// Make records of a survey's export
    ///
    /// Nothing is overwritten: for a record that is there a changed one is proposed beside the report.
    #[command(after_help = "Examples:
  atlas import answers.csv --mapping content/import/survey.yaml
  atlas import answers.xlsx --mapping content/import/survey.yaml --dry-run")]
    Import(ImportArgs),
    /// Write records in the one order and style that all of them have, remarks kept
    #[command(after_help = "Examples:
  atlas fmt
  atlas fmt facilities/nl/necstgen.yaml
  atlas fmt --check")]
    Fmt(FmtArgs),
    /// Print the JSON Schema of a record, for editors
    #[command(after_help = "Examples:
  atlas schema > facility.schema.json
  atlas schema --draft 7")]
    Schema(SchemaArgs),
    /// Make a dated copy of the data that never changes again
    #[command(after_help = "Examples:
  atlas release 2026.1")]
    Release(ReleaseArgs),
    /// Print the main figures of the atlas, without a site
    #[command(after_help = "Examples:
  atlas stats
  atlas stats --format json")]
    Stats(StatsArgs),
    /// Print what a shell needs to complete commands
    #[command(after_help = "Examples:
  atlas completions bash > ~/.local/share/bash-completion/completions/atlas
  atlas completions fish > ~/.config/fish/completions/atlas.fish")]
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// Print the manual page
    #[command(after_help = "Examples:
  atlas man > ~/.local/share/man/man1/atlas.1")]
    Man,
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// The id, such as nl/necstgen [default: made of country and name]
    #[arg(value_name = "CC/SLUG")]
    pub id: Option<String>,
    /// The facility's name
    #[arg(long)]
    pub name: Option<String>,
    /// Its country's two letters
    #[arg(long, value_name = "CC")]
    pub country: Option<String>,
    /// Its city
    #[arg(long)]
    pub city: Option<String>,
    /// Degrees north
    #[arg(long, value_name = "DEGREES", allow_hyphen_values = true)]
    pub latitude: Option<String>,
    /// Degrees east
    #[arg(long, value_name = "DEGREES", allow_hyphen_values = true)]
    pub longitude: Option<String>,
    /// What the point stands for: site or city
    #[arg(long, value_name = "WORD")]
    pub precision: Option<String>,
    /// The organisation behind it
    #[arg(long, value_name = "NAME")]
    pub organisation: Option<String>,
    /// What kind of organisation that is
    #[arg(long, value_name = "TERM")]
    pub sector: Option<String>,
    /// What the facility is for; several with commas between them
    #[arg(long, value_name = "TERM")]
    pub role: Option<String>,
    /// How far it has come
    #[arg(long, value_name = "TERM")]
    pub status: Option<String>,
    /// Its website
    #[arg(long, value_name = "URL")]
    pub website: Option<String>,
    /// The address of a page that says so
    #[arg(long, value_name = "URL")]
    pub source: Option<String>,
    /// The title of that page
    #[arg(long)]
    pub title: Option<String>,
    /// The day on which the page was read [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<PartialDate>,
}

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// The state before: a revision of git, or a folder
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The state after [default: the files as they are]
    #[arg(value_name = "NEW")]
    pub new: Option<String>,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: DiffForm,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, or the newest `verified` of a record]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<PartialDate>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum DiffForm {
    Human,
    Markdown,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The export: CSV (UTF-8) or XLSX, one row a facility
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How its columns become fields [default: content/import/survey.yaml in the atlas]
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Where the report and the proposals go [default: import/ in the atlas]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Write no record into the atlas, but beside the report
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct FmtArgs {
    /// Records or folders of them [default: all]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Change nothing; name the records that would change, and end with 1 if there are any
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The edition of JSON Schema
    #[arg(long, value_name = "DRAFT", default_value = "2020-12")]
    pub draft: Draft,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Draft {
    #[value(name = "2020-12")]
    Draft2020,
    #[value(name = "7")]
    Draft7,
}

#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    /// The form of the figures
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: StatsFormatName,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, or the newest `verified` of a record]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<PartialDate>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum StatsFormatName {
    Human,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ReleaseArgs {
    /// The version, such as 2026.1
    #[arg(value_name = "VERSION")]
    pub version: String,
    /// The day that the data describes [default: SOURCE_DATE_EPOCH, or the newest `verified` of a record]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<PartialDate>,
    /// Where the site is published [default: `base_url` of content/atlas.yaml]
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<Url>,
}

#[derive(Debug, Default, Args)]
pub(super) struct BuildArgs {
    /// Where to write the site [default: output/ in the atlas]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Where the site will be published [default: `base_url` of content/atlas.yaml]
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<Url>,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, or the newest `verified` of a record]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<PartialDate>,
    /// Draw figures as PNG too, and name one as the picture of each page where links are shared;
    /// needs a program built with `--features png`
    #[arg(long)]
    pub png: bool,
    /// Make a site that works from a folder of files, without a server
    #[arg(long)]
    pub offline_bundle: bool,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// The port; 0 for any that is free [default: the first free one from 8000 on]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Open the site in a browser
    #[arg(long)]
    pub open: bool,
    /// Where the site will be published [default: `base_url` of content/atlas.yaml]
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<Url>,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, or the newest `verified` of a record]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<PartialDate>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Files or folders whose findings to show [default: all]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The form of the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: FormatName,
    /// What else makes the exit code 1
    #[arg(long, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// Ask also whether cited pages answer, each host slowly; needs the program curl
    #[arg(long)]
    pub links: bool,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, or the newest `verified` of a record]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<PartialDate>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FormatName {
    Human,
    Short,
    Json,
    Github,
    Gitlab,
    Sarif,
}

pub(super) fn day(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text)
        .filter(|date| date.is_day())
        .ok_or_else(|| "write a day such as 2026-11-23".to_owned())
}

pub(super) fn base_url(text: &str) -> Result<Url, String> {
    let slashed = if text.ends_with('/') { text.to_owned() } else { format!("{text}/") };
    Url::parse(&slashed)
        .map_err(|_| "write an address such as https://example.org/atlas/".to_owned())
}
