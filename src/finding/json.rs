//! Findings for programs.

use serde::Serialize;

use super::{Finding, position};
use crate::source::Sources;

/// A finding as a promise to programs: fields are added, never changed.
#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    severity: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replacement: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// An array of all findings, in the order given; `rules_at` is where the pages of the rules stand.
#[must_use]
pub fn json(findings: &[&Finding], sources: &Sources, rules_at: &str) -> String {
    let entries: Vec<_> = findings
        .iter()
        .map(|finding| {
            let at = position(finding, sources);
            Entry {
                rule: finding.rule.name,
                severity: finding.rule.severity.word(),
                path: at.path,
                line: at.line,
                column: at.column,
                end_line: at.end_line,
                end_column: at.end_column,
                message: &finding.message,
                hint: finding.hint.as_deref(),
                replacement: finding.replacement.as_deref(),
                url: super::page_of(finding.rule, rules_at),
            }
        })
        .collect();
    super::json_text(&entries)
}
