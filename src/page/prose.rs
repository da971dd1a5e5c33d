//! A page of prose from `content/pages/`.

use serde::Serialize;

use super::head::About;
use super::markdown::{self, Links};
use crate::model::Page;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct ProsePage {
    title: String,
    /// Whether the text is English where the rest of the page is not.
    in_english: bool,
    /// HTML.
    body: String,
}

/// Builds a page of prose; `root` leads from it up to the base.
pub(super) fn build(page: &Page, root: &str) -> (ProsePage, About) {
    let body = markdown::to_html(&page.body, &Links::Inside(root));
    let about = About {
        title: page.title.clone(),
        description: page.description.clone(),
        crumbs: Vec::new(),
    };
    (ProsePage { title: page.title.clone(), in_english: page.in_english, body }, about)
}
