//! The key to the kinds of a chart: a swatch and a name each, wrapping as words do.

use super::Frame;
use super::ink::Ink;
use super::sheet::{Anchor, Fault, Place, Sheet};
use super::text;

/// The width and height of a swatch.
const SWATCH: f64 = 11.0;
/// From the beginning of a swatch to its name.
const ASIDE: f64 = 16.0;
/// From the end of a name to the next swatch.
const BETWEEN: f64 = 18.0;
/// The height of a line.
const LINE: f64 = 19.0;

/// What a swatch shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Swatch {
    /// A box of this ink.
    Box(Ink),
    /// A hatched box.
    Hatch,
}

/// The key, laid out.
#[derive(Debug)]
pub(super) struct Legend<'n> {
    items: Vec<Item<'n>>,
    /// The height of it all, with the room below.
    pub height: f64,
}

#[derive(Debug)]
struct Item<'n> {
    swatch: Swatch,
    lines: Vec<std::borrow::Cow<'n, str>>,
    x: f64,
    y: f64,
}

impl<'n> Legend<'n> {
    /// Lays the kinds out from the upper left corner.
    pub(super) fn lay_out(kinds: impl Iterator<Item = (Swatch, &'n str)>, frame: Frame) -> Self {
        let size = frame.text_size(Ink::Note);
        let (mut x, mut y) = (0.0, 0.0);
        let mut items = Vec::new();
        let mut depth = LINE;
        for (swatch, name) in kinds {
            let wide = ASIDE + text::width(name, size);
            if x > 0.0 && x + wide > frame.width() {
                x = 0.0;
                y += depth;
                depth = LINE;
            }
            let lines = if wide <= frame.width() {
                vec![name.into()]
            } else {
                let lines = text::wrap(name, size, frame.width() - ASIDE);
                lines.into_iter().map(Into::into).collect()
            };
            let high = lines.len() as f64 * LINE;
            depth = depth.max(high);
            items.push(Item { swatch, lines, x, y });
            x += wide + BETWEEN;
        }
        let height = if items.is_empty() { 0.0 } else { y + depth + 6.0 };
        Self { items, height }
    }

    /// Draws it.
    pub(super) fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        for item in &self.items {
            let mut y = item.y + LINE / 2.0;
            let place = Place {
                left: item.x + 0.5,
                top: y - SWATCH / 2.0,
                right: item.x + 0.5 + SWATCH,
                bottom: y + SWATCH / 2.0,
            };
            match item.swatch {
                Swatch::Box(ink) => sheet.rect(place, ink)?,
                Swatch::Hatch => sheet.hatch(place)?,
            }
            for line in &item.lines {
                sheet.text(line, (item.x + ASIDE, y), Anchor::Start, Ink::Note)?;
                y += LINE;
            }
        }
        Ok(())
    }
}
