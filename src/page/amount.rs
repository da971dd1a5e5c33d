//! One figure in words: how exact, how much, in which unit, over which time.

use super::facts::{Detail, Item};
use super::shared::Shared;
use crate::model::{Amount, ClosedList, Figure, FigureKind, Stated, TermDetail};
use crate::words::WordFault;

/// From here on money is written in millions.
const MILLION: f64 = 1_000_000.0;

/// A figure as an item: `about 4,000 m²`, with its kind, its year and what it covers.
pub(super) fn item(shared: &Shared<'_>, figure: &Figure) -> Result<Item, WordFault> {
    let words = &shared.words;
    let mut item =
        match &figure.value {
            Stated::Is(amount) => {
                let mut text = amount_in_unit(shared, figure, *amount)?;
                if let Some(period) = figure.per {
                    let period = words.choice("period", period.slug())?;
                    text = words.fill("figure.per", &[("amount", &text), ("period", &period)])?;
                }
                Item::text(words.fill(
                    &format!("qualifier.{}", figure.qualifier.slug()),
                    &[("amount", &text)],
                )?)
            }
            Stated::NotApplicable => Item::quiet(words.text("value.not-applicable")?),
            Stated::Undisclosed | Stated::Absent => Item::quiet(words.text("value.undisclosed")?),
        };
    item.details.push(Detail {
        alert: figure.kind == FigureKind::Planned,
        ..Detail::text(time(shared, figure)?)
    });
    if figure.total {
        item.details.push(Detail::text(words.text("figure.total")?));
    }
    if let Some(note) = &figure.note {
        item.details.push(Detail::said(shared, note));
    }
    Ok(item)
}

/// The kind of a figure and its year.
fn time(shared: &Shared<'_>, figure: &Figure) -> Result<String, WordFault> {
    let words = &shared.words;
    let kind = figure.kind.slug();
    let year = match (figure.from, figure.year) {
        (Some(from), Some(year)) => {
            words.fill("figure.span", &[("from", &from), ("year", &year)])?
        }
        (Some(from), None) => words.fill("figure.since", &[("from", &from)])?,
        (None, Some(year)) => year.to_string(),
        (None, None) => words.text("figure.no-year")?,
    };
    words.fill(&format!("figure-kind.{kind}"), &[("year", &year)])
}

fn amount_in_unit(
    shared: &Shared<'_>,
    figure: &Figure,
    amount: Amount,
) -> Result<String, WordFault> {
    let words = &shared.words;
    if let Some(currency) = figure.currency {
        let millions = amount.low >= MILLION;
        let scale = if millions { MILLION } else { 1.0 };
        let mut text = range(shared, amount, scale)?;
        if millions {
            text = words.fill("figure.million", &[("amount", &text)])?;
        }
        return words.fill(&format!("currency.{}", currency.slug()), &[("amount", &text)]);
    }
    let detail = shared.atlas.vocabularies().entry(figure.measure).map(|entry| &entry.detail);
    let Some(TermDetail::Measure(measure)) = detail else {
        return range(shared, amount, 1.0);
    };
    let written = range(shared, amount, 1.0)?;
    // A range takes the plural of its upper end.
    let number = amount.high.unwrap_or(amount.low);
    words.amount(&format!("unit.{}", measure.unit), number, &written)
}

fn range(shared: &Shared<'_>, amount: Amount, scale: f64) -> Result<String, WordFault> {
    let words = &shared.words;
    let low = words.number(amount.low / scale);
    match amount.high {
        None => Ok(low),
        Some(high) => {
            let high = words.number(high / scale);
            words.fill("figure.range", &[("low", &low), ("high", &high)])
        }
    }
}
