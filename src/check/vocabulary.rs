//! Vocabularies: from their files to checked terms.
//!
//! Terms refer to terms of their own vocabulary (`broader`) and of others (a product's `class` and
//! `platforms`), so that reading goes in two steps: first all words, then all references.

use std::sync::Arc;

use super::fields::Fields;
use super::reader::Reader;
use super::rules::{bad_text, content, duplicate_key, unknown_term};
use super::value::Leaf as _;
use crate::finding::Finding;
use crate::model::field::Kind;
use crate::model::fields::{VOCABULARY, term_group};
use crate::model::{
    ClosedList as _, CountryCode, CountryDetail, InEnglish, MeasureDetail, ProductDetail,
    Reference, Term, TermDetail, TermEntry, Vocabularies, Vocabulary, VocabularyName, is_slug,
};
use crate::source::{Place, SourceId, Span};
use crate::yaml::{Node, Value};

/// The tree of a vocabulary's file.
pub struct VocabularyTree<'a> {
    /// Which.
    pub name: VocabularyName,
    /// Its file.
    pub source: SourceId,
    /// Its text.
    pub text: &'a str,
    /// Its tree.
    pub tree: Arc<Node>,
}

impl VocabularyTree<'_> {
    /// Whether a term can be read of it.
    pub fn has_terms(&self) -> bool {
        self.slugs().next().is_some()
    }

    /// That none can.
    pub fn without_terms(&self) -> Finding {
        let first = Span::new(0, self.text.lines().next().map_or(0, str::len));
        let place = Place { source: self.source, span: Some(first) };
        let message = format!("the vocabulary `{}` has no terms", self.name.slug());
        Finding::new(&content::RULE, place, message).hint(
            "write them below `terms:`, each with lines such as `- id: trial-site`, \
             `label: Trial site` and `definition: …`",
        )
    }

    fn slugs(&self) -> impl Iterator<Item = &str> {
        let items = match &self.tree.nearest("terms").value {
            Value::List(items) => items.as_slice(),
            _ => &[],
        };
        items.iter().filter_map(|item| match &item.value {
            Value::Map(fields) => fields.iter().find(|(key, _)| &*key.text == "id")?.1.text(),
            Value::List(_) | Value::Scalar { .. } => None,
        })
    }
}

/// Whether an atlas cannot do without a vocabulary: words of its records and settings are of it.
pub fn is_needed(name: VocabularyName) -> bool {
    name != VocabularyName::Glossary
}

/// Reads all vocabularies.
#[must_use]
pub fn vocabularies(trees: &[VocabularyTree], findings: &mut Vec<Finding>) -> Vocabularies {
    let words = Vocabularies::new(trees.iter().map(words).collect());
    let read = trees.iter().map(|file| {
        let reader = Reader::new(file.source, file.text, &words);
        let vocabulary = vocabulary(&reader, file);
        findings.extend(reader.into_findings());
        vocabulary
    });
    Vocabularies::new(read.collect())
}

/// The bare words of a vocabulary, in the order of its terms; what they mean is read later.
fn words(file: &VocabularyTree) -> Vocabulary {
    let terms = file.slugs().map(|slug| TermEntry {
        slug: slug.into(),
        label: slug.to_owned(),
        short: None,
        definition: String::new(),
        synonyms: Vec::new(),
        see: Vec::new(),
        broader: None,
        note: None,
        confirmed: true,
        detail: TermDetail::None,
        in_english: InEnglish::default(),
    });
    Vocabulary { name: file.name, about: String::new(), terms: terms.collect() }
}

fn vocabulary(reader: &Reader, file: &VocabularyTree) -> Vocabulary {
    let mut vocabulary = Vocabulary { name: file.name, about: String::new(), terms: Vec::new() };
    let Some(fields) = Fields::open(reader, &file.tree, &VOCABULARY) else { return vocabulary };
    vocabulary.about = fields.get("about").unwrap_or_default();
    let read = |fields: &Fields| term(fields, file.name);
    for entry in fields.groups_like("terms", term_group(file.name), read) {
        if vocabulary.terms.iter().any(|other| other.slug == entry.slug) {
            let message = format!("the term `{}` stands here twice", entry.slug);
            let fault = reader.fault(&duplicate_key::RULE, file.tree.span, message);
            reader.report(fault.hint("remove one of the two"));
        } else {
            vocabulary.terms.push(entry);
        }
    }
    let words = reader.vocabularies().get(file.name).map_or(&[][..], |words| &words.terms);
    if vocabulary.terms.len() < words.len() {
        // Of a term with a fault, which was told, the word is known all the same.
        let is_lost = |word: &&TermEntry| vocabulary.terms.iter().all(|it| it.slug != word.slug);
        let lost: Vec<TermEntry> = words.iter().filter(is_lost).cloned().collect();
        vocabulary.terms.extend(lost);
    }
    vocabulary
}

fn term(fields: &Fields, name: VocabularyName) -> Option<TermEntry> {
    let reader = fields.reader();
    let slug: Option<String> = fields.get("id");
    let id_span = fields.node("id").map_or_else(|| fields.key_span("id"), |node| node.span);
    if let Some(text) = slug.as_ref().filter(|text| !is_slug(text)) {
        let message = format!("`{text}` cannot be the id of a term");
        let fault = reader.fault(&bad_text::RULE, id_span, message);
        reader.report(fault.hint("use small letters, digits and single hyphens"));
    }
    let label: Option<String> = fields.get("label");
    let (short, definition) = (fields.get("short"), fields.get("definition"));
    let (synonyms, see) = (fields.list("synonyms"), fields.groups("see", reference));
    let broader =
        fields.node("broader").and_then(|node| Term::read(reader, node, Kind::Term(name)));
    let (note, confirmed) = (fields.get("note"), fields.get("confirmed"));
    let detail = detail(fields, name, slug.as_deref(), label.as_deref());
    Some(TermEntry {
        slug: slug?.into(),
        label: label?,
        short,
        definition: definition?,
        synonyms,
        see,
        broader,
        note,
        confirmed: confirmed.unwrap_or(true),
        detail: detail.unwrap_or(TermDetail::None),
        in_english: InEnglish::default(),
    })
}

fn reference(fields: &Fields) -> Option<Reference> {
    let (name, url) = (fields.get("name"), fields.get("url"));
    Some(Reference { name: name?, url: url? })
}

fn detail(
    fields: &Fields,
    name: VocabularyName,
    slug: Option<&str>,
    label: Option<&str>,
) -> Option<TermDetail> {
    match name {
        VocabularyName::Countries => country(fields, slug?, label?).map(TermDetail::Country),
        VocabularyName::Measures => measure(fields).map(TermDetail::Measure),
        VocabularyName::Products => product(fields).map(|it| TermDetail::Product(Box::new(it))),
        VocabularyName::RelationKinds => relation(fields),
        VocabularyName::Statuses => fields.get("stage").map(TermDetail::Status),
        _ => None,
    }
}

fn country(fields: &Fields, slug: &str, label: &str) -> Option<CountryDetail> {
    let code = CountryCode::parse_folder(slug);
    if code.is_none() {
        let message = "the id of a country is its two small letters";
        let fault = fields.reader().fault(&unknown_term::RULE, fields.key_span("id"), message);
        fields.report(fault.hint("write the code of ISO 3166-1, such as `nl`"));
    }
    let (nuts, in_sentence) = (fields.get("nuts"), fields.get("in_sentence"));
    let language = fields.get("language");
    let in_sentence = in_sentence.unwrap_or_else(|| label.to_owned());
    Some(CountryDetail { code: code?, nuts, in_sentence, language: language? })
}

fn measure(fields: &Fields) -> Option<MeasureDetail> {
    let (unit, sums) = (fields.get("unit"), fields.get("sums"));
    let (min, max) = (fields.get("min"), fields.get("max"));
    Some(MeasureDetail { unit: unit?, sums: sums?, min: min?, max: max? })
}

fn product(fields: &Fields) -> Option<ProductDetail> {
    let (inn, holder, class) = (fields.get("inn"), fields.get("holder"), fields.get("class"));
    let (platforms, indication) = (fields.list("platforms"), fields.get("indication"));
    let (atc, authorised) = (fields.get("atc"), fields.get("authorised"));
    let (ended, status) = (fields.get("ended"), fields.get("status"));
    let (unconfirmed, sources) = (fields.list("unconfirmed"), fields.list("sources"));
    Some(ProductDetail {
        inn: inn?,
        holder: holder?,
        class: class?,
        platforms,
        indication: indication?,
        atc,
        authorised: authorised?,
        ended,
        status: status?,
        unconfirmed,
        sources,
    })
}

fn relation(fields: &Fields) -> Option<TermDetail> {
    let (inverse, symmetric) = (fields.get("inverse"), fields.get("symmetric"));
    Some(TermDetail::Relation { inverse: inverse?, symmetric: symmetric? })
}

/// The vocabulary that a file's name stands for.
#[must_use]
pub fn name_of(file: &str) -> Option<VocabularyName> {
    file.strip_suffix(".yaml").and_then(VocabularyName::from_slug)
}
