//! How complete the records are, by field and by country.

use std::collections::BTreeMap;

use serde::Serialize;

use super::head::About;
use super::shared::Shared;
use crate::address::Address;
use crate::export::table::completeness;
use crate::model::CountryCode;
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct CompletenessPage {
    all: String,
    fields: Vec<Field>,
    countries: Vec<Country>,
    matrix: Vec<Row>,
    csv: Address,
}

/// A field over all facilities.
#[derive(Debug, Serialize)]
struct Field {
    name: &'static str,
    filled: String,
    share: String,
    undisclosed: String,
    not_applicable: String,
    open: String,
}

/// The head of a column of the matrix.
#[derive(Debug, Serialize)]
struct Country {
    code: String,
    name: String,
    to: Address,
}

/// A row of the matrix: a field, and its share of each country's facilities.
#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    cells: Vec<Cell>,
}

/// One share.
#[derive(Debug, Serialize)]
struct Cell {
    share: String,
    /// `3 of 12 facilities`
    exactly: String,
}

/// Builds the page.
pub(super) fn build(shared: &Shared<'_>) -> Result<(CompletenessPage, About), WordFault> {
    let words = &shared.words;
    let counts = completeness(shared.exports.data());
    let mut by_field: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut names: Vec<&'static str> = Vec::new();
    let mut codes: Vec<CountryCode> = Vec::new();
    for count in &counts {
        let sums = by_field.entry(count.column).or_insert_with(|| {
            names.push(count.column);
            [0; 4]
        });
        let added = [count.filled, count.undisclosed, count.not_applicable, count.of];
        sums.iter_mut().zip(added).for_each(|(sum, number)| *sum += number);
        if codes.last() != Some(&count.country) {
            codes.push(count.country);
        }
    }
    let number = |count| words.whole_number(count);
    let fields = names.iter().map(|&name| {
        let [filled, undisclosed, not_applicable, of] =
            by_field.get(name).copied().unwrap_or_default();
        Field {
            name,
            filled: number(filled),
            share: share(filled, of),
            undisclosed: number(undisclosed),
            not_applicable: number(not_applicable),
            open: number(of.saturating_sub(filled + undisclosed + not_applicable)),
        }
    });
    let mut matrix = Vec::new();
    for &name in &names {
        let row = counts.iter().filter(|count| count.column == name).map(|count| {
            let exactly =
                words.count("completeness.exactly", count.of, &[("filled", &number(count.filled))]);
            Ok(Cell { share: share(count.filled, count.of), exactly: exactly? })
        });
        matrix.push(Row { name, cells: row.collect::<Result<_, _>>()? });
    }
    let page = CompletenessPage {
        all: words.count("completeness.all", shared.exports.data().facilities.len(), &[])?,
        fields: fields.collect(),
        countries: codes
            .iter()
            .map(|&code| Country {
                code: code.to_string(),
                name: shared.country_name(code),
                to: Address::country(code),
            })
            .collect(),
        matrix,
        csv: Address::file_at("data/completeness.csv"),
    };
    let about = About {
        title: words.text("completeness.title")?,
        description: words.text("completeness.description")?,
        crumbs: vec![(words.text("data.title")?, Address::data())],
    };
    Ok((page, about))
}

/// A share in whole per cents, rounded to the nearest, but 0 % and 100 % only where they are exact.
fn share(part: usize, of: usize) -> String {
    if part == 0 || of == 0 {
        return "0 %".to_owned();
    }
    let rounded = (part * 200 + of) / (2 * of);
    if part == of { "100 %".to_owned() } else { format!("{} %", rounded.clamp(1, 99)) }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn nothing_and_all_are_exact() {
        assert_eq!(share(0, 464), "0 %");
        assert_eq!(share(1, 464), "1 %");
        assert_eq!(share(463, 464), "99 %");
        assert_eq!(share(464, 464), "100 %");
        assert_eq!(
            (share(1, 3), share(2, 3), share(1, 8)),
            ("33 %".into(), "67 %".into(), "13 %".into())
        );
    }
}
