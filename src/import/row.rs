//! One row of a survey: the record that it makes, and what could not be mapped.

use super::draft::{Draft, slug};
use super::mapping::{Column, Mapping, Target};
use super::table::{Table, spaced};
use crate::model::field::{Field, Kind};
use crate::model::{FacilityId, Term, TermEntry, Vocabularies, VocabularyName};

/// What became of a row.
#[derive(Debug)]
pub struct Answered {
    /// The row's number, as a spreadsheet shows it.
    pub row: usize,
    /// The id of the record; none where the row has no name or no country.
    pub id: Option<FacilityId>,
    /// The record.
    pub draft: Draft,
    /// Which column filled which field.
    pub filled: Vec<(String, String)>,
    /// What could not be mapped.
    pub problems: Vec<Problem>,
}

/// An answer that could not be mapped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The row's number.
    pub row: usize,
    /// The column's name; empty where it concerns the whole row.
    pub column: String,
    /// The answer.
    pub answer: String,
    /// Why, and what to do.
    pub why: String,
}

/// Makes a record of a row.
pub fn answered(
    mapping: &Mapping,
    table: &Table,
    (row, cells): &(usize, Vec<String>),
    vocabularies: &Vocabularies,
) -> Answered {
    let mut writer = Writer {
        vocabularies,
        done: Answered {
            row: *row,
            id: None,
            draft: Draft::empty(),
            filled: Vec::new(),
            problems: Vec::new(),
        },
    };
    for column in &mapping.columns {
        let Some(place) = table.columns.iter().position(|name| *name == spaced(&column.column))
        else {
            continue;
        };
        let cell = cells.get(place).map(|cell| cell.trim()).unwrap_or_default();
        if !cell.is_empty() {
            writer.answer(mapping, column, cell);
        }
    }
    let Writer { mut done, .. } = writer;
    provenance(&mut done, mapping);
    done.id = id(&done.draft);
    if done.id.is_none() {
        done.problems.push(Problem {
            row: *row,
            column: String::new(),
            answer: String::new(),
            why: "the row has no name or no country, so that its record has no place".to_owned(),
        });
    }
    done
}

/// The id that name and country give.
fn id(draft: &Draft) -> Option<FacilityId> {
    let name = draft.at("name")?.text()?;
    let country = draft.at("location.country")?.text()?;
    FacilityId::parse(&format!("{}/{}", country.to_lowercase(), slug(name)))
}

/// How the record came about, and its source.
fn provenance(done: &mut Answered, mapping: &Mapping) {
    let text = |text: &str| Draft::Text(text.to_owned());
    let date = Draft::Plain(mapping.date.clone());
    let draft = &mut done.draft;
    draft.set("provenance.method", text(&mapping.method));
    draft.set("provenance.wave", text(&mapping.wave));
    draft.set("provenance.state", text(&mapping.state));
    draft.set("provenance.verified", date.clone());
    let mut supports: Vec<Draft> = Vec::new();
    for (_, path) in &done.filled {
        // A source names facts at most two steps deep.
        let path: Vec<&str> = path.split('.').take(2).collect();
        let path = match path.as_slice() {
            ["organisations", ..] => "organisations".to_owned(),
            path => path.join("."),
        };
        let path = text(&path);
        if !supports.contains(&path) {
            supports.push(path);
        }
    }
    draft.set(
        "sources",
        Draft::List(vec![Draft::Fields(vec![
            ("url".to_owned(), text(&mapping.url)),
            ("title".to_owned(), text(&mapping.title)),
            ("accessed".to_owned(), date),
            ("supports".to_owned(), Draft::List(supports)),
        ])]),
    );
}

struct Writer<'v> {
    vocabularies: &'v Vocabularies,
    done: Answered,
}

impl Writer<'_> {
    fn answer(&mut self, mapping: &Mapping, column: &Column, cell: &str) {
        if let Some(term) = &column.term {
            self.one_choice(column, term, cell);
            return;
        }
        match column.target() {
            Some(Target::One(field)) => {
                if let Some(value) = self.value(field, column, cell) {
                    self.done.draft.set(&column.field, value);
                    self.fill(column, &column.field);
                }
            }
            Some(Target::Organisation(field)) => {
                if let Some(value) = self.value(field, column, cell) {
                    let mut first = match self.done.draft.at("organisations") {
                        Some(Draft::List(list)) => list.first().cloned().unwrap_or(Draft::empty()),
                        _ => Draft::empty(),
                    };
                    first.set(field.name, value);
                    self.done.draft.set("organisations", Draft::List(vec![first]));
                    self.fill(column, "organisations");
                }
            }
            Some(Target::Several(field)) => {
                for part in cell.split(mapping.separator.as_str()).map(str::trim) {
                    if part.is_empty() {
                        continue;
                    }
                    if let Some(value) = self.value(field, column, part) {
                        self.done.draft.add(&column.field, value);
                        self.fill(column, &column.field);
                    }
                }
            }
            Some(Target::Figure(measure)) => self.figure(column, measure, cell),
            None => {}
        }
    }

    /// A column that stands for one choice of several, ticked or not.
    fn one_choice(&mut self, column: &Column, term: &str, cell: &str) {
        let ticked = ["yes", "y", "x", "1", "true", "ticked", "checked", "selected"];
        let not = ["no", "n", "0", "false", "not ticked", "unchecked", "not selected"];
        let answer = column.word(cell).to_lowercase();
        if ticked.contains(&&*answer) || answer == term.to_lowercase() {
            self.done.draft.add(&column.field, Draft::Text(term.to_owned()));
            self.fill(column, &column.field);
        } else if !not.contains(&&*answer) {
            self.problem(column, cell, "this is neither yes nor no: decide by hand".to_owned());
        }
    }

    fn figure(&mut self, column: &Column, measure: &str, cell: &str) {
        let answer = column.word(cell);
        let value = match answer {
            "undisclosed" | "not-applicable" => answer.to_owned(),
            // A number with nothing but spaces inside, as spreadsheets of many countries write it.
            _ => answer.chars().filter(|it| !matches!(it, ' ' | '\u{a0}' | '\u{202f}')).collect(),
        };
        let is_number = value.parse::<f64>().is_ok_and(|it| it.is_finite() && it >= 0.0);
        if !is_number && !matches!(answer, "undisclosed" | "not-applicable") {
            let why = "this is not a number in digits: correct it in the record by hand".to_owned();
            return self.problem(column, cell, why);
        }
        let mut figure = Draft::empty();
        figure.set("measure", Draft::Text(measure.to_owned()));
        figure.set("value", Draft::Plain(value));
        for (name, word) in [("kind", &column.kind), ("per", &column.per)] {
            if let Some(word) = word {
                figure.set(name, Draft::Text(word.clone()));
            }
        }
        if let Some(year) = column.year {
            figure.set("year", Draft::Plain(year.to_string()));
        }
        self.done.draft.add("figures", figure);
        self.fill(column, &format!("figures.{measure}"));
    }

    /// An answer as a value of a field; none where it is to be decided by hand, and that was noted.
    fn value(&mut self, field: &Field, column: &Column, answer: &str) -> Option<Draft> {
        let kind = match field.kind {
            Kind::List(item) => *item,
            kind => kind,
        };
        let word = column.word(answer);
        match kind {
            Kind::Term(name) => {
                let term = self.term(name, word);
                if term.is_none() {
                    let why = if column.other {
                        format!(
                            "an answer of one’s own: choose a term of `{}` for it, or propose one",
                            name.path()
                        )
                    } else {
                        format!("no term of `{}` is called so: add it to `words`", name.path())
                    };
                    self.problem(column, answer, why);
                }
                term.map(Draft::Text)
            }
            Kind::Choice(choices) => {
                let slug = choices.iter().map(|choice| choice.slug);
                let found = slug.into_iter().find(|slug| slug.eq_ignore_ascii_case(word));
                if found.is_none() {
                    let all: Vec<&str> = choices.iter().map(|choice| choice.slug).collect();
                    let why = format!("this is none of `{}`: add it to `words`", all.join("`, `"));
                    self.problem(column, answer, why);
                }
                found.map(|slug| Draft::Text(slug.to_owned()))
            }
            Kind::Country => {
                let upper = word.to_ascii_uppercase();
                let code = self
                    .vocabularies
                    .terms(VocabularyName::Countries)
                    .find(|(_, entry)| {
                        entry.slug.eq_ignore_ascii_case(word) || is_called(entry, word)
                    })
                    .map(|(_, entry)| entry.slug.to_ascii_uppercase());
                if code.is_none() {
                    let why = format!("`{upper}` is no country of the atlas: add it to `words`");
                    self.problem(column, answer, why);
                }
                code.map(Draft::Text)
            }
            Kind::Boolean => match word.to_lowercase().as_str() {
                "yes" | "true" | "1" | "x" => Some(Draft::Plain("true".to_owned())),
                "no" | "false" | "0" => Some(Draft::Plain("false".to_owned())),
                "undisclosed" | "not-applicable" => Some(Draft::Text(word.to_owned())),
                _ => {
                    self.problem(column, answer, "this is neither yes nor no".to_owned());
                    None
                }
            },
            Kind::Number | Kind::Degrees(_) | Kind::Whole(..) | Kind::Year => {
                Some(Draft::Plain(word.replace(',', ".")))
            }
            Kind::Date | Kind::Day => Some(Draft::Plain(word.to_owned())),
            _ => Some(Draft::Text(word.to_owned())),
        }
    }

    /// The term that an answer names: by its slug, label, short label or a synonym.
    fn term(&self, name: VocabularyName, word: &str) -> Option<String> {
        let found = self.vocabularies.terms(name).find(|(_, entry): &(Term, &TermEntry)| {
            entry.slug.eq_ignore_ascii_case(word) || is_called(entry, word)
        });
        found.map(|(_, entry)| entry.slug.to_string())
    }

    fn fill(&mut self, column: &Column, path: &str) {
        let filled = (column.column.clone(), path.to_owned());
        if !self.done.filled.contains(&filled) {
            self.done.filled.push(filled);
        }
    }

    fn problem(&mut self, column: &Column, answer: &str, why: String) {
        self.done.problems.push(Problem {
            row: self.done.row,
            column: column.column.clone(),
            answer: answer.to_owned(),
            why,
        });
    }
}

fn is_called(entry: &TermEntry, word: &str) -> bool {
    let same = |name: &str| name.to_lowercase() == word.trim().to_lowercase();
    same(&entry.label)
        || entry.short.as_deref().is_some_and(same)
        || entry.synonyms.iter().any(|name| same(name))
}
