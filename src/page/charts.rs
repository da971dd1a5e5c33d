//! Charts of facilities.

use anyhow::Result;
use serde::Serialize;

use super::shared::Shared;
use crate::chart::{self, Bars, Entry, Frame, Heading};
use crate::model::{FacilityIndex, Stage, VocabularyName};

/// A chart of a page, with its figures as a table.
#[derive(Debug, Serialize)]
pub struct ChartFigure {
    id: &'static str,
    title: String,
    subtitle: String,
    /// `<svg>`.
    svg: String,
    rows: Vec<ChartRow>,
}

/// A row of the table below a chart.
#[derive(Debug, Serialize)]
struct ChartRow {
    label: String,
    value: String,
}

/// How many of some facilities that are known to be at work have each role, the most frequent role
/// first; none where no role is left.
pub(super) fn roles(
    shared: &Shared<'_>,
    title: String,
    facilities: &[FacilityIndex],
) -> Result<Option<ChartFigure>> {
    let words = &shared.words;
    let at_work: Vec<FacilityIndex> =
        facilities.iter().copied().filter(|&one| shared.stage(one) == Stage::AtWork).collect();
    let mut counts: Vec<(&str, usize)> = shared
        .atlas
        .vocabularies()
        .terms(VocabularyName::Roles)
        .map(|(role, entry)| {
            let has = |one: &&FacilityIndex| shared.atlas.facility(**one).roles.contains(&role);
            (entry.label.as_str(), at_work.iter().filter(has).count())
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| shared.compare(a.0, b.0)));
    if counts.is_empty() {
        return Ok(None);
    }
    let entry = |&(label, count): &(&str, usize)| Entry::new(label, count as f64);
    let bars = Bars {
        entries: counts.iter().map(entry).collect(),
        unit: words.text("chart.roles.unit")?,
        ..Bars::default()
    };
    let heading = Heading { id: "roles", title: &title };
    let svg = chart::draw(&bars, &heading, Frame::NARROW)?.svg;
    let date = words.date(shared.atlas.settings().as_of);
    let count = at_work.len();
    let subtitle = words.count("chart.roles.subtitle", count, &[("date", &date)])?;
    let row = |(label, count): (&str, usize)| ChartRow {
        label: label.to_owned(),
        value: words.whole_number(count),
    };
    let rows = counts.into_iter().map(row).collect();
    Ok(Some(ChartFigure { id: "roles", title, subtitle, svg, rows }))
}
