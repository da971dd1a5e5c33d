//! The releases of the data: all of them, and one.

use anyhow::{Context as _, Result};
use serde::Serialize;

use super::head::About;
use super::shared::Shared;
use crate::address::Address;
use crate::export::{File, LICENCE_ID};
use crate::model::Release;
use crate::words::WordFault;

/// All releases, as the template shows them.
#[derive(Debug, Serialize)]
pub struct ReleasesPage {
    releases: Vec<Mark>,
    json: Address,
    changes: Address,
}

/// A release in a list.
#[derive(Debug, Serialize)]
pub struct Mark {
    to: Address,
    /// `Release 2026.1`
    title: String,
    /// When, and how much it holds.
    about: String,
}

/// One release, as the template shows it.
#[derive(Debug, Serialize)]
pub struct ReleasePage {
    about: String,
    cite: String,
    files: Vec<Item>,
    since: Address,
    commit: Option<String>,
}

/// A file of a release.
#[derive(Debug, Serialize)]
struct Item {
    name: String,
    to: Address,
    bytes: String,
}

/// Builds the page of all releases.
pub(super) fn all(shared: &Shared<'_>) -> Result<(ReleasesPage, About), WordFault> {
    let words = &shared.words;
    let releases = shared.exports.history().releases.iter();
    let page = ReleasesPage {
        releases: releases.map(|release| mark(shared, release)).collect::<Result<_, _>>()?,
        json: shared.exports.address(File::Releases),
        changes: Address::changes(),
    };
    let about = About {
        title: words.text("releases.title")?,
        description: words.text("releases.description")?,
        crumbs: vec![(words.text("data.title")?, Address::data())],
    };
    Ok((page, about))
}

/// A release in a list.
pub(super) fn mark(shared: &Shared<'_>, release: &Release) -> Result<Mark, WordFault> {
    let words = &shared.words;
    Ok(Mark {
        to: Address::release(&release.version),
        title: words.fill("releases.one", &[("version", &release.version)])?,
        about: words.count(
            "releases.holds",
            release.facilities,
            &[("date", &words.date(release.date))],
        )?,
    })
}

/// Builds the page of a release, given by its place in the history.
pub(super) fn one(shared: &Shared<'_>, place: usize) -> Result<(ReleasePage, About)> {
    let words = &shared.words;
    let exports = shared.exports;
    let release = exports.history().releases.get(place).context("no such release")?;
    let settings = shared.atlas.settings();
    let mark = mark(shared, release)?;
    let files = release.files.iter().enumerate().map(|(file, (name, bytes))| Item {
        name: name.clone(),
        to: exports.address(File::Release(place, file)),
        bytes: words.whole_number(bytes.len()),
    });
    let cite = words.fill(
        "releases.cite",
        &[
            ("publisher", &settings.publisher),
            ("year", &release.date.year()),
            ("site", &settings.title),
            ("version", &release.version),
            ("licence", &LICENCE_ID),
            ("address", &shared.full(&mark.to)),
        ],
    )?;
    let page = ReleasePage {
        about: mark.about,
        cite,
        files: files.collect(),
        since: exports.address(File::ChangesSince(place)),
        commit: release.commit.clone(),
    };
    let about = About {
        title: mark.title,
        description: words.text("releases.description")?,
        crumbs: vec![
            (words.text("data.title")?, Address::data()),
            (words.text("releases.title")?, Address::releases()),
        ],
    };
    Ok((page, about))
}
