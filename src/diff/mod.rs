//! What changed between two states of an atlas, in the atlas's own terms: records, figures, sums,
//! coverage, completeness, and claims that no source supports.
//!
//! 1. [`Side`] is one state: its texts, and what they say taken together where they are without
//!    errors.
//! 2. [`between`] compares two of them.
//! 3. [`markdown`] and [`human`] show that on one screen; as JSON it is whole.

mod records;
mod show;
mod sums;

use serde::Serialize;

use crate::load::Project;
use crate::model::Atlas;
use crate::summary::Summaries;

pub use show::{human, markdown};

/// One state of an atlas.
pub struct Side<'a> {
    /// What it is called: a revision or a folder.
    pub name: &'a str,
    /// Its texts.
    pub project: &'a Project,
    /// What they say; none where they have errors.
    pub whole: Option<(&'a Atlas, &'a Summaries)>,
}

/// All that changed.
#[derive(Debug, Serialize)]
pub struct Difference {
    /// The state before.
    pub old: String,
    /// The state after.
    pub new: String,
    /// Records that are new.
    pub added: Vec<Record>,
    /// Records that changed.
    pub changed: Vec<Changed>,
    /// Records that are gone.
    pub removed: Vec<Record>,
    /// Whether both states are without errors; otherwise only records are compared.
    pub compared_whole: bool,
    /// Sums over Europe that changed.
    pub figures: Vec<Figure>,
    /// Facilities at work by country, where their number changed.
    pub countries: Vec<Count>,
    /// The share of people within reach, where it changed.
    pub coverage: Vec<Coverage>,
    /// How many facilities answer a question, where that changed.
    pub completeness: Vec<Completeness>,
    /// What new and changed records claim without naming a source.
    pub without_source: Vec<Claims>,
}

/// A record.
#[derive(Debug, Serialize)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub roles: Vec<String>,
}

/// A record that changed.
#[derive(Debug, Serialize)]
pub struct Changed {
    /// Its id.
    pub id: String,
    /// Its name now.
    pub name: String,
    /// The fields that differ.
    pub fields: Vec<Field>,
}

/// A field that differs.
#[derive(Debug, Serialize)]
pub struct Field {
    /// Its path.
    pub path: String,
    /// What it said; null where it was not there.
    pub old: Option<String>,
    /// What it says; null where it is gone.
    pub new: Option<String>,
}

/// A sum before and after.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// The measure.
    pub measure: String,
    /// Its kind, such as `actual`.
    pub kind: String,
    /// The period of a flow.
    pub per: Option<String>,
    /// The unit.
    pub unit: String,
    /// The sum before, with how many facilities reported it.
    pub old: Sum,
    /// The sum after.
    pub new: Sum,
}

/// A sum, with what it leaves out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Sum {
    /// The sum: its lower end where figures are ranges.
    pub sum: f64,
    /// How many facilities it is made of.
    pub reported_by: u32,
    /// Of how many.
    pub of: u32,
}

/// A number before and after.
#[derive(Debug, Serialize)]
pub struct Count {
    /// The country.
    pub country: String,
    /// Before.
    pub old: u32,
    /// After.
    pub new: u32,
}

/// The share of Europe's people who live within a distance of a kind of facility.
#[derive(Debug, Serialize)]
pub struct Coverage {
    /// The kind: a role or a platform.
    pub of: String,
    /// The distance in kilometres, as the crow flies.
    pub within_km: f64,
    /// The share before, from 0 to 1.
    pub old: f64,
    /// The share after.
    pub new: f64,
}

/// How many facilities answer a question.
#[derive(Debug, Serialize)]
pub struct Completeness {
    /// The question: a column of the table of facilities.
    pub field: String,
    /// Before: how many, of how many.
    pub old: (usize, usize),
    /// After.
    pub new: (usize, usize),
}

/// What a record claims without a source.
#[derive(Debug, Serialize)]
pub struct Claims {
    /// Its id.
    pub id: String,
    /// The fields.
    pub fields: Vec<String>,
}

/// What changed between two states.
#[must_use]
pub fn between(old: &Side<'_>, new: &Side<'_>) -> Difference {
    let (before, after) = (records::records(old.project), records::records(new.project));
    let wholes = old.whole.zip(new.whole);
    let added: Vec<&records::Text> = after.iter().filter(|it| !has(&before, it)).collect();
    let removed = before.iter().filter(|it| !has(&after, it));
    let changed: Vec<Changed> = after
        .iter()
        .filter_map(|new| {
            let old = before.iter().find(|old| old.id == new.id)?;
            records::changed(old, new)
        })
        .collect();
    let without_source = after
        .iter()
        .filter_map(|it| {
            let change = changed.iter().find(|change| change.id == it.id.as_str());
            let is_new = added.iter().any(|new| new.id == it.id);
            records::claims(it, change, is_new)
        })
        .collect();
    Difference {
        old: old.name.to_owned(),
        new: new.name.to_owned(),
        added: added.into_iter().map(records::Text::shown).collect(),
        removed: removed.map(records::Text::shown).collect(),
        compared_whole: wholes.is_some(),
        figures: wholes.map(|(old, new)| sums::figures(old, new)).unwrap_or_default(),
        countries: wholes.map(|(old, new)| sums::countries(old, new)).unwrap_or_default(),
        coverage: wholes.map(|(old, new)| sums::coverage(old, new)).unwrap_or_default(),
        completeness: wholes.map(|(old, new)| sums::completeness(old, new)).unwrap_or_default(),
        without_source,
        changed,
    }
}

fn has(all: &[records::Text<'_>], one: &records::Text<'_>) -> bool {
    all.binary_search_by(|it| it.id.cmp(one.id)).is_ok()
}
