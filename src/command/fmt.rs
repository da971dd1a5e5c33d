//! `atlas fmt`: records in their canonical form.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::{Outcome, Terminal, err, named, out, store};
use crate::check::{self, Choices};
use crate::export::schema::Edition;
use crate::finding::{Findings, counted};
use crate::format::{self, Refusal};
use crate::load;

/// What `atlas fmt` was asked to do.
#[derive(Debug)]
pub struct Fmt {
    /// The atlas.
    pub root: PathBuf,
    /// Files and folders to format; all records where there are none.
    pub paths: Vec<PathBuf>,
    /// Whether to say only what would change.
    pub check: bool,
    /// How to print.
    pub terminal: Terminal,
}

/// Writes records in their canonical form.
///
/// # Errors
/// Where the atlas cannot be read, or a record cannot be written.
pub fn fmt(fmt: &Fmt) -> Result<Outcome> {
    let mut wanted = named(&fmt.root, &fmt.paths)?;
    if wanted.is_empty() {
        wanted.push("facilities".to_owned());
    }
    let mut findings = Findings::default();
    let project = load::read_part(&fmt.root, &wanted, &mut findings)?;
    let schema = schema_address(&project);
    let (mut changed, mut refused) = (Vec::new(), Vec::new());
    for (source, _) in &project.records {
        let file = project.sources.get(*source);
        let disk = fmt.root.join(&file.path);
        match format::record(&file.text, &schema) {
            Ok(text) => {
                if !is_same(&disk, &text)? {
                    if !fmt.check {
                        store(&disk, text.as_bytes())?;
                    }
                    changed.push(file.path.as_str());
                }
            }
            Err(Refusal::Unreadable(fault)) => {
                let (line, _) = file.position(fault.span.start);
                refused.push(format!(
                    "{}:{line}: {}\n  run `atlas check {}` to see how to mend it\n",
                    file.path, fault.message, file.path
                ));
            }
            Err(Refusal::Unlike) => refused
                .push(format!("{}: left as it is, since it would not say the same\n", file.path)),
        }
    }
    err(&refused.concat());
    if !fmt.terminal.quiet || fmt.check {
        for path in &changed {
            out(&format!("{path}\n"));
        }
    }
    if !fmt.terminal.quiet {
        let would = if fmt.check { "would change" } else { "changed" };
        let all = counted(project.records.len(), "record");
        let advice = if fmt.check && !changed.is_empty() { ": run `atlas fmt`" } else { "" };
        out(&format!("{} of {all} {would}{advice}\n", changed.len()));
    }
    let stopped = !refused.is_empty() || fmt.check && !changed.is_empty();
    Ok(if stopped { Outcome::Stopped } else { Outcome::Fine })
}

/// The address that the first line of a record names.
pub(super) fn schema_address(project: &load::Project) -> String {
    let base = check::base_url(project, &Choices::default());
    base.map(|base| format!("{base}{}", Edition::Draft2020.path())).unwrap_or_default()
}

/// Whether a file has exactly this text, byte order mark and line ends included.
fn is_same(path: &Path, text: &str) -> Result<bool> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(bytes == text.as_bytes())
}
