//! The description of the static API: OpenAPI 3.1, made from the types that the files are made of.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::api;
use super::stamp::{LICENCE_NAME, LICENCE_URL, NULLS, Stamped};
use super::{Exports, File};

/// One kind of file: its address with places for what varies, and what it holds.
struct Endpoint {
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    parameters: &'static [Parameter],
    /// Whether a file is of this kind.
    is_one: fn(&File) -> bool,
    schema: fn(&mut SchemaGenerator) -> schemars::Schema,
}

struct Parameter {
    name: &'static str,
    about: &'static str,
    pattern: &'static str,
    example: &'static str,
}

const COUNTRY: Parameter = Parameter {
    name: "country",
    about: "A country, as ISO 3166-1 alpha-2 in small letters.",
    pattern: "^[a-z]{2}$",
    example: "nl",
};

const NAME: Parameter = Parameter {
    name: "name",
    about: "The second part of a facility's id.",
    pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
    example: "necstgen",
};

const VERSION: Parameter = Parameter {
    name: "version",
    about: "A release, as `releases/index.json` lists them.",
    pattern: "^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$",
    example: "2026.1",
};

const MONTH: Parameter = Parameter {
    name: "month",
    about: "A month, as `changes.json` lists them: from that of the first change to that of the last.",
    pattern: "^[0-9]{4}-[0-9]{2}$",
    example: "2026-11",
};

const NUTS: Parameter = Parameter {
    name: "nuts",
    about: "A region's code in NUTS 2021, level 1 or 2.",
    pattern: "^[A-Z]{2}[0-9A-Z]{1,2}$",
    example: "NL33",
};

const ENDPOINTS: [Endpoint; 12] = [
    endpoint::<api::Facilities<'static>>(
        "/facilities.json",
        "facilities",
        "All facilities",
        &[],
        |it| matches!(it, File::Facilities),
    ),
    endpoint::<api::One<'static>>(
        "/facilities/{country}/{name}.json",
        "facility",
        "One facility",
        &[COUNTRY, NAME],
        |it| matches!(it, File::Facility(_)),
    ),
    endpoint::<api::Countries<'static>>(
        "/countries.json",
        "countries",
        "All countries",
        &[],
        |it| matches!(it, File::Countries),
    ),
    endpoint::<api::CountryFile<'static>>(
        "/countries/{country}.json",
        "country",
        "One country",
        &[COUNTRY],
        |it| matches!(it, File::Country(_)),
    ),
    endpoint::<api::Regions<'static>>("/regions.json", "regions", "All regions", &[], |it| {
        matches!(it, File::Regions)
    }),
    endpoint::<api::RegionFile<'static>>(
        "/regions/{nuts}.json",
        "region",
        "One region",
        &[NUTS],
        |it| matches!(it, File::Region(_)),
    ),
    endpoint::<api::Accesses<'static>>(
        "/access.json",
        "access",
        "How far people live from facilities",
        &[],
        |it| matches!(it, File::Access),
    ),
    endpoint::<api::Vocabularies<'static>>(
        "/vocabularies.json",
        "vocabularies",
        "The terms and what they mean",
        &[],
        |it| matches!(it, File::Vocabularies),
    ),
    endpoint::<api::Frameworks<'static>>(
        "/frameworks.json",
        "frameworks",
        "The national frameworks",
        &[],
        |it| matches!(it, File::Frameworks),
    ),
    endpoint::<api::AllChanges<'static>>(
        "/changes.json",
        "changes",
        "What changed, and when",
        &[],
        |it| matches!(it, File::Changes),
    ),
    endpoint::<api::Changes<'static>>(
        "/changes/{month}.json",
        "changes-in",
        "What changed in a month",
        &[MONTH],
        |it| matches!(it, File::ChangesIn(..)),
    ),
    endpoint::<api::Changes<'static>>(
        "/changes/since-{version}.json",
        "changes-since",
        "What changed since a release",
        &[VERSION],
        |it| matches!(it, File::ChangesSince(_)),
    ),
];

// `/changes/{month}.json` and `/changes/since-{version}.json` differ in the shape of their names.
const fn endpoint<T: JsonSchema + 'static>(
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    parameters: &'static [Parameter],
    is_one: fn(&File) -> bool,
) -> Endpoint {
    Endpoint { path, id, summary, parameters, is_one, schema: subschema::<T> }
}

fn subschema<T: JsonSchema + 'static>(generator: &mut SchemaGenerator) -> schemars::Schema {
    <Stamped<'static, T> as JsonSchema>::json_schema(generator)
}

/// `api/v1/openapi.json`.
///
/// # Errors
/// Never: the values can always be written.
pub fn file(exports: &Exports<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(&document(exports))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The description as a value.
#[must_use]
pub fn document(exports: &Exports<'_>) -> Value {
    let settings = exports.atlas.settings();
    let mut generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .into_generator();
    let paths: Map<String, Value> = ENDPOINTS
        .iter()
        .map(|it| (it.path.to_owned(), path(it, &mut generator, exports)))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": format!("{}: static API", settings.title),
            "version": "1",
            "summary": settings.description,
            "description": format!("JSON files at fixed addresses; nothing to sign up for. Every key is always there. {NULLS}\n\nA field marked `x-vocabulary` holds words of that vocabulary, which `vocabularies.json` explains; new words may be added at any time. Within version 1 keys may be added, and none is removed or changes its meaning."),
            "contact": {"name": settings.publisher},
            "license": {"name": LICENCE_NAME, "url": LICENCE_URL},
        },
        "servers": [{"url": format!("{}api/v1", settings.base_url)}],
        "paths": paths,
        "components": {"schemas": generator.take_definitions(true)},
    })
}

fn path(endpoint: &Endpoint, generator: &mut SchemaGenerator, exports: &Exports<'_>) -> Value {
    let parameters: Vec<Value> = endpoint
        .parameters
        .iter()
        .map(|it| {
            json!({
                "name": it.name,
                "in": "path",
                "required": true,
                "description": it.about,
                "schema": {"type": "string", "pattern": it.pattern},
                "example": it.example,
            })
        })
        .collect();
    let mut get = json!({
        "operationId": endpoint.id,
        "summary": endpoint.summary,
        "responses": {
            "200": {
                "description": endpoint.summary,
                "content": {"application/json": {"schema": (endpoint.schema)(generator)}},
            },
            "404": {"description": "There is no such file"},
        },
    });
    if let Some(map) = get.as_object_mut() {
        if !parameters.is_empty() {
            map.insert("parameters".to_owned(), Value::Array(parameters));
        }
        // A file that is there, below the server's address.
        if let Some(file) = exports.files().into_iter().find(endpoint.is_one) {
            let address = exports.address(file);
            let inside = address.as_str().strip_prefix("api/v1/").unwrap_or_default();
            map.insert("x-example".to_owned(), json!(inside));
        }
    }
    json!({"get": get})
}
