//! `status-and-dates`

use super::Checked;
use crate::finding::{Rule, Severity, example};
use crate::model::Stage;

/// The rule.
pub static RULE: Rule = Rule {
    name: "status-and-dates",
    severity: Severity::Warning,
    what: "the status agrees with the dates of opening and closing",
    why: "of two statements that contradict each other one is wrong",
    example: example!("status-and-dates"),
};

/// Checks one record.
pub fn check(record: &Checked) {
    let facility = record.facility;
    let Some(&status) = facility.status.value() else { return };
    let slug = record.vocabularies.slug(status);
    let stage = record.vocabularies.stage(&facility.status);
    let today = record.as_of.last_day();
    if let Some(closed) = facility.closed.value()
        && closed.last_day() <= today
        && stage != Stage::Ended
    {
        let message = format!("`closed` is {closed}, and the status is `{slug}`");
        let fault = record.fault(&RULE, "status", message);
        record.report(fault.hint("write `status: closed`, or correct the date"));
    }
    if let Some(opened) = facility.opened.value()
        && opened.last_day() <= today
        && matches!(slug, "planned" | "under-construction")
    {
        let message = format!("`opened` is {opened}, and the status is `{slug}`");
        let fault = record.fault(&RULE, "status", message);
        record.report(fault.hint("correct the status, or put a planned opening under `opens`"));
    }
}
