//! Every kind of chart against its golden drawing in `expected/figures/`, on ordinary and awkward
//! data, for a narrow and a wide frame.
//!
//! After a wanted change: `SNAPSHOTS=overwrite cargo test --test suite figures`, then look at
//! `target/tmp/gallery.html`, which shows them all with the style sheet, and commit the drawings.

mod awkward;
mod samples;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use atmp_atlas::chart::{self, Drawing, Frame, Heading};

use crate::case::{Case, files, hold};
use crate::repository;

const FRAMES: [(&str, Frame); 2] = [("narrow", Frame::NARROW), ("wide", Frame::WIDE)];

fn draw(sample: &samples::Sample, frame: Frame) -> Drawing {
    let title = sample.name.replace('-', " ");
    let heading = Heading { id: sample.name, title: &title, spoken: None };
    chart::draw(sample.chart.as_ref(), &heading, frame).unwrap()
}

/// One element a line, so that a change can be read.
fn in_lines(svg: &str) -> String {
    svg.replace("><", ">\n<") + "\n"
}

#[test]
fn charts_look_as_they_did() {
    let mut expected = BTreeSet::new();
    for sample in samples::all() {
        for (frame_name, frame) in FRAMES {
            let name = format!("{}-{frame_name}.svg", sample.name);
            hold(&in_lines(&draw(&sample, frame).svg), &format!("figures/{name}"));
            expected.insert(name);
        }
    }
    for entry in fs::read_dir(repository().join("tests/suite/expected/figures")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(expected.contains(&name), "expected/figures/{name}: no chart has this name");
    }
}

#[test]
fn drawings_are_well_formed_and_stay_inside_their_frame() {
    let ordinary = samples::all().into_iter().map(|it| (it, &[240, 320, 360, 480, 720, 1200][..]));
    let awkward = awkward::all().into_iter().map(|it| (it, &[320, 720][..]));
    for (sample, widths) in ordinary.chain(awkward) {
        for &width in widths {
            let frame = Frame::new(width);
            let drawing = draw(&sample, frame);
            let what = format!("{} at {width}", sample.name);
            inside(&drawing, &what);
            assert!(!drawing.svg.contains("NaN") && !drawing.svg.contains("inf"), "{what}");
            assert!(!drawing.svg.contains("style="), "{what}: the content policy forbids styles");
            assert_eq!(drawing, draw(&sample, frame), "{what} differs from one time to the next");
        }
    }
}

/// Holds every text and box of a drawing to its frame, by the widths that the layout reckons with.
fn inside(drawing: &Drawing, what: &str) {
    let (wide, high) = (f64::from(drawing.width), f64::from(drawing.height));
    for element in drawing.svg.split('<') {
        let number = |name: &str| -> Option<f64> {
            let (_, rest) = element.split_once(&format!(" {name}=\""))?;
            rest.split('"').next()?.parse().ok()
        };
        if element.starts_with("text ") && !element.contains("transform") {
            let (_, words) = element.split_once('>').unwrap();
            let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
            let words = words.replace("&amp;", "&");
            let room = chart::text_width(&words, number("font-size").unwrap());
            let x = number("x").unwrap();
            let left = if element.contains("\"end\"") {
                x - room
            } else if element.contains("\"middle\"") {
                x - room / 2.0
            } else {
                x
            };
            assert!(left >= -0.6, "{what}: `{words}` begins at {left}");
            assert!(left + room <= wide + 0.6, "{what}: `{words}` ends at {}", left + room);
            let y = number("y").unwrap();
            assert!(y > 0.0 && y <= high, "{what}: `{words}` stands at {y} of {high}");
        }
        if element.starts_with("rect ") {
            let (x, y) = (number("x").unwrap(), number("y").unwrap());
            let (width, height) = (number("width").unwrap(), number("height").unwrap());
            assert!(x >= -0.6 && x + width <= wide + 0.6, "{what}: a box from {x}, {width} wide");
            assert!(y >= -0.6 && y + height <= high + 0.6, "{what}: a box from {y}, {height} high");
        }
    }
}

#[test]
fn every_chart_says_in_words_what_it_shows() {
    let described = |name: &str| {
        let all = samples::all();
        all.iter().find(|sample| sample.name == name).unwrap().chart.describe()
    };
    assert_eq!(
        described("bars-intervals"),
        "Bar chart of 4 values in facilities at work per million people, 2022. Highest: Iceland, \
         2.63 (95 % interval 0.07 to 14.64). Lowest: Österreich, 1.44 (95 % interval 0.76 to \
         2.46). No figure for Cyprus."
    );
    assert_eq!(described("bars-equal"), "Bar chart of 3 values in facilities. All are 5.");
    assert_eq!(
        described("lorenz"),
        "Lorenz curve of facilities at work over people, by region, least provided first. Gini \
         coefficient 0.54, where 0 is spread evenly and 1 is all in one place. The less provided \
         half has 10\u{a0}% of it."
    );
    for sample in samples::all() {
        assert!(sample.chart.describe().ends_with('.'), "{}", sample.name);
    }
}

/// The figures of an atlas that knows almost nothing, from its build.
fn of_a_small_atlas() -> Vec<(String, Vec<u8>)> {
    let case = Case::new();
    case.build().code(0);
    let drawings = files(&case.path("output/downloads")).into_iter();
    drawings
        .filter(|(name, _)| name.ends_with(".svg"))
        .map(|(name, svg)| (format!("small-{name}"), svg))
        .collect()
}

/// Leaves a page to look at: every figure of the real atlas and of a small one, every kind of chart on ordinary and on
/// awkward data, and maps with nothing, with one point, with a thousand.
#[test]
fn the_gallery_is_written() {
    let mut page = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Charts</title>\n<style>",
    );
    for name in ["00-tokens.css", "05-palette.css", "46-charts.css", "47-maps.css"] {
        page += &fs::read_to_string(repository().join("templates/styles").join(name)).unwrap();
    }
    page += "body{background:var(--paper);color:var(--ink);font-family:system-ui,sans-serif;\
             margin:1rem}section{display:flex;flex-wrap:wrap;gap:2rem;margin-bottom:2rem}\
             figure{margin:0}.w360{width:360px}.w720{width:720px}</style>\n";
    page += "<h1>The figures of the real atlas</h1><section>";
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery");
    fs::create_dir_all(&folder).unwrap();
    let drawings = crate::real_atlas::drawings().into_iter();
    for (name, svg) in drawings.chain(crate::map::awkward()).chain(of_a_small_atlas()) {
        fs::write(folder.join(&name), svg).unwrap();
        _ = write!(page, "<img src=\"gallery/{name}\" alt=\"{name}\" width=\"560\">");
    }
    page += "</section><h1>Charts on made-up and awkward data</h1>";
    for sample in samples::all().into_iter().chain(awkward::all()) {
        _ = write!(page, "<h2>{}</h2><section>", sample.name);
        for (_, frame) in FRAMES {
            let drawing = draw(&sample, frame);
            _ = write!(
                page,
                "<figure><div class=\"w{}\">{}</div><figcaption>{}</figcaption></figure>",
                drawing.width,
                drawing.svg,
                sample.chart.describe()
            );
        }
        page += "</section>\n";
    }
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery.html"), page).unwrap();
}
