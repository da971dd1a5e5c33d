//! How evenly facilities are spread over people.

use anyhow::Result;

use super::desk::{Desk, Draft, seen};
use super::{Cell, Figure, Table};
use crate::chart::{Lorenz, LorenzWords, NumberFormat};
use crate::summary::Subject;

/// The Lorenz curve of facilities at work over the people of the regions of level 2.
pub(super) fn lorenz(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let summaries = desk.summaries();
    let place = summaries.place_of(Subject::Any);
    let spread = place.and_then(|place| summaries.subjects().get(place)?.spread.as_ref());
    let points = spread.map(|spread| spread.lorenz.clone()).unwrap_or_default();
    let numbers =
        [words.choice("column", "people-share")?, words.choice("column", "facilities-share")?];
    let mut table = Table::of(&[], &numbers);
    let format = NumberFormat { decimals: 1, ..NumberFormat::PER_CENT };
    for &(people, facilities) in &points {
        let cell = |share: f64| Cell::Number(share * 100.0, format);
        table.rows.push(vec![cell(people), cell(facilities)]);
    }
    let half = lower_half(&points).map_or_else(String::new, |share| desk.per_cent(share));
    let gini = spread.map(|spread| spread.gini);
    let (x_name, y_name) =
        (words.text("chart.lorenz-people")?, words.text("chart.lorenz-facilities")?);
    let rate = gini.map(|gini| desk.number(NumberFormat::RATE).write(gini));
    let named = rate.as_ref().map(|number| words.fill("chart.gini", &[("number", number)]));
    let spoken = LorenzWords {
        x_title: words.fill("chart.share", &[("name", &x_name)])?,
        y_title: words.fill("chart.share", &[("name", &y_name)])?,
        gini: named.transpose()?,
        even: words.text("chart.even")?,
    };
    let chart = Lorenz { points, gini, x_name, y_name, spoken: Some(spoken) };
    let draft = Draft {
        values: &[
            ("half", &half),
            ("gini", &rate.unwrap_or_default()),
            ("groups", &desk.whole(spread.map_or(0, |spread| spread.groups))),
            ("year", &desk.shared.population_year()),
        ],
        title: seen(spread.is_some()),
        plain: false,
        table,
        sources: &["population"],
    };
    desk.chart(&chart, draft)
}

/// What the less provided half of the people has, read off the curve.
fn lower_half(points: &[(f64, f64)]) -> Option<f64> {
    let pair = points.windows(2).find(|pair| pair[0].0 <= 0.5 && pair[1].0 >= 0.5)?;
    let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
    let part = if x1 > x0 { (0.5 - x0) / (x1 - x0) } else { 0.0 };
    Some(y0 + part * (y1 - y0))
}
