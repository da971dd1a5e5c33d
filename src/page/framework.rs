//! A country's national framework: how it regulates advanced therapies.

use serde::Serialize;

use super::facility::{SourceNote, source_notes};
use super::facts::{Detail, Fact, Facts, Item};
use super::markdown::{self, Links};
use super::markup::Markup;
use super::shared::Shared;
use crate::model::{Body, ClosedList, Framework, GmoProcedure, HospitalExemption};
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct FrameworkView {
    /// The prose, as HTML.
    prose: String,
    /// HTML.
    prose_notes: String,
    groups: Vec<FrameworkGroup>,
    /// What the sources leave open, in words.
    open: Vec<String>,
    /// The date that it describes, and when it was checked.
    dates: Vec<String>,
    sources: Vec<SourceNote>,
}

/// Facts under one heading.
#[derive(Debug, Serialize)]
struct FrameworkGroup {
    title: String,
    /// HTML.
    facts: String,
}

/// Builds the framework's part of a country page.
pub(super) fn view(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    framework: &Framework,
    root: &str,
) -> Result<FrameworkView, WordFault> {
    let words = &shared.words;
    let mut facts = Facts::new(shared, &framework.sources, "framework-field");
    let facts = &mut facts;
    let mut groups = Vec::new();
    let mut open = Vec::new();
    let mut group = |key: &str, facts: Vec<Fact>| -> Result<(), WordFault> {
        let title = words.choice("framework-group", key)?;
        if facts.is_empty() {
            open.push(title);
        } else {
            groups.push(FrameworkGroup { title, facts: markup.facts(&facts) });
        }
        Ok(())
    };

    body(facts, "competent_authority", framework.competent_authority.as_ref())?;
    body(facts, "trial_authority", framework.trial_authority.as_ref())?;
    body(facts, "ethics", framework.ethics.as_ref())?;
    body(facts, "tissue_authority", framework.tissue_authority.as_ref())?;
    group("authorities", facts.take())?;
    if let Some(exemption) = &framework.hospital_exemption {
        hospital_exemption(facts, exemption)?;
    }
    group("hospital-exemption", facts.take())?;
    if let Some(procedure) = &framework.gmo_procedure {
        gmo_procedure(facts, procedure)?;
    }
    group("gmo-procedure", facts.take())?;
    body(facts, "designation", framework.designation.as_ref())?;
    group("designation", facts.take())?;
    body(facts, "reimbursement_body", framework.reimbursement_body.as_ref())?;
    group("reimbursement", facts.take())?;
    text(facts, "import_export", framework.import_export.as_deref())?;
    text(facts, "logistics", framework.logistics.as_deref())?;
    group("logistics", facts.take())?;

    let mut dates = Vec::new();
    if let Some(date) = framework.as_of {
        dates.push(words.fill("framework.as-of", &[("date", &words.date(date))])?);
    }
    let method = words.choice("method", framework.provenance.method.slug())?;
    let state = framework.provenance.state.slug();
    dates.push(words.fill(&format!("framework-trust.{state}"), &[("method", &method)])?);
    if let Some(date) = framework.provenance.verified {
        dates.push(words.fill("trust.verified", &[("date", &words.date(date))])?);
    }
    Ok(FrameworkView {
        prose: markdown::to_html(&framework.prose, &Links::Inside(root)),
        prose_notes: markup.notes(&facts.notes("prose")),
        groups,
        open,
        dates,
        sources: source_notes(shared, &framework.sources)?,
    })
}

fn text(facts: &mut Facts<'_>, field: &str, value: Option<&str>) -> Result<(), WordFault> {
    facts.optional(field, value.map(str::to_owned).as_ref(), |facts, text| {
        Ok(Item::said(facts.shared, text))
    })
}

fn body(facts: &mut Facts<'_>, field: &str, body: Option<&Body>) -> Result<(), WordFault> {
    let Some(body) = body else { return Ok(()) };
    let website = body.website.as_ref();
    let mut item = match (&body.name, website) {
        (Some(name), _) => Item::text(name.as_str()),
        (None, Some(url)) => Item::text(url.host()),
        (None, None) => Item::default(),
    };
    item.url = website.map(|url| url.as_str().to_owned());
    match &body.notes {
        Some(notes) if item.text.is_empty() => item.text.clone_from(notes),
        Some(notes) => item.details.push(Detail::said(facts.shared, notes)),
        None => {}
    }
    if item.text.is_empty() {
        return Ok(());
    }
    facts.add(field, vec![item])
}

fn hospital_exemption(
    facts: &mut Facts<'_>,
    exemption: &HospitalExemption,
) -> Result<(), WordFault> {
    facts.yes_or_no("hospital_exemption.available", &exemption.available)?;
    text(facts, "hospital_exemption.legal_basis", exemption.legal_basis.as_deref())?;
    text(facts, "hospital_exemption.authorised_by", exemption.authorised_by.as_deref())?;
    text(facts, "hospital_exemption.conditions", exemption.conditions.as_deref())?;
    text(facts, "hospital_exemption.notes", exemption.notes.as_deref())
}

fn gmo_procedure(facts: &mut Facts<'_>, procedure: &GmoProcedure) -> Result<(), WordFault> {
    let word = |list: &'static str, slug: &'static str| {
        move |facts: &Facts<'_>| Ok(Item::text(facts.shared.words.choice(list, slug)?))
    };
    facts.optional("gmo_procedure.regime", procedure.regime.as_ref(), |facts, regime| {
        word("gmo-regime", regime.slug())(facts)
    })?;
    text(facts, "gmo_procedure.authority", procedure.authority.as_deref())?;
    facts.optional("gmo_procedure.order", procedure.order.as_ref(), |facts, order| {
        word("gmo-order", order.slug())(facts)
    })?;
    text(facts, "gmo_procedure.notes", procedure.notes.as_deref())
}
