//! What changed in one record, or in the records of one country: for the foot of their pages.

use serde::Serialize;

use super::changes::{self, CHANGES};
use super::shared::Shared;
use crate::address::Address;
use crate::export::{File, gap};
use crate::model::fields::RECORD;
use crate::model::{ChangeKind, CountryCode, Facility, RecordChange, VocabularyName};
use crate::words::WordFault;

/// So many changes at most on a page.
const SHOWN: usize = 12;

/// What the templates show.
#[derive(Debug, Serialize)]
pub struct History {
    entries: Vec<Entry>,
    /// How many changes are left out.
    older: Option<String>,
    /// What is not known.
    gap: Option<&'static str>,
    /// The page of all changes.
    all: Address,
    /// The country's feed.
    feed: Address,
}

/// One change.
#[derive(Debug, Serialize)]
struct Entry {
    date: String,
    why: String,
    /// The language of the reason.
    lang: String,
    /// Its place on the page of all changes, if it is there.
    to: Option<String>,
    /// What it did: fields, or how many records.
    done: Vec<String>,
}

/// The history of one record, under all the ids that it had.
pub(super) fn of_record(shared: &Shared<'_>, facility: &Facility) -> Result<History, WordFault> {
    let mut places: Vec<(usize, usize)> =
        facility.ids().flat_map(|id| shared.changes_of(id)).copied().collect();
    places.sort_unstable();
    let changes = &shared.exports.history().changes;
    let record = |(change, record): (usize, usize)| -> Option<&RecordChange> {
        changes.get(change)?.records.get(record)
    };
    let mut entries = Vec::new();
    for &place in places.iter().take(SHOWN) {
        let Some(record) = record(place) else { continue };
        entries.push(entry(shared, place.0, done(shared, record)?)?);
    }
    finish(shared, facility.location.country, entries, places.len())
}

/// The history of the records of a country.
pub(super) fn of_country(shared: &Shared<'_>, code: CountryCode) -> Result<History, WordFault> {
    let folder = code.folder();
    let here = |record: &RecordChange| record.id.country() == folder;
    let changes = &shared.exports.history().changes;
    let places: Vec<usize> = changes
        .iter()
        .enumerate()
        .filter(|(_, change)| change.records.iter().any(here))
        .map(|(place, _)| place)
        .collect();
    let mut entries = Vec::new();
    for &place in places.iter().take(SHOWN) {
        let Some(change) = changes.get(place) else { continue };
        let done = changes::counts(shared, change.records.iter().filter(|record| here(record)))?;
        entries.push(entry(shared, place, done)?);
    }
    finish(shared, code, entries, places.len())
}

fn entry(shared: &Shared<'_>, place: usize, done: Vec<String>) -> Result<Entry, WordFault> {
    let words = &shared.words;
    let change = shared.exports.history().changes.get(place);
    let why = match change.map_or("", |change| change.why.as_str()) {
        "" => words.text("changes.no-reason")?,
        why => why.to_owned(),
    };
    let reason = change.is_some_and(|change| !change.why.is_empty());
    let shown_there = change.filter(|_| place < CHANGES);
    Ok(Entry {
        date: change.map_or_else(String::new, |change| words.date(change.day().date())),
        why,
        lang: shared.language_of_text(reason),
        to: shown_there.map(|change| format!("{}#{}", Address::changes(), change.id)),
        done,
    })
}

fn finish(
    shared: &Shared<'_>,
    country: CountryCode,
    entries: Vec<Entry>,
    all: usize,
) -> Result<History, WordFault> {
    let older = all.saturating_sub(entries.len());
    Ok(History {
        older: (older > 0).then(|| shared.words.count("history.older", older, &[])).transpose()?,
        gap: gap(shared.exports.history().reach),
        entries,
        all: Address::changes(),
        feed: shared.exports.address(File::CountryFeed(country)),
    })
}

/// What was done to a record: its fields in the words of the page.
fn done(shared: &Shared<'_>, record: &RecordChange) -> Result<Vec<String>, WordFault> {
    let words = &shared.words;
    match record.kind {
        ChangeKind::Added => Ok(vec![words.text("history.added")?]),
        ChangeKind::Removed => Ok(vec![words.text("history.removed")?]),
        ChangeKind::Changed if record.fields.is_empty() => Ok(vec![words.text("history.form")?]),
        ChangeKind::Changed => record.fields.iter().map(|path| label(shared, path)).collect(),
    }
}

/// A field as pages name it; the path itself for one that records no longer have.
fn label(shared: &Shared<'_>, path: &str) -> Result<String, WordFault> {
    let key = format!("field.{path}");
    if shared.words.has(&key) {
        return shared.words.text(&key);
    }
    if let Some(measure) = path.strip_prefix("figures.") {
        let vocabularies = shared.atlas.vocabularies();
        let mut measures = vocabularies.terms(VocabularyName::Measures);
        if let Some((_, entry)) = measures.find(|(_, entry)| &*entry.slug == measure) {
            return Ok(entry.label.clone());
        }
    }
    Ok(RECORD.at(path).map_or_else(|| path.to_owned(), |field| field.label.to_owned()))
}
