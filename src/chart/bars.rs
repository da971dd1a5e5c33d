//! Horizontal bars with their values, and with intervals where there are any.

use super::datum::Tone;
use super::entries::{Entry, Measure};
use super::ink::Ink;
use super::number::NumberFormat;
use super::sheet::{Fault, Place, Sheet};
use super::{Chart, Frame};

/// Bars from top to bottom, in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The bars.
    pub entries: Vec<Entry>,
    /// How the values are written; [`NumberFormat::WHOLE`] by default.
    pub format: NumberFormat,
    /// What the values are, such as `facilities per million people`; stands below the bars.
    pub unit: String,
    /// What the intervals are; `95 % interval` by default.
    pub interval: String,
}

impl Default for Bars {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            format: NumberFormat::WHOLE,
            unit: String::new(),
            interval: "95 % interval".to_owned(),
        }
    }
}

/// Half the thickness of a bar.
const HALF: f64 = 7.0;
/// Half the stroke at either end of an interval.
const WHISKER: f64 = 3.0;

impl Chart for Bars {
    fn describe(&self) -> String {
        self.measure().describe("Bar chart")
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
            let (left, right) = (layout.at(value.min(0.0)), layout.at(value.max(0.0)));
            if right > left {
                let place = Place { left, top: y - HALF, right, bottom: y + HALF };
                sheet.rect(place, ink(entry.tone))?;
            }
            if let Some(ends) = entry.sound_interval() {
                let (from, to) = (layout.at(ends.low), layout.at(ends.high));
                sheet.line((from, y), (to, y), Ink::Interval)?;
                sheet.line((from, y - WHISKER), (from, y + WHISKER), Ink::Interval)?;
                sheet.line((to, y - WHISKER), (to, y + WHISKER), Ink::Interval)?;
            }
        }
        measure.paint_words(sheet, &layout)
    }
}

impl Bars {
    fn measure(&self) -> Measure<'_> {
        Measure {
            entries: &self.entries,
            reference: None,
            format: self.format,
            unit: &self.unit,
            interval: &self.interval,
            reach: 0.0,
        }
    }
}

fn ink(tone: Tone) -> Ink {
    match tone {
        Tone::Plain => Ink::Mark,
        Tone::Strong => Ink::Strong,
        Tone::Weak => Ink::Weak,
    }
}
