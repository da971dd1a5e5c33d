//! What stands around every page: title, description, the way here, navigation, foot.

use std::borrow::Cow;

use serde::Serialize;

use super::frame::Said;
use super::language::Language;
use super::markup::Markup;
use super::shared::Shared;
use super::{Decision, PageKind, linked};
use crate::address::Address;
use crate::model::{Atlas, VocabularyName, own_name};
use crate::words::{WordFault, Words};

/// What a page says of itself around its main part.
#[derive(Debug)]
pub(super) struct Around {
    /// What leads from the page to the base of its language.
    pub root: String,
    /// For each entry of the navigation its `aria-current`.
    pub nav: Vec<Option<&'static str>>,
    /// The same for the foot.
    pub foot: Vec<Option<&'static str>>,
    /// For the window, with the atlas's name.
    pub title: String,
    pub description: String,
    /// The full address; none for the page that stands wherever nothing is.
    pub canonical: Option<String>,
    /// The picture that other sites show beside a link to this page.
    pub picture: Option<String>,
    /// The way here, the home page first, as list entries; empty there.
    pub crumbs: String,
    /// The same for search engines, this page the last; none where there is no way.
    pub trail: Option<String>,
    /// The last step of the way: this page.
    pub here: String,
    /// How to cite the page, with its version; none for a page that leads nowhere.
    pub cite: Option<String>,
    /// The page in every language, its own too, as list entries; nothing where the site has one
    /// language.
    pub languages: String,
    /// The same for search engines, where those are this page and not their languages' first pages.
    pub alternates: String,
}

/// What every template is told of its page.
#[derive(Debug, Serialize)]
pub(super) struct Head<'h> {
    /// The page's language.
    lang: &'h str,
    /// What leads from this page to the base, in front of every address.
    root: &'h str,
    /// The page's name.
    here: &'h str,
    /// The folder of the scripts.
    scripts: &'h Address,
    /// Whether what records say in their own words is in another language, English.
    records_in_english: bool,
}

/// What is told to the template of a page that has nothing around it.
#[derive(Debug, Serialize)]
pub(super) struct Alone<'h> {
    title: &'h str,
    description: &'h str,
    canonical: Option<&'h str>,
    style: &'h Address,
    policy: &'static str,
    site: &'h str,
}

impl Around {
    /// For its template.
    pub fn head<'h>(&'h self, shared: &'h Shared<'_>) -> Head<'h> {
        Head {
            lang: shared.words.language(),
            root: &self.root,
            here: &self.here,
            scripts: &shared.assets.scripts,
            records_in_english: shared.language != Language::ENGLISH,
        }
    }

    /// For its template, where it stands alone.
    pub fn alone<'h>(&'h self, shared: &'h Shared<'_>) -> Alone<'h> {
        Alone {
            title: &self.title,
            description: &self.description,
            canonical: self.canonical.as_deref(),
            style: &shared.assets.style,
            policy: POLICY,
            site: &shared.atlas.settings().title,
        }
    }

    /// What the page says itself in its frame, by the names that the template has for it.
    pub fn said<'s>(&'s self, main: &'s str) -> [(&'static str, Option<Said<'s>>); 11] {
        let text = |text: &'s Option<String>| text.as_deref().map(Said::Text);
        let where_any = |html: &'s str| Some(html).filter(|html| !html.is_empty());
        [
            ("main", Some(Said::Links(main))),
            ("title", Some(Said::Text(&self.title))),
            ("description", Some(Said::Text(&self.description))),
            ("here", Some(Said::Text(&self.here))),
            ("canonical", text(&self.canonical)),
            ("alternates", where_any(&self.alternates).map(Said::Html)),
            ("picture", text(&self.picture)),
            ("trail", self.trail.as_deref().map(Said::Html)),
            ("crumbs", where_any(&self.crumbs).map(Said::Links)),
            ("cite", text(&self.cite)),
            ("languages", where_any(&self.languages).map(Said::Html)),
        ]
    }
}

/// What pages load beside their text.
#[derive(Debug, Clone)]
pub struct Assets {
    /// The style sheet.
    pub style: Address,
    /// The folder that holds the scripts: `templates/scripts/x.js` stands there as `x.js`.
    pub scripts: Address,
}

/// Where every page leads: by its navigation, and by its foot.
#[derive(Debug)]
pub(super) struct Ways {
    pub nav: Vec<(String, Address)>,
    pub foot: Vec<(String, Address)>,
}

impl Ways {
    /// Those of an atlas, in the words of a language.
    pub fn new(atlas: &Atlas, words: &Words) -> Result<Self, WordFault> {
        let mut nav = vec![(words.text("nav.explore")?, Address::explore(0))];
        for decision in Decision::ALL {
            let slug = decision.slug();
            nav.push((words.choice("nav", slug)?, Address::prose(slug)));
        }
        nav.extend([
            (words.text("nav.countries")?, Address::countries()),
            (words.text("nav.capabilities")?, Address::capabilities()),
            (words.text("nav.figures")?, Address::figures()),
            (words.text("nav.data")?, Address::data()),
        ]);
        let mut foot = vec![
            (words.text("nav.regions")?, Address::regions()),
            (words.text("nav.frameworks")?, Address::frameworks()),
        ];
        if atlas.vocabularies().get(VocabularyName::Glossary).is_some() {
            foot.push((words.text("nav.glossary")?, Address::glossary()));
        }
        let page = |slug: &&str| atlas.pages().iter().find(|page| page.slug == **slug);
        let prose = FOOT.iter().filter_map(page);
        foot.extend(prose.map(|page| (page.title.clone(), Address::prose(&page.slug))));
        Ok(Self { nav, foot })
    }
}

/// A page in one language.
#[derive(Debug)]
pub(super) struct Edition<'a> {
    /// The language's code, and what it calls itself.
    pub code: &'a str,
    pub name: &'a str,
    /// What leads there from this page, and the full address, in pieces.
    pub to: [&'a str; 4],
    pub full: [&'a str; 4],
    /// Whether it is the page's own language.
    pub current: bool,
}

/// What pages may load: what stands beside them, and nothing else. Pages carry it themselves, so
/// that it holds on hosts that send no headers.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
                          img-src 'self' data:; font-src 'self'; connect-src 'self'; \
                          base-uri 'none'; form-action 'self'";

/// What a page says of itself.
pub(super) struct About {
    pub title: String,
    pub description: String,
    /// The pages above it, the home page left out.
    pub crumbs: Vec<(String, Address)>,
}

/// The pages of prose that every page's foot leads to, in this order, where they exist.
const FOOT: [&str; 5] = ["contribute", "method", "about", "accessibility", "privacy"];

/// What stands around a page. `root` is what leads from it to the base of its language.
pub(super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    kind: PageKind,
    about: About,
    root: &str,
) -> anyhow::Result<Around> {
    let words = &shared.words;
    let settings = shared.atlas.settings();
    let address = shared.address(kind);
    // For `aria-current`: this page, or one above it.
    let current = |(_, to): &(String, Address)| {
        let above = !to.as_str().is_empty() && address.as_str().starts_with(to.as_str());
        if *to == address { Some("page") } else { above.then_some("true") }
    };
    let title = match kind {
        PageKind::Home => settings.title.clone(),
        _ => words.fill("page.title", &[("page", &about.title), ("site", &settings.title)])?,
    };
    let mut crumbs = Vec::new();
    if kind != PageKind::Home {
        crumbs.push((words.text("nav.home")?, Address::home()));
        crumbs.extend(about.crumbs);
    }
    let base = settings.base_url.as_str();
    let missing = kind == PageKind::NotFound;
    let full = shared.full(&address);
    let up = above(shared, root);
    let languages = languages(shared, kind, &address, &up);
    let cite = match kind {
        PageKind::NotFound | PageKind::Moved(..) => None,
        _ => Some(words.fill(
            if kind == PageKind::Home { "cite.home" } else { "cite.page" },
            &[
                ("publisher", &settings.publisher),
                ("page", &about.title),
                ("site", &settings.title),
                ("version", &shared.exports.stamp().version),
                ("date", &words.date(settings.as_of)),
                ("address", &full),
            ],
        )?),
    };
    let steps = crumbs.iter().map(|(label, to): &(String, Address)| (label.as_str(), to));
    let steps = steps.chain([(about.title.as_str(), &address)]);
    let steps = steps.map(|(name, to)| (name, shared.full(to)));
    let found = !missing && !matches!(kind, PageKind::Withdrawn(..) | PageKind::Moved(..));
    let trail = (found && !crumbs.is_empty()).then(|| linked::trail(steps)).transpose()?;
    // A page that says that nothing is there any more is not one to be found by.
    let canonical = (!missing && !matches!(kind, PageKind::Withdrawn(..))).then_some(full);
    let picture = linked::picture(shared, kind).map(|to| format!("{base}{to}"));
    Ok(Around {
        root: root.to_owned(),
        nav: shared.ways.nav.iter().map(current).collect(),
        foot: shared.ways.foot.iter().map(current).collect(),
        title,
        description: about.description,
        canonical,
        picture,
        crumbs: markup.places(crumbs.iter().map(|(label, to)| (label.as_str(), to, None))),
        trail,
        here: about.title,
        cite,
        alternates: match kind.is_translated() {
            true => markup.alternates(&languages),
            false => String::new(),
        },
        languages: markup.editions(&languages),
    })
}

/// The page in every language of the site. One that is English only leads to the first pages of the
/// others.
fn languages<'a>(
    shared: &Shared<'a>,
    kind: PageKind,
    address: &'a Address,
    up: &'a str,
) -> Vec<Edition<'a>> {
    let settings = shared.atlas.settings();
    if settings.languages.is_empty() {
        return Vec::new();
    }
    let edition = |language: Language| {
        let code = language.code(settings);
        let (folder, slash) = if language == Language::ENGLISH { ("", "") } else { (code, "/") };
        let address = match (kind.is_translated(), language) {
            (true, _) | (_, Language::ENGLISH) => address.as_str(),
            _ => "",
        };
        Edition {
            code,
            name: own_name(code),
            to: [up, folder, slash, address],
            full: [settings.base_url.as_str(), folder, slash, address],
            current: language == shared.language,
        }
    };
    Language::all(settings).map(edition).collect()
}

/// What leads from a page up to the base of the site, which for a page of a further language is one step
/// higher than its own.
fn above<'r>(shared: &Shared<'_>, root: &'r str) -> Cow<'r, str> {
    match (shared.language, root) {
        (Language::ENGLISH, root) => Cow::Borrowed(root),
        (_, "./") => Cow::Borrowed("../"),
        (_, root) => Cow::Owned(format!("../{root}")),
    }
}

/// What leads from a page up to the base of its language.
pub(super) fn root(shared: &Shared<'_>, kind: PageKind, address: &Address) -> String {
    match kind {
        PageKind::NotFound => path_of(shared.atlas.settings().base_url.as_str()),
        _ => address.root(),
    }
}

/// The path of the base address: a missing page is shown at any depth, so that its links cannot
/// count the steps up.
fn path_of(base: &str) -> String {
    let after_scheme = base.split_once("://").map_or(base, |(_, rest)| rest);
    after_scheme.split_once('/').map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"))
}
