//! Every word that templates and code ask for is in the catalogue, and every word of the catalogue
//! is asked for.

use std::collections::BTreeSet;
use std::fs;

use atmp_atlas::model::{
    AgeGroup, ClosedList, Confirmation, Currency, FigureKind, GmoOrder, GmoRegime, Gmp, Method,
    Period, Precision, ProductStatus, Qualifier, Reading, Transplant, TrialPart, TrialRegister,
};
use atmp_atlas::page::CAPABILITIES;

use crate::case::files;
use crate::repository;

/// The folders of the catalogue whose keys are the fields of records and frameworks.
const FIELDS: [&str; 4] = ["field", "framework-field", "detail", "product"];

/// Keys that are looked up only where they are there.
const OPTIONAL: [&str; 1] = ["language."];

#[test]
fn every_word_asked_for_is_there_and_every_word_there_is_asked_for() {
    let catalogue = catalogue();
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for (path, text) in files(&repository().join("templates")) {
        if path.ends_with(".html") {
            asked.extend(between(&String::from_utf8(text).unwrap(), "words(key='", "'"));
        }
    }
    let mut code = String::new();
    for folder in ["src/page", "src/site", "src/words", "src/command"] {
        for (path, text) in files(&repository().join(folder)) {
            if path.ends_with(".rs") && !path.ends_with("tests.rs") {
                code += &String::from_utf8(text).unwrap();
            }
        }
    }
    let in_shape = |text: &&str| {
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !text.is_empty() && text.bytes().all(|byte| letters(byte) || b"._-".contains(&byte))
    };
    let literals: BTreeSet<String> = code.split('"').filter(in_shape).map(str::to_owned).collect();
    let whole = |key: &&String| catalogue.contains(key.as_str());
    asked.extend(literals.iter().filter(whole).cloned());
    // What is asked of `words` by a key that is written out must be there.
    let squeezed: String = code.split_whitespace().collect();
    for call in [".text(\"", ".fill(\"", ".count(\""] {
        asked.extend(between(&squeezed, &format!("words{call}"), "\""));
    }
    for folder in FIELDS {
        let keys = literals.iter().map(|field| format!("{folder}.{field}"));
        asked.extend(keys.filter(|key| catalogue.contains(key)));
    }
    asked.extend(lists());
    asked.extend(units());
    let missing: Vec<_> = asked.iter().filter(|key| !catalogue.contains(*key)).collect();
    assert!(missing.is_empty(), "content/words/en.yaml lacks {missing:?}");

    // Keys that are put together from a folder and a word: `format!("trust.{state}")`.
    let folders: Vec<String> = between(&code, "format!(\"", "{")
        .into_iter()
        .filter(|folder| folder.ends_with('.'))
        .chain(between(&squeezed, "words.choice(\"", "\"").into_iter().map(|it| it + "."))
        .collect();
    let unused: Vec<_> = catalogue
        .iter()
        .filter(|key| !asked.contains(*key))
        .filter(|key| !folders.iter().any(|folder| key.starts_with(folder.as_str())))
        .filter(|key| !OPTIONAL.iter().any(|folder| key.starts_with(folder)))
        .filter(|key| !key.starts_with("format.") && !key.starts_with("month."))
        .collect();
    assert!(unused.is_empty(), "nothing asks for these words of content/words/en.yaml: {unused:?}");
}

/// The keys that fixed lists need, whichever of their choices the records use today.
fn lists() -> BTreeSet<String> {
    fn keys<C: ClosedList>(folder: &str) -> Vec<String> {
        C::ALL.iter().map(|choice| format!("{folder}.{}", choice.slug())).collect()
    }
    let mut all: Vec<Vec<String>> = vec![
        keys::<AgeGroup>("age-group"),
        keys::<Confirmation>("confirmation"),
        keys::<Confirmation>("trust"),
        keys::<Confirmation>("framework-trust"),
        keys::<Currency>("currency"),
        keys::<FigureKind>("figure-kind"),
        keys::<GmoOrder>("gmo-order"),
        keys::<GmoRegime>("gmo-regime"),
        keys::<Gmp>("gmp"),
        keys::<Method>("method"),
        keys::<Period>("period"),
        keys::<Precision>("precision"),
        keys::<ProductStatus>("product-status"),
        keys::<Qualifier>("qualifier"),
        keys::<Reading>("source.read"),
        keys::<Reading>("source.read-undated"),
        keys::<Transplant>("transplant"),
        keys::<TrialPart>("trial-part"),
        keys::<TrialRegister>("trial-register"),
    ];
    for name in CAPABILITIES {
        all.push(vec![
            format!("vocabulary.{}", name.slug()),
            format!("vocabulary-about.{}", name.slug()),
        ]);
    }
    all.into_iter().flatten().collect()
}

/// The keys of the units that measures name.
fn units() -> BTreeSet<String> {
    let file = repository().join("content/vocabularies/measures.yaml");
    let text = fs::read_to_string(file).unwrap();
    let units = text.lines().filter_map(|line| line.trim().strip_prefix("unit: "));
    units.map(|unit| format!("unit.{unit}")).collect()
}

/// The keys of the English catalogue, read as the program reads them.
fn catalogue() -> BTreeSet<String> {
    let mut findings = atmp_atlas::finding::Findings::default();
    let project = atmp_atlas::load::read(repository(), &mut findings).unwrap();
    let words = atmp_atlas::check::words(&project, "en", &mut findings).unwrap().unwrap();
    words.keys().map(str::to_owned).collect()
}

/// Every text that stands between two marks.
fn between(text: &str, open: &str, close: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(open) {
        let Some((inside, _)) = after.split_once(close) else { break };
        found.insert(inside.to_owned());
        rest = after;
    }
    found
}
