//! A few facilities side by side, put together in the browser from their pages. Without scripts the
//! page leads to the tables that hold facilities side by side already.

use serde::Serialize;

use super::facts::Item;
use super::head::About;
use super::markup::Markup;
use super::part::PagePart;
use super::shared::Shared;
use super::{Decision, ExploreView};
use crate::address::Address;
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct ComparePage {
    /// The file with the names of all facilities.
    names: Address,
    /// Links to tables that are there already, as HTML.
    tables: Vec<String>,
}

/// Builds the page.
pub(super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
) -> Result<(ComparePage, About), WordFault> {
    let words = &shared.words;
    let mut tables = Vec::new();
    for decision in [Decision::Sites, Decision::Referral] {
        let slug = decision.slug();
        let title = words.choice("decision-title", slug)?;
        tables.push(markup.item(&Item { to: Some(Address::prose(slug)), ..Item::text(title) }));
    }
    let list = words.text("explore.list")?;
    tables.push(markup.item(&Item { to: Some(Address::explore(0)), ..Item::text(list) }));
    let page = ComparePage { names: PagePart::Explore(ExploreView::Rows).address(), tables };
    let about = About {
        title: words.text("compare.title")?,
        description: words.text("compare.description")?,
        crumbs: vec![(words.text("explore.title")?, Address::explore(0))],
    };
    Ok((page, about))
}
