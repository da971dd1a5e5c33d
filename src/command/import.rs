//! `atlas import`: a survey's export becomes records; nothing is overwritten.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::fmt::schema_address;
use super::{Outcome, Terminal, out, show, store};
use crate::check;
use crate::finding::{Findings, counted};
use crate::import::{self, Imported, Mapping, report, table};
use crate::load;

/// What `atlas import` was asked to do.
#[derive(Debug)]
pub struct Import {
    /// The atlas.
    pub root: PathBuf,
    /// The export: CSV or XLSX.
    pub file: PathBuf,
    /// How its columns become fields.
    pub mapping: PathBuf,
    /// Where report and proposals go.
    pub output: PathBuf,
    /// Whether to write no new record into the atlas, only the report and what would be written.
    pub dry_run: bool,
    /// How to print.
    pub terminal: Terminal,
}

/// Reads an export, writes new records, and proposes changes of those that are there.
///
/// # Errors
/// Where export or mapping cannot be read, or something cannot be written.
pub fn import(asked: &Import) -> Result<Outcome> {
    let mut findings = Findings::default();
    // No record is read but those that the survey is about.
    let project = load::read_part(&asked.root, &["content/atlas.yaml".to_owned()], &mut findings)?;
    let vocabularies = check::vocabularies(&project, &mut findings);
    if findings.has_errors() {
        show(&findings, &project.sources, asked.terminal);
        return Ok(Outcome::Stopped);
    }
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(&asked.mapping)
        .with_context(|| format!("cannot read `{}`", asked.mapping.display()))?;
    let mapping = Mapping::read(&name(&asked.mapping), &text)?;
    let bytes = std::fs::read(&asked.file)
        .with_context(|| format!("cannot read `{}`", asked.file.display()))?;
    let table = table::read(&name(&asked.file), &bytes)?;
    let schema = schema_address(&project);
    let imported = import::records(&mapping, &table, &project, &vocabularies, &schema)?;
    write(asked, &imported)?;
    let report = asked.output.join("report.md");
    store(&report, report::markdown(&imported, &mapping, &name(&asked.file)).as_bytes())?;
    if !asked.terminal.quiet {
        out(&format!(
            "{}: {} {}, {} proposed, {} as before, {} not mapped\n  read {}\n",
            counted(imported.rows, "row"),
            counted(imported.new.len(), "new record"),
            if asked.dry_run { "to be written" } else { "written" },
            counted(imported.proposed.len(), "change"),
            counted(imported.same.len(), "record"),
            counted(imported.problems.len(), "answer"),
            report.display()
        ));
    }
    Ok(if imported.problems.is_empty() { Outcome::Fine } else { Outcome::Stopped })
}

fn write(asked: &Import, imported: &Imported) -> Result<()> {
    let proposals = asked.output.join("proposed");
    if proposals.exists() {
        bail!(
            "`{}` is there already\nhelp: look its proposals through and remove it, or choose \
             another folder with `--output`",
            proposals.display()
        );
    }
    for (id, text) in &imported.new {
        let folder =
            if asked.dry_run { asked.output.join("new") } else { asked.root.join("facilities") };
        let path = folder.join(format!("{id}.yaml"));
        if !asked.dry_run && path.exists() {
            bail!("`{}` is there already, and is not overwritten", path.display());
        }
        store(&path, text.as_bytes())?;
    }
    for (id, proposal) in &imported.proposed {
        store(&proposals.join(format!("{id}.yaml")), proposal.text.as_bytes())?;
    }
    Ok(())
}
