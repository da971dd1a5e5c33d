//! The data as an entry for Europe's data portals: DCAT-AP 3 in JSON-LD
//! (<https://semiceu.github.io/DCAT-AP/releases/3.0.0/>).

use serde_json::{Value, json};

use super::datapackage::{KEYWORDS, description};
use super::download::{self, Download};
use super::stamp::LICENCE_URL;
use super::{Exports, File};

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// `data/catalog.jsonld`.
///
/// # Errors
/// Never: the values can always be written.
pub fn file(exports: &Exports<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(&catalog(exports))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn catalog(exports: &Exports<'_>) -> Value {
    let settings = exports.atlas.settings();
    let base = settings.base_url.as_str();
    let here = exports.url(File::Catalog);
    let modified = json!({"@type": "xsd:date", "@value": exports.stamp.generated_at});
    let publisher = json!({
        "@id": format!("{here}#publisher"),
        "@type": "foaf:Agent",
        "foaf:name": english(&settings.publisher),
    });
    json!({
        "@context": context(),
        "@id": format!("{here}#catalog"),
        "@type": "dcat:Catalog",
        "dct:title": english(&settings.title),
        "dct:description": english(&settings.description),
        "dct:publisher": publisher,
        "dct:language": language(),
        "dct:license": licence(),
        "dct:modified": modified,
        "dct:spatial": europe(),
        "foaf:homepage": {"@id": base, "@type": "foaf:Document"},
        "dcat:themeTaxonomy": {
            "@id": format!("{AUTHORITY}/data-theme"),
            "@type": "skos:ConceptScheme",
            "dct:title": english("Dataset types of the EU Publications Office"),
        },
        "dcat:dataset": [atlas(exports)],
        "dcat:service": [service(exports)],
    })
}

fn context() -> Value {
    json!({
        "adms": "http://www.w3.org/ns/adms#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcatap": "http://data.europa.eu/r5r/",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn atlas(exports: &Exports<'_>) -> Value {
    let settings = exports.atlas.settings();
    let here = exports.url(File::Catalog);
    let downloads = download::WHOLE.into_iter().chain(download::API).chain(download::csv());
    let distributions: Vec<Value> = downloads.map(|it| distribution(exports, &it)).collect();
    json!({
        "@id": format!("{here}#dataset"),
        "@type": "dcat:Dataset",
        "dct:title": english(&settings.title),
        "dct:description": english(&description(exports.atlas, &exports.stamp)),
        "dct:identifier": format!("{here}#dataset"),
        "dct:publisher": {"@id": format!("{here}#publisher")},
        "dcat:contactPoint": contact(&here, &settings.contact, &settings.publisher),
        "dcat:keyword": KEYWORDS.map(english),
        "dcat:theme": [theme("HEAL", "Health"), theme("REGI", "Regions and cities")],
        "dcat:landingPage": {"@id": format!("{}data/", settings.base_url), "@type": "foaf:Document"},
        "dct:conformsTo": {
            "@id": "https://datapackage.org/profiles/2.0/datapackage.json",
            "@type": "dct:Standard",
            "dct:title": english("Data Package, version 2"),
        },
        "dct:language": language(),
        "dct:spatial": europe(),
        "dct:modified": {"@type": "xsd:date", "@value": exports.stamp.generated_at},
        "dcat:version": exports.stamp.version,
        "dct:accessRights": {
            "@id": format!("{AUTHORITY}/access-right/PUBLIC"),
            "@type": ["dct:RightsStatement", "skos:Concept"],
            "skos:prefLabel": english("public"),
        },
        "dct:accrualPeriodicity": {
            "@id": format!("{AUTHORITY}/frequency/IRREG"),
            "@type": ["dct:Frequency", "skos:Concept"],
            "skos:prefLabel": english("irregular"),
        },
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": english("Compiled from public pages; each fact carries its source, and each record says whether the facility has confirmed it."),
        },
        "dcat:distribution": distributions,
    })
}

fn distribution(exports: &Exports<'_>, download: &Download) -> Value {
    let address = exports.url(download.file);
    let mut value = json!({
        "@id": format!("{}#{}", exports.url(File::Catalog), exports.address(download.file)),
        "@type": "dcat:Distribution",
        "dct:title": english(&format!("{} ({})", download.title, download.form)),
        "dct:description": english(download.about),
        "dcat:accessURL": {"@id": address, "@type": "rdfs:Resource"},
        "dcat:downloadURL": {"@id": address, "@type": "rdfs:Resource"},
        "dcat:mediaType": {
            "@id": format!("https://www.iana.org/assignments/media-types/{}", download.media_type),
            "@type": "dct:MediaType",
        },
        "dct:license": licence(),
        "dct:language": language(),
        "dct:modified": {"@type": "xsd:date", "@value": exports.stamp.generated_at},
        "dcatap:availability": {
            "@id": "http://publications.europa.eu/resource/authority/planned-availability/STABLE",
            "@type": "skos:Concept",
            "skos:prefLabel": english("stable"),
        },
    });
    if let (Some(map), Some(form)) = (value.as_object_mut(), download.eu_file_type) {
        let form = json!({
            "@id": format!("{AUTHORITY}/file-type/{form}"),
            "@type": "dct:MediaTypeOrExtent",
        });
        map.insert("dct:format".to_owned(), form);
    }
    value
}

fn service(exports: &Exports<'_>) -> Value {
    let here = exports.url(File::Catalog);
    let settings = exports.atlas.settings();
    json!({
        "@id": format!("{here}#api"),
        "@type": "dcat:DataService",
        "dct:title": english("Static API, version 1"),
        "dct:description": english("Facilities, countries, regions, terms and national frameworks as JSON files at fixed addresses."),
        "dct:publisher": {"@id": format!("{here}#publisher")},
        "dcat:contactPoint": {"@id": format!("{here}#contact")},
        "dcat:endpointURL": {"@id": format!("{}api/v1/", settings.base_url), "@type": "rdfs:Resource"},
        "dcat:endpointDescription": {"@id": exports.url(File::OpenApi), "@type": "rdfs:Resource"},
        "dcat:servesDataset": {"@id": format!("{here}#dataset")},
        "dct:license": licence(),
    })
}

fn english(text: &str) -> Value {
    json!({"@language": "en", "@value": text})
}

fn language() -> Value {
    json!({"@id": format!("{AUTHORITY}/language/ENG"), "@type": "dct:LinguisticSystem"})
}

fn licence() -> Value {
    json!({"@id": LICENCE_URL, "@type": "dct:LicenseDocument"})
}

fn europe() -> Value {
    json!({"@id": format!("{AUTHORITY}/continent/EUROPE"), "@type": "dct:Location"})
}

fn theme(code: &str, label: &str) -> Value {
    json!({
        "@id": format!("{AUTHORITY}/data-theme/{code}"),
        "@type": "skos:Concept",
        "skos:prefLabel": english(label),
    })
}

/// A mailbox or a page, whichever the settings name.
fn contact(here: &str, contact: &str, publisher: &str) -> Value {
    let is_mailbox = contact.contains('@') && !contact.contains("://");
    let (key, address) = if is_mailbox {
        ("vcard:hasEmail", format!("mailto:{contact}"))
    } else {
        ("vcard:hasURL", contact.to_owned())
    };
    json!({
        "@id": format!("{here}#contact"),
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": english(publisher),
        key: {"@id": address},
    })
}
