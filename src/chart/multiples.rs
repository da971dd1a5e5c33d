//! Small multiples: the same small chart many times over, on the same scales.

use std::fmt::Write;

use super::ink::Ink;
use super::number::NumberFormat;
use super::sheet::{Anchor, Fault, Place, Sheet, round_up};
use super::text;
use super::words::{capital, count};
use super::{Chart, Frame};

/// Panels side by side, in the order given, all with the same scales.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiples {
    /// The panels.
    pub panels: Vec<Panel>,
    /// How the numbers from left to right are written; years have no separators.
    pub x_format: NumberFormat,
    /// How the numbers upwards are written.
    pub y_format: NumberFormat,
    /// What runs upwards, with its unit.
    pub y_name: String,
}

/// One panel: a curve whose value holds until the next point.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Its name.
    pub label: String,
    /// Its points from left to right; heights not below zero. Points that are not finite are left
    /// out, and a panel without points says that it has no figures.
    pub points: Vec<(f64, f64)>,
}

impl Default for Multiples {
    fn default() -> Self {
        Self {
            panels: Vec::new(),
            x_format: NumberFormat::PLAIN,
            y_format: NumberFormat::WHOLE,
            y_name: String::new(),
        }
    }
}

/// The height of the curve of a panel.
const HIGH: f64 = 64.0;
/// The height of a line of a name.
const LINE: f64 = 17.0;
/// The room for the scale below a panel.
const SCALE: f64 = 20.0;
/// The room between panels.
const BETWEEN: f64 = 18.0;
/// Where the last point stands in the width of the curve, so that what holds there can be seen.
const LAST: f64 = 0.95;
/// The least width of a panel.
const LEAST: f64 = 150.0;

impl Chart for Multiples {
    fn describe(&self) -> String {
        let mut text =
            capital(&format!("{} on the same scales", count(self.panels.len(), "panel", "panels")));
        if !self.y_name.is_empty() {
            _ = write!(text, ", showing {}", self.y_name);
        }
        text.push('.');
        let last = |panel: &Panel| panel.known().last().map(|point| point.1);
        let ends = self.panels.iter().filter_map(|panel| Some((panel, last(panel)?)));
        if let Some((panel, value)) = ends.max_by(|a, b| a.1.total_cmp(&b.1)) {
            let value = self.y_format.write(value);
            _ = write!(text, " The highest at the end is {}, {value}.", panel.label);
        }
        text
    }

    fn is_empty(&self) -> bool {
        self.panels.iter().all(|panel| panel.known().is_empty())
    }

    fn height(&self, frame: Frame) -> f64 {
        let rows = self.panels.chunks(across(frame));
        let heads = rows.map(|row| self.head(row, frame) + HIGH + SCALE + BETWEEN);
        let unit = text::wrap(&capital(&self.y_name), frame.text_size(Ink::Note), frame.width());
        let unit = unit.len() as f64 * LINE;
        unit + heads.sum::<f64>() - BETWEEN
    }

    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        let mut top = 0.0;
        for line in text::wrap(&capital(&self.y_name), sheet.size(Ink::Note), sheet.width()) {
            sheet.text(&line, (0.0, top + LINE / 2.0), Anchor::Start, Ink::Note)?;
            top += LINE;
        }
        let points = || self.panels.iter().flat_map(|panel| panel.known());
        let from = points().map(|point| point.0).fold(f64::INFINITY, f64::min);
        let to = points().map(|point| point.0).fold(f64::NEG_INFINITY, f64::max);
        let highest = round_up(points().map(|point| point.1).fold(0.0, f64::max), HIGH);
        let columns = across(sheet.frame());
        let wide = panel_width(sheet.frame());
        for row in self.panels.chunks(columns) {
            let head = self.head(row, sheet.frame());
            let mut left = 0.0;
            for panel in row {
                let place =
                    Place { left, top: top + head, right: left + wide, bottom: top + head + HIGH };
                self.paint_panel(sheet, panel, place, (from, to, highest))?;
                let mut y = top + LINE / 2.0;
                for line in text::wrap(&panel.label, sheet.size(Ink::Label), wide) {
                    sheet.text(&line, (left, y), Anchor::Start, Ink::Label)?;
                    y += LINE;
                }
                left += wide + BETWEEN;
            }
            top += head + HIGH + SCALE + BETWEEN;
        }
        Ok(())
    }
}

impl Multiples {
    /// The height of the names above a row of panels.
    fn head(&self, row: &[Panel], frame: Frame) -> f64 {
        let size = frame.text_size(Ink::Label);
        let lines =
            row.iter().map(|panel| text::wrap(&panel.label, size, panel_width(frame)).len());
        let lines = lines.max().unwrap_or(1) as f64;
        lines * LINE + 12.0
    }

    fn paint_panel(
        &self,
        sheet: &Sheet<'_>,
        panel: &Panel,
        place: Place,
        (from, to, highest): (f64, f64, f64),
    ) -> Result<(), Fault> {
        sheet.line((place.left, place.bottom), (place.right, place.bottom), Ink::Axis)?;
        let points = panel.known();
        let Some(&(_, last)) = points.last() else {
            let middle = (place.left, f64::midpoint(place.top, place.bottom));
            return sheet.text("no figures", middle, Anchor::Start, Ink::Note);
        };
        let figure = self.y_format.write(last);
        let room = sheet.room(&figure, Ink::Value) + 5.0;
        let right = place.right - room;
        let at = |(x, y): (f64, f64)| {
            let along = if to > from { (x - from) / (to - from) * LAST } else { LAST };
            (
                place.left + along * (right - place.left),
                place.bottom - y / highest * (place.bottom - place.top),
            )
        };
        let mut path = Vec::new();
        for &point in &points {
            let (x, y) = at(point);
            if let Some(&(_, before)) = path.last() {
                path.push((x, before));
            }
            path.push((x, y));
        }
        // What holds at the last point holds to the end of the panel.
        let end = (right, at((to, last)).1);
        path.push(end);
        let mut corners = path.clone();
        corners.push((end.0, place.bottom));
        corners.push((path[0].0, place.bottom));
        sheet.polygon(corners, Ink::Area)?;
        sheet.path(path, Ink::curve(0))?;
        sheet.text(
            &figure,
            (right + 5.0, end.1.min(place.bottom - 7.0)),
            Anchor::Start,
            Ink::Value,
        )?;
        let (first, final_) = (self.x_format.write(from), self.x_format.write(to));
        let y = place.bottom + 11.0;
        sheet.text(&first, (place.left, y), Anchor::Start, Ink::Tick)?;
        if to > from {
            sheet.text(&final_, (right, y), Anchor::End, Ink::Tick)?;
        }
        Ok(())
    }
}

impl Panel {
    fn known(&self) -> Vec<(f64, f64)> {
        let finite = self.points.iter().filter(|(x, y)| x.is_finite() && y.is_finite());
        let mut points: Vec<_> = finite.map(|&(x, y)| (x, y.max(0.0))).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        points
    }
}

/// How many panels stand side by side.
fn across(frame: Frame) -> usize {
    ((frame.width() + BETWEEN) / (LEAST + BETWEEN)).floor().max(1.0) as usize
}

fn panel_width(frame: Frame) -> f64 {
    let columns = across(frame) as f64;
    (frame.width() + BETWEEN) / columns - BETWEEN
}
