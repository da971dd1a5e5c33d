//! Cutting shapes to a rectangle.

use crate::geo::BorderPoint;

/// A rectangle in metres, edges included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) low: (f64, f64),
    pub(super) high: (f64, f64),
}

impl Bounds {
    /// The bounds of some points; `None` of none.
    pub(super) fn of(points: impl Iterator<Item = BorderPoint>) -> Option<Self> {
        points.fold(None, |bounds: Option<Self>, point| {
            let (x, y) = (f64::from(point.x), f64::from(point.y));
            let Some(Self { low, high }) = bounds else {
                return Some(Self { low: (x, y), high: (x, y) });
            };
            Some(Self { low: (low.0.min(x), low.1.min(y)), high: (high.0.max(x), high.1.max(y)) })
        })
    }

    /// The bounds of a straight line.
    pub(super) fn around(from: (f64, f64), to: (f64, f64)) -> Self {
        Self {
            low: (from.0.min(to.0), from.1.min(to.1)),
            high: (from.0.max(to.0), from.1.max(to.1)),
        }
    }

    /// The bounds of both.
    pub(super) fn joined(&self, other: &Self) -> Self {
        Self {
            low: (self.low.0.min(other.low.0), self.low.1.min(other.low.1)),
            high: (self.high.0.max(other.high.0), self.high.1.max(other.high.1)),
        }
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        let apart = |low: f64, high: f64, other_low: f64, other_high: f64| {
            high < other_low || other_high < low
        };
        !apart(self.low.0, self.high.0, other.low.0, other.high.0)
            && !apart(self.low.1, self.high.1, other.low.1, other.high.1)
    }

    pub(super) fn covers(&self, other: &Self) -> bool {
        let within = |p: (f64, f64)| {
            p.0 >= self.low.0 && p.1 >= self.low.1 && p.0 <= self.high.0 && p.1 <= self.high.1
        };
        within(other.low) && within(other.high)
    }
}

/// The part of a ring inside the bounds (I. E. Sutherland and G. W. Hodgman, Reentrant polygon clipping,
/// Communications of the ACM 17, 1974). Parts may be joined by lines along the edge, which has to lie out of sight.
pub(super) fn ring(points: &[(f64, f64)], bounds: &Bounds) -> Vec<(f64, f64)> {
    let mut points = points.to_vec();
    for (axis, limit, above) in [
        (0, bounds.low.0, true),
        (0, bounds.high.0, false),
        (1, bounds.low.1, true),
        (1, bounds.high.1, false),
    ] {
        let coordinate = |p: (f64, f64)| if axis == 0 { p.0 } else { p.1 };
        let inside =
            |p: (f64, f64)| if above { coordinate(p) >= limit } else { coordinate(p) <= limit };
        let mut kept = Vec::with_capacity(points.len());
        let Some(mut last) = points.last().copied() else { return points };
        for point in points {
            if inside(point) != inside(last) {
                kept.push(crossing(last, point, axis, limit));
            }
            if inside(point) {
                kept.push(point);
            }
            last = point;
        }
        points = kept;
    }
    points
}

fn crossing(a: (f64, f64), b: (f64, f64), axis: u8, limit: f64) -> (f64, f64) {
    if axis == 0 {
        (limit, a.1 + (b.1 - a.1) * (limit - a.0) / (b.0 - a.0))
    } else {
        (a.0 + (b.0 - a.0) * (limit - a.1) / (b.1 - a.1), limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Bounds = Bounds { low: (0.0, 0.0), high: (1.0, 1.0) };

    #[test]
    fn a_ring_is_cut_at_the_edges() {
        let square = [(0.5, 0.5), (2.0, 0.5), (2.0, 2.0), (0.5, 2.0)];
        let cut = ring(&square, &UNIT);
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|p| (0.5..=1.0).contains(&p.0) && (0.5..=1.0).contains(&p.1)));
    }

    #[test]
    fn what_is_outside_is_gone_and_what_holds_the_bounds_becomes_them() {
        assert!(ring(&[(2.0, 2.0), (3.0, 2.0), (3.0, 3.0)], &UNIT).is_empty());
        let around = ring(&[(-9.0, -9.0), (9.0, -9.0), (9.0, 9.0), (-9.0, 9.0)], &UNIT);
        assert_eq!(around.len(), 4);
    }
}
