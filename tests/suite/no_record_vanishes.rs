//! Whatever stands in a record, it is either published or complained about: never left out without
//! a word. Every value of a full record is replaced by odd ones, one at a time.

use std::fs;
use std::path::Path;

use atmp_atlas::check::{self, Choices};
use atmp_atlas::finding::{Findings, Severity};
use atmp_atlas::load;
use atmp_atlas::model::PartialDate;

use crate::case::{AS_OF, Case};

/// What a hurried editor or a faulty export might write.
const ODD_VALUES: [&str; 9] =
    ["undisclosed", "not-applicable", "[]", "{}", "[undisclosed]", "\"\"", "-1", "1e999", "no"];

#[test]
fn a_faulty_record_is_never_dropped_in_silence() {
    let full = fs::read_to_string(
        crate::repository().join("tests/suite/atlas/facilities/nl/every-field.yaml"),
    )
    .unwrap();
    let full = full
        .lines()
        .filter(|line| !line.starts_with("aliases:") && !line.starts_with("parent:"))
        .collect::<Vec<_>>();
    let mut case = Case::new();
    let mut written = 0;
    for (at, line) in full.iter().enumerate() {
        let Some((field, value)) = line.split_once(": ") else { continue };
        if value == "|" {
            continue;
        }
        for odd in ODD_VALUES {
            let mut lines = full.clone();
            let changed = format!("{field}: {odd}");
            lines[at] = &changed;
            case = case.file(&format!("facilities/nl/odd-{written}.yaml"), lines.join("\n"));
            written += 1;
        }
    }
    assert!(written > 500, "only {written} odd records were tried");

    let (faulty, _) = check(&case);
    assert!(!faulty.is_empty(), "no odd value was complained about");
    for path in &faulty {
        case = case.remove(path);
    }
    let (faulty, published) = check(&case);
    assert_eq!(faulty, [] as [String; 0]);
    let left = crate::case::files(&case.path("facilities")).len();
    assert_eq!(published, Some(left), "files without a fault that are not in the atlas");
}

/// The files with errors, and how many facilities the atlas has, if there is one.
fn check(case: &Case) -> (Vec<String>, Option<usize>) {
    let mut findings = Findings::default();
    let project = load::read(Path::new(&case.path("")), &mut findings).unwrap();
    let choices = Choices { as_of: PartialDate::parse(AS_OF), ..Choices::default() };
    let atlas = check::atlas(&project, &choices, &mut findings).unwrap();
    let mut faulty: Vec<String> = findings
        .sorted(&project.sources)
        .into_iter()
        .filter(|finding| finding.rule.severity == Severity::Error)
        .map(|finding| project.sources.get(finding.place.source).path.clone())
        .collect();
    faulty.dedup();
    (faulty, atlas.map(|atlas| atlas.facilities().len()))
}
