//! `atlas release`: a dated copy of the data that never changes again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::{Outcome, Terminal, err, out, show};
use crate::check::{self, Choices};
use crate::export::{Exports, File};
use crate::finding::{Findings, Severity, counted};
use crate::load::{self, ADDRESSES, MANIFEST, Manifest, ManifestFile, sha256};
use crate::model::{ChangeKind, Effect, History, Reach, effects, is_version};
use crate::site;
use crate::summary;

/// What `atlas release` was asked to do.
#[derive(Debug)]
pub struct ReleaseData {
    /// The atlas.
    pub root: PathBuf,
    /// The version.
    pub version: String,
    /// The day that counts as today, and the address.
    pub choices: Choices,
    /// How to print.
    pub terminal: Terminal,
}

/// Makes a release: `releases/<version>/` with the archive, what changed, every address,
/// checksums, and a manifest; and `CITATION.cff` and `.zenodo.json` of the repository.
///
/// # Errors
/// Where the version is no name or is there already, the records are not committed, or a file
/// cannot be written.
pub fn release(asked: &ReleaseData) -> Result<Outcome> {
    let version = asked.version.as_str();
    if !is_version(version) {
        bail!(
            "`{version}` is not a version\nhelp: write letters and digits with dots between them, such as `2026.1`"
        );
    }
    let folder = asked.root.join("releases").join(version);
    if folder.exists() {
        bail!(
            "there is a release `{version}` already\nhelp: a release never changes; choose the next version"
        );
    }
    let mut findings = Findings::default();
    let project = load::read(&asked.root, &mut findings)?;
    let atlas = check::atlas(&project, &asked.choices, &mut findings)?;
    show(&findings, &project.sources, asked.terminal);
    let Some(atlas) = atlas else {
        let errors = counted(findings.count(Severity::Error), "error");
        err(&format!("{errors}: nothing was released\n"));
        return Ok(Outcome::Stopped);
    };
    let uncommitted = load::uncommitted(&asked.root)?;
    if !uncommitted.is_empty() {
        bail!(
            "{} not committed, such as `{}`\nhelp: commit the records first, so that the release \
             can name the commit that it was made from",
            match uncommitted.len() {
                1 => "1 file is".to_owned(),
                count => format!("{count} files are"),
            },
            uncommitted[0]
        );
    }
    let history = load::history(&asked.root)?;
    let summaries = summary::summarize(&atlas);
    let exports = Exports::new(&project, &atlas, &summaries, &history, Some(version));
    let templates: BTreeMap<&str, &str> =
        project.below("templates/").map(|(_, name, text)| (name, text)).collect();
    let plan = site::plan(&atlas, &exports, &templates)?;

    let addresses: String = site::addresses(&plan).iter().flat_map(|it| [it, "\n"]).collect();
    let mut files = vec![
        (format!("atmp-atlas-{version}.zip"), exports.bytes(File::Archive)?),
        ("sbom.cdx.json".to_owned(), exports.materials()?),
        ("CHANGES.md".to_owned(), notes(version, &history).into_bytes()),
        (ADDRESSES.to_owned(), addresses.into_bytes()),
    ];
    let listed = files.iter().map(|(name, bytes)| ManifestFile {
        name: name.clone(),
        bytes: bytes.len(),
        sha256: sha256(bytes),
    });
    let mut manifest = Manifest {
        version: version.to_owned(),
        date: exports.stamp().generated_at.clone(),
        commit: history.changes.first().map(|change| change.id.to_string()),
        facilities: exports.data().facilities.len(),
        files: listed.collect(),
    };
    let sums: String =
        manifest.files.iter().map(|it| format!("{}  {}\n", it.sha256, it.name)).collect();
    manifest.files.push(ManifestFile {
        name: "SHA256SUMS".to_owned(),
        bytes: sums.len(),
        sha256: sha256(sums.as_bytes()),
    });
    files.push(("SHA256SUMS".to_owned(), sums.into_bytes()));
    let mut manifest = serde_json::to_vec_pretty(&manifest)?;
    manifest.push(b'\n');
    files.push((MANIFEST.to_owned(), manifest));
    write(asked, &folder, &files)?;
    for file in [File::Citation, File::Zenodo] {
        let path = asked.root.join(exports.address(file).as_str());
        fs::write(&path, exports.bytes(file)?)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    if !asked.terminal.quiet {
        out(&format!(
            "Released {version}: {} files in {}\nTo publish it: commit the folder with \
             `CITATION.cff` and `.zenodo.json`, and tag the commit `{version}`\n",
            files.len(),
            folder.display()
        ));
    }
    Ok(Outcome::Fine)
}

/// Writes the folder beside its place, and moves it there when it is whole.
fn write(asked: &ReleaseData, folder: &PathBuf, files: &[(String, Vec<u8>)]) -> Result<()> {
    let partial = asked.root.join("releases").join(format!(".{}.partial", asked.version));
    if partial.exists() {
        fs::remove_dir_all(&partial).context("cannot remove what an earlier run left behind")?;
    }
    let context = || format!("cannot write `{}`", partial.display());
    fs::create_dir_all(&partial).with_context(context)?;
    for (name, bytes) in files {
        fs::write(partial.join(name), bytes).with_context(context)?;
    }
    fs::rename(&partial, folder).with_context(|| format!("cannot write `{}`", folder.display()))
}

/// What changed since the last release, record by record.
fn notes(version: &str, history: &History) -> String {
    let previous = history.releases.first();
    let known = match previous {
        Some(_) => history.since(0).0 == Reach::Whole,
        None => history.reach == Reach::Whole,
    };
    let mut text = format!("# Changes in {version}\n\n");
    // Writing to a string cannot fail.
    let _ = match previous {
        _ if !known => writeln!(
            text,
            "What changed is not known: the release was made without the whole history of the records."
        ),
        Some(release) => writeln!(text, "Since {} of {}.", release.version, release.date),
        None => writeln!(text, "The first release."),
    };
    if !known {
        return text;
    }
    let changed = match previous {
        Some(_) => history.since(0).1,
        None => history.changes.as_slice(),
    };
    let effects = effects(changed);
    for (title, kind) in [
        ("Added", ChangeKind::Added),
        ("Changed", ChangeKind::Changed),
        ("Removed", ChangeKind::Removed),
    ] {
        let of_kind = effects.iter().filter(|effect| effect.kind == kind);
        let lines: Vec<String> = of_kind.map(line).collect();
        if !lines.is_empty() {
            let _ = write!(text, "\n## {title} ({})\n\n{}", lines.len(), lines.concat());
        }
    }
    text
}

/// What happened to a record between two releases.
fn line(effect: &Effect<'_>) -> String {
    let fields = match effect.fields.is_empty() {
        true => String::new(),
        false => format!(" ({})", effect.fields.join(", ")),
    };
    format!("- `{}`{fields}: {}\n", effect.id, effect.reasons.join("; "))
}
