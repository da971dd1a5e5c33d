//! One rule that records are held against, with its example.

use serde::Serialize;

use super::head::About;
use super::shared::Shared;
use crate::address::Address;
use crate::finding::Rule;
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct RulePage {
    asks: String,
    why: String,
    severity: String,
    bad: Vec<Line>,
    good: Vec<Line>,
    says: String,
}

/// A line of an example.
#[derive(Debug, Serialize)]
struct Line {
    text: &'static str,
    /// Whether the other example lacks it.
    differs: bool,
}

/// Builds the page of a rule.
pub(super) fn build(
    shared: &Shared<'_>,
    rule: &'static Rule,
) -> Result<(RulePage, About), WordFault> {
    let words = &shared.words;
    let page = RulePage {
        asks: sentence(rule.what),
        why: sentence(rule.why),
        severity: words.choice("rule.severity", severity(rule))?,
        bad: lines(rule.example.bad, rule.example.good),
        good: lines(rule.example.good, rule.example.bad),
        says: rule.example.says.trim_end().to_owned(),
    };
    let mut crumbs = above(shared);
    crumbs.push((words.text("rules.title")?, Address::rules()));
    let about = About {
        title: rule.name.to_owned(),
        description: words.fill("rule.description", &[("what", &rule.what.replace('`', ""))])?,
        crumbs,
    };
    Ok((page, about))
}

/// The pages above the rules.
pub(super) fn above(shared: &Shared<'_>) -> Vec<(String, Address)> {
    let pages = shared.atlas.pages().iter();
    let guide = pages.filter(|page| page.slug == "contribute");
    guide.map(|page| (page.title.clone(), Address::prose(&page.slug))).collect()
}

pub(super) fn severity(rule: &Rule) -> &'static str {
    rule.severity.word()
}

/// A text in small letters as a sentence, without the marks that a terminal needs around words.
pub(super) fn sentence(text: &str) -> String {
    let plain = text.replace('`', "");
    let mut letters = plain.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn lines(text: &'static str, other: &str) -> Vec<Line> {
    let others: Vec<&str> = other.lines().collect();
    text.lines().map(|text| Line { text, differs: !others.contains(&text) }).collect()
}
