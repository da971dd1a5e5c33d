//! The vocabularies as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::word::{Date, Word};
use crate::model::{self, Atlas, ProductStatus, Stage, TermDetail, TermEntry};

/// All vocabularies.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Vocabularies<'a> {
    /// The vocabularies, by name.
    pub vocabularies: Vec<Vocabulary<'a>>,
}

/// One vocabulary.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Vocabulary<'a> {
    /// Its name, as `x-vocabulary` and the data dictionary give it.
    pub name: &'a str,
    /// What it is about.
    pub about: &'a str,
    /// Its terms, in the order in which they are shown.
    pub terms: Vec<TermView<'a>>,
}

/// One term. The fields after `confirmed` belong to some vocabularies only.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Term")]
pub struct TermView<'a> {
    /// The word that data files use.
    pub id: &'a str,
    /// The name shown to readers.
    pub label: &'a str,
    /// A shorter name.
    pub short: Option<&'a str>,
    /// What it means.
    pub definition: &'a str,
    /// Other words for it, in several languages.
    pub synonyms: &'a [String],
    /// Descriptions and identifiers elsewhere.
    pub see: Vec<See<'a>>,
    /// A wider term of the same vocabulary.
    pub broader: Option<&'a str>,
    /// A remark.
    pub note: Option<&'a str>,
    /// Whether a page was seen that confirms the term.
    pub confirmed: bool,
    /// Countries: ISO 3166-1 alpha-2 in capitals.
    pub iso: Option<String>,
    /// Countries: the code in NUTS.
    pub nuts: Option<&'a str>,
    /// Measures: the unit.
    pub unit: Option<&'a str>,
    /// Measures: whether adding them up over facilities makes sense.
    pub sums: Option<bool>,
    /// Relations: how it reads from the other side.
    pub inverse: Option<&'a str>,
    /// Relations: whether it reads the same from both sides.
    pub symmetric: Option<bool>,
    /// Statuses: the part of a facility's life; only `at-work` counts as today's capacity.
    pub stage: Option<Word<Stage>>,
    /// Products: what is known of the product.
    pub product: Option<Product<'a>>,
}

/// A page elsewhere.
#[derive(Debug, Serialize, JsonSchema)]
pub struct See<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Where it is.
    pub url: &'a str,
}

/// An authorised product, a withdrawn one too.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ProductTerm")]
pub struct Product<'a> {
    /// International non-proprietary name.
    pub inn: &'a str,
    /// Who holds or held the marketing authorisation.
    pub holder: &'a str,
    /// Legal class.
    #[schemars(extend("x-vocabulary" = "classes"))]
    pub class: &'a str,
    /// Technologies.
    #[schemars(extend("x-vocabulary" = "platforms"))]
    pub platforms: Vec<&'a str>,
    /// What it is for.
    pub indication: &'a str,
    /// Anatomical Therapeutic Chemical code.
    pub atc: Option<&'a str>,
    /// When it was authorised.
    pub authorised: Date,
    /// When the authorisation ended; null for those in force.
    pub ended: Option<Date>,
    /// How the authorisation stands.
    pub status: Word<ProductStatus>,
    /// Fields of this entry that no source was seen for.
    pub unconfirmed: &'a [String],
    /// Where the facts were read.
    pub sources: Vec<&'a str>,
}

impl<'a> Vocabularies<'a> {
    /// The vocabularies of an atlas.
    #[must_use]
    pub fn of(atlas: &'a Atlas) -> Self {
        let all = atlas.vocabularies();
        let vocabularies = all.iter().map(|vocabulary| Vocabulary {
            name: model::ClosedList::slug(vocabulary.name),
            about: &vocabulary.about,
            terms: vocabulary.terms.iter().map(|entry| TermView::of(all, entry)).collect(),
        });
        Self { vocabularies: vocabularies.collect() }
    }
}

impl<'a> TermView<'a> {
    fn of(all: &'a model::Vocabularies, entry: &'a TermEntry) -> Self {
        let mut view = Self {
            id: &entry.slug,
            label: &entry.label,
            short: entry.short.as_deref(),
            definition: &entry.definition,
            synonyms: &entry.synonyms,
            see: entry
                .see
                .iter()
                .map(|see| See { name: &see.name, url: see.url.as_str() })
                .collect(),
            broader: entry.broader.map(|term| all.slug(term)),
            note: entry.note.as_deref(),
            confirmed: entry.confirmed,
            iso: None,
            nuts: None,
            unit: None,
            sums: None,
            inverse: None,
            symmetric: None,
            stage: None,
            product: None,
        };
        match &entry.detail {
            TermDetail::None => {}
            TermDetail::Country(country) => {
                view.iso = Some(country.code.to_string());
                view.nuts = country.nuts.as_deref();
            }
            TermDetail::Measure(measure) => {
                view.unit = Some(&measure.unit);
                view.sums = Some(measure.sums);
            }
            TermDetail::Relation { inverse, symmetric } => {
                view.inverse = Some(inverse);
                view.symmetric = Some(*symmetric);
            }
            TermDetail::Status(stage) => view.stage = Some(Word(*stage)),
            TermDetail::Product(product) => view.product = Some(Product::of(all, product)),
        }
        view
    }
}

impl<'a> Product<'a> {
    fn of(all: &'a model::Vocabularies, product: &'a model::ProductDetail) -> Self {
        Self {
            inn: &product.inn,
            holder: &product.holder,
            class: all.slug(product.class),
            platforms: product.platforms.iter().map(|&term| all.slug(term)).collect(),
            indication: &product.indication,
            atc: product.atc.as_deref(),
            authorised: Date(product.authorised),
            ended: product.ended.map(Date),
            status: Word(product.status),
            unconfirmed: &product.unconfirmed,
            sources: product.sources.iter().map(model::Url::as_str).collect(),
        }
    }
}
