//! How complete the records are: which columns of the facilities have a value, by country.

use std::collections::BTreeMap;

use super::facilities::FACILITIES;
use super::{Cell, Data, Kind, Rows, Table as _, Typed, about};
use crate::model::CountryCode;

/// How many facilities of a country answer one question, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completeness {
    /// The country.
    pub country: CountryCode,
    /// The column of `facilities`.
    pub column: &'static str,
    /// Facilities with a value, `none` among them.
    pub filled: usize,
    /// Facilities that were asked, and have not told.
    pub undisclosed: usize,
    /// Facilities for which the question makes no sense.
    pub not_applicable: usize,
    /// All facilities of the country.
    pub of: usize,
}

/// Every country with every column that a facility may leave open, in order.
#[must_use]
pub fn completeness(data: Data<'_>) -> Vec<Completeness> {
    let columns = FACILITIES.columns();
    let country = columns.iter().position(|column| column.name == "country");
    let mut counts: BTreeMap<CountryCode, Vec<Completeness>> = BTreeMap::new();
    FACILITIES.each_row(data, &mut |cells| {
        let Some(Cell::Text(code)) = country.and_then(|place| cells.get(place)) else { return };
        let Some(country) = CountryCode::parse(code) else { return };
        let row = counts.entry(country).or_insert_with(|| {
            let open = columns.iter().map(|column| Completeness {
                country,
                column: column.name,
                filled: 0,
                undisclosed: 0,
                not_applicable: 0,
                of: 0,
            });
            open.collect()
        });
        for (count, cell) in row.iter_mut().zip(cells) {
            count.of += 1;
            match cell.why_empty() {
                Some("undisclosed") => count.undisclosed += 1,
                Some("not-applicable") => count.not_applicable += 1,
                _ if *cell == Cell::Empty => {}
                _ => count.filled += 1,
            }
        }
    });
    let may_be_open = |count: &Completeness| {
        columns.iter().any(|column| column.name == count.column && !column.required)
    };
    counts.into_values().flatten().filter(may_be_open).collect()
}

pub(super) static COMPLETENESS: Typed<Completeness> = Typed {
    name: "completeness",
    title: "Completeness",
    about: "A row is a column of `facilities` in one country: how many facilities have a value there. Columns that are always filled are left out.",
    key: &["country", "column"],
    columns: &[
        about("country", Kind::Text, "The country, as ISO 3166-1 alpha-2 in capitals.")
            .to("countries")
            .required()
            .reads(|row| Cell::shown(row.item.country)),
        about("column", Kind::Text, "The column of `facilities`.")
            .required()
            .reads(|row| Cell::text(row.item.column)),
        about(
            "filled",
            Kind::Integer,
            "Facilities with a value; a list with nothing on it is one.",
        )
        .required()
        .reads(|row| Cell::count(row.item.filled)),
        about("undisclosed", Kind::Integer, "Facilities that were asked, and have not told.")
            .required()
            .reads(|row| Cell::count(row.item.undisclosed)),
        about("not_applicable", Kind::Integer, "Facilities for which the question makes no sense.")
            .required()
            .reads(|row| Cell::count(row.item.not_applicable)),
        about(
            "of",
            Kind::Integer,
            "All facilities of the country. Of the rest nobody has told us.",
        )
        .required()
        .reads(|row| Cell::count(row.item.of)),
    ],
    rows: Rows::Whole(completeness),
};
