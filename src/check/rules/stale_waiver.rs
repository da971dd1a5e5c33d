//! `stale-waiver`

use super::Checked;
use crate::finding::Finding;
use crate::finding::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    name: "stale-waiver",
    severity: Severity::Warning,
    what: "a waiver is needed, and has not run out",
    why: "an exception that nobody needs hides the next fault",
    example: None,
};

/// Takes away the warnings that a record waives, and reports the waivers that are of no use.
pub fn apply(record: &Checked, found: &mut Vec<Finding>) {
    for (place, waiver) in record.facility.waivers.iter().enumerate() {
        let path = format!("waivers.{place}");
        if waiver.until.last_day() < record.as_of.last_day() {
            record.report(
                &RULE,
                &path,
                format!("the waiver of `{}` ran out on {}", waiver.rule, waiver.until),
                "mend what it excused, or look again and set a later date",
            );
            continue;
        }
        let before = found.len();
        found.retain(|finding| {
            finding.rule.name != waiver.rule || finding.rule.severity == Severity::Error
        });
        if found.len() == before {
            record.report(
                &RULE,
                &path,
                format!("nothing here breaks the rule `{}`, or it cannot be waived", waiver.rule),
                "remove the waiver; only warnings can be waived",
            );
        }
    }
}
