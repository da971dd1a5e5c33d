//! What keeps its size whatever the width of a map: labels, captions, the scale bar, and where the
//! marks of points stand.

use std::collections::BTreeSet;

use super::drawing::Overlay;
use super::frame::Frame;
use super::group::{Group, grouped};
use super::inset::{CAPTION, Inset};
use super::label::{Box2, CAPTION_HEIGHT, Room, text_width};
use super::spec::{MapPoint, MapSpec};
use super::trace::{tenths, write_path};
use crate::geo::{Coordinates, Laea};
use crate::svg::{Attributes, PathData, Svg};

/// Lays it out for a map that is shown at so many times the width of its frame.
pub(super) fn overlay(spec: &MapSpec<'_>, laea: &Laea, factor: f64) -> Overlay {
    let frame = spec.frame.scaled(factor);
    let insets: Vec<Inset<'_>> = spec.insets.iter().map(|inset| inset.scaled(factor)).collect();
    let spec = MapSpec { frame, insets: &insets, ..spec.clone() };
    let mut svg = Svg::new();
    let groups = groups(&spec, laea);
    captions(&spec, &mut svg);
    let scale = scale_bar(&spec, &mut svg);
    labels(&spec, laea, &mut svg, &groups, scale);
    Overlay { factor, words: svg.finish(), groups }
}

fn captions(spec: &MapSpec<'_>, svg: &mut Svg) {
    for inset in spec.insets {
        let english = inset.region.caption;
        let translated = spec.captions.iter().find(|(caption, _)| *caption == english);
        let words = translated.map_or(english, |(_, words)| words);
        // A caption that does not fit stays away: the description names the boxes.
        if text_width(words, CAPTION_HEIGHT) + 5.0 > inset.width {
            continue;
        }
        let (x, y) = (inset.left + 4.0, inset.top + CAPTION - 2.0);
        let at: &Attributes<'_> =
            &[("class", "map-caption".into()), ("x", x.into()), ("y", y.into())];
        svg.text("text", at, words);
    }
}

/// Where a place of the globe comes to stand on a map: in the box of its overseas region, or in the
/// frame; `None` outside both.
#[must_use]
pub fn place(
    frame: &Frame,
    insets: &[Inset<'_>],
    laea: &Laea,
    at: Coordinates,
) -> Option<(f64, f64)> {
    insets.iter().find_map(|inset| inset.place_on_globe(at)).or_else(|| {
        let plane = laea.forward(at)?;
        frame.shows(plane).then(|| frame.place(plane))
    })
}

fn groups(spec: &MapSpec<'_>, laea: &Laea) -> Vec<Group> {
    let placed = |(index, point): (usize, &MapPoint)| {
        Some((index, place(&spec.frame, spec.insets, laea, point.coordinates)?))
    };
    let placed: Vec<_> = spec.points.iter().enumerate().filter_map(placed).collect();
    grouped(&placed)
}

fn labels(spec: &MapSpec<'_>, laea: &Laea, svg: &mut Svg, groups: &[Group], scale: Option<Box2>) {
    let frame = &spec.frame;
    let page = Box2 { left: 2.0, top: 2.0, right: frame.width - 2.0, bottom: frame.height() - 2.0 };
    let mut taken: Vec<Box2> =
        groups.iter().map(|group| Box2::around(group.at, group.radius())).collect();
    taken.extend(spec.insets.iter().map(|inset| Box2 {
        left: inset.left,
        top: inset.top,
        right: inset.left + inset.width,
        bottom: inset.top + inset.height,
    }));
    taken.extend(scale);
    let mut room = Room::new(page, taken);
    let mut named = BTreeSet::new();
    for label in spec.labels {
        let Some(plane) = laea.forward(label.coordinates) else { continue };
        if !frame.shows(plane) {
            continue;
        }
        let at = frame.place(plane);
        let near =
            |group: &Group| (group.at.0 - at.0).hypot(group.at.1 - at.1) < group.radius() + 1.0;
        let mark = groups.iter().enumerate().find(|(_, group)| near(group));
        let (at, radius) = mark.map_or((at, 0.0), |(_, group)| (group.at, group.radius()));
        if mark.is_some_and(|(index, _)| named.contains(&index)) {
            continue;
        }
        let Some(placed) = room.place(&label.text, at, radius) else { continue };
        named.extend(mark.map(|(index, _)| index));
        let class = format!("map-label {}", label.class);
        svg.text(
            "text",
            &[
                ("class", class.trim_end().into()),
                ("x", placed.at.0.into()),
                ("y", placed.at.1.into()),
                ("text-anchor", placed.anchor.into()),
            ],
            &label.text,
        );
    }
}

/// A bar of a round number of kilometres in the lower left corner, and the room it takes.
fn scale_bar(spec: &MapSpec<'_>, svg: &mut Svg) -> Option<Box2> {
    if !spec.scale_bar {
        return None;
    }
    let frame = &spec.frame;
    let longest = (frame.width * 0.16).max(60.0) * frame.metres_per_unit() / 1000.0;
    let round = [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1].into_iter();
    let kilometres = round.map(f64::from).find(|length| *length <= longest)?;
    let length = kilometres * 1000.0 / frame.metres_per_unit();
    let (left, bottom) = (10.0, frame.height() - 10.0);
    let mut path = PathData::new();
    let corners = [
        (left, bottom - 4.0),
        (left, bottom),
        (left + length, bottom),
        (left + length, bottom - 4.0),
    ];
    for (place, corner) in corners.into_iter().enumerate() {
        if place == 0 { path.move_to(tenths(corner)) } else { path.line_to(tenths(corner)) }
    }
    write_path(svg, "map-scale", &path);
    let text = format!("{kilometres} km");
    let at: &Attributes<'_> = &[
        ("class", "map-caption".into()),
        ("x", (left + 3.0).into()),
        ("y", (bottom - 4.0).into()),
    ];
    svg.text("text", at, &text);
    let right = left + length.max(text_width(&text, CAPTION_HEIGHT));
    Some(Box2 { left, top: bottom - 14.0, right, bottom: bottom + 2.0 })
}
