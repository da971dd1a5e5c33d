//! A drawing area measured in pixels, with the few marks that charts are made of.

use std::convert::Infallible;
use std::ops::Range;

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::Cartesian2d;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, TextStyle};

use super::Frame;
use super::backend::{Canvas, FINENESS};
use super::ink::Ink;
use super::number::NumberFormat;
use super::text;

/// The least distance between two numbers of an upward scale.
pub(super) const TICK: f64 = 32.0;

/// What plotters says when it cannot draw.
pub type Fault = DrawingAreaErrorKind<Infallible>;

/// A rectangle of the sheet with coordinates of its own.
pub type Area<'a> = DrawingArea<Canvas<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// Where a text stands to its point.
#[derive(Debug, Clone, Copy)]
pub enum Anchor {
    /// To the right of it.
    Start,
    /// On it.
    Middle,
    /// To the left of it.
    End,
}

/// The whole drawing, in pixels from its upper left corner.
pub struct Sheet<'a> {
    area: Area<'a>,
    frame: Frame,
    height: f64,
}

/// A box on the sheet, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl<'a> Sheet<'a> {
    /// A sheet over a whole canvas.
    pub(super) fn new(canvas: Canvas<'a>, frame: Frame, height: f64) -> Self {
        let width = frame.width();
        let root = canvas.into_drawing_area();
        let pixels = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            0.0..width,
            0.0..height,
            (0..quarters(width), 0..quarters(height)),
        );
        Self { area: root.apply_coord_spec(pixels), frame, height }
    }

    /// The frame that it is drawn for.
    pub(super) fn frame(&self) -> Frame {
        self.frame
    }

    /// Its width.
    pub(super) fn width(&self) -> f64 {
        self.frame.width()
    }

    /// Its height.
    pub(super) fn height(&self) -> f64 {
        self.height
    }

    /// The size of a text's letters.
    pub(super) fn size(&self, ink: Ink) -> f64 {
        self.frame.text_size(ink)
    }

    /// The room that a text takes.
    pub(super) fn room(&self, words: &str, ink: Ink) -> f64 {
        text::width(words, self.size(ink))
    }

    /// A filled box.
    pub(super) fn rect(&self, place: Place, ink: Ink) -> Result<(), Fault> {
        let corners = [(place.left, place.top), (place.right, place.bottom)];
        self.area.draw(&Rectangle::new(corners, ink.filled()))
    }

    /// A straight line.
    pub(super) fn line(&self, from: (f64, f64), to: (f64, f64), ink: Ink) -> Result<(), Fault> {
        self.area.draw(&PathElement::new(vec![from, to], ink))
    }

    /// A vertical line, as far as the `spans` reach.
    pub(super) fn upright(&self, x: f64, spans: &[(f64, f64)], ink: Ink) -> Result<(), Fault> {
        for &(top, bottom) in spans {
            self.line((x, top), (x, bottom), ink)?;
        }
        Ok(())
    }

    /// A line through points.
    pub(super) fn path(&self, points: Vec<(f64, f64)>, ink: Ink) -> Result<(), Fault> {
        self.area.draw(&PathElement::new(points, ink))
    }

    /// A filled polygon.
    pub(super) fn polygon(&self, corners: Vec<(f64, f64)>, ink: Ink) -> Result<(), Fault> {
        self.area.draw(&Polygon::new(corners, ink))
    }

    /// A dot.
    pub(super) fn dot(&self, center: (f64, f64), radius: f64, ink: Ink) -> Result<(), Fault> {
        self.area.draw(&Circle::new(center, quarters(radius), ink.filled()))
    }

    /// A text whose middle line runs through a point. One that is longer than its room runs over what
    /// is beside it, and is not cut.
    pub(super) fn text(
        &self,
        words: &str,
        at: (f64, f64),
        anchor: Anchor,
        ink: Ink,
    ) -> Result<(), Fault> {
        let style = self.text_style(anchor, ink);
        let room = self.room(words, ink);
        let (before, after) = match anchor {
            Anchor::Start => (0.0, room),
            Anchor::Middle => (room / 2.0, room / 2.0),
            Anchor::End => (room, 0.0),
        };
        let x = at.0.min(self.width() - after).max(before);
        self.area.draw(&Text::new(words, (x, at.1), style))
    }

    /// A text that runs upwards from a point.
    pub(super) fn text_upwards(&self, words: &str, at: (f64, f64), ink: Ink) -> Result<(), Fault> {
        let mut style = self.text_style(Anchor::Start, ink);
        style.font = style.font.transform(FontTransform::Rotate270);
        self.area.draw(&Text::new(words, at, style))
    }

    fn text_style(&self, anchor: Anchor, ink: Ink) -> TextStyle<'static> {
        let h_pos = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let size = self.size(ink) * f64::from(FINENESS);
        TextStyle {
            font: FontDesc::new(FontFamily::SansSerif, size, FontStyle::Normal),
            color: ink.to_backend_color(),
            pos: Pos::new(h_pos, VPos::Center),
        }
    }

    /// Slanting strokes over a place that nobody has told us about; drawn as lines, because a
    /// pattern would need an id that no other figure of the page has.
    pub(super) fn hatch(&self, place: Place) -> Result<(), Fault> {
        const STEP: f64 = 5.0;
        self.rect(place, Ink::Empty)?;
        let (wide, high) = (place.right - place.left, place.bottom - place.top);
        let mut along = STEP;
        while along < wide + high {
            let from = if along <= high {
                (place.left, place.top + along)
            } else {
                (place.left + along - high, place.bottom)
            };
            let to = if along <= wide {
                (place.left + along, place.top)
            } else {
                (place.right, place.top + along - wide)
            };
            self.line(from, to, Ink::Hatch)?;
            along += STEP;
        }
        Ok(())
    }

    /// A part of the sheet with coordinates of its own: `x` runs to the right, `y` upwards.
    pub(super) fn plot(&self, place: Place, x: Range<f64>, y: Range<f64>) -> Area<'a> {
        let across = quarters(place.left)..quarters(place.right);
        let upward = quarters(place.bottom)..quarters(place.top);
        self.area.strip_coord_spec().apply_coord_spec(
            Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(x, y, (across, upward)),
        )
    }

    /// Vertical lines of the grid with their numbers below, as many as have room. The lines run
    /// through the `spans`, each from its top to its bottom, and so spare the words between them.
    pub(super) fn scale_below(
        &self,
        place: Place,
        range: Range<f64>,
        format: NumberFormat,
        spans: &[(f64, f64)],
    ) -> Result<(), Fault> {
        let wide = place.right - place.left;
        let at = |tick: f64| place.left + (tick - range.start) / (range.end - range.start) * wide;
        let ticks =
            ticks(&range, wide, |tick, step| self.room(&format.tick(tick, step), Ink::Tick) + 14.0);
        for &(tick, _) in &ticks {
            self.upright(at(tick), spans, Ink::Grid)?;
        }
        for &(tick, step) in &ticks {
            let words = format.tick(tick, step);
            let half = self.room(&words, Ink::Tick) / 2.0;
            let x = at(tick).clamp(half.min(self.width() / 2.0), self.width() - half);
            self.text(&words, (x, place.bottom + 12.0), Anchor::Middle, Ink::Tick)?;
        }
        Ok(())
    }

    /// Horizontal lines of the grid with their numbers to the left.
    pub(super) fn scale_beside(
        &self,
        place: Place,
        range: Range<f64>,
        format: NumberFormat,
    ) -> Result<(), Fault> {
        let high = place.bottom - place.top;
        let at = |tick: f64| place.bottom - (tick - range.start) / (range.end - range.start) * high;
        let ticks = ticks(&range, high, |_, _| TICK);
        for &(tick, _) in &ticks {
            self.line((place.left, at(tick)), (place.right, at(tick)), Ink::Grid)?;
        }
        for &(tick, step) in &ticks {
            let words = format.tick(tick, step);
            self.text(&words, (place.left - 6.0, at(tick)), Anchor::End, Ink::Tick)?;
        }
        Ok(())
    }
}

/// The room that the numbers of [`Sheet::scale_beside`] take to the left of a plot.
pub(super) fn scale_room(frame: Frame, high: f64, range: &Range<f64>, format: NumberFormat) -> f64 {
    let size = frame.text_size(Ink::Tick);
    let rooms = ticks(range, high, |_, _| TICK)
        .into_iter()
        .map(|(tick, step)| text::width(&format.tick(tick, step), size));
    rooms.fold(0.0, f64::max) + 8.0
}

/// Round numbers within a range, with the step between them: as many as fit into `length` when
/// each takes the `room` that is asked for it; at least one where the range is not empty.
pub(super) fn ticks(
    range: &Range<f64>,
    length: f64,
    room: impl Fn(f64, f64) -> f64,
) -> Vec<(f64, f64)> {
    let spec = RangedCoordf64::from(range.clone());
    let mut fewest = Vec::new();
    for most in (2..=8_usize).rev() {
        let points = spec.key_points(most);
        let step = match points.as_slice() {
            [first, second, ..] => second - first,
            _ => range.end - range.start,
        };
        let widest = points.iter().map(|&tick| room(tick, step)).fold(0.0, f64::max);
        let gaps = points.len().saturating_sub(1);
        let distance = length * step / (range.end - range.start);
        fewest = points.into_iter().map(|tick| (tick, step)).collect();
        if gaps == 0 || widest <= distance {
            break;
        }
    }
    fewest
}

/// The end of an upward scale from zero that is `high` pixels high: the next tick that is not below
/// the largest value.
pub(super) fn round_up(largest: f64, high: f64) -> f64 {
    if !largest.is_finite() || largest <= 0.0 {
        return 1.0;
    }
    let mut end = largest;
    // A longer scale may have wider steps; once they hold, so does its end.
    for _ in 0..3 {
        let Some(&(_, step)) = ticks(&(0.0..end), high, |_, _| TICK).first() else { break };
        end = (largest / step - 1e-9).ceil() * step;
    }
    end
}

/// Pixels in the units of the canvas. Sheets are a few thousand pixels at most.
fn quarters(pixels: f64) -> i32 {
    (pixels * f64::from(FINENESS)).round().clamp(-1e9, 1e9) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_on_round_numbers() {
        for (largest, end) in [(0.0, 1.0), (7.3, 8.0), (1_234.0, 1_400.0), (f64::INFINITY, 1.0)] {
            assert!((round_up(largest, 300.0) - end).abs() < 1e-9, "{}", round_up(largest, 300.0));
        }
        assert!((round_up(1_234.0, 100.0) - 1_500.0).abs() < 1e-9);
    }

    #[test]
    fn ticks_keep_their_distance() {
        for (range, length) in [(0.0..2.6, 300.0), (0.0..1e9, 200.0), (0.0..0.001, 120.0)] {
            let ticks = ticks(&range, length, |_, _| 60.0);
            assert!(!ticks.is_empty());
            for pair in ticks.windows(2) {
                let distance = (pair[1].0 - pair[0].0) / (range.end - range.start) * length;
                assert!(distance >= 60.0 || ticks.len() <= 3, "{ticks:?}");
            }
        }
    }
}
