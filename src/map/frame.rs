//! The part of the plane that a map shows.

use super::clip::Bounds;
use crate::geo::PlanePoint;

/// Shapes are cut so many units beyond the edge.
const BEYOND: f64 = 6.0;

/// A rectangle of the plane (EPSG:3035, metres) and its size on the page (units of the SVG, pixels at natural size).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Western and southern edge, metres.
    pub low: PlanePoint,
    /// Eastern and northern edge, metres.
    pub high: PlanePoint,
    /// Width on the page.
    pub width: f64,
}

impl Frame {
    /// All of Europe from Iceland to Türkiye, from Crete to the North Cape; the overseas regions need insets.
    #[must_use]
    pub fn europe(width: f64) -> Self {
        Self {
            low: PlanePoint { x: 2_480_000.0, y: 1_330_000.0 },
            high: PlanePoint { x: 7_440_000.0, y: 5_450_000.0 },
            width,
        }
    }

    /// A rectangle around a point, so many kilometres wide and high.
    #[must_use]
    pub fn around(
        centre: PlanePoint,
        kilometres_wide: f64,
        kilometres_high: f64,
        width: f64,
    ) -> Self {
        let (x, y) = (kilometres_wide * 500.0, kilometres_high * 500.0);
        Self {
            low: PlanePoint { x: centre.x - x, y: centre.y - y },
            high: PlanePoint { x: centre.x + x, y: centre.y + y },
            width,
        }
    }

    /// The smallest rectangle that holds the bounds with a margin of 6 % and is not flatter or taller than the
    /// given ratios of height to width.
    #[must_use]
    pub fn fitting(
        low: PlanePoint,
        high: PlanePoint,
        width: f64,
        flattest: f64,
        tallest: f64,
    ) -> Self {
        let centre = PlanePoint { x: (low.x + high.x) / 2.0, y: (low.y + high.y) / 2.0 };
        let (mut wide, mut tall) = ((high.x - low.x) * 1.12, (high.y - low.y) * 1.12);
        tall = tall.max(wide * flattest);
        wide = wide.max(tall / tallest);
        Self::around(centre, wide / 1000.0, tall / 1000.0, width)
    }

    /// Metres that one unit of the page stands for.
    #[must_use]
    pub fn metres_per_unit(&self) -> f64 {
        (self.high.x - self.low.x) / self.width
    }

    /// Height on the page.
    #[must_use]
    pub fn height(&self) -> f64 {
        ((self.high.y - self.low.y) / self.metres_per_unit()).round()
    }

    /// What has to be drawn: the frame and a little more, so that the lines along which shapes are cut do not show.
    pub(super) fn bounds(&self) -> Bounds {
        let beyond = BEYOND * self.metres_per_unit();
        Bounds {
            low: (self.low.x - beyond, self.low.y - beyond),
            high: (self.high.x + beyond, self.high.y + beyond),
        }
    }

    /// Where a point of the plane comes to lie on the page: from the left, from the top.
    #[must_use]
    pub fn place(&self, point: PlanePoint) -> (f64, f64) {
        let scale = self.metres_per_unit();
        ((point.x - self.low.x) / scale, (self.high.y - point.y) / scale)
    }

    /// Where a place on the page lies on the plane.
    #[must_use]
    pub(super) fn plane(&self, (x, y): (f64, f64)) -> PlanePoint {
        let scale = self.metres_per_unit();
        PlanePoint { x: self.low.x + x * scale, y: self.high.y - y * scale }
    }

    /// The same part of the plane at another width.
    #[must_use]
    pub(super) fn scaled(&self, factor: f64) -> Self {
        Self { width: self.width * factor, ..*self }
    }

    /// Whether a point of the plane is shown.
    #[must_use]
    pub fn shows(&self, point: PlanePoint) -> bool {
        (self.low.x..=self.high.x).contains(&point.x)
            && (self.low.y..=self.high.y).contains(&point.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up() {
        let frame = Frame::around(PlanePoint { x: 0.0, y: 0.0 }, 200.0, 100.0, 400.0);
        assert_eq!(frame.height(), 200.0);
        assert_eq!(frame.place(PlanePoint { x: 100_000.0, y: 50_000.0 }), (400.0, 0.0));
        assert_eq!(frame.place(PlanePoint { x: 0.0, y: 0.0 }), (200.0, 100.0));
    }

    #[test]
    fn a_frame_is_neither_too_flat_nor_too_tall() {
        let point = |x, y| PlanePoint { x, y };
        let flat = Frame::fitting(point(0.0, 0.0), point(1e6, 1e4), 300.0, 0.5, 1.2);
        assert!((flat.height() - 150.0).abs() < 1.0);
        let tall = Frame::fitting(point(0.0, 0.0), point(1e4, 1e6), 300.0, 0.5, 1.2);
        assert!((tall.height() - 360.0).abs() < 1.0);
    }
}
