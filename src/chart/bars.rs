//! Horizontal bars with their values, and with intervals where there are any.

use super::datum::Tone;
use super::entries::Values;
use super::ink::Ink;
use super::sheet::{Fault, Place, Sheet};
use super::{Chart, Frame};

/// Bars from top to bottom, in the order given.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bars {
    /// The values.
    pub values: Values,
}

/// Half the thickness of a bar.
const HALF: f64 = 7.0;
/// Half the stroke at either end of an interval.
const WHISKER: f64 = 3.0;

impl Chart for Bars {
    fn describe(&self) -> String {
        self.values.describe("Bar chart")
    }

    fn is_empty(&self) -> bool {
        self.values.entries.is_empty()
    }

    fn height(&self, frame: Frame) -> f64 {
        self.values.height(frame)
    }

    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        let values = &self.values;
        let layout = values.lay_out(sheet, 0.0);
        values.paint_ground(sheet, &layout)?;
        for (entry, y) in self.values.entries.iter().zip(layout.rows.centers()) {
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
        values.paint_words(sheet, &layout)
    }
}

fn ink(tone: Tone) -> Ink {
    match tone {
        Tone::Plain => Ink::Mark,
        Tone::Strong => Ink::Strong,
        Tone::Weak => Ink::Weak,
    }
}
