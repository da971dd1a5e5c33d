//! What the files in `data/` hold, for machines: a Frictionless Data Package, version 2
//! (<https://datapackage.org/standard/data-package/>).

use serde::Serialize;
use serde_json::{Value, json};

use super::stamp::{LICENCE_ID, LICENCE_NAME, LICENCE_URL, NULLS, Stamp};
use super::table::{About, Kind, LIST_SEPARATOR, Table, WHY_EMPTY, WHY_EMPTY_MEANING, tables};
use crate::model::Atlas;

/// The profile of the package.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    profile: &'static str,
    name: &'static str,
    id: String,
    title: &'a str,
    description: String,
    homepage: &'a str,
    version: &'a str,
    created: String,
    licenses: [PackageLicence; 1],
    contributors: [Contributor<'a>; 1],
    keywords: [&'static str; 6],
    sources: Vec<SourceNote>,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct PackageLicence {
    name: &'static str,
    path: &'static str,
    title: &'static str,
}

#[derive(Serialize)]
struct Contributor<'a> {
    title: &'a str,
    roles: [&'static str; 1],
}

#[derive(Serialize)]
struct SourceNote {
    title: String,
    path: &'static str,
}

#[derive(Serialize)]
struct Resource {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    path: String,
    title: &'static str,
    description: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    dialect: Value,
    schema: TableSchema,
}

#[derive(Serialize)]
struct TableSchema {
    fields: Vec<Field>,
    #[serde(rename = "primaryKey")]
    primary_key: &'static [&'static str],
    #[serde(rename = "foreignKeys")]
    foreign_keys: Vec<Value>,
    #[serde(rename = "missingValues")]
    missing_values: [&'static str; 1],
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delimiter: Option<&'static str>,
    description: String,
    constraints: Value,
}

/// `data/datapackage.json`.
///
/// # Errors
/// Never: the types can always be written.
pub fn file(atlas: &Atlas, stamp: &Stamp) -> Result<Vec<u8>, serde_json::Error> {
    let settings = atlas.settings();
    let package = Package {
        profile: PROFILE,
        name: "atmp-atlas",
        id: format!("{}data/datapackage.json", settings.base_url),
        title: &settings.title,
        description: description(atlas, stamp),
        homepage: settings.base_url.as_str(),
        version: &stamp.version,
        created: format!("{}T00:00:00Z", stamp.generated_at),
        licenses: [PackageLicence { name: LICENCE_ID, path: LICENCE_URL, title: LICENCE_NAME }],
        contributors: [Contributor { title: &settings.publisher, roles: ["publisher"] }],
        keywords: KEYWORDS,
        sources: stamp
            .sources
            .iter()
            .map(|it| SourceNote { title: format!("{} ({})", it.title, it.terms), path: it.url })
            .collect(),
        resources: tables().into_iter().map(|table| resource(table, atlas)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&package)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// What the data set is about.
pub const KEYWORDS: [&str; 6] = [
    "advanced therapy medicinal products",
    "gene therapy",
    "cell therapy",
    "tissue engineering",
    "health facilities",
    "Europe",
];

/// The description of the data set.
#[must_use]
pub fn description(atlas: &Atlas, stamp: &Stamp) -> String {
    let left_out = match atlas.facilities().iter().filter(|it| !it.may_be_reused()).count() {
        0 => "",
        1 => {
            " One facility is counted in the tables of countries and regions, and listed nowhere: its source forbids reuse."
        }
        _ => {
            " Some facilities are counted in the tables of countries and regions (`left_out`), and listed nowhere: their sources forbid reuse."
        }
    };
    format!(
        "{} As of {}. Compiled from public pages; `confirmation` says which facilities have \
         confirmed their record. That there is no record never means that there is no facility.{left_out} \
         Please cite: {}. In JSON files {NULLS} In tables the column `{WHY_EMPTY}` says the same of \
         empty cells. In CSV files a text that a spreadsheet could take for a formula has an \
         apostrophe in front.",
        atlas.settings().description,
        stamp.generated_at,
        stamp.attribution
    )
}

fn resource(table: &'static dyn Table, atlas: &Atlas) -> Resource {
    let columns = table.columns();
    let mut fields: Vec<Field> = columns.iter().map(|column| field(column, atlas)).collect();
    fields.push(Field {
        name: WHY_EMPTY,
        kind: "string",
        format: None,
        delimiter: None,
        description: WHY_EMPTY_MEANING.to_owned(),
        constraints: json!({}),
    });
    let foreign = columns.iter().filter_map(|column| Some((column.name, column.refers_to?)));
    let foreign_keys = foreign.map(|(name, to)| {
        let key = tables().into_iter().find(|table| table.name() == to).map(|it| it.key());
        // A key that leads to the table itself names no resource (Table Schema, foreignKeys).
        let resource = if to == table.name() { "" } else { to };
        json!({"fields": [name], "reference": {"resource": resource, "fields": key}})
    });
    Resource {
        name: table.name(),
        kind: "table",
        path: format!("{}.csv", table.name()),
        title: table.title(),
        description: table.about(),
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        dialect: json!({"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true}),
        schema: TableSchema {
            fields,
            primary_key: table.key(),
            foreign_keys: foreign_keys.collect(),
            missing_values: [""],
        },
    }
}

fn field(column: &About, atlas: &Atlas) -> Field {
    let (kind, format) = match column.kind {
        Kind::Text | Kind::Date => ("string", None),
        Kind::Url => ("string", Some("uri")),
        Kind::Integer => ("integer", None),
        Kind::Number => ("number", None),
        Kind::Boolean => ("boolean", None),
        Kind::List => ("list", None),
    };
    let mut constraints = serde_json::Map::new();
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    if column.kind == Kind::Date {
        constraints.insert("pattern".to_owned(), json!("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"));
    }
    let mut description = column.meaning.to_owned();
    if let Some(vocabulary) = column.vocabulary {
        let name = crate::model::ClosedList::slug(vocabulary);
        description.push_str(&format!(" Words of the vocabulary `{name}`."));
        if column.kind == Kind::Text {
            let words: Vec<&str> =
                atlas.vocabularies().terms(vocabulary).map(|(_, entry)| &*entry.slug).collect();
            constraints.insert("enum".to_owned(), json!(words));
        }
    }
    Field {
        name: column.name,
        kind,
        format,
        delimiter: (column.kind == Kind::List).then_some(LIST_SEPARATOR),
        description,
        constraints: Value::Object(constraints),
    }
}
