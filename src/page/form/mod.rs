//! The form that writes a record: its fields are those of the table by which the check reads, in
//! the order of the record. The page holds them as plain HTML; scripts read them, check what is
//! typed and write the YAML, and know nothing of any field by themselves.

mod field;

use std::fmt::Display;

use serde::Serialize;

use super::head::About;
use super::rule::above;
use super::shared::Shared;
use crate::address::Address;
use crate::export::schema::Edition;
use crate::format;
use crate::model::field::Field;
use crate::model::fields::RECORD;
use crate::model::{ClosedList as _, Settings};
use crate::words::WordFault;
use field::Control;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct FormPage {
    sections: Vec<Section>,
    /// The words that scripts use.
    words: Vec<Word>,
    /// The first line of every record.
    schema_line: String,
    repository: String,
    branch: String,
    /// `github` or `gitlab`; none where that is not known.
    forge: Option<&'static str>,
    mailbox: Option<String>,
    /// Where readers can write, if that is a page.
    contact: Option<String>,
    /// A record to copy, for readers without scripts.
    example: String,
    guide: Option<Address>,
}

/// Fields that stand together.
#[derive(Debug, Serialize)]
struct Section {
    id: &'static str,
    title: String,
    about: String,
    /// Whether one of its fields has to be filled in.
    needed: bool,
    fields: Vec<Control>,
}

/// A message that a script shows.
#[derive(Debug, Serialize)]
struct Word {
    key: &'static str,
    text: String,
}

/// The fields of a record by what they are about. What is in no other section stands in the last.
const SECTIONS: [(&str, &[&str]); 11] = [
    ("what", &["name", "local_name", "former_names", "parent", "organisations", "roles"]),
    (
        "life",
        &["status", "status_as_of", "status_note", "opens", "opened", "closes", "closed", "events"],
    ),
    ("place", &["location"]),
    ("reach", &["contact", "referral"]),
    ("work", &["therapies", "manufacturing", "clinical"]),
    ("permits", &["licences", "accreditations"]),
    ("size", &["figures"]),
    ("others", &["relations", "networks"]),
    ("summary", &["summary"]),
    ("sources", &["sources", "provenance"]),
    ("rest", &[]),
];

/// The messages that scripts show.
const WORDS: [&str; 38] = [
    "required",
    "pattern",
    "day",
    "number",
    "whole",
    "minimum",
    "maximum",
    "too-long",
    "too-many",
    "twice",
    "one-of",
    "both-of",
    "file-name",
    "remove",
    "cite",
    "cited",
    "entry",
    "no-problems",
    "problems",
    "saved",
    "not-saved",
    "restored",
    "cleared",
    "copied",
    "not-copied",
    "too-long-address",
    "paste",
    "no-record",
    "bad-record",
    "loaded",
    "kept",
    "nothing",
    "none",
    "no-change",
    "remarks",
    "mail-subject",
    "mail-hello",
    "mail-paste",
];

/// Builds the page.
pub(super) fn build(shared: &Shared<'_>) -> Result<(FormPage, About), WordFault> {
    let words = &shared.words;
    let settings = shared.atlas.settings();
    let named: Vec<&str> = SECTIONS.iter().flat_map(|(_, names)| *names).copied().collect();
    let section = |(id, names): &(&'static str, &[&str])| {
        let own = |field: &&Field| match *names {
            [] => !named.contains(&field.name),
            names => names.contains(&field.name),
        };
        let fields: Vec<&Field> = RECORD.iter().filter(own).collect();
        Ok(Section {
            id,
            title: words.choice("form.section", id)?,
            about: words.choice("form.about", id)?,
            needed: fields.iter().any(|field| field.required),
            fields: fields
                .into_iter()
                .map(|it| field::control(shared, it, ""))
                .collect::<Result<_, _>>()?,
        })
    };
    // Scripts put the values in.
    let names = ["limit", "label", "number", "numbers", "fields", "count", "id"];
    let braced = names.map(|name| (name, format!("{{{name}}}")));
    let values: Vec<(&str, &dyn Display)> =
        braced.iter().map(|(name, braced)| (*name, braced as &dyn Display)).collect();
    let word = |key: &'static str| {
        Ok(Word { key, text: words.fill(&format!("form.word.{key}"), &values)? })
    };
    let page = FormPage {
        sections: SECTIONS.iter().map(section).collect::<Result<_, _>>()?,
        words: WORDS.into_iter().map(word).collect::<Result<_, _>>()?,
        schema_line: format::schema_line(&schema_address(settings)),
        repository: settings.repository.to_string(),
        branch: settings.branch.clone(),
        forge: settings.forge().map(|forge| forge.slug()),
        mailbox: settings.mailbox().map(str::to_owned),
        contact: settings.mailbox().is_none().then(|| settings.contact.clone()),
        example: example(settings),
        guide: shared.prose_address("contribute"),
    };
    let about = About {
        title: words.text("form.title")?,
        description: words.text("form.description")?,
        crumbs: above(shared),
    };
    Ok((page, about))
}

fn schema_address(settings: &Settings) -> String {
    format!("{}{}", settings.base_url, Edition::Draft2020.path())
}

/// A record of the examples of those fields that it needs, and of a few that most have.
fn example(settings: &Settings) -> String {
    let shown =
        |field: &&Field| field.required || matches!(field.name, "status" | "contact" | "summary");
    let lines = RECORD.iter().filter(shown);
    let text: String = lines.map(|it| format!("{}: {}\n", it.name, it.example)).collect();
    format::record(&text, &schema_address(settings)).unwrap_or(text)
}
