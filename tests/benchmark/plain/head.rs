//! What stands at the top and the bottom of every page.

use anyhow::Result;
use atmp_atlas::page::linked;
use serde::Serialize;

use super::Site;

/// What `base.html` shows.
#[derive(Debug, Serialize)]
pub struct Head<'a> {
    title: &'a str,
    description: &'a str,
    /// The page's own address.
    url: String,
    /// The path of the site.
    root: &'a str,
    as_of: &'a str,
    crumbs: &'a [Crumb<'a>],
    /// The crumbs for search engines, as JSON.
    trail: String,
}

/// A page above this one.
#[derive(Debug, Serialize)]
pub struct Crumb<'a> {
    /// Its name.
    pub name: &'a str,
    /// The path to it, from the host on.
    pub to: String,
}

impl<'a> Head<'a> {
    /// The head of the page at a path below the site.
    pub fn new(
        site: &'a Site<'_>,
        path: &str,
        (title, description): (&'a str, &'a str),
        crumbs: &'a [Crumb<'a>],
    ) -> Result<Self> {
        let url = format!("{}{path}", site.base);
        let full = |to: &str| format!("{}{}", site.base, to.strip_prefix(site.root).unwrap_or(to));
        let trail = linked::trail(crumbs.iter().map(|crumb| (crumb.name, full(&crumb.to))))?;
        Ok(Self { title, description, url, root: site.root, as_of: &site.as_of, crumbs, trail })
    }
}
