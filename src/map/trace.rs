//! From places on the page to paths.

use crate::svg::{PathData, Svg};

/// A place on the page in tenths of a unit.
pub(super) fn tenths((x, y): (f64, f64)) -> (i64, i64) {
    ((x * 10.0).round() as i64, (y * 10.0).round() as i64)
}

/// Adds a closed line to a path; less than two different points are none.
pub(super) fn trace_ring(path: &mut PathData, points: impl Iterator<Item = (i64, i64)>) {
    let mut kept: Vec<(i64, i64)> = points.collect();
    kept.dedup();
    if kept.len() > 1 && kept.first() == kept.last() {
        kept.pop();
    }
    let mut kept = kept.into_iter();
    let (Some(first), Some(second)) = (kept.next(), kept.next()) else { return };
    path.move_to(first);
    path.line_to(second);
    kept.for_each(|point| path.line_to(point));
    path.close();
}

/// Writes a path, unless there is nothing in it.
pub(super) fn write_path(svg: &mut Svg, class: &str, path: &PathData) {
    if !path.is_empty() {
        svg.empty("path", &[("class", class.into()), ("d", path.as_str().into())]);
    }
}
