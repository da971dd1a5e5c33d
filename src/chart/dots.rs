//! Dots on a scale, each with its interval, against a reference such as the European median.

use super::datum::Tone;
use super::entries::Values;
use super::ink::Ink;
use super::sheet::{Fault, Sheet};
use super::{Chart, Frame};

/// Dots from top to bottom, in the order given.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dots {
    /// The values.
    pub values: Values,
}

/// The radius of a dot.
const RADIUS: f64 = 4.5;

impl Chart for Dots {
    fn describe(&self) -> String {
        self.values.describe("Dot plot")
    }

    fn is_empty(&self) -> bool {
        self.values.entries.is_empty()
    }

    fn height(&self, frame: Frame) -> f64 {
        self.values.height(frame)
    }

    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        let values = &self.values;
        let layout = values.lay_out(sheet, RADIUS);
        values.paint_ground(sheet, &layout)?;
        for (entry, y) in self.values.entries.iter().zip(layout.rows.centers()) {
            let Some(value) = entry.value.number() else { continue };
            if let Some(ends) = entry.sound_interval() {
                sheet.line((layout.at(ends.low), y), (layout.at(ends.high), y), Ink::Range)?;
            }
            let ink = match entry.tone {
                Tone::Plain => Ink::Mark,
                Tone::Strong => Ink::Strong,
                // A ring, so that it differs by more than its colour.
                Tone::Weak => Ink::Hollow,
            };
            sheet.dot((layout.at(value), y), RADIUS, ink)?;
        }
        values.paint_words(sheet, &layout)
    }
}
