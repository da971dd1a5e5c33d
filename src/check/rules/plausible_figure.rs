//! `plausible-figure`

use super::Checked;
use crate::finding::{Rule, Severity, example};
use crate::model::TermDetail;

/// The rule.
pub static RULE: Rule = Rule {
    name: "plausible-figure",
    severity: Severity::Warning,
    what: "a figure lies within the range that is plausible for its measure",
    why: "a slip of a digit or of a unit makes a sum worthless",
    example: example!("plausible-figure"),
};

/// Checks one record.
pub fn check(record: &Checked) {
    for (place, figure) in record.facility.figures.iter().enumerate() {
        let Some(entry) = record.vocabularies.entry(figure.measure) else { continue };
        let (TermDetail::Measure(measure), Some(amount)) = (&entry.detail, figure.value.value())
        else {
            continue;
        };
        let range = measure.min..=measure.max;
        // Zero is an answer of its own.
        let odd = |value: f64| value != 0.0 && !range.contains(&value);
        let (field, value) = match (amount.low, amount.high) {
            (low, _) if odd(low) => ("value", low),
            (_, Some(high)) if odd(high) => ("value_max", high),
            _ => continue,
        };
        let message = format!(
            "`{value}` is unusual for `{}`, which mostly lies between {} and {} {}",
            entry.slug, measure.min, measure.max, measure.unit
        );
        let fault = record.fault(&RULE, &format!("figures.{place}.{field}"), message);
        record.report(fault.hint(
            "check the number and its unit in the source; if it is right, add a waiver that says so",
        ));
    }
}
