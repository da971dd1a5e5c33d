//! The releases of the data, `releases/<version>/`.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::model::{PartialDate, Release, is_version};

/// `release.json`: what a release says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Its version.
    pub version: String,
    /// The day that its data describes.
    pub date: String,
    /// The last commit that changed its records; null where that was not known.
    pub commit: Option<String>,
    /// How many facilities it has.
    pub facilities: usize,
    /// Its other files.
    pub files: Vec<ManifestFile>,
}

/// A file of a release.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestFile {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: usize,
    /// Its SHA-256 checksum, hexadecimal.
    pub sha256: String,
}

/// The name of the manifest.
pub const MANIFEST: &str = "release.json";
/// The name of the list of addresses.
pub const ADDRESSES: &str = "addresses.txt";

/// A checksum, hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads all releases of an atlas, the newest first; none where it has no folder `releases`.
///
/// # Errors
/// A release that cannot be read, or whose files are not what its manifest says: releases never
/// change.
pub fn releases(root: &Path) -> Result<Vec<Release>> {
    let folder = root.join("releases");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut releases = Vec::new();
    for entry in fs::read_dir(&folder).context("cannot list the folder `releases`")? {
        let entry = entry.context("cannot list the folder `releases`")?;
        let version = entry.file_name().to_string_lossy().into_owned();
        if is_version(&version) && entry.file_type()?.is_dir() {
            let read = read(&entry.path(), &version);
            releases.push(read.with_context(|| format!("cannot use the release `{version}`"))?);
        }
    }
    // Of two releases of one day the version decides.
    releases.sort_by(|a, b| (b.date, &b.version).cmp(&(a.date, &a.version)));
    Ok(releases)
}

fn read(folder: &Path, version: &str) -> Result<Release> {
    let file = |name: &str| {
        fs::read(folder.join(name)).with_context(|| format!("cannot read its file `{name}`"))
    };
    let raw = file(MANIFEST)?;
    let manifest: Manifest = serde_json::from_slice(&raw)
        .with_context(|| format!("`{MANIFEST}` is not as it should be"))?;
    let Some(date) = PartialDate::parse(&manifest.date) else {
        bail!("`{}` is not a date", manifest.date);
    };
    if manifest.version != version {
        bail!("it says that it is `{}`", manifest.version);
    }
    let mut files = vec![(MANIFEST.to_owned(), raw)];
    for listed in manifest.files {
        if listed.name.contains(['/', '\\']) || listed.name.starts_with('.') {
            bail!("`{}` is not the name of one of its files", listed.name);
        }
        let bytes = file(&listed.name)?;
        if sha256(&bytes) != listed.sha256 {
            bail!(
                "its file `{}` was changed after the release\nhelp: a release never changes: take \
                 the file back from the repository's history, and make a new release instead",
                listed.name
            );
        }
        files.push((listed.name, bytes));
    }
    let addresses = files.iter().find(|(name, _)| name == ADDRESSES);
    let addresses = addresses.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
    Ok(Release {
        version: manifest.version,
        date,
        commit: manifest.commit,
        facilities: manifest.facilities,
        addresses: addresses.unwrap_or_default().lines().map(str::to_owned).collect(),
        files,
    })
}
