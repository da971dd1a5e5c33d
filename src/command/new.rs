//! `atlas new`: asks for the least that a record needs, and writes it.

use std::io::{BufRead as _, Write as _};
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::fmt::schema_address;
use super::{Outcome, Terminal, out, show, store};
use crate::check::{self, Choices, TextFault};
use crate::finding::{Findings, Severity};
use crate::import::{Draft, slug};
use crate::load;
use crate::model::{FacilityId, PartialDate, Vocabularies, VocabularyName};

/// What `atlas new` was asked to do.
#[derive(Debug)]
pub struct New {
    /// The atlas.
    pub root: PathBuf,
    /// The id, or none to make one of country and name.
    pub id: Option<String>,
    /// Answers that were typed as options, by the field that they fill.
    pub answers: Vec<(&'static str, String)>,
    /// The day on which the record is written.
    pub today: PartialDate,
    /// How to print.
    pub terminal: Terminal,
}

/// A question.
struct Question {
    /// The option that answers it.
    option: &'static str,
    /// The field that it fills; of lists the entry.
    path: &'static str,
    /// What is asked.
    asks: &'static str,
    /// Whether the record can do without.
    optional: bool,
    /// The vocabulary that answers come from.
    terms: Option<VocabularyName>,
    /// Whether the answer is a number, a date or a word that needs no quotes.
    plain: bool,
}

const fn ask(option: &'static str, path: &'static str, asks: &'static str) -> Question {
    Question { option, path, asks, optional: false, terms: None, plain: false }
}

/// All questions, in the order in which they are asked.
const QUESTIONS: [Question; 13] = [
    ask("name", "name", "What is the facility called?"),
    ask("country", "location.country", "In which country is it? Two letters, such as NL"),
    ask("city", "location.city", "In which city?"),
    Question {
        plain: true,
        ..ask("latitude", "location.latitude", "Latitude in degrees, as a map on the web shows it")
    },
    Question {
        plain: true,
        ..ask("longitude", "location.longitude", "Longitude in degrees, with a minus in the west")
    },
    ask(
        "precision",
        "location.precision",
        "Is that point the site itself, or only its city? Write site or city",
    ),
    ask("organisation", "organisations.name", "Which organisation stands behind it?"),
    Question {
        optional: true,
        terms: Some(VocabularyName::Sectors),
        ..ask("sector", "organisations.sector", "What kind of organisation is that?")
    },
    Question {
        terms: Some(VocabularyName::Roles),
        ..ask("role", "roles", "What is the facility for? Several roles with commas between them")
    },
    Question {
        optional: true,
        terms: Some(VocabularyName::Statuses),
        ..ask("status", "status", "How far has it come?")
    },
    Question { optional: true, ..ask("website", "contact.website", "Its website") },
    ask("source", "sources.url", "The address of a page that says so"),
    Question { optional: true, ..ask("title", "sources.title", "The title of that page") },
];

/// Asks, writes the record, and checks it.
///
/// # Errors
/// Where an answer is missing and nobody is there to ask, the record is there already, or it cannot
/// be written.
pub fn new(asked: &New) -> Result<Outcome> {
    let mut findings = Findings::default();
    let project = load::read_part(&asked.root, &["content/atlas.yaml".to_owned()], &mut findings)?;
    let vocabularies = check::vocabularies(&project, &mut findings);
    if findings.has_errors() {
        show(&findings, &project.sources, asked.terminal);
        return Ok(Outcome::Stopped);
    }
    let schema = schema_address(&project);
    let mut draft = start(asked.today);
    let named = asked.id.as_deref().map(parsed).transpose()?;
    let mut missing = Vec::new();
    let mut input = std::io::stdin().lock().lines();
    for question in &QUESTIONS {
        let given = asked.answers.iter().find(|(option, _)| *option == question.option);
        let mut answer = given.map(|(_, answer)| answer.clone());
        if answer.is_none() && question.option == "country" {
            answer = named.as_ref().map(|id| id.country().to_ascii_uppercase());
        }
        let was_given = answer.is_some();
        loop {
            // Who answers by options is not asked for what the record can do without.
            let asks = asked.answers.is_empty() || !question.optional;
            if answer.is_none() && missing.is_empty() && asks {
                answer = prompt(question, &vocabularies, &mut input)?;
            }
            let Some(text) = answer.take() else {
                if !question.optional {
                    missing.push(format!("--{}", question.option));
                }
                break;
            };
            let faults = put(&mut draft, question, &text, &vocabularies, &schema)?;
            if faults.is_empty() {
                break;
            }
            let words = faults.join("\n");
            if was_given {
                bail!("`--{} {text}`: {words}", question.option);
            }
            tell(&format!("  {words}\n"));
        }
    }
    if !missing.is_empty() {
        bail!(
            "nobody answers, and these options are missing: {}\nhelp: `atlas new --help` shows an example",
            missing.join(", ")
        );
    }
    let id = match named {
        Some(id) => id,
        None => made(&draft)?,
    };
    write(asked, &id, &draft, &schema)
}

/// Writes the record; one that has errors is taken away again.
fn write(asked: &New, id: &FacilityId, draft: &Draft, schema: &str) -> Result<Outcome> {
    let path = format!("facilities/{id}.yaml");
    let disk = asked.root.join(&path);
    if disk.exists() {
        bail!("`{path}` is there already\nhelp: change that record, or choose another id");
    }
    let Ok(text) = draft.record(schema) else { bail!("the answers make no record") };
    store(&disk, text.as_bytes())?;
    let mut findings = Findings::default();
    let project = load::read_part(&asked.root, std::slice::from_ref(&path), &mut findings)?;
    let choices = Choices { as_of: Some(asked.today), ..Choices::default() };
    check::part(&project, &choices, &mut findings)?;
    show(&findings, &project.sources, asked.terminal);
    if findings.has_errors() {
        std::fs::remove_file(&disk)?;
        out("Nothing was written: mend the answers above, and ask again\n");
        return Ok(Outcome::Stopped);
    }
    if !asked.terminal.quiet {
        out(&format!(
            "Wrote {path}\nNext: add what you know, name a source for it under `sources`, and run \
             `atlas check {path}`\n"
        ));
    }
    Ok(Outcome::Fine)
}

/// What every new record begins with.
fn start(today: PartialDate) -> Draft {
    let mut draft = Draft::empty();
    let text = |text: &str| Draft::Text(text.to_owned());
    draft.set("provenance.method", text("public-sources"));
    draft.set("provenance.state", text("compiled"));
    draft.set("provenance.verified", Draft::Plain(today.to_string()));
    let mut source = Draft::empty();
    source.set("accessed", Draft::Plain(today.to_string()));
    let supports = ["name", "organisations", "roles", "location.city"].map(text);
    source.set("supports", Draft::List(supports.to_vec()));
    draft.set("sources", Draft::List(vec![source]));
    draft
}

/// Puts an answer in, and tells what is wrong with it.
fn put(
    draft: &mut Draft,
    question: &Question,
    answer: &str,
    vocabularies: &Vocabularies,
    schema: &str,
) -> Result<Vec<String>> {
    let before = draft.clone();
    let answer = answer.trim();
    let value = |text: &str| {
        if question.plain { Draft::Plain(text.to_owned()) } else { Draft::Text(text.to_owned()) }
    };
    match question.path.split_once('.') {
        Some((list @ ("organisations" | "sources"), field)) => {
            let mut first = match draft.at(list) {
                Some(Draft::List(entries)) => entries.first().cloned().unwrap_or(Draft::empty()),
                _ => Draft::empty(),
            };
            first.set(field, value(answer));
            draft.set(list, Draft::List(vec![first]));
        }
        _ if question.path == "roles" => {
            for part in answer.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                draft.add("roles", value(part));
            }
        }
        _ => draft.set(question.path, value(answer)),
    }
    let Ok(text) = draft.record(schema) else { bail!("the answers make no record") };
    let Some(nowhere) = FacilityId::parse("nl/new") else { return Ok(Vec::new()) };
    // What is not asked yet is missing, and no fault of this answer.
    let of_it = |fault: &TextFault| {
        let path = question.path;
        fault.severity == Severity::Error
            && (fault.path == path || fault.path.starts_with(&format!("{path}.")))
            && !fault.message.contains("missing")
    };
    let faults: Vec<String> = check::one_text(&nowhere, &text, vocabularies)
        .into_iter()
        .filter(of_it)
        .map(|fault| {
            let hint = fault.hint.map(|hint| format!(": {hint}")).unwrap_or_default();
            format!("{}{hint}", fault.message)
        })
        .collect();
    if !faults.is_empty() {
        *draft = before;
    }
    Ok(faults)
}

/// Asks for an answer; none where nobody answers, or an optional one was left out.
fn prompt(
    question: &Question,
    vocabularies: &Vocabularies,
    input: &mut impl Iterator<Item = std::io::Result<String>>,
) -> Result<Option<String>> {
    if let Some(name) = question.terms {
        for (_, entry) in vocabularies.terms(name) {
            tell(&format!("  {:28} {}\n", entry.slug, entry.label));
        }
    }
    let leave = if question.optional { " (leave empty if you do not know)" } else { "" };
    let sign = if question.asks.ends_with('?') && leave.is_empty() { "" } else { ":" };
    tell(&format!("{}{leave}{sign} ", question.asks));
    loop {
        let Some(line) = input.next() else {
            tell("\n");
            return Ok(None);
        };
        let line = line?;
        if !line.trim().is_empty() {
            return Ok(Some(line.trim().to_owned()));
        }
        if question.optional {
            return Ok(None);
        }
        tell("  this one is needed: ");
    }
}

/// Questions go to standard error, so that standard output holds what was done.
fn tell(text: &str) {
    let mut stream = std::io::stderr().lock();
    let _ = stream.write_all(text.as_bytes());
    let _ = stream.flush();
}

fn parsed(id: &str) -> Result<FacilityId> {
    let id = id.trim_end_matches(".yaml");
    let id = id.rsplit_once("facilities/").map_or(id, |(_, id)| id);
    match FacilityId::parse(id) {
        Some(id) => Ok(id),
        None => bail!(
            "`{id}` is not the id of a record\nhelp: write the country's two small letters, a slash, \
             and a name in small letters, digits and hyphens, such as `nl/necstgen`"
        ),
    }
}

/// The id that country and name give.
fn made(draft: &Draft) -> Result<FacilityId> {
    let text = |path: &str| draft.at(path).and_then(Draft::text).unwrap_or_default();
    let id = format!("{}/{}", text("location.country").to_lowercase(), slug(text("name")));
    match FacilityId::parse(&id) {
        Some(id) => Ok(id),
        None => bail!("no id can be made of the name\nhelp: choose one: `atlas new nl/example`"),
    }
}
