//! Sums of what facilities count and measure.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::word::Word;
use super::Ground;
use crate::model::{FigureKind, Period, TermDetail};
use crate::summary::{AreaSummary, FigureSum};

/// A sum of figures with all that it leaves out. What is, what would be possible, what is planned
/// and what came together over the years are never added to each other. What is and what would be
/// possible is summed over facilities at work only; plans over those at work or coming.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sum<'a> {
    /// What is measured.
    #[schemars(extend("x-vocabulary" = "measures"))]
    pub measure: &'a str,
    /// Its unit.
    pub unit: &'a str,
    /// The kind of figure.
    pub kind: Word<FigureKind>,
    /// The period of a flow.
    pub per: Option<Word<Period>>,
    /// The role of the facilities summed over; null for all of them. A facility with several roles
    /// is in the sum of each, and once in the sum of all.
    #[schemars(extend("x-vocabulary" = "roles"))]
    pub role: Option<&'a str>,
    /// The sum: of ranges the lower ends, and nothing for a figure that says 'at most'; null where
    /// nobody reported.
    pub sum: Option<f64>,
    /// Where it can be more: the sum with the upper ends; null where it is the same.
    pub sum_max: Option<f64>,
    /// How many facilities the sum is made of.
    pub reported_by: u32,
    /// How many there are that could have reported. The others are not zero: they are not known.
    pub of: u32,
    /// How many were asked and did not tell.
    pub undisclosed: u32,
    /// For how many the question makes no sense.
    pub not_applicable: u32,
    /// How many state the measure more than once without saying which figure is the whole; they are
    /// left out.
    pub ambiguous: u32,
    /// How many are left out because the record that they are a part of reports the measure too.
    pub within_whole: u32,
    /// How many of the figures are least values, so that the sum may be more.
    pub at_least: u32,
    /// How many of the figures are rounded or estimated.
    pub about: u32,
    /// The first year that a figure is of; null where none says.
    pub from: Option<u16>,
    /// The last year that a figure is of.
    pub year: Option<u16>,
}

impl<'a> Sum<'a> {
    /// The sums of an area over all its facilities, or those by role.
    pub(super) fn all(summary: &AreaSummary, by_role: bool, ground: Ground<'a>) -> Vec<Self> {
        let sums = summary.figures().iter().filter(|sum| sum.key.role.is_some() == by_role);
        sums.map(|sum| Self::of(sum, ground)).collect()
    }

    fn of(sum: &FigureSum, Ground { atlas, .. }: Ground<'a>) -> Self {
        let words = atlas.vocabularies();
        let unit = match words.entry(sum.key.measure).map(|entry| &entry.detail) {
            Some(TermDetail::Measure(measure)) => measure.unit.as_str(),
            _ => "",
        };
        Self {
            measure: words.slug(sum.key.measure),
            unit,
            kind: Word(sum.key.kind),
            per: sum.key.per.map(Word),
            role: sum.key.role.map(|role| words.slug(role)),
            sum: (sum.reported_by > 0).then_some(sum.low),
            sum_max: (sum.high > sum.low).then_some(sum.high),
            reported_by: sum.reported_by,
            of: sum.of,
            undisclosed: sum.undisclosed,
            not_applicable: sum.not_applicable,
            ambiguous: sum.ambiguous,
            within_whole: sum.within_whole,
            at_least: sum.at_least,
            about: sum.about,
            from: sum.years.map(|(first, _)| first),
            year: sum.years.map(|(_, last)| last),
        }
    }
}
