//! Facilities at work, grouped as the decisions ask for them.

use crate::model::{CountryCode, FacilityIndex, ProductName, Stage, Term, VocabularyName};
use crate::page::facts::Item;
use crate::page::shared::Shared;
use crate::page::table::{Cell, Table};

/// The facilities at work that suit, by country; the countries by name, and those without any left
/// out.
pub(super) fn by_country(
    shared: &Shared<'_>,
    suits: impl Fn(FacilityIndex) -> bool,
) -> Vec<(CountryCode, Vec<FacilityIndex>)> {
    let at_work = |index: &FacilityIndex| shared.stage(*index) == Stage::AtWork && suits(*index);
    let countries = shared.countries().iter().map(|&country| {
        (country, shared.in_country(country).iter().copied().filter(at_work).collect::<Vec<_>>())
    });
    countries.filter(|(_, facilities)| !facilities.is_empty()).collect()
}

/// The facilities at work that do something with a product: a word of `product-links`.
pub(super) fn with_product(shared: &Shared<'_>, product: Term, does: &str) -> Vec<FacilityIndex> {
    let Some(does) = shared.atlas.vocabularies().find(VocabularyName::ProductLinks, does) else {
        return Vec::new();
    };
    let suits = |index: &FacilityIndex| {
        let products = shared.atlas.facility(*index).therapies.products.entries();
        shared.stage(*index) == Stage::AtWork
            && products
                .iter()
                .any(|one| one.product == ProductName::Term(product) && one.does.contains(&does))
    };
    shared.with_term(product).iter().copied().filter(suits).collect()
}

/// Adds a row for every term of a vocabulary that there is something to say of, by label: the term,
/// and what is said.
pub(super) fn term_rows(
    shared: &Shared<'_>,
    vocabulary: VocabularyName,
    table: &mut Table,
    say: impl Fn(Term) -> Option<Vec<Cell>>,
) {
    let terms = shared.atlas.vocabularies().terms(vocabulary);
    let mut rows: Vec<(&str, Term, Vec<Cell>)> =
        terms.filter_map(|(term, entry)| Some((entry.label.as_str(), term, say(term)?))).collect();
    rows.sort_by(|a, b| shared.compare(a.0, b.0));
    for (label, term, said) in rows {
        let to = shared.term_address(term);
        let mut cells = vec![Cell::items(vec![Item { to, ..Item::text(label) }])];
        cells.extend(said);
        table.row(cells);
    }
}
