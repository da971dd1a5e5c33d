//! What can be typed, and the exit code that comes of it.
//!
//! Exit codes: 0 fine; 1 findings that stop; 2 the command could not do its work.

mod args;

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{CommandFactory as _, Parser as _};

use crate::check::Choices;
use crate::command::{
    self, Build, Check, Diff, DiffFormat, Fmt, Format, Import, Init, New, Outcome, ReleaseData,
    Schema, Serve, Shipped, StatsFormat, StatsOf, Terminal,
};
use crate::export::schema::Edition;
use crate::model::PartialDate;
use crate::site::ReadFrom;
use args::{BuildArgs, Cli, Color, Command, DiffForm, Draft, FormatName, StatsFormatName};

/// Does what was typed. `shipped` are the files that came with the program, for a new atlas.
#[must_use]
pub fn run(shipped: &Shipped) -> ExitCode {
    hold_little_memory();
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
    let outcome = decide(cli, terminal, shipped);
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Stopped) => ExitCode::from(1),
        Err(error) => {
            command::failure(terminal, &error);
            ExitCode::from(2)
        }
    }
}

/// Keeps the system from handing out memory by two mebibytes, of which much stays unused: a build of the
/// real atlas holds 156 MiB in place of 211, and takes as long.
pub fn hold_little_memory() {
    // Where the system cannot be asked for this, the work is the same.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

fn decide(cli: Cli, terminal: Terminal, shipped: &Shipped) -> anyhow::Result<Outcome> {
    match &cli.command {
        Some(Command::Completions { shell }) => return completions(*shell),
        Some(Command::Man) => return manual(),
        Some(Command::Init { folder }) => {
            return command::init(&Init { folder: here()?.join(folder), shipped, terminal });
        }
        _ => {}
    }
    let here = here()?;
    let root = crate::load::find_root(cli.global.root.as_deref(), &here)?;
    match cli.command {
        Some(Command::New(args)) => {
            let today = match today(args.as_of)? {
                Some(day) => day,
                None => clock(),
            };
            let answers = [
                ("name", args.name),
                ("country", args.country),
                ("city", args.city),
                ("latitude", args.latitude),
                ("longitude", args.longitude),
                ("precision", args.precision),
                ("organisation", args.organisation),
                ("sector", args.sector),
                ("role", args.role),
                ("status", args.status),
                ("website", args.website),
                ("source", args.source),
                ("title", args.title),
            ];
            let answers = answers
                .into_iter()
                .filter_map(|(option, answer)| Some((option, answer?)))
                .collect();
            command::new(&New { root, id: args.id, answers, today, terminal })
        }
        Some(Command::Diff(args)) => command::diff(&Diff {
            root,
            old: args.old,
            new: args.new,
            here,
            format: match args.format {
                DiffForm::Human => DiffFormat::Human,
                DiffForm::Markdown => DiffFormat::Markdown,
                DiffForm::Json => DiffFormat::Json,
            },
            choices: Choices { as_of: today(args.as_of)?, ..Choices::default() },
            terminal,
        }),
        Some(Command::Import(args)) => command::import(&Import {
            file: here.join(args.file),
            mapping: args
                .mapping
                .map_or_else(|| root.join("content/import/survey.yaml"), |path| here.join(path)),
            output: args.output.map_or_else(|| root.join("import"), |path| here.join(path)),
            dry_run: args.dry_run,
            root,
            terminal,
        }),
        Some(Command::Fmt(args)) => command::fmt(&Fmt {
            root,
            paths: args.paths.iter().map(|path| here.join(path)).collect(),
            check: args.check,
            terminal,
        }),
        Some(Command::Schema(args)) => command::schema(&Schema {
            root,
            edition: match args.draft {
                Draft::Draft2020 => Edition::Draft2020,
                Draft::Draft7 => Edition::Draft7,
            },
            terminal,
        }),
        Some(Command::Stats(args)) => command::stats(&StatsOf {
            root,
            format: match args.format {
                StatsFormatName::Human => StatsFormat::Human,
                StatsFormatName::Json => StatsFormat::Json,
            },
            choices: Choices { as_of: today(args.as_of)?, ..Choices::default() },
            terminal,
        }),
        Some(Command::Release(args)) => command::release(&ReleaseData {
            root,
            version: args.version,
            choices: Choices {
                as_of: today(args.as_of)?,
                base_url: args.base_url,
                ..Choices::default()
            },
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
            links: args.links,
            choices: Choices { as_of: today(args.as_of)?, ..Choices::default() },
            terminal,
        }),
        Some(Command::Serve(args)) => command::serve(&Serve {
            root,
            port: args.port,
            open: args.open,
            choices: Choices {
                as_of: today(args.as_of)?,
                base_url: args.base_url,
                ..Choices::default()
            },
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
                read_from: if args.offline_bundle { ReadFrom::Folder } else { ReadFrom::Server },
                jobs: args.jobs,
                choices: Choices {
                    as_of: today(args.as_of)?,
                    base_url: args.base_url,
                    png: args.png,
                },
                terminal,
            })
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks where it stands")]
fn here() -> anyhow::Result<PathBuf> {
    Ok(std::env::current_dir().unwrap_or_else(|_| Path::new(".").to_owned()))
}

/// Today, for a record that somebody writes now; builds never ask.
#[expect(clippy::disallowed_methods, reason = "a new record says on which day it was written")]
fn clock() -> PartialDate {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = since.map_or(0, |since| since.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    crate::model::Day::from_unix_days(days).date()
}

/// The day that was typed, or the one in `SOURCE_DATE_EPOCH`
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
fn today(typed: Option<PartialDate>) -> anyhow::Result<Option<PartialDate>> {
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

/// Prints what a shell needs to complete commands.
fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "atlas", &mut bytes);
    command::print(&bytes);
    Ok(Outcome::Fine)
}

/// Prints the manual page: the program first, then each command.
fn manual() -> anyhow::Result<Outcome> {
    let mut bytes = Vec::new();
    let mut program = Cli::command();
    program.build();
    let context = "cannot write the manual";
    clap_mangen::Man::new(program.clone()).render(&mut bytes).context(context)?;
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        let page = clap_mangen::Man::new(command.clone());
        page.render_name_section(&mut bytes).context(context)?;
        page.render_synopsis_section(&mut bytes).context(context)?;
        page.render_description_section(&mut bytes).context(context)?;
        page.render_options_section(&mut bytes).context(context)?;
    }
    command::print(&bytes);
    Ok(Outcome::Fine)
}
