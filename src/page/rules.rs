//! All rules that records are held against.

use serde::Serialize;

use super::head::About;
use super::rule::{self, above, sentence};
use super::shared::Shared;
use crate::address::Address;
use crate::check::all_rules;
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct RulesPage {
    rules: Vec<Row>,
}

/// A rule.
#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    to: Address,
    asks: String,
    severity: String,
}

/// Builds the page, its rules in the order of the alphabet.
pub(super) fn build(shared: &Shared<'_>) -> Result<(RulesPage, About), WordFault> {
    let words = &shared.words;
    let row = |rule: &'static crate::finding::Rule| {
        Ok(Row {
            name: rule.name,
            to: Address::rule(rule.name),
            asks: sentence(rule.what),
            severity: words.choice("rule.word", rule::severity(rule))?,
        })
    };
    let page = RulesPage { rules: all_rules().into_iter().map(row).collect::<Result<_, _>>()? };
    let about = About {
        title: words.text("rules.title")?,
        description: words.text("rules.description")?,
        crumbs: above(shared),
    };
    Ok((page, about))
}
