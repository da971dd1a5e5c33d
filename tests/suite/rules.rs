//! Every rule has an example in `tests/rules/<rule>/`: `bad.yaml` breaks it and no other, `bad.txt`
//! is what the check says of that, and of `good.yaml` it says nothing. The first line of an example
//! says where its file stands. The rules' pages show the same files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use atmp_atlas::check::rules::dead_link;
use atmp_atlas::check::{self, Choices, all_rules};
use atmp_atlas::finding::{self, Finding, Findings, Rule};
use atmp_atlas::load::{self, Answer};
use atmp_atlas::model::PartialDate;
use snapbox::Data;

use crate::case::{AS_OF, Case};
use crate::repository;

#[test]
fn every_rule_has_an_example_that_breaks_it_and_one_that_does_not() {
    let folder = repository().join("tests/rules");
    let rules: BTreeSet<String> = all_rules().iter().map(|rule| rule.name.to_owned()).collect();
    let folders: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(rules, folders, "each rule has a folder in tests/rules, and nothing else has");
    let mut wrong = Vec::new();
    for (rule, text) in said(true) {
        let expected = folder.join(rule.name).join("bad.txt");
        snapbox::Assert::new()
            .action_env("SNAPSHOTS")
            .normalize_paths(false)
            .eq(Data::text(&text.text), Data::read_from(&expected, None).raw());
        if text.rules != [rule.name] {
            wrong.push(format!("tests/rules/{}/bad.yaml breaks {:?}", rule.name, text.rules));
        }
    }
    for (rule, text) in said(false) {
        if !text.text.is_empty() {
            wrong.push(format!("tests/rules/{}/good.yaml is not good:\n{}", rule.name, text.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is said of an example.
struct Said {
    text: String,
    rules: Vec<&'static str>,
}

/// What the check says of one of the two examples of each rule. Those that are records like any
/// other stand in one atlas, since regions take long to read.
fn said(bad: bool) -> Vec<(&'static Rule, Said)> {
    const PLACE: &str = "# facilities/nl/example.yaml\n";
    let alone = |rule: &Rule, text: &str| {
        let special = ["byte-order-mark", "file-size", "line-ends", "not-utf8"];
        !text.starts_with(PLACE)
            || text.contains(" nl/example\n")
            || special.contains(&rule.name)
            || rule.name == "likely-duplicate"
    };
    let (own, together): (Vec<_>, Vec<_>) = all_rules()
        .into_iter()
        .map(|rule| (rule, if bad { rule.example.bad } else { rule.example.good }))
        .partition(|(rule, text)| alone(rule, text));
    let mut said = Vec::new();
    for (rule, text) in own {
        let case = placed(if bad { rule.name } else { "" }, text);
        checked(&case, |found, show| {
            said.push((rule, Said { text: show(&found), rules: names(&found) }));
        });
    }
    let mut case = Case::bare();
    for (rule, text) in &together {
        case = case.file(&format!("facilities/nl/{}.yaml", rule.name), text);
    }
    checked(&case, |found, show| {
        for (rule, _) in &together {
            let path = format!("facilities/nl/{}.yaml", rule.name);
            let of_it: Vec<&Finding> = found
                .iter()
                .filter(|(at, it)| *at == path && it.rule.name != "likely-duplicate")
                .map(|(_, finding)| *finding)
                .collect();
            let of_it: Vec<(&str, &Finding)> = of_it.iter().map(|it| ("", *it)).collect();
            let text = show(&of_it).replace(&path, "facilities/nl/example.yaml");
            said.push((rule, Said { text, rules: names(&of_it) }));
        }
    });
    said
}

fn names(found: &[(&str, &Finding)]) -> Vec<&'static str> {
    let names: BTreeSet<&str> = found.iter().map(|(_, finding)| finding.rule.name).collect();
    names.into_iter().collect()
}

/// Runs the check, and hands over its findings with their files, and a way to show some of them.
fn checked(
    case: &Case,
    then: impl FnOnce(Vec<(&str, &Finding)>, &dyn Fn(&[(&str, &Finding)]) -> String),
) {
    let mut findings = Findings::default();
    let project = load::read(&case.path(""), &mut findings).unwrap();
    let choices = Choices { as_of: PartialDate::parse(AS_OF), ..Choices::default() };
    check::atlas(&project, &choices, &mut findings).unwrap();
    // A host that answers as if nothing were there; the others are not asked.
    for cited in check::cited(&project) {
        let gone = cited.url.host() == "gone.example.org";
        let answer = if gone { Answer::Gone(404) } else { Answer::There };
        findings.extend(dead_link::check(cited.place, answer));
    }
    let sources = &project.sources;
    let found: Vec<(&str, &Finding)> = findings
        .sorted(sources)
        .into_iter()
        .map(|finding| (sources.get(finding.place.source).path.as_str(), finding))
        .collect();
    then(found, &|some| {
        let some: Vec<&Finding> = some.iter().map(|(_, finding)| *finding).collect();
        finding::human(&some, sources, false)
    });
}

/// The small atlas with an example put where its first line says; a bad one by what its rule needs.
fn placed(rule: &str, example: &str) -> Case {
    let case = Case::bare();
    let first = example.lines().next().unwrap();
    let place = first.strip_prefix("# ").unwrap();
    match rule {
        "no-records" => case.remove("facilities").file(place, "No record yet.\n"),
        "symbolic-link" => {
            let (from, to) = place.split_once(" -> ").unwrap();
            link(Path::new(to), &case.path(from));
            case
        }
        "byte-order-mark" => case.file(place, format!("\u{feff}{example}")),
        "line-ends" => case.file(place, example.replace('\n', "\r\n")),
        "not-utf8" => {
            let latin: Vec<u8> = example.chars().map(|it| u8::try_from(it).unwrap()).collect();
            case.file(place, latin)
        }
        "file-size" => {
            let pasted = "# And so on, for many pages.\n".repeat(9_500);
            case.file(place, format!("{example}{pasted}"))
        }
        _ => case.file(place, example),
    }
}

#[cfg(unix)]
fn link(to: &Path, from: &Path) {
    std::os::unix::fs::symlink(to, from).unwrap();
}

#[test]
fn every_rule_is_explained() {
    for rule in all_rules() {
        for text in [rule.what, rule.why] {
            let sentence = text.len() > 10 && !text.ends_with('.') && !text.contains("  ");
            let lower = text.starts_with(|it: char| it.is_lowercase() || it == '`' || it == '‘');
            assert!(sentence && lower, "{}: {text}", rule.name);
        }
    }
}
