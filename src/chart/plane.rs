//! Two scales and the area between them, for curves and columns.

use std::ops::Range;

use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{Cartesian2d, LineSeries};

use super::Frame;
use super::backend::FINENESS;
use super::ink::Ink;
use super::number::NumberFormat;
use super::sheet::{Anchor, Area, Fault, Place, Sheet, scale_room};
use super::text;
use super::words::capital;

/// The height of a line of the scales' names.
const LINE: f64 = 18.0;
/// The room below the area for the scale.
const SCALE: f64 = 22.0;

/// What surrounds the area.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plane<'n> {
    /// What runs from left to right; stands below.
    pub x_name: &'n str,
    /// What runs upwards; stands above the area, so that it can be read without turning the head.
    pub y_name: &'n str,
    pub x_format: NumberFormat,
    pub y_format: NumberFormat,
    /// The room to keep on the right.
    pub right: f64,
}

/// The area, ready to draw on.
pub(super) struct Opened<'a> {
    pub area: Area<'a>,
    pub place: Place,
}

impl Opened<'_> {
    /// Where a point of the data stands on the sheet, in pixels.
    pub(super) fn pixels(&self, point: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.area.map_coordinate(&point);
        (f64::from(x) / f64::from(FINENESS), f64::from(y) / f64::from(FINENESS))
    }
}

impl Plane<'_> {
    /// The height of the whole chart: the area is five eighths as high as the frame is wide, but
    /// no higher than 340 pixels.
    pub(super) fn height(frame: Frame, y_name: &str, x_name: &str) -> f64 {
        let size = frame.text_size(Ink::Note);
        let mut height = (frame.width() * 0.625).min(340.0) + SCALE + 12.0;
        for _ in text::wrap(&capital(y_name), size, frame.width()) {
            height += LINE;
        }
        for _ in text::wrap(&capital(x_name), size, frame.width()) {
            height += LINE;
        }
        height
    }

    /// Draws the scales and their names, and opens the area.
    pub(super) fn open<'a>(
        &self,
        sheet: &Sheet<'a>,
        x: Range<f64>,
        y: Range<f64>,
    ) -> Result<Opened<'a>, Fault> {
        let size = sheet.size(Ink::Note);
        let mut top = 0.0;
        for line in text::wrap(&capital(self.y_name), size, sheet.width()) {
            sheet.text(&line, (0.0, top + LINE / 2.0), Anchor::Start, Ink::Note)?;
            top += LINE;
        }
        let below = text::wrap(&capital(self.x_name), size, sheet.width());
        let bottom = sheet.height() - SCALE - below.len() as f64 * LINE - 2.0;
        let top = top + 8.0;
        let left = scale_room(sheet.frame(), bottom - top, &y, self.y_format);
        let place = Place { left, top, right: sheet.width() - self.right.max(2.0), bottom };
        sheet.scale_beside(place, y.clone(), self.y_format)?;
        sheet.scale_below(place, x.clone(), self.x_format, &[(top, bottom)])?;
        sheet.line((place.left, bottom), (place.right, bottom), Ink::Axis)?;
        let mut y_below = bottom + SCALE + LINE / 2.0;
        for line in below {
            let x_below = f64::midpoint(place.left, place.right);
            let half = sheet.room(&line, Ink::Note) / 2.0;
            let x_below = x_below.clamp(half, (sheet.width() - half).max(half));
            sheet.text(&line, (x_below, y_below), Anchor::Middle, Ink::Note)?;
            y_below += LINE;
        }
        Ok(Opened { area: sheet.plot(place, x, y), place })
    }
}

/// Draws a curve by its points; a single point becomes a short line.
pub(super) fn mark_series(
    opened: &Opened<'_>,
    mut points: Vec<(f64, f64)>,
    ink: Ink,
) -> Result<(), Fault> {
    if let [(x, y)] = points[..] {
        let Range { start, end } = x_range(&opened.area);
        let little = (end - start) / 100.0;
        points = vec![((x - little).max(start), y), ((x + little).min(end), y)];
    }
    for element in LineSeries::new(points, ink) {
        opened.area.draw(&element)?;
    }
    Ok(())
}

fn x_range(area: &Area<'_>) -> Range<f64> {
    let spec: &Cartesian2d<RangedCoordf64, RangedCoordf64> = area.as_coord_spec();
    spec.get_x_range()
}
