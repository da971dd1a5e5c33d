//! Horizontal bars made of parts, told apart by colour, by their order and by their numbers.

use std::fmt::Write;

use super::ink::Ink;
use super::legend::{Legend, Swatch};
use super::number::NumberFormat;
use super::rows::Rows;
use super::sheet::{Anchor, Fault, Place, Sheet};
use super::words::{count, list};
use super::{Chart, Frame};

/// Stacked bars from top to bottom, in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Stacked {
    /// The kinds of parts, at most seven: more cannot be told apart, and share colours.
    pub kinds: Vec<String>,
    /// The bars.
    pub stacks: Vec<Stack>,
    /// How the numbers are written; [`NumberFormat::WHOLE`] by default.
    pub format: NumberFormat,
    /// What the numbers count, such as `facilities`.
    pub unit: String,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// Its name.
    pub label: String,
    /// How much of each kind; not below zero. A kind without a number has none.
    pub parts: Vec<f64>,
}

impl Default for Stacked {
    fn default() -> Self {
        Self {
            kinds: Vec::new(),
            stacks: Vec::new(),
            format: NumberFormat::WHOLE,
            unit: String::new(),
        }
    }
}

/// Half the thickness of a bar.
const HALF: f64 = 8.0;
/// The room between a bar and its total.
const ASIDE: f64 = 6.0;
/// The room that a number needs on either side within its part.
const INSIDE: f64 = 3.0;

impl Chart for Stacked {
    fn describe(&self) -> String {
        let bars = count(self.stacks.len(), "bar", "bars");
        let mut text = format!("Stacked bar chart of {bars}");
        if !self.unit.is_empty() {
            _ = write!(text, " in {}", self.unit);
        }
        if !self.kinds.is_empty() {
            _ = write!(text, ", by {}", list(self.kinds.iter().map(String::as_str)));
        }
        text.push('.');
        let most = self.stacks.iter().max_by(|a, b| a.total().total_cmp(&b.total()));
        if let Some(stack) = most {
            let total = self.format.write(stack.total());
            _ = write!(text, " The longest is {}, {total}:", stack.label);
            for (place, (kind, part)) in self.kinds.iter().zip(stack.known_parts()).enumerate() {
                let comma = if place == 0 { "" } else { "," };
                _ = write!(text, "{comma} {kind} {}", self.format.write(part));
            }
            text.push('.');
        }
        text
    }

    fn is_empty(&self) -> bool {
        self.stacks.is_empty()
    }

    fn height(&self, frame: Frame) -> f64 {
        self.rows(frame).bottom + 2.0
    }

    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        let rows = self.rows(sheet.frame());
        self.legend(sheet.frame()).paint(sheet)?;
        let wide = sheet.width() - 2.0 - rows.left;
        let scale = self.stacks.iter().map(|stack| {
            let figure = sheet.room(&self.format.write(stack.total()), Ink::Value) + ASIDE;
            stack.total() / (wide - figure).max(wide / 4.0)
        });
        let scale = scale.fold(0.0, f64::max).max(f64::MIN_POSITIVE);
        for (stack, y) in self.stacks.iter().zip(rows.centers()) {
            let mut left = rows.left;
            for (kind, part) in stack.known_parts().enumerate() {
                let right = left + part / scale;
                if part <= 0.0 {
                    continue;
                }
                let place = Place { left, top: y - HALF, right, bottom: y + HALF };
                sheet.rect(place, Ink::kind(kind))?;
                let number = self.format.write(part);
                if sheet.room(&number, Ink::OnMark) + 2.0 * INSIDE <= right - left {
                    let middle = (f64::midpoint(left, right), y);
                    sheet.text(&number, middle, Anchor::Middle, Ink::OnMark)?;
                }
                left = right;
            }
            let total = self.format.write(stack.total());
            sheet.text(&total, (left + ASIDE, y), Anchor::Start, Ink::Value)?;
        }
        sheet.upright(rows.left, &rows.spans(), Ink::Axis)?;
        rows.write_names(sheet)
    }
}

impl Stacked {
    fn legend(&self, frame: Frame) -> Legend<'_> {
        let kinds = self.kinds.iter().enumerate();
        let kinds = kinds.map(|(place, kind)| (Swatch::Box(Ink::kind(place)), kind.as_str()));
        Legend::lay_out(kinds, frame)
    }

    fn rows(&self, frame: Frame) -> Rows {
        let names = self.stacks.iter().map(|stack| stack.label.as_str());
        Rows::lay_out(names, frame, self.legend(frame).height + 2.0)
    }
}

impl Stack {
    /// The parts, with nothing for what is not a number or below zero.
    fn known_parts(&self) -> impl Iterator<Item = f64> {
        self.parts.iter().map(|part| if part.is_finite() { part.max(0.0) } else { 0.0 })
    }

    fn total(&self) -> f64 {
        self.known_parts().sum()
    }
}
