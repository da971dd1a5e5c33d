//! Templates that are ready to be filled with the values of pages.

use std::sync::{Arc, OnceLock};

use anyhow::Result;
use tera::{Context, Tera};

use super::{Template, as_written, fault};
use crate::words::Words;

/// The templates, bound to the words of a language.
pub(in crate::page) struct Compiled {
    tera: Tera,
    words: Arc<Words>,
    all: Vec<Arc<Template>>,
    /// The same as their authors wrote them, for messages alone.
    as_written: OnceLock<Option<Tera>>,
}

impl Compiled {
    pub(super) fn new(tera: Tera, words: &Arc<Words>, all: &[Arc<Template>]) -> Self {
        Self { tera, words: Arc::clone(words), all: all.to_vec(), as_written: OnceLock::new() }
    }

    /// Fills a template.
    ///
    /// # Errors
    /// A template that is not there, or that uses what it does not get, with its place in the file of its
    /// author.
    pub fn render(&self, name: &str, values: &Context) -> Result<String> {
        self.tera.render(name, values).map_err(|error| {
            let written = self.as_written.get_or_init(|| as_written(&self.words, &self.all).ok());
            let there = written.as_ref().and_then(|tera| tera.render(name, values).err());
            fault(there.unwrap_or(error))
        })
    }
}
