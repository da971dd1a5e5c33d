//! What changed in the records, and why.

use serde::Serialize;

use super::head::About;
use super::shared::Shared;
use crate::address::Address;
use crate::export::{File, gap};
use crate::model::{self, ChangeKind, ClosedList as _, RecordChange};
use crate::words::WordFault;

/// So many changes at most; `changes.json` has all of them.
const CHANGES: usize = 200;
/// So many records at most for one change.
const RECORDS: usize = 40;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct ChangesPage {
    /// What is not known of the history.
    gap: Option<&'static str>,
    changes: Vec<Change>,
    /// How many changes are left out.
    older: Option<String>,
    json: Address,
    feed: Address,
    calendar: Address,
    countries: Vec<Feed>,
}

/// One commit.
#[derive(Debug, Serialize)]
struct Change {
    id: String,
    date: String,
    why: String,
    counts: Vec<String>,
    records: Vec<Record>,
    more: Option<String>,
}

/// What it did to a record.
#[derive(Debug, Serialize)]
struct Record {
    id: String,
    name: Option<String>,
    to: Option<Address>,
    done: String,
    fields: Vec<String>,
}

/// The feed of a country.
#[derive(Debug, Serialize)]
struct Feed {
    name: String,
    to: Address,
}

/// Builds the page.
pub(super) fn build(shared: &Shared<'_>) -> Result<(ChangesPage, About), WordFault> {
    let words = &shared.words;
    let history = shared.exports.history();
    let shown = history.changes.iter().take(CHANGES);
    let older = history.changes.len().saturating_sub(CHANGES);
    let countries = shared.countries().iter().map(|&code| Feed {
        name: shared.country_name(code),
        to: shared.exports.address(File::CountryFeed(code)),
    });
    let page = ChangesPage {
        gap: gap(history.reach),
        changes: shown.map(|change| change_of(shared, change)).collect::<Result<_, _>>()?,
        older: (older > 0).then(|| words.count("changes.older", older, &[])).transpose()?,
        json: shared.exports.address(File::Changes),
        feed: shared.exports.address(File::Feed),
        calendar: shared.exports.address(File::Calendar),
        countries: countries.collect(),
    };
    let about = About {
        title: words.text("changes.title")?,
        description: words.text("changes.description")?,
        crumbs: Vec::new(),
    };
    Ok((page, about))
}

fn change_of(shared: &Shared<'_>, change: &model::Change) -> Result<Change, WordFault> {
    let words = &shared.words;
    let mut counts = Vec::new();
    for &kind in ChangeKind::ALL {
        let count = change.records.iter().filter(|record| record.kind == kind).count();
        if count > 0 {
            counts.push(words.count(&format!("changes.{}", kind.slug()), count, &[])?);
        }
    }
    let more = change.records.len().saturating_sub(RECORDS);
    let why =
        if change.why.is_empty() { words.text("changes.no-reason")? } else { change.why.clone() };
    Ok(Change {
        id: change.id.to_string(),
        date: words.date(change.day().date()),
        why,
        counts,
        records: change
            .records
            .iter()
            .take(RECORDS)
            .map(|record| record_of(shared, record))
            .collect::<Result<_, _>>()?,
        more: (more > 0).then(|| words.count("changes.more", more, &[])).transpose()?,
    })
}

fn record_of(shared: &Shared<'_>, record: &RecordChange) -> Result<Record, WordFault> {
    let now = shared.atlas.find(&record.id).map(|index| shared.atlas.facility(index));
    Ok(Record {
        id: record.id.to_string(),
        name: now.map(|facility| facility.name.clone()),
        to: now.map(|facility| Address::facility(&facility.id)),
        done: shared.words.choice("change-kind", record.kind.slug())?,
        fields: record.fields.clone(),
    })
}
