//! Every facility, to be searched and chosen from.
//!
//! Without scripts the page is the whole list as a table, in parts where it is long, with links to
//! the pages of whatever facilities can be chosen by. With scripts the explorer stands in its place;
//! what it works with is in files of its own ([`view`]): [`facet`] says what can be chosen, [`index`]
//! what can be searched for, [`town`] where near is.

mod facet;
mod fold;
mod index;
pub(super) mod town;
mod view;

use serde::Serialize;

use super::facts::Item;
use super::filled::filled;
use super::head::About;
use super::markup::Markup;
use super::part::PagePart;
use super::shared::Shared;
use super::table::{Cell, Table};
use crate::address::Address;
use crate::geo::Coordinates;
use crate::model::{Atlas, Facility, FacilityIndex};
use crate::words::WordFault;
use facet::{Facet, facets};

pub(super) use index::FacilityWords;
pub use view::ExploreView;
pub(super) use view::view;

/// So many facilities are listed on one page; a longer list has several.
const LONGEST_LIST: usize = 500;

/// So many choices of a facet lead to their pages from the list without scripts.
const LINKS: usize = 12;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct ExplorePage<'s> {
    /// Where the explorer's files are.
    parts: Address,
    /// What the addresses of the files of towns begin with.
    towns: Address,
    /// How many facilities there are.
    all: usize,
    facets: &'s [FacetLinks],
    /// HTML.
    table: String,
    /// The parts of the list, where it has more than one.
    pages: Vec<ListPart>,
    /// Those that the explorer cannot know.
    left_out: Vec<Link>,
    /// Whether this is the first of them, where the explorer stands.
    first: bool,
}

/// So many parts of the list before and behind a part are shown on it.
const PARTS_AROUND: usize = 5;

/// A facet, with the pages of what can be chosen.
#[derive(Debug, Serialize)]
pub(super) struct FacetLinks {
    label: String,
    links: Vec<Link>,
    more: Option<Address>,
}

/// A choice's page.
#[derive(Debug, Serialize)]
struct Link {
    label: String,
    count: Option<String>,
    to: Address,
}

/// A part of the list.
#[derive(Debug, Serialize)]
struct ListPart {
    label: String,
    to: Address,
    here: bool,
}

/// Latitude and longitude in thousandths of a degree, which is a street's length.
fn thousandths(at: Coordinates) -> [f64; 2] {
    [at.latitude(), at.longitude()].map(|degrees| (degrees * 1000.0).round() / 1000.0)
}

/// How many pages the list takes.
pub(super) fn parts(atlas: &Atlas) -> usize {
    atlas.facilities().len().div_ceil(LONGEST_LIST).max(1)
}

/// The parts that one of them leads to, itself among them: of a long list the ends, and what is around,
/// so that each part leads to the next.
fn parts_shown(part: usize, parts: usize) -> impl Iterator<Item = usize> {
    (0..parts).filter(move |&other| {
        other == 0 || other + 1 == parts || other.abs_diff(part) <= PARTS_AROUND
    })
}

/// Builds a page of the list, from 0.
pub(super) fn build<'s>(
    shared: &'s Shared<'_>,
    markup: Markup<'_>,
    part: usize,
) -> Result<(ExplorePage<'s>, About), WordFault> {
    let words = &shared.words;
    let all = shared.by_name.len();
    let title = words.text("explore.title")?;
    let span = |part: usize| (part * LONGEST_LIST, ((part + 1) * LONGEST_LIST).min(all));
    let label = |part: usize| -> Result<String, WordFault> {
        let (from, to) = span(part);
        words.fill("explore.part", &[("from", &(from + 1).min(to)), ("to", &to), ("all", &all)])
    };
    let mut pages = Vec::new();
    let parts = parts(shared.atlas);
    if parts > 1 {
        for other in parts_shown(part, parts) {
            let to = Address::explore(other);
            pages.push(ListPart { label: label(other)?, to, here: other == part });
        }
    }
    let facets = filled(&shared.facet_links, || {
        Ok(facets(shared, &shared.by_name)?.iter().filter_map(links).collect())
    })?;
    let (from, to) = span(part);
    let page = ExplorePage {
        parts: PagePart::folder(),
        towns: PagePart::towns(),
        all,
        facets,
        table: markup.table(&table(shared, shared.by_name.get(from..to).unwrap_or_default())?),
        pages,
        left_out: left_out(shared),
        first: part == 0,
    };
    let (mut here, mut crumbs) = (title.clone(), Vec::new());
    let mut description = words.count("explore.description", all, &[])?;
    if part > 0 {
        here = label(part)?;
        description = format!("{description} {here}.");
        crumbs.push((title, Address::explore(0)));
    }
    Ok((page, About { title: here, description, crumbs }))
}

/// What some facilities can be chosen by in a form: the choices of a facet by their names in
/// addresses and for readers.
#[derive(Debug, Serialize)]
pub(super) struct Need {
    id: &'static str,
    label: String,
    choices: Vec<(String, String)>,
}

/// The facets of a form that leads to the explorer, in its order; those that leave no choice are
/// left out.
pub(super) fn needs(
    shared: &Shared<'_>,
    list: &[FacilityIndex],
    wanted: &[&str],
) -> Result<Vec<Need>, WordFault> {
    let facets = facets(shared, list)?.into_iter();
    let asked = facets.filter(|facet| wanted.contains(&facet.id) && facet.choices.len() > 1);
    let choice = |it: facet::Choice| (it.slug, it.label);
    let need = |it: Facet| Need {
        id: it.id,
        label: it.label,
        choices: it.choices.into_iter().map(choice).collect(),
    };
    Ok(asked.map(need).collect())
}

/// The facilities whose facts may stand in no file, and so cannot be searched.
fn left_out(shared: &Shared<'_>) -> Vec<Link> {
    let all = shared.by_name.iter().map(|&index| shared.atlas.facility(index));
    let link = |facility: &Facility| Link {
        label: facility.name.clone(),
        count: None,
        to: Address::facility(&facility.id),
    };
    all.filter(|facility| !facility.may_be_reused()).map(link).collect()
}

/// The pages of what can be chosen; none for a facet whose choices have no pages.
fn links(facet: &Facet) -> Option<FacetLinks> {
    let all = facet.choices.iter().filter_map(|choice| {
        let to = choice.to.clone()?;
        Some(Link {
            label: choice.label.clone(),
            count: Some(choice.members.len().to_string()),
            to,
        })
    });
    let links: Vec<Link> = all.take(LINKS).collect();
    let choice = facet.choices.iter().find(|choice| choice.to.is_some())?;
    let more = match (facet.id, choice.term) {
        ("country", _) => Some(Address::countries()),
        ("region", _) => Some(Address::regions()),
        (_, term) => term.map(|term| Address::vocabulary(term.vocabulary())),
    };
    let label = facet.label.clone();
    Some(FacetLinks { label, more: more.filter(|_| facet.choices.len() > LINKS), links })
}

/// Facilities as rows.
fn table(shared: &Shared<'_>, facilities: &[FacilityIndex]) -> Result<Table, WordFault> {
    let words = &shared.words;
    let mut table = Table::new(words.text("explore.list")?)
        .words(words.text("table.facility")?)
        .words(words.text("table.city")?)
        .words(words.text("table.country")?)
        .words(words.text("table.roles")?)
        .words(words.text("table.status")?);
    for &index in facilities {
        let facility = shared.atlas.facility(index);
        let country = facility.location.country;
        table.row(vec![
            Cell::link(facility.name.as_str(), Address::facility(&facility.id)),
            Cell::text(facility.location.city.as_str()),
            Cell::text(shared.country_name(country)),
            Cell::text(roles(shared, index)),
            Cell::stated(shared, &facility.status, |&status| {
                Ok(Cell::items(vec![Item::text(shared.atlas.vocabularies().label(status))]))
            })?,
        ]);
    }
    Ok(table)
}

/// The short names of a facility's roles.
fn roles(shared: &Shared<'_>, index: FacilityIndex) -> String {
    let vocabularies = shared.atlas.vocabularies();
    let entries = shared.atlas.facility(index).roles.iter();
    let labels = entries.filter_map(|&role| Some(vocabularies.entry(role)?.short_label()));
    labels.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::parts_shown;

    #[test]
    fn a_part_of_a_long_list_leads_to_its_ends_and_its_neighbours() {
        let shown = |part, parts| parts_shown(part, parts).collect::<Vec<_>>();
        assert_eq!(shown(1, 3), [0, 1, 2]);
        assert_eq!(shown(0, 500), [0, 1, 2, 3, 4, 5, 499]);
        assert_eq!(shown(250, 500).first(), Some(&0));
        assert_eq!(shown(250, 500)[1..12], (245..=255).collect::<Vec<_>>());
        assert_eq!(shown(250, 500).last(), Some(&499));
        assert!((1..500).all(|part| shown(part, 500).contains(&(part - 1))));
    }
}
