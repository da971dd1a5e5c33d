//! A table as a picture: one cell for each row and column, darker for more.

use std::fmt::Write;

use super::datum::Datum;
use super::ink::Ink;
use super::number::NumberFormat;
use super::sheet::{Anchor, Fault, Place, Sheet};
use super::text;
use super::words::{capital, count};
use super::{Chart, Frame};

/// Cells in rows and columns, in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<MatrixRow>,
    /// How the numbers are written.
    pub format: NumberFormat,
    /// Where the second, third, fourth and fifth step of the ramp begin; what is below the first
    /// of them, zero above all, stays pale. 1, 2, 5 and 10 by default.
    pub steps: [f64; 4],
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRow {
    /// Its name.
    pub label: String,
    /// Its cells, one for each column; where there are fewer, the rest is missing.
    pub cells: Vec<Datum>,
}

impl Default for Matrix {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            rows: Vec::new(),
            format: NumberFormat::WHOLE,
            steps: [1.0, 2.0, 5.0, 10.0],
        }
    }
}

/// The height of a line of a name.
const LINE: f64 = 16.0;
/// The least height of a cell.
const CELL: f64 = 24.0;
/// The most width of a cell.
const WIDEST: f64 = 64.0;
/// The most height of the columns' names.
const HEAD: f64 = 150.0;
/// The room between the blocks that the columns are divided into.
const BETWEEN: f64 = 18.0;

impl Chart for Matrix {
    fn describe(&self) -> String {
        let rows = count(self.rows.len(), "row", "rows");
        let columns = count(self.columns.len(), "column", "columns");
        let mut text = format!("Matrix of {rows} and {columns}.");
        let mut most: Option<(&str, &str, f64)> = None;
        let (mut zeros, mut missing) = (0, 0);
        for row in &self.rows {
            for (place, column) in self.columns.iter().enumerate() {
                match row.cells.get(place).and_then(Datum::number) {
                    Some(number) => {
                        zeros += usize::from(number.abs() <= 0.0);
                        if most.is_none_or(|(.., highest)| number > highest) {
                            most = Some((&row.label, column, number));
                        }
                    }
                    None => missing += 1,
                }
            }
        }
        if let Some((row, column, number)) = most {
            _ = write!(text, " Highest: {row}, {column}, {}.", self.format.write(number));
        }
        if zeros > 0 {
            _ = write!(text, " {}.", capital(&count(zeros, "cell is zero", "cells are zero")));
        }
        if missing > 0 {
            let words = count(missing, "cell has no figure", "cells have no figure");
            _ = write!(text, " {}.", capital(&words));
        }
        text
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.columns.is_empty()
    }

    fn height(&self, frame: Frame) -> f64 {
        self.lay_out(frame).height
    }

    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        let layout = self.lay_out(sheet.frame());
        let mut top = 0.0;
        let mut begin = 0;
        while begin < self.columns.len() {
            let end = (begin + layout.columns).min(self.columns.len());
            self.paint_heads(sheet, &layout, begin..end, top)?;
            let mut y = top + layout.head;
            for (row, name) in self.rows.iter().zip(&layout.names) {
                let high = row_height(name);
                self.paint_row(sheet, &layout, row, begin..end, (y, high))?;
                let lines = name.len() as f64 * LINE;
                let mut middle = y + high / 2.0 - lines / 2.0 + LINE / 2.0;
                for line in name {
                    sheet.text(line, (layout.left - 8.0, middle), Anchor::End, Ink::Label)?;
                    middle += LINE;
                }
                y += high;
            }
            top = y + BETWEEN;
            begin = end;
        }
        Ok(())
    }
}

/// Where everything stands.
struct Layout {
    left: f64,
    head: f64,
    /// The width of a cell.
    wide: f64,
    /// Columns in one block.
    columns: usize,
    names: Vec<Vec<String>>,
    height: f64,
}

impl Matrix {
    fn lay_out(&self, frame: Frame) -> Layout {
        let size = frame.text_size(Ink::Label);
        let most = frame.width() * 0.34;
        let widest = self.rows.iter().map(|row| text::width(&row.label, size));
        let room = widest.fold(0.0, f64::max).min(most);
        let names: Vec<_> =
            self.rows.iter().map(|row| text::wrap(&row.label, size, room + 0.01)).collect();
        let left = room + 10.0;
        let inside = self.rows.iter().flat_map(|row| &row.cells).filter_map(Datum::number);
        let widths = inside
            .map(|number| text::width(&self.format.write(number), frame.text_size(Ink::OnDark)));
        let needed = widths.fold(CELL, f64::max) + 6.0;
        let across = frame.width() - left - 1.0;
        let fit = (across / needed).floor().max(1.0) as usize;
        let blocks = self.columns.len().div_ceil(fit).max(1);
        // Blocks of even size look better than a last one with a single column.
        let columns = self.columns.len().div_ceil(blocks).max(1);
        let wide = (across / columns as f64).min(WIDEST);
        let heads = self.columns.iter().flat_map(|name| head_lines(name, frame, wide));
        let head =
            heads.map(|line| text::width(&line, frame.text_size(Ink::Note))).fold(0.0, f64::max)
                + 10.0;
        let rows: f64 = names.iter().map(|name| row_height(name)).sum();
        let height = blocks as f64 * (head + rows + BETWEEN) - BETWEEN + 2.0;
        Layout { left, head, wide, columns, names, height }
    }

    /// Writes the names of columns upwards.
    fn paint_heads(
        &self,
        sheet: &Sheet<'_>,
        layout: &Layout,
        columns: std::ops::Range<usize>,
        top: f64,
    ) -> Result<(), Fault> {
        for (place, name) in self.columns[columns].iter().enumerate() {
            let lines = head_lines(name, sheet.frame(), layout.wide);
            let middle = layout.left + layout.wide * (place as f64 + 0.5);
            let mut x = middle - (lines.len() as f64 - 1.0) * LINE / 2.0;
            for line in &lines {
                sheet.text_upwards(line, (x, top + layout.head - 6.0), Ink::Note)?;
                x += LINE;
            }
        }
        Ok(())
    }

    fn paint_row(
        &self,
        sheet: &Sheet<'_>,
        layout: &Layout,
        row: &MatrixRow,
        columns: std::ops::Range<usize>,
        (top, high): (f64, f64),
    ) -> Result<(), Fault> {
        for (place, column) in columns.enumerate() {
            let left = layout.left + layout.wide * place as f64;
            let cell = Place {
                left: left + 0.5,
                top: top + 0.5,
                right: left + layout.wide - 0.5,
                bottom: top + high - 0.5,
            };
            let Some(number) = row.cells.get(column).and_then(Datum::number) else {
                sheet.hatch(cell)?;
                continue;
            };
            let step = self.steps.iter().filter(|&&begin| number >= begin).count();
            sheet.rect(cell, Ink::step(step))?;
            let ink = if step > 2 { Ink::OnDark } else { Ink::OnPale };
            let middle = (left + layout.wide / 2.0, top + high / 2.0);
            sheet.text(&self.format.write(number), middle, Anchor::Middle, ink)?;
        }
        Ok(())
    }
}

/// The lines of a column's name, written upwards within the width of a cell as far as they fit.
fn head_lines(name: &str, frame: Frame, wide: f64) -> Vec<String> {
    let size = frame.text_size(Ink::Note);
    let most = (wide / LINE).floor().max(1.0) as usize;
    let lines = text::wrap(name, size, HEAD);
    if lines.len() <= most {
        return lines;
    }
    // Too many lines for the cell: as few as it takes, on longer lines.
    let mut room = HEAD;
    let mut longer = lines;
    while longer.len() > most {
        room *= 1.25;
        longer = text::wrap(name, size, room);
    }
    longer
}

fn row_height(name: &[String]) -> f64 {
    let lines = name.len() as f64 * LINE;
    (lines + 6.0).max(CELL)
}
