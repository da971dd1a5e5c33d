//! A Lorenz curve: how evenly something is spread over people, with its Gini coefficient.

use super::ink::Ink;
use super::number::NumberFormat;
use super::plane::{Plane, mark_series};
use super::sheet::{Anchor, Fault, Sheet};
use super::text;
use super::{Chart, Frame};

/// A Lorenz curve beneath the line of equal shares.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lorenz {
    /// Cumulative shares, both from 0 to 1: of those among whom something is spread, the least
    /// provided first, and of what they have together. Points that are not finite are left out.
    pub points: Vec<(f64, f64)>,
    /// The Gini coefficient, 0 (spread evenly) to 1, where it can be computed.
    pub gini: Option<f64>,
    /// Among whom it is spread, such as `people, by region, least provided first`.
    pub x_name: String,
    /// What is spread, such as `facilities at work`.
    pub y_name: String,
    /// The words on the drawing in another language.
    pub spoken: Option<LorenzWords>,
}

/// The words on a Lorenz curve.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LorenzWords {
    /// The name of the axis to the right.
    pub x_title: String,
    /// The name of the axis upwards.
    pub y_title: String,
    /// The Gini coefficient with its name.
    pub gini: Option<String>,
    /// What the line of equal shares means.
    pub even: String,
}

impl Chart for Lorenz {
    fn describe(&self) -> String {
        let mut text = format!("Lorenz curve of {} over {}.", self.y_name, self.x_name);
        if let Some(gini) = self.gini.filter(|gini| gini.is_finite()) {
            text.push_str(" Gini coefficient ");
            text.push_str(&NumberFormat::RATE.write(gini));
            text.push_str(", where 0 is spread evenly and 1 is all in one place.");
        }
        if let Some(share) = self.share_of_lower_half() {
            text.push_str(" The less provided half has ");
            text.push_str(&NumberFormat::PER_CENT.write(share * 100.0));
            text.push_str(" of it.");
        }
        text
    }

    fn is_empty(&self) -> bool {
        self.known().len() < 2
    }

    fn height(&self, frame: Frame) -> f64 {
        Plane::height(frame, &self.y_title(), &self.x_title())
    }

    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        let (x_name, y_name) = (self.x_title(), self.y_title());
        // The area is nearly a square, so that the line of equal shares rises evenly.
        let square = sheet.height() - 60.0;
        let plane = Plane {
            x_name: &x_name,
            y_name: &y_name,
            x_format: NumberFormat::PER_CENT,
            y_format: NumberFormat::PER_CENT,
            right: (sheet.width() - square - 60.0).clamp(10.0, sheet.width() / 2.0),
        };
        let area = plane.open(sheet, 0.0..100.0, 0.0..100.0)?;
        let points: Vec<_> =
            self.known().into_iter().map(|(x, y)| (x * 100.0, y * 100.0)).collect();
        let mut corners: Vec<_> = points.iter().map(|&point| area.pixels(point)).collect();
        corners.push(area.pixels((100.0, 100.0)));
        sheet.polygon(corners, Ink::Area)?;
        sheet.line(area.pixels((0.0, 0.0)), area.pixels((100.0, 100.0)), Ink::Reference)?;
        mark_series(&area, points, Ink::curve(0))?;
        let (x, mut y) = (area.place.left + 12.0, area.place.top + 14.0);
        let room = (area.place.right - area.place.left) * 0.45;
        let (gini, even) = match &self.spoken {
            Some(spoken) => (spoken.gini.clone(), spoken.even.as_str()),
            None => (
                self.gini.map(|gini| format!("Gini {}", NumberFormat::RATE.write(gini))),
                "dashed: all have the same share",
            ),
        };
        for line in gini.into_iter().chain(text::wrap(even, sheet.size(Ink::Note), room)) {
            sheet.text(&line, (x, y), Anchor::Start, Ink::Note)?;
            y += 17.0;
        }
        Ok(())
    }
}

impl Lorenz {
    fn x_title(&self) -> String {
        let spoken = self.spoken.as_ref().map(|spoken| spoken.x_title.clone());
        spoken.unwrap_or_else(|| format!("Share of {}", self.x_name))
    }

    fn y_title(&self) -> String {
        let spoken = self.spoken.as_ref().map(|spoken| spoken.y_title.clone());
        spoken.unwrap_or_else(|| format!("Share of {}", self.y_name))
    }

    fn known(&self) -> Vec<(f64, f64)> {
        let finite = self.points.iter().filter(|(x, y)| x.is_finite() && y.is_finite());
        finite.map(|&(x, y)| (x.clamp(0.0, 1.0), y.clamp(0.0, 1.0))).collect()
    }

    /// What the less provided half has, read off the curve.
    fn share_of_lower_half(&self) -> Option<f64> {
        let points = self.known();
        let pair = points.windows(2).find(|pair| pair[0].0 <= 0.5 && pair[1].0 >= 0.5)?;
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let part = if x1 > x0 { (0.5 - x0) / (x1 - x0) } else { 0.0 };
        Some(y0 + part * (y1 - y0))
    }
}
