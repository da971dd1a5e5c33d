//! `stale`

use super::Checked;
use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "stale",
    severity: Severity::Warning,
    what: "a record is held against its sources every 24 months",
    why: "facilities open, close and change hands",
    example: example!("stale"),
};

/// After how many months a record is stale.
pub const MONTHS: u16 = 24;

/// Checks one record.
pub fn check(record: &Checked) {
    let (path, message) = match record.facility.provenance.verified {
        None => ("provenance", "nobody has said when the record was last verified".to_owned()),
        // 24 months of a Gregorian year, 365.2425 days
        Some(date) if date.last_day().days_until(record.as_of.last_day()) > 730 => (
            "provenance.verified",
            format!("the record was last verified on {date}, more than {MONTHS} months ago"),
        ),
        Some(_) => return,
    };
    record.report(
        record
            .fault(&RULE, path, message)
            .hint("hold it against its sources, and set `verified` to the day on which you did"),
    );
}
