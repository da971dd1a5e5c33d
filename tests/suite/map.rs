//! Maps: a small one byte by byte, and the map of Europe with the real regions by its size and what is on it.

use std::collections::{BTreeMap, BTreeSet};

use atmp_atlas::geo::{Coordinates, CountryCode, Laea, NutsCode, PlanePoint, Topology};
use atmp_atlas::map::{
    AreaKey, AreaMark, Detail, Frame, Inset, Links, MapArc, MapBand, MapLabel, MapPoint, MapSpec,
    Overseas, PointShape, Shapes, Widths, draw,
};

use crate::case::hold;
use crate::geo::{read, regions};

/// Two countries of two regions each, side by side, and a third one outside NUTS to the north; units of 10 km.
const SMALL: &str = r#"{"transform":{"scale":[10000,10000],"translate":[4300000,3200000]},
    "objects":{"nuts3":{"geometries":[
        {"id":"AA001","arcs":[[[0,1]]]},
        {"id":"AA002","arcs":[[[-2,2,3,4]]]},
        {"id":"BB001","arcs":[[[-6,-4]]]}]},
      "outside":{"geometries":[{"id":"XX","properties":{"name":"Ixland"},"arcs":[[[6]]]}]}},
    "arcs":[[[4,4],[-4,0],[0,-4],[4,0]],[[4,0],[0,4]],[[4,0],[4,0]],[[8,0],[1,2],[-1,2]],[[8,4],[-4,0]],
        [[8,0],[4,0],[0,4],[-4,0]],[[0,4],[12,0],[0,4],[-12,0],[0,-4]]]}"#;

#[derive(Debug)]
struct Joined;

impl Links for Joined {
    fn point(&self, href: &str) -> String {
        format!("..{href}")
    }

    fn group(&self, points: &[usize]) -> Option<String> {
        Some(format!("/group/{}/", points.len()))
    }
}

fn on_plane(laea: &Laea, x: f64, y: f64) -> Coordinates {
    laea.inverse(PlanePoint { x: 4_300_000.0 + x * 10_000.0, y: 3_200_000.0 + y * 10_000.0 })
        .unwrap()
}

fn point(coordinates: Coordinates, label: &str, shape: PointShape) -> MapPoint {
    MapPoint {
        coordinates,
        class: "role-a".into(),
        shape,
        label: label.into(),
        href: Some(format!("/{label}/")),
        hollow: false,
        approximate: false,
        unnamed: false,
    }
}

fn small_map(links: Option<&dyn Links>, with_bands: bool) -> String {
    let topology = Topology::parse(SMALL).unwrap();
    let shapes = Shapes::of_topology(&topology);
    let laea = Laea::europe().unwrap();
    let (low, high) = shapes.bounds(|key| matches!(key, AreaKey::Nuts(_))).unwrap();
    let frame = Frame::fitting(low, high, 240.0, 0.5, 1.2);
    let detail = Detail::for_frame(&shapes, 3, &frame);
    let key = |code: &str| AreaKey::Nuts(code.parse().unwrap());
    let areas = BTreeMap::from([
        (
            key("AA001"),
            AreaMark { class: "step-1".into(), title: Some("A & 1".into()), ..AreaMark::default() },
        ),
        (key("AA002"), AreaMark { hatched: true, ..AreaMark::default() }),
    ]);
    let at = |x, y| on_plane(&laea, x, y);
    let mut points = vec![
        point(at(1.0, 1.0), "one", PointShape::Circle),
        point(at(1.05, 1.0), "two", PointShape::Circle),
        point(at(2.5, 3.0), "square", PointShape::Square),
        point(at(5.0, 1.0), "diamond", PointShape::Diamond),
        point(at(7.0, 3.0), "triangle", PointShape::Triangle),
        point(at(90.0, 3.0), "far away", PointShape::Circle),
    ];
    points[2].hollow = true;
    points[3].approximate = true;
    points[4].href = None;
    let labels = [("Uno", 1.0, 1.0), ("Again", 1.0, 1.0), ("Sea", 6.0, 2.0)].map(|(text, x, y)| {
        MapLabel { coordinates: at(x, y), text: text.into(), class: String::new() }
    });
    let around = [at(1.0, 1.0), at(2.0, 1.0)];
    let bands = [MapBand { kilometres: 12.0, around: &around, class: "near".into() }];
    let bands = if with_bands { &bands[..] } else { &[] };
    let arcs = [MapArc {
        from: at(1.0, 1.0),
        to: at(7.0, 3.0),
        class: String::new(),
        title: "one and triangle".into(),
    }];
    let subject = BTreeSet::from([CountryCode::parse("AA").unwrap()]);
    let spec = MapSpec {
        id: "small",
        title: "Four <regions>",
        description: "Two of them are marked.",
        frame,
        subject: Some(&subject),
        areas: &areas,
        bands,
        arcs: &arcs,
        points: &points,
        labels: &labels,
        captions: &[],
        insets: &[],
        scale_bar: true,
        narrow: Some(120.0),
    };
    draw(&spec, &detail, &laea).write(links, Widths::Both)
}

#[test]
fn the_small_map_is_as_expected() {
    hold(&(small_map(Some(&Joined), false).replace("><", ">\n<") + "\n"), "map.svg");
}

#[test]
fn marks_links_and_labels_are_all_there() {
    let map = small_map(Some(&Joined), false);
    assert!(map.contains("<title id=\"small-title\">Four &lt;regions&gt;</title>"));
    // Once for the wide and once for the narrow layout.
    assert_eq!(map.matches("map-group").count(), 2);
    assert!(map.contains("href=\"/group/2/\"") && map.contains("<title>2: one; two</title>"));
    assert!(map.contains("href=\"../square/\""));
    assert!(!map.contains("far away"), "what lies outside the frame is not drawn");
    assert!(map.contains(">Uno</text>") && !map.contains(">Again</text>"), "a mark has one name");
    assert_eq!(map.matches("<a ").count(), map.matches("</a>").count());
    let (image, marks) = map.split_once("<g role=\"img\"").unwrap();
    assert!(!image.contains("role="), "a map with links is no image, but what lies beneath is");
    let beneath = marks.split_once("</g>\n<g class=\"map-wide\">").unwrap().0;
    assert!(!beneath.contains("<a "), "an image hides its links from screen readers");
}

#[test]
fn bands_are_cut_to_the_land() {
    let map = small_map(None, true);
    assert!(map.contains("<clipPath id=\"small-dry\"><use href=\"#small-land\"/></clipPath>"));
    assert_eq!(map.matches("id=\"small-land\"").count(), 1);
    let band = map.split("<path class=\"map-band near\"").nth(1).unwrap();
    assert_eq!(band.split("/>").next().unwrap().matches('z').count(), 2, "one circle a place");
}

#[test]
fn a_map_without_links_is_one_image() {
    let map = small_map(None, false);
    assert!(map.starts_with("<svg") && map.split('>').next().unwrap().contains("role=\"img\""));
    assert_eq!(map.matches("role=").count(), 1);
    assert!(!map.contains("<a ") && !map.contains("href"));
}

/// The largest places of the places file, and one in each overseas region.
fn places() -> Vec<MapPoint> {
    let text = read("places/places1000_europe.tsv") + &read("places/places1000_overseas.tsv");
    let mut points: Vec<(u64, MapPoint)> = text
        .lines()
        .filter_map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let (latitude, longitude) = (fields[3].parse().ok()?, fields[4].parse().ok()?);
            let coordinates = Coordinates::new(latitude, longitude)?;
            Some((fields[5].parse().ok()?, point(coordinates, fields[1], PointShape::Circle)))
        })
        .filter(|(people, _)| *people >= 100_000)
        .collect();
    points.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.label.cmp(&b.1.label)));
    points.truncate(460);
    points.into_iter().map(|(_, point)| point).collect()
}

#[test]
fn europe_is_small_enough_and_shows_every_place() {
    let regions = regions();
    let shapes = Shapes::new(&regions);
    let frame = Frame::europe(800.0);
    let overseas = Overseas::all(&shapes, 2, regions.projection());
    assert_eq!(overseas.len(), 9);
    let insets = Inset::for_europe(&overseas, &frame);
    let points = places();
    let areas: BTreeMap<AreaKey, AreaMark> = regions
        .of_level(2)
        .enumerate()
        .map(|(index, region)| {
            let mark = AreaMark { class: format!("step-{}", index % 5), ..AreaMark::default() };
            (AreaKey::Nuts(region.code), mark)
        })
        .collect();
    let spec = MapSpec {
        id: "europe",
        title: "Europe",
        description: "",
        frame,
        subject: None,
        areas: &areas,
        bands: &[],
        arcs: &[],
        points: &points,
        labels: &[],
        captions: &[],
        insets: &insets,
        scale_bar: true,
        narrow: None,
    };
    let whole = |shapes: &Shapes<'_>| {
        draw(&spec, &Detail::new(shapes, 2, frame.metres_per_unit()), regions.projection())
            .write(None, Widths::Wide)
    };
    let map = whole(&shapes);
    assert!(map.len() < 120_000, "{} bytes", map.len());

    let groups = map.matches("map-group").count();
    let counts: usize = map
        .split("class=\"map-count\"")
        .skip(1)
        .filter_map(|rest| rest.split('>').nth(1)?.split('<').next()?.parse::<usize>().ok())
        .sum();
    let single = map.matches("class=\"map-point").count() - groups;
    let in_view = points.iter().filter(|point| {
        let plane = regions.projection().forward(point.coordinates).unwrap();
        let located = regions.locate(point.coordinates).and_then(|located| located.nuts(2));
        frame.shows(plane) || located.is_some_and(Overseas::is_overseas)
    });
    assert_eq!(counts + single, in_view.count());

    let again = Shapes::new(&regions);
    assert!(map == whole(&again), "the same map gives the same bytes");
}

#[test]
fn every_country_can_be_drawn() {
    let regions = regions();
    let shapes = Shapes::new(&regions);
    let empty = BTreeMap::new();
    for region in regions.of_level(0) {
        let within = |code: NutsCode| code.is_within(region.code) && !Overseas::is_overseas(code);
        let bounds = shapes.bounds(|key| matches!(key, AreaKey::Nuts(code) if within(code)));
        let (low, high) = bounds.unwrap();
        let frame = Frame::fitting(low, high, 560.0, 0.6, 1.3);
        let country = region.code.country();
        let overseas = Overseas::all(&shapes, 3, regions.projection());
        let insets = Inset::for_country(&overseas, country, &frame);
        let subject = BTreeSet::from([country]);
        let spec = MapSpec {
            id: "country",
            title: &region.name,
            description: "",
            frame,
            subject: Some(&subject),
            areas: &empty,
            bands: &[],
            arcs: &[],
            points: &[],
            labels: &[],
            captions: &[],
            insets: &insets,
            scale_bar: true,
            narrow: None,
        };
        let map = draw(&spec, &Detail::for_frame(&shapes, 3, &frame), regions.projection())
            .write(None, Widths::Wide);
        assert!(
            map.contains("class=\"map-area\"") && map.contains("role=\"img\""),
            "{}",
            region.code
        );
        assert!(map.len() < 100_000, "{}: {} bytes", region.code, map.len());
        let expected = match region.code.as_str() {
            "FR" => 5,
            "PT" => 2,
            "ES" | "NO" => 1,
            _ => 0,
        };
        assert_eq!(map.matches("map-inset").count(), expected, "{}", region.code);
    }
}

/// Maps of Europe with nothing, with one point, with many, with all of them in one place, and with
/// nothing known; regions of every step around a reference, and all of them at it.
pub fn awkward() -> Vec<(String, Vec<u8>)> {
    let regions = regions();
    let shapes = Shapes::new(&regions);
    let frame = Frame::europe(720.0);
    let detail = Detail::new(&shapes, 2, frame.metres_per_unit());
    let thousand: Vec<MapPoint> = places().into_iter().cycle().take(1000).collect();
    let one = thousand[..1].to_vec();
    let here = vec![one[0].clone(); 1000];
    let unknown: BTreeMap<AreaKey, AreaMark> = regions
        .of_level(2)
        .map(|region| {
            (AreaKey::Nuts(region.code), AreaMark { hatched: true, ..AreaMark::default() })
        })
        .collect();
    let nothing = BTreeMap::new();
    let colour = |of: fn(usize) -> usize| -> BTreeMap<AreaKey, AreaMark> {
        let regions = regions.of_level(2).enumerate();
        let mark = |index| AreaMark { class: format!("turn-{}", of(index)), ..AreaMark::default() };
        regions.map(|(index, region)| (AreaKey::Nuts(region.code), mark(index))).collect()
    };
    let (every_step, equal) = (colour(|index| index % 5), colour(|_| 2));
    let cases: [(&str, &[MapPoint], &BTreeMap<AreaKey, AreaMark>); 7] = [
        ("none", &[], &nothing),
        ("one", &one, &nothing),
        ("thousand", &thousand, &nothing),
        ("one-place", &here, &nothing),
        ("unknown", &[], &unknown),
        ("every-step", &[], &every_step),
        ("equal", &[], &equal),
    ];
    let style = ["00-tokens.css", "05-palette.css", "47-maps.css"].map(|name| {
        std::fs::read_to_string(crate::repository().join("templates/styles").join(name)).unwrap()
    });
    let style = format!("<desc>Made up</desc><style>{}</style>", style.concat());
    let draw = |(name, points, areas)| {
        let id = format!("awkward-{name}");
        let spec = MapSpec { title: name, points, ..MapSpec::bare(&id, frame, areas) };
        let svg = draw(&spec, &detail, regions.projection()).write(None, Widths::Wide);
        (format!("{id}.svg"), svg.replacen('>', &format!(">{style}"), 1).into_bytes())
    };
    cases.map(draw).into()
}

/// The lines of a path as it is written: relative steps, the first from the corner.
fn lines_of(path: &str) -> Vec<Vec<(f64, f64)>> {
    let mut lines: Vec<Vec<(f64, f64)>> = Vec::new();
    let (mut at, mut start) = ((0.0, 0.0), (0.0, 0.0));
    for piece in path.split_inclusive(['m', 'z']).map(str::trim) {
        let (steps, end) = piece.split_at(piece.trim_end_matches(['m', 'z']).len());
        let mut numbers: Vec<f64> = Vec::new();
        let mut number = String::new();
        for letter in steps.chars().chain([' ']) {
            let ends = matches!(letter, ' ' | '-') || (letter == '.' && number.contains('.'));
            if ends && !number.is_empty() {
                numbers.push(std::mem::take(&mut number).parse().unwrap());
            }
            number.extend(Some(letter).filter(|letter| *letter != ' '));
        }
        let mut line = Vec::new();
        for step in numbers.chunks(2) {
            at = (at.0 + step[0], at.1 + step[1]);
            line.push(at);
        }
        start = line.first().copied().unwrap_or(start);
        lines.extend(Some(line).filter(|line| !line.is_empty()));
        if end == "z" {
            at = start;
        }
    }
    lines
}

/// Whether a point lies within by the even-odd rule.
fn is_within(rings: &[Vec<(f64, f64)>], (x, y): (f64, f64)) -> bool {
    let crosses = |((from_x, from_y), (to_x, to_y)): ((f64, f64), (f64, f64))| {
        (from_y > y) != (to_y > y) && x < (to_x - from_x) * (y - from_y) / (to_y - from_y) + from_x
    };
    let sides = rings
        .iter()
        .flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)));
    sides.filter(|side| crosses(*side)).count() % 2 == 1
}

fn path_of<'m>(map: &'m str, class: &str) -> &'m str {
    let begin = format!("<path class=\"{class}\" d=\"");
    map.split_once(&begin).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(path, _)| path)
}

/// A side of a line, whichever way round.
type Side = [(f64, f64); 2];

fn sides_of(rings: &[Vec<(f64, f64)>]) -> Vec<Side> {
    let around = |ring: &Vec<(f64, f64)>| -> Vec<Side> {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(from, to)| [*from, *to]).collect()
    };
    rings.iter().flat_map(around).collect()
}

fn is_same([a, b]: &Side, [c, d]: &Side) -> bool {
    let near = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).hypot(a.1 - b.1) < 0.01;
    (near(a, c) && near(b, d)) || (near(a, d) && near(b, c))
}

#[test]
fn regions_that_look_alike_are_one_land_with_lines_in_it() {
    const WIDE: f64 = 340.0;
    const HIGH: f64 = 250.0;
    // So far out of sight lines are drawn, for their width and the steps of their ends.
    const BEYOND: f64 = 6.1;
    let regions = regions();
    let shapes = Shapes::new(&regions);
    let metres_per_unit = 900.0;
    let apart_detail = Detail::new(&shapes, 2, metres_per_unit);
    let alike_detail = Detail::alike(&shapes, 2, metres_per_unit);
    let nothing = BTreeMap::new();
    let mut cut = 0;
    for (country, latitude, longitude) in
        [("NL", 52.16, 4.49), ("DE", 52.5, 13.4), ("IT", 45.46, 9.19), ("GR", 37.98, 23.73)]
    {
        let place = Coordinates::new(latitude, longitude).unwrap();
        let middle = regions.projection().forward(place).unwrap();
        let kilometres = |units: f64| units * metres_per_unit / 1000.0;
        let country = CountryCode::parse(country).unwrap();
        let subject = BTreeSet::from([country]);
        let map = |detail, frame| {
            let spec = MapSpec { subject: Some(&subject), ..MapSpec::bare("x", frame, &nothing) };
            draw(&spec, detail, regions.projection()).write(None, Widths::Wide)
        };
        let frame = Frame::around(middle, kilometres(WIDE), kilometres(HIGH), WIDE);
        let (apart, alike) = (map(&apart_detail, frame), map(&alike_detail, frame));
        assert!(alike.len() < apart.len(), "{country:?}: {} to {}", alike.len(), apart.len());
        let (regions, land) = (path_of(&apart, "map-area"), path_of(&alike, "map-area"));
        let (regions, land) = (lines_of(regions), lines_of(land));
        assert!(regions.len() > land.len(), "{country:?}");
        let mut inside = 0;
        for row in 0..50 {
            for column in 0..68 {
                // Off the tenths that vertices stand at.
                let at = (f64::from(column) * 5.0 + 0.53, f64::from(row) * 5.0 + 0.57);
                assert_eq!(is_within(&land, at), is_within(&regions, at), "{country:?} {at:?}");
                inside += usize::from(is_within(&land, at));
            }
        }
        assert!((800..3400).contains(&inside), "{country:?}: {inside} of 3400 in the land");

        let divisions = lines_of(path_of(&alike, "map-division"));
        let drawn: Vec<Side> =
            divisions.iter().flat_map(|line| line.array_windows().copied()).collect();
        let seen = |[from, to]: &Side, beyond: f64| {
            let meets =
                |a: f64, b: f64, size: f64| a.max(b) >= -beyond && a.min(b) <= size + beyond;
            meets(from.0, to.0, WIDE) && meets(from.1, to.1, HIGH)
        };
        let (of_regions, of_land) = (sides_of(&regions), sides_of(&land));
        let count = |sides: &[Side], one: &Side| sides.iter().filter(|it| is_same(it, one)).count();
        let whole = |side: &Side| {
            let inner = |at: f64, size: f64| (1.0..size - 1.0).contains(&at);
            side.iter().all(|at| inner(at.0, WIDE) && inner(at.1, HIGH))
        };
        // Every line in the land is a side of two regions, or of more where they come to a point.
        for side in &drawn {
            assert!(seen(side, BEYOND), "{country:?}: out of sight: {side:?}");
            let sides = count(&of_regions, side);
            assert!(!whole(side) || sides >= 2, "{country:?}: {sides} sides at {side:?}");
        }
        // And every side of two regions is such a line.
        for side in of_regions.iter().filter(|side| whole(side)) {
            let parts = count(&of_regions, side) >= 2 && count(&of_land, side) == 0;
            assert!(!parts || count(&drawn, side) > 0, "{country:?}: no line at {side:?}");
        }
        // What is cut off a map of three times the width and height is out of sight, and nothing else is.
        let frame =
            Frame::around(middle, kilometres(3.0 * WIDE), kilometres(3.0 * HIGH), 3.0 * WIDE);
        let wider = map(&alike_detail, frame);
        let shifted = |[from, to]: &Side| [*from, *to].map(|at| (at.0 - WIDE, at.1 - HIGH));
        let lines = lines_of(path_of(&wider, "map-division"));
        let all: Vec<Side> =
            lines.iter().flat_map(|line| line.array_windows().map(shifted)).collect();
        for side in &all {
            let here = count(&drawn, side) > 0;
            assert!(here || !seen(side, 0.0), "{country:?}: {side:?} was cut off");
        }
        assert!(drawn.iter().all(|side| count(&all, side) > 0), "{country:?}");
        cut += all.len() - drawn.len();
    }
    assert!(cut > 100, "only {cut} sides were out of sight");
}

/// The square units within a ring.
fn size(ring: &[(f64, f64)]) -> f64 {
    let twice: f64 = sides_of(&[ring.to_vec()]).iter().map(|[a, b]| a.0 * b.1 - b.0 * a.1).sum();
    twice.abs() / 2.0
}

/// A point within a ring: between the first two sides that a line across it meets.
fn point_within(ring: &[(f64, f64)]) -> (f64, f64) {
    let (low, high) =
        ring.iter().fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at.1), high.max(at.1)));
    // Off the tenths that vertices stand at.
    let y = (low + high) / 2.0 + 0.013;
    let mut crossed: Vec<f64> = sides_of(&[ring.to_vec()])
        .iter()
        .filter(|[from, to]| (from.1 > y) != (to.1 > y))
        .map(|[from, to]| (to.0 - from.0) * (y - from.1) / (to.1 - from.1) + from.0)
        .collect();
    crossed.sort_by(f64::total_cmp);
    (f64::midpoint(crossed[0], crossed[1]), y)
}

#[test]
fn no_region_is_lost_where_all_look_alike() {
    let regions = regions();
    let shapes = Shapes::new(&regions);
    let marked = |code: NutsCode| {
        let mark = AreaMark { class: code.to_string(), ..AreaMark::default() };
        (AreaKey::Nuts(code), mark)
    };
    let marks: BTreeMap<AreaKey, AreaMark> =
        regions.of_level(2).map(|region| marked(region.code)).collect();
    let nothing = BTreeMap::new();
    let frame = Frame::europe(720.0);
    let metres_per_unit = frame.metres_per_unit();
    let draw = |detail: &Detail, areas| {
        draw(&MapSpec::bare("x", frame, areas), detail, regions.projection())
            .write(None, Widths::Wide)
    };
    let apart = draw(&Detail::new(&shapes, 2, metres_per_unit), &marks);
    let alike = draw(&Detail::alike(&shapes, 2, metres_per_unit), &nothing);
    let land = lines_of(path_of(&alike, "map-area"));
    let mut found = 0;
    for code in regions.of_level(2).map(|region| region.code) {
        let rings = lines_of(path_of(&apart, &format!("map-area {code}")));
        let Some(largest) = rings.iter().max_by(|a, b| size(a).total_cmp(&size(b))) else {
            continue;
        };
        assert!(is_within(&land, point_within(largest)), "{code} is lost");
        found += 1;
    }
    // Ceuta and Melilla among them, each of which is smaller than the smallest island that is drawn.
    assert!(found > 300, "{found} regions");

    // Nothing is drawn that is too small to be seen: a line around land of less than a square unit.
    let closed = |line: &&Vec<(f64, f64)>| line.len() > 2 && line.first() == line.last();
    for line in lines_of(path_of(&alike, "map-division")).iter().filter(closed) {
        assert!(size(line) > 1.0, "a speck at {:?}", line[0]);
    }
}
