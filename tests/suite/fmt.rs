//! `atlas fmt`: one order and style, remarks kept, the same meaning, and nothing to do the second
//! time.

use std::fs;

use atmp_atlas::format;
use atmp_atlas::yaml::{self, Node};
use proptest::prelude::*;

use crate::case::{Case, files, hold};
use crate::repository;

const SCHEMA: &str = "https://example.org/schema.json";

const MESSY: &str = "\
# About this record: it was written in a hurry.
sources: # where it was read
  - {title: 'Our centre', url: \"https://www.example.org/centre\"}   # flow
roles: [gmp-facility, # makes
  treatment-centre] # gives
name:   \"Example Centre\"
# The site moved in 2020.
location: {country: NL, city: Utrecht, latitude: 52.09, longitude: 5.12, precision: city}
organisations:
# The first one is on the card.
- sector: public-hospital
  name: Example University Hospital   # since 1999
  # It has a second name.
provenance:
      verified: 2026-11-23
      state: compiled
      method: public-sources
summary: A centre that makes and gives cell therapies, and whose summary is longer than a line of a
  hundred letters, so that it is folded.
contact: {phone: \"+31 50 361 6161\", website: https://www.example.org}
# Nothing follows.
";

#[test]
fn a_messy_record_is_put_in_order() {
    let tidy = format::record(MESSY, SCHEMA).unwrap();
    hold(&tidy, "tidy.yaml");
    assert_eq!(format::record(&tidy, SCHEMA).unwrap(), tidy);
    let windows = format::record(&MESSY.replace('\n', "\r\n"), SCHEMA).unwrap();
    assert_eq!(windows, tidy, "line ends of Windows");
}

#[test]
fn a_text_without_quotes_on_several_lines_stays_what_it_is() {
    let tidy = format::record("figures:\n  - {value: 1, note: 20\n\n24}\n", SCHEMA).unwrap();
    assert!(tidy.contains("note: |-\n      20\n      24\n"), "{tidy}");
    assert_eq!(format::record("{}", SCHEMA).unwrap(), "{}", "nothing to put in order");
    let ends = format::record("a\r\r\nb\r\n", SCHEMA).unwrap();
    assert_eq!(ends, format::record(&ends, SCHEMA).unwrap());
}

#[test]
fn the_command_changes_what_it_must_and_says_so() {
    let record = "facilities/nl/fewest-fields.yaml";
    let case = Case::new();
    case.run(&["fmt"]).code(0);
    case.run(&["fmt", "--check"]).code(0).stdout("fmt-nothing.txt");
    let tidy = fs::read_to_string(case.path(record)).unwrap();
    let case = case.replace(record, "roles:\n  - quality", "roles: # see below\n- quality");
    case.run(&["fmt", "--check"]).code(1).stdout("fmt-would.txt");
    case.run(&["fmt"]).code(0).stdout("fmt-changed.txt");
    let again = fs::read_to_string(case.path(record)).unwrap();
    assert_eq!(again, tidy.replace("roles:", "roles: # see below"));

    let case = case.replace(record, "country: NL", "country:NL");
    let before = fs::read(case.path(record)).unwrap();
    case.run(&["fmt"]).code(1).stderr("fmt-refused.txt");
    assert_eq!(fs::read(case.path(record)).unwrap(), before, "a faulty record stays as it is");
    let marked = format!("\u{feff}{}", tidy.replace('\n', "\r\n"));
    let case = case.file(record, marked);
    case.run(&["fmt"]).code(0);
    assert_eq!(fs::read_to_string(case.path(record)).unwrap(), tidy, "marks of Windows");
}

#[test]
fn every_example_keeps_its_meaning() {
    let mut count = 0;
    for folder in ["tests/mistakes", "tests/rules", "tests/suite/atlas", "facilities"] {
        for (path, bytes) in files(&repository().join(folder)) {
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let text = text.trim_start_matches('\u{feff}');
            if path.ends_with(".yaml") && yaml::parse(text, 0).is_ok() {
                keeps_its_meaning(text);
                count += 1;
            }
        }
    }
    assert!(count > 500, "{count} records");
}

/// Formats a text that can be read, if it is a record, and holds the result against it.
fn keeps_its_meaning(text: &str) {
    let Ok(tidy) = format::record(text, SCHEMA) else { return };
    let (before, after) = (yaml::parse(text, 0).unwrap(), yaml::parse(&tidy, 0).unwrap());
    assert!(is_empty(&before) || format::same(&before, &after), "{text}\n---\n{tidy}");
    assert_eq!(format::record(&tidy, SCHEMA).unwrap(), tidy, "from\n{text}");
}

fn is_empty(node: &Node) -> bool {
    !matches!(node.value, yaml::Value::Map(_))
}

/// Words that people write, and those that YAML takes for something else.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}",
        "[A-Za-z0-9 ,.:#'\"&*!|>%@`{}\\[\\]-]{0,20}",
        "\\PC{0,12}",
        "[a-z ]{60,200}",
        Just("true".to_owned()),
        Just("~".to_owned()),
        Just("2024-03".to_owned()),
        Just("0123".to_owned()),
        Just("1_000".to_owned()),
        Just("first line\nsecond line\n".to_owned()),
        Just("first\n\n  second".to_owned()),
        Just(" white space ".to_owned()),
    ]
}

/// A field of a record with a value in one of the ways of YAML.
fn line() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        Just("name".to_owned()),
        Just("sources".to_owned()),
        Just("figures".to_owned()),
        Just("summary".to_owned()),
        "[a-z_]{1,12}",
    ];
    let json = |text: &String| serde_json::Value::from(text.as_str()).to_string();
    let value = prop_oneof![
        word().prop_map(move |it| json(&it)),
        word().prop_map(|it| yaml::scalar(&it)),
        Just("12.50".to_owned()),
        Just("false".to_owned()),
        proptest::collection::vec(word(), 0..4).prop_map(|it| serde_json::json!(it).to_string()),
        (word(), word()).prop_map(|(a, b)| {
            format!(
                "\n  - note: {}\n    name: {}\n  - {{value: 3}}",
                yaml::scalar(&a),
                yaml::scalar(&b)
            )
        }),
        (word(), word()).prop_map(|(a, b)| {
            format!("\n  country: {}\n\n  city: {}", yaml::scalar(&a), yaml::scalar(&b))
        }),
    ];
    (key, value).prop_map(|(key, value)| format!("{key}: {value}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// Parsed before and after, a record is the same; each remark is there once; and what was
    /// formatted stays as it is.
    #[test]
    fn any_record_keeps_its_meaning(
        fields in proptest::collection::vec((line(), 0..4_u8), 1..8),
    ) {
        let mut text = String::new();
        let mut remarks = 0;
        for (field, kind) in fields {
            if kind % 2 == 1 {
                remarks += 1;
                text += &format!("# remark {remarks}.\n");
            }
            text += &field;
            if kind > 1 && !field.contains('\n') {
                remarks += 1;
                text += &format!(" # remark {remarks}.");
            }
            text += "\n";
        }
        if yaml::read(&text, 0).faults.is_empty() {
            keeps_its_meaning(&text);
            let tidy = format::record(&text, SCHEMA).unwrap();
            for number in 1..=remarks {
                prop_assert_eq!(tidy.matches(&format!("# remark {number}.")).count(), 1, "{}", tidy);
            }
        }
    }
}
