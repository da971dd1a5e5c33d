//! A survey's export as a table of texts: CSV or a workbook of Excel.

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
    let context = "the file is not a workbook of Excel";
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).context(context)?;
    let range = workbook.worksheet_range_at(0).context("the workbook has no sheet")?;
    let range = range.context(context)?;
    let (first, _) = range.start().unwrap_or_default();
    let first = usize::try_from(first).unwrap_or(0);
    let rows = range.rows().enumerate();
    Ok(rows.map(|(at, cells)| (first + at + 1, cells.iter().map(cell).collect())).collect())
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
}
