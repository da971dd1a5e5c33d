//! All tables in one workbook for those who live in spreadsheets: a sheet a table, and a first
//! sheet that explains them.
//!
//! Texts are written as texts, so that nothing in them is taken for a formula.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::datapackage::description;
use super::stamp::{LICENCE_NAME, LICENCE_URL, Stamp};
use super::table::{
    About, Cell, Data, Kind, Table, WHY_EMPTY, WHY_EMPTY_MEANING, tables, why_empty,
};
use crate::model::ClosedList as _;

/// `data/atlas.xlsx`.
///
/// # Errors
/// Where a table has more rows or longer texts than a workbook can hold.
pub fn file(data: Data<'_>, stamp: &Stamp) -> Result<Vec<u8>, XlsxError> {
    let settings = data.atlas.settings();
    let mut workbook = Workbook::new();
    let as_of = settings.as_of;
    let part = |part: Option<u8>| part.unwrap_or(1);
    let day = ExcelDateTime::from_ymd(as_of.year(), part(as_of.month()), part(as_of.day()))?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&settings.title)
            .set_author(&settings.publisher)
            .set_comment(&stamp.attribution)
            .set_creation_datetime(&day),
    );
    let look = Look {
        head: Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap(),
        wrapped: Format::new().set_align(FormatAlign::Top).set_text_wrap(),
    };
    read_me(workbook.add_worksheet(), data, stamp, &look)?;
    for table in tables() {
        sheet(workbook.add_worksheet(), table, data, &look)?;
    }
    workbook.save_to_buffer()
}

struct Look {
    head: Format,
    wrapped: Format,
}

fn read_me(
    sheet: &mut Worksheet,
    data: Data<'_>,
    stamp: &Stamp,
    look: &Look,
) -> Result<(), XlsxError> {
    let settings = data.atlas.settings();
    sheet.set_name("read me")?;
    sheet.set_column_width(0, 22)?.set_column_width(1, 26)?.set_column_width(2, 14)?;
    sheet.set_column_width(3, 90)?;
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
    let mut row = 0;
    for (name, text) in head {
        sheet.write_string_with_format(row, 0, name, &look.head)?;
        sheet.merge_range(row, 1, row, 3, text, &look.wrapped)?;
        row += 1;
    }
    sheet.set_row_height(row - 1, 120)?;
    for source in &stamp.sources {
        let text = format!("{} ({}): {}", source.title, source.terms, source.url);
        sheet.write_string_with_format(row, 0, "Also used", &look.head)?;
        sheet.merge_range(row, 1, row, 3, &text, &look.wrapped)?;
        row += 1;
    }
    row += 1;
    for (place, name) in (0..).zip(["Sheet", "Column", "Type", "Meaning"]) {
        sheet.write_string_with_format(row, place, name, &look.head)?;
    }
    row += 1;
    for table in tables() {
        sheet.write_string(row, 0, table.name())?;
        sheet.write_string_with_format(row, 3, table.about(), &look.wrapped)?;
        row += 1;
        for column in table.columns() {
            sheet.write_string(row, 0, table.name())?;
            sheet.write_string(row, 1, column.name)?;
            sheet.write_string(row, 2, kind(column.kind))?;
            sheet.write_string_with_format(row, 3, meaning(&column), &look.wrapped)?;
            row += 1;
        }
    }
    sheet.write_string(row, 0, "all")?;
    sheet.write_string(row, 1, WHY_EMPTY)?;
    sheet.write_string(row, 2, kind(Kind::Text))?;
    sheet.write_string_with_format(row, 3, WHY_EMPTY_MEANING, &look.wrapped)?;
    Ok(())
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

fn sheet(
    sheet: &mut Worksheet,
    table: &dyn Table,
    data: Data<'_>,
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_name(table.name())?;
    let columns = table.columns();
    for (place, column) in (0..).zip(&columns) {
        sheet.write_string_with_format(0, place, column.name, &look.head)?;
        sheet.set_column_width(place, width(column))?;
    }
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    sheet.write_string_with_format(0, last, WHY_EMPTY, &look.head)?;
    sheet.set_freeze_panes(1, 1)?;
    let mut row = 0;
    let mut outcome = Ok(());
    table.each_row(data, &mut |cells| {
        row += 1;
        if outcome.is_ok() {
            outcome = write_row(sheet, row, &columns, cells);
        }
    });
    outcome?;
    sheet.autofilter(0, 0, row, last)?;
    Ok(())
}

fn width(column: &About) -> f64 {
    match column.kind {
        Kind::Integer | Kind::Number | Kind::Boolean | Kind::Date => 12.0,
        Kind::Text | Kind::Url | Kind::List => 24.0,
    }
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    columns: &[About],
    cells: &[Cell<'_>],
) -> Result<(), XlsxError> {
    for (place, cell) in (0..).zip(cells) {
        match cell {
            Cell::Empty | Cell::Why(_) | Cell::NoneAtAll => {}
            Cell::Text(text) => {
                sheet.write_string(row, place, text.as_ref())?;
            }
            // A spreadsheet's numbers are exact to 2^53, which no count here comes near.
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
            Cell::Integer(number) => {
                sheet.write_number(row, place, *number as f64)?;
            }
            Cell::Number(number) => {
                sheet.write_number(row, place, *number)?;
            }
            Cell::Boolean(yes) => {
                sheet.write_boolean(row, place, *yes)?;
            }
        }
    }
    if let Some(why) = why_empty(columns, cells) {
        sheet.write_string(row, u16::try_from(cells.len()).unwrap_or(u16::MAX), why)?;
    }
    Ok(())
}
