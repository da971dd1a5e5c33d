//! `atlas schema`: the JSON Schema of a record.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::{Outcome, Terminal, out, show};
use crate::check::{self, Choices};
use crate::export::schema::{self, Edition};
use crate::finding::Findings;
use crate::load;

/// What `atlas schema` was asked to do.
#[derive(Debug)]
pub struct Schema {
    /// The atlas.
    pub root: PathBuf,
    /// The edition of JSON Schema.
    pub edition: Edition,
    /// How to print.
    pub terminal: Terminal,
}

/// Prints the schema.
///
/// # Errors
/// Where the atlas cannot be read, or does not say where it will be published.
pub fn schema(asked: &Schema) -> Result<Outcome> {
    let mut findings = Findings::default();
    let wanted = ["content/vocabularies".to_owned()];
    let project = load::read_part(&asked.root, &wanted, &mut findings)?;
    let vocabularies = check::vocabularies(&project, &mut findings);
    if findings.has_errors() {
        show(&findings, &project.sources, asked.terminal);
        return Ok(Outcome::Stopped);
    }
    let base = check::base_url(&project, &Choices::default())
        .context("`content/atlas.yaml` does not say where the site will be published")?;
    let bytes = schema::file(&vocabularies, &base, asked.edition)?;
    out(&String::from_utf8_lossy(&bytes));
    Ok(Outcome::Fine)
}
