//! The words explained.

use serde::Serialize;

use super::head::About;
use super::shared::Shared;
use super::term::{See, see};
use crate::model::{TermEntry, VocabularyName};
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct GlossaryPage {
    terms: Vec<Word>,
}

/// One word.
#[derive(Debug, Serialize)]
struct Word {
    id: String,
    label: String,
    short: Option<String>,
    definition: String,
    /// The language of the definition.
    lang: String,
    /// Whether it is English where the rest of the page is not.
    in_english: bool,
    note: Option<String>,
    see: Vec<See>,
}

/// Builds the glossary, its words in the order of the alphabet.
pub(super) fn build(shared: &Shared<'_>) -> Result<(GlossaryPage, About), WordFault> {
    let words = &shared.words;
    let mut entries: Vec<&TermEntry> = shared
        .atlas
        .vocabularies()
        .terms(VocabularyName::Glossary)
        .map(|(_, entry)| entry)
        .collect();
    entries.sort_by(|a, b| shared.compare(&a.label, &b.label));
    let word = |entry: &TermEntry| Word {
        id: entry.slug.to_string(),
        label: entry.label.clone(),
        short: entry.short.clone().filter(|short| !entry.label.contains(short.as_str())),
        definition: entry.definition.clone(),
        lang: shared.language_of_text(entry.in_english.definition),
        in_english: entry.in_english.definition,
        note: entry.note.clone(),
        see: see(&entry.see),
    };
    let page = GlossaryPage { terms: entries.into_iter().map(word).collect() };
    let about = About {
        title: words.text("glossary.title")?,
        description: words.text("glossary.description")?,
        crumbs: Vec::new(),
    };
    Ok((page, about))
}
