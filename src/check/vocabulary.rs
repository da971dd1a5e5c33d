//! Vocabularies: from their files to checked terms.
//!
//! Terms refer to terms of their own vocabulary (`broader`) and of others (a product's `class` and
//! `platforms`), so that reading goes in two steps: first all words, then all references.

use super::reader::{Fields, Reader};
use super::rules::{bad_text, duplicate_key, unknown_term};
use crate::finding::Finding;
use crate::model::{
    ClosedList as _, CountryCode, CountryDetail, MeasureDetail, PartialDate, ProductDetail,
    ProductStatus, Reference, Term, TermDetail, TermEntry, Vocabularies, Vocabulary,
    VocabularyName, is_slug,
};
use crate::source::SourceId;
use crate::yaml::Node;

/// The tree of a vocabulary's file.
pub struct VocabularyTree {
    /// Which.
    pub name: VocabularyName,
    /// Its file.
    pub source: SourceId,
    /// Its tree.
    pub tree: Node,
}

/// Reads all vocabularies.
#[must_use]
pub fn vocabularies(trees: &[VocabularyTree], findings: &mut Vec<Finding>) -> Vocabularies {
    let nothing = Vocabularies::default();
    let words = Vocabularies::new(
        trees
            .iter()
            .map(|file| {
                // The faults of this first reading come again in the second one.
                let reader = Reader::new(file.source, &nothing);
                vocabulary(&reader, file, |_, _, _| TermDetail::None)
            })
            .collect(),
    );
    Vocabularies::new(
        trees
            .iter()
            .map(|file| {
                let reader = Reader::new(file.source, &words);
                let vocabulary = vocabulary(&reader, file, detail);
                findings.extend(reader.into_findings());
                vocabulary
            })
            .collect(),
    )
}

type DetailReader = fn(&Reader, &Fields, VocabularyName) -> TermDetail;

fn vocabulary(reader: &Reader, file: &VocabularyTree, detail: DetailReader) -> Vocabulary {
    let mut vocabulary = Vocabulary { name: file.name, about: String::new(), terms: Vec::new() };
    let Some(fields) = reader.fields(&file.tree) else { return vocabulary };
    vocabulary.about = fields.required("about", Reader::text).unwrap_or_default();
    let terms = fields.required_list("terms", |reader, node| term(reader, node, file.name, detail));
    fields.finish();
    for entry in terms.unwrap_or_default() {
        if vocabulary.terms.iter().any(|other| other.slug == entry.slug) {
            reader.report(
                &duplicate_key::RULE,
                file.tree.span,
                format!("the term `{}` stands here twice", entry.slug),
                "remove one of the two".to_owned(),
            );
        } else {
            vocabulary.terms.push(entry);
        }
    }
    vocabulary
}

fn term(
    reader: &Reader,
    node: &Node,
    name: VocabularyName,
    detail: DetailReader,
) -> Option<TermEntry> {
    let fields = reader.fields(node)?;
    let slug = fields.required("id", |reader, node| {
        let text = reader.text(node)?;
        if is_slug(&text) {
            return Some(text);
        }
        reader.report(
            &bad_text::RULE,
            node.span,
            format!("`{text}` cannot be the id of a term"),
            "use small letters, digits and single hyphens".to_owned(),
        );
        None
    });
    let label = fields.required("label", Reader::text);
    let short = fields.optional("short", Reader::text);
    let definition = fields.required("definition", Reader::text);
    let synonyms = fields.list("synonyms", Reader::text);
    let see = fields.list("see", reference);
    let broader = fields.optional("broader", |reader, node| {
        // While only the words are being read there is nothing yet to refer to.
        reader.vocabularies().get(name)?;
        reader.term(name, node)
    });
    let note = fields.optional("note", Reader::text);
    let confirmed = fields.optional("confirmed", Reader::boolean).unwrap_or(true);
    let known = reader.vocabularies().get(name).is_some();
    let detail = detail(reader, &fields, name);
    if known {
        fields.finish();
    }
    Some(TermEntry {
        slug: slug?.into(),
        label: label?,
        short,
        definition: definition?,
        synonyms,
        see,
        broader,
        note,
        confirmed,
        detail,
    })
}

fn reference(reader: &Reader, node: &Node) -> Option<Reference> {
    let fields = reader.fields(node)?;
    let name = fields.required("name", Reader::text);
    let url = fields.required("url", Reader::url);
    fields.finish();
    Some(Reference { name: name?, url: url? })
}

fn detail(reader: &Reader, fields: &Fields, name: VocabularyName) -> TermDetail {
    let detail = match name {
        VocabularyName::Countries => country(reader, fields).map(TermDetail::Country),
        VocabularyName::Measures => measure(fields).map(TermDetail::Measure),
        VocabularyName::Products => product(fields).map(|it| TermDetail::Product(Box::new(it))),
        VocabularyName::RelationKinds => relation(fields),
        VocabularyName::Statuses => {
            fields.required("stage", Reader::choice).map(TermDetail::Status)
        }
        _ => None,
    };
    detail.unwrap_or(TermDetail::None)
}

fn country(reader: &Reader, fields: &Fields) -> Option<CountryDetail> {
    let code = fields.node("id").and_then(Node::text).and_then(CountryCode::parse_folder);
    if code.is_none() {
        reader.report(
            &unknown_term::RULE,
            fields.key_span("id"),
            "the id of a country is its two small letters",
            None,
        );
    }
    let nuts = fields.optional("nuts", |reader, node| reader.text_up_to(node, 2));
    let in_sentence = fields.optional("in_sentence", Reader::text);
    let label = fields.node("label").and_then(Node::text).unwrap_or_default();
    let in_sentence = in_sentence.unwrap_or_else(|| label.to_owned());
    let language = fields.required("language", |reader, node| reader.text_up_to(node, 10));
    Some(CountryDetail { code: code?, nuts, in_sentence, language: language? })
}

fn measure(fields: &Fields) -> Option<MeasureDetail> {
    let unit = fields.required("unit", Reader::text);
    let sums = fields.required("sums", Reader::boolean);
    let min = fields.required("min", |reader, node| reader.number(node, false));
    let max = fields.required("max", |reader, node| reader.number(node, false));
    Some(MeasureDetail { unit: unit?, sums: sums?, min: min?, max: max? })
}

fn product(fields: &Fields) -> Option<ProductDetail> {
    let inn = fields.required("inn", Reader::text);
    let holder = fields.required("holder", Reader::text);
    let class = fields.required("class", |reader, node| reader.term(VocabularyName::Classes, node));
    let platforms: Vec<Term> =
        fields.list("platforms", |reader, node| reader.term(VocabularyName::Platforms, node));
    let indication = fields.required("indication", Reader::text);
    let atc = fields.optional("atc", Reader::text);
    let authorised = fields.required("authorised", Reader::date);
    let ended: Option<PartialDate> = fields.optional("ended", Reader::date);
    let status: Option<ProductStatus> = fields.required("status", Reader::choice);
    let unconfirmed = fields.list("unconfirmed", Reader::text);
    let sources = fields.list("sources", Reader::url);
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
    let inverse = fields.required("inverse", Reader::text);
    let symmetric = fields.required("symmetric", Reader::boolean);
    Some(TermDetail::Relation { inverse: inverse?, symmetric: symmetric? })
}

/// The vocabulary that a file's name stands for.
#[must_use]
pub fn name_of(file: &str) -> Option<VocabularyName> {
    file.strip_suffix(".yaml").and_then(VocabularyName::from_slug)
}
