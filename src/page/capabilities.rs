//! The vocabularies that facilities are found by.

use serde::Serialize;

use super::CAPABILITIES;
use super::head::About;
use super::shared::Shared;
use crate::address::Address;
use crate::model::{ClosedList, VocabularyName};
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct CapabilitiesPage {
    vocabularies: Vec<Entry>,
}

/// One vocabulary.
#[derive(Debug, Serialize)]
struct Entry {
    label: String,
    about: String,
    terms: String,
    to: Address,
}

/// Builds the page.
pub(super) fn build(shared: &Shared<'_>) -> Result<(CapabilitiesPage, About), WordFault> {
    let words = &shared.words;
    let entries = CAPABILITIES.iter().filter_map(|&name| shared.atlas.vocabularies().get(name));
    let entry = |vocabulary: &crate::model::Vocabulary| {
        Ok(Entry {
            label: label(shared, vocabulary.name)?,
            about: words.choice("vocabulary-about", vocabulary.name.slug())?,
            terms: words.count("capabilities.terms", vocabulary.terms.len(), &[])?,
            to: Address::vocabulary(vocabulary.name),
        })
    };
    let page = CapabilitiesPage { vocabularies: entries.map(entry).collect::<Result<_, _>>()? };
    let about = About {
        title: words.text("capabilities.title")?,
        description: words.text("capabilities.description")?,
        crumbs: Vec::new(),
    };
    Ok((page, about))
}

/// A vocabulary's name for readers.
pub(super) fn label(shared: &Shared<'_>, name: VocabularyName) -> Result<String, WordFault> {
    shared.words.choice("vocabulary", name.slug())
}
