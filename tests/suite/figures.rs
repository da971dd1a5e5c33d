//! Every kind of chart against its golden drawing in `expected/figures/`, on ordinary and awkward
//! data, for a narrow and a wide frame.
//!
//! After a wanted change: `SNAPSHOTS=overwrite cargo test --test suite figures`, then look at
//! `target/tmp/gallery.html`, which shows them all with the style sheet, and commit the drawings.

mod samples;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use atmp_atlas::chart::{self, Drawing, Frame, Heading};

use crate::case::hold;
use crate::repository;

const FRAMES: [(&str, Frame); 2] = [("narrow", Frame::NARROW), ("wide", Frame::WIDE)];

fn draw(sample: &samples::Sample, frame: Frame) -> Drawing {
    let title = sample.name.replace('-', " ");
    let heading = Heading { id: sample.name, title: &title };
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
    for sample in samples::all() {
        for width in [240, 320, 360, 480, 720, 1200] {
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

/// Not a check: leaves a page to look at.
#[test]
fn the_gallery_is_written() {
    let mut page = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Charts</title>\n<style>",
    );
    for name in ["00-tokens.css", "05-palette.css", "46-charts.css"] {
        page += &fs::read_to_string(repository().join("templates/styles").join(name))
            .unwrap_or_default();
    }
    page += ":root{--paper:#fcfbf8;--ink:#1b222c;--soft:#59626e;--line:#dcd8cf}\
             @media(prefers-color-scheme:dark){:root{--paper:#12171d;--ink:#e9e6df;--soft:#a3abb5;\
             --line:#2c343d}}\
             body{background:var(--paper);color:var(--ink);font-family:system-ui,sans-serif;\
             margin:1rem}section{display:flex;flex-wrap:wrap;gap:2rem;margin-bottom:2rem}\
             figure{margin:0}.w360{width:360px}.w720{width:720px}</style>\n";
    for sample in samples::all() {
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

mod palette {
    use super::{fs, repository};

    type Linear = [f64; 3];

    /// The rules of the style sheet for one theme: light stands first, dark last.
    fn theme(dark: bool) -> Vec<(String, Linear)> {
        let css = fs::read_to_string(repository().join("templates/styles/05-palette.css")).unwrap();
        let blocks: Vec<&str> = css.split('{').filter(|block| block.contains("--ramp-0")).collect();
        assert_eq!(blocks.len(), 3, "light, dark by system, dark by switch");
        let colours = |block: &str| -> Vec<(String, Linear)> {
            let rules = block.split_once('}').unwrap().0.split(';');
            rules
                .filter_map(|rule| {
                    let (name, colour) = rule.split_once(':')?;
                    Some((name.trim().to_owned(), linear(colour.trim())))
                })
                .collect()
        };
        assert_eq!(colours(blocks[1]), colours(blocks[2]), "the two dark themes differ");
        colours(blocks[if dark { 1 } else { 0 }])
    }

    fn linear(hex: &str) -> Linear {
        [1, 3, 5].map(|at| {
            let part = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// WCAG 2.2, relative luminance and contrast ratio.
    fn contrast(a: Linear, b: Linear) -> f64 {
        let luminance = |[r, g, b]: Linear| 0.2126 * r + 0.7152 * g + 0.0722 * b;
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// OKLab (Björn Ottosson, 2020).
    fn oklab([r, g, b]: Linear) -> [f64; 3] {
        let l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b).cbrt();
        let m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b).cbrt();
        let s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b).cbrt();
        [
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
        ]
    }

    /// As seen by all, and with the three common forms of colour blindness in full (Machado,
    /// Oliveira & Fernandes 2009, severity 1).
    const EYES: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ];

    fn seen(colour: Linear, eye: &[[f64; 3]; 3]) -> [f64; 3] {
        oklab(eye.map(|row| {
            row.iter().zip(colour).map(|(part, light)| part * light).sum::<f64>().clamp(0.0, 1.0)
        }))
    }

    #[test]
    fn colours_can_be_read_and_told_apart() {
        for (dark, paper) in [(false, "#fcfbf8"), (true, "#12171d")] {
            let theme = theme(dark);
            let named = |name: &str| -> Linear {
                theme.iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("{name}")).1
            };
            let paper = linear(paper);
            let kinds: Vec<_> = (1..=7).map(|place| named(&format!("--kind-{place}"))).collect();
            for (place, &kind) in kinds.iter().enumerate() {
                assert!(contrast(kind, paper) >= 3.0, "kind {place} on paper, dark: {dark}");
                assert!(contrast(kind, named("--on-kind")) >= 4.5, "on kind {place}, dark: {dark}");
                for (other, &second) in kinds[..place].iter().enumerate() {
                    for eye in &EYES {
                        let (a, b) = (seen(kind, eye), seen(second, eye));
                        let apart: f64 = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum();
                        assert!(apart.sqrt() >= 0.1, "kinds {other}, {place}, dark: {dark}");
                    }
                }
            }
            let ramp: Vec<_> = (0..5).map(|step| named(&format!("--ramp-{step}"))).collect();
            let light: Vec<_> = ramp.iter().map(|&step| oklab(step)[0]).collect();
            let even = (light[4] - light[0]) / 4.0;
            for pair in light.windows(2) {
                assert!((pair[1] - pair[0] - even).abs() < 0.005, "uneven steps: {light:?}");
            }
            for (step, &colour) in ramp.iter().enumerate() {
                let text = named(if step > 2 { "--on-ramp-dark" } else { "--on-ramp-pale" });
                assert!(contrast(colour, text) >= 4.5, "number on step {step}, dark: {dark}");
            }
            for mark in ["--mark", "--mark-strong"] {
                assert!(contrast(named(mark), paper) >= 3.0, "{mark} on paper, dark: {dark}");
            }
            assert!(contrast(named("--hatch"), paper) >= 3.0, "hatch on paper, dark: {dark}");
        }
    }
}
