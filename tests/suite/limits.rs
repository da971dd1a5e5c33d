//! What is too long, too deep or too much is a finding with the rule that it breaks, and is never
//! slow to be found.

use std::time::{Duration, Instant};

use crate::case::Case;

/// More than this no small atlas takes to check, even on a busy machine: hostile nesting takes
/// some readers of YAML minutes.
const SLOW: Duration = Duration::from_secs(60);

fn refused(name: &str, text: &str, rule: &str) {
    let case = Case::new().file("facilities/nl/too-much.yaml", text);
    let began = Instant::now();
    let outcome = case.run(&["check", "--as-of", "2026-11-23", "--format", "short"]).code(1);
    assert!(began.elapsed() < SLOW, "{name} took {:?}", began.elapsed());
    assert!(outcome.shows(rule), "{name} is not refused by `{rule}`");
}

/// The smallest record with a line more.
fn record(line: &str) -> String {
    let least = std::fs::read_to_string(
        crate::repository().join("tests/suite/atlas/facilities/nl/fewest-fields.yaml"),
    )
    .unwrap();
    format!("{least}{line}\n")
}

#[test]
fn a_file_that_is_too_large() {
    refused("a large file", &record(&format!("# {}", "x".repeat(300 * 1024))), "file-size");
}

#[test]
fn nesting_that_is_too_deep() {
    let deep = format!("summary: {}{}", "[".repeat(20_000), "]".repeat(20_000));
    refused("deep lists", &record(&deep), "yaml-quotes");
    let maps: String = (0..200).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    refused("deep maps", &record(&maps), "yaml-indent");
}

#[test]
fn aliases_that_would_multiply() {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (name, of) in ["b", "c", "d", "e", "f", "g"].iter().zip(["a", "b", "c", "d", "e", "f"]) {
        bomb.push_str(&format!("{name}: &{name} [*{of}, *{of}, *{of}, *{of}, *{of}, *{of}]\n"));
    }
    refused("an alias bomb", &record(&bomb), "yaml-quotes");
}

#[test]
fn lists_and_texts_that_are_too_long() {
    let names: Vec<String> = (0..501).map(|nth| format!("Name {nth}")).collect();
    refused("a long list", &record(&format!("former_names: [{}]", names.join(", "))), "too-long");
    refused("a long text", &record(&format!("status_note: {}", "x".repeat(1_001))), "too-long");
    refused("a long summary", &record(&format!("summary: {}", "x ".repeat(1_000))), "too-long");
    let address =
        format!("contact: {{website: \"https://www.example.org/{}\"}}", "x".repeat(2_000));
    refused("a long address", &record(&address), "too-long");
}

/// What is done for each fault must not depend on how large the file is.
#[test]
fn a_file_full_of_faults() {
    let faulty = record(&"nam<!e: A\n".repeat(20_000));
    refused("20,000 unknown fields", &faulty, "unknown-key");
    let case = Case::new().file("facilities/nl/too-much.yaml", faulty);
    let began = Instant::now();
    case.run(&["check", "--as-of", "2026-11-23"]).code(1).contains("too-much.yaml:20000:1");
    assert!(began.elapsed() < SLOW, "shown to people in {:?}", began.elapsed());
}

/// A check of one record looks into others; a link among them may lead to a file without an end.
#[cfg(unix)]
#[test]
fn a_link_beside_a_record_is_not_read() {
    let text = record("relations:\n  - {to: nl/nobody, kind: partner}");
    let case = Case::new().file("facilities/nl/asked.yaml", text);
    std::os::unix::fs::symlink("/dev/zero", case.path("facilities/nl/asked-2.yaml")).unwrap();
    let asked = case.path("facilities/nl/asked.yaml");
    let began = Instant::now();
    case.run(&["check", "--as-of", "2026-11-23", asked.to_str().unwrap()])
        .code(1)
        .contains("there is no record `nl/nobody`");
    assert!(began.elapsed() < SLOW, "it took {:?}", began.elapsed());
}

#[test]
fn a_name_of_a_field_that_is_too_long() {
    refused("a long name", &record(&format!("{}: a", "x".repeat(151))), "not-yaml");
}

#[test]
fn numbers_and_dates_out_of_any_range() {
    for value in ["1e999", "-1", ".nan", ".inf", "99999999999999999999999999"] {
        let figure = format!("figures: [{{measure: staff, value: {value}}}]");
        refused(value, &record(&figure), "bad-number");
    }
    for date in ["0000", "99999", "2026-13", "2026-02-30", "-5", "20261123"] {
        refused(date, &record(&format!("opened: {date}")), "bad-date");
    }
}

#[test]
fn the_settings_lower_every_limit_and_raise_none() {
    let limited = |limits: &str| {
        let settings =
            std::fs::read_to_string(crate::repository().join("content/atlas.yaml")).unwrap();
        Case::new().file("content/atlas.yaml", format!("{settings}limits: {{{limits}}}\n"))
    };
    let names: Vec<String> = (0..11).map(|nth| format!("Name {nth}")).collect();
    for (limit, line, rule, says) in [
        ("record_kib: 4", format!("# {}", "x".repeat(4 * 1024)), "file-size", "4 KiB is the limit"),
        ("depth: 6", "a: {a: {a: {a: {a: {a: {}}}}}}".to_owned(), "not-yaml", "nest too deep"),
        (
            "list_entries: 10",
            format!("former_names: [{}]", names.join(", ")),
            "too-long",
            "has 11 entries, and 10 is the limit",
        ),
        (
            "text: 100",
            format!("status_note: {}", "x".repeat(101)),
            "too-long",
            "has 101 characters, and 100 is the limit",
        ),
        (
            "summary: 100",
            format!("summary: {}", "x ".repeat(60)),
            "too-long",
            "has 119 characters, and 100 is the limit",
        ),
    ] {
        let with = |case: Case| case.file("facilities/nl/too-much.yaml", record(&line));
        let run = ["check", "--as-of", "2026-11-23", "--format", "short"];
        let found = with(limited(limit)).run(&run).code(1);
        assert!(found.shows(rule) && found.shows(says), "{limit}: {says}");
        let before = with(Case::new()).run(&run);
        assert!(!before.shows(says), "{limit} holds without being asked for");
    }
    let long = format!("---\ntitle: Long\ndescription: Long.\n---\n\n{}\n", "x ".repeat(600));
    let found = limited("page: 1000").file("content/pages/long.md", long).check().code(1);
    assert!(found.shows("has 1199 characters, and 1000 is the limit"));
    for raised in ["record_kib: 257", "depth: 17", "list_entries: 501", "text: 1001", "page: 0"] {
        let found = limited(raised).check().code(1);
        assert!(found.shows("bad-number"), "{raised} is taken");
    }
}
