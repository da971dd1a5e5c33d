//! `atlas check`: the findings of all records, or of those named.

use std::path::PathBuf;

use anyhow::Result;

use super::{Outcome, Terminal, err, named, out, tally};
use crate::address::Address;
use crate::check::rules::dead_link;
use crate::check::{self, Choices, part};
use crate::finding::{self, Finding, Findings, Severity, counted};
use crate::load::{self, Project};
use crate::model::Url;

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
    /// Whether to ask if cited pages answer.
    pub links: bool,
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
/// Where the atlas cannot be read, or a named path is not in it; where cited pages cannot be asked.
pub fn check(check: &Check) -> Result<Outcome> {
    let wanted = named(&check.root, &check.paths)?;
    let mut findings = Findings::default();
    let project = if wanted.is_empty() {
        let project = load::read(&check.root, &mut findings)?;
        check::whole(&project, &check.choices, &mut findings)?;
        project
    } else {
        let project = load::read_part(&check.root, &wanted, &mut findings)?;
        part(&project, &check.choices, &mut findings)?;
        project
    };
    let sources = &project.sources;
    let is_wanted = |source| {
        let path = &sources.get(source).path;
        wanted.is_empty() || wanted.iter().any(|it| load::is_below(path, it))
    };
    if check.links {
        let mut cited = check::cited(&project);
        cited.retain(|it| is_wanted(it.place.source));
        if !check.terminal.quiet {
            let pages = counted(cited.len(), "cited page");
            err(&format!("asking {pages}, each host once a second\n"));
        }
        let urls: Vec<&Url> = cited.iter().map(|it| &it.url).collect();
        let answers = load::ask(&urls)?;
        let dead = cited.iter().zip(answers);
        findings.extend(dead.filter_map(|(it, answer)| dead_link::check(it.place, answer)));
    }
    let shown: Vec<&Finding> = findings
        .sorted(sources)
        .into_iter()
        .filter(|finding| is_wanted(finding.place.source))
        .collect();
    let rules_at = rules_at(&project, &check.choices);
    out(&match check.format {
        Format::Human => finding::human(&shown, sources, check.terminal.color_out),
        Format::Short => finding::short(&shown, sources, &rules_at),
        Format::Json => finding::json(&shown, sources, &rules_at),
        Format::Github => finding::github(&shown, sources, &rules_at),
        Format::Gitlab => finding::gitlab(&shown, sources, &rules_at),
        Format::Sarif => finding::sarif(&shown, sources, &rules_at),
    });
    if check.format == Format::Human && !check.terminal.quiet {
        let records = project.records.iter().filter(|(source, _)| is_wanted(*source));
        out(&finding::further_reading(&shown, &rules_at));
        out(&format!("{} checked: {}\n", counted(records.count(), "record"), tally(&shown)));
    }
    let stops =
        |finding: &&Finding| check.deny_warnings || finding.rule.severity == Severity::Error;
    Ok(if shown.iter().any(stops) { Outcome::Stopped } else { Outcome::Fine })
}

/// Where the pages of the rules will be published; nothing where that is not known.
fn rules_at(project: &Project, choices: &Choices) -> String {
    let base = check::base_url(project, choices);
    base.map(|base| format!("{base}{}", Address::rules())).unwrap_or_default()
}
