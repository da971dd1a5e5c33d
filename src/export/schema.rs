//! The JSON Schema of a record, for editors and for the form: made from the tables of fields by
//! which the check reads, and from the vocabularies.
//!
//! A schema sees one record and one field at a time. What hangs together with other fields, other
//! records, the map or the calendar is found by the check alone.

use serde_json::{Map, Value, json};

use crate::check::rules::RULES;
use crate::finding::Severity;
use crate::model::field::{Field, Group, Kind, MAX_LIST};
use crate::model::fields::{RECORD, citable};
use crate::model::{Choice, Url, Vocabularies, VocabularyName, languages};

/// An edition of JSON Schema (<https://json-schema.org/specification>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    /// Draft 2020-12.
    Draft2020,
    /// Draft 7, which most editors know.
    Draft7,
}

impl Edition {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Draft2020, Self::Draft7];

    /// Where the schema stands below the site's base address.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Draft2020 => "schema/facility.schema.json",
            Self::Draft7 => "schema/facility.draft-07.schema.json",
        }
    }

    fn address(self) -> &'static str {
        match self {
            Self::Draft2020 => "https://json-schema.org/draft/2020-12/schema",
            Self::Draft7 => "http://json-schema.org/draft-07/schema#",
        }
    }
}

/// The schema of a record as indented JSON.
///
/// # Errors
/// Never: the values can always be written.
pub fn file(
    vocabularies: &Vocabularies,
    base: &Url,
    edition: Edition,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut schema = Map::new();
    schema.insert("$schema".into(), edition.address().into());
    schema.insert("$id".into(), format!("{base}{}", edition.path()).into());
    schema.insert("title".into(), "Facility".into());
    let about = "A record of the ATMP Atlas: one facility at one site.";
    schema.insert("description".into(), about.into());
    schema.extend(group(vocabularies, &RECORD));
    let mut bytes = serde_json::to_vec_pretty(&Value::Object(schema))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A group of fields.
fn group(vocabularies: &Vocabularies, group: &'static Group) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("type".into(), "object".into());
    let required: Vec<&str> =
        group.iter().filter(|field| field.required).map(|field| field.name).collect();
    if !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    if let Some(one_of) = group.one_of {
        let either = json!([{"required": [one_of.known]}, {"required": [one_of.other]}]);
        schema.insert("oneOf".into(), either);
    }
    schema.insert("additionalProperties".into(), false.into());
    let properties: Map<String, Value> = group
        .iter()
        .map(|it| (it.name.to_owned(), Value::Object(field(vocabularies, it))))
        .collect();
    schema.insert("properties".into(), Value::Object(properties));
    schema
}

fn field(vocabularies: &Vocabularies, field: &Field) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("title".into(), field.label.into());
    schema.insert("description".into(), field.help.into());
    if let Ok(example) = serde_yaml::from_str::<Value>(field.example) {
        schema.insert("examples".into(), json!([example]));
    }
    let mut value = kind(vocabularies, field.kind);
    if field.required && matches!(field.kind, Kind::List(_)) {
        value.insert("minItems".into(), 1.into());
    }
    let free = matches!(field.kind, Kind::Text(_) | Kind::Prose(_));
    if field.stated && !free {
        let words = json!({
            "enum": ["undisclosed", "not-applicable"],
            "description": "`undisclosed`: asked, and not told; `not-applicable`: the question makes no sense here.",
        });
        schema.insert("anyOf".into(), json!([value, words]));
    } else {
        schema.extend(value);
    }
    schema
}

/// What the schema asks of a field's value itself, as the form holds it against what is typed. The
/// words of a list are left to the controls that offer them.
#[must_use]
pub fn limits(vocabularies: &Vocabularies, field: &Field) -> Map<String, Value> {
    if matches!(field.kind, Kind::Group(_)) {
        return Map::new();
    }
    let mut limits = kind(vocabularies, field.kind);
    if field.required && matches!(field.kind, Kind::List(_)) {
        limits.insert("minItems".into(), 1.into());
    }
    for words in ["enum", "markdownEnumDescriptions"] {
        limits.remove(words);
    }
    if let Some(Value::Object(item)) = limits.get_mut("items") {
        item.retain(|key, _| matches!(key.as_str(), "type" | "pattern" | "maxLength"));
    }
    limits
}

/// What a value looks like. YAML reads `2024` as a number and `2024-03` as a text, so that many
/// texts may come as either.
fn kind(vocabularies: &Vocabularies, kind: Kind) -> Map<String, Value> {
    let either = ["string", "number"];
    let schema = match kind {
        Kind::Text(limit) | Kind::Prose(limit) => {
            json!({"type": either, "pattern": "\\S", "maxLength": limit})
        }
        Kind::Boolean => json!({"type": "boolean"}),
        Kind::Number => json!({"type": "number", "minimum": 0}),
        Kind::Degrees(limit) => {
            json!({"type": "number", "minimum": -i32::from(limit), "maximum": limit})
        }
        Kind::Whole(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        Kind::Year => json!({"type": "integer", "minimum": 1800, "maximum": 2199}),
        Kind::Date => json!({
            "type": ["string", "integer"],
            "pattern": DATE,
            "minimum": 1800,
            "maximum": 2199,
        }),
        Kind::Day => json!({"type": "string", "pattern": DAY}),
        Kind::Web => json!({
            "type": "string",
            "format": "uri",
            "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/@]+(/\\S*|[?#]\\S*)?$",
        }),
        Kind::Email => json!({
            "type": "string",
            "format": "email",
            "pattern": "^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$",
        }),
        Kind::Phone => {
            json!({"type": ["string", "integer"], "pattern": "^\\+(?!.*\\(0\\))[0-9 ()\\-/.]{6,29}$"})
        }
        Kind::Language => {
            let all: Vec<(&str, &str)> = languages().collect();
            return words(all.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())));
        }
        Kind::Nuts => json!({"type": "string", "pattern": "^[A-Z]{2}[0-9A-Z]{0,3}$"}),
        Kind::Ror => json!({
            "type": either,
            "pattern": "^0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}$",
        }),
        Kind::Trial => json!({
            "type": "string",
            "pattern": "^(NCT[0-9]{8}|ISRCTN[0-9]{8}|[0-9]{4}-[0-9]{6}-[0-9]{2}(-[0-9]{2})?)$",
        }),
        Kind::Record => {
            json!({"type": "string", "pattern": "^[a-z]{2}/[a-z0-9]+(-[a-z0-9]+)*$"})
        }
        Kind::Country => {
            let terms = vocabularies.terms(VocabularyName::Countries);
            return words(terms.map(|(_, it)| (it.slug.to_ascii_uppercase(), it.label.clone())));
        }
        Kind::Path => {
            let paths = RECORD.paths().into_iter().filter(|(path, _)| citable(path));
            let measures = vocabularies.terms(VocabularyName::Measures);
            let measures =
                measures.map(|(_, it)| (format!("figures.{}", it.slug), it.label.clone()));
            return words(paths.map(|(path, it)| (path, it.help.to_owned())).chain(measures));
        }
        Kind::Rule => {
            let rules = RULES.iter().filter(|rule| rule.severity == Severity::Warning);
            return words(rules.map(|rule| (rule.name.to_owned(), rule.what.to_owned())));
        }
        Kind::Term(name) => {
            let terms = vocabularies.terms(name);
            return words(terms.map(|(_, it)| (it.slug.to_string(), it.definition.clone())));
        }
        Kind::Choice(choices) => return words(choices.iter().map(choice)),
        Kind::Group(fields) => return group(vocabularies, fields),
        Kind::List(item) => json!({
            "type": "array",
            "maxItems": MAX_LIST,
            "uniqueItems": !matches!(item, Kind::Group(_)),
            "items": self::kind(vocabularies, *item),
        }),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

fn choice(choice: &Choice) -> (String, String) {
    (choice.slug.to_owned(), choice.meaning().to_owned())
}

/// A fixed list of words with their meanings, which editors show beside them. A word of digits may
/// come as a number.
fn words(words: impl Iterator<Item = (String, String)>) -> Map<String, Value> {
    let (mut list, mut meanings) = (Vec::new(), Vec::new());
    for (word, meaning) in words {
        if let Ok(number) = word.parse::<u32>() {
            list.push(number.into());
            meanings.push(Value::from(meaning.as_str()));
        }
        list.push(Value::from(word));
        meanings.push(meaning.into());
    }
    let mut schema = Map::new();
    schema.insert("enum".into(), list.into());
    schema.insert("markdownEnumDescriptions".into(), meanings.into());
    schema
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD` from 1800 to 2199; which days a month has is left to the check.
const DATE: &str = "^(18|19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

const DAY: &str = "^(18|19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
