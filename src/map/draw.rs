//! Draws a map.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::clip::{self, Bounds};
use super::detail::{Detail, DrawnArea, DrawnLine};
use super::drawing::Drawing;
use super::inset::Inset;
use super::overlay::overlay;
use super::shapes::AreaKey;
use super::spec::{AreaMark, MapSpec};
use super::trace::{tenths, trace_ring, write_path};
use crate::geo::{Laea, PlanePoint};
use crate::svg::{PathData, Svg};

/// What lies beneath the words and marks of a map: sea, areas, bands, borders, arcs. It is the same
/// in every language, but for the titles of areas and arcs, for which it has gaps.
#[derive(Debug)]
pub struct Ground {
    /// Height in units of the page.
    pub(super) height: f64,
    pub(super) svg: String,
    /// Where in the text a title belongs, and whose.
    titles: Vec<(usize, Titled)>,
}

/// What has a title.
#[derive(Debug, Clone, Copy)]
enum Titled {
    Area(AreaKey),
    /// By its place in the list of arcs.
    Arc(usize),
}

/// Draws a map. The same map gives the same bytes.
#[must_use]
pub fn draw(spec: &MapSpec<'_>, detail: &Detail, laea: &Laea) -> Drawing {
    draw_on(spec, Arc::new(ground(spec, detail, laea)), laea)
}

/// Draws what lies beneath the words and marks of a map.
#[must_use]
pub fn ground(spec: &MapSpec<'_>, detail: &Detail, laea: &Laea) -> Ground {
    let canvas = Canvas { spec, detail, laea, titles: RefCell::default() };
    let mut svg = Svg::new();
    canvas.ground(&mut svg);
    let height = canvas.height();
    Ground { height, svg: svg.finish(), titles: canvas.titles.into_inner() }
}

/// Draws a map on a ground that was drawn for it in whatever language.
#[must_use]
pub fn draw_on(spec: &MapSpec<'_>, ground: Arc<Ground>, laea: &Laea) -> Drawing {
    let title = |of: Titled| match of {
        Titled::Area(key) => spec.areas.get(&key).and_then(|mark| mark.title.as_deref()),
        Titled::Arc(place) => spec.arcs.get(place).map(|arc| arc.title.as_str()),
    };
    let titles = ground.titles.iter();
    let titles = titles.map(|(at, of)| (*at, title(*of).unwrap_or_default().to_owned())).collect();
    let wide = overlay(spec, laea, 1.0);
    let narrow = spec.narrow.map(|width| overlay(spec, laea, width / spec.frame.width));
    Drawing {
        id: spec.id.to_owned(),
        title: spec.title.to_owned(),
        description: spec.description.to_owned(),
        width: spec.frame.width,
        height: ground.height,
        ground,
        titles,
        points: spec.points.to_vec(),
        wide,
        narrow,
    }
}

struct Canvas<'a> {
    spec: &'a MapSpec<'a>,
    detail: &'a Detail,
    laea: &'a Laea,
    titles: RefCell<Vec<(usize, Titled)>>,
}

impl Canvas<'_> {
    fn height(&self) -> f64 {
        let bottoms = self.spec.insets.iter().map(|inset| inset.top + inset.height + 1.0);
        bottoms.fold(self.spec.frame.height(), f64::max).ceil()
    }

    /// What is the same at every width: sea, areas, bands, borders, arcs.
    fn ground(&self, svg: &mut Svg) {
        let spec = self.spec;
        if spec.areas.values().any(|mark| mark.hatched) {
            self.hatching(svg);
        }
        let (width, height) = (spec.frame.width, spec.frame.height());
        let size = [("width", width.into()), ("height", height.into())];
        svg.empty("rect", &[("class", "map-sea".into()), size[0], size[1]]);
        let clip = format!("{}-clip", spec.id);
        svg.open("clipPath", &[("id", (&clip).into())]);
        svg.empty("rect", &size);
        svg.close();
        self.others(svg);
        self.areas(svg);
        self.bands(svg);
        self.borders(svg);
        self.insets(svg);
        self.arcs(svg);
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
        let others = |line: &DrawnLine| !self.is_of_subject(line);
        self.lines(svg, "map-other-border", &self.detail.lines, others);
        self.marked(svg, &marked);
    }

    fn areas(&self, svg: &mut Svg) {
        let level =
            if self.detail.level() == 0 { &self.detail.countries } else { &self.detail.regions };
        let subject = level.iter().filter(|area| self.is_subject(area.key));
        if self.spec.bands.is_empty() {
            self.marked(svg, &subject.collect::<Vec<&DrawnArea>>());
        } else {
            // What is cut to the land needs the land as one path.
            let mut land = PathData::new();
            subject.for_each(|area| self.trace(&mut land, area));
            self.write_area(svg, None, &AreaMark::default(), &land, Some(&self.land_id()));
        }
        let of_subject = |line: &DrawnLine| self.is_of_subject(line);
        self.lines(svg, "map-division", &self.detail.divisions, of_subject);
    }

    /// Areas with a title are elements of their own; the others are one path for each class.
    fn marked(&self, svg: &mut Svg, areas: &[&DrawnArea]) {
        let plain = AreaMark::default();
        let mut joined: BTreeMap<(&str, bool), PathData> = BTreeMap::new();
        let mut single = Vec::new();
        for area in areas {
            let mark = self.spec.areas.get(&area.key).unwrap_or(&plain);
            if mark.title.is_some() {
                single.push((mark, area));
            } else {
                self.trace(joined.entry((mark.class.as_str(), mark.hatched)).or_default(), area);
            }
        }
        for ((class, hatched), path) in joined {
            let mark = AreaMark { class: class.to_string(), hatched, ..AreaMark::default() };
            self.write_area(svg, None, &mark, &path, None);
        }
        for (mark, area) in single {
            let mut path = PathData::new();
            self.trace(&mut path, area);
            self.write_area(svg, Some(area.key), mark, &path, None);
        }
    }

    fn write_area(
        &self,
        svg: &mut Svg,
        key: Option<AreaKey>,
        mark: &AreaMark,
        path: &PathData,
        id: Option<&str>,
    ) {
        if path.is_empty() {
            return;
        }
        let kind = if mark.hatched { "map-hatched" } else { "map-area" };
        let class = format!("{kind} {}", mark.class);
        let fill = format!("url(#{})", self.hatching_id());
        let mut attributes = vec![("class", class.trim_end().into())];
        attributes.extend(id.map(|id| ("id", id.into())));
        if mark.hatched {
            attributes.push(("fill", (&fill).into()));
        }
        attributes.push(("d", path.as_str().into()));
        match key.filter(|_| mark.title.is_some()) {
            Some(key) => {
                svg.open("path", &attributes);
                self.title(svg, Titled::Area(key));
                svg.close();
            }
            None => svg.empty("path", &attributes),
        }
    }

    /// A gap for a title.
    fn title(&self, svg: &mut Svg, of: Titled) {
        svg.open("title", &[]);
        self.titles.borrow_mut().push((svg.length(), of));
        svg.close();
    }

    /// Borders between countries of which one at least is the subject.
    fn borders(&self, svg: &mut Svg) {
        let of_subject = |line: &DrawnLine| self.is_of_subject(line);
        self.lines(svg, "map-border", &self.detail.lines, of_subject);
        svg.close();
    }

    /// Whether the subject lies along a border.
    fn is_of_subject(&self, line: &DrawnLine) -> bool {
        let mut sides = line.sides.iter();
        sides.any(|side| matches!(side, AreaKey::Nuts(_)) && self.is_subject(*side))
    }

    /// Some of the borders, in one path.
    fn lines(
        &self,
        svg: &mut Svg,
        class: &str,
        lines: &[DrawnLine],
        wanted: impl Fn(&DrawnLine) -> bool,
    ) {
        let mut path = PathData::new();
        for line in lines.iter().filter(|line| wanted(line)) {
            self.trace_line(&mut path, line);
        }
        write_path(svg, class, &path);
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

    /// A line, without its stretches out of sight.
    fn trace_line(&self, path: &mut PathData, line: &DrawnLine) {
        let seen = self.spec.frame.bounds();
        if !line.bounds.meets(&seen) {
            return;
        }
        let mut last = None;
        for (from, to) in line.points.iter().zip(line.points.iter().skip(1)) {
            if !Bounds::around(*from, *to).meets(&seen) {
                last = None;
                continue;
            }
            let (from, to) = (self.tenths(*from), self.tenths(*to));
            if from == to {
                continue;
            }
            if last != Some(from) {
                path.move_to(from);
            }
            path.line_to(to);
            last = Some(to);
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
            self.write_area(svg, *key, mark, path, None);
        }
        self.bands_in(svg, inset, paths.values());
        svg.close();
    }

    /// The bands of distance in a box, where any reaches into it.
    fn bands_in<'p>(
        &self,
        svg: &mut Svg,
        inset: &Inset<'_>,
        land: impl Iterator<Item = &'p PathData>,
    ) {
        let kilometre = inset.kilometre();
        let mut bands = Vec::new();
        for band in self.spec.bands {
            let radius = band.kilometres * kilometre;
            let near = |at: &(f64, f64)| {
                at.0 + radius > inset.left
                    && at.0 - radius < inset.left + inset.width
                    && at.1 + radius > inset.top
                    && at.1 - radius < inset.top + inset.height
            };
            let mut path = PathData::new();
            let places = band.around.iter().map(|place| inset.place_anywhere(*place));
            places.filter(near).for_each(|at| polygon(&mut path, at, radius));
            if !path.is_empty() {
                bands.push((format!("map-band {}", band.class), path));
            }
        }
        if bands.is_empty() {
            return;
        }
        let id = format!("{}-{}", self.spec.id, inset.region.slug());
        svg.open("clipPath", &[("id", (&id).into())]);
        land.for_each(|path| svg.empty("path", &[("d", path.as_str().into())]));
        svg.close();
        let clip = format!("url(#{id})");
        svg.open("g", &[("clip-path", (&clip).into())]);
        for (class, path) in &bands {
            svg.empty("path", &[("class", class.into()), ("d", path.as_str().into())]);
        }
        svg.close();
    }

    /// The land within so many kilometres of any of the places, the widest band beneath.
    fn bands(&self, svg: &mut Svg) {
        let scale = self.spec.frame.metres_per_unit();
        if self.spec.bands.is_empty() {
            return;
        }
        let (land, clip) = (format!("#{}", self.land_id()), format!("{}-dry", self.spec.id));
        svg.open("clipPath", &[("id", (&clip).into())]);
        svg.empty("use", &[("href", (&land).into())]);
        svg.close();
        let clip = format!("url(#{clip})");
        svg.open("g", &[("clip-path", (&clip).into())]);
        for band in self.spec.bands {
            let radius = band.kilometres * 1000.0 / scale;
            let mut path = PathData::new();
            for place in band.around {
                let Some(plane) = self.laea.forward(*place) else { continue };
                self.circle(&mut path, self.spec.frame.place(plane), radius);
            }
            if path.is_empty() {
                continue;
            }
            let class = format!("map-band {}", band.class);
            svg.empty("path", &[("class", class.as_str().into()), ("d", path.as_str().into())]);
        }
        svg.close();
    }

    /// The name of the plain areas, by which bands are cut to the land.
    fn land_id(&self) -> String {
        format!("{}-land", self.spec.id)
    }

    /// A circle, where any of it is in the frame.
    fn circle(&self, path: &mut PathData, centre: (f64, f64), radius: f64) {
        let beyond = self.spec.frame.bounds();
        let reach = radius * self.spec.frame.metres_per_unit();
        let PlanePoint { x, y } = self.spec.frame.plane(centre);
        let around = Bounds { low: (x - reach, y - reach), high: (x + reach, y + reach) };
        if !around.meets(&beyond) {
            return;
        }
        polygon(path, centre, radius);
    }

    /// Relations, as arcs that bend to the left of their way.
    fn arcs(&self, svg: &mut Svg) {
        for (place, arc) in self.spec.arcs.iter().enumerate() {
            let ends = [arc.from, arc.to].map(|end| self.laea.forward(end));
            let [Some(from), Some(to)] = ends else { continue };
            if !(self.spec.frame.shows(from) && self.spec.frame.shows(to)) {
                continue;
            }
            let (from, to) = (self.spec.frame.place(from), self.spec.frame.place(to));
            let mut path = PathData::new();
            for (step, point) in arch(from, to).into_iter().enumerate() {
                if step == 0 { path.move_to(tenths(point)) } else { path.line_to(tenths(point)) }
            }
            let class = format!("map-arc {}", arc.class);
            svg.open("path", &[("class", class.trim_end().into()), ("d", path.as_str().into())]);
            self.title(svg, Titled::Arc(place));
            svg.close();
        }
    }
}

/// A circle as a polygon whose sides are off by less than half a unit.
fn polygon(path: &mut PathData, centre: (f64, f64), radius: f64) {
    let sides = (radius.max(1.0).sqrt() * 4.0).ceil().clamp(12.0, 72.0);
    let corner = |number: u32| {
        let angle = f64::from(number) / sides * std::f64::consts::TAU;
        tenths((centre.0 + radius * angle.cos(), centre.1 + radius * angle.sin()))
    };
    trace_ring(path, (0..sides as u32).map(corner));
}

/// A flat parabola between two points, a sixth as high as it is long.
fn arch(from: (f64, f64), to: (f64, f64)) -> Vec<(f64, f64)> {
    const STEPS: u32 = 10;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let at = |step: u32| {
        let along = f64::from(step) / f64::from(STEPS);
        let rise = along * (1.0 - along) * 4.0 / 6.0;
        (from.0 + dx * along + dy * rise, from.1 + dy * along - dx * rise)
    };
    (0..=STEPS).map(at).collect()
}
