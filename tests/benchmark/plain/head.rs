//! What stands at the top and the bottom of every page.

use anyhow::Result;
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

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

#[derive(Serialize)]
struct Trail<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
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
        let steps = crumbs.iter().zip(1..).map(|(crumb, position)| Step {
            kind: "ListItem",
            position,
            name: crumb.name,
            item: format!("{}{}", site.base, crumb.to.strip_prefix(site.root).unwrap_or_default()),
        });
        let trail =
            Trail { context: "https://schema.org", kind: "BreadcrumbList", steps: steps.collect() };
        let trail = block(&trail)?;
        Ok(Self { title, description, url, root: site.root, as_of: &site.as_of, crumbs, trail })
    }
}

/// The text of a script block. `<` is written so that it can end none.
pub fn block(content: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(content)?.replace('<', "\\u003c"))
}
