//! One end-to-end case: a small atlas in a folder of its own, edited, then the program run on it,
//! and what it printed compared with a file in `expected/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::Data;
use tempfile::TempDir;

use crate::repository;

/// The date that every run is given, so that nothing depends on the day of the test.
pub const AS_OF: &str = "2026-11-23";

/// An atlas to be tried. Starts as a copy of `tests/suite/atlas` (a few invented facilities) with
/// the vocabularies, places, regions and templates of the real one.
pub struct Case {
    folder: TempDir,
}

/// What a run of the program gave.
pub struct Outcome {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Case {
    /// A small atlas without faults.
    pub fn new() -> Self {
        let case = Self::empty();
        copy_folder(&repository().join("content"), &case.path("content"), &|path| {
            !path.starts_with("countries") && !is_translation(path)
        });
        copy_folder(&repository().join("templates"), &case.path("templates"), &|_| true);
        copy_folder(&repository().join("tests/suite/atlas"), &case.path(""), &|_| true);
        let case = case.in_english_only();
        for country in ["fr", "nl"] {
            let framework = format!("content/countries/{country}.md");
            fs::create_dir_all(case.path("content/countries")).unwrap();
            fs::copy(repository().join(&framework), case.path(&framework)).unwrap();
        }
        case
    }

    /// The same with what a check needs and a build would miss: no frameworks, places or pages.
    pub fn bare() -> Self {
        let case = Self::empty();
        let wanted = |path: &Path| {
            ["atlas.yaml", "vocabularies", "geo", "population", "words"]
                .iter()
                .any(|part| path.starts_with(part))
                && !is_translation(path)
        };
        copy_folder(&repository().join("content"), &case.path("content"), &wanted);
        fs::create_dir_all(case.path("templates")).unwrap();
        copy_folder(&repository().join("tests/suite/atlas"), &case.path(""), &|_| true);
        case.in_english_only()
    }

    /// Without the languages of the real atlas: a case has one, unless it is about another.
    fn in_english_only(self) -> Self {
        let settings = fs::read_to_string(self.path("content/atlas.yaml")).unwrap();
        let is_wanted = |line: &&str| !line.starts_with("languages:");
        let lines: Vec<&str> = settings.lines().filter(is_wanted).collect();
        self.file("content/atlas.yaml", lines.join("\n") + "\n")
    }

    /// A folder with nothing in it.
    pub fn empty() -> Self {
        Self { folder: tempfile::Builder::new().prefix("atlas-case-").tempdir().unwrap() }
    }

    /// A place inside the case.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    /// Writes a file, or writes over one.
    pub fn file(self, inside: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Replaces a text that stands exactly once in a file.
    pub fn replace(self, inside: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.path(inside)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` should stand once in {inside}");
        self.file(inside, text.replace(from, to))
    }

    /// Puts a copy of a file elsewhere.
    pub fn copy(self, from: &str, to: &str) -> Self {
        let content = fs::read(self.path(from)).unwrap();
        self.file(to, content)
    }

    /// Takes a file or a folder away.
    pub fn remove(self, inside: &str) -> Self {
        let path = self.path(inside);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
        self
    }

    /// Runs `atlas check` on the case.
    pub fn check(&self) -> Outcome {
        self.run(&["check", "--as-of", AS_OF])
    }

    /// Runs `atlas build` on the case, into its `output/`.
    pub fn build(&self) -> Outcome {
        self.run(&["build", "--as-of", AS_OF])
    }

    /// Runs `atlas` with these arguments, and with the case as its root unless they name one.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        let mut command = atlas();
        command.args(arguments);
        if !arguments.contains(&"--root") {
            command.arg("--root").arg(self.folder.path());
        }
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| self.normal(&String::from_utf8(bytes).unwrap());
        Outcome {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Everything in a folder of the case, by path.
    pub fn tree(&self, inside: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path(inside))
    }

    /// Takes out what differs from run to run: where the case lies, and how long a step took.
    fn normal(&self, text: &str) -> String {
        let place = fs::canonicalize(self.folder.path()).unwrap();
        let text = text
            .replace(place.to_str().unwrap(), "[CASE]")
            .replace(self.folder.path().to_str().unwrap(), "[CASE]");
        without_durations(&text)
    }
}

impl Outcome {
    /// Holds the exit code against what it should be.
    pub fn code(self, expected: i32) -> Self {
        assert_eq!(
            self.code,
            Some(expected),
            "exit code\n--- stdout\n{}--- stderr\n{}",
            self.stdout,
            self.stderr
        );
        self
    }

    /// Holds what was printed on standard output against a file in `expected/`.
    pub fn stdout(self, expected: &str) -> Self {
        hold(&self.stdout, expected);
        self
    }

    /// The same without a text that differs from run to run.
    pub fn stdout_without(self, text: &str, expected: &str) -> Self {
        hold(&self.stdout.replace(text, "[OTHER]"), expected);
        self
    }

    /// Holds that standard output has a text in it.
    pub fn contains(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "`{text}` is missing");
        self
    }

    /// Holds what was printed on standard error against a file in `expected/`.
    pub fn stderr(self, expected: &str) -> Self {
        hold(&self.stderr, expected);
        self
    }

    /// How often standard output says something.
    pub fn count(&self, text: &str) -> usize {
        self.stdout.matches(text).count()
    }

    /// Whether standard output says something.
    pub fn shows(&self, expected: &str) -> bool {
        self.stdout.contains(expected)
    }

    /// Holds that standard error says something.
    pub fn says(self, expected: &str) -> Self {
        assert!(self.stderr.contains(expected), "`{expected}` is not in\n{}", self.stderr);
        self
    }

    /// Holds that nothing was printed on standard output.
    pub fn silent(self) -> Self {
        assert_eq!(self.stdout, "", "standard output should be empty");
        self
    }
}

/// Tells something past the test harness, which shows the output of failed tests only.
pub fn tell(text: &str) {
    use std::io::Write as _;
    let _ = std::io::stderr().write_all(format!("{text}\n").as_bytes());
}

/// Whether a file of `content/` is a text in a further language.
fn is_translation(path: &Path) -> bool {
    let words = path.starts_with("words") && !path.ends_with("en.yaml");
    words
        || path.starts_with("labels")
        || path.starts_with("pages") && path.components().count() > 2
}

/// The program, cut off from the settings of whoever runs the tests.
pub fn atlas() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atlas"));
    for variable in ["RUST_BACKTRACE", "CLICOLOR_FORCE", "COLUMNS", "RAYON_NUM_THREADS", "CI"] {
        command.env_remove(variable);
    }
    command
}

/// All files below a folder with their content, by path with `/`.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let inside = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (inside, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Copies the files of a folder for which `wanted`, asked with the path inside it, says yes.
pub fn copy_folder(from: &Path, to: &Path, wanted: &dyn Fn(&Path) -> bool) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let inside = entry.path().strip_prefix(from).unwrap();
        if entry.file_type().is_dir() || !wanted(inside) {
            continue;
        }
        let target = to.join(inside);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(entry.path(), target).unwrap();
    }
}

/// Holds a text against a file in `expected/`.
pub fn hold(actual: &str, expected: &str) {
    let file = repository().join("tests/suite/expected").join(expected);
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .normalize_paths(false)
        .eq(Data::text(actual), Data::read_from(&file, None).raw());
}

/// `in 0.41 s` and `12 ms` become `in [TIME]` and `[TIME]`.
fn without_durations(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from_digit) = rest.split_at(start);
        plain.push_str(before);
        let end =
            from_digit.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(from_digit.len());
        let (number, after) = from_digit.split_at(end);
        let unit = [" ms", " s", "ms", "s"].into_iter().find(|unit| {
            after.strip_prefix(unit).is_some_and(|tail| {
                !tail.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '/')
            })
        });
        match unit {
            Some(unit) => {
                plain.push_str("[TIME]");
                rest = &after[unit.len()..];
            }
            None => {
                plain.push_str(number);
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[test]
fn durations_are_taken_out_and_other_numbers_stay() {
    assert_eq!(
        without_durations("464 facilities in 0.41 s, 12 ms a page, 3 steps, line 2:5"),
        "464 facilities in [TIME], [TIME] a page, 3 steps, line 2:5"
    );
}

#[test]
fn every_expected_file_belongs_to_a_case() {
    let suite = repository().join("tests/suite");
    let cases: String = files(&suite)
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(_, text)| String::from_utf8(text).unwrap())
        .collect();
    let unused: Vec<String> = files(&suite.join("expected"))
        .into_keys()
        // The drawings' names are made by `figures.rs`, which looks for unused ones itself.
        .filter(|file| !file.starts_with("figures/") && !cases.contains(&format!("\"{file}\"")))
        .collect();
    assert!(unused.is_empty(), "no case in tests/suite names these files in expected/: {unused:?}");
}
