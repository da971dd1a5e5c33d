//! What stands around the main part of pages, filled once for all that look alike there.
//!
//! The head of a page, its navigation and its foot are a third of it, and nearly the same on every
//! page: the template (`templates/base.html`) is filled for pages that are [`Alike`] with gaps in the
//! place of what each says itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use serde::Serialize;
use tera::{Context, Tera};

use super::head::Around;
use super::markup::{Fragment, Markup, escape, gap};
use super::shared::Shared;
use super::{POLICY, templates};
use crate::address::Address;

/// The template.
const TEMPLATE: &str = "base.html";

/// What makes the frames of two pages alike, but for their gaps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Alike {
    /// What leads from the page to the base of its language.
    pub root: String,
    /// For each entry of the navigation its `aria-current`.
    pub nav: Vec<Option<&'static str>>,
    /// The same for the foot.
    pub foot: Vec<Option<&'static str>>,
    pub canonical: bool,
    pub picture: bool,
    pub trail: bool,
    pub crumbs: bool,
    pub cite: bool,
}

/// The frames of one language, made as pages ask for them.
#[derive(Debug, Default)]
pub(super) struct Frames(Mutex<BTreeMap<Alike, Arc<Fragment>>>);

/// What the template is filled with. What each page says itself is a gap.
#[derive(Serialize)]
struct Head<'f> {
    lang: &'f str,
    policy: &'static str,
    site: &'f str,
    root: &'f str,
    style: &'f Address,
    scripts: &'f Address,
    title: String,
    description: String,
    here: String,
    canonical: Option<String>,
    alternates: Option<String>,
    picture: Option<String>,
    trail: Option<String>,
    crumbs: Option<String>,
    cite: Option<String>,
    languages: Option<String>,
    nav: String,
    foot: String,
    as_of: String,
    publisher: &'f str,
    release: Option<String>,
    release_to: Option<Address>,
}

/// The gaps, by their numbers.
mod gaps {
    pub const MAIN: usize = 0;
    pub const TITLE: usize = 1;
    pub const DESCRIPTION: usize = 2;
    pub const HERE: usize = 3;
    pub const CANONICAL: usize = 4;
    pub const ALTERNATES: usize = 5;
    pub const PICTURE: usize = 6;
    pub const TRAIL: usize = 7;
    pub const CRUMBS: usize = 8;
    pub const CITE: usize = 9;
    pub const LANGUAGES: usize = 10;
    /// How many there are.
    pub const ALL: usize = 11;
}

impl Frames {
    /// Writes a page around its main part.
    ///
    /// # Errors
    /// A template that cannot be filled; words that the catalogue lacks.
    pub fn write(
        &self,
        shared: &Shared<'_>,
        (tera, markup): (&Tera, Markup<'_>),
        around: &Around,
        main: &str,
    ) -> Result<String> {
        let frame = self.of(shared, tera, markup, &around.alike)?;
        let mut html = String::with_capacity(main.len() + frame.len() + around.len());
        frame.write(&mut html, |html, gap| match gap {
            gaps::MAIN => shared.own_links(html, main, &around.alike.root),
            gaps::CRUMBS => shared.own_links(html, &around.crumbs, &around.alike.root),
            gaps::ALTERNATES => html.push_str(&around.alternates),
            gaps::LANGUAGES => html.push_str(&around.languages),
            gaps::TRAIL => html.push_str(around.trail.as_deref().unwrap_or_default()),
            gaps::TITLE => escape(html, &around.title),
            gaps::DESCRIPTION => escape(html, &around.description),
            gaps::HERE => escape(html, &around.here),
            gaps::CANONICAL => escape(html, around.canonical.as_deref().unwrap_or_default()),
            gaps::PICTURE => escape(html, around.picture.as_deref().unwrap_or_default()),
            gaps::CITE => escape(html, around.cite.as_deref().unwrap_or_default()),
            _ => {}
        });
        Ok(html)
    }

    fn of(
        &self,
        shared: &Shared<'_>,
        tera: &Tera,
        markup: Markup<'_>,
        alike: &Alike,
    ) -> Result<Arc<Fragment>> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(frame) = known().get(alike) {
            return Ok(Arc::clone(frame));
        }
        // Two threads may make the same one, which is sooner done than waited for.
        let frame = Arc::new(make(shared, tera, markup, alike)?);
        known().insert(alike.clone(), Arc::clone(&frame));
        Ok(frame)
    }
}

fn make(shared: &Shared<'_>, tera: &Tera, markup: Markup<'_>, alike: &Alike) -> Result<Fragment> {
    let (words, settings) = (&shared.words, shared.atlas.settings());
    let when = |there: bool, place: usize| there.then(|| gap(place)).transpose();
    let ways = |all: &[(String, Address)], current: &[Option<&'static str>]| {
        let ways = all.iter().zip(current);
        markup.places(ways.map(|((label, to), current)| (label.as_str(), to, *current)))
    };
    let newest = shared.exports.history().releases.first();
    let release = newest.map(|it| words.fill("releases.one", &[("version", &it.version)]));
    let head = Head {
        lang: words.language(),
        policy: POLICY,
        site: &settings.title,
        root: &alike.root,
        style: &shared.assets.style,
        scripts: &shared.assets.scripts,
        title: gap(gaps::TITLE)?,
        description: gap(gaps::DESCRIPTION)?,
        here: gap(gaps::HERE)?,
        canonical: when(alike.canonical, gaps::CANONICAL)?,
        alternates: when(alike.canonical, gaps::ALTERNATES)?,
        picture: when(alike.picture, gaps::PICTURE)?,
        trail: when(alike.trail, gaps::TRAIL)?,
        crumbs: when(alike.crumbs, gaps::CRUMBS)?,
        cite: when(alike.cite, gaps::CITE)?,
        languages: when(!settings.languages.is_empty(), gaps::LANGUAGES)?,
        nav: ways(&shared.ways.nav, &alike.nav),
        foot: ways(&shared.ways.foot, &alike.foot),
        as_of: words.date(settings.as_of),
        publisher: &settings.publisher,
        release: release.transpose()?,
        release_to: newest.map(|it| Address::release(&it.version)),
    };
    let mut values = Context::new();
    values.insert("head", &head);
    values.insert("main", &gap(gaps::MAIN)?);
    let html = tera.render(TEMPLATE, &values).map_err(templates::fault)?;
    let mut mended = String::with_capacity(html.len());
    shared.own_links(&mut mended, &html, &alike.root);
    Fragment::parse(&mended, gaps::ALL)
        .with_context(|| format!("templates/{TEMPLATE}: a sign of private use"))
}
