//! From a record's answers to values that may be `null`, with the reasons kept.

use std::fmt::Display;

use super::super::word::{Date, WhyNull, Word};
use crate::model::{ClosedList, PartialDate, Stated, Term, TermEntry, Vocabularies};

/// Reads the answers of one record; the reasons why there is no value gather in `why_null`.
pub struct Read<'a> {
    vocabularies: &'a Vocabularies,
    /// The reasons so far.
    pub why_null: WhyNull,
}

impl<'a> Read<'a> {
    /// A reader for records whose terms come from these vocabularies.
    pub fn new(vocabularies: &'a Vocabularies) -> Self {
        Self { vocabularies, why_null: WhyNull::default() }
    }

    /// A value.
    pub fn take<'s, T>(&mut self, path: impl Display, stated: &'s Stated<T>) -> Option<&'s T> {
        self.why_null.take(path, stated)
    }

    /// A text.
    pub fn text<'s>(&mut self, path: impl Display, stated: &'s Stated<String>) -> Option<&'s str> {
        self.take(path, stated).map(String::as_str)
    }

    /// A date.
    pub fn date(&mut self, path: impl Display, stated: &Stated<PartialDate>) -> Option<Date> {
        self.take(path, stated).copied().map(Date)
    }

    /// A term, by its word.
    pub fn term(&mut self, path: impl Display, stated: &Stated<Term>) -> Option<&'a str> {
        self.take(path, stated).map(|&term| self.slug(term))
    }

    /// A list of terms, by their words.
    pub fn terms(
        &mut self,
        path: impl Display,
        stated: &Stated<Vec<Term>>,
    ) -> Option<Vec<&'a str>> {
        self.take(path, stated).map(|terms| self.slugs(terms))
    }

    /// The word of a term.
    pub fn slug(&self, term: Term) -> &'a str {
        self.vocabularies.slug(term)
    }

    /// What the vocabulary says of a term.
    pub fn entry(&self, term: Term) -> Option<&'a TermEntry> {
        self.vocabularies.entry(term)
    }

    /// The words of terms.
    pub fn slugs(&self, terms: &[Term]) -> Vec<&'a str> {
        terms.iter().map(|&term| self.slug(term)).collect()
    }

    /// A choice of a fixed list.
    pub fn choice<C: ClosedList>(
        &mut self,
        path: impl Display,
        stated: &Stated<C>,
    ) -> Option<Word<C>> {
        self.take(path, stated).copied().map(Word)
    }

    /// A list of choices.
    pub fn choices<C: ClosedList>(
        &mut self,
        path: impl Display,
        stated: &Stated<Vec<C>>,
    ) -> Option<Vec<Word<C>>> {
        self.take(path, stated).map(|choices| choices.iter().copied().map(Word).collect())
    }

    /// A list of parts, each read with its own path, such as `licences.0`.
    pub fn list<T, U>(
        &mut self,
        path: &str,
        stated: &'a Stated<Vec<T>>,
        part: impl Fn(&mut Self, &str, &'a T) -> U,
    ) -> Option<Vec<U>> {
        let items = self.take(path, stated)?;
        Some(self.each(path, items, part))
    }

    /// Parts that are always there.
    pub fn each<T, U>(
        &mut self,
        path: &str,
        items: &'a [T],
        part: impl Fn(&mut Self, &str, &'a T) -> U,
    ) -> Vec<U> {
        let numbered = items.iter().enumerate();
        numbered.map(|(nth, item)| part(self, &format!("{path}.{nth}"), item)).collect()
    }
}
