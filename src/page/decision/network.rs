//! Who works with whom, which borders are crossed, and who is complementary and near.

use std::collections::BTreeMap;

use super::{DecisionPage, Section, country_cell, group, kilometres, page};
use crate::address::Address;
use crate::model::{CountryCode, FacilityIndex, Link, LinkEnd, VocabularyName};
use crate::page::Decision;
use crate::page::facts::Item;
use crate::page::head::About;
use crate::page::markup::Markup;
use crate::page::shared::Shared;
use crate::page::table::{Cell, Table};
use crate::summary::Suggestion;
use crate::words::WordFault;

/// How many of the nearest suggestions across a border are shown.
const NEAREST: usize = 40;

/// Builds the page.
pub(in super::super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
) -> Result<(DecisionPage, About), WordFault> {
    let words = &shared.words;
    let relations = relations(shared);
    let across = relations.iter().filter(|relation| relation.crosses(shared)).count();
    let lead = vec![
        words.count("network.relations", relations.len(), &[])?,
        words.count("network.across", across, &[])?,
    ];
    let sections = vec![
        borders(shared, &relations)?,
        links(shared, &relations)?,
        products(shared)?,
        neighbours(shared)?,
    ];
    page(shared, markup, Decision::Network, lead, sections)
}

/// A relation between two records, as the side that states it has it.
struct Relation<'a> {
    from: FacilityIndex,
    to: FacilityIndex,
    link: &'a Link,
}

impl Relation<'_> {
    fn countries(&self, shared: &Shared<'_>) -> (CountryCode, CountryCode) {
        let country = |index| shared.atlas.facility(index).location.country;
        (country(self.from), country(self.to))
    }

    fn crosses(&self, shared: &Shared<'_>) -> bool {
        let (from, to) = self.countries(shared);
        from != to
    }
}

/// Every relation between two records, once.
fn relations<'a>(shared: &Shared<'a>) -> Vec<Relation<'a>> {
    let mut relations = Vec::new();
    for (from, _) in shared.atlas.indexed() {
        for link in shared.atlas.links(from) {
            // The other side has the same relation the other way round.
            if let (LinkEnd::Facility(to), false) = (&link.to, link.inverse) {
                let both_ways = shared.atlas.links(*to).iter().any(|back| {
                    back.to == LinkEnd::Facility(from) && back.kind == link.kind && !back.inverse
                });
                if !both_ways || from < *to {
                    relations.push(Relation { from, to: *to, link });
                }
            }
        }
    }
    relations
}

/// Which borders are crossed how often.
fn borders(shared: &Shared<'_>, relations: &[Relation<'_>]) -> Result<Section, WordFault> {
    let words = &shared.words;
    let mut counts: BTreeMap<(CountryCode, CountryCode), usize> = BTreeMap::new();
    for relation in relations.iter().filter(|relation| relation.crosses(shared)) {
        let (from, to) = relation.countries(shared);
        *counts.entry((from.min(to), from.max(to))).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let title = words.text("network.borders.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("network.between")?)
        .words(words.text("network.and")?)
        .numbers(words.text("network.relations-column")?);
    for ((one, other), count) in counts {
        table.row(vec![
            country_cell(shared, one),
            country_cell(shared, other),
            Cell::number(words.whole_number(count)),
        ]);
    }
    Ok(Section::new("borders", title, None, table))
}

/// The relations across borders, one by one.
fn links(shared: &Shared<'_>, relations: &[Relation<'_>]) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.text("network.links.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("table.facility")?)
        .words(words.text("network.kind")?)
        .words(words.text("network.with")?);
    for relation in relations.iter().filter(|relation| relation.crosses(shared)) {
        table.row(vec![
            with_country(shared, relation.from),
            Cell::text(shared.atlas.vocabularies().label(relation.link.kind)),
            with_country(shared, relation.to),
        ]);
    }
    Ok(Section::new("links", title, None, table))
}

fn with_country(shared: &Shared<'_>, index: FacilityIndex) -> Cell {
    let country = shared.atlas.facility(index).location.country;
    Cell::facility(shared, index).with_note(Some(shared.country_name(country)))
}

/// For every product, who makes it and who gives it.
fn products(shared: &Shared<'_>) -> Result<Section, WordFault> {
    let words = &shared.words;
    let title = words.text("network.products.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("referral.product")?)
        .words(words.text("network.made-at")?)
        .numbers(words.text("referral.given-at")?);
    let item = |index: &FacilityIndex| {
        let facility = shared.atlas.facility(*index);
        let to = Some(Address::facility(&facility.id));
        Item { to, ..Item::text(facility.name.as_str()) }
    };
    group::term_rows(shared, VocabularyName::Products, &mut table, |product| {
        let makers = group::with_product(shared, product, "makes");
        let givers = group::with_product(shared, product, "gives").len();
        (!makers.is_empty()).then(|| {
            let makers = Cell::items(makers.iter().map(item).collect());
            vec![makers, Cell::number(words.whole_number(givers))]
        })
    });
    Ok(Section::new("products", title, Some(words.text("network.products.text")?), table))
}

/// Complementary neighbours across a border that no record links yet, the nearest first.
fn neighbours(shared: &Shared<'_>) -> Result<Section, WordFault> {
    let words = &shared.words;
    let mut found: Vec<(FacilityIndex, &Suggestion)> = Vec::new();
    for (index, _) in shared.atlas.indexed() {
        let suggestions = shared.summaries().suggestions(index).iter();
        found.extend(suggestions.filter(|it| it.abroad && !it.linked).map(|it| (index, it)));
    }
    found.sort_by(|a, b| {
        let by = |it: &(FacilityIndex, &Suggestion)| (it.0, it.1.rule, it.1.facility);
        a.1.distance_km.total_cmp(&b.1.distance_km).then_with(|| by(a).cmp(&by(b)))
    });
    found.truncate(NEAREST);
    let title = words.text("network.neighbours.title")?;
    let mut table = Table::new(title.clone())
        .words(words.text("table.facility")?)
        .words(words.text("network.complement")?)
        .numbers(words.text("table.distance")?)
        .words(words.text("network.why")?);
    for (index, suggestion) in found {
        table.row(vec![
            with_country(shared, index),
            with_country(shared, suggestion.facility),
            Cell::number(kilometres(shared, suggestion.distance_km)?),
            Cell::text(shared.reason(index, suggestion)),
        ]);
    }
    let within = words.decimals(shared.atlas.analysis().matching.within_km, 0);
    let text = words.fill("network.neighbours.text", &[("km", &within), ("count", &NEAREST)])?;
    Ok(Section::new("neighbours", title, Some(text), table))
}
