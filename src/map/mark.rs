//! The marks of points.

use super::group::{Group, SINGLE_RADIUS};
use super::spec::{MapPoint, PointShape};
use super::trace::{tenths, trace_ring, write_path};
use crate::svg::{PathData, Svg};

/// How many names a group's tip tells before it says how many more there are.
const NAMES_TOLD: usize = 3;

/// Opens the element of a mark: a link where it leads somewhere.
fn open_mark(svg: &mut Svg, class: &str, href: Option<&str>, title: &str) {
    match href {
        Some(href) => svg.open("a", &[("class", class.into()), ("href", href.into())]),
        None => svg.open("g", &[("class", class.into())]),
    }
    if !title.is_empty() {
        svg.text("title", &[], title);
    }
}

/// Writes the mark of one point.
pub(super) fn write_point(svg: &mut Svg, point: &MapPoint, at: (f64, f64), href: Option<&str>) {
    let hollow = if point.hollow { " map-hollow" } else { "" };
    let approximate = if point.approximate { " map-approximate" } else { "" };
    let class = format!("map-point {}{hollow}{approximate}", point.class);
    let name = if point.unnamed && href.is_none() { "" } else { &point.label };
    open_mark(svg, class.trim_end(), href, name);
    if point.approximate {
        disc(svg, "map-ring", at, SINGLE_RADIUS + 2.2);
    }
    shape(svg, point.shape, at);
    svg.close();
}

/// Writes a mark on its own, for a key.
pub fn write_shape(svg: &mut Svg, kind: PointShape, hollow: bool, at: (f64, f64)) {
    let class = if hollow { "map-point map-hollow" } else { "map-point" };
    svg.open("g", &[("class", class.into())]);
    shape(svg, kind, at);
    svg.close();
}

fn shape(svg: &mut Svg, shape: PointShape, at: (f64, f64)) {
    match shape {
        PointShape::Circle => disc(svg, "map-mark", at, SINGLE_RADIUS),
        PointShape::Square => {
            corners(svg, at, &[(-3.0, -3.0), (3.0, -3.0), (3.0, 3.0), (-3.0, 3.0)])
        }
        PointShape::Diamond => {
            corners(svg, at, &[(0.0, -4.2), (4.2, 0.0), (0.0, 4.2), (-4.2, 0.0)])
        }
        PointShape::Triangle => corners(svg, at, &[(0.0, -4.1), (3.9, 2.9), (-3.9, 2.9)]),
    }
}

/// Writes the mark of several points, with their number.
pub(super) fn write_group(svg: &mut Svg, points: &[&MapPoint], group: &Group, href: Option<&str>) {
    let same = |a: &&MapPoint, b: &&MapPoint| a.class == b.class;
    let alike = points.windows(2).all(|pair| same(&pair[0], &pair[1]));
    let class =
        if alike { points.first().map_or("", |point| point.class.as_str()) } else { "map-mixed" };
    let hollow = if points.iter().all(|point| point.hollow) { " map-hollow" } else { "" };
    let class = format!("map-point map-group {class}{hollow}");
    let class = class.trim_end();
    let told: Vec<&str> =
        points.iter().take(NAMES_TOLD).map(|point| point.label.as_str()).collect();
    let mut title = format!("{}: {}", points.len(), told.join("; "));
    if points.len() > NAMES_TOLD {
        title.push_str(&format!("; +{}", points.len() - NAMES_TOLD));
    }
    // Where a group leads nowhere its number says enough.
    open_mark(svg, class, href, if href.is_some() { &title } else { "" });
    disc(svg, "map-mark", group.at, group.radius());
    let (x, y) = (tenth(group.at.0), tenth(group.at.1) + 3.3);
    svg.text(
        "text",
        &[("class", "map-count".into()), ("x", x.into()), ("y", y.into())],
        &points.len().to_string(),
    );
    svg.close();
}

/// A place that is fine enough for a mark.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn disc(svg: &mut Svg, class: &str, at: (f64, f64), radius: f64) {
    let (at, radius) = ((tenth(at.0), tenth(at.1)), tenth(radius));
    svg.empty(
        "circle",
        &[("class", class.into()), ("cx", at.0.into()), ("cy", at.1.into()), ("r", radius.into())],
    );
}

fn corners(svg: &mut Svg, at: (f64, f64), corners: &[(f64, f64)]) {
    let mut path = PathData::new();
    trace_ring(&mut path, corners.iter().map(|(x, y)| tenths((at.0 + x, at.1 + y))));
    write_path(svg, "map-mark", &path);
}
