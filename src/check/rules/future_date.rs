//! `future-date`

use super::Checked;
use crate::finding::{Rule, Severity, example};
use crate::model::PartialDate;

/// The rule.
pub static RULE: Rule = Rule {
    name: "future-date",
    severity: Severity::Warning,
    what: "what has happened has not a date in the future",
    why: "the date is a slip, or a plan that is told as a fact",
    example: example!("future-date"),
};

/// Checks one record.
pub fn check(record: &Checked) {
    let facility = record.facility;
    let past = |path: String, date: Option<PartialDate>, hint: &str| {
        if let Some(date) = date.filter(|date| date.first_day() > record.as_of.last_day()) {
            let message = format!("{date} lies in the future, seen from {}", record.as_of);
            record.report(record.fault(&RULE, &path, message).hint(hint));
        }
    };
    let slip = "look the date up again";
    past("status_as_of".into(), facility.status_as_of, slip);
    past(
        "opened".into(),
        facility.opened.value().copied(),
        "look the date up again; a planned opening goes under `opens`",
    );
    past(
        "closed".into(),
        facility.closed.value().copied(),
        "look the date up again; an announced end goes under `closes`",
    );
    past("provenance.verified".into(), facility.provenance.verified, slip);
    for (place, event) in facility.events.entries().iter().enumerate() {
        past(
            format!("events.{place}.date"),
            Some(event.date),
            "an event is what has happened: a plan goes under `opens`, `closes` or `status_note`",
        );
    }
    for (place, source) in facility.sources.iter().enumerate() {
        past(format!("sources.{place}.published"), source.published, slip);
        past(format!("sources.{place}.accessed"), source.accessed, slip);
    }
}
