//! Curves over a scale, such as the share of people within a distance, named where they end.

use std::fmt::Write;

use super::ink::Ink;
use super::number::NumberFormat;
use super::plane::{Plane, mark_series};
use super::sheet::{Anchor, Fault, Sheet, round_up};
use super::text;
use super::words::{capital, count, list};
use super::{Chart, Frame};

/// Curves that share both scales.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    /// The curves, at most seven: more cannot be told apart, and share colours.
    pub curves: Vec<Curve>,
    /// What runs from left to right, with its unit.
    pub x_name: String,
    /// What runs upwards, with its unit.
    pub y_name: String,
    /// How numbers from left to right are written.
    pub x_format: NumberFormat,
    /// How numbers upwards are written.
    pub y_format: NumberFormat,
    /// The upper end of the upward scale; by default a round number above all points.
    pub y_end: Option<f64>,
    /// Whether a value holds until the next point (a step) or changes evenly towards it.
    pub steps: bool,
}

/// One curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Its name.
    pub label: String,
    /// Its points from left to right, both coordinates not below zero. Points that are not finite
    /// are left out.
    pub points: Vec<(f64, f64)>,
}

impl Default for Curves {
    fn default() -> Self {
        Self {
            curves: Vec::new(),
            x_name: String::new(),
            y_name: String::new(),
            x_format: NumberFormat::WHOLE,
            y_format: NumberFormat::PER_CENT,
            y_end: None,
            steps: false,
        }
    }
}

/// The height of a line of a name.
const LINE: f64 = 16.0;
/// The room between the end of a curve and its name.
const ASIDE: f64 = 8.0;

impl Chart for Curves {
    fn describe(&self) -> String {
        let mut text = capital(&count(self.curves.len(), "curve", "curves"));
        if !(self.x_name.is_empty() || self.y_name.is_empty()) {
            _ = write!(text, " of {} over {}", self.y_name, self.x_name);
        }
        text.push('.');
        for curve in self.curves.iter().take(7) {
            let known = curve.known();
            if let (Some(first), Some(last)) = (known.first(), known.last()) {
                _ = write!(
                    text,
                    " {}: from {} at {} to {} at {}.",
                    curve.label,
                    self.y_format.write(first.1),
                    self.x_format.write(first.0),
                    self.y_format.write(last.1),
                    self.x_format.write(last.0),
                );
            }
        }
        let empty: Vec<_> = self.curves.iter().filter(|curve| curve.known().is_empty()).collect();
        if !empty.is_empty() {
            let names = list(empty.iter().map(|curve| curve.label.as_str()));
            _ = write!(text, " No figures for {names}.");
        }
        text
    }

    fn is_empty(&self) -> bool {
        self.curves.iter().all(|curve| curve.known().is_empty())
    }

    fn height(&self, frame: Frame) -> f64 {
        // Names on the right may need more room than the curves do.
        let names: usize = self.names(frame).iter().map(Vec::len).sum();
        let names = names as f64 * LINE + 60.0;
        Plane::height(frame, &self.y_name, &self.x_name).max(names)
    }

    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        let names = self.names(sheet.frame());
        let room = names.iter().flatten().map(|line| sheet.room(line, Ink::Note));
        let known: Vec<_> = self.curves.iter().map(Curve::known).collect();
        let plane = Plane {
            x_name: &self.x_name,
            y_name: &self.y_name,
            x_format: self.x_format,
            y_format: self.y_format,
            right: room.fold(0.0, f64::max) + ASIDE,
        };
        let x_end = known.iter().flatten().map(|point| point.0).fold(0.0, f64::max);
        let y_most = known.iter().flatten().map(|point| point.1).fold(0.0, f64::max);
        let y_end = self.y_end.unwrap_or_else(|| round_up(y_most, sheet.height() - 80.0));
        let x_end = if x_end > 0.0 { x_end } else { 1.0 };
        let area = plane.open(sheet, 0.0..x_end, 0.0..y_end.max(f64::MIN_POSITIVE))?;
        let mut ends = Vec::new();
        for (kind, (points, name)) in known.iter().zip(&names).enumerate() {
            let Some(&last) = points.last() else { continue };
            let points = if self.steps { stairs(points) } else { points.clone() };
            mark_series(&area, points, Ink::curve(kind))?;
            ends.push(End { kind, at: area.pixels(last), name, y: 0.0 });
        }
        spread(&mut ends, area.place.top, area.place.bottom);
        for end in &ends {
            let x = area.place.right + ASIDE;
            let (from_x, from_y) = end.at;
            sheet.line((from_x + 1.0, from_y), (x - 2.0, end.y), Ink::Leader)?;
            let mut y = end.y - end.height() / 2.0 + LINE / 2.0;
            for line in end.name {
                sheet.text(line, (x, y), Anchor::Start, Ink::Note)?;
                y += LINE;
            }
        }
        Ok(())
    }
}

impl Curves {
    /// The names with their last values, in lines that fit beside the curves.
    fn names(&self, frame: Frame) -> Vec<Vec<String>> {
        let room = frame.width() * 0.3;
        let name = |curve: &Curve| {
            let value = curve.known().last().map(|last| self.y_format.write(last.1));
            let name = format!("{} {}", curve.label, value.unwrap_or_default());
            text::wrap(&name, frame.text_size(Ink::Note), room)
        };
        self.curves.iter().map(name).collect()
    }
}

impl Curve {
    /// The points that can be drawn, from left to right.
    fn known(&self) -> Vec<(f64, f64)> {
        let finite = self.points.iter().filter(|(x, y)| x.is_finite() && y.is_finite());
        let mut points: Vec<_> = finite.copied().collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        points
    }
}

/// The same points with each value held until the next.
fn stairs(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut stairs = Vec::with_capacity(points.len() * 2);
    let mut before: Option<f64> = None;
    for &(x, y) in points {
        if let Some(before) = before {
            stairs.push((x, before));
        }
        stairs.push((x, y));
        before = Some(y);
    }
    stairs
}

/// Where a curve ends, and where its name goes.
struct End<'n> {
    kind: usize,
    at: (f64, f64),
    name: &'n [String],
    y: f64,
}

impl End<'_> {
    fn height(&self) -> f64 {
        let lines = self.name.len() as f64;
        lines * LINE
    }
}

/// Gives each name a place near the end of its curve where no other name stands: from the top
/// down, and where that runs over the lower edge, from there back up.
fn spread(ends: &mut [End<'_>], top: f64, bottom: f64) {
    ends.sort_by(|a, b| a.at.1.total_cmp(&b.at.1).then(a.kind.cmp(&b.kind)));
    let mut free = top - LINE / 2.0;
    for end in ends.iter_mut() {
        end.y = end.at.1.max(free + end.height() / 2.0);
        free = end.y + end.height() / 2.0;
    }
    let mut free = bottom + LINE / 2.0;
    for end in ends.iter_mut().rev() {
        end.y = end.y.min(free - end.height() / 2.0);
        free = end.y - end.height() / 2.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_holds_until_the_next_point() {
        assert_eq!(
            stairs(&[(0.0, 1.0), (2.0, 3.0), (5.0, 4.0)]),
            [(0.0, 1.0), (2.0, 1.0), (2.0, 3.0), (5.0, 3.0), (5.0, 4.0)]
        );
    }

    #[test]
    fn names_do_not_meet() {
        let name = ["One".to_owned(), "two".to_owned()];
        let mut ends: Vec<_> =
            (0..5).map(|kind| End { kind, at: (0.0, 100.0), name: &name, y: 0.0 }).collect();
        spread(&mut ends, 0.0, 200.0);
        for pair in ends.windows(2) {
            assert!(pair[1].y - pair[0].y >= 2.0 * LINE - 1e-9);
        }
    }
}
