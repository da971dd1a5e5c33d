//! From a survey's export to records.
//!
//! 1. [`Mapping::read`] reads what an editor has written down about the columns.
//! 2. [`table::read`] reads the export as a table of texts.
//! 3. [`records`] makes a record of each row, holds it against the check like any other, and
//!    compares it with the record that is there. Nothing is written here, and nothing is ever
//!    overwritten: for a record that is there a changed one is proposed beside the report.
//! 4. [`report::markdown`] lists what could not be mapped, by row and column.

mod draft;
mod mapping;
mod merge;
pub mod report;
mod row;
pub mod table;

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};

use crate::check;
use crate::finding::Severity;
use crate::load::Project;
use crate::model::{FacilityId, Vocabularies};

pub use draft::{Draft, slug};
pub use mapping::Mapping;
use row::Answered;
pub use row::Problem;
use table::Table;

/// What comes of an import.
#[derive(Debug, Default)]
pub struct Imported {
    /// New records, by their ids.
    pub new: BTreeMap<FacilityId, String>,
    /// Changed records for ids that are there, with what differs.
    pub proposed: BTreeMap<FacilityId, Proposal>,
    /// Records that the survey says nothing new about.
    pub same: Vec<FacilityId>,
    /// What could not be mapped, by row and column.
    pub problems: Vec<Problem>,
    /// Columns of the export that the mapping says nothing of.
    pub unmapped: Vec<String>,
    /// Columns of the mapping that the export does not have.
    pub missing: Vec<String>,
    /// How many rows the export has.
    pub rows: usize,
}

/// A change of a record that is there.
#[derive(Debug)]
pub struct Proposal {
    /// The row that it comes from.
    pub row: usize,
    /// The record with the change.
    pub text: String,
    /// The fields that differ, with what they say now and what the survey says.
    pub differences: Vec<(String, String, String)>,
}

/// Makes records of a table.
///
/// # Errors
/// Where a record that is there cannot be read.
pub fn records(
    mapping: &Mapping,
    table: &Table,
    project: &Project,
    vocabularies: &Vocabularies,
    schema: &str,
) -> Result<Imported> {
    let mut imported = Imported { rows: table.rows.len(), ..Imported::default() };
    let mapped = |name: &String| {
        mapping
            .columns
            .iter()
            .map(|it| &it.column)
            .chain(&mapping.ignore)
            .any(|column| table::spaced(column) == *name)
    };
    imported.unmapped = table.columns.iter().filter(|name| !mapped(name)).cloned().collect();
    let has = |column: &str| table.columns.contains(&table::spaced(column));
    imported.missing =
        mapping.columns.iter().map(|it| it.column.clone()).filter(|column| !has(column)).collect();
    let mut taken: BTreeMap<FacilityId, usize> = BTreeMap::new();
    for row in &table.rows {
        let answered = row::answered(mapping, table, row, vocabularies);
        imported.problems.extend(answered.problems.iter().cloned());
        let Some(id) = answered.id.clone() else { continue };
        if let Some(before) = taken.insert(id.clone(), answered.row) {
            imported.problems.push(Problem {
                row: answered.row,
                column: String::new(),
                answer: id.to_string(),
                why: format!("row {before} is about the same facility: this one is left out"),
            });
            continue;
        }
        let there = project.ids.binary_search(&id).is_ok();
        if there {
            let old = project.unread_text(&id)?.with_context(|| format!("`{id}` is no text"))?;
            let Some(merged) = merge::merged(&old, &answered.draft, schema) else {
                imported.problems.push(whole(&answered, "the record that is there cannot be read"));
                continue;
            };
            if merged.differences.is_empty() {
                imported.same.push(id);
            } else if faultless(&mut imported, &answered, &id, &merged.text, vocabularies) {
                let proposal = Proposal {
                    row: answered.row,
                    text: merged.text,
                    differences: merged.differences,
                };
                imported.proposed.insert(id, proposal);
            }
        } else {
            match answered.draft.record(schema) {
                Ok(text) => {
                    if faultless(&mut imported, &answered, &id, &text, vocabularies) {
                        imported.new.insert(id, text);
                    }
                }
                Err(_) => imported.problems.push(whole(&answered, "the row cannot be written")),
            }
        }
    }
    imported.problems.sort();
    Ok(imported)
}

fn whole(answered: &Answered, why: &str) -> Problem {
    Problem {
        row: answered.row,
        column: String::new(),
        answer: answered.id.as_ref().map(FacilityId::to_string).unwrap_or_default(),
        why: why.to_owned(),
    }
}

/// Holds a record against the check, and notes what is wrong by row and column; whether nothing is.
fn faultless(
    imported: &mut Imported,
    answered: &Answered,
    id: &FacilityId,
    text: &str,
    vocabularies: &Vocabularies,
) -> bool {
    let mut fine = true;
    for fault in check::one_text(id, text, vocabularies) {
        if fault.severity != Severity::Error {
            continue;
        }
        fine = false;
        let of_field = |(_, path): &&(String, String)| {
            fault.path == *path
                || fault.path.starts_with(&format!("{path}."))
                || path.starts_with(&format!("{}.", fault.path))
        };
        let column = answered.filled.iter().find(of_field).map(|(column, _)| column.clone());
        let hint = fault.hint.map(|hint| format!(": {hint}")).unwrap_or_default();
        imported.problems.push(Problem {
            row: answered.row,
            column: column.unwrap_or_else(|| fault.path.clone()),
            answer: fault.value,
            why: format!("{}{hint}; the record was not written", fault.message),
        });
    }
    fine
}
