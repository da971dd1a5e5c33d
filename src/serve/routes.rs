//! What stands at an address: the plan of a build, turned round.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use foldhash::fast::FixedState;
use indexmap::IndexMap;

use super::answer::{Answer, media_type};
use super::tools;
use crate::address::Address;
use crate::export::{self, Exports};
use crate::page::{FigureForm, FigureId, Language, Once, PageKind, PagePart, Renderer};
use crate::site::Plan;

/// Everything that a build would publish.
pub(super) struct Routes<'r> {
    /// By their addresses.
    pieces: IndexMap<&'r str, Piece<'r>, FixedState>,
    renderer: &'r Renderer<'r>,
    exports: &'r Exports<'r>,
    /// What hosts are told to send with some addresses.
    headers: Vec<Rule>,
    /// Where old addresses lead, by path.
    redirects: BTreeMap<String, String>,
    base: String,
    state: String,
}

/// What stands at an address, not made yet.
#[derive(Clone, Copy)]
enum Piece<'r> {
    Page(PageKind, Language),
    Export(export::File),
    Figure(FigureId, FigureForm),
    Part(PagePart, Language),
    Ready(&'r [u8]),
}

impl Piece<'_> {
    /// What it is, at its address.
    fn media_type(self, address: &str) -> &'static str {
        match self {
            // Most of their addresses are folders.
            Self::Page(..) => media_type("index.html"),
            _ => media_type(address),
        }
    }
}

/// A rule of `_headers`: what is sent with the addresses that fit.
struct Rule {
    address: String,
    headers: Vec<(String, String)>,
}

impl<'r> Routes<'r> {
    /// Turns a plan round. `state` is the name that pages give to what they were made from.
    pub fn new(
        plan: &'r Plan,
        renderer: &'r Renderer<'r>,
        exports: &'r Exports<'r>,
        state: &str,
    ) -> Self {
        // There are few others.
        let most = plan.pages.len() + plan.exports.len() + plan.files.len();
        let mut pieces = IndexMap::with_capacity_and_hasher(most, FixedState::default());
        let pages = plan.pages.iter();
        pieces.extend(pages.map(|(at, kind, its)| (at.as_str(), Piece::Page(*kind, *its))));
        pieces.extend(plan.exports.iter().map(|(at, file)| (at.as_str(), Piece::Export(*file))));
        let figures = plan.figures.iter();
        pieces.extend(figures.map(|(at, id, form)| (at.as_str(), Piece::Figure(*id, *form))));
        let parts = plan.parts.iter();
        pieces.extend(parts.map(|(at, part, its)| (at.as_str(), Piece::Part(*part, *its))));
        pieces.extend(plan.files.iter().map(|(at, bytes)| (at.as_str(), Piece::Ready(bytes))));
        let text = |name: &str| match pieces.get(name) {
            Some(Piece::Ready(bytes)) => String::from_utf8_lossy(bytes),
            _ => "".into(),
        };
        let base = exports.atlas().settings().base_url.as_str();
        let host_and_path = base.split_once("://").map_or(base, |(_, rest)| rest);
        let path = host_and_path.split_once('/').map_or("", |(_, path)| path);
        Self {
            headers: rules(&text("_headers")),
            redirects: redirects(&text("_redirects")),
            pieces,
            renderer,
            exports,
            base: format!("/{path}"),
            state: state.to_owned(),
        }
    }

    /// The path of the home page, with slashes around.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The answer to a request for a path.
    pub fn answer(&self, path: &str) -> Answer {
        let Some(inside) = path.strip_prefix(&self.base) else {
            let above = self.base.strip_prefix(path).is_some_and(|it| matches!(it, "/" | ""));
            return match above || path == "/" {
                true => self.moved(&self.base),
                false => self.missing(),
            };
        };
        let address = Address::asked_for(inside);
        let Some(piece) = self.pieces.get(address) else {
            return match self.pieces.contains_key(&*format!("{inside}/")) {
                true => self.moved(&format!("{path}/")),
                false => self.missing(),
            };
        };
        let answer = self.made(address, *piece, 200);
        match self.redirects.get(path) {
            Some(to) => Answer::moved(to, answer),
            None => answer,
        }
    }

    fn moved(&self, to: &str) -> Answer {
        Answer::moved(to, Answer::text(302, &format!("look at {to}")))
    }

    /// What a reader sees at an address that leads nowhere.
    fn missing(&self) -> Answer {
        match self.pieces.get("404.html") {
            Some(piece) => self.made("404.html", *piece, 404),
            None => Answer::text(404, "nothing is here"),
        }
    }

    fn made(&self, address: &str, piece: Piece<'_>, status: u16) -> Answer {
        // Hosts hold their rules against what is asked for, and that is the folder.
        let asked = format!("/{address}");
        let mut headers: Vec<(String, String)> = Vec::new();
        for rule in self.headers.iter().filter(|rule| rule.fits(&asked)) {
            headers.extend(rule.headers.iter().cloned());
        }
        let mut answer = match self.bytes(address, piece) {
            Ok(bytes) => Answer::new(status, piece.media_type(address), bytes),
            Err(failure) => tools::cannot_be_made(&failure, &self.state),
        };
        if !headers.iter().any(|(name, _)| name == "Cache-Control") {
            headers.push(("Cache-Control".to_owned(), "no-cache".to_owned()));
        }
        answer.headers.extend(headers);
        answer
    }

    fn bytes(&self, address: &str, piece: Piece<'_>) -> Result<Vec<u8>> {
        match piece {
            Piece::Page(kind, language) => {
                let page = self.renderer.render(language, kind, &Once::default())?;
                Ok(tools::with_script(&page.html, &self.state).into_bytes())
            }
            Piece::Export(kind) => {
                self.exports.bytes(kind).with_context(|| format!("cannot make `/{address}`"))
            }
            Piece::Figure(id, form) => self.renderer.figure_file(id, form),
            Piece::Part(part, language) => self.renderer.part(language, part),
            Piece::Ready(bytes) => Ok(bytes.to_vec()),
        }
    }
}

impl Rule {
    fn fits(&self, address: &str) -> bool {
        match self.address.strip_suffix('*') {
            Some(start) => address.starts_with(start),
            None => address == self.address,
        }
    }
}

/// Reads `_headers`: an address, and below it its headers, indented.
fn rules(text: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        match (line.strip_prefix("  ").and_then(|it| it.split_once(": ")), rules.last_mut()) {
            (Some((name, value)), Some(rule)) => {
                rule.headers.push((name.to_owned(), value.to_owned()));
            }
            _ => rules.push(Rule { address: line.to_owned(), headers: Vec::new() }),
        }
    }
    rules
}

/// Reads `_redirects`: from, to and a number, a line each.
fn redirects(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter_map(|line| {
        let mut parts = line.split(' ');
        Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
    });
    lines.collect()
}
