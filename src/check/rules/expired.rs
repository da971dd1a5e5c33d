//! `expired`

use super::Checked;
use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "expired",
    severity: Severity::Warning,
    what: "a licence or an accreditation that has expired, or expires within 90 days, is looked at",
    why: "readers rely on it: it was renewed, or it has ended",
    example: example!("expired"),
};

/// How many days before the end somebody should look.
pub const NOTICE_DAYS: i64 = 90;

/// Checks one record.
pub fn check(record: &Checked) {
    let licences = record.facility.licences.entries().iter().map(|it| it.valid_until.value());
    let marks = record.facility.accreditations.entries().iter().map(|it| it.valid_until.value());
    let licences =
        licences.enumerate().map(|(place, end)| (format!("licences.{place}.valid_until"), end));
    let marks =
        marks.enumerate().map(|(place, end)| (format!("accreditations.{place}.valid_until"), end));
    let today = record.as_of.last_day();
    for (path, end) in licences.chain(marks) {
        let Some(end) = end else { continue };
        let left = today.days_until(end.last_day());
        let message = if left < 0 {
            format!("this ran out on {end}")
        } else if left <= NOTICE_DAYS {
            format!("this runs out on {end}, within {NOTICE_DAYS} days")
        } else {
            continue;
        };
        record.report(record.fault(&RULE, &path, message).hint(
            "look for the renewal in the register, and correct the date with its source; where there \
             is none, the permit has ended",
        ));
    }
}
