//! One sheet as XML, row by row.

use std::fmt::{Display, Write as _};
use std::io::Write;

use super::strings::Strings;
use super::{LONGEST_TEXT, TooMuch};
use crate::export::ExportError;

/// So many bytes are collected before they are packed.
const FULL: usize = 4 << 20;

/// Rows in a block, of which each row names the columns that are in use: it helps programs to make
/// room for them.
const BLOCK: u32 = 16;

/// How a cell looks, by its place in the styles of the package.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// As it comes.
    Plain,
    /// Bold, for the heads of columns.
    Head,
    /// On several lines where it is long.
    Wrapped,
}

/// How a sheet is laid out.
pub(super) struct Layout<'a> {
    /// Whether it is the one that is open first.
    pub first: bool,
    /// Whether the first row and the first column stay in sight.
    pub frozen: bool,
    /// The widths of its columns, in digits.
    pub widths: &'a [f64],
}

/// A sheet that is being written.
pub(super) struct Sheet<'s, W> {
    out: W,
    strings: &'s mut Strings,
    xml: String,
    /// The rows of a block that is not full yet: their attributes and their cells.
    block: Vec<(String, String)>,
    /// The first and the last column in use in the block, from 0.
    used: Option<(u16, u16)>,
    row: u32,
}

/// The cells from the first one to the last: `A1:D217`.
pub(super) fn range(rows: u32, columns: u16) -> String {
    format!("A1:{}{rows}", letters(columns.saturating_sub(1)))
}

/// The letters of a column, by its place from 0.
fn letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut left = u32::from(column) + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from_u32(u32::from('A') + left % 26).unwrap_or('A'));
        left /= 26;
    }
    letters.iter().rev().collect()
}

impl<'s, W: Write> Sheet<'s, W> {
    /// Writes what stands above the rows.
    pub fn begin(
        out: W,
        strings: &'s mut Strings,
        range: &str,
        layout: &Layout<'_>,
    ) -> Result<Self, ExportError> {
        let mut xml = format!(
            "{}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><dimension ref=\"{range}\"/><sheetViews><sheetView{} workbookViewId=\"0\"",
            super::package::DECLARATION,
            if layout.first { " tabSelected=\"1\"" } else { "" }
        );
        xml.push_str(if layout.frozen {
            "><pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" state=\"frozen\"/><selection pane=\"topRight\" activeCell=\"B1\" sqref=\"B1\"/><selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/><selection pane=\"bottomRight\"/></sheetView>"
        } else {
            "/>"
        });
        xml.push_str("</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>");
        // Columns beside each other that are as wide are one entry.
        let mut from = 0;
        for alike in layout.widths.chunk_by(|a, b| a.total_cmp(b).is_eq()) {
            // Five of seven pixels of a digit are the margin.
            let width = alike.first().copied().unwrap_or_default() + 182.0 / 256.0;
            let to = from + alike.len();
            let _ = write!(
                xml,
                "<col min=\"{}\" max=\"{to}\" width=\"{width}\" customWidth=\"1\"/>",
                from + 1
            );
            from = to;
        }
        xml.push_str("</cols><sheetData>");
        Ok(Self { out, strings, xml, block: Vec::new(), used: None, row: 0 })
    }

    /// Begins the next row. One without cells is left out.
    pub fn row(&mut self) {
        if self.row.is_multiple_of(BLOCK) {
            self.end_block();
        }
        self.row += 1;
        self.block.push((String::new(), String::new()));
    }

    /// Makes the row so many points high.
    pub fn high(&mut self, points: u32) {
        if let Some((attributes, _)) = self.block.last_mut() {
            let _ = write!(attributes, " ht=\"{points}\" customHeight=\"1\"");
        }
    }

    /// A text in a column, given by its place from 0; an empty one is no cell.
    pub fn text(&mut self, column: u16, text: &str, style: Style) -> Result<(), TooMuch> {
        if text.is_empty() {
            return Ok(());
        }
        if text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT {
            return Err(TooMuch::Text);
        }
        let number = self.strings.number(text);
        self.cell(column, style, format_args!(" t=\"s\"><v>{number}</v></c>"));
        Ok(())
    }

    /// A number.
    pub fn number(&mut self, column: u16, number: impl Display) {
        self.cell(column, Style::Plain, format_args!("><v>{number}</v></c>"));
    }

    /// True or false.
    pub fn boolean(&mut self, column: u16, yes: bool) {
        self.cell(column, Style::Plain, format_args!(" t=\"b\"><v>{}</v></c>", u8::from(yes)));
    }

    /// A cell with a look and nothing in it.
    pub fn blank(&mut self, column: u16, style: Style) {
        self.cell(column, style, format_args!("/>"));
    }

    fn cell(&mut self, column: u16, style: Style, rest: std::fmt::Arguments<'_>) {
        let (first, last) = self.used.unwrap_or((column, column));
        self.used = Some((first.min(column), last.max(column)));
        let Some((_, cells)) = self.block.last_mut() else { return };
        let style = match style {
            Style::Plain => "",
            Style::Head => " s=\"1\"",
            Style::Wrapped => " s=\"2\"",
        };
        let _ = write!(cells, "<c r=\"{}{}\"{style}{rest}", letters(column), self.row);
    }

    fn end_block(&mut self) {
        let spans = self.used.take();
        let spans = spans.map(|(first, last)| format!(" spans=\"{}:{}\"", first + 1, last + 1));
        let spans = spans.unwrap_or_default();
        let first = self.row + 1 - u32::try_from(self.block.len()).unwrap_or_default();
        for (row, (attributes, cells)) in (first..).zip(self.block.drain(..)) {
            if !cells.is_empty() {
                let _ = write!(self.xml, "<row r=\"{row}\"{spans}{attributes}>{cells}</row>");
            }
        }
    }

    /// Packs what has been collected, where it is much.
    pub fn flush_if_full(&mut self) -> Result<(), ExportError> {
        if self.xml.len() >= FULL {
            self.out.write_all(self.xml.as_bytes())?;
            self.xml.clear();
        }
        Ok(())
    }

    /// Ends a sheet that can be filtered.
    pub fn finish_filtered(self, range: &str) -> Result<(), ExportError> {
        self.finish(&format!("<autoFilter ref=\"{range}\"/>"))
    }

    /// Ends a sheet with cells that reach over several columns.
    pub fn finish_merged(self, ranges: impl Iterator<Item = String>) -> Result<(), ExportError> {
        let merged: Vec<String> =
            ranges.map(|range| format!("<mergeCell ref=\"{range}\"/>")).collect();
        let count = merged.len();
        self.finish(&format!("<mergeCells count=\"{count}\">{}</mergeCells>", merged.concat()))
    }

    fn finish(mut self, below: &str) -> Result<(), ExportError> {
        self.end_block();
        let _ = write!(
            self.xml,
            "</sheetData>{below}<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/></worksheet>"
        );
        Ok(self.out.write_all(self.xml.as_bytes())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (61, "BJ"), (702, "AAA")] {
            assert_eq!(letters(column), expected);
        }
        assert_eq!(range(465, 62), "A1:BJ465");
    }

    #[test]
    fn a_text_that_no_cell_can_hold_is_refused() {
        let (mut strings, mut out) = (Strings::default(), Vec::new());
        let layout = Layout { first: false, frozen: false, widths: &[12.0] };
        let mut sheet = Sheet::begin(&mut out, &mut strings, "A1:A1", &layout).unwrap();
        sheet.row();
        assert_eq!(sheet.text(0, &"x".repeat(LONGEST_TEXT), Style::Plain), Ok(()));
        let text = "x".repeat(LONGEST_TEXT + 1);
        assert_eq!(sheet.text(0, &text, Style::Plain), Err(TooMuch::Text));
    }
}
