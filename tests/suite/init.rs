//! A new atlas, made with nothing but the program.

use std::fs;
use std::path::Path;

use crate::case::{AS_OF, Case, atlas, files};
use crate::repository;

/// Runs the program from a folder in which there is nothing of this repository.
fn run(case: &Case, arguments: &[&str], code: i32) -> String {
    let output = atlas().args(arguments).current_dir(case.path("")).output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    text
}

#[test]
fn a_new_atlas_builds_a_whole_site_without_a_warning() {
    let case = Case::empty();
    let said = run(&case, &["init", "mine"], 0);
    assert!(said.contains("atlas serve --open"), "{said}");
    let root = ["--root", "mine"];
    let of = |arguments: &[&'static str]| [arguments, &root].concat();
    run(&case, &of(&["check", "--deny", "warnings"]), 0);
    run(&case, &of(&["fmt", "--check"]), 0);
    let said = run(&case, &of(&["build"]), 0);
    assert!(said.contains("1 facility, 1 country") && said.contains("0 warnings"), "{said}");
    let site = case.tree("mine/output");
    let page = |file: &str| String::from_utf8(site[file].clone()).unwrap();
    assert!(page("index.html").contains("My Atlas"));
    assert!(page("facilities/nl/example-centre/index.html").contains("Example Centre"));
    // Nothing of the atlas that the program came from is said of the new one.
    let here = files(&repository().join("facilities"));
    assert!(here.len() > 100);
    for file in site.keys().filter(|file| file.ends_with(".html")) {
        let text = page(file);
        assert!(!text.contains("example.org/atmp-atlas"), "{file}");
        for record in here.keys().filter_map(|it| it.strip_suffix(".yaml")) {
            assert!(!text.contains(&format!("facilities/{record}/")), "{file}: {record}");
        }
    }
    // A first record of one's own.
    let record = ["new", "nl/second", "--as-of", AS_OF, "--name", "Second", "--city", "Utrecht"];
    let more = ["--latitude", "52.1", "--longitude", "5.1", "--precision", "city"];
    let rest = ["--organisation", "Example", "--role", "trial-site", "--source"];
    let source = ["https://www.example.org/second", "--root", "mine"];
    run(&case, &[&record[..], &more, &rest, &source].concat(), 0);
    run(&case, &of(&["build"]), 0);
}

#[test]
fn a_new_atlas_has_what_this_one_looks_like() {
    let case = Case::empty();
    run(&case, &["init", "mine"], 0);
    assert!(files(&repository().join("templates")) == case.tree("mine/templates"));
    for part in ["vocabularies", "words", "population", "places"] {
        let of_this = files(&repository().join("content").join(part));
        assert!(of_this == case.tree(&format!("mine/content/{part}")), "{part}");
    }
    for about_this in ["countries", "regions"] {
        assert!(!case.path("mine/content").join(about_this).exists(), "{about_this}");
    }
    let recipe = fs::read_to_string(case.path("mine/.github/workflows/site.yml")).unwrap();
    let pinned = recipe.lines().filter(|line| line.contains("uses: ")).collect::<Vec<_>>();
    assert!(!pinned.is_empty());
    for line in pinned {
        let (_, commit) = line.split_once('@').unwrap();
        assert!(commit.chars().take_while(char::is_ascii_hexdigit).count() == 40, "{line}");
    }
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let case = Case::empty().file("mine/content/atlas.yaml", "title: mine\n");
    let said = run(&case, &["init", "mine"], 2);
    assert!(said.contains("is not empty") && said.contains("help: "), "{said}");
    assert_eq!(case.tree("mine").len(), 1);
    let case = case.file("file", "");
    run(&case, &["init", "file"], 2);
    // An empty repository is a good place.
    fs::create_dir_all(case.path("other/.git")).unwrap();
    run(&case, &["init", "other"], 0);
    assert!(Path::new(&case.path("other/facilities/nl/example-centre.yaml")).is_file());
}
