//! One file a command; the only place that prints.

mod build;
mod check;
mod release;

use std::io::Write as _;

use crate::finding::{Finding, Findings, Severity, counted};
use crate::source::Sources;

pub use build::{Build, build};
pub use check::{Check, Format, check};
pub use release::{ReleaseData, release};

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
    err(&text);
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
