//! Which sites meet the needs of a trial.

use std::collections::BTreeSet;

use super::{DecisionPage, Section, group, page, terms_cell};
use crate::model::{ClosedList, CountryCode, FacilityIndex, Term, VocabularyName};
use crate::page::Decision;
use crate::page::explore::needs;
use crate::page::head::About;
use crate::page::markup::Markup;
use crate::page::shared::Shared;
use crate::page::table::{Cell, Table};
use crate::words::WordFault;

/// What a sponsor chooses sites by.
const NEEDS: [&str; 8] =
    ["country", "area", "platform", "product", "accreditation", "phase", "ages", "apheresis"];

/// Builds the page.
pub(in super::super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
) -> Result<(DecisionPage, About), WordFault> {
    let words = &shared.words;
    let sites = sites(shared);
    let all: BTreeSet<FacilityIndex> = sites.iter().flat_map(|(_, here)| here).copied().collect();
    let with_jacie = all.iter().filter(|&&index| has_jacie(shared, index)).count();
    let collects = |index: &&FacilityIndex| {
        shared.atlas.facility(**index).clinical.apheresis.value() == Some(&true)
    };
    let lead = vec![
        words.count("sites.sites", all.len(), &[("countries", &sites.len())])?,
        words.count("sites.jacie", with_jacie, &[])?,
        words.count("sites.apheresis", all.iter().filter(collects).count(), &[])?,
    ];
    let mut sections = vec![platforms(shared, &all)?];
    for (country, sites) in &sites {
        sections.push(in_country(shared, *country, sites)?);
    }
    let (mut page, about) = page(shared, markup, Decision::Sites, lead, sections)?;
    page.needs = needs(shared, &all.into_iter().collect::<Vec<_>>(), &NEEDS)?;
    Ok((page, about))
}

/// Where patients of trials can be treated, at work, by country.
fn sites(shared: &Shared<'_>) -> Vec<(CountryCode, Vec<FacilityIndex>)> {
    let find = |role| shared.atlas.vocabularies().find(VocabularyName::Roles, role);
    let roles: Vec<Term> =
        ["trial-site", "treatment-centre"].into_iter().filter_map(find).collect();
    let suits = |role: &Term| roles.contains(role);
    group::by_country(shared, |index| shared.atlas.facility(index).roles.iter().any(suits))
}

fn has_jacie(shared: &Shared<'_>, index: FacilityIndex) -> bool {
    let jacie = shared.atlas.vocabularies().find(VocabularyName::AccreditationSchemes, "jacie");
    let accreditations = shared.atlas.facility(index).accreditations.entries();
    jacie.is_some_and(|jacie| accreditations.iter().any(|one| one.scheme == jacie))
}

/// How many sites work with each technology.
fn platforms(shared: &Shared<'_>, sites: &BTreeSet<FacilityIndex>) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.text("sites.platforms.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("sites.platform")?)
        .numbers(words.text("sites.at-work")?);
    let mut rows: Vec<(usize, Term)> = shared
        .atlas
        .vocabularies()
        .terms(VocabularyName::Platforms)
        .map(|(term, _)| {
            (shared.with_term(term).iter().filter(|index| sites.contains(index)).count(), term)
        })
        .filter(|(count, _)| *count > 0)
        .collect();
    let label = |term: Term| shared.atlas.vocabularies().label(term);
    rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| shared.compare(label(a.1), label(b.1))));
    for (count, term) in rows {
        table.row(vec![terms_cell(shared, &[term]), Cell::number(words.whole_number(count))]);
    }
    let text = words.text("sites.platforms.text")?;
    Ok(Section::new("platforms", title, Some(text), table))
}

/// The sites of a country side by side.
fn in_country(
    shared: &Shared<'_>,
    country: CountryCode,
    sites: &[FacilityIndex],
) -> Result<Section, WordFault> {
    let words = &shared.words;
    let name = shared.country_name(country);
    let mut table = Table::new(name.clone())
        .words(words.text("sites.site")?)
        .words(words.text("sites.platform")?)
        .words(words.text("sites.phases")?)
        .words(words.text("sites.accreditations")?)
        .words(words.text("sites.collects")?)
        .words(words.text("sites.gmp")?);
    for &index in sites {
        let facility = shared.atlas.facility(index);
        let terms = |terms: &Vec<Term>| Ok(terms_cell(shared, terms));
        let schemes = facility.accreditations.map(|all| all.iter().map(|one| one.scheme).collect());
        table.row(vec![
            Cell::facility(shared, index),
            Cell::stated(shared, &facility.therapies.platforms, terms)?,
            Cell::stated(shared, &facility.clinical.phases, terms)?,
            Cell::stated(shared, &schemes, terms)?,
            Cell::stated(shared, &facility.clinical.apheresis, |yes| {
                Ok(Cell::text(words.text(if *yes { "value.yes" } else { "value.no" })?))
            })?,
            Cell::stated(shared, &facility.manufacturing.gmp, |gmp| {
                Ok(Cell::text(words.choice("gmp", gmp.slug())?))
            })?,
        ]);
    }
    Ok(Section::new(country.folder(), name, None, table))
}
