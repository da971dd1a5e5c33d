//! The house keeps its floors: a module imports only from the ones below it, and no file grows
//! past what one can read in a sitting.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::repository;

/// The modules of the library from the ground up. A module may import from the rows above its own
/// in this list, and from no other; modules that share a row know nothing of each other.
const FLOORS: &[&[&str]] = &[
    &["json", "source", "svg"],
    &["finding"],
    &["yaml"],
    &["geo"],
    &["model"],
    &["address", "words"],
    &["load", "format"],
    &["check"],
    &["summary"],
    &["chart", "map"],
    &["export"],
    &["page"],
    &["site"],
    &["import", "diff", "serve"],
    &["command"],
    &["cli"],
];

/// A longer file is hard to hold in one's head.
const LONGEST_FILE: usize = 700;

#[test]
fn every_module_imports_only_from_lower_floors() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(module) = module_of(&path) else { continue };
        let Some(own_floor) = floor(&module) else {
            faults.push(format!(
                "{}: module `{module}` has no floor; give it one in tests/suite/architecture.rs",
                path.display()
            ));
            continue;
        };
        for import in crate_imports(&text) {
            match floor(&import) {
                _ if import == module => {}
                Some(floor) if floor < own_floor => {}
                Some(_) => faults.push(format!(
                    "{}: `{module}` imports `{import}`, which is not below it",
                    path.display()
                )),
                None => faults.push(format!(
                    "{}: `{import}` is imported, but is no module with a floor",
                    path.display()
                )),
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_library_declares_what_lies_in_its_folder() {
    let files: BTreeSet<String> = sources().keys().filter_map(|path| module_of(path)).collect();
    let library = fs::read_to_string(repository().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<String> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod ")))
        .map(|rest| rest.trim_end_matches(';').to_owned())
        .collect();
    assert_eq!(files, declared, "src/lib.rs and the files beside it disagree");
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = sources()
        .iter()
        .chain(&rust_files(&repository().join("tests")))
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines >= LONGEST_FILE)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "longer than {LONGEST_FILE} lines:\n{}", long.join("\n"));
}

#[test]
fn main_is_short() {
    let main = fs::read_to_string(repository().join("src/main.rs")).unwrap();
    assert!(main.lines().count() < 20, "src/main.rs only hands over to the library");
}

#[test]
fn the_reader_of_imports_sees_all_forms() {
    let text = "
        use crate::model::Atlas;
        use crate::{geo, chart::{Bar, crate_name}, self as me};
        pub(crate) use crate::load as l;
        // use crate::site::Comment;
        /// [`crate::page::Doc`]
        fn f() -> crate::svg::Element { crate::check::run() }
        macro_rules! m { () => { $crate::summary::X } }
    ";
    let found: Vec<String> = crate_imports(text).into_iter().collect();
    assert_eq!(found, ["chart", "check", "geo", "load", "model", "summary", "svg"]);
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|row| row.contains(&module))
}

/// The module of the library that a file in `src/` belongs to; none for the two crate roots.
fn module_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix("src").ok()?;
    let first = inside.iter().next()?.to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(name, "lib" | "main")).then(|| name.to_owned())
}

/// The modules that a file names after `crate::`, comments left out.
fn crate_imports(text: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut found = BTreeSet::new();
    for (at, marker) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + marker.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            found.extend(first_names_of_group(group));
        } else {
            found.extend(leading_name(rest));
        }
    }
    found.remove("self");
    found
}

/// The first name of every path in a `use` group, up to the brace that closes it.
fn first_names_of_group(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut at_start) = (0_usize, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            c if at_start && !c.is_whitespace() => {
                names.extend(leading_name(&group[at..]));
                at_start = false;
            }
            _ => {}
        }
    }
    names
}

/// The module name at the start of a path. Names of items (upper case) and macros are not modules.
fn leading_name(path: &str) -> Option<String> {
    let name: String =
        path.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let is_module = name.chars().next().is_some_and(|c| c.is_ascii_lowercase());
    is_module.then_some(name)
}

fn sources() -> BTreeMap<PathBuf, String> {
    rust_files(&repository().join("src"))
}

/// All Rust files below a folder with their text, by their path inside the repository.
fn rust_files(folder: &Path) -> BTreeMap<PathBuf, String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path.strip_prefix(repository()).unwrap().to_path_buf(), text)
        })
        .collect()
}

#[test]
fn every_test_that_the_threat_model_names_is_there() {
    let text = fs::read_to_string(repository().join(".github/SECURITY.md")).unwrap();
    let table = text.split("## Threats").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 12, "the table of threats was not found");
    let code: String = ["src", "tests/suite"]
        .iter()
        .flat_map(|folder| crate::case::files(&repository().join(folder)))
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(_, text)| String::from_utf8(text).unwrap())
        .collect();
    let runner = fs::read_to_string(repository().join("tests/run")).unwrap();
    let mut faults = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let [threat, _, tests] = cells.as_slice() else {
            faults.push(format!("not three cells: {row}"));
            continue;
        };
        let named: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            faults.push(format!("no test for: {threat}"));
        }
        for name in named {
            let there = match name.strip_suffix(".rs") {
                Some(_) => repository().join("tests/suite").join(name).is_file(),
                None => {
                    code.contains(&format!("fn {name}()"))
                        || runner.contains(&format!("part \"{name}\""))
                        || repository().join("tests").join(name).exists()
                }
            };
            if !there {
                faults.push(format!("there is no test `{name}`: {threat}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    let house = fs::read_to_string(repository().join("src/README.md")).unwrap();
    let mut section = "";
    let mut named = 0;
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if matches!(section, "[dependencies]" | "[dev-dependencies]")
            && let Some((name, _)) = line.split_once(" = ")
        {
            assert!(house.contains(&format!("`{name}`")), "src/README.md does not name `{name}`");
            named += 1;
        }
    }
    assert!(named > 20, "the list of dependencies was not found");
}
