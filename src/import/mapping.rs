//! How the columns of a survey become fields of a record, as an editor writes it down in YAML.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::model::field::{Field, Kind};
use crate::model::fields::RECORD;

/// A mapping.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The round of data collection, `provenance.wave`.
    pub wave: String,
    /// What the survey is, as the title of its source.
    pub title: String,
    /// Where the survey is described.
    pub url: String,
    /// How the answers came about: a word of `provenance.method`.
    #[serde(default = "survey")]
    pub method: String,
    /// Whether the facilities confirmed their answers: a word of `provenance.state`.
    #[serde(default = "compiled")]
    pub state: String,
    /// The day on which the answers were closed, or a column that has it.
    pub date: String,
    /// What separates several answers in one cell.
    #[serde(default = "semicolon")]
    pub separator: String,
    /// Columns that are known and go nowhere, such as time stamps.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// The columns that become fields.
    pub columns: Vec<Column>,
}

/// What becomes of a column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its name, as in the first row.
    pub column: String,
    /// The field that it fills: a path such as `location.city`, `figures.staff` for a figure of that
    /// measure, or `organisation` for the name of the first organisation.
    pub field: String,
    /// For a column that is one choice of several: the term that a `yes` adds.
    pub term: Option<String>,
    /// What answers are written as here; others stay as they are.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// The answer that leaves the choice open, such as ‘Other (please specify)’: it and what is
    /// specified are listed for an editor to decide.
    #[serde(default)]
    pub other: bool,
    /// For figures: the year that they are of.
    pub year: Option<u16>,
    /// For figures: their kind.
    pub kind: Option<String>,
    /// For figures: their period.
    pub per: Option<String>,
}

fn survey() -> String {
    "survey".to_owned()
}

fn compiled() -> String {
    "compiled".to_owned()
}

fn semicolon() -> String {
    ";".to_owned()
}

impl Mapping {
    /// Reads a mapping; `name` is shown where it is faulty.
    ///
    /// # Errors
    /// What is no mapping, or names a field that records do not have.
    pub fn read(name: &str, text: &str) -> Result<Self> {
        let mapping: Self =
            serde_yaml::from_str(text).with_context(|| format!("`{name}` is not a mapping"))?;
        for column in &mapping.columns {
            if column.target().is_none() {
                bail!(
                    "`{name}`: the column `{}` leads to `{}`, which is no field that a column can fill\n\
                     help: write a path such as `location.city`, `therapies.platforms` or \
                     `figures.staff`",
                    column.column,
                    column.field
                );
            }
        }
        let filled = |path: &str| mapping.columns.iter().any(|column| column.field == path);
        for needed in ["name", "location.country", "location.city"] {
            if !filled(needed) {
                bail!("`{name}`: no column leads to `{needed}`, which every record needs");
            }
        }
        Ok(mapping)
    }
}

/// What a column fills.
#[derive(Debug, Clone, Copy)]
pub enum Target<'m> {
    /// The name of the first organisation, or another of its fields.
    Organisation(&'static Field),
    /// A figure of a measure.
    Figure(&'m str),
    /// A field that holds one value.
    One(&'static Field),
    /// A field that holds a list of words or texts.
    Several(&'static Field),
}

impl Column {
    /// What the column fills; none where records have no such field.
    #[must_use]
    pub fn target(&self) -> Option<Target<'_>> {
        if let Some(measure) = self.field.strip_prefix("figures.") {
            return Some(Target::Figure(measure));
        }
        if let Some(field) = self.field.strip_prefix("organisation") {
            let name = field.strip_prefix('.').unwrap_or("name");
            return RECORD.at(&format!("organisations.{name}")).map(Target::Organisation);
        }
        // Below a list there are several of a field: a column cannot say which.
        let above = self.field.rsplit_once('.').map(|(above, _)| above);
        if above
            .and_then(|above| RECORD.at(above))
            .is_some_and(|it| matches!(it.kind, Kind::List(_)))
        {
            return None;
        }
        let field = RECORD.at(&self.field)?;
        match field.kind {
            Kind::Group(_) | Kind::List(Kind::Group(_)) => None,
            Kind::List(_) => Some(Target::Several(field)),
            _ => Some(Target::One(field)),
        }
    }

    /// What an answer is written as here.
    #[must_use]
    pub fn word<'a>(&'a self, answer: &'a str) -> &'a str {
        let same = |word: &String| word.trim().eq_ignore_ascii_case(answer.trim());
        self.words.iter().find(|(word, _)| same(word)).map_or(answer, |(_, meant)| meant)
    }
}
