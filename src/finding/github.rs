//! Annotations on a pull request at GitHub, by workflow commands
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).

use std::fmt::Write as _;

use super::{Finding, Severity, counted, position};
use crate::source::Sources;

/// GitHub shows no more annotations of one severity for a step.
const SHOWN: usize = 10;

/// One workflow command a finding; past ten of a severity, one that says how many more there are.
#[must_use]
pub fn github(findings: &[&Finding], sources: &Sources) -> String {
    let mut text = String::new();
    for severity in [Severity::Error, Severity::Warning] {
        let of_it: Vec<_> =
            findings.iter().filter(|finding| finding.rule.severity == severity).collect();
        // The summary takes a place of its own.
        let shown = if of_it.len() > SHOWN { SHOWN - 1 } else { of_it.len() };
        for finding in &of_it[..shown] {
            let at = position(finding, sources);
            let hint = finding.hint.as_ref().map(|hint| format!("\n{hint}")).unwrap_or_default();
            let _ = writeln!(
                text,
                "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}",
                severity.word(),
                property(at.path),
                at.line,
                at.column,
                at.end_line,
                at.end_column,
                property(finding.rule.name),
                message(&format!("{}{hint}", finding.message)),
            );
        }
        if of_it.len() > shown {
            let more = counted(of_it.len() - shown, &format!("more {}", severity.word()));
            let word = severity.word();
            let _ = writeln!(text, "::{word} title=more findings::{more}: see the step's log");
        }
    }
    text
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
