//! A histogram: how many fall into each of a row of classes.

use std::fmt::Write;

use super::ink::Ink;
use super::number::NumberFormat;
use super::plane::Plane;
use super::sheet::{Anchor, Fault, Place, Sheet, round_up};
use super::{Chart, Frame};

/// Columns over classes that follow each other without a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// The classes, from low to high.
    pub classes: Vec<Class>,
    /// What is divided into classes, with its unit.
    pub x_name: String,
    /// What is counted, with its unit.
    pub y_name: String,
    /// How the limits of classes are written.
    pub x_format: NumberFormat,
    /// How the counts are written.
    pub y_format: NumberFormat,
    /// Where the middle lies: half are below it.
    pub median: Option<f64>,
    /// The median with its name in another language.
    pub median_words: Option<String>,
}

/// One class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Class {
    /// Lower limit.
    pub from: f64,
    /// Upper limit.
    pub to: f64,
    /// How many fall into it; not below zero.
    pub count: f64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            classes: Vec::new(),
            x_name: String::new(),
            y_name: String::new(),
            x_format: NumberFormat::WHOLE,
            y_format: NumberFormat::WHOLE,
            median: None,
            median_words: None,
        }
    }
}

impl Chart for Histogram {
    fn describe(&self) -> String {
        let mut text = format!("Histogram of {} by {}.", self.y_name, self.x_name);
        let most = self.known().max_by(|a, b| a.count.total_cmp(&b.count));
        if let Some(class) = most {
            _ = write!(
                text,
                " Most, {}, lie between {} and {}.",
                self.y_format.write(class.count),
                self.x_format.write(class.from),
                self.x_format.write(class.to),
            );
        }
        if let Some(median) = self.median {
            _ = write!(text, " The median is {}.", self.x_format.write(median));
        }
        text
    }

    fn is_empty(&self) -> bool {
        self.known().next().is_none()
    }

    fn height(&self, frame: Frame) -> f64 {
        Plane::height(frame, &self.y_name, &self.x_name)
    }

    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        let plane = Plane {
            x_name: &self.x_name,
            y_name: &self.y_name,
            x_format: self.x_format,
            y_format: self.y_format,
            right: 12.0,
        };
        let from = self.known().map(|class| class.from).fold(f64::INFINITY, f64::min);
        let to = self.known().map(|class| class.to).fold(f64::NEG_INFINITY, f64::max);
        let most = self.known().map(|class| class.count).fold(0.0, f64::max);
        let end = round_up(most, sheet.height() - 80.0);
        let area = plane.open(sheet, from..to, 0.0..end)?;
        for class in self.known().filter(|class| class.count > 0.0) {
            let (left, top) = area.pixels((class.from, class.count));
            let (right, bottom) = area.pixels((class.to, 0.0));
            // A hairline between neighbours.
            let right = (right - 1.0).max(left + 0.5);
            sheet.rect(Place { left, top, right, bottom }, Ink::Mark)?;
        }
        if let Some(median) = self.median.filter(|median| (from..=to).contains(median)) {
            let (x, top) = area.pixels((median, end));
            sheet.line((x, top), (x, area.place.bottom), Ink::Halo)?;
            sheet.line((x, top), (x, area.place.bottom), Ink::Reference)?;
            let words = match &self.median_words {
                Some(words) => words.clone(),
                None => format!("median {}", self.x_format.write(median)),
            };
            let room = sheet.room(&words, Ink::Note) + 6.0;
            let (x, anchor) = if x + room < area.place.right {
                (x + 5.0, Anchor::Start)
            } else {
                (x - 5.0, Anchor::End)
            };
            sheet.text(&words, (x, top + 8.0), anchor, Ink::Note)?;
        }
        Ok(())
    }
}

impl Histogram {
    fn known(&self) -> impl Iterator<Item = Class> {
        let sound = |class: &Class| {
            class.from.is_finite()
                && class.to.is_finite()
                && class.from < class.to
                && class.count.is_finite()
                && class.count >= 0.0
        };
        self.classes.iter().copied().filter(sound)
    }
}
