//! The page of all figures.

use anyhow::Result;
use serde::Serialize;

use super::figure::{EuropeFigure, FigureId};
use super::head::About;
use super::shared::Shared;
use crate::address::Address;
use crate::model::ClosedList;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct FiguresPage {
    europe: Vec<Entry>,
    countries: Vec<CountryEntry>,
}

/// A figure in the list.
#[derive(Debug, Serialize)]
struct Entry {
    name: String,
    title: String,
    to: Address,
}

/// The figures of a country.
#[derive(Debug, Serialize)]
struct CountryEntry {
    name: String,
    map: Address,
    roles: Address,
}

/// Builds the page.
pub(super) fn build(shared: &Shared<'_>) -> Result<(FiguresPage, About)> {
    let words = &shared.words;
    let mut europe = Vec::new();
    for id in EuropeFigure::ALL.iter().copied().map(FigureId::Europe) {
        let figure = shared.figures.get(shared, id)?;
        let (name, title) = (figure.name.clone(), figure.title.clone());
        europe.push(Entry { name, title, to: id.address() });
    }
    let with_records =
        shared.countries().iter().filter(|&&code| !shared.in_country(code).is_empty());
    let countries = with_records.map(|&code| CountryEntry {
        name: shared.country_name(code),
        map: FigureId::CountryMap(code).address(),
        roles: FigureId::CountryRoles(code).address(),
    });
    let page = FiguresPage { europe, countries: countries.collect() };
    let about = About {
        title: words.text("figures-page.title")?,
        description: words.text("figures-page.description")?,
        crumbs: Vec::new(),
    };
    Ok((page, about))
}
