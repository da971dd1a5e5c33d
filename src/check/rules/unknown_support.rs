//! `unknown-support`

use super::Checked;
use crate::finding::{Rule, Severity, example};
use crate::model::VocabularyName;
use crate::model::fields::{RECORD, citable};

/// The rule.
pub static RULE: Rule = Rule {
    name: "unknown-support",
    severity: Severity::Error,
    what: "`supports` names fields that records have",
    why: "a source counts for a fact only if its field is named rightly",
    example: example!("unknown-support"),
};

/// Checks one record.
pub fn check(record: &Checked) {
    for (place, source) in record.facility.sources.iter().enumerate() {
        for (which, path) in source.supports.iter().enumerate() {
            let path = path.as_str();
            let at = format!("sources.{place}.supports.{which}");
            match path.strip_prefix("figures.") {
                Some(measure) => of_measure(record, &at, measure),
                None if citable(path) => {}
                None => unknown(record, &at, path),
            }
        }
    }
}

fn of_measure(record: &Checked, at: &str, measure: &str) {
    let vocabularies = record.vocabularies;
    if vocabularies.find(VocabularyName::Measures, measure).is_some() {
        return;
    }
    let slugs: Vec<&str> =
        vocabularies.terms(VocabularyName::Measures).map(|(_, entry)| &*entry.slug).collect();
    let fault = record.fault(&RULE, at, format!("`{measure}` is not a measure"));
    record.report(match record.advice.nearest(measure, &slugs) {
        Some(meant) => {
            let meant = format!("figures.{meant}");
            fault.hint(format!("did you mean `{meant}`?")).replacement(meant)
        }
        None => fault
            .hint("behind `figures.` goes the figure’s `measure`, such as `figures.cleanrooms`"),
    });
}

fn unknown(record: &Checked, at: &str, path: &str) {
    if !record.advice.goes_on() {
        let fault = record.fault(&RULE, at, format!("a source cannot support `{path}`"));
        return record.report(fault.hint("leave it out"));
    }
    let paths: Vec<String> =
        RECORD.paths().into_iter().map(|(path, _)| path).filter(|path| citable(path)).collect();
    let known: Vec<&str> = paths.iter().map(String::as_str).collect();
    // `areas` alone is enough to know that `therapies.areas` is meant.
    let by_end = || {
        let ending = format!(".{path}");
        known.iter().copied().find(|known| known.ends_with(&ending))
    };
    // Of a path that goes too deep the beginning is right.
    let by_beginning =
        || known.iter().copied().rev().find(|it| path.starts_with(&format!("{it}.")));
    let steers = RECORD.at(path).is_some();
    let message = if steers {
        format!("`{path}` is no fact that a source could support")
    } else {
        format!("a record has no field `{path}`")
    };
    let fault = record.fault(&RULE, at, message);
    let measure = record.vocabularies.find(VocabularyName::Measures, path);
    if measure.is_some() {
        let meant = format!("figures.{path}");
        return record.report(fault.hint(format!("did you mean `{meant}`?")).replacement(meant));
    }
    record.report(
        match by_end().or_else(by_beginning).or_else(|| record.advice.nearest(path, &known)) {
            Some(meant) => fault.hint(format!("did you mean `{meant}`?")).replacement(meant),
            None if steers => fault.hint("leave it out"),
            None => {
                fault.hint("name a field of the record, such as `status` or `therapies.platforms`")
            }
        },
    );
}
