//! What was prepared for the pages of another state of the atlas, and holds for this one too: each
//! piece stands beside what it was made from, and is taken again only where that is the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;

use super::Language;
use super::figure::{Ground, Style};
use super::templates::{Compiled, Form, Templates};
use crate::model::{Atlas, FacilityIndex};
use crate::words::Words;

/// What a renderer leaves to the next one.
pub struct Kept {
    pub(super) look: Arc<Look>,
    pub(super) compiled: Vec<(Arc<Words>, Arc<Compiled>)>,
    pub(super) ground: Arc<Ground>,
    /// For each language, the facilities by name.
    pub(super) by_name: Vec<(Language, ByName)>,
}

/// The facilities of an atlas in the order of their names.
pub(super) struct ByName {
    pub atlas: Atlas,
    pub order: Vec<FacilityIndex>,
}

impl ByName {
    /// The facilities of which another atlas has the very same record, in their order there, and all its
    /// others.
    pub fn in_another(&self, atlas: &Atlas) -> (Vec<FacilityIndex>, Vec<FacilityIndex>) {
        let same = |index: &FacilityIndex| {
            atlas.find_same(self.atlas.facilities().get(index.get())?, index.get())
        };
        let same: Vec<FacilityIndex> = self.order.iter().filter_map(same).collect();
        let mut left = vec![true; atlas.facilities().len()];
        for index in &same {
            left[index.get()] = false;
        }
        let others = atlas.indexed().map(|(index, _)| index).filter(|index| left[index.get()]);
        (same, others.collect())
    }
}

/// What is made of the templates alone.
pub(super) struct Look {
    texts: BTreeMap<String, String>,
    form: Form,
    pub templates: Templates,
    pub style: Arc<Style>,
}

impl Look {
    /// That of `before`, where it was made of the same texts.
    pub fn of(
        templates: &BTreeMap<&str, &str>,
        form: Form,
        before: Option<&Kept>,
    ) -> Result<Arc<Self>> {
        let same = |look: &&Arc<Self>| {
            let texts = look.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
            look.form == form && texts.eq(templates.iter().map(|(name, text)| (*name, *text)))
        };
        if let Some(look) = before.map(|before| &before.look).filter(same) {
            return Ok(Arc::clone(look));
        }
        let known = before.map(|before| &before.look.templates);
        let (ready, style) =
            rayon::join(|| Templates::new(templates, form, known), || Style::new(templates));
        let own = templates.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let (texts, style) = (own.collect(), Arc::new(style?));
        Ok(Arc::new(Self { texts, form, templates: ready?, style }))
    }

    /// The templates bound to words: as `before` has them, where it has the very same words and the
    /// very same look.
    pub fn compiled(
        self: &Arc<Self>,
        words: &Arc<Words>,
        before: Option<&Kept>,
    ) -> Result<Arc<Compiled>> {
        let before = before.filter(|before| Arc::ptr_eq(&before.look, self));
        let same = |entry: &&(Arc<Words>, Arc<Compiled>)| Arc::ptr_eq(&entry.0, words);
        match before.and_then(|before| before.compiled.iter().find(same)) {
            Some((_, compiled)) => Ok(Arc::clone(compiled)),
            None => self.templates.compile(words).map(Arc::new),
        }
    }
}
