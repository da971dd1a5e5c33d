//! The terms of one vocabulary, and how many facilities have each.

use serde::Serialize;

use super::capabilities::label;
use super::head::About;
use super::shared::{DEEPEST, Shared};
use crate::address::Address;
use crate::model::{ClosedList, Term, TermEntry, VocabularyName};
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct VocabularyPage {
    about: String,
    terms: Vec<Row>,
}

/// One term.
#[derive(Debug, Serialize)]
struct Row {
    label: String,
    to: Address,
    definition: String,
    /// The language of the definition.
    lang: String,
    /// How many facilities have it, in words.
    count: String,
    /// How many wider terms stand above it.
    depth: usize,
}

/// Builds the page of a vocabulary.
pub(super) fn build(
    shared: &Shared<'_>,
    name: VocabularyName,
) -> Result<(VocabularyPage, About), WordFault> {
    let words = &shared.words;
    let mut rows = Vec::new();
    append(shared, name, None, 0, &mut rows)?;
    let title = label(shared, name)?;
    let about = words.choice("vocabulary-about", name.slug())?;
    let page = VocabularyPage { about: about.clone(), terms: rows };
    let about = About {
        title,
        description: about,
        crumbs: vec![(words.text("nav.capabilities")?, Address::capabilities())],
    };
    Ok((page, about))
}

/// Appends the terms below a wider one, each followed by those below it.
fn append(
    shared: &Shared<'_>,
    name: VocabularyName,
    broader: Option<Term>,
    depth: usize,
    rows: &mut Vec<Row>,
) -> Result<(), WordFault> {
    if depth >= DEEPEST {
        return Ok(());
    }
    let terms = shared.atlas.vocabularies().terms(name);
    for (term, entry) in terms.filter(|(_, entry)| entry.broader == broader) {
        rows.push(row(shared, term, entry, depth)?);
        append(shared, name, Some(term), depth + 1, rows)?;
    }
    Ok(())
}

fn row(shared: &Shared<'_>, term: Term, entry: &TermEntry, depth: usize) -> Result<Row, WordFault> {
    let count = shared.with_term(term).len();
    Ok(Row {
        label: entry.label.clone(),
        to: Address::term(term.vocabulary(), &entry.slug),
        definition: entry.definition.clone(),
        lang: shared.language_of_text(entry.in_english.definition),
        count: shared.words.count("count.facilities", count, &[])?,
        depth,
    })
}
