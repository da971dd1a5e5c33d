//! Tables, the same on every page that answers with figures.

use super::facts::Item;
use super::shared::Shared;
use crate::address::Address;
use crate::export::sum_name;
use crate::model::{FacilityIndex, Stated};
use crate::summary::{Area, Subject};
use crate::words::WordFault;

/// A table with its title and its columns.
#[derive(Debug)]
pub struct Table {
    pub(super) caption: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// What a column holds.
#[derive(Debug)]
pub(super) struct Column {
    pub label: String,
    pub number: bool,
}

/// What stands in one place of a table; the first of a row is the row's heading.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// Words alone, which most cells are; empty beside items.
    pub plain: String,
    pub items: Vec<Item>,
    pub number: bool,
    /// The name of the sum of the static API that the number is, which every build holds it against.
    pub sum: Option<String>,
    /// What makes the value readable, such as its interval.
    pub note: Option<String>,
}

impl Table {
    /// A table without rows.
    pub fn new(caption: String) -> Self {
        Self { caption, columns: Vec::new(), rows: Vec::new() }
    }

    /// With one more column, of words.
    pub fn words(mut self, label: String) -> Self {
        self.columns.push(Column { label, number: false });
        self
    }

    /// With one more column, of numbers.
    pub fn numbers(mut self, label: String) -> Self {
        self.columns.push(Column { label, number: true });
        self
    }

    /// Adds a row: as many cells as there are columns.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Cell {
    /// Values with their links.
    pub fn items(items: Vec<Item>) -> Self {
        Self { items, ..Self::default() }
    }

    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { plain: text.into(), ..Self::default() }
    }

    /// Words that lead to a page of the atlas.
    pub fn link(text: impl Into<String>, to: Address) -> Self {
        Self::items(vec![Item { to: Some(to), ..Item::text(text) }])
    }

    /// A number as it is written.
    pub fn number(text: String) -> Self {
        Self { number: true, ..Self::text(text) }
    }

    /// The number of facilities of a kind that are at work in an area.
    pub fn at_work(shared: &Shared<'_>, area: Area, subject: Subject, count: u32) -> Self {
        let sum = sum_name(area, subject, shared.atlas.vocabularies());
        let number = shared.words.decimals(f64::from(count), 0);
        Self { sum: Some(sum), ..Self::number(number) }
    }

    /// With a note to the value.
    pub fn with_note(self, note: Option<String>) -> Self {
        Self { note, ..self }
    }

    /// A value that is not known.
    pub fn unknown(shared: &Shared<'_>) -> Result<Self, WordFault> {
        Ok(Self::items(vec![Item::quiet(shared.words.text("value.not-known")?)]))
    }

    /// A value in any of its states.
    pub fn stated<T>(
        shared: &Shared<'_>,
        value: &Stated<T>,
        cell: impl FnOnce(&T) -> Result<Self, WordFault>,
    ) -> Result<Self, WordFault> {
        let quiet = |key| Ok(Self::items(vec![Item::quiet(shared.words.text(key)?)]));
        let cell = match value {
            Stated::Absent => return Self::unknown(shared),
            Stated::Undisclosed => return quiet("value.undisclosed"),
            Stated::NotApplicable => return quiet("value.not-applicable"),
            Stated::Is(value) => cell(value)?,
        };
        if cell.items.is_empty() && cell.plain.is_empty() { quiet("value.none") } else { Ok(cell) }
    }

    /// A facility with its city.
    pub fn facility(shared: &Shared<'_>, index: FacilityIndex) -> Self {
        let facility = shared.atlas.facility(index);
        let to = Address::facility(&facility.id);
        Self::link(facility.name.as_str(), to).with_note(Some(facility.location.city.clone()))
    }
}
