//! The reference of the static API, made from its OpenAPI description: every address, every field
//! with its type and meaning.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use super::head::About;
use super::shared::Shared;
use crate::address::Address;
use crate::export::File;
use crate::model::{ClosedList as _, VocabularyName};
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct ReferencePage {
    openapi: Address,
    /// The full address that all paths start with.
    base: String,
    /// Fields that every file has.
    head: Vec<Field>,
    files: Vec<Endpoint>,
    shapes: Vec<Shape>,
}

/// One kind of file.
#[derive(Debug, Serialize)]
struct Endpoint {
    id: String,
    title: String,
    path: String,
    parameters: Vec<Parameter>,
    example: Option<Example>,
    fields: Vec<Field>,
}

/// A part of a path that varies.
#[derive(Debug, Serialize)]
struct Parameter {
    name: String,
    about: String,
}

/// A file of this kind.
#[derive(Debug, Serialize)]
struct Example {
    to: Address,
    text: String,
}

/// An object that other files hold.
#[derive(Debug, Serialize)]
struct Shape {
    id: String,
    name: String,
    about: String,
    fields: Vec<Field>,
}

/// One key of an object.
#[derive(Debug, Serialize)]
struct Field {
    name: String,
    kind: String,
    /// The shape that it holds, by its name and its place on the page.
    shape: Option<String>,
    shape_id: Option<String>,
    meaning: String,
    /// The words that it may be, where there are few.
    words: Vec<String>,
    vocabulary: Option<String>,
    vocabulary_to: Option<Address>,
}

/// Builds the page.
pub(super) fn build(shared: &Shared<'_>) -> Result<(ReferencePage, About), WordFault> {
    let document = shared.exports.description();
    let nothing = Map::new();
    let paths = document["paths"].as_object().unwrap_or(&nothing);
    let schemas = document["components"]["schemas"].as_object().unwrap_or(&nothing);
    let body = |operation: &Value| -> Value {
        operation["responses"]["200"]["content"]["application/json"]["schema"].clone()
    };
    let bodies: Vec<Value> = paths.values().map(|path| body(&path["get"])).collect();
    let keys = |schema: &Value| -> BTreeSet<String> {
        schema["properties"].as_object().into_iter().flat_map(Map::keys).cloned().collect()
    };
    let common = bodies.iter().map(keys).reduce(|a, b| &a & &b).unwrap_or_default();
    let is_head = |field: &Field| common.contains(&field.name);

    let mut files = Vec::new();
    let mut head = Vec::new();
    for ((path, item), schema) in paths.iter().zip(&bodies) {
        let operation = &item["get"];
        let (stamp, fields): (Vec<_>, Vec<_>) =
            fields(shared, schema)?.into_iter().partition(is_head);
        head = stamp;
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        files.push(Endpoint {
            id: format!("file-{}", text(&operation["operationId"])),
            title: text(&operation["summary"]),
            path: path.trim_start_matches('/').to_owned(),
            parameters: parameters
                .map(|it| Parameter { name: text(&it["name"]), about: text(&it["description"]) })
                .collect(),
            example: operation["x-example"].as_str().map(|address| Example {
                to: Address::file_at(&format!("api/v1/{address}")),
                text: address.to_owned(),
            }),
            fields,
        });
    }
    let mut shapes = Vec::new();
    for (name, schema) in schemas {
        let fields = fields(shared, schema)?;
        if !fields.is_empty() {
            let about = text(&schema["description"]);
            shapes.push(Shape { id: shape_id(name), name: name.clone(), about, fields });
        }
    }
    let words = &shared.words;
    let page = ReferencePage {
        openapi: shared.exports.address(File::OpenApi),
        base: format!("{}api/v1/", shared.atlas.settings().base_url),
        head,
        files,
        shapes,
    };
    let about = About {
        title: words.text("reference.title")?,
        description: words.text("reference.description")?,
        crumbs: vec![(words.text("data.title")?, Address::data())],
    };
    Ok((page, about))
}

/// The keys of an object, in order.
fn fields(shared: &Shared<'_>, schema: &Value) -> Result<Vec<Field>, WordFault> {
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties.map(|(name, schema)| field(shared, name, schema)).collect()
}

fn field(shared: &Shared<'_>, name: &str, schema: &Value) -> Result<Field, WordFault> {
    let words = &shared.words;
    let shape = shape_of(schema);
    let mut kind = kind(shared, schema)?;
    if may_be_null(schema) {
        kind = words.fill("reference.or-null", &[("kind", &kind)])?;
    }
    let choices = schema["enum"].as_array().or_else(|| schema["items"]["enum"].as_array());
    let vocabulary = schema["x-vocabulary"].as_str();
    let known = VocabularyName::ALL.iter().find(|it| Some(it.slug()) == vocabulary);
    // `Date` is a text with a pattern, and is said in words instead of being linked.
    let shape = shape.filter(|name| *name != "Date").map(str::to_owned);
    Ok(Field {
        name: name.to_owned(),
        kind,
        shape_id: shape.as_deref().map(shape_id),
        shape,
        meaning: text(&schema["description"]),
        words: choices.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect(),
        vocabulary: vocabulary.map(str::to_owned),
        vocabulary_to: known.and_then(|&name| shared.vocabulary_address(name)),
    })
}

/// The type of a field in words, but for whether it may be null.
fn kind(shared: &Shared<'_>, schema: &Value) -> Result<String, WordFault> {
    let words = &shared.words;
    if let Some(name) = reference(schema) {
        let key = if name == "Date" { "column-kind.date" } else { "reference.object" };
        return words.text(key);
    }
    if let Some(inner) = not_null(schema) {
        return kind(shared, inner);
    }
    let name = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).find(|it| *it != "null"),
        one => one.as_str(),
    };
    match name {
        Some("array") => {
            let of = kind(shared, &schema["items"])?;
            words.fill("reference.list", &[("kind", &of)])
        }
        Some("integer") => words.text("column-kind.integer"),
        Some("number") => words.text("column-kind.number"),
        Some("boolean") => words.text("column-kind.boolean"),
        Some("object") => words.text("reference.map"),
        _ => words.text("column-kind.text"),
    }
}

/// The name of the shape that a schema refers to.
fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}

/// The shape that a field holds: itself, in a list, or where it is not null.
fn shape_of(schema: &Value) -> Option<&str> {
    reference(schema)
        .or_else(|| not_null(schema).and_then(shape_of))
        .or_else(|| schema.get("items").and_then(shape_of))
}

/// Of 'this or null' the first.
fn not_null(schema: &Value) -> Option<&Value> {
    schema["anyOf"].as_array()?.iter().find(|it| it["type"] != "null")
}

fn may_be_null(schema: &Value) -> bool {
    let listed =
        |types: &Value| types.as_array().is_some_and(|it| it.iter().any(|it| it == "null"));
    let either = schema["anyOf"].as_array().into_iter().flatten();
    listed(&schema["type"]) || either.into_iter().any(|it| it["type"] == "null")
}

fn shape_id(name: &str) -> String {
    format!("shape-{}", name.to_lowercase())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
