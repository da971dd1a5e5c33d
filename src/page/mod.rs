//! Pages: one typed view for each kind, filled from the atlas, shown by a template.
//!
//! 1. [`Renderer::new`] takes the templates, minifies each once, and works out what pages share.
//! 2. [`Renderer::render`] makes one page: the view of its kind is built from the atlas (one file
//!    a kind), the template of its kind turns it into HTML, and what stands around every page goes
//!    around it (`frame`).
//!
//! Templates get two variables, `head` and `page`, and the function `words(key=…)`; those of pages that
//! have nothing around them, such as a figure for other sites, also get `alone`. In `base.html` `page` is
//! what a page says of itself there. A variable that is not there and a key that the catalogue lacks are
//! errors.

mod amount;
mod capabilities;
mod changes;
mod compare;
mod completeness;
mod countries;
mod country;
mod data;
mod decision;
mod dictionary;
mod explore;
mod facility;
mod facts;
mod figure;
mod figure_page;
mod figures;
mod filled;
mod form;
mod frame;
mod framework;
mod frameworks;
mod glossary;
mod head;
mod history;
mod home;
mod kept;
mod kind;
mod language;
pub mod linked;
mod listing;
pub mod markdown;
mod markup;
mod moved;
mod not_found;
mod once;
mod part;
mod prose;
mod reference;
mod region;
mod regions;
mod releases;
mod rounds;
mod rule;
mod rules;
mod shared;
mod table;
mod templates;
mod term;
mod vocabulary;
mod withdrawn;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use crate::check::all_rules;
use crate::export::Exports;
use crate::model::Atlas;
use crate::words::Words;
use frame::Frames;
use head::About;
use kept::Look;
use markup::{Fragments, Markup};
use shared::Shared;
use templates::{Compiled, Form};

pub use explore::ExploreView;
pub use figure::CAN_DRAW_PNG;
pub use figure::{EuropeFigure, FigureForm, FigureId, minified_style};
pub use frame::{Rendered, SharedFrame};
pub use head::{Assets, POLICY};
pub use kept::Kept;
pub use kind::{CAPABILITIES, Decision, PageKind};
pub use language::Language;
pub use once::Once;
pub use part::PagePart;

/// Makes pages. Shared by all threads.
pub struct Renderer<'a> {
    look: Arc<Look>,
    /// One for each language, in the order of [`Language::all`].
    editions: Vec<Edition<'a>>,
}

/// The pages of one language.
struct Edition<'a> {
    shared: Shared<'a>,
    templates: Arc<Compiled>,
    fragments: Fragments,
    frames: Frames,
}

impl<'a> Renderer<'a> {
    /// Prepares the templates, given by their names below `templates/`, and what all pages share.
    ///
    /// # Errors
    /// A template that cannot be read, with its name and place; a key of the catalogue that a
    /// template uses and the catalogue lacks.
    pub fn new(
        atlas: &'a Atlas,
        exports: &'a Exports<'a>,
        words: Arc<Words>,
        templates: &BTreeMap<&str, &str>,
        assets: Assets,
    ) -> Result<Self> {
        Self::in_form(atlas, exports, words, (templates, Form::Minified), assets, None)
    }

    /// The same after another one, of which that is taken which holds here too.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn after(
        before: Option<&Kept>,
        atlas: &'a Atlas,
        exports: &'a Exports<'a>,
        words: Arc<Words>,
        templates: &BTreeMap<&str, &str>,
        assets: Assets,
    ) -> Result<Self> {
        Self::in_form(atlas, exports, words, (templates, Form::Minified), assets, before)
    }

    /// What the next one may take from it.
    #[must_use]
    pub fn kept(&self) -> Kept {
        let words = |edition: &Edition<'_>| Arc::clone(&edition.shared.words);
        let editions = self.editions.iter();
        Kept {
            look: Arc::clone(&self.look),
            compiled: editions.clone().map(|it| (words(it), Arc::clone(&it.templates))).collect(),
            ground: Arc::clone(&self.editions[0].shared.ground),
            by_name: editions.map(|it| (it.shared.language, it.shared.in_order())).collect(),
        }
    }

    /// The same with templates as their authors wrote them, which gives pages that people can read
    /// and that others are held against.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn readable(
        atlas: &'a Atlas,
        exports: &'a Exports<'a>,
        words: Arc<Words>,
        templates: &BTreeMap<&str, &str>,
        assets: Assets,
    ) -> Result<Self> {
        Self::in_form(atlas, exports, words, (templates, Form::AsWritten), assets, None)
    }

    fn in_form(
        atlas: &'a Atlas,
        exports: &'a Exports<'a>,
        words: Arc<Words>,
        (templates, form): (&BTreeMap<&str, &str>, Form),
        assets: Assets,
        before: Option<&Kept>,
    ) -> Result<Self> {
        let (ready, shared) = rayon::join(
            || {
                let look = Look::of(templates, form, before)?;
                let compiled = look.compiled(&words, before)?;
                let fragments = Fragments::new(&compiled)?;
                anyhow::Ok((look, compiled, fragments))
            },
            || Shared::new(atlas, exports, Arc::clone(&words), assets, before),
        );
        let ((look, templates, fragments), mut shared) = (ready?, shared?);
        shared.figures.style = Arc::clone(&look.style);
        Ok(Self {
            look,
            editions: vec![Edition { shared, templates, fragments, frames: Frames::default() }],
        })
    }

    /// The same for the further languages too: the atlas in each of them, and its words, in the order
    /// of the settings.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn in_languages(self, translated: &'a [(Atlas, Arc<Words>)]) -> Result<Self> {
        self.in_languages_after(None, translated)
    }

    /// The same after another one, as [`Self::after`].
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn in_languages_after(
        mut self,
        before: Option<&Kept>,
        translated: &'a [(Atlas, Arc<Words>)],
    ) -> Result<Self> {
        let settings = self.edition(Language::ENGLISH)?.shared.atlas.settings();
        let english = &self.edition(Language::ENGLISH)?.shared;
        let languages: Vec<_> = Language::all(settings).skip(1).zip(translated).collect();
        let prepare = |(language, (atlas, words)): (Language, &'a (Atlas, Arc<Words>))| {
            let templates = self.look.compiled(words, before)?;
            anyhow::Ok(Edition {
                shared: english.translated(language, atlas, Arc::clone(words), before)?,
                fragments: Fragments::new(&templates)?,
                frames: Frames::default(),
                templates,
            })
        };
        let further: Vec<_> = languages.into_par_iter().map(prepare).collect::<Result<_>>()?;
        self.editions.extend(further);
        Ok(self)
    }

    fn edition(&self, language: Language) -> Result<&Edition<'a>> {
        self.editions.get(language.place()).context("the pages of this language were not prepared")
    }

    /// The HTML of a page. `once` may have served for it in other languages, and for the pages of other
    /// facilities in the same spot of the same country, and for nothing else.
    ///
    /// # Errors
    /// A template that uses what its view does not have, or words that the catalogue lacks.
    pub fn render(&self, language: Language, kind: PageKind, once: &Once) -> Result<Rendered> {
        let Edition { shared, templates, fragments, frames } = self.edition(language)?;
        let address = shared.address(kind);
        let make = || {
            let root = head::root(shared, kind, &address);
            let markup = Markup::new(fragments, &root);
            let (view, about) = view(shared, markup, once, kind, &root)?;
            let around = head::build(shared, markup, kind, about, &root)?;
            let mut values = Context::new();
            let head = around.head(shared);
            values.insert_value("head", Value::try_from_serializable(&head)?);
            values.insert_value("page", view);
            if kind.stands_alone() {
                values.insert("alone", &around.alone(shared));
            }
            let main = templates.render(kind.template(), &values)?;
            let main = main.trim_end_matches('\n');
            if !kind.stands_alone() {
                return frames.write(shared, (templates, markup), &around, main);
            }
            let mut html = String::with_capacity(main.len());
            shared.own_links(&mut html, main, &root);
            Ok(Rendered::alone(html))
        };
        make().with_context(|| {
            format!(
                "cannot make the page `/{}`",
                language.address(&address, shared.atlas.settings())
            )
        })
    }

    /// A file in which a figure can be taken away, in English.
    ///
    /// # Errors
    /// A figure that cannot be built: words that the catalogue lacks.
    pub fn figure_file(&self, id: FigureId, form: FigureForm) -> Result<Vec<u8>> {
        figure::file(&self.edition(Language::ENGLISH)?.shared, id, form)
    }

    /// A file that a page's script loads.
    ///
    /// # Errors
    /// Words that the catalogue lacks.
    pub fn part(&self, language: Language, part: PagePart) -> Result<Vec<u8>> {
        part::part(&self.edition(language)?.shared, part)
    }
}

fn view(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    once: &Once,
    kind: PageKind,
    root: &str,
) -> Result<(Value, About)> {
    match kind {
        PageKind::Home => value(home::build(shared, markup, root)),
        PageKind::Explore(part) => value(explore::build(shared, markup, part)),
        PageKind::Compare => value(compare::build(shared, markup)),
        PageKind::Facility(index) => value(facility::build(shared, markup, once, index)),
        PageKind::Countries => value(countries::build(shared)),
        PageKind::Country(code) => value(country::build(shared, markup, code, root)),
        PageKind::Regions => value(regions::build(shared, markup)),
        PageKind::Region(code) => {
            let region = shared.atlas.regions().get(code).context("no such region")?;
            value(region::build(shared, markup, region, root))
        }
        PageKind::Frameworks => value(frameworks::build(shared, markup)),
        PageKind::Decision(Decision::Referral) => value(decision::referral(shared, markup)),
        PageKind::Decision(Decision::Sites) => value(decision::sites(shared, markup)),
        PageKind::Decision(Decision::Access) => value(decision::access(shared, markup)),
        PageKind::Decision(Decision::Invest) => value(decision::invest(shared, markup)),
        PageKind::Decision(Decision::Network) => value(decision::network(shared, markup)),
        PageKind::Capabilities => value(capabilities::build(shared)),
        PageKind::Vocabulary(name) => value(vocabulary::build(shared, name)),
        PageKind::Term(term) => {
            let entry = shared.atlas.vocabularies().entry(term).context("no such term")?;
            value(term::build(shared, markup, term, entry))
        }
        PageKind::Prose(place) => {
            let page = shared.atlas.pages().get(place).context("no such page of prose")?;
            value(anyhow::Ok(prose::build(page, root)))
        }
        PageKind::Figures => value(figures::build(shared)),
        PageKind::Figure(id) => value(figure_page::build(shared, markup, id)),
        PageKind::Embed(id) => value(figure_page::alone(shared, markup, id)),
        PageKind::Glossary => value(glossary::build(shared)),
        PageKind::Data => value(data::build(shared)),
        PageKind::Dictionary => value(dictionary::build(shared)),
        PageKind::Completeness => value(completeness::build(shared)),
        PageKind::Changes => value(changes::build(shared)),
        PageKind::Reference => value(reference::build(shared)),
        PageKind::Releases => value(releases::all(shared)),
        PageKind::Release(place) => value(releases::one(shared, place)),
        PageKind::Withdrawn(place, id) => value(withdrawn::build(shared, place, id)),
        PageKind::Form => value(form::build(shared)),
        PageKind::Rules => value(rules::build(shared)),
        PageKind::Rule(place) => {
            let rules = all_rules();
            value(rule::build(shared, rules.get(place).context("no such rule")?))
        }
        PageKind::Moved(index, _) => value(moved::build(shared, index)),
        PageKind::NotFound => value(not_found::build(shared)),
    }
}

/// A view as the template language holds it.
fn value<V, E>(built: Result<(V, About), E>) -> Result<(Value, About)>
where
    V: Serialize,
    anyhow::Error: From<E>,
{
    let (view, about) = built?;
    Ok((Value::try_from_serializable(&view)?, about))
}
