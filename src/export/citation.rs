//! How to cite the data, in the forms that repositories read.

use serde_json::json;

use super::Exports;
use super::datapackage::{KEYWORDS, description};
use super::stamp::LICENCE_ID;

/// `CITATION.cff` (<https://citation-file-format.github.io>, version 1.2.0).
pub fn cff(exports: &Exports<'_>) -> Vec<u8> {
    let settings = exports.atlas.settings();
    let stamp = &exports.stamp;
    let mut lines = vec![
        "cff-version: 1.2.0".to_owned(),
        format!("message: {}", quoted("If you use this data, please cite it as below.")),
        "type: dataset".to_owned(),
        format!("title: {}", quoted(&settings.title)),
        "authors:".to_owned(),
        format!("  - name: {}", quoted(&settings.publisher)),
        format!("version: {}", quoted(&stamp.version)),
        format!("date-released: {}", quoted(&stamp.generated_at)),
        format!("url: {}", quoted(settings.base_url.as_str())),
        format!("repository-code: {}", quoted(settings.repository.as_str())),
        format!("license: {LICENCE_ID}"),
        format!("abstract: {}", quoted(&settings.description)),
        "keywords:".to_owned(),
    ];
    lines.extend(KEYWORDS.iter().map(|word| format!("  - {}", quoted(word))));
    let mut text = lines.join("\n");
    text.push('\n');
    text.into_bytes()
}

/// A text as YAML and JSON both write it.
fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}

/// `.zenodo.json` (<https://developers.zenodo.org/#representation>).
///
/// # Errors
/// Never: the values can always be written.
pub fn zenodo(exports: &Exports<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let settings = exports.atlas.settings();
    let stamp = &exports.stamp;
    let document = json!({
        "upload_type": "dataset",
        "title": format!("{}, version {}", settings.title, stamp.version),
        "description": description(exports.atlas, stamp),
        "creators": [{"name": settings.publisher}],
        "version": stamp.version,
        "publication_date": stamp.generated_at,
        "access_right": "open",
        "license": LICENCE_ID.to_lowercase(),
        "language": "eng",
        "keywords": KEYWORDS,
        "related_identifiers": [
            {"identifier": settings.base_url.as_str(), "relation": "isDocumentedBy", "scheme": "url"},
            {"identifier": settings.repository.as_str(), "relation": "isDerivedFrom", "scheme": "url"},
        ],
    });
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `.well-known/security.txt` (RFC 9116). It expires a year after the day of the atlas, as the
/// standard asks for a date within a year.
pub fn security(exports: &Exports<'_>) -> Vec<u8> {
    let settings = exports.atlas.settings();
    let contact = &settings.contact;
    let contact = match contact.contains("://") {
        true => contact.clone(),
        false => format!("mailto:{contact}"),
    };
    let expires = settings.as_of.first_day().plus_days(364).date();
    let base = &settings.base_url;
    format!(
        "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: en\n\
         Canonical: {base}.well-known/security.txt\n"
    )
    .into_bytes()
}
