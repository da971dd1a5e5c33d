//! The data of a figure as a table, and as a CSV file.

use crate::chart::NumberFormat;
use crate::export::csv;
use crate::words::NumberSigns;

/// The data of a figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::page) struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::page) struct Column {
    /// Its name, with the unit.
    pub name: String,
    /// Whether it holds numbers.
    pub number: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::page) enum Cell {
    Text(String),
    /// A number, and how readers see it.
    Number(f64, NumberFormat),
    /// Why there is none.
    Missing(String),
}

impl Cell {
    /// A count.
    pub fn count(number: usize) -> Self {
        Self::Number(number as f64, NumberFormat::WHOLE)
    }

    /// A number, or the word that stands for none.
    pub fn maybe(number: Option<f64>, format: NumberFormat, word: &str) -> Self {
        number.map_or_else(|| Self::Missing(word.to_owned()), |it| Self::Number(it, format))
    }

    /// As readers see it.
    pub fn shown(&self, signs: NumberSigns) -> String {
        match self {
            Self::Text(text) | Self::Missing(text) => text.clone(),
            Self::Number(number, format) => format.with(signs).write(*number),
        }
    }
}

impl Table {
    /// Columns by their names, texts first; the others hold numbers.
    pub fn of(texts: &[String], numbers: &[String]) -> Self {
        let column = |number| move |name: &String| Column { name: name.clone(), number };
        let columns = texts.iter().map(column(false)).chain(numbers.iter().map(column(true)));
        Self { columns: columns.collect(), rows: Vec::new() }
    }

    /// A CSV file: numbers with one digit more than readers see, missing ones empty.
    pub fn csv(&self) -> Result<Vec<u8>, ::csv::Error> {
        let head: Vec<String> = self.columns.iter().map(|column| column.name.clone()).collect();
        let cell = |cell: &Cell| match cell {
            Cell::Text(text) => csv::harmless(text).into_owned(),
            Cell::Number(number, format) => {
                let decimals = usize::from(format.decimals) + 2;
                let written = format!("{number:.decimals$}");
                written.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            Cell::Missing(_) => String::new(),
        };
        let rows = self.rows.iter().map(|row| row.iter().map(cell).collect());
        csv::plain(&head, rows)
    }
}
