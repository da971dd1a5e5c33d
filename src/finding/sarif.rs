//! SARIF 2.1.0, for code scanning (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/>).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Finding, position};
use crate::source::Sources;

/// One run with its rules and results; `rules_at` is where the pages of the rules stand.
#[must_use]
pub fn sarif(findings: &[&Finding], sources: &Sources, rules_at: &str) -> String {
    let rules: BTreeMap<_, _> = findings.iter().map(|it| (it.rule.name, it.rule)).collect();
    let rules: Vec<Value> = rules
        .values()
        .map(|rule| {
            let mut entry = json!({
                "id": rule.name,
                "shortDescription": {"text": rule.what},
                "fullDescription": {"text": rule.why},
            });
            if let Some(page) = super::page_of(rule, rules_at) {
                entry["helpUri"] = Value::from(page);
            }
            entry
        })
        .collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let at = position(finding, sources);
            let hint = finding.hint.as_ref().map(|hint| format!(". {hint}")).unwrap_or_default();
            let file = json!({"uri": uri(at.path)});
            let region = json!({
                "startLine": at.line,
                "startColumn": at.column,
                "endLine": at.end_line,
                "endColumn": at.end_column,
            });
            let mut result = json!({
                "ruleId": finding.rule.name,
                "level": finding.rule.severity.word(),
                "message": {"text": format!("{}{hint}", finding.message)},
                "locations": [{"physicalLocation": {
                    "artifactLocation": &file,
                    "region": &region,
                }}],
            });
            if let Some(text) = &finding.replacement {
                result["fixes"] = json!([{
                    "description": {"text": finding.hint.as_deref().unwrap_or(&finding.message)},
                    "artifactChanges": [{
                        "artifactLocation": file,
                        "replacements": [{
                            "deletedRegion": region,
                            "insertedContent": {"text": text},
                        }],
                    }],
                }]);
            }
            result
        })
        .collect();
    super::json_text(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "atlas", "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

/// A path as a relative URI reference: what a reader of SARIF expects in place of a path.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
