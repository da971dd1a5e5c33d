//! Data for every kind of chart, ordinary and awkward.

use atmp_atlas::chart::{
    Bars, Chart, Class, Completeness, Curve, Curves, Datum, Dots, Entry, Histogram, Interval,
    Lorenz, Matrix, MatrixRow, Multiples, NumberFormat, Panel, Question, Reference, Stack, Stacked,
    Timeline, Tone, Values, Year,
};

pub const LONG: &str =
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Centre for Cell & Gene Therapy";

/// One chart with the name of its file.
pub struct Sample {
    pub name: &'static str,
    pub chart: Box<dyn Chart>,
}

/// A chart with a name.
pub fn sample(name: &'static str, chart: impl Chart + 'static) -> Sample {
    Sample { name, chart: Box::new(chart) }
}

fn rate(label: &str, value: f64, low: f64, high: f64) -> Entry {
    Entry { interval: Some(Interval { low, high }), ..Entry::new(label, value) }
}

fn missing(label: &str, word: &str) -> Entry {
    Entry::new(label, Datum::Missing(word.to_owned()))
}

/// All samples, by name.
pub fn all() -> Vec<Sample> {
    let mut all = bars();
    all.extend(others());
    all
}

fn bars() -> Vec<Sample> {
    let whole = |entries: Vec<Entry>| Bars {
        values: Values { entries, unit: "facilities".to_owned(), ..Values::default() },
    };
    let strong = |entry: Entry| Entry { tone: Tone::Strong, ..entry };
    let weak = |entry: Entry| Entry { tone: Tone::Weak, ..entry };
    vec![
        sample("bars-none", whole(Vec::new())),
        sample("bars-one", whole(vec![Entry::new("Malta", 1.0)])),
        sample(
            "bars-ordinary",
            whole(vec![
                Entry::new("GMP manufacturing facility", 166.0),
                strong(Entry::new("Treatment centre", 190.0)),
                Entry::new("Clinical trial site", 61.0),
                Entry::new("Logistics provider", 0.0),
                missing("Training centre", "not known"),
            ]),
        ),
        sample(
            "bars-intervals",
            Bars {
                values: Values {
                    entries: vec![
                        rate("Sweden", 1.91, 1.14, 2.6),
                        strong(rate("Österreich", 1.44, 0.76, 2.46)),
                        weak(rate("Iceland", 2.63, 0.07, 14.64)),
                        missing("Cyprus", "not disclosed"),
                    ],
                    format: NumberFormat::RATE,
                    unit: "facilities at work per million people, 2022".to_owned(),
                    ..Values::default()
                },
            },
        ),
        sample(
            "bars-awkward",
            whole(vec![
                Entry::new(LONG, 12.0),
                Entry::new("Zero", 0.0),
                Entry::new("Tiny", 1e-9),
                Entry::new("Huge", 1_234_567_890_123.0),
                Entry::new("Not a number", f64::NAN),
                Entry::new("Endless", f64::INFINITY),
                Entry::new("Below zero", -2e11),
                Entry::new("", 3.0),
                Entry::new("<b>\"R&D\"</b>", 4e11),
            ]),
        ),
        sample(
            "bars-equal",
            whole(vec![Entry::new("One", 5.0), Entry::new("Two", 5.0), Entry::new("Three", 5.0)]),
        ),
    ]
}

fn others() -> Vec<Sample> {
    vec![
        sample("dots", dots()),
        sample("stacked", stacked()),
        sample("completeness", completeness()),
        sample("curves", curves()),
        sample(
            "curves-one-point",
            Curves {
                curves: vec![
                    Curve { label: LONG.to_owned(), points: vec![(50.0, 12.0)] },
                    Curve { label: "None".to_owned(), points: Vec::new() },
                ],
                ..Curves::default()
            },
        ),
        sample("lorenz", lorenz()),
        sample("histogram", histogram()),
        sample("timeline", timeline()),
        sample("matrix", matrix()),
        sample("multiples", multiples()),
    ]
}

fn dots() -> Dots {
    Dots {
        values: Values {
            format: NumberFormat::RATE,
            entries: vec![
                rate("Sweden", 1.91, 1.14, 2.6),
                rate("Czechia", 1.22, 0.64, 2.09),
                Entry { tone: Tone::Weak, ..rate("Iceland", 2.63, 0.07, 6.64) },
                Entry { tone: Tone::Strong, ..rate(LONG, 0.69, 0.49, 0.95) },
                rate("Poland", 0.0, 0.0, 0.1),
                missing("Kosovo", "no population figure"),
            ],
            reference: Some(Reference { value: 0.76, label: "European median".to_owned() }),
            unit: "facilities at work per million people".to_owned(),
            ..Values::default()
        },
    }
}

fn stacked() -> Stacked {
    let kinds =
        ["at work", "coming", "paused", "ended", "status not known"].map(str::to_owned).to_vec();
    let stack = |label: &str, parts: &[f64]| Stack { label: label.into(), parts: parts.into() };
    Stacked {
        kinds,
        stacks: vec![
            stack("Germany", &[46.0, 3.0, 0.0, 5.0, 8.0]),
            stack("Malta", &[1.0]),
            stack("Nobody", &[]),
            stack(LONG, &[2.0, 1.0, 1.0, 0.5, f64::NAN]),
        ],
        unit: "facilities".to_owned(),
        ..Stacked::default()
    }
}

fn completeness() -> Completeness {
    let question = |label: &str, [stated, undisclosed, not_applicable, absent]: [usize; 4]| {
        Question { label: label.to_owned(), stated, undisclosed, not_applicable, absent }
    };
    Completeness {
        questions: vec![
            question("Roles", [464, 0, 0, 0]),
            question("Clean room area, in square metres", [31, 12, 120, 301]),
            question("Staff", [0, 0, 0, 464]),
            question("Nothing asked", [0, 0, 0, 0]),
            question("Makes no sense anywhere", [0, 0, 464, 0]),
        ],
        spoken: None,
    }
}

fn curves() -> Curves {
    let curve = |label: &str, reach: f64| Curve {
        label: label.to_owned(),
        points: (0..=20)
            .map(|step| {
                let km = f64::from(step) * 20.0;
                (km, 100.0 * (1.0 - (-km / reach).exp()))
            })
            .collect(),
    };
    Curves {
        curves: vec![
            curve("Treatment centre", 60.0),
            curve("GMP facility", 90.0),
            curve("Tissue and cell establishment", 95.0),
            curve("Logistics", 400.0),
        ],
        x_name: "straight-line distance to the nearest, km".to_owned(),
        y_name: "share of people".to_owned(),
        y_end: Some(100.0),
        ..Curves::default()
    }
}

fn lorenz() -> Lorenz {
    Lorenz {
        points: vec![(0.0, 0.0), (0.4, 0.02), (0.7, 0.25), (0.9, 0.6), (1.0, 1.0)],
        gini: Some(0.5362),
        x_name: "people, by region, least provided first".to_owned(),
        y_name: "facilities at work".to_owned(),
        spoken: None,
    }
}

fn histogram() -> Histogram {
    let counts = [120.4, 88.0, 0.0, 41.5, 20.0, 3.2];
    Histogram {
        classes: (0..6)
            .zip(counts)
            .map(|(place, count)| Class {
                from: f64::from(place) * 50.0,
                to: f64::from(place + 1) * 50.0,
                count,
            })
            .collect(),
        x_name: "straight-line distance to the nearest treatment centre, km".to_owned(),
        y_name: "millions of people".to_owned(),
        median: Some(64.0),
        ..Histogram::default()
    }
}

fn timeline() -> Timeline {
    let year = |year, came, coming, went| Year { year, came, coming, went };
    Timeline {
        years: vec![
            year(1998, 2, 0, 0),
            year(2004, 5, 0, 1),
            year(2012, 9, 0, 0),
            year(2019, 21, 0, 3),
            year(2020, 14, 0, 0),
            year(2026, 4, 3, 2),
            year(2027, 0, 7, 0),
        ],
        ..Timeline::default()
    }
}

fn matrix() -> Matrix {
    let row = |label: &str, numbers: &[i32]| MatrixRow {
        label: label.to_owned(),
        cells: numbers
            .iter()
            .map(|&number| match number {
                -1 => Datum::Missing("not known".to_owned()),
                number => Datum::Is(f64::from(number)),
            })
            .collect(),
    };
    Matrix {
        columns: [
            "GMP manufacturing facility",
            "Pre-GMP development facility",
            "Treatment centre",
            "Clinical trial site",
            "Research centre",
            "Developer",
            "Tissue and cell establishment",
            "Apheresis centre",
            "Quality control laboratory",
            "Logistics provider",
            "Coordination centre",
            "Training centre",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: vec![
            row("Île-de-France", &[8, 1, 12, 4, 3, 5, 2, 1, 0, 0, 1, 0]),
            row("Llanfairpwllgwyngyllgogerychwyrndrobwll", &[0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            row("Lombardia", &[5, 0, 9, -1, 2, 1, 4]),
        ],
        ..Matrix::default()
    }
}

fn multiples() -> Multiples {
    let panel = |label: &str, heights: &[f64]| Panel {
        label: label.to_owned(),
        points: (0..).map(|year| f64::from(2000 + year * 3)).zip(heights.iter().copied()).collect(),
    };
    Multiples {
        panels: vec![
            panel("Germany", &[2.0, 4.0, 9.0, 15.0, 21.0, 30.0, 41.0]),
            panel("France", &[1.0, 1.0, 3.0, 8.0, 12.0, 19.0, 27.0]),
            panel("Malta", &[0.0, 0.0, 0.0, 0.0, 1.0]),
            panel("Kosovo", &[]),
            panel("Bosnia and Herzegovina, with a name that wraps", &[1.0]),
        ],
        y_name: "facilities opened up to the year".to_owned(),
        ..Multiples::default()
    }
}
