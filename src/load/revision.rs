//! An atlas as it was at a revision of its git repository, read without checking it out.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::git::{blobs, git};
use super::{FOLDERS, Project, SETTINGS, limits_of, record_id};
use crate::model::Limits;
use crate::source::Sources;

/// Reads the records and the content of a revision.
///
/// # Errors
/// Where there is no git, no such revision, or no atlas in it.
pub fn read_revision(root: &Path, revision: &str) -> Result<Project> {
    // A name that begins with a hyphen would be an option.
    if revision.starts_with('-') {
        bail!("`{revision}` is neither a folder nor a revision of git");
    }
    let named = git(root)
        .args(["rev-parse", "--verify", "--quiet", "--end-of-options"])
        .arg(format!("{revision}^{{commit}}"))
        .output()
        .context("cannot run `git`: to compare revisions it has to be installed")?;
    if !named.status.success() {
        bail!(
            "`{revision}` is neither a folder nor a revision of git\nhelp: name a branch such as \
             `main`, a tag, a commit, or a folder with another copy of the atlas"
        );
    }
    let commit = String::from_utf8_lossy(&named.stdout).trim().to_owned();
    let listed = git(root)
        .args(["ls-tree", "-r", "-z", &commit, "--"])
        .args(&FOLDERS[..2])
        .output()
        .context("cannot run `git ls-tree`")?;
    if !listed.status.success() {
        bail!("cannot list the files of `{revision}`");
    }
    let listed = String::from_utf8_lossy(&listed.stdout);
    // `mode type name<tab>path`; a link is no file.
    let files: Vec<(&str, &str)> = listed
        .split('\0')
        .filter_map(|line| {
            let (head, path) = line.split_once('\t')?;
            let mut parts = head.split(' ');
            let (mode, kind, name) = (parts.next()?, parts.next()?, parts.next()?);
            (mode != "120000" && kind == "blob").then_some((name, path))
        })
        .collect();
    if files.is_empty() {
        bail!("`{revision}` has no folders `facilities` and `content`");
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let mut project = Project {
        root: root.to_owned(),
        sources: Sources::default(),
        records: Vec::new(),
        ids: Vec::new(),
        unread: Vec::new(),
        limits: Limits::default(),
    };
    for ((_, path), text) in files.iter().zip(blobs(root, &names)?) {
        let text = text.with_context(|| format!("git has no text of `{path}`"))?;
        let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
        let id = project.sources.add((*path).to_owned(), text);
        let name = path.strip_prefix("facilities/");
        if let Some(Ok(Some(facility))) = name.map(record_id) {
            project.ids.push(facility.clone());
            project.records.push((id, facility));
        }
    }
    project.ids.sort_unstable();
    if let Some(settings) = project.sources.find(SETTINGS) {
        project.limits = limits_of(&project.sources.get(settings).text);
    }
    Ok(project)
}
