//! What people get wrong in real life, and what they are told: each record in `tests/mistakes` has
//! one mistake, and the file beside it what the check says. Somebody who has never seen a terminal
//! should know from it what to do.

use std::collections::BTreeSet;

use atmp_atlas::check::{self, Choices};
use atmp_atlas::finding::{self, Finding, Findings};
use atmp_atlas::load;
use atmp_atlas::model::PartialDate;
use snapbox::Data;

use crate::case::{AS_OF, Case, files};
use crate::repository;

#[test]
fn every_mistake_is_explained() {
    let folder = repository().join("tests/mistakes");
    let all = files(&folder);
    let names: BTreeSet<&str> = all.keys().filter_map(|file| file.strip_suffix(".yaml")).collect();
    let explained: BTreeSet<&str> =
        all.keys().filter_map(|file| file.strip_suffix(".txt")).collect();
    assert_eq!(names, explained, "each mistake in tests/mistakes has a .txt beside its .yaml");
    assert!(names.len() >= 60, "{} mistakes", names.len());

    // All in one run, which also shows that one faulty record hides nothing of another.
    let mut case = Case::bare();
    for name in &names {
        case = case.file(&format!("facilities/nl/{name}.yaml"), &all[&format!("{name}.yaml")]);
    }
    let mut findings = Findings::default();
    let project = load::read(&case.path(""), &mut findings).unwrap();
    let choices = Choices { as_of: PartialDate::parse(AS_OF), ..Choices::default() };
    check::atlas(&project, &choices, &mut findings).unwrap();
    let sources = &project.sources;
    let shown = findings.sorted(sources);
    let mut silent = Vec::new();
    for name in names {
        let path = format!("facilities/nl/{name}.yaml");
        let of_it: Vec<&Finding> = shown
            .iter()
            .copied()
            .filter(|finding| sources.get(finding.place.source).path == path)
            .collect();
        if of_it.is_empty() || of_it.iter().any(|finding| finding.hint.is_none()) {
            silent.push(name);
        }
        let text = finding::human(&of_it, sources, false);
        let expected = folder.join(format!("{name}.txt"));
        snapbox::Assert::new()
            .action_env("SNAPSHOTS")
            .normalize_paths(false)
            .eq(Data::text(text), Data::read_from(&expected, None).raw());
    }
    assert!(silent.is_empty(), "nobody says what to do about {silent:?}");
    let elsewhere: Vec<&str> = shown
        .iter()
        .map(|finding| sources.get(finding.place.source).path.as_str())
        .filter(|path| !folder.join(path.rsplit('/').next().unwrap()).is_file())
        .collect();
    assert!(elsewhere.is_empty(), "findings of other files: {elsewhere:?}");
}
