//! What stands around every page: title, description, the way here, navigation, foot.

use serde::Serialize;

use super::language::Language;
use super::markup::Markup;
use super::shared::Shared;
use super::{Decision, PageKind, linked};
use crate::address::Address;
use crate::model::{Atlas, VocabularyName, own_name};
use crate::words::{WordFault, Words};

/// What the base template shows on every page.
#[derive(Debug, Serialize)]
pub struct Head {
    /// The page's language.
    lang: String,
    /// For the window, with the atlas's name.
    title: String,
    description: String,
    /// The full address; none for the page that stands wherever nothing is.
    canonical: Option<String>,
    /// What leads from this page to the base, in front of every address.
    root: String,
    style: Address,
    /// The folder of the scripts.
    scripts: Address,
    policy: &'static str,
    site: String,
    /// The picture that other sites show beside a link to this page.
    picture: Option<String>,
    /// The way here, the home page first, as list entries; empty there.
    crumbs: String,
    /// The same for search engines, this page the last; none where there is no way.
    trail: Option<String>,
    /// The last step of the way: this page.
    here: String,
    /// List entries.
    nav: String,
    foot: String,
    as_of: String,
    publisher: String,
    /// How to cite the page, with its version; none for a page that leads nowhere.
    cite: Option<String>,
    /// The page in every language, its own too, as list entries; nothing where the site has one
    /// language.
    languages: String,
    /// The same for search engines, where those are this page and not their languages' first pages.
    alternates: String,
    /// Whether what records say in their own words is in another language, English.
    records_in_english: bool,
    /// The newest release.
    release: Option<String>,
    release_to: Option<Address>,
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
    foot: Vec<(String, Address)>,
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
    /// What leads there from this page, and the full address.
    pub to: String,
    pub full: String,
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

/// The head of a page.
pub(super) fn build(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    kind: PageKind,
    about: About,
) -> anyhow::Result<Head> {
    let words = &shared.words;
    let settings = shared.atlas.settings();
    let address = shared.address(kind);
    // For `aria-current`: this page, or one above it.
    let current = |to: &Address| {
        let above = !to.as_str().is_empty() && address.as_str().starts_with(to.as_str());
        if *to == address { Some("page") } else { above.then_some("true") }
    };
    let ways = |all: &[(String, Address)]| {
        markup.places(all.iter().map(|(label, to)| (label.as_str(), to, current(to))))
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
    let (as_of, version) = (words.date(settings.as_of), &shared.exports.stamp().version);
    let full = shared.full(&address);
    let root = root(shared, kind, &address);
    let languages = languages(shared, kind, &address, &root);
    let cite = match kind {
        PageKind::NotFound | PageKind::Moved(..) => None,
        _ => Some(words.fill(
            if kind == PageKind::Home { "cite.home" } else { "cite.page" },
            &[
                ("publisher", &settings.publisher),
                ("page", &about.title),
                ("site", &settings.title),
                ("version", version),
                ("date", &as_of),
                ("address", &full),
            ],
        )?),
    };
    let steps = crumbs.iter().map(|(label, to): &(String, Address)| (label.as_str(), to));
    let steps = steps.chain([(about.title.as_str(), &address)]);
    let steps = steps.map(|(name, to)| (name, shared.full(to)));
    let found = !missing && !matches!(kind, PageKind::Withdrawn(..) | PageKind::Moved(..));
    let trail = (found && !crumbs.is_empty()).then(|| linked::trail(steps));
    let newest = shared.exports.history().releases.first();
    let release = newest.map(|it| words.fill("releases.one", &[("version", &it.version)]));
    Ok(Head {
        cite,
        release: release.transpose()?,
        release_to: newest.map(|it| Address::release(&it.version)),
        lang: words.language().to_owned(),
        alternates: match kind.is_translated() {
            true => markup.alternates(&languages),
            false => String::new(),
        },
        languages: markup.editions(&languages),
        records_in_english: shared.language != Language::ENGLISH,
        title,
        description: about.description,
        // A page that says that nothing is there any more is not one to be found by.
        canonical: (!missing && !matches!(kind, PageKind::Withdrawn(..))).then_some(full),
        root,
        style: shared.assets.style.clone(),
        scripts: shared.assets.scripts.clone(),
        policy: POLICY,
        site: settings.title.clone(),
        picture: linked::picture(shared, kind).map(|to| format!("{base}{to}")),
        trail: trail.transpose()?,
        crumbs: markup.places(crumbs.iter().map(|(label, to)| (label.as_str(), to, None))),
        here: about.title,
        nav: ways(&shared.ways.nav),
        foot: ways(&shared.ways.foot),
        as_of,
        publisher: settings.publisher.clone(),
    })
}

/// The page in every language of the site. One that is English only leads to the first pages of the
/// others.
fn languages<'a>(
    shared: &Shared<'a>,
    kind: PageKind,
    address: &Address,
    root: &str,
) -> Vec<Edition<'a>> {
    let settings = shared.atlas.settings();
    if settings.languages.is_empty() {
        return Vec::new();
    }
    // From a page of a further language the base of the site is one step higher than its own.
    let up = match (shared.language, root) {
        (Language::ENGLISH, root) => root.to_owned(),
        (_, "./") => "../".to_owned(),
        (_, root) => format!("../{root}"),
    };
    let edition = |language: Language| {
        let code = language.code(settings);
        let folder = language.folder(settings);
        let address = match (kind.is_translated(), language) {
            (true, _) | (_, Language::ENGLISH) => address.as_str(),
            _ => "",
        };
        Edition {
            code,
            name: own_name(code),
            to: [up.as_str(), &folder, address].concat(),
            full: [settings.base_url.as_str(), &folder, address].concat(),
            current: language == shared.language,
        }
    };
    Language::all(settings).map(edition).collect()
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
