//! A field of a record as a control of the form.

use serde::Serialize;

use crate::check::rules::RULES;
use crate::export::schema;
use crate::finding::Severity;
use crate::model::field::{Field, Kind};
use crate::model::fields::{RECORD, citable};
use crate::model::{VocabularyName, languages};
use crate::page::shared::Shared;
use crate::words::WordFault;

/// Lists with more words than this are chosen from one by one instead of being ticked.
const MOST_TICKED: usize = 24;

/// A control, and what stands around it.
#[derive(Debug, Serialize)]
pub(super) struct Control {
    /// The word before the colon.
    name: &'static str,
    /// The path below the record, with hyphens: unique on the page.
    id: String,
    /// The path below the record, with points.
    path: String,
    label: &'static str,
    help: &'static str,
    /// A value as somebody would type it.
    sample: String,
    kind: &'static str,
    /// The keyboard that suits it, for telephones.
    keyboard: Option<&'static str>,
    /// How its value is written: `text` in quotes where it needs them, `number` and `date` as it is
    /// where it is one, `word` as it is where it is of digits.
    write: &'static str,
    /// What the schema asks of the value, as JSON.
    limits: String,
    required: bool,
    /// Whether `undisclosed` and `not-applicable` may stand in place of a value.
    stated: bool,
    /// Whether a source can support it.
    citable: bool,
    choices: Vec<Choice>,
    fields: Vec<Self>,
    /// Two fields of which exactly one has to be there, with a space between them; or nothing.
    either: String,
    /// When to use which.
    either_help: Option<&'static str>,
}

/// A word to choose.
#[derive(Debug, Serialize)]
struct Choice {
    word: String,
    label: String,
    about: String,
}

/// The control of a field below a path, which is empty or ends with a point.
pub(super) fn control(
    shared: &Shared<'_>,
    field: &'static Field,
    above: &str,
) -> Result<Control, WordFault> {
    let path = format!("{above}{}", field.name);
    let choices = choices(shared, field.kind)?;
    let mut fields = Vec::new();
    if let Some(group) = field.group() {
        for below in group.iter() {
            fields.push(control(shared, below, &format!("{path}."))?);
        }
    }
    let one_of = field.group().and_then(|group| group.one_of);
    let limits = schema::limits(shared.atlas.vocabularies(), field);
    Ok(Control {
        name: field.name,
        id: path.replace('.', "-"),
        label: field.label,
        help: field.help,
        sample: sample(field.example),
        kind: kind(field.kind, choices.len()),
        keyboard: keyboard(field.kind),
        write: write(field.kind),
        limits: serde_json::Value::Object(limits).to_string(),
        required: field.required,
        stated: field.stated,
        citable: citable(&path),
        choices,
        fields,
        either: one_of.map_or_else(String::new, |it| format!("{} {}", it.known, it.other)),
        either_help: one_of.map(|it| it.help),
        path,
    })
}

/// An example without the quotes and brackets of YAML.
fn sample(example: &str) -> String {
    let typed = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Array(items) => {
            let texts = items.iter().filter_map(|item| item.as_str());
            Some(texts.collect::<Vec<_>>().join(", "))
        }
        _ => None,
    };
    let value = serde_yaml::from_str(example).ok();
    value.and_then(typed).unwrap_or_else(|| example.to_owned())
}

fn kind(kind: Kind, choices: usize) -> &'static str {
    match kind {
        Kind::Group(_) => "group",
        Kind::List(Kind::Group(_)) => "entries",
        Kind::List(_) if choices > MOST_TICKED => "picks",
        Kind::List(_) if choices > 0 => "ticks",
        Kind::List(_) => "lines",
        Kind::Prose(_) => "prose",
        _ if choices > 0 => "choice",
        _ => "line",
    }
}

fn keyboard(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Whole(..) | Kind::Year => Some("numeric"),
        Kind::Number => Some("decimal"),
        Kind::Web => Some("url"),
        Kind::Email => Some("email"),
        Kind::Phone => Some("tel"),
        _ => None,
    }
}

fn write(kind: Kind) -> &'static str {
    match kind {
        Kind::Number | Kind::Degrees(_) | Kind::Whole(..) | Kind::Year => "number",
        Kind::Date | Kind::Day => "date",
        Kind::Boolean => "plain",
        Kind::Term(_) | Kind::Choice(_) => "word",
        Kind::List(item) => write(*item),
        _ => "text",
    }
}

/// The words that a field offers.
fn choices(shared: &Shared<'_>, kind: Kind) -> Result<Vec<Choice>, WordFault> {
    let vocabularies = shared.atlas.vocabularies();
    let choice = |word: &str, label: &str, about: &str| Choice {
        word: word.to_owned(),
        label: label.to_owned(),
        about: about.to_owned(),
    };
    Ok(match kind {
        Kind::Boolean => vec![
            choice("true", &shared.words.text("form.yes")?, ""),
            choice("false", &shared.words.text("form.no")?, ""),
        ],
        Kind::Language => languages().map(|(code, name)| choice(code, name, "")).collect(),
        Kind::Country => {
            let terms = vocabularies.terms(VocabularyName::Countries);
            terms.map(|(_, it)| choice(&it.slug.to_ascii_uppercase(), &it.label, "")).collect()
        }
        Kind::Term(name) => {
            let terms = vocabularies.terms(name);
            terms.map(|(_, it)| choice(&it.slug, &it.label, &it.definition)).collect()
        }
        Kind::Choice(words) => {
            words.iter().map(|it| choice(it.slug, it.slug, it.meaning())).collect()
        }
        Kind::Rule => {
            let rules = RULES.iter().filter(|rule| rule.severity == Severity::Warning);
            rules.map(|rule| choice(rule.name, rule.name, rule.what)).collect()
        }
        Kind::Path => {
            let paths = RECORD.paths().into_iter().filter(|(path, _)| citable(path));
            let measures = vocabularies.terms(VocabularyName::Measures);
            let measures = measures.map(|(_, it)| (format!("figures.{}", it.slug), &*it.label));
            let paths = paths.map(|(path, field)| (path, field.label)).chain(measures);
            paths.map(|(path, label)| choice(&path, label, "")).collect()
        }
        Kind::List(item) => choices(shared, *item)?,
        _ => Vec::new(),
    })
}
