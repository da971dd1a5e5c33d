//! The page of one facility: every field of its record, in the order of the questions that people
//! ask, each with its sources.
//!
//! 1. What is it? ([`what`]) 2. Can I be treated there, or work with it? ([`care`]) 3. What does it
//!    work on? ([`therapies`]) 4. How big is it? ([`size`]) 5. What may it do? ([`permits`])
//! 6. Whom does it work with? ([`partners`]) 7. Where is it? ([`place`]) 8. How do we know?
//!    ([`sources`])

mod care;
mod nearby;
mod partners;
mod permits;
mod place;
mod size;
mod sources;
mod therapies;
mod what;

use serde::Serialize;

use super::facts::{Fact, Facts, Item};
use super::figure::{Locator, locator};
use super::head::About;
use super::history::{self, History};
use super::linked;
use super::markdown::{self, Links};
use super::markup::Markup;
use super::once::Once;
use super::shared::Shared;
use crate::address::Address;
use crate::export::File;
use crate::model::{ClosedList, Facility, FacilityIndex, Stage};
use crate::words::WordFault;
use nearby::Nearby;
pub(super) use sources::{SourceNote, source_notes};

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct FacilityPage {
    id: String,
    name: String,
    /// How we know the name, as HTML.
    name_known: String,
    /// Name in the country's language, with that language where it is known.
    local_name: Option<LocalName>,
    /// Links, as HTML.
    roles: Vec<String>,
    status: Option<String>,
    /// `at-work` and so on.
    stage: &'static str,
    /// HTML.
    summary: Option<String>,
    /// HTML.
    summary_notes: String,
    /// What has to be known before anything else.
    notices: Vec<String>,
    trust: Trust,
    groups: Vec<Group>,
    nearby: Option<Nearby>,
    place: Group,
    locator: Option<Locator>,
    provenance: Group,
    sources: Vec<SourceNote>,
    history: History,
    /// The form with this record in it, or the guide where the record may not be passed on.
    correct: String,
    /// The record as a text file and as JSON, for those that may be reused.
    files: Option<Files>,
    /// The facility for search engines, for those that may be reused.
    linked: Option<String>,
}

/// The record in files.
#[derive(Debug, Serialize)]
struct Files {
    text: Address,
    json: Address,
}

/// A name in the country's language, as HTML, and how we know it.
#[derive(Debug, Serialize)]
struct LocalName {
    name: String,
    known: String,
}

/// Facts that answer one question.
#[derive(Debug, Serialize)]
struct Group {
    /// For links into the page.
    id: &'static str,
    /// The question.
    title: String,
    /// The answers, at least one on a page, as HTML.
    facts: String,
}

/// How far the record can be trusted.
#[derive(Debug, Serialize)]
pub struct Trust {
    /// Who compiled it, and whether the facility has confirmed it.
    pub text: String,
    /// When somebody last held it against its sources.
    pub verified: String,
    /// `compiled`, `confirmed` and so on.
    pub state: &'static str,
}

/// Builds the page of a facility.
pub(super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    once: &Once,
    index: FacilityIndex,
) -> anyhow::Result<(FacilityPage, About)> {
    let facility = shared.atlas.facility(index);
    let words = &shared.words;
    let vocabularies = shared.atlas.vocabularies();
    let mut facts = Facts::new(shared, &facility.sources, "field");
    let facts = &mut facts;

    let name_known = markup.known(&facts.fact("name", Vec::new())?);
    let local_name = match facility.local_name.value() {
        Some(name) => {
            let lang = shared.language_of(facility.location.country);
            let item = Item { lang, ..Item::text(name.as_str()) };
            let name = markup.item(&item);
            let known = markup.known(&facts.fact("local_name", vec![item])?);
            Some(LocalName { name, known })
        }
        None => None,
    };

    let mut groups = Vec::new();
    let mut group = |id: &'static str, facts: Vec<Fact>| -> Result<(), WordFault> {
        if !facts.is_empty() {
            let title = words.choice("facility-group", id)?;
            groups.push(Group { id, title, facts: markup.facts(&facts) });
        }
        Ok(())
    };
    group("what", what::facts(facts, index, facility)?)?;
    group("care", care::facts(facts, facility)?)?;
    group("therapies", therapies::facts(facts, facility)?)?;
    group("size", size::facts(facts, facility)?)?;
    group("permits", permits::facts(facts, facility)?)?;
    group("partners", partners::facts(facts, index, facility)?)?;
    let place = place::facts(facts, facility)?;
    let provenance = sources::facts(facts, facility)?;

    let country = shared.country_name(facility.location.country);
    let place_name = words
        .fill("facility.place", &[("city", &facility.location.city), ("country", &country)])?;
    let title =
        words.fill("facility.title", &[("name", &facility.name), ("place", &place_name)])?;
    let roles: Vec<_> = facility.roles.iter().map(|&role| vocabularies.label(role)).collect();
    let description = words.fill(
        "facility.description",
        &[("name", &facility.name), ("place", &place_name), ("roles", &roles.join(", "))],
    )?;
    let page = FacilityPage {
        id: facility.id.to_string(),
        name: facility.name.clone(),
        name_known,
        local_name,
        roles: facility.roles.iter().map(|&role| markup.item(&facts.term(role))).collect(),
        status: facility.status.value().map(|&status| vocabularies.label(status).to_owned()),
        stage: shared.stage(index).slug(),
        summary: facility.summary.as_ref().map(|text| markdown::to_html(text, &Links::Outside)),
        summary_notes: markup.notes(&facts.notes("summary")),
        notices: notices(shared, index, facility)?,
        trust: trust(shared, facility)?,
        groups,
        nearby: nearby::nearby(shared, markup, index)?,
        place: Group {
            id: "place",
            title: words.text("facility-group.place")?,
            facts: markup.facts(&place),
        },
        locator: locator(shared, once, index)?,
        provenance: Group {
            id: "sources",
            title: words.text("facility-group.sources")?,
            facts: markup.facts(&provenance),
        },
        sources: source_notes(shared, &facility.sources)?,
        history: history::of_record(shared, facility)?,
        correct: match facility.may_be_reused() {
            true => format!("{}?record={}", Address::form(), facility.id),
            false => shared.prose_address("contribute").unwrap_or_else(Address::form).to_string(),
        },
        files: facility.may_be_reused().then(|| Files {
            text: shared.exports.address(File::Record(index)),
            json: shared.exports.address(File::Facility(index)),
        }),
        linked: linked::facility(shared, index)?,
    };
    let crumbs = vec![
        (words.text("nav.countries")?, Address::countries()),
        (country, Address::country(facility.location.country)),
    ];
    Ok((page, About { title, description, crumbs }))
}

fn notices(
    shared: &Shared<'_>,
    index: FacilityIndex,
    facility: &Facility,
) -> Result<Vec<String>, WordFault> {
    let words = &shared.words;
    let mut notices = Vec::new();
    if shared.stage(index) == Stage::Ended {
        notices.push(match facility.closed.value() {
            Some(date) => words.fill("facility.closed", &[("date", &words.date(*date))])?,
            None => words.text("facility.closed-undated")?,
        });
    }
    if let Some(reason) = &facility.no_reuse {
        notices.push(words.fill("facility.no-reuse", &[("reason", reason)])?);
    }
    Ok(notices)
}

fn trust(shared: &Shared<'_>, facility: &Facility) -> Result<Trust, WordFault> {
    let words = &shared.words;
    let provenance = &facility.provenance;
    let state = provenance.state.slug();
    let method = words.choice("method", provenance.method.slug())?;
    let verified = match provenance.verified {
        Some(date) => words.fill("trust.verified", &[("date", &words.date(date))])?,
        None => words.text("trust.never-verified")?,
    };
    Ok(Trust {
        text: words.fill(&format!("trust.{state}"), &[("method", &method)])?,
        verified,
        state,
    })
}
