//! What a reader sees at an address that leads nowhere.

use serde::Serialize;

use super::head::About;
use super::shared::Shared;
use crate::address::Address;
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct NotFoundPage<'a> {
    /// Where the navigation leads, by name.
    places: &'a [(String, Address)],
}

/// Builds the page.
pub(super) fn build<'a>(shared: &'a Shared<'_>) -> Result<(NotFoundPage<'a>, About), WordFault> {
    let words = &shared.words;
    let about = About {
        title: words.text("not-found.title")?,
        description: words.text("not-found.text")?,
        crumbs: Vec::new(),
    };
    Ok((NotFoundPage { places: &shared.ways.nav }, about))
}
