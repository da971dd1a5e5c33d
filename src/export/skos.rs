//! The vocabularies as linked data: SKOS in JSON-LD (<https://www.w3.org/TR/skos-reference/>).

use serde_json::{Value, json};

use super::stamp::LICENCE_URL;
use super::{Exports, File};
use crate::model::{ClosedList as _, TermEntry, Vocabularies, Vocabulary};

/// `data/vocabularies.jsonld`.
///
/// # Errors
/// Never: the values can always be written.
pub fn file(exports: &Exports<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let all = exports.atlas.vocabularies();
    let here = exports.url(File::Skos);
    let mut graph = Vec::new();
    for vocabulary in all.iter() {
        graph.push(scheme(exports, vocabulary, &here));
        let concepts = vocabulary.terms.iter();
        graph.extend(concepts.map(|entry| concept(all, vocabulary, entry, &here)));
    }
    let document = json!({
        "@context": {
            "dct": "http://purl.org/dc/terms/",
            "owl": "http://www.w3.org/2002/07/owl#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": graph,
    });
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn scheme(exports: &Exports<'_>, vocabulary: &Vocabulary, here: &str) -> Value {
    let name = vocabulary.name.slug();
    let stamp = &exports.stamp;
    json!({
        "@id": format!("{here}#{name}"),
        "@type": "skos:ConceptScheme",
        "dct:title": english(&name.replace('-', " ")),
        "dct:description": english(&vocabulary.about),
        "dct:license": {"@id": LICENCE_URL},
        "dct:publisher": exports.atlas.settings().publisher,
        "dct:modified": {"@type": "xsd:date", "@value": stamp.generated_at},
        "owl:versionInfo": stamp.version,
    })
}

fn concept(all: &Vocabularies, vocabulary: &Vocabulary, entry: &TermEntry, here: &str) -> Value {
    let name = vocabulary.name.slug();
    let scheme = json!({"@id": format!("{here}#{name}")});
    let id = |slug: &str| format!("{here}#{name}.{slug}");
    // The reference asks that a preferred label is no other label too (integrity condition S13).
    let others = entry.synonyms.iter().filter(|other| **other != entry.label);
    let other_labels: Vec<&String> = others.collect();
    let see: Vec<Value> = entry.see.iter().map(|see| json!({"@id": see.url.as_str()})).collect();
    let mut concept = json!({
        "@id": id(&entry.slug),
        "@type": "skos:Concept",
        "skos:inScheme": scheme,
        "skos:notation": entry.slug,
        "skos:prefLabel": english(&entry.label),
        "skos:altLabel": other_labels,
        "skos:definition": english(&entry.definition),
        "rdfs:seeAlso": see,
    });
    if let Some(map) = concept.as_object_mut() {
        match entry.broader {
            Some(term) => map.insert("skos:broader".into(), json!({"@id": id(all.slug(term))})),
            None => map.insert("skos:topConceptOf".into(), scheme),
        };
        if let Some(note) = &entry.note {
            map.insert("skos:note".into(), english(note));
        }
    }
    concept
}

fn english(text: &str) -> Value {
    json!({"@language": "en", "@value": text})
}
