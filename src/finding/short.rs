//! One line a finding, for editors and for `grep`.

use std::fmt::Write as _;

use super::{Finding, position};
use crate::source::Sources;

/// `path:line:column: severity[rule]: message (hint) <page of the rule>`; `rules_at` is where the
/// pages of the rules stand.
#[must_use]
pub fn short(findings: &[&Finding], sources: &Sources, rules_at: &str) -> String {
    let mut text = String::new();
    for finding in findings {
        let at = position(finding, sources);
        let (severity, rule) = (finding.rule.severity.word(), finding.rule.name);
        let hint = finding.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        let page = super::page_of(finding.rule, rules_at);
        let page = page.map(|page| format!(" <{page}>")).unwrap_or_default();
        let _ = writeln!(
            text,
            "{}:{}:{}: {severity}[{rule}]: {}{hint}{page}",
            at.path, at.line, at.column, finding.message
        );
    }
    text
}
