//! One line a finding, for editors and for `grep`.

use std::fmt::Write as _;

use super::{Finding, position};
use crate::source::Sources;

/// `path:line:column: severity[rule]: message (hint)`.
#[must_use]
pub fn short(findings: &[&Finding], sources: &Sources) -> String {
    let mut text = String::new();
    for finding in findings {
        let at = position(finding, sources);
        let (severity, rule) = (finding.rule.severity.word(), finding.rule.name);
        let hint = finding.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        let _ = writeln!(
            text,
            "{}:{}:{}: {severity}[{rule}]: {}{hint}",
            at.path, at.line, at.column, finding.message
        );
    }
    text
}
