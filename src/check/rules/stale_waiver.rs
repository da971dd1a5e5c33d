//! `stale-waiver`

use super::Checked;
use crate::finding::Finding;
use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "stale-waiver",
    severity: Severity::Warning,
    what: "a waiver is needed, and has not run out",
    why: "an exception that nobody needs hides the next fault",
    example: example!("stale-waiver"),
};

/// Takes away the warnings that a record waives, and reports the waivers that are of no use.
pub fn apply(record: &Checked, found: &mut Vec<Finding>) {
    for (place, waiver) in record.facility.waivers.iter().enumerate() {
        let fault = |message: String| record.fault(&RULE, &format!("waivers.{place}"), message);
        if waiver.until.last_day() < record.as_of.last_day() {
            let fault =
                fault(format!("the waiver of `{}` ran out on {}", waiver.rule, waiver.until));
            record.report(fault.hint("mend what it excused, or look again and set a later date"));
            continue;
        }
        let before = found.len();
        found.retain(|finding| {
            finding.rule.name != waiver.rule || finding.rule.severity == Severity::Error
        });
        if found.len() == before {
            let fault = fault(format!("nothing here breaks the rule `{}` any more", waiver.rule));
            record.report(fault.hint("remove the waiver"));
        }
    }
}
