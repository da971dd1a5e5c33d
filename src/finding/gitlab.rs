//! A code quality report for GitLab (<https://docs.gitlab.com/ci/testing/code_quality/>).

use serde::Serialize;

use super::{Finding, Severity, position};
use crate::source::Sources;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// An array of issues; `rules_at` is where the pages of the rules stand. A fingerprint is made of
/// what stays when lines move: path, rule, message, and how many such there were before.
#[must_use]
pub fn gitlab(findings: &[&Finding], sources: &Sources, rules_at: &str) -> String {
    let mut seen: Vec<String> = Vec::new();
    let issues: Vec<_> = findings
        .iter()
        .map(|finding| {
            let at = position(finding, sources);
            let key = format!("{}\n{}\n{}", at.path, finding.rule.name, finding.message);
            let before = seen.iter().filter(|other| **other == key).count();
            let fingerprint = format!("{:032x}", fnv1a_128(&format!("{key}\n{before}")));
            seen.push(key);
            let hint = finding.hint.as_ref().map(|hint| format!(": {hint}")).unwrap_or_default();
            let page = super::page_of(finding.rule, rules_at);
            let page = page.map(|page| format!(" ({page})")).unwrap_or_default();
            Issue {
                description: format!("{}{hint}{page}", finding.message),
                check_name: finding.rule.name,
                fingerprint,
                severity: match finding.rule.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                },
                location: Location { path: at.path.to_owned(), lines: Lines { begin: at.line } },
            }
        })
        .collect();
    super::json_text(&issues)
}

/// FNV-1a with 128 bits (<https://datatracker.ietf.org/doc/draft-eastlake-fnv/>): short, and the
/// same on every machine and in every version.
fn fnv1a_128(text: &str) -> u128 {
    text.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    })
}
