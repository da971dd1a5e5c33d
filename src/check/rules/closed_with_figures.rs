//! `closed-with-figures`

use super::Checked;
use crate::finding::{Rule, Severity, example};
use crate::model::{FigureKind, Stage};

/// The rule.
pub static RULE: Rule = Rule {
    name: "closed-with-figures",
    severity: Severity::Warning,
    what: "a closed facility has no current figures",
    why: "its clean rooms and staff must not look like capacity",
    example: example!("closed-with-figures"),
};

/// Checks one record.
pub fn check(record: &Checked) {
    if record.vocabularies.stage(&record.facility.status) != Stage::Ended {
        return;
    }
    for (place, figure) in record.facility.figures.iter().enumerate() {
        let current =
            matches!(figure.kind, FigureKind::Actual | FigureKind::Capacity | FigureKind::Planned);
        let ended = record.facility.closed.value().map(|date| date.year());
        let of_then = figure.year.is_some_and(|year| ended.is_none_or(|ended| year <= ended));
        if current && !of_then {
            let message = "the facility is closed, and this figure has no year or a later one";
            let fault = record.fault(&RULE, &format!("figures.{place}"), message);
            record.report(fault.hint("give the `year` that the figure is of, or leave it out"));
        }
    }
}
