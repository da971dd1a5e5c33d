//! Colours that can be read and told apart: computed from the style sheets.

use std::fs;

use crate::repository;

type Linear = [f64; 3];

/// The rules of the style sheet for one theme: light stands first, dark last.
fn theme(dark: bool) -> Vec<(String, Linear)> {
    colours_of("templates/styles/05-palette.css", "--ramp-0", dark)
}

/// The colours of a file of custom properties, whose three blocks all have a given one.
fn colours_of(file: &str, known: &str, dark: bool) -> Vec<(String, Linear)> {
    let css = fs::read_to_string(repository().join(file)).unwrap();
    let blocks: Vec<&str> = css.split('{').filter(|block| block.contains(known)).collect();
    assert_eq!(blocks.len(), 3, "light, dark by system, dark by switch");
    let colours = |block: &str| -> Vec<(String, Linear)> {
        let rules = block.split_once('}').unwrap().0.split(';');
        rules
            .filter_map(|rule| {
                let (name, colour) = rule.split_once(':')?;
                let colour = colour.trim();
                let long = long(colour.strip_prefix('#')?);
                Some((name.trim().to_owned(), linear(&format!("#{long}"))))
            })
            .collect()
    };
    assert_eq!(colours(blocks[1]), colours(blocks[2]), "the two dark themes differ");
    colours(blocks[if dark { 1 } else { 0 }])
}

/// `fff` is `ffffff`.
fn long(digits: &str) -> String {
    let times = if digits.len() == 3 { 2 } else { 1 };
    digits.chars().flat_map(|digit| std::iter::repeat_n(digit, times)).collect()
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

/// How far apart two colours are (OKLab) to the eye that tells them apart least.
fn apart(a: Linear, b: Linear) -> f64 {
    let distance = |eye: &[[f64; 3]; 3]| {
        let pairs = seen(a, eye).into_iter().zip(seen(b, eye));
        pairs.map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    };
    EYES.iter().map(distance).fold(f64::INFINITY, f64::min)
}

#[test]
fn the_ramp_around_a_reference_is_even_and_read_by_all() {
    for dark in [false, true] {
        let mut theme = theme(dark);
        theme.extend(colours_of("templates/styles/00-tokens.css", "--map-sea", dark));
        let named = |name: &str| -> Linear {
            theme.iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("{name}")).1
        };
        let turn: Vec<Linear> = (0..5).map(|step| named(&format!("--turn-{step}"))).collect();

        // As far from the middle on one side as on the other, in two even steps.
        let light: Vec<f64> = turn.iter().map(|&step| oklab(step)[0]).collect();
        let even = (light[2] - light[0]) / 2.0;
        assert!(even.abs() >= 0.15, "steps too small to see: {light:?}, dark: {dark}");
        for (step, away) in [(0, 2.0), (1, 1.0), (3, 1.0), (4, 2.0)] {
            let off = (light[2] - light[step] - even * away).abs();
            assert!(off < 0.005, "step {step} is uneven: {light:?}, dark: {dark}");
        }

        // No side is in the middle, and neither side is taken for the other.
        let colourful = |[_, a, b]: [f64; 3]| a.hypot(b);
        assert!(colourful(oklab(turn[2])) < 0.02, "the middle is neutral, dark: {dark}");
        for pair in turn.windows(2) {
            assert!(apart(pair[0], pair[1]) >= 0.15, "neighbouring steps, dark: {dark}");
        }
        assert!(apart(turn[0], turn[4]) >= 0.15, "the ends, dark: {dark}");
        assert!(apart(turn[1], turn[3]) >= 0.1, "the steps beside the middle, dark: {dark}");

        // Land that the map is not about is not taken for the middle, and hatching shows.
        assert!(apart(turn[2], named("--map-other")) >= 0.05, "other land, dark: {dark}");
        assert!(apart(turn[2], named("--map-hatch-ground")) >= 0.05, "hatching, dark: {dark}");

        for (step, &colour) in turn.iter().enumerate() {
            // The line, or the rim of paper on both sides of it.
            let border = contrast(colour, named("--map-border"));
            let rim = contrast(colour, named("--map-division"));
            assert!(border.max(rim) >= 2.0, "borders on step {step}, dark: {dark}");
        }
        for end in [turn[0], turn[4]] {
            assert!(contrast(end, named("--paper")) >= 3.0, "the ends on paper, dark: {dark}");
        }
    }
}

#[test]
fn paper_is_light_whatever_was_chosen() {
    for file in ["templates/styles/00-tokens.css", "templates/styles/05-palette.css"] {
        let css = fs::read_to_string(repository().join(file)).unwrap();
        let dark = css.match_indices("{\n  :root").map(|(at, _)| &css[..at]);
        let media: Vec<&str> =
            dark.map(|before| before.rsplit('\n').next().unwrap().trim()).collect();
        let screens = ["@media screen and (prefers-color-scheme: dark)", "@media screen"];
        assert_eq!(media, screens, "{file}: dark values are for screens alone");
        // The first block has the light values, and no other stands outside of a query.
        assert_eq!(css.matches("\n:root").count(), 1, "{file}");
    }
    let printed = theme_on_paper();
    let named = |name: &str| -> Linear {
        printed.iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("{name}")).1
    };
    let white = linear("#ffffff");
    for name in ["--paper", "--panel", "--map-none", "--map-division"] {
        assert_eq!(named(name), white, "{name} takes ink");
    }
    for (text, least) in [("--ink", 7.0), ("--soft", 7.0), ("--line", 1.5), ("--map-point", 3.0)] {
        assert!(contrast(named(text), white) >= least, "{text} on paper");
    }
    for land in ["--map-none", "--map-other", "--map-area", "--turn-2"] {
        assert!(apart(named(land), named("--map-sea")) >= 0.03, "{land} is not told from the sea");
    }
}

/// The colours of what is printed: the light ones, and what the print sheet changes in them.
fn theme_on_paper() -> Vec<(String, Linear)> {
    let mut colours = theme(false);
    colours.extend(colours_of("templates/styles/00-tokens.css", "--map-sea", false));
    let css = fs::read_to_string(repository().join("templates/styles/90-print.css")).unwrap();
    let (_, block) = css.split_once(":root {").unwrap();
    for rule in block.split_once('}').unwrap().0.split(';') {
        let Some((name, value)) = rule.split_once(": #") else { continue };
        let (name, value) = (name.trim(), long(value));
        colours.retain(|(other, _)| other != name);
        colours.push((name.to_owned(), linear(&format!("#{value}"))));
    }
    colours
}

#[test]
fn what_stands_on_maps_can_be_read() {
    for dark in [false, true] {
        let mut theme = theme(dark);
        theme.extend(colours_of("templates/styles/00-tokens.css", "--map-sea", dark));
        let named = |name: &str| -> Linear {
            theme.iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("{name}")).1
        };
        let least = |what: &str, a: &str, b: &str, ratio: f64| {
            let found = contrast(named(a), named(b));
            assert!(found >= ratio, "{what}: {a} on {b} is {found:.2}, dark: {dark}");
        };
        for ground in ["--map-sea", "--map-other", "--map-none", "--map-area"] {
            least("captions", "--soft", ground, 4.5);
            least("marks", "--map-point", ground, 3.0);
            least("arcs", "--mark", ground, 3.0);
        }
        least("numbers", "--map-count", "--map-point", 4.5);
        least("labels", "--ink", "--map-halo", 4.5);
        // On coloured areas the ring around a mark sets it off.
        least("rings", "--map-halo", "--map-point", 4.5);
        least("hatching", "--map-hatch", "--map-hatch-ground", 1.8);
    }
}
