//! What stands around the main part of pages, filled once for all that look alike there.
//!
//! The head of a page, its navigation and its foot are a third of it, and nearly the same on every
//! page: the template (`templates/base.html`) is filled once for pages that are [`Alike`], with gaps for
//! what each [says itself](Around::said).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use serde::Serialize;
use tera::Context;

use super::POLICY;
use super::head::Around;
use super::markup::{Fragment, Markup, escape, gap};
use super::shared::Shared;
use super::templates::Compiled;
use crate::address::Address;

/// The template.
const TEMPLATE: &str = "base.html";

/// A page as HTML.
#[derive(Debug)]
pub struct Rendered {
    /// The whole page.
    pub html: String,
    /// Where in it stands what the page says itself, in order.
    pub own: Vec<Range<usize>>,
    /// All else; none for a page that is all its own. Pages of one frame have the very same text outside
    /// `own`: the proof of the site reads it once for all of them. What changes the page otherwise takes its
    /// frame away ([`Self::alone`]).
    pub frame: Option<SharedFrame>,
}

/// What stands around pages: the very same for all that look alike there.
#[derive(Debug, Clone, Default)]
pub struct SharedFrame(Arc<Fragment>);

impl SharedFrame {
    /// Tells it from every other one that is held at the same time.
    #[must_use]
    pub fn number(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

impl Rendered {
    /// A page without a frame.
    #[must_use]
    pub fn alone(html: String) -> Self {
        let own = std::iter::once(0..html.len()).collect();
        Self { html, own, frame: None }
    }
}

/// What a page says itself in one of the gaps.
#[derive(Clone, Copy)]
pub(super) enum Said<'s> {
    /// A text, which is escaped.
    Text(&'s str),
    /// HTML.
    Html(&'s str),
    /// HTML whose links are to lead where they lead in the page's language.
    Links(&'s str),
}

impl Said<'_> {
    fn len(self) -> usize {
        let (Self::Text(said) | Self::Html(said) | Self::Links(said)) = self;
        said.len()
    }
}

/// What makes the frames of two pages alike, but for their gaps.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    root: String,
    nav: Vec<Option<&'static str>>,
    foot: Vec<Option<&'static str>>,
    /// For each gap whether something is said in it.
    said: Vec<bool>,
}

/// The frames of one language, made as pages ask for them.
#[derive(Debug, Default)]
pub(super) struct Frames(Mutex<BTreeMap<Alike, Arc<Fragment>>>);

/// What the template is told of all pages that are alike.
#[derive(Serialize)]
struct Common<'c> {
    lang: &'c str,
    policy: &'static str,
    site: &'c str,
    root: &'c str,
    style: &'c Address,
    scripts: &'c Address,
    nav: String,
    foot: String,
    as_of: String,
    publisher: &'c str,
    release: Option<String>,
    release_to: Option<Address>,
}

impl Frames {
    /// Writes a page around its main part.
    ///
    /// # Errors
    /// A template that cannot be filled; words that the catalogue lacks.
    pub fn write(
        &self,
        shared: &Shared<'_>,
        (templates, markup): (&Compiled, Markup<'_>),
        around: &Around,
        main: &str,
    ) -> Result<Rendered> {
        let said = around.said(main);
        let alike = Alike {
            root: around.root.clone(),
            nav: around.nav.clone(),
            foot: around.foot.clone(),
            said: said.iter().map(|(_, said)| said.is_some()).collect(),
        };
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known().get(&alike).map(Arc::clone);
        let frame = match found {
            Some(frame) => frame,
            // Two threads may make the same one, which is sooner done than waited for.
            None => {
                let frame = Arc::new(make(shared, templates, markup, around, &said)?);
                known().insert(alike, Arc::clone(&frame));
                frame
            }
        };
        let length =
            frame.len_with(|gap| said.get(gap).and_then(|(_, said)| *said).map_or(0, Said::len));
        // Signs that are escaped and links that are mended make a page a little longer.
        let mut html = String::with_capacity(length + length / 16);
        let mut own = Vec::with_capacity(said.len());
        frame.write(&mut html, |html, gap| {
            let begin = html.len();
            match said.get(gap).and_then(|(_, said)| *said) {
                Some(Said::Text(text)) => escape(html, text),
                Some(Said::Html(piece)) => html.push_str(piece),
                Some(Said::Links(piece)) => shared.own_links(html, piece, &around.root),
                None => {}
            }
            own.push(begin..html.len());
        });
        Ok(Rendered { html, own, frame: Some(SharedFrame(frame)) })
    }
}

fn make(
    shared: &Shared<'_>,
    templates: &Compiled,
    markup: Markup<'_>,
    around: &Around,
    said: &[(&'static str, Option<Said<'_>>)],
) -> Result<Fragment> {
    let (words, settings) = (&shared.words, shared.atlas.settings());
    let ways = |all: &[(String, Address)], current: &[Option<&'static str>]| {
        let ways = all.iter().zip(current);
        markup.places(ways.map(|((label, to), current)| (label.as_str(), to, *current)))
    };
    let newest = shared.exports.history().releases.first();
    let release = newest.map(|it| words.fill("releases.one", &[("version", &it.version)]));
    let head = Common {
        lang: words.language(),
        policy: POLICY,
        site: &settings.title,
        root: &around.root,
        style: &shared.assets.style,
        scripts: &shared.assets.scripts,
        nav: ways(&shared.ways.nav, &around.nav),
        foot: ways(&shared.ways.foot, &around.foot),
        as_of: words.date(settings.as_of),
        publisher: &settings.publisher,
        release: release.transpose()?,
        release_to: newest.map(|it| Address::release(&it.version)),
    };
    let gap_of = |(place, (name, said)): (usize, &(&'static str, Option<Said<'_>>))| {
        Ok((*name, said.map(|_| gap(place)).transpose()?))
    };
    let page: BTreeMap<&str, Option<String>> =
        said.iter().enumerate().map(gap_of).collect::<Result<_>>()?;
    let mut values = Context::new();
    values.insert("head", &head);
    values.insert("page", &page);
    let html = templates.render(TEMPLATE, &values)?;
    let mut mended = String::with_capacity(html.len());
    shared.own_links(&mut mended, &html, &around.root);
    Fragment::parse(&mended, said.len())
        .with_context(|| format!("templates/{TEMPLATE}: a sign of private use"))
}
