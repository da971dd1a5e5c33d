//! The national frameworks side by side.

use super::decision::{DecisionPage, Section};
use super::facts::Item;
use super::head::About;
use super::markup::Markup;
use super::shared::Shared;
use super::table::{Cell, Table};
use crate::address::Address;
use crate::model::{Body, ClosedList, CountryCode, Framework, Stated};
use crate::words::WordFault;

/// Builds the page.
pub(super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
) -> Result<(DecisionPage, About), WordFault> {
    let words = &shared.words;
    let frameworks: Vec<(CountryCode, &Framework)> = shared
        .countries()
        .iter()
        .filter_map(|code| Some((*code, shared.atlas.frameworks().get(code)?)))
        .collect();
    let available = frameworks.iter().filter(|(_, framework)| {
        let exemption = framework.hospital_exemption.as_ref();
        exemption.is_some_and(|it| it.available.value() == Some(&true))
    });
    let lead = vec![
        words.count("frameworks.described", frameworks.len(), &[])?,
        words.count("frameworks.exemption", available.count(), &[])?,
    ];
    let sections = vec![
        hospital_exemption(shared, &frameworks)?,
        gmo(shared, &frameworks)?,
        authorities(shared, &frameworks)?,
        money(shared, &frameworks)?,
    ];
    let about = About {
        title: words.text("frameworks.title")?,
        description: words.text("frameworks.description")?,
        crumbs: Vec::new(),
    };
    let mut limits = vec![words.text("frameworks.limits")?];
    if shared.english().is_some() {
        limits.push(words.text("languages.records")?);
    }
    Ok((DecisionPage::new(markup, lead, sections, limits), about))
}

type Frameworks<'a> = [(CountryCode, &'a Framework)];

fn country(shared: &Shared<'_>, code: CountryCode) -> Cell {
    Cell::link(shared.country_name(code), Address::country(code))
}

fn text(shared: &Shared<'_>, text: Option<&String>) -> Result<Cell, WordFault> {
    text.map_or_else(|| Cell::unknown(shared), |text| Ok(Cell::text(text.as_str())))
}

fn body(shared: &Shared<'_>, body: Option<&Body>) -> Result<Cell, WordFault> {
    let Some(body) = body else { return Cell::unknown(shared) };
    let url = body.website.as_ref().map(|url| url.as_str().to_owned());
    match (&body.name, &body.website, &body.notes) {
        (Some(name), ..) => Ok(Cell::items(vec![Item { url, ..Item::text(name.as_str()) }])),
        (None, Some(website), _) => Ok(Cell::items(vec![Item::link(website)])),
        (None, None, Some(notes)) => Ok(Cell::text(notes.as_str())),
        (None, None, None) => Cell::unknown(shared),
    }
}

fn columns(shared: &Shared<'_>, title: &str, labels: &[&str]) -> Result<Table, WordFault> {
    let words = &shared.words;
    let mut table = Table::new(title.to_owned()).words(words.text("table.country")?);
    for label in labels {
        table = table.words(words.text(&format!("framework-field.{label}"))?);
    }
    Ok(table)
}

fn hospital_exemption(
    shared: &Shared<'_>,
    frameworks: &Frameworks<'_>,
) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.choice("framework-group", "hospital-exemption")?;
    let mut table = columns(
        shared,
        &title,
        &[
            "hospital_exemption.available",
            "hospital_exemption.authorised_by",
            "hospital_exemption.legal_basis",
        ],
    )?;
    for (code, framework) in frameworks {
        let exemption = framework.hospital_exemption.as_ref();
        let available = exemption.map_or(&Stated::Absent, |it| &it.available);
        table.row(vec![
            country(shared, *code),
            Cell::stated(shared, available, |yes| {
                Ok(Cell::text(words.text(if *yes { "value.yes" } else { "value.no" })?))
            })?,
            text(shared, exemption.and_then(|it| it.authorised_by.as_ref()))?,
            text(shared, exemption.and_then(|it| it.legal_basis.as_ref()))?,
        ]);
    }
    Ok(Section::new("hospital-exemption", title, None, table))
}

fn gmo(shared: &Shared<'_>, frameworks: &Frameworks<'_>) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.choice("framework-group", "gmo-procedure")?;
    let fields = ["gmo_procedure.regime", "gmo_procedure.authority", "gmo_procedure.order"];
    let mut table = columns(shared, &title, &fields)?;
    for (code, framework) in frameworks {
        let procedure = framework.gmo_procedure.as_ref();
        let regime = procedure.and_then(|it| it.regime);
        let order = procedure.and_then(|it| it.order);
        table.row(vec![
            country(shared, *code),
            match regime {
                Some(regime) => Cell::text(words.choice("gmo-regime", regime.slug())?),
                None => Cell::unknown(shared)?,
            },
            text(shared, procedure.and_then(|it| it.authority.as_ref()))?,
            match order {
                Some(order) => Cell::text(words.choice("gmo-order", order.slug())?),
                None => Cell::unknown(shared)?,
            },
        ]);
    }
    Ok(Section::new("gmo-procedure", title, None, table))
}

fn authorities(shared: &Shared<'_>, frameworks: &Frameworks<'_>) -> Result<Section, WordFault> {
    let title = shared.words.choice("framework-group", "authorities")?;
    let fields = ["competent_authority", "trial_authority", "ethics", "tissue_authority"];
    let mut table = columns(shared, &title, &fields)?;
    for (code, framework) in frameworks {
        table.row(vec![
            country(shared, *code),
            body(shared, framework.competent_authority.as_ref())?,
            body(shared, framework.trial_authority.as_ref())?,
            body(shared, framework.ethics.as_ref())?,
            body(shared, framework.tissue_authority.as_ref())?,
        ]);
    }
    Ok(Section::new("authorities", title, None, table))
}

fn money(shared: &Shared<'_>, frameworks: &Frameworks<'_>) -> Result<Section, WordFault> {
    let title = shared.words.text("frameworks.money")?;
    let mut table = columns(shared, &title, &["designation", "reimbursement_body"])?;
    for (code, framework) in frameworks {
        table.row(vec![
            country(shared, *code),
            body(shared, framework.designation.as_ref())?,
            body(shared, framework.reimbursement_body.as_ref())?,
        ]);
    }
    Ok(Section::new("money", title, None, table))
}
