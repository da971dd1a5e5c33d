//! No address of the last release disappears.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use super::Plan;
use crate::model::Release;

/// Every address of the plan that is meant to last: pages, data files, and what is a file at a
/// fixed place. Not those that change their names with their content, not the page for what is not
/// there, and not what only hosts read.
#[must_use]
pub fn addresses(plan: &Plan) -> BTreeSet<String> {
    let pages = plan.pages.iter().map(|(address, ..)| address);
    let exports = plan.exports.iter().map(|(address, _)| address);
    let figures = plan.figures.iter().map(|(address, ..)| address);
    let all = pages
        .chain(exports)
        .chain(figures)
        .chain(plan.files.keys())
        .map(|address| address.as_str());
    let lasting = all.filter(|address| {
        !address.starts_with("assets/") && !address.starts_with('_') && *address != "404.html"
    });
    lasting.map(str::to_owned).collect()
}

/// Holds the plan against the newest release.
///
/// # Errors
/// Addresses that the release has and the plan lacks.
pub(super) fn check(plan: &Plan, releases: &[Release]) -> Result<()> {
    let Some(newest) = releases.first() else { return Ok(()) };
    let planned = addresses(plan);
    let gone: Vec<&str> = newest
        .addresses
        .iter()
        .map(String::as_str)
        .filter(|address| !planned.contains(*address))
        .collect();
    if gone.is_empty() {
        return Ok(());
    }
    let some: Vec<String> = gone.iter().take(5).map(|address| format!("`/{address}`")).collect();
    bail!(
        "{} addresses of the release {} would disappear, such as {}\nhelp: a renamed record keeps \
         its old id under `aliases`, a closed facility keeps its file with `status: closed`; links \
         to the atlas never break",
        gone.len(),
        newest.version,
        some.join(", "),
    );
}
