//! The far side of plotters: turns its strokes into themable SVG.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};

use super::ink::Ink;
use super::text;
use crate::svg::{PathData, Svg, Value, number};

/// Plotters counts whole pixels. A canvas four times as large in both directions lets marks stand
/// on quarters of a pixel.
pub(super) const FINENESS: i32 = 4;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A drawing of a given size that plotters can draw on. Writing to memory, it never fails.
pub struct Canvas<'a> {
    svg: &'a mut Svg,
    width: u32,
    height: u32,
    /// Lines of one ink that follow each other are written as one path.
    lines: Option<(Ink, PathData)>,
}

impl<'a> Canvas<'a> {
    /// A canvas of `width` × `height` pixels that writes into the open element of `svg`.
    pub(super) fn new(svg: &'a mut Svg, width: u32, height: u32) -> Self {
        Self { svg, width, height, lines: None }
    }

    fn end_lines(&mut self) {
        if let Some((ink, path)) = self.lines.take() {
            let class = ink.class().into();
            let steps = path.as_str().into();
            self.svg.empty("path", &[("class", class), ("fill", "none".into()), ("d", steps)]);
        }
    }

    fn stroke(&mut self, ink: Ink, points: impl Iterator<Item = BackendCoord>) {
        if self.lines.as_ref().is_some_and(|(other, _)| *other != ink) {
            self.end_lines();
        }
        let (_, path) = self.lines.get_or_insert_with(|| (ink, PathData::new()));
        trace(path, points);
    }
}

impl Drop for Canvas<'_> {
    fn drop(&mut self) {
        self.end_lines();
    }
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.width * FINENESS.unsigned_abs(), self.height * FINENESS.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.end_lines();
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.stroke(ink_of(style.color()), [from, to].into_iter());
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.end_lines();
        let (left, right) = ordered(upper_left.0, bottom_right.0);
        let (top, bottom) = ordered(upper_left.1, bottom_right.1);
        self.svg.empty(
            "rect",
            &[
                ("class", ink_of(style.color()).class().into()),
                ("x", pixels(left).into()),
                ("y", pixels(top).into()),
                ("width", pixels(right - left).into()),
                ("height", pixels(bottom - top).into()),
            ],
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.stroke(ink_of(style.color()), path.into_iter());
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.end_lines();
        self.svg.empty(
            "circle",
            &[
                ("class", ink_of(style.color()).class().into()),
                ("cx", pixels(center.0).into()),
                ("cy", pixels(center.1).into()),
                ("r", (f64::from(radius) / f64::from(FINENESS)).into()),
            ],
        );
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.end_lines();
        let mut path = PathData::new();
        trace(&mut path, corners.into_iter());
        path.close();
        let class = ink_of(style.color()).class().into();
        self.svg.empty("path", &[("class", class), ("d", path.as_str().into())]);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        self.end_lines();
        let size = style.size() / f64::from(FINENESS);
        let anchor = style.anchor();
        // Baselines are reckoned here, since readers of SVG disagree on `dominant-baseline`.
        let below = match anchor.v_pos {
            VPos::Top => 0.8,
            VPos::Center => 0.35,
            VPos::Bottom => -0.22,
        };
        let (x, y) = (pixels(at.0), pixels(at.1));
        let mut turn = String::new();
        let mut attributes: Vec<(&'static str, Value<'_>)> =
            vec![("class", ink_of(style.color()).class().into())];
        if matches!(style.transform(), FontTransform::None) {
            attributes.push(("x", x.into()));
            attributes.push(("y", (y + below * size).into()));
        } else {
            turn.push_str("translate(");
            number(&mut turn, x);
            turn.push(' ');
            number(&mut turn, y);
            turn.push_str(") rotate(-90)");
            attributes.push(("transform", turn.as_str().into()));
            attributes.push(("y", (below * size).into()));
        }
        attributes.push(("font-size", size.into()));
        match anchor.h_pos {
            HPos::Left => {}
            HPos::Center => attributes.push(("text-anchor", "middle".into())),
            HPos::Right => attributes.push(("text-anchor", "end".into())),
        }
        self.svg.text("text", &attributes, text);
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let whole = |length: f64| length.ceil().clamp(0.0, 1e6) as u32;
        Ok((whole(text::width(text, style.size())), whole(style.size() * 1.2)))
    }
}

/// Takes a path through points, on a grid of tenths of a pixel.
fn trace(path: &mut PathData, points: impl Iterator<Item = BackendCoord>) {
    for (place, (x, y)) in points.enumerate() {
        let point = (tenths(x), tenths(y));
        if place == 0 {
            path.move_to(point);
        } else {
            path.line_to(point);
        }
    }
}

fn tenths(quarters: i32) -> i64 {
    (i64::from(quarters) * 10 + 2).div_euclid(i64::from(FINENESS))
}

fn pixels(quarters: i32) -> f64 {
    f64::from(quarters) / f64::from(FINENESS)
}

fn ordered(a: i32, b: i32) -> (i32, i32) {
    if a <= b { (a, b) } else { (b, a) }
}

fn ink_of(color: BackendColor) -> Ink {
    Ink::from_number(color.rgb.0)
}
