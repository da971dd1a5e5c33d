//! `date-order`

use super::Checked;
use crate::finding::{Rule, Severity, example};
use crate::model::PartialDate;

/// The rule.
pub static RULE: Rule = Rule {
    name: "date-order",
    severity: Severity::Error,
    what: "dates stand in an order that is possible",
    why: "a facility that closed before it opened is a slip in one of the two dates",
    example: example!("date-order"),
};

/// Checks one record.
pub fn check(record: &Checked) {
    let facility = record.facility;
    let ordered =
        |path: &str, first: (&str, Option<PartialDate>), then: (&str, Option<PartialDate>)| {
            let (Some(from), Some(to)) = (first.1, then.1) else { return };
            if from.first_day() > to.last_day() {
                let message = format!("`{}` is {to}, before `{}` at {from}", then.0, first.0);
                let fault = record.fault(&RULE, path, message);
                record.report(fault.hint("look both dates up in the source: one of them is wrong"));
            }
        };
    let (opened, closed) = (facility.opened.value().copied(), facility.closed.value().copied());
    ordered("closed", ("opened", opened), ("closed", closed));
    ordered("closes", ("opened", opened), ("closes", facility.closes.value().copied()));
    for (place, licence) in facility.licences.entries().iter().enumerate() {
        ordered(
            &format!("licences.{place}.valid_until"),
            ("since", licence.since.value().copied()),
            ("valid_until", licence.valid_until.value().copied()),
        );
    }
    for (place, mark) in facility.accreditations.entries().iter().enumerate() {
        ordered(
            &format!("accreditations.{place}.valid_until"),
            ("since", mark.since.value().copied()),
            ("valid_until", mark.valid_until.value().copied()),
        );
    }
    for (place, relation) in facility.relations.entries().iter().enumerate() {
        ordered(
            &format!("relations.{place}.until"),
            ("since", relation.since),
            ("until", relation.until),
        );
    }
    for (place, figure) in facility.figures.iter().enumerate() {
        if let (Some(from), Some(year)) = (figure.from, figure.year)
            && from > year
        {
            let message = format!("`from` is {from}, after `year` at {year}");
            let fault = record.fault(&RULE, &format!("figures.{place}.from"), message);
            record.report(
                fault.hint("`from` is the first year of a cumulative figure, `year` the last one"),
            );
        }
    }
}
