//! The first page: what the atlas is, its figures, the ways in, countries at a glance.

use anyhow::Result;
use serde::Serialize;

use super::Decision;
use super::figure::{self, EuropeFigure, FigureId, FigureLinks, FigureView};
use super::head::About;
use super::markup::Markup;
use super::shared::Shared;
use crate::address::Address;
use crate::model::{Confirmation, CountryCode, FacilityIndex, Stage, VocabularyName};

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct HomePage {
    lead: String,
    tallies: Vec<Tally>,
    doors: Vec<Door>,
    /// How many of the records their facilities have confirmed.
    trust: String,
    /// The page that says how records are made, where there is one.
    method: Option<Address>,
    map: FigureView,
    roles: FigureView,
    density: FigureView,
    figures: Address,
    countries: Vec<CountryRow>,
}

/// One figure of the atlas.
#[derive(Debug, Serialize)]
struct Tally {
    number: String,
    /// The name of the same count in the API.
    sum: String,
    label: String,
}

/// A way into the atlas.
#[derive(Debug, Serialize)]
struct Door {
    label: String,
    text: String,
    to: Address,
}

/// A country in a table.
#[derive(Debug, Serialize)]
pub(super) struct CountryRow {
    name: String,
    to: Address,
    /// The country's folder, by which the API's counts are named.
    code: String,
    facilities: String,
    at_work: String,
    coming: String,
    framework: bool,
}

/// Builds the home page.
pub(super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    root: &str,
) -> Result<(HomePage, About)> {
    let words = &shared.words;
    let atlas = shared.atlas;
    let facilities: Vec<FacilityIndex> = atlas.indexed().map(|(index, _)| index).collect();
    let countries = countries_with_records(shared);
    let tally = |key: &str, sum: &str, count: usize| {
        let label = words.count(&format!("tally.{key}"), count, &[])?;
        anyhow::Ok(Tally { number: words.whole_number(count), sum: sum.to_owned(), label })
    };
    let role = |slug: &str| {
        let term = atlas.vocabularies().find(VocabularyName::Roles, slug);
        term.map_or(0, |term| shared.with_term(term).len())
    };
    let tallies = vec![
        Tally {
            number: words.whole_number(facilities.len()),
            sum: "all".to_owned(),
            label: words.count("tally.facilities-in", countries, &[])?,
        },
        tally("at-work", "at_work", shared.count_in_stage(&facilities, Stage::AtWork))?,
        tally("gmp-facility", "role.gmp-facility", role("gmp-facility"))?,
        tally("treatment-centre", "role.treatment-centre", role("treatment-centre"))?,
    ];
    let confirmed = atlas.facilities().iter();
    let confirmed = confirmed.filter(|one| one.provenance.state == Confirmation::Confirmed).count();
    let trust = match confirmed {
        0 => words.text("home.none-confirmed")?,
        _ => words.count(
            "home.some-confirmed",
            confirmed,
            &[("all", &words.whole_number(facilities.len()))],
        )?,
    };
    let country = |&index: &FacilityIndex| atlas.facility(index).location.country;
    let countries_of = facilities.iter().map(country).collect();
    let links = FigureLinks { root, countries: countries_of, list: None };
    let page = HomePage {
        lead: atlas.settings().description.clone(),
        tallies,
        doors: doors(shared)?,
        trust,
        method: shared.prose_address("method"),
        map: figure::view(
            shared,
            markup,
            FigureId::Europe(EuropeFigure::DensityMap),
            Some(&links),
        )?,
        roles: figure::view(shared, markup, FigureId::Europe(EuropeFigure::Roles), None)?,
        density: figure::view(
            shared,
            markup,
            FigureId::Europe(EuropeFigure::DensityByCountry),
            None,
        )?,
        figures: Address::figures(),
        countries: rows(shared),
    };
    let about = About {
        title: words.text("home.title")?,
        description: atlas.settings().description.clone(),
        crumbs: Vec::new(),
    };
    Ok((page, about))
}

fn countries_with_records(shared: &Shared<'_>) -> usize {
    shared.countries().iter().filter(|&&code| !shared.in_country(code).is_empty()).count()
}

/// The five decisions, each with its page.
fn doors(shared: &Shared<'_>) -> Result<Vec<Door>> {
    let words = &shared.words;
    let door = |decision: Decision| {
        let slug = decision.slug();
        Ok(Door {
            label: words.text(&format!("door.{slug}.label"))?,
            text: words.text(&format!("door.{slug}.text"))?,
            to: Address::prose(slug),
        })
    };
    Decision::ALL.into_iter().map(door).collect()
}

/// Every country of the atlas in a table, by name.
pub(super) fn rows(shared: &Shared<'_>) -> Vec<CountryRow> {
    shared.countries().iter().map(|&code| row(shared, code)).collect()
}

fn row(shared: &Shared<'_>, code: CountryCode) -> CountryRow {
    let words = &shared.words;
    let facilities = shared.in_country(code);
    let count = |stage: Stage| words.whole_number(shared.count_in_stage(facilities, stage));
    CountryRow {
        name: shared.country_name(code),
        to: Address::country(code),
        code: code.folder(),
        facilities: words.whole_number(facilities.len()),
        at_work: count(Stage::AtWork),
        coming: count(Stage::Coming),
        framework: shared.atlas.frameworks().contains_key(&code),
    }
}
