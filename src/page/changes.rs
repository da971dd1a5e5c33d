//! What changed in the records, and why.

use serde::Serialize;

use super::head::About;
use super::releases::{self, Mark};
use super::shared::Shared;
use crate::address::Address;
use crate::export::{File, gap};
use crate::model::{self, ChangeKind, ClosedList as _, PartialDate, RecordChange};
use crate::words::WordFault;

/// So many changes at most; `changes.json` has all of them.
pub(super) const CHANGES: usize = 200;
/// So many records at most for one change.
const RECORDS: usize = 40;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct ChangesPage {
    /// What is not known of the history.
    gap: Option<&'static str>,
    releases: Vec<Mark>,
    changes: Vec<Change>,
    /// The files of the months.
    months: Vec<Feed>,
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
    /// The releases that end with it.
    releases: Vec<Mark>,
    date: String,
    why: String,
    /// The language of the reason.
    lang: String,
    groups: Vec<Group>,
}

/// The records to which it did the same.
#[derive(Debug, Serialize)]
struct Group {
    /// `3 records added`
    title: String,
    records: Vec<Record>,
    /// Whether what changed in them is said.
    in_detail: bool,
    more: Option<String>,
}

/// What it did to a record.
#[derive(Debug, Serialize)]
struct Record {
    id: String,
    name: Option<String>,
    to: Option<Address>,
    fields: Vec<String>,
}

/// The feed of a country, or the file of a month.
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
    let months = history.months().into_iter().map(|(year, month)| Feed {
        name: words.date(PartialDate::of_month(year, month)),
        to: shared.exports.address(File::ChangesIn(year, month)),
    });
    let releases = history.releases.iter().map(|release| releases::mark(shared, release));
    let page = ChangesPage {
        gap: gap(history.reach),
        releases: releases.collect::<Result<_, _>>()?,
        months: months.collect(),
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
    let ends = |release: &&model::Release| release.commit.as_deref() == Some(&*change.id);
    let releases = shared.exports.history().releases.iter().filter(ends);
    let mut groups = Vec::new();
    for &kind in ChangeKind::ALL {
        let records: Vec<_> = change.records.iter().filter(|it| it.kind == kind).collect();
        if records.is_empty() {
            continue;
        }
        let more = records.len().saturating_sub(RECORDS);
        let shown = records.iter().take(RECORDS);
        groups.push(Group {
            title: words.count(&format!("changes.{}", kind.slug()), records.len(), &[])?,
            in_detail: kind == ChangeKind::Changed,
            more: (more > 0).then(|| words.count("changes.more", more, &[])).transpose()?,
            records: shown.map(|record| record_of(shared, record)).collect(),
        });
    }
    let why =
        if change.why.is_empty() { words.text("changes.no-reason")? } else { change.why.clone() };
    Ok(Change {
        id: change.id.to_string(),
        releases: releases.map(|it| releases::mark(shared, it)).collect::<Result<_, _>>()?,
        date: words.date(change.day().date()),
        why,
        lang: shared.language_of_text(!change.why.is_empty()),
        groups,
    })
}

/// How many records were added, changed and removed.
pub(super) fn counts<'c>(
    shared: &Shared<'_>,
    records: impl Iterator<Item = &'c RecordChange> + Clone,
) -> Result<Vec<String>, WordFault> {
    let mut counts = Vec::new();
    for &kind in ChangeKind::ALL {
        let count = records.clone().filter(|record| record.kind == kind).count();
        if count > 0 {
            counts.push(shared.words.count(&format!("changes.{}", kind.slug()), count, &[])?);
        }
    }
    Ok(counts)
}

fn record_of(shared: &Shared<'_>, record: &RecordChange) -> Record {
    let now = shared.atlas.find(&record.id).map(|index| shared.atlas.facility(index));
    Record {
        id: record.id.to_string(),
        name: now.map(|facility| facility.name.clone()),
        to: now.map(|facility| Address::facility(&facility.id)),
        fields: record.fields.clone(),
    }
}
