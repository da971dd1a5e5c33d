//! Tables as CSV: UTF-8, RFC 4180, one header line.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` or a control character for a
//! formula, and a formula can do harm (CWE-1236). Texts that begin so get an apostrophe in front,
//! as spreadsheets themselves write 'this is text'; the same inside a text behind a semicolon, a
//! tab or a line break, where a spreadsheet set to other separators would begin a new cell.

use std::borrow::Cow;
use std::io::Write;

use super::table::{Cell, Data, Table, WHY_EMPTY, why_empty};

/// Writes a table as a CSV file.
///
/// # Errors
/// Where `out` cannot be written to: the rows of a table all have as many cells as it has columns.
pub fn write(table: &dyn Table, data: Data<'_>, out: &mut impl Write) -> Result<(), csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let columns = table.columns();
    writer.write_record(columns.iter().map(|column| column.name).chain([WHY_EMPTY]))?;
    let mut outcome = Ok(());
    table.each_row(data, &mut |cells| {
        if outcome.is_ok() {
            let why = why_empty(&columns, cells);
            let texts = cells.iter().map(text).chain([Cow::Owned(why.unwrap_or_default())]);
            outcome = writer.write_record(texts.map(|text| text.into_owned().into_bytes()));
        }
    });
    outcome?;
    writer.flush()?;
    Ok(())
}

/// Rows below a head as the bytes of a CSV file, every text as it is given: see [`harmless`].
///
/// # Errors
/// Rows that are not as long as the head.
pub fn plain(
    head: &[String],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = Vec::new();
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

fn text<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::Empty | Cell::Why(_) | Cell::NoneAtAll => Cow::Borrowed(""),
        Cell::Text(text) => harmless(text),
        Cell::Integer(number) => Cow::Owned(number.to_string()),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Boolean(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
    }
}

/// A text in which no spreadsheet finds a formula.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    let begins_formula =
        |rest: &str| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let starts = |at: usize| at == 0 || text[..at].ends_with([';', '\t', '\n', '\r']);
    if !text.char_indices().any(|(at, _)| starts(at) && begins_formula(&text[at..])) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 2);
    for (at, letter) in text.char_indices() {
        if starts(at) && begins_formula(&text[at..]) {
            safe.push('\'');
        }
        safe.push(letter);
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+31 71 526 9111", "'+31 71 526 9111"),
            ("-80 °C", "'-80 °C"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("a;=cmd|' /C calc'!A0", "a;'=cmd|' /C calc'!A0"),
            ("a\n=1", "a\n'=1"),
            ("\t=1", "'\t'=1"),
            ("＝1", "'＝1"),
        ] {
            assert_eq!(harmless(text), safe);
        }
        for text in ["", "a", "a-b", "a = b", "cell-based", "5; -80 °C", "Málaga"] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!(text(&Cell::Number(-3.7038)), "-3.7038");
        assert_eq!(text(&Cell::Number(4000.0)), "4000");
        assert_eq!(text(&Cell::Integer(-1)), "-1");
    }
}
