//! What a reader sees at an address that leads nowhere.

use serde::Serialize;

use super::head::About;
use super::shared::Shared;
use crate::words::WordFault;

/// What the template shows: nothing of its own.
#[derive(Debug, Serialize)]
pub struct NotFoundPage {}

/// Builds the page.
pub(super) fn build(shared: &Shared<'_>) -> Result<(NotFoundPage, About), WordFault> {
    let words = &shared.words;
    let about = About {
        title: words.text("not-found.title")?,
        description: words.text("not-found.text")?,
        crumbs: Vec::new(),
    };
    Ok((NotFoundPage {}, about))
}
