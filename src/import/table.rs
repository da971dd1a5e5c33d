//! A survey's export as a table of texts: CSV or a workbook of Excel.

use std::collections::BTreeMap;
use std::io::Cursor;

use anyhow::{Context as _, Result, bail};
use calamine::{Data, Reader as _, Xlsx};

/// A table: its columns by their names, its rows as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows below, each with the number that a spreadsheet shows for it.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// The most rows that a table may have.
const MOST_ROWS: usize = 20_000;

/// The most columns.
const MOST_COLUMNS: usize = 2_000;

/// The most cells of a workbook, with the empty ones before others in their rows.
const MOST_CELLS: usize = 1_000_000;

/// The most bytes that a workbook may have when it is unpacked.
const MOST_BYTES: u64 = 128 * 1024 * 1024;

const NO_WORKBOOK: &str = "the file is not a workbook of Excel";

/// Reads a table by the ending of its name: `.csv`, or `.xlsx`, of which the first sheet counts.
///
/// # Errors
/// A file that is neither, is broken, too large, or has no row below its head.
pub fn read(name: &str, bytes: &[u8]) -> Result<Table> {
    let rows = match name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).as_deref() {
        Some("csv" | "txt" | "tsv") => csv(bytes)?,
        Some("xlsx") => xlsx(bytes)?,
        _ => bail!(
            "`{name}` is neither CSV nor XLSX\nhelp: save the survey's export as one of the two"
        ),
    };
    let mut rows = rows.into_iter();
    let Some((_, columns)) = rows.next() else {
        bail!("`{name}` is empty\nhelp: the first row has the names of the columns");
    };
    let columns: Vec<String> = columns.iter().map(|name| spaced(name)).collect();
    let rows: Vec<(usize, Vec<String>)> =
        rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect();
    if rows.is_empty() {
        bail!("`{name}` has no row below the names of its columns");
    }
    if rows.len() > MOST_ROWS || columns.len() > MOST_COLUMNS {
        bail!(
            "`{name}` has {} rows and {} columns, and {MOST_ROWS} and {MOST_COLUMNS} are the limits",
            rows.len(),
            columns.len()
        );
    }
    Ok(Table { columns, rows })
}

/// CSV in UTF-8, with commas, semicolons or tabs between its cells: whichever the first line has
/// most of outside quotes.
fn csv(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        bail!("the file is not text in UTF-8\nhelp: in Excel choose ‘CSV UTF-8’ when you save it");
    };
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let outside: String = first.split('"').step_by(2).collect();
    let count = |sign: u8| outside.bytes().filter(|&byte| byte == sign).count();
    // The first of those with the most.
    let between =
        [b',', b';', b'\t'].into_iter().rev().max_by_key(|&sign| count(sign)).unwrap_or(b',');
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(between)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let record = record.context("the file is not CSV")?;
        // A cell can have several lines: rows are counted, as a spreadsheet does.
        rows.push((at + 1, record.iter().map(|cell| cell.trim().to_owned()).collect()));
    }
    Ok(rows)
}

/// The first sheet of a workbook.
fn xlsx(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>> {
    let mut archive = ::zip::ZipArchive::new(Cursor::new(bytes)).context(NO_WORKBOOK)?;
    let mut unpacked = 0_u64;
    for place in 0..archive.len() {
        let size = archive.by_index_raw(place).context(NO_WORKBOOK)?.size();
        unpacked = unpacked.saturating_add(size);
    }
    if unpacked > MOST_BYTES {
        bail!("the workbook is too large to be the answers of a survey");
    }
    // The reader of workbooks stumbles over some that no program writes.
    let cells = std::panic::catch_unwind(|| cells(bytes)).unwrap_or_else(|_| bail!(NO_WORKBOOK))?;
    let left = cells.iter().map(|(_, column, _)| *column).min().unwrap_or(0);
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut size = 0;
    for (row, column, text) in cells {
        let row = rows.entry(row + 1).or_default();
        let place = column - left;
        size += (place + 1).saturating_sub(row.len());
        if size > MOST_CELLS {
            bail!("the workbook has more than {MOST_CELLS} cells, which is the limit");
        }
        if row.len() <= place {
            row.resize(place + 1, String::new());
        }
        row[place] = text;
    }
    Ok(rows.into_iter().collect())
}

/// The cells that are not empty with row and column, both from 0. A sheet may name a cell far away:
/// nothing is made of what lies between.
fn cells(bytes: &[u8]) -> Result<Vec<(usize, usize, String)>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).context(NO_WORKBOOK)?;
    let name = workbook.sheet_names().first().cloned().context("the workbook has no sheet")?;
    let mut sheet = workbook.worksheet_cells_reader(&name).context(NO_WORKBOOK)?;
    let mut cells = Vec::new();
    while let Some(found) = sheet.next_cell().context(NO_WORKBOOK)? {
        let (row, column) = found.get_position();
        let place = (usize::try_from(row)?, usize::try_from(column)?);
        let text = cell(&Data::from(found.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        if place.0 > MOST_ROWS || place.1 > MOST_COLUMNS {
            bail!(
                "the workbook has a value in row {} and column {}, and {MOST_ROWS} rows and \
                 {MOST_COLUMNS} columns are the limits",
                place.0 + 1,
                place.1 + 1
            );
        }
        cells.push((place.0, place.1, text));
    }
    Ok(cells)
}

/// A cell as a text: numbers without needless decimals, days as `YYYY-MM-DD`.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.trim().to_owned()
        }
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(true) => "yes".to_owned(),
        Data::Bool(false) => "no".to_owned(),
        Data::DateTime(date) => day(date.as_f64()),
        Data::Error(error) => format!("{error}"),
    }
}

/// A day that Excel counts from 30 December 1899.
#[expect(clippy::cast_possible_truncation, reason = "the number is held between two years")]
fn day(days: f64) -> String {
    if !(1.0..110_000.0).contains(&days) {
        return days.to_string();
    }
    // 1 January 1970 is day 25,569.
    crate::model::Day::from_unix_days(days.floor() as i64 - 25_569).date().to_string()
}

/// A text with its white space made single spaces.
#[must_use]
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_of_any_office() {
        for (text, between) in
            [("Name,City\nA,B\n", ','), ("Name;City\nA;B\n", ';'), ("Name\tCity\nA\tB\n", '\t')]
        {
            let table = read("x.csv", text.as_bytes()).unwrap();
            assert_eq!(table.columns, ["Name", "City"], "{between}");
            assert_eq!(table.rows, [(2, vec!["A".to_owned(), "B".to_owned()])]);
        }
        let table =
            read("x.CSV", "\u{feff}\"A, b; c; d\",City\n\"1\n2\",B\n\nC,D\n".as_bytes()).unwrap();
        assert_eq!(table.columns, ["A, b; c; d", "City"]);
        assert_eq!(table.rows.len(), 2);
        assert!(read("x.csv", b"Name\n").is_err() && read("x.pdf", b"").is_err());
        assert!(read("x.xlsx", b"no workbook").is_err());
        assert_eq!(day(44_197.0), "2021-01-01");
    }

    #[test]
    fn a_workbook_with_a_cell_far_away_fills_no_memory() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 1, "Name").unwrap();
        sheet.write_string(3, 1, "Example").unwrap();
        sheet.write_number(3, 2, 2.0).unwrap();
        let table = read("x.xlsx", &workbook.save_to_buffer().unwrap()).unwrap();
        assert_eq!(table.columns, ["Name"]);
        assert_eq!(table.rows, [(4, vec!["Example".to_owned(), "2".to_owned()])]);

        workbook.worksheet_from_index(0).unwrap().write_number(1_048_575, 16_383, 1.0).unwrap();
        let error = read("x.xlsx", &workbook.save_to_buffer().unwrap()).unwrap_err();
        assert!(error.to_string().contains("in row 1048576 and column 16384"), "{error}");
    }
}
