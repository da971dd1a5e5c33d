//! `figure-fields`

use super::Checked;
use crate::finding::{Rule, Severity, example};
use crate::model::{Figure, FigureKind, TermDetail};

/// The rule.
pub static RULE: Rule = Rule {
    name: "figure-fields",
    severity: Severity::Error,
    what: "a figure has the fields that its measure and its kind need, and no others",
    why: "a number of rooms in euros, or two wholes of one thing, cannot be added up",
    example: example!("figure-fields"),
};

/// The unit of measures that are money.
const MONEY: &str = "eur";

/// Checks one record.
pub fn check(record: &Checked) {
    let figures = &record.facility.figures;
    for (place, figure) in figures.iter().enumerate() {
        let slug = record.vocabularies.slug(figure.measure);
        let path = |field: &str| format!("figures.{place}.{field}");
        let is_money = record.vocabularies.entry(figure.measure).is_some_and(
            |entry| matches!(&entry.detail, TermDetail::Measure(measure) if measure.unit == MONEY),
        );
        if !is_money && figure.currency.is_some() {
            let message = format!("`{slug}` is no money, and the figure has a currency");
            let fault = record.fault(&RULE, &path("currency"), message);
            record.report(fault.hint("leave `currency` out, or correct the measure"));
        }
        if figure.from.is_some() && figure.kind != FigureKind::Cumulative {
            let message = "`from` is the first year of a cumulative figure, and this is none";
            let fault = record.fault(&RULE, &path("from"), message);
            record.report(fault.hint("add `kind: cumulative`, or leave `from` out"));
        }
        let twin = figures.iter().take(place).any(|other| same_whole(figure, other));
        if twin {
            let message = format!("a second figure says that it is the whole `{slug}`");
            let fault = record.fault(&RULE, &path("total"), message);
            record.report(fault.hint("keep `total: true` at one of the two"));
        }
    }
}

fn same_whole(one: &Figure, other: &Figure) -> bool {
    let key = |figure: &Figure| (figure.measure, figure.kind, figure.per, figure.year);
    one.total && other.total && key(one) == key(other)
}
