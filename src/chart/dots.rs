//! Dots on a scale, each with its interval, against a reference such as the European median.

use super::datum::Tone;
use super::entries::{Entry, Measure, Reference};
use super::ink::Ink;
use super::number::NumberFormat;
use super::sheet::{Fault, Sheet};
use super::{Chart, Frame};

/// Dots from top to bottom, in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Dots {
    /// The dots.
    pub entries: Vec<Entry>,
    /// What they are held against.
    pub reference: Option<Reference>,
    /// How the values are written; [`NumberFormat::RATE`] by default.
    pub format: NumberFormat,
    /// What the values are; stands below the dots.
    pub unit: String,
    /// What the intervals are; `95 % interval` by default.
    pub interval: String,
}

impl Default for Dots {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            reference: None,
            format: NumberFormat::RATE,
            unit: String::new(),
            interval: "95 % interval".to_owned(),
        }
    }
}

/// The radius of a dot.
const RADIUS: f64 = 4.5;

impl Chart for Dots {
    fn describe(&self) -> String {
        self.measure().describe("Dot plot")
    }

    fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn height(&self, frame: Frame) -> f64 {
        self.measure().height(frame)
    }

    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        let measure = self.measure();
        let layout = measure.lay_out(sheet);
        measure.paint_ground(sheet, &layout)?;
        for (entry, y) in self.entries.iter().zip(layout.rows.centers()) {
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
        measure.paint_words(sheet, &layout)
    }
}

impl Dots {
    fn measure(&self) -> Measure<'_> {
        Measure {
            entries: &self.entries,
            reference: self.reference.as_ref(),
            format: self.format,
            unit: &self.unit,
            interval: &self.interval,
            reach: RADIUS,
        }
    }
}
