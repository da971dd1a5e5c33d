//! The page of one figure: the figure large, its data, its method, how to cite it and take it away.
//! The page for other sites shows the same, but the figure only.

use anyhow::Result;
use serde::Serialize;

use super::figure::{self, FigureForm, FigureId, FigureView};
use super::head::About;
use super::markup::Markup;
use super::shared::Shared;
use crate::address::Address;

/// What the templates show.
#[derive(Debug, Serialize)]
pub struct FigurePage {
    figure: FigureView,
    method: Vec<String>,
    cite: String,
    files: Vec<File>,
    embed: Address,
    /// The HTML that shows the figure on another site.
    snippet: String,
}

/// A file to take away.
#[derive(Debug, Serialize)]
struct File {
    label: String,
    to: Address,
}

/// Builds the page.
pub(super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    id: FigureId,
) -> Result<(FigurePage, About)> {
    let words = &shared.words;
    let built = shared.figures.get(shared, id)?;
    let mut files = Vec::new();
    for form in FigureForm::of(shared.atlas.settings()) {
        let label = words.choice("figure-form", form.ending())?;
        files.push(File { label, to: id.file(form) });
    }
    let embed = id.embed_address();
    let url = format!("{}{embed}", shared.atlas.settings().base_url);
    let name = built.name.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let page = FigurePage {
        figure: figure::view(shared, markup, id, None)?,
        method: built.method.clone(),
        cite: figure::cite(shared, id, built)?,
        files,
        embed,
        snippet: format!(
            "<iframe src=\"{url}\" title=\"{name}\" width=\"100%\" height=\"700\" \
             loading=\"lazy\"></iframe>"
        ),
    };
    let about = About {
        title: built.name.clone(),
        description: format!("{}. {}", built.title, built.subtitle),
        crumbs: vec![(words.text("figures-page.title")?, Address::figures())],
    };
    Ok((page, about))
}

/// Builds the page for other sites.
pub(super) fn alone(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    id: FigureId,
) -> Result<(FigurePage, About)> {
    let (page, about) = build(shared, markup, id)?;
    let title = shared.words.fill("figure-page.alone", &[("name", &about.title)])?;
    Ok((page, About { title, ..about }))
}
