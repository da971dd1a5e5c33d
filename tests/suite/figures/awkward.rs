//! The same awkward data for every kind of chart: none, one, a thousand, long names, zero, huge, all
//! equal, missing. Looked at in the gallery, and held to stay inside the frame.

use atmp_atlas::chart::{
    Bars, Class, Completeness, Curve, Curves, Datum, Dots, Entry, Histogram, Interval, Lorenz,
    Matrix, MatrixRow, Multiples, NumberFormat, Panel, Question, Reference, Stack, Stacked,
    Timeline, Values, Year,
};

use super::samples::{LONG, Sample, sample};

/// Names with numbers.
type Data = Vec<(String, Datum)>;

/// The data, by name.
fn data() -> Vec<(&'static str, Data)> {
    let of = |data: &[(&str, f64)]| -> Data {
        data.iter().map(|&(name, number)| (name.to_owned(), Datum::Is(number))).collect()
    };
    let thousand = |place: usize| {
        (format!("Number {place}"), Datum::Is(((place * 7919) % 1000) as f64 / 10.0))
    };
    let missing = |word: &str| ("Nobody knows".to_owned(), Datum::Missing(word.to_owned()));
    vec![
        ("none", Vec::new()),
        ("one", of(&[("Only one", 3.0)])),
        ("thousand", (0..1000).map(thousand).collect()),
        ("long", of(&[(LONG, 3.0), ("Short", 5.0), (&LONG.repeat(2), 1.0)])),
        ("zero", of(&[("Nothing", 0.0), ("Nothing either", 0.0)])),
        ("huge", of(&[("Huge", 9.9e14), ("Small", 1.0), ("Tiny", 1e-9)])),
        ("equal", of(&[("One", 5.0), ("Two", 5.0), ("Three", 5.0)])),
        ("missing", vec![missing("not known"), missing("not disclosed"), missing("")]),
    ]
}

/// Every kind of chart with each of them.
pub fn all() -> Vec<Sample> {
    data().into_iter().flat_map(|(name, data)| kinds(name, &data)).collect()
}

fn kinds(name: &'static str, data: &Data) -> Vec<Sample> {
    // Kinds that lay cells or panels out for each name are long enough with a hundred.
    let some: Data = data.iter().take(100).cloned().collect();
    let numbers = |data: &Data| -> Vec<f64> {
        data.iter().map(|(_, datum)| datum.number().unwrap_or(f64::NAN)).collect()
    };
    let points: Vec<(f64, f64)> =
        numbers(data).into_iter().enumerate().map(|(place, it)| (place as f64, it)).collect();
    let entry = |(label, datum): &(String, Datum)| Entry {
        interval: datum.number().map(|it| Interval { low: it / 2.0, high: it * 1.5 }),
        ..Entry::new(label.as_str(), datum.clone())
    };
    let values = || Values {
        entries: data.iter().map(entry).collect(),
        reference: Some(Reference { value: 2.0, label: "a median with a long name".to_owned() }),
        format: NumberFormat::RATE,
        unit: "units of something".to_owned(),
        ..Values::default()
    };
    let whole = |number: f64| if number.is_finite() { number.clamp(0.0, 1e6) as u32 } else { 0 };
    let year = |(place, number): (usize, f64)| Year {
        year: 1990 + place as i32,
        came: whole(number),
        coming: whole(number / 3.0),
        went: whole(number / 2.0),
    };
    let total: f64 = numbers(data).iter().sum();
    let mut before = 0.0;
    let lorenz = points.iter().map(|&(place, number)| {
        before += number;
        ((place + 1.0) / points.len() as f64, before / total)
    });
    let question = |(label, datum): &(String, Datum)| Question {
        label: label.clone(),
        stated: datum.number().map_or(0, |number| whole(number) as usize),
        undisclosed: 2,
        not_applicable: 1,
        absent: usize::from(datum.number().is_none()) * 7,
    };
    vec![
        sample(name, Bars { values: values() }),
        sample(name, Dots { values: values() }),
        sample(
            name,
            Stacked {
                kinds: vec!["first".to_owned(), LONG.to_owned()],
                stacks: data
                    .iter()
                    .zip(numbers(data))
                    .map(|((label, _), number)| Stack {
                        label: label.clone(),
                        parts: vec![number, number / 2.0],
                    })
                    .collect(),
                ..Stacked::default()
            },
        ),
        sample(
            name,
            Curves {
                curves: vec![Curve { label: LONG.to_owned(), points: points.clone() }],
                x_name: "from left to right".to_owned(),
                y_name: "upwards".to_owned(),
                ..Curves::default()
            },
        ),
        sample(
            name,
            Histogram {
                classes: points
                    .iter()
                    .map(|&(from, count)| Class { from, to: from + 1.0, count })
                    .collect(),
                x_name: "classes".to_owned(),
                y_name: "how many".to_owned(),
                median: points.first().map(|point| point.0 + 0.5),
                ..Histogram::default()
            },
        ),
        sample(
            name,
            Lorenz {
                points: std::iter::once((0.0, 0.0)).chain(lorenz).collect(),
                gini: Some(0.5),
                x_name: "people".to_owned(),
                y_name: "facilities".to_owned(),
                spoken: None,
            },
        ),
        sample(
            name,
            Timeline {
                years: numbers(&some).into_iter().enumerate().map(year).collect(),
                ..Timeline::default()
            },
        ),
        sample(
            name,
            Matrix {
                columns: some.iter().take(30).map(|(label, _)| label.clone()).collect(),
                rows: some
                    .iter()
                    .map(|(label, datum)| MatrixRow {
                        label: label.clone(),
                        cells: vec![datum.clone(); some.len().min(30)],
                    })
                    .collect(),
                ..Matrix::default()
            },
        ),
        sample(
            name,
            Multiples {
                panels: some
                    .iter()
                    .zip(numbers(&some))
                    .map(|((label, _), number)| Panel {
                        label: label.clone(),
                        points: vec![(2000.0, number / 2.0), (2026.0, number)],
                    })
                    .collect(),
                ..Multiples::default()
            },
        ),
        sample(name, Completeness { questions: data.iter().map(question).collect(), spoken: None }),
    ]
}
