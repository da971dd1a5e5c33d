//! The atlas as tidy tables: one thing a row, one fact a column.
//!
//! Each table is declared once ([`tables`]): a column's name, type and meaning stand beside the
//! function that reads its value. CSV, the workbook, the database, the data package and the data
//! dictionary are all made from these declarations, so that they cannot disagree.

mod areas;
mod cell;
mod completeness;
mod facilities;
mod lists;
mod terms;

use std::borrow::Cow;
use std::fmt::Write as _;

pub use cell::{Cell, LIST_SEPARATOR};
pub use completeness::{Completeness, completeness};

use crate::model::{Atlas, Facility, FacilityIndex, VocabularyName};

/// The column that every table ends with.
pub const WHY_EMPTY: &str = "why_empty";

/// What [`WHY_EMPTY`] means.
pub const WHY_EMPTY_MEANING: &str = "Why cells of this row are empty, as `column=reason` with `;` between: `undisclosed` (asked, and not told), `not-applicable` (the question makes no sense there), `none` (the list has nothing on it). An empty cell that is not named here: nobody has told us.";

/// What the tables are made from: the atlas, and those of its facilities that may be downloaded.
#[derive(Clone, Copy)]
pub struct Data<'a> {
    /// The atlas.
    pub atlas: &'a Atlas,
    /// The facilities, by id.
    pub facilities: &'a [FacilityIndex],
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A web address.
    Url,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day, a month or a year: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    Date,
    /// Words with [`LIST_SEPARATOR`] between them.
    List,
}

/// A column as the data dictionary shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// What it means.
    pub meaning: &'static str,
    /// The vocabulary that its words come from.
    pub vocabulary: Option<VocabularyName>,
    /// The table whose first column its values stand in.
    pub refers_to: Option<&'static str>,
    /// Whether it is never empty.
    pub required: bool,
}

/// A column and how to read its value from a row.
struct Column<T: 'static> {
    about: About,
    cell: for<'r> fn(&'r Row<'r, T>) -> Cell<'r>,
}

/// Where the value of a row's cells comes from.
struct Row<'r, T> {
    atlas: &'r Atlas,
    /// The facility that the row is about; in tables of areas and terms there is none.
    facility: Option<(FacilityIndex, &'r Facility)>,
    /// The place of the row among those of its facility, from 1.
    nth: usize,
    item: &'r T,
}

impl<'r, T> Row<'r, T> {
    fn id(&self) -> Cell<'r> {
        self.facility.map_or(Cell::Empty, |(_, facility)| Cell::text(facility.id.as_str()))
    }

    fn slug(&self, term: crate::model::Term) -> Cell<'r> {
        Cell::text(self.atlas.vocabularies().slug(term))
    }

    fn slugs(&self, terms: &[crate::model::Term]) -> Cell<'r> {
        Cell::list(terms.iter().map(|&term| self.atlas.vocabularies().slug(term)))
    }
}

/// A column that may be empty; `reads` makes it one.
const fn about(name: &'static str, kind: Kind, meaning: &'static str) -> About {
    About { name, kind, meaning, vocabulary: None, refers_to: None, required: false }
}

impl About {
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn of(mut self, vocabulary: VocabularyName) -> Self {
        self.vocabulary = Some(vocabulary);
        self
    }

    const fn to(mut self, table: &'static str) -> Self {
        self.refers_to = Some(table);
        self
    }

    const fn reads<T>(self, cell: for<'r> fn(&'r Row<'r, T>) -> Cell<'r>) -> Column<T> {
        Column { about: self, cell }
    }
}

/// The facility that a row is about: the first column of most tables.
const fn facility_column<T>() -> Column<T> {
    about("facility", Kind::Text, "The facility's id.")
        .required()
        .to("facilities")
        .reads(|row| row.id())
}

/// The place of a row among those of its facility, which makes rows citable.
const fn nth_column<T>() -> Column<T> {
    about("nth", Kind::Integer, "The row's place in the facility's record, from 1.")
        .required()
        .reads(|row| Cell::count(row.nth))
}

/// The rows of a table.
enum Rows<T: Clone + 'static> {
    /// So many for each facility.
    OfFacilities(for<'r> fn(&'r Atlas, FacilityIndex) -> Cow<'r, [T]>),
    /// Not by facility.
    Whole(for<'r> fn(Data<'r>) -> Vec<T>),
}

/// A table with rows of one type.
struct Typed<T: Clone + 'static> {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    key: &'static [&'static str],
    columns: &'static [Column<T>],
    rows: Rows<T>,
}

/// A table of the data package.
pub trait Table: Sync {
    /// Its name: that of its file and its sheet.
    fn name(&self) -> &'static str;
    /// Its title for readers.
    fn title(&self) -> &'static str;
    /// What a row is.
    fn about(&self) -> &'static str;
    /// The columns that together are never twice the same.
    fn key(&self) -> &'static [&'static str];
    /// Its columns, [`WHY_EMPTY`] left out.
    fn columns(&self) -> Vec<About>;
    /// How many rows it has.
    fn count(&self, data: Data<'_>) -> usize;
    /// Hands over the rows one by one, without [`WHY_EMPTY`].
    fn each_row(&self, data: Data<'_>, take: &mut dyn FnMut(&[Cell<'_>]));
}

impl<T: Clone + Sync> Table for Typed<T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn title(&self) -> &'static str {
        self.title
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn key(&self) -> &'static [&'static str] {
        self.key
    }

    fn columns(&self) -> Vec<About> {
        self.columns.iter().map(|column| column.about).collect()
    }

    fn count(&self, data: Data<'_>) -> usize {
        match &self.rows {
            Rows::OfFacilities(items) => {
                data.facilities.iter().map(|&index| items(data.atlas, index).len()).sum()
            }
            Rows::Whole(items) => items(data).len(),
        }
    }

    fn each_row(&self, data: Data<'_>, take: &mut dyn FnMut(&[Cell<'_>])) {
        let atlas = data.atlas;
        let mut hand_over = |facility: Option<FacilityIndex>, items: &[T]| {
            for (item, nth) in items.iter().zip(1..) {
                let facility = facility.map(|index| (index, atlas.facility(index)));
                let row = Row { atlas, facility, nth, item };
                let cells: Vec<Cell> =
                    self.columns.iter().map(|column| (column.cell)(&row)).collect();
                take(&cells);
            }
        };
        match &self.rows {
            Rows::OfFacilities(items) => {
                for &index in data.facilities {
                    hand_over(Some(index), &items(atlas, index));
                }
            }
            Rows::Whole(items) => hand_over(None, &items(data)),
        }
    }
}

/// All tables, the main one first.
#[must_use]
pub fn tables() -> [&'static dyn Table; 17] {
    [
        &facilities::FACILITIES,
        &lists::NAMES,
        &lists::ORGANISATIONS,
        &lists::TERMS,
        &lists::PRODUCTS,
        &lists::LICENCES,
        &lists::ACCREDITATIONS,
        &lists::CLEANROOMS,
        &lists::TRIALS,
        &lists::FIGURES,
        &lists::RELATIONS,
        &lists::EVENTS,
        &lists::SOURCES,
        &areas::COUNTRIES,
        &areas::REGIONS,
        &completeness::COMPLETENESS,
        &terms::VOCABULARIES,
    ]
}

/// The text of a row's last column: why its empty cells are empty.
#[must_use]
pub fn why_empty(columns: &[About], cells: &[Cell<'_>]) -> Option<String> {
    let mut text = String::new();
    for (column, cell) in columns.iter().zip(cells) {
        if let Some(why) = cell.why_empty() {
            let separator = if text.is_empty() { "" } else { LIST_SEPARATOR };
            // Writing to a string cannot fail.
            let _ = write!(text, "{separator}{}={why}", column.name);
        }
    }
    (!text.is_empty()).then_some(text)
}
