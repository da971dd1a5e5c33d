//! The page of a record that was taken back: it says so, when and why, and nothing else of it.

use anyhow::{Context as _, Result};
use serde::Serialize;

use super::head::About;
use super::history::{self, History};
use super::shared::Shared;
use crate::address::Address;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct WithdrawnPage {
    text: String,
    reason: String,
    country: String,
    country_to: Address,
    history: History,
}

/// Builds the page of a record, given by its place in [`Atlas::withdrawn`]
/// (crate::model::Atlas::withdrawn), and of one of its ids.
pub(super) fn build(
    shared: &Shared<'_>,
    place: usize,
    id: usize,
) -> Result<(WithdrawnPage, About)> {
    let words = &shared.words;
    let record = shared.atlas.withdrawn().get(place).context("no such record")?;
    let withdrawal = record.withdrawn.as_ref().context("the record was not taken back")?;
    let id = record.ids().nth(id).unwrap_or(&record.id);
    let code = record.location.country;
    let country = shared.country_name(code);
    let text = words.fill("withdrawn.text", &[("date", &words.date(withdrawal.date))])?;
    // Without other records the country has no page.
    let has_page = shared.countries().contains(&code);
    let country_to = if has_page { Address::country(code) } else { Address::countries() };
    let page = WithdrawnPage {
        text: text.clone(),
        reason: words.fill("withdrawn.reason", &[("reason", &withdrawal.reason)])?,
        country: country.clone(),
        country_to: country_to.clone(),
        history: history::of_record(shared, record)?,
    };
    let about = About {
        title: words.fill("withdrawn.title", &[("id", id)])?,
        description: text,
        crumbs: vec![(words.text("nav.countries")?, Address::countries()), (country, country_to)],
    };
    Ok((page, about))
}
