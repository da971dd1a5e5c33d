//! Labelled values with their scale: what bars and dots have in common.

use std::fmt::Write;

use super::Frame;
use super::datum::{Datum, Interval, Tone};
use super::ink::Ink;
use super::number::NumberFormat;
use super::rows::Rows;
use super::sheet::{Anchor, Fault, Place, Sheet};
use super::text;
use super::words::{capital, count, list};

/// One labelled value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name.
    pub label: String,
    /// The value.
    pub value: Datum,
    /// How far chance could move it.
    pub interval: Option<Interval>,
    /// How it is to be read.
    pub tone: Tone,
}

impl Entry {
    /// A plain value.
    #[must_use]
    pub fn new(label: impl Into<String>, value: impl Into<Datum>) -> Self {
        Self { label: label.into(), value: value.into(), interval: None, tone: Tone::Plain }
    }

    /// The interval, where it can be drawn.
    pub(super) fn sound_interval(&self) -> Option<Interval> {
        self.interval.filter(Interval::is_sound)
    }
}

/// A value that all entries are held against, such as a median.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// The value.
    pub value: f64,
    /// What it is, such as `European median`.
    pub label: String,
}

/// Entries on one scale, with what they have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// The entries.
    pub entries: Vec<Entry>,
    /// What they are held against.
    pub reference: Option<Reference>,
    /// How the values are written; [`NumberFormat::WHOLE`] by default.
    pub format: NumberFormat,
    /// What the values are, such as `facilities per million people`; stands below them.
    pub unit: String,
    /// What the intervals are; `95 % interval` by default.
    pub interval: String,
}

impl Default for Values {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            reference: None,
            format: NumberFormat::WHOLE,
            unit: String::new(),
            interval: "95 % interval".to_owned(),
        }
    }
}

/// The room between a mark and its figure.
pub(super) const ASIDE: f64 = 6.0;
/// The room below the rows for the scale.
const SCALE: f64 = 24.0;
/// The room for a line of the unit or of the reference.
const LINE: f64 = 18.0;

/// Entries laid out for a frame.
#[derive(Debug)]
pub(super) struct Layout {
    pub rows: Rows,
    /// Where marks may stand.
    pub place: Place,
    low: f64,
    high: f64,
}

impl Layout {
    /// Where a value stands from left to right.
    pub(super) fn at(&self, value: f64) -> f64 {
        let wide = self.place.right - self.place.left;
        self.place.left + (value - self.low) / (self.high - self.low) * wide
    }
}

impl Values {
    /// What the chart says, in words; `kind` is what it is called.
    pub(super) fn describe(&self, kind: &str) -> String {
        let mut text = format!("{kind} of {}", count(self.entries.len(), "value", "values"));
        if !self.unit.is_empty() {
            _ = write!(text, " in {}", self.unit);
        }
        text.push('.');
        self.describe_ends(&mut text);
        if let Some(reference) = self.sound_reference() {
            let value = self.format.write(reference.value);
            _ = write!(text, " {}: {value}.", reference.label);
        }
        let missing: Vec<&str> = self
            .entries
            .iter()
            .filter(|entry| entry.value.number().is_none())
            .map(|entry| entry.label.as_str())
            .collect();
        if !missing.is_empty() {
            _ = write!(text, " No figure for {}.", list(missing.into_iter()));
        }
        text
    }

    fn describe_ends(&self, text: &mut String) {
        let ends = (
            self.known().max_by(|a, b| a.1.total_cmp(&b.1)),
            self.known().min_by(|a, b| a.1.total_cmp(&b.1)),
        );
        let (Some((highest, high)), Some((lowest, low))) = ends else { return };
        let several = self.known().count() > 1;
        if several && (high - low).abs() < f64::EPSILON {
            _ = write!(text, " All are {}.", self.format.write(high));
            return;
        }
        _ = write!(text, " Highest: {}.", self.in_words(highest, high));
        if several {
            _ = write!(text, " Lowest: {}.", self.in_words(lowest, low));
        }
    }

    fn in_words(&self, entry: &Entry, value: f64) -> String {
        let mut text = format!("{}, {}", entry.label, self.format.write(value));
        if let Some(ends) = entry.sound_interval() {
            let (low, high) = (self.format.write(ends.low), self.format.write(ends.high));
            _ = write!(text, " ({} {low} to {high})", self.interval);
        }
        text
    }

    fn known(&self) -> impl Iterator<Item = (&Entry, f64)> {
        self.entries.iter().filter_map(|entry| Some((entry, entry.value.number()?)))
    }

    fn sound_reference(&self) -> Option<&Reference> {
        self.reference.as_ref().filter(|reference| reference.value.is_finite())
    }

    /// A scale is needed where intervals or a reference are drawn: the figures beside the marks
    /// do not give those.
    fn has_scale(&self) -> bool {
        self.sound_reference().is_some()
            || self.known().any(|(entry, _)| entry.sound_interval().is_some())
    }

    /// The height of the whole chart.
    pub(super) fn height(&self, frame: Frame) -> f64 {
        let mut height = self.rows(frame).bottom + 6.0;
        if self.has_scale() {
            height += SCALE;
        }
        for _ in text::wrap(&capital(&self.unit), frame.text_size(Ink::Note), frame.width()) {
            height += LINE;
        }
        height
    }

    fn rows(&self, frame: Frame) -> Rows {
        let mut top = 2.0;
        if let Some(reference) = self.sound_reference() {
            let words = self.reference_words(reference);
            for _ in text::wrap(&words, frame.text_size(Ink::Note), frame.width()) {
                top += LINE;
            }
        }
        Rows::lay_out(self.entries.iter().map(|entry| entry.label.as_str()), frame, top)
    }

    fn reference_words(&self, reference: &Reference) -> String {
        format!("{} {}", reference.label, self.format.write(reference.value))
    }

    /// Lays the entries out; a mark reaches so far beyond its value.
    pub(super) fn lay_out(&self, sheet: &Sheet<'_>, reach: f64) -> Layout {
        let rows = self.rows(sheet.frame());
        let place = Place {
            left: rows.left.max(reach + 1.0),
            top: rows.top,
            right: sheet.width() - 2.0,
            bottom: rows.bottom,
        };
        let (low, high) = self.range(sheet, place.right - place.left);
        Layout { rows, place, low, high }
    }

    /// The range of the scale: from zero (or the least value below it) so far that every figure
    /// has room behind its mark.
    fn range(&self, sheet: &Sheet<'_>, wide: f64) -> (f64, f64) {
        let least = self.known().flat_map(|(entry, value)| {
            [value, entry.sound_interval().map_or(0.0, |ends| ends.low)]
        });
        let low = least.fold(0.0, f64::min);
        let high = self.known().map(|(entry, value)| {
            let figure = sheet.room(&self.format.write(value), Ink::Value) + ASIDE;
            // A figure longer than this leaves the marks a quarter of the width all the same.
            let share = ((wide - figure) / wide).max(0.25);
            low + (right_end(entry, value) - low) / share
        });
        let reference = self.sound_reference().map(|reference| reference.value * 1.05);
        let high = high.chain(reference).fold(low, f64::max);
        if high > low { (low, high) } else { (low, low + 1.0) }
    }

    /// Draws what lies behind the marks: the scale, the lines for zero and for the reference.
    pub(super) fn paint_ground(&self, sheet: &Sheet<'_>, layout: &Layout) -> Result<(), Fault> {
        let spans = layout.rows.spans();
        if self.has_scale() {
            let range = layout.low..layout.high;
            sheet.scale_below(layout.place, range, self.format, &spans)?;
        }
        sheet.upright(layout.at(0.0), &spans, Ink::Axis)?;
        match self.sound_reference() {
            Some(reference) => sheet.upright(layout.at(reference.value), &spans, Ink::Reference),
            None => Ok(()),
        }
    }

    /// Draws what lies on top: figures, names, the reference, the unit.
    pub(super) fn paint_words(&self, sheet: &Sheet<'_>, layout: &Layout) -> Result<(), Fault> {
        for (entry, y) in self.entries.iter().zip(layout.rows.centers()) {
            match entry.value.number() {
                Some(value) => {
                    let figure = self.format.write(value);
                    let x = layout.at(right_end(entry, value)) + ASIDE;
                    sheet.text(&figure, (x, y), Anchor::Start, Ink::Value)?;
                }
                None => {
                    let x = layout.at(0.0) + ASIDE;
                    sheet.text(entry.value.word(), (x, y), Anchor::Start, Ink::Note)?;
                }
            }
        }
        layout.rows.write_names(sheet)?;
        if let Some(reference) = self.sound_reference() {
            self.name_reference(sheet, layout, reference)?;
        }
        let mut y = layout.rows.bottom + LINE / 2.0 + 5.0;
        if self.has_scale() {
            y += SCALE;
        }
        for line in text::wrap(&capital(&self.unit), sheet.size(Ink::Note), sheet.width()) {
            sheet.text(&line, (0.0, y), Anchor::Start, Ink::Note)?;
            y += LINE;
        }
        Ok(())
    }

    /// Writes what the reference is above its line.
    fn name_reference(
        &self,
        sheet: &Sheet<'_>,
        layout: &Layout,
        reference: &Reference,
    ) -> Result<(), Fault> {
        let x = layout.at(reference.value);
        let words = self.reference_words(reference);
        let mut y = LINE / 2.0;
        for line in text::wrap(&words, sheet.size(Ink::Note), sheet.width()) {
            let half = sheet.room(&line, Ink::Note) / 2.0;
            let x = x.clamp(half, (sheet.width() - half).max(half));
            sheet.text(&line, (x, y), Anchor::Middle, Ink::Note)?;
            y += LINE;
        }
        Ok(())
    }
}

/// Where the mark of an entry ends to the right.
fn right_end(entry: &Entry, value: f64) -> f64 {
    entry.sound_interval().map_or(value, |ends| ends.high.max(value)).max(0.0)
}
