//! Annotations on a pull request at GitHub, by workflow commands
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Finding, Severity, counted, page_of, position, short};
use crate::source::Sources;

/// GitHub shows no more annotations of one severity for a step.
const SHOWN: usize = 10;

/// One workflow command a finding; past ten of a severity, one that says how many more there are of
/// each rule, and all findings as lines of the log. `rules_at` is where the pages of the rules stand.
#[must_use]
pub fn github(findings: &[&Finding], sources: &Sources, rules_at: &str) -> String {
    let mut text = String::new();
    let mut has_more = false;
    for severity in [Severity::Error, Severity::Warning] {
        let of_it: Vec<_> =
            findings.iter().filter(|finding| finding.rule.severity == severity).collect();
        // The summary takes a place of its own.
        let shown = if of_it.len() > SHOWN { SHOWN - 1 } else { of_it.len() };
        for finding in &of_it[..shown] {
            let at = position(finding, sources);
            let hint = finding.hint.as_ref().map(|hint| format!("\n{hint}")).unwrap_or_default();
            let page = page_of(finding.rule, rules_at);
            let page = page.map(|page| format!("\n{page}")).unwrap_or_default();
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
                message(&format!("{}{hint}{page}", finding.message)),
            );
        }
        if of_it.len() > shown {
            has_more = true;
            let more = counted(of_it.len() - shown, &format!("more {}", severity.word()));
            let word = severity.word();
            let rules = by_rule(&of_it[shown..]);
            let words = message(&format!("{more}: see the step's log\n{rules}"));
            let _ = writeln!(text, "::{word} title=more findings::{words}");
        }
    }
    if has_more {
        let all = short(findings, sources, rules_at);
        let _ = writeln!(text, "::group::All findings\n{all}::endgroup::");
    }
    text
}

/// How many findings break each rule, by name: `3 unknown-term, 1 bad-date`.
fn by_rule(findings: &[&&Finding]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule.name).or_default() += 1;
    }
    let counts: Vec<String> =
        counts.into_iter().map(|(rule, count)| format!("{count} {rule}")).collect();
    counts.join(", ")
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
