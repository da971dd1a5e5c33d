//! Draws a map.

use std::collections::{BTreeMap, BTreeSet};

use super::clip::{self, Bounds};
use super::detail::{Detail, DrawnArea};
use super::group::{Group, grouped};
use super::inset::{CAPTION, Inset};
use super::label::{Box2, Room, text_width};
use super::mark::{write_group, write_point};
use super::shapes::AreaKey;
use super::spec::{AreaMark, MapPoint, MapSpec};
use super::trace::{tenths, trace_ring, write_path};
use crate::geo::Laea;
use crate::svg::{Attributes, PathData, Svg};

/// The SVG of a map. The same map gives the same bytes.
#[must_use]
pub fn draw(spec: &MapSpec<'_>, detail: &Detail, laea: &Laea) -> String {
    let canvas = Canvas { spec, detail, laea };
    let mut svg = Svg::new();
    canvas.open(&mut svg);
    canvas.others(&mut svg);
    canvas.areas(&mut svg);
    canvas.borders(&mut svg);
    canvas.insets(&mut svg);
    let groups = canvas.groups();
    let scale = canvas.scale_bar(&mut svg);
    canvas.labels(&mut svg, &groups, scale);
    canvas.points(&mut svg, &groups);
    svg.finish()
}

struct Canvas<'a> {
    spec: &'a MapSpec<'a>,
    detail: &'a Detail,
    laea: &'a Laea,
}

impl Canvas<'_> {
    fn open(&self, svg: &mut Svg) {
        let spec = self.spec;
        let width = spec.frame.width;
        let bottoms = spec.insets.iter().map(|inset| inset.top + inset.height + 1.0);
        let height = bottoms.fold(spec.frame.height(), f64::max).ceil();
        let ids = [format!("{}-title", spec.id), format!("{}-desc", spec.id)];
        let view = format!("0 0 {width} {height}");
        let linked = spec.points.iter().any(|point| point.href.is_some())
            || spec.areas.values().any(|mark| mark.href.is_some());
        // An image hides its links from screen readers, so a map with links is a group.
        let role = if linked { "group" } else { "img" };
        let labelled = ids.join(" ");
        svg.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg".into()),
                ("class", "map".into()),
                ("viewBox", (&view).into()),
                ("width", width.into()),
                ("height", height.into()),
                ("role", role.into()),
                ("aria-labelledby", (&labelled).into()),
            ],
        );
        svg.text("title", &[("id", (&ids[0]).into())], spec.title);
        svg.text("desc", &[("id", (&ids[1]).into())], spec.description);
        if let Some(style) = spec.style {
            svg.style(style);
        }
        svg.new_line();
        if spec.areas.values().any(|mark| mark.hatched) {
            self.hatching(svg);
        }
        let height = spec.frame.height();
        svg.empty(
            "rect",
            &[("class", "map-sea".into()), ("width", width.into()), ("height", height.into())],
        );
        let clip = format!("{}-clip", spec.id);
        svg.open("clipPath", &[("id", (&clip).into())]);
        svg.empty("rect", &[("width", width.into()), ("height", height.into())]);
        svg.close();
    }

    /// The pattern of areas of which nothing is known.
    fn hatching(&self, svg: &mut Svg) {
        let id = self.hatching_id();
        svg.open(
            "pattern",
            &[
                ("id", (&id).into()),
                ("width", 5.0.into()),
                ("height", 5.0.into()),
                ("patternUnits", "userSpaceOnUse".into()),
                ("patternTransform", "rotate(45)".into()),
            ],
        );
        let side = [("width", 5.0.into()), ("height", 5.0.into())];
        svg.empty("rect", &[("class", "map-hatch-ground".into()), side[0], side[1]]);
        svg.empty("path", &[("class", "map-hatch-line".into()), ("d", "M0 0v5".into())]);
        svg.close();
    }

    fn hatching_id(&self) -> String {
        format!("{}-hatch", self.spec.id)
    }

    fn is_subject(&self, key: AreaKey) -> bool {
        self.spec.subject.is_none_or(|subject| subject.contains(&key.country()))
    }

    /// Countries that the map is not about, beneath everything, in one path.
    fn others(&self, svg: &mut Svg) {
        let clip = format!("url(#{}-clip)", self.spec.id);
        svg.open("g", &[("clip-path", (&clip).into())]);
        let outside = self.detail.outside.iter();
        let (marked, plain): (Vec<_>, Vec<_>) =
            outside.partition(|area| self.spec.areas.contains_key(&area.key));
        let countries = self.detail.countries.iter().filter(|area| !self.is_subject(area.key));
        let mut path = PathData::new();
        for area in plain.into_iter().chain(countries) {
            self.trace(&mut path, area);
        }
        write_path(svg, "map-other", &path);
        let mut path = PathData::new();
        let lines = self.detail.lines.iter();
        for line in lines {
            if !line
                .sides
                .iter()
                .any(|side| matches!(side, AreaKey::Nuts(_)) && self.is_subject(*side))
            {
                self.trace_line(&mut path, &line.points, &line.bounds);
            }
        }
        write_path(svg, "map-other-border", &path);
        self.marked(svg, &marked);
    }

    fn areas(&self, svg: &mut Svg) {
        let level =
            if self.detail.level() == 0 { &self.detail.countries } else { &self.detail.regions };
        let subject: Vec<&DrawnArea> =
            level.iter().filter(|area| self.is_subject(area.key)).collect();
        self.marked(svg, &subject);
    }

    /// Areas with a title or a link are elements of their own; the others are one path for each class.
    fn marked(&self, svg: &mut Svg, areas: &[&DrawnArea]) {
        let plain = AreaMark::default();
        let mut joined: BTreeMap<(&str, bool), PathData> = BTreeMap::new();
        let mut single = Vec::new();
        for area in areas {
            let mark = self.spec.areas.get(&area.key).unwrap_or(&plain);
            if mark.title.is_some() || mark.href.is_some() {
                single.push((mark, area));
            } else {
                self.trace(joined.entry((mark.class.as_str(), mark.hatched)).or_default(), area);
            }
        }
        for ((class, hatched), path) in joined {
            let mark = AreaMark { class: class.to_string(), hatched, ..AreaMark::default() };
            self.write_area(svg, &mark, &path);
        }
        for (mark, area) in single {
            let mut path = PathData::new();
            self.trace(&mut path, area);
            self.write_area(svg, mark, &path);
        }
    }

    fn write_area(&self, svg: &mut Svg, mark: &AreaMark, path: &PathData) {
        if path.is_empty() {
            return;
        }
        if let Some(href) = &mark.href {
            svg.open("a", &[("href", href.into())]);
        }
        let hatched = if mark.hatched { " map-hatched" } else { "" };
        let class = format!("map-area{hatched} {}", mark.class);
        let fill = format!("url(#{})", self.hatching_id());
        let mut attributes = vec![("class", class.trim_end().into())];
        if mark.hatched {
            attributes.push(("fill", (&fill).into()));
        }
        attributes.push(("d", path.as_str().into()));
        match &mark.title {
            Some(title) => {
                svg.open("path", &attributes);
                svg.text("title", &[], title);
                svg.close();
            }
            None => svg.empty("path", &attributes),
        }
        if mark.href.is_some() {
            svg.close();
        }
    }

    /// Borders between countries of which one at least is the subject.
    fn borders(&self, svg: &mut Svg) {
        let mut path = PathData::new();
        for line in &self.detail.lines {
            let subject = line
                .sides
                .iter()
                .any(|side| matches!(side, AreaKey::Nuts(_)) && self.is_subject(*side));
            if subject {
                self.trace_line(&mut path, &line.points, &line.bounds);
            }
        }
        write_path(svg, "map-border", &path);
        svg.close();
        svg.new_line();
    }

    fn tenths(&self, (x, y): (f64, f64)) -> (i64, i64) {
        let (x, y) = self.spec.frame.place(crate::geo::PlanePoint { x, y });
        tenths((x, y))
    }

    fn trace(&self, path: &mut PathData, area: &DrawnArea) {
        let bounds = self.spec.frame.bounds();
        for ring in area.rings.iter().filter(|ring| ring.bounds.meets(&bounds)) {
            let cut;
            let points = if bounds.covers(&ring.bounds) {
                &ring.points
            } else {
                cut = clip::ring(&ring.points, &bounds);
                &cut
            };
            trace_ring(path, points.iter().map(|point| self.tenths(*point)));
        }
    }

    fn trace_line(&self, path: &mut PathData, points: &[(f64, f64)], bounds: &Bounds) {
        if !bounds.meets(&self.spec.frame.bounds()) {
            return;
        }
        let mut points = points.iter().map(|point| self.tenths(*point));
        let Some(mut last) = points.next() else { return };
        path.move_to(last);
        for point in points {
            if point != last {
                path.line_to(point);
                last = point;
            }
        }
    }

    fn insets(&self, svg: &mut Svg) {
        for inset in self.spec.insets {
            self.inset(svg, inset);
        }
    }

    fn inset(&self, svg: &mut Svg, inset: &Inset<'_>) {
        svg.open("g", &[("class", "map-inset".into())]);
        svg.empty(
            "rect",
            &[
                ("class", "map-frame".into()),
                ("x", inset.left.into()),
                ("y", inset.top.into()),
                ("width", inset.width.into()),
                ("height", inset.height.into()),
            ],
        );
        let mut paths: BTreeMap<Option<AreaKey>, PathData> = BTreeMap::new();
        for (code, rings) in &inset.region.parts {
            let key = code.at_level(self.detail.level()).map(AreaKey::Nuts);
            let path = paths.entry(key).or_default();
            for ring in rings {
                trace_ring(path, ring.iter().map(|point| tenths(inset.place(*point))));
            }
        }
        let plain = AreaMark::default();
        for (key, path) in &paths {
            let mark = key.and_then(|key| self.spec.areas.get(&key)).unwrap_or(&plain);
            self.write_area(svg, mark, path);
        }
        let (x, y) = (inset.left + 4.0, inset.top + CAPTION - 2.0);
        let caption: &Attributes<'_> =
            &[("class", "map-caption".into()), ("x", x.into()), ("y", y.into())];
        svg.text("text", caption, inset.region.caption);
        svg.close();
        svg.new_line();
    }

    fn groups(&self) -> Vec<Group> {
        let spec = self.spec;
        let place = |(index, point): (usize, &MapPoint)| {
            let boxed =
                spec.insets.iter().find_map(|inset| inset.place_on_globe(point.coordinates));
            let at = boxed.or_else(|| {
                let plane = self.laea.forward(point.coordinates)?;
                spec.frame.shows(plane).then(|| spec.frame.place(plane))
            })?;
            Some((index, at))
        };
        let placed: Vec<_> = spec.points.iter().enumerate().filter_map(place).collect();
        grouped(&placed)
    }

    fn points(&self, svg: &mut Svg, groups: &[Group]) {
        for group in groups {
            let members: Vec<&MapPoint> =
                group.members.iter().filter_map(|index| self.spec.points.get(*index)).collect();
            match members.as_slice() {
                [] => {}
                [point] => write_point(svg, point, group.at),
                several => {
                    let link = self.spec.group_href.and_then(|link| link.href(&group.members));
                    write_group(svg, several, group, link.as_deref());
                }
            }
        }
    }

    fn labels(&self, svg: &mut Svg, groups: &[Group], scale: Option<Box2>) {
        let frame = &self.spec.frame;
        let page =
            Box2 { left: 2.0, top: 2.0, right: frame.width - 2.0, bottom: frame.height() - 2.0 };
        let mut taken: Vec<Box2> =
            groups.iter().map(|group| Box2::around(group.at, group.radius())).collect();
        taken.extend(self.spec.insets.iter().map(|inset| Box2 {
            left: inset.left,
            top: inset.top,
            right: inset.left + inset.width,
            bottom: inset.top + inset.height,
        }));
        taken.extend(scale);
        let mut room = Room::new(page, taken);
        let mut named = BTreeSet::new();
        for label in self.spec.labels {
            let Some(plane) = self.laea.forward(label.coordinates) else { continue };
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
        svg.new_line();
    }

    /// A bar of a round number of kilometres in the lower left corner, and the room it takes.
    fn scale_bar(&self, svg: &mut Svg) -> Option<Box2> {
        if !self.spec.scale_bar {
            return None;
        }
        let frame = &self.spec.frame;
        let longest = frame.width * 0.16 * frame.metres_per_unit() / 1000.0;
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
        let right = left + length.max(text_width(&text));
        Some(Box2 { left, top: bottom - 14.0, right, bottom: bottom + 2.0 })
    }
}
