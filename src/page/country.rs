//! One country: its figures, its facilities, its national framework.

use anyhow::Result;
use serde::Serialize;

use super::figure::{self, FigureId, FigureLinks, FigureView};
use super::framework::{FrameworkView, view};
use super::head::About;
use super::history::{self, History};
use super::listing::cards;
use super::markup::Markup;
use super::shared::Shared;
use crate::address::Address;
use crate::model::{CountryCode, Stage};

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct CountryPage {
    name: String,
    definition: String,
    /// The figures in a sentence.
    figures: Vec<String>,
    map: Option<FigureView>,
    roles: Option<FigureView>,
    /// HTML.
    facilities: String,
    framework: Option<FrameworkView>,
    no_framework: String,
    history: History,
}

/// Builds the page of a country.
pub(super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    code: CountryCode,
    root: &str,
) -> Result<(CountryPage, About)> {
    let words = &shared.words;
    let name = shared.country_name(code);
    let facilities = shared.in_country(code);
    let country = shared.country_in_sentence(code);
    let in_country: [(&str, &dyn std::fmt::Display); 1] = [("country", &country)];
    let mut figures = vec![match facilities.len() {
        0 => words.fill("country.no-facilities", &in_country)?,
        count => words.count("country.facilities", count, &in_country)?,
    }];
    if !facilities.is_empty() {
        for (key, stage) in [
            ("country.at-work", Stage::AtWork),
            ("country.coming", Stage::Coming),
            ("country.paused", Stage::Paused),
            ("country.ended", Stage::Ended),
            ("country.not-known", Stage::NotKnown),
        ] {
            let count = shared.count_in_stage(facilities, stage);
            if count > 0 {
                figures.push(words.count(key, count, &[])?);
            }
        }
    }
    let framework = shared.atlas.frameworks().get(&code);
    let links = FigureLinks { root, countries: Vec::new(), list: Some("#facilities") };
    let drawn = |id| {
        let any = !facilities.is_empty();
        any.then(|| figure::view(shared, markup, id, Some(&links))).transpose()
    };
    let page = CountryPage {
        definition: definition(shared, code),
        figures,
        map: drawn(FigureId::CountryMap(code))?,
        roles: drawn(FigureId::CountryRoles(code))?,
        facilities: cards(shared, markup, facilities)?,
        framework: framework.map(|framework| view(shared, markup, framework, root)).transpose()?,
        no_framework: words.fill("country.no-framework", &in_country)?,
        history: history::of_country(shared, code)?,
        name: name.clone(),
    };
    let about = About {
        description: words.count("country.description", facilities.len(), &in_country)?,
        title: name,
        crumbs: vec![(words.text("nav.countries")?, Address::countries())],
    };
    Ok((page, about))
}

fn definition(shared: &Shared<'_>, code: CountryCode) -> String {
    let country = shared.atlas.vocabularies().country(code);
    country.map_or_else(String::new, |(_, entry, _)| entry.definition.clone())
}
