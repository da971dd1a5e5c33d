//! `atlas serve`: the site as it will be, shown while the files are being written.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::{Outcome, Terminal, err, failure, out, show};
use crate::check::Choices;
use crate::finding::{Findings, Severity, counted};
use crate::serve::{self, News};

/// What `atlas serve` was asked to do.
#[derive(Debug)]
pub struct Serve {
    /// The atlas.
    pub root: PathBuf,
    /// The port; without one the first free one from 8000 on.
    pub port: Option<u16>,
    /// Whether to open a browser.
    pub open: bool,
    /// The day that counts as today, and the address.
    pub choices: Choices,
    /// How to print.
    pub terminal: Terminal,
}

/// Serves an atlas until the program is ended.
///
/// # Errors
/// A port that cannot be had, or folders that cannot be watched.
pub fn serve(serve: &Serve) -> Result<Outcome> {
    let terminal = serve.terminal;
    let threads = rayon::ThreadPoolBuilder::new().build_global();
    threads.context("cannot start the threads")?;
    serve::run(&serve.root, &serve.choices, serve.port, |news| match news {
        News::Listening(address) => {
            // Also for programs, which wait for this line.
            out(&format!("Serving the atlas at {address} until you press Ctrl-C\n"));
            if serve.open
                && let Err(error) = open(address)
            {
                err(&format!("cannot open a browser: {error}\n"));
            }
        }
        News::Read { findings, fresh, sources, took } => {
            // Of many findings those would be lost that the last change has brought.
            show(fresh, sources, terminal);
            if !terminal.quiet {
                out(&read(findings, took));
            }
        }
        News::Failed(error) => failure(terminal, error),
    })?;
    Ok(Outcome::Fine)
}

/// What was read, and what is wrong with it.
fn read(findings: &Findings, took: Duration) -> String {
    let errors = counted(findings.count(Severity::Error), "error");
    let warnings = counted(findings.count(Severity::Warning), "warning");
    let state = match findings.has_errors() {
        true => "; the last state without errors is still shown",
        false => "",
    };
    format!("Read the atlas: {errors}, {warnings}, in {} ms{state}\n", took.as_millis())
}

/// Opens an address as the user's own machine does it.
fn open(address: &str) -> Result<()> {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(address);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().with_context(|| format!("cannot run `{program}`"))?;
    Ok(())
}
