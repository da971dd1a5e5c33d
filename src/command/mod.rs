//! One file a command; the only place that prints.

mod build;
mod check;
mod diff;
mod fmt;
mod import;
mod init;
mod new;
mod release;
mod schema;
mod serve;
mod stats;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::finding::{Finding, Findings, Severity, counted};
use crate::source::Sources;
use crate::words::WordFault;

pub use build::{Build, build};
pub use check::{Check, Format, check};
pub use diff::{Diff, DiffFormat, diff};
pub use fmt::{Fmt, fmt};
pub use import::{Import, import};
pub use init::{Init, Shipped, init};
pub use new::{New, new};
pub use release::{ReleaseData, release};
pub use schema::{Schema, schema};
pub use serve::{Serve, serve};
pub use stats::{StatsFormat, StatsOf, stats};

/// How a command ended that could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// Findings stand against it.
    Stopped,
}

/// What may be printed, and how.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Findings only.
    pub quiet: bool,
    /// Whether standard output shows colours.
    pub color_out: bool,
    /// Whether standard error shows colours.
    pub color_err: bool,
}

/// Prints why a command could not do its work.
pub fn failure(terminal: Terminal, error: &anyhow::Error) {
    let (red, plain) = if terminal.color_err { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
    // The innermost cause comes last, on a line of its own.
    let mut text = format!("{red}error{plain}: {error}\n");
    for cause in error.chain().skip(1) {
        text.push_str(&format!("  because: {cause}\n"));
    }
    text.extend(WordFault::help(error).map(|help| help + "\n"));
    err(&text);
}

/// Prints bytes that the command line itself has made.
pub fn print(bytes: &[u8]) {
    let _ = std::io::stdout().lock().write_all(bytes);
}

/// Prints to standard output; a reader that went away is no failure.
fn out(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints to standard error.
fn err(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// `3 errors and 1 warning`.
fn tally(findings: &[&Finding]) -> String {
    let count = |severity| findings.iter().filter(|it| it.rule.severity == severity).count();
    let errors = counted(count(Severity::Error), "error");
    let warnings = counted(count(Severity::Warning), "warning");
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => "no errors and no warnings".to_owned(),
        (0, _) => warnings,
        (_, 0) => errors,
        _ => format!("{errors} and {warnings}"),
    }
}

/// Prints all findings to standard error for people.
fn show(findings: &Findings, sources: &Sources, terminal: Terminal) {
    let sorted = findings.errors_last(sources);
    err(&crate::finding::human(&sorted, sources, terminal.color_err));
}

/// The named paths as paths below the atlas.
fn named(root: &Path, paths: &[PathBuf]) -> Result<Vec<String>> {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut wanted = Vec::new();
    for path in paths {
        // A link among the records is one of them, wherever it leads.
        let full = match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => folder.canonicalize().ok().map(|it| it.join(name)),
            _ => path.canonicalize().ok(),
        };
        let full = full.unwrap_or_else(|| path.clone());
        let inside =
            full.strip_prefix(&root).ok().map(|it| it.to_string_lossy().replace('\\', "/"));
        match inside.filter(|_| full.symlink_metadata().is_ok()) {
            Some(inside) => wanted.push(inside),
            None => bail!(
                "`{}` is not a file or folder of the atlas\nhelp: name a record such as `facilities/nl/necstgen.yaml`",
                path.display()
            ),
        }
    }
    Ok(wanted)
}

/// Writes a file whole or not at all: beside its place first, then in it.
fn store(path: &Path, bytes: &[u8]) -> Result<()> {
    let context = || format!("cannot write `{}`", path.display());
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).with_context(context)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let partial = folder.join(format!(".{name}.partial"));
    std::fs::write(&partial, bytes).with_context(context)?;
    std::fs::rename(&partial, path).with_context(context)
}
