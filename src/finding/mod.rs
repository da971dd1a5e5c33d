//! What is wrong with an atlas, as data: one door through which every fault goes, and one file for
//! each form in which faults are shown.

mod github;
mod gitlab;
mod human;
mod json;
mod sarif;
mod short;

use std::cmp::Reverse;

use crate::source::{Place, Sources, Span};

pub use github::github;
pub use gitlab::gitlab;
pub use human::human;
pub use json::json;
pub use sarif::sarif;
pub use short::short;

/// How bad a finding is. An error makes the atlas wrong and stops the build; a warning makes it
/// weaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Makes the atlas weaker.
    Warning,
    /// Makes the atlas wrong.
    Error,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something that the atlas asks of its files.
#[derive(Debug)]
pub struct Rule {
    /// Its name, as in findings and waivers.
    pub name: &'static str,
    /// How bad it is to break it.
    pub severity: Severity,
    /// What it asks.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
    /// A file that breaks it, and the same mended.
    pub example: Example,
}

/// A file that breaks a rule, and the same file mended. The first line of each says where the file
/// stands.
#[derive(Debug)]
pub struct Example {
    /// As it should not be.
    pub bad: &'static str,
    /// As it should be.
    pub good: &'static str,
    /// What `atlas check` says of the bad one.
    pub says: &'static str,
}

/// The example of a rule: the files in `tests/rules/<rule>/`, which a test runs.
macro_rules! example {
    ($rule:literal) => {
        $crate::finding::Example {
            bad: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/rules/",
                $rule,
                "/bad.yaml"
            )),
            good: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/rules/",
                $rule,
                "/good.yaml"
            )),
            says: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/rules/",
                $rule,
                "/bad.txt"
            )),
        }
    };
}
pub(crate) use example;

/// One fault.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// Where.
    pub place: Place,
    /// What is wrong: lower case, no full stop, the file's own words in backticks.
    pub message: String,
    /// What to do about it, complete without the replacement.
    pub hint: Option<String>,
    /// What should stand at the place instead, where that is clear; its stretch is then given.
    pub replacement: Option<String>,
}

impl Finding {
    /// A fault without advice.
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Self { rule, place, message: message.into(), hint: None, replacement: None }
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with the text that should stand at its place.
    #[must_use]
    pub fn replacement(mut self, text: impl Into<String>) -> Self {
        self.replacement = Some(text.into());
        self
    }
}

/// All faults of a run.
#[derive(Debug, Clone, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Takes a fault in.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Takes faults in.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.0.extend(findings);
    }

    /// Takes the faults of another collection in.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many faults of a severity there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|finding| finding.rule.severity == severity).count()
    }

    /// Whether one of them stops a build.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All faults, ordered by path, line, column, rule.
    #[must_use]
    pub fn sorted<'a>(&'a self, sources: &'a Sources) -> Vec<&'a Finding> {
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort_by(|a, b| {
            let key = |finding: &&'a Finding| {
                let path = sources.get(finding.place.source).path.as_str();
                (path, finding.place.span.unwrap_or_default().start, finding.rule.name)
            };
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        sorted
    }

    /// All faults, errors last, so that they stand at the end of a terminal; otherwise sorted.
    #[must_use]
    pub fn errors_last<'a>(&'a self, sources: &'a Sources) -> Vec<&'a Finding> {
        let mut sorted = self.sorted(sources);
        sorted.sort_by_key(|finding| finding.rule.severity);
        sorted
    }

    /// All faults, errors first; otherwise sorted.
    #[must_use]
    pub fn errors_first<'a>(&'a self, sources: &'a Sources) -> Vec<&'a Finding> {
        let mut sorted = self.sorted(sources);
        sorted.sort_by_key(|finding| Reverse(finding.rule.severity));
        sorted
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Where a finding stands, for people and for machines.
pub(crate) struct Position<'a> {
    /// The path below the atlas.
    pub path: &'a str,
    /// The first line, from 1.
    pub line: usize,
    /// The first column, from 1, in characters.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// The column after the last one.
    pub end_column: usize,
}

/// Where a finding stands; a file as a whole stands at its first character.
pub(crate) fn position<'a>(finding: &Finding, sources: &'a Sources) -> Position<'a> {
    let file = sources.get(finding.place.source);
    let span = finding.place.span.unwrap_or(Span { start: 0, end: 0 });
    let (line, column) = file.position(span.start);
    let (end_line, end_column) = file.position(span.end);
    Position { path: &file.path, line, column, end_line, end_column }
}

/// A count with its noun: `1 error`, `2 errors`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Where the page of a rule stands, given where the pages of all rules stand; none where that is not
/// known.
fn page_of(rule: &Rule, rules_at: &str) -> Option<String> {
    (!rules_at.is_empty()).then(|| format!("{rules_at}{}/", rule.name))
}

/// Where to read more about the rules that are broken, a line each; nothing where nothing is broken.
#[must_use]
pub fn further_reading(findings: &[&Finding], rules_at: &str) -> String {
    let mut pages: Vec<String> =
        findings.iter().filter_map(|finding| page_of(finding.rule, rules_at)).collect();
    pages.sort_unstable();
    pages.dedup();
    if pages.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = pages.iter().map(|page| format!("  {page}\n")).collect();
    format!("Each rule is explained, with an example:\n{}", lines.concat())
}

/// A value as indented JSON with a line end; findings have no value that JSON cannot hold.
fn json_text<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).map(|text| text + "\n").unwrap_or_default()
}
