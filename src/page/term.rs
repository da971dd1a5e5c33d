//! One term: what it means, and who has it.

use serde::Serialize;

use super::capabilities::label;
use super::facts::{Detail, Item};
use super::head::About;
use super::listing::{CountryList, by_country};
use super::markup::Markup;
use super::shared::Shared;
use crate::address::Address;
use crate::model::{
    ClosedList, InEnglish, ProductDetail, Reference, Stage, Term, TermDetail, TermEntry, Url,
};
use crate::words::WordFault;

/// What the template shows. Links are HTML.
#[derive(Debug, Serialize)]
pub struct TermPage {
    label: String,
    definition: String,
    note: Option<String>,
    /// The language of the definition and of the note.
    definition_lang: String,
    note_lang: String,
    in_english: bool,
    unconfirmed: bool,
    /// Who has it, in sentences.
    figures: Vec<String>,
    broader: Option<String>,
    narrower: String,
    see: Vec<See>,
    /// What only a product has.
    product: Vec<Row>,
    /// Where the facts of a product were read.
    sources: String,
    countries: Vec<CountryList>,
}

/// A page elsewhere.
#[derive(Debug, Serialize)]
pub(super) struct See {
    name: String,
    url: String,
}

/// A labelled line.
#[derive(Debug, Serialize)]
struct Row {
    label: String,
    /// HTML.
    items: String,
}

/// Builds the page of a term.
pub(super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    term: Term,
    entry: &TermEntry,
) -> Result<(TermPage, About), WordFault> {
    let words = &shared.words;
    let vocabularies = shared.atlas.vocabularies();
    let name = term.vocabulary();
    let facilities = shared.with_term(term);
    let narrower: Vec<_> = vocabularies
        .terms(name)
        .filter(|(_, other)| other.broader == Some(term))
        .map(|(term, _)| term)
        .collect();
    let key = if narrower.is_empty() { "term.facilities" } else { "term.facilities-or-narrower" };
    let mut figures = vec![words.count(
        key,
        facilities.len(),
        &[("all", &words.whole_number(shared.atlas.facilities().len()))],
    )?];
    let at_work = shared.count_in_stage(facilities, Stage::AtWork);
    if !facilities.is_empty() {
        figures.push(words.count("term.at-work", at_work, &[])?);
    }
    let item =
        |term: Term| Item { to: shared.term_address(term), ..Item::text(vocabularies.label(term)) };
    let (product, sources) = match &entry.detail {
        TermDetail::Product(product) => {
            (product_rows(shared, markup, product, entry.in_english)?, links(product))
        }
        _ => (Vec::new(), Vec::new()),
    };
    let page = TermPage {
        label: entry.label.clone(),
        definition: entry.definition.clone(),
        note: entry.note.clone(),
        definition_lang: shared.language_of_text(entry.in_english.definition),
        note_lang: shared.language_of_text(entry.in_english.note),
        in_english: entry.in_english.definition,
        unconfirmed: !entry.confirmed,
        figures,
        broader: entry.broader.map(|term| markup.item(&item(term))),
        narrower: markup.items(&narrower.into_iter().map(item).collect::<Vec<_>>()),
        see: see(&entry.see),
        product,
        sources: markup.items(&sources),
        countries: by_country(shared, markup, facilities)?,
    };
    let crumbs = vec![
        (words.text("nav.capabilities")?, Address::capabilities()),
        (label(shared, name)?, Address::vocabulary(name)),
    ];
    let about = About { title: entry.label.clone(), description: description(entry), crumbs };
    Ok((page, about))
}

/// A definition that is a sentence of its own with the label.
fn description(entry: &TermEntry) -> String {
    format!("{}: {}", entry.label, entry.definition)
}

/// Pages elsewhere.
pub(super) fn see(references: &[Reference]) -> Vec<See> {
    let one = |reference: &Reference| See {
        name: reference.name.clone(),
        url: reference.url.as_str().to_owned(),
    };
    references.iter().map(one).collect()
}

fn product_rows(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    product: &ProductDetail,
    in_english: InEnglish,
) -> Result<Vec<Row>, WordFault> {
    let words = &shared.words;
    let vocabularies = shared.atlas.vocabularies();
    let term =
        |term: Term| Item { to: shared.term_address(term), ..Item::text(vocabularies.label(term)) };
    let status = Item::text(words.choice("product-status", product.status.slug())?);
    let mut rows = vec![
        ("inn", vec![Item::text(product.inn.as_str())]),
        ("holder", vec![Item::text(product.holder.as_str())]),
        (
            "indication",
            vec![Item {
                lang: in_english.indication.then(|| "en".to_owned()),
                ..Item::text(product.indication.as_str())
            }],
        ),
        ("class", vec![term(product.class)]),
        ("platforms", product.platforms.iter().map(|&platform| term(platform)).collect()),
        ("atc", product.atc.iter().map(|code| Item::text(code.as_str())).collect()),
        ("status", vec![status]),
        ("authorised", vec![Item::text(words.date(product.authorised))]),
        ("ended", product.ended.iter().map(|&date| Item::text(words.date(date))).collect()),
    ];
    rows.retain(|(_, items)| !items.is_empty());
    let row = |(key, mut items): (&str, Vec<Item>)| {
        if product.unconfirmed.iter().any(|field| field == key) {
            let unconfirmed = Detail::text(words.text("term.unconfirmed-field")?);
            if let Some(last) = items.last_mut() {
                last.details.push(unconfirmed);
            }
        }
        Ok(Row { label: words.choice("product", key)?, items: markup.items(&items) })
    };
    rows.into_iter().map(row).collect()
}

fn links(product: &ProductDetail) -> Vec<Item> {
    let link = |url: &Url| {
        let address = url.as_str().split_once("://").map_or(url.as_str(), |(_, address)| address);
        Item { url: Some(url.as_str().to_owned()), ..Item::text(address) }
    };
    product.sources.iter().map(link).collect()
}
