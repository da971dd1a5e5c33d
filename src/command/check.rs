//! `atlas check`: the findings of all records, or of those named.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::{Outcome, Terminal, out, tally};
use crate::check::{Choices, atlas, part};
use crate::finding::{self, Finding, Findings, Severity, counted};
use crate::load;

/// What `atlas check` was asked to do.
#[derive(Debug)]
pub struct Check {
    /// The atlas.
    pub root: PathBuf,
    /// Files and folders whose findings to show; all where there are none.
    pub paths: Vec<PathBuf>,
    /// The form of the findings.
    pub format: Format,
    /// Whether warnings make the exit code 1.
    pub deny_warnings: bool,
    /// The day that counts as today.
    pub choices: Choices,
    /// How to print.
    pub terminal: Terminal,
}

/// A form of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Human,
    /// One line each.
    Short,
    /// For programs.
    Json,
    /// Annotations at GitHub.
    Github,
    /// A report for GitLab.
    Gitlab,
    /// For code scanning.
    Sarif,
}

/// Checks an atlas and prints what was found.
///
/// # Errors
/// Where the atlas cannot be read, or a named path is not in it.
pub fn check(check: &Check) -> Result<Outcome> {
    let wanted = named(check)?;
    let mut findings = Findings::default();
    let project = if wanted.is_empty() {
        let project = load::read(&check.root, &mut findings)?;
        atlas(&project, &check.choices, &mut findings)?;
        project
    } else {
        let project = load::read_part(&check.root, &wanted, &mut findings)?;
        part(&project, &check.choices, &mut findings)?;
        project
    };
    let sources = &project.sources;
    let shown: Vec<&Finding> = findings
        .sorted(sources)
        .into_iter()
        .filter(|finding| {
            let path = &sources.get(finding.place.source).path;
            wanted.is_empty() || wanted.iter().any(|it| load::is_below(path, it))
        })
        .collect();
    out(&match check.format {
        Format::Human => finding::human(&shown, sources, check.terminal.color_out),
        Format::Short => finding::short(&shown, sources),
        Format::Json => finding::json(&shown, sources),
        Format::Github => finding::github(&shown, sources),
        Format::Gitlab => finding::gitlab(&shown, sources),
        Format::Sarif => finding::sarif(&shown, sources),
    });
    if check.format == Format::Human && !check.terminal.quiet {
        let records = project.records.iter().filter(|(source, _)| {
            let path = &sources.get(*source).path;
            wanted.is_empty() || wanted.iter().any(|it| load::is_below(path, it))
        });
        out(&format!("{} checked: {}\n", counted(records.count(), "record"), tally(&shown)));
    }
    let stops =
        |finding: &&Finding| check.deny_warnings || finding.rule.severity == Severity::Error;
    Ok(if shown.iter().any(stops) { Outcome::Stopped } else { Outcome::Fine })
}

/// The named paths as paths below the atlas.
fn named(check: &Check) -> Result<Vec<String>> {
    let root = check.root.canonicalize().unwrap_or_else(|_| check.root.clone());
    let mut wanted = Vec::new();
    for path in &check.paths {
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
