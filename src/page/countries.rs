//! All countries that the atlas has a record or a framework of.

use serde::Serialize;

use super::head::About;
use super::home::{CountryRow, rows};
use super::shared::Shared;
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct CountriesPage {
    countries: Vec<CountryRow>,
}

/// Builds the page.
pub(super) fn build(shared: &Shared<'_>) -> Result<(CountriesPage, About), WordFault> {
    let words = &shared.words;
    let about = About {
        title: words.text("countries.title")?,
        description: words.text("countries.description")?,
        crumbs: Vec::new(),
    };
    Ok((CountriesPage { countries: rows(shared) }, about))
}
