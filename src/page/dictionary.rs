//! The data dictionary: every table, every column, and how many rows fill it.

use serde::Serialize;

use super::head::About;
use super::shared::Shared;
use crate::address::Address;
use crate::export::table::{Kind, WHY_EMPTY, WHY_EMPTY_MEANING};
use crate::model::{ClosedList as _, VocabularyName};
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct DictionaryPage {
    tables: Vec<Entry>,
    why_empty: &'static str,
    why_empty_meaning: &'static str,
}

/// A table.
#[derive(Debug, Serialize)]
struct Entry {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    rows: String,
    to: Address,
    columns: Vec<Column>,
}

/// A column.
#[derive(Debug, Serialize)]
struct Column {
    name: &'static str,
    kind: String,
    meaning: &'static str,
    vocabulary: Option<&'static str>,
    /// The page of the vocabulary, where it has one.
    to: Option<Address>,
    refers_to: Option<&'static str>,
    filled: String,
}

/// Builds the page.
pub(super) fn build(shared: &Shared<'_>) -> Result<(DictionaryPage, About), WordFault> {
    let words = &shared.words;
    let mut tables = Vec::new();
    for (table, file) in shared.exports.tables() {
        let columns = table.columns();
        let (mut rows, mut filled) = (0, vec![0_usize; columns.len()]);
        table.each_row(shared.exports.data(), &mut |cells| {
            rows += 1;
            for (count, cell) in filled.iter_mut().zip(cells) {
                *count += usize::from(cell.has_value());
            }
        });
        let column = |(column, filled): (&crate::export::table::About, usize)| {
            Ok(Column {
                name: column.name,
                kind: words.choice("column-kind", kind(column.kind))?,
                meaning: column.meaning,
                vocabulary: column.vocabulary.map(VocabularyName::slug),
                to: column.vocabulary.and_then(|name| shared.vocabulary_address(name)),
                refers_to: column.refers_to,
                filled: words.whole_number(filled),
            })
        };
        tables.push(Entry {
            name: table.name(),
            title: table.title(),
            about: table.about(),
            rows: words.count("dictionary.rows", rows, &[])?,
            to: shared.exports.address(file),
            columns: columns.iter().zip(filled).map(column).collect::<Result<_, _>>()?,
        });
    }
    let page =
        DictionaryPage { tables, why_empty: WHY_EMPTY, why_empty_meaning: WHY_EMPTY_MEANING };
    let about = About {
        title: words.text("dictionary.title")?,
        description: words.text("dictionary.description")?,
        crumbs: vec![(words.text("data.title")?, Address::data())],
    };
    Ok((page, about))
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Url => "url",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::List => "list",
    }
}
