//! All tables in one workbook for those who live in spreadsheets: a sheet a table, and a first
//! sheet that explains them.
//!
//! Texts are written as texts, so that nothing in them is taken for a formula. It is written here, row
//! by row (ECMA-376, part 1, chapter 18): a package for it held all cells in memory, 180 MiB for 10,000
//! facilities.
//!
//! 1. `package` has the parts around the sheets, which are the same for every atlas but for names.
//! 2. `sheet` writes the rows of one sheet.
//! 3. `strings` numbers the texts of all sheets, each once.

mod package;
mod sheet;
mod strings;

use std::fmt;
use std::io::Write;

use super::ExportError;
use super::datapackage::description;
use super::stamp::{LICENCE_NAME, LICENCE_URL, Stamp};
use super::table::{
    About, Cell, Data, Kind, Table, WHY_EMPTY, WHY_EMPTY_MEANING, tables, why_empty,
};
use crate::model::ClosedList as _;
use package::Package;
use sheet::{Layout, Sheet, Style};
use strings::Strings;

/// The rows and the characters of a text that a workbook can hold.
const MOST_ROWS: u32 = 1_048_576;
const LONGEST_TEXT: usize = 32_767;

/// What a workbook cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooMuch {
    /// More rows than it has.
    Rows,
    /// A text that is too long for a cell.
    Text,
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows => write!(f, "a table has more rows than the {MOST_ROWS} of a workbook"),
            Self::Text => {
                write!(f, "a text is longer than the {LONGEST_TEXT} characters of a cell")
            }
        }
    }
}

/// Writes `data/atlas.xlsx`.
///
/// # Errors
/// Where a table has more rows or longer texts than a workbook can hold, or `out` cannot be written
/// to.
pub fn write(data: Data<'_>, stamp: &Stamp, out: impl Write) -> Result<(), ExportError> {
    let settings = data.atlas.settings();
    let names = ["read me"].into_iter().chain(tables().map(|table| table.name()));
    let names: Vec<&str> = names.collect();
    let mut filters = Vec::new();
    for table in tables() {
        let rows = u32::try_from(table.count(data) + 1).unwrap_or(u32::MAX);
        let columns = u16::try_from(table.columns().len() + 1).unwrap_or(u16::MAX);
        if rows > MOST_ROWS {
            return Err(TooMuch::Rows.into());
        }
        filters.push((table.name(), sheet::range(rows, columns)));
    }
    let mut package = Package::begin(out, &names, &filters)?;
    let mut strings = Strings::default();
    read_me(package.sheet()?, &mut strings, data, stamp)?;
    for (table, (_, range)) in tables().into_iter().zip(&filters) {
        write_table(package.sheet()?, &mut strings, table, data, range)?;
    }
    let about = package::About {
        title: &settings.title,
        author: &settings.publisher,
        comment: &stamp.attribution,
        day: settings.as_of,
    };
    package.finish(&strings, &about)
}

fn read_me(
    out: impl Write,
    strings: &mut Strings,
    data: Data<'_>,
    stamp: &Stamp,
) -> Result<(), ExportError> {
    let settings = data.atlas.settings();
    let about = description(data.atlas, stamp);
    let licence = format!("{LICENCE_NAME}, {LICENCE_URL}");
    let head = [
        ("Title", settings.title.as_str()),
        ("Address", settings.base_url.as_str()),
        ("As of", &stamp.generated_at),
        ("Version", &stamp.version),
        ("Licence", &licence),
        ("Please cite", &stamp.attribution),
        ("What this is", &about),
    ];
    let sources = stamp.sources.iter();
    let sources = sources.map(|it| format!("{} ({}): {}", it.title, it.terms, it.url));
    let sources: Vec<String> = sources.collect();
    let merged = head.into_iter().chain(sources.iter().map(|it| ("Also used", it.as_str())));
    let merged: Vec<(&str, &str)> = merged.collect();
    let columns: usize = tables().iter().map(|table| table.columns().len() + 1).sum();
    // A line is left free below what is merged; then a head, the columns, and the one they all have.
    let rows = u32::try_from(merged.len() + 1 + 1 + columns + 1).unwrap_or(u32::MAX);
    let layout = Layout { first: true, frozen: false, widths: &[22.0, 26.0, 14.0, 90.0] };
    let mut sheet = Sheet::begin(out, strings, &sheet::range(rows, 4), &layout)?;
    for (place, (name, text)) in merged.iter().enumerate() {
        sheet.row();
        // The longest text of the head.
        if place + 1 == head.len() {
            sheet.high(120);
        }
        sheet.text(0, name, Style::Head)?;
        sheet.text(1, text, Style::Wrapped)?;
        sheet.blank(2, Style::Wrapped);
        sheet.blank(3, Style::Wrapped);
    }
    sheet.row();
    sheet.row();
    for (place, name) in (0..).zip(["Sheet", "Column", "Type", "Meaning"]) {
        sheet.text(place, name, Style::Head)?;
    }
    for table in tables() {
        sheet.row();
        sheet.text(0, table.name(), Style::Plain)?;
        sheet.text(3, table.about(), Style::Wrapped)?;
        for column in table.columns() {
            sheet.row();
            sheet.text(0, table.name(), Style::Plain)?;
            sheet.text(1, column.name, Style::Plain)?;
            sheet.text(2, kind(column.kind), Style::Plain)?;
            sheet.text(3, &meaning(&column), Style::Wrapped)?;
        }
    }
    sheet.row();
    sheet.text(0, "all", Style::Plain)?;
    sheet.text(1, WHY_EMPTY, Style::Plain)?;
    sheet.text(2, kind(Kind::Text), Style::Plain)?;
    sheet.text(3, WHY_EMPTY_MEANING, Style::Wrapped)?;
    sheet.finish_merged((1..=merged.len()).map(|row| format!("B{row}:D{row}")))
}

fn meaning(column: &About) -> String {
    match column.vocabulary {
        Some(name) => format!("{} Words of the vocabulary `{}`.", column.meaning, name.slug()),
        None => column.meaning.to_owned(),
    }
}

/// The type of a column, in a word.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Url => "address",
        Kind::Integer => "whole number",
        Kind::Number => "number",
        Kind::Boolean => "true or false",
        Kind::Date => "date",
        Kind::List => "list",
    }
}

fn write_table(
    out: impl Write,
    strings: &mut Strings,
    table: &dyn Table,
    data: Data<'_>,
    range: &str,
) -> Result<(), ExportError> {
    let columns = table.columns();
    let widths: Vec<f64> = columns.iter().map(width).collect();
    let layout = Layout { first: false, frozen: true, widths: &widths };
    let mut sheet = Sheet::begin(out, strings, range, &layout)?;
    sheet.row();
    for (place, name) in (0..).zip(columns.iter().map(|column| column.name).chain([WHY_EMPTY])) {
        sheet.text(place, name, Style::Head)?;
    }
    let mut outcome = Ok(());
    table.each_row(data, &mut |cells| {
        if outcome.is_ok() {
            outcome = write_row(&mut sheet, &columns, cells);
        }
    });
    outcome?;
    sheet.finish_filtered(range)
}

fn width(column: &About) -> f64 {
    match column.kind {
        Kind::Integer | Kind::Number | Kind::Boolean | Kind::Date => 12.0,
        Kind::Text | Kind::Url | Kind::List => 24.0,
    }
}

fn write_row(
    sheet: &mut Sheet<'_, impl Write>,
    columns: &[About],
    cells: &[Cell<'_>],
) -> Result<(), ExportError> {
    sheet.row();
    for (place, cell) in (0..).zip(cells) {
        match cell {
            Cell::Empty | Cell::Why(_) | Cell::NoneAtAll => {}
            Cell::Text(text) => sheet.text(place, text, Style::Plain)?,
            Cell::Integer(number) => sheet.number(place, number),
            Cell::Number(number) => sheet.number(place, number),
            Cell::Boolean(yes) => sheet.boolean(place, *yes),
        }
    }
    if let Some(why) = why_empty(columns, cells) {
        sheet.text(u16::try_from(cells.len()).unwrap_or(u16::MAX), &why, Style::Plain)?;
    }
    sheet.flush_if_full()
}
