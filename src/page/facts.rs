//! Facts as a reader meets them: a label, one or more values, and the sources that support them.
//!
//! A field that is absent makes no fact. The other kinds of 'no value' make one in words of its
//! own, and an empty list says 'none'.

use super::shared::Shared;
use crate::address::Address;
use crate::model::{ClosedList, FieldPath, PartialDate, Source, Stated, Term, Url};
use crate::words::WordFault;

/// One line of a record.
#[derive(Debug)]
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// What the record says.
    pub items: Vec<Item>,
    /// The numbers of the sources that support it.
    pub notes: Vec<usize>,
    /// Whether it should have a source and has none.
    pub unsourced: bool,
    /// Whether each item stands on a line of its own.
    pub stacked: bool,
}

/// One value of a fact.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// The value in words.
    pub text: String,
    /// The page of the atlas that it leads to.
    pub to: Option<Address>,
    /// The page elsewhere that it leads to.
    pub url: Option<String>,
    /// Its language, where it is not that of the page.
    pub lang: Option<String>,
    /// Whether it stands for a value that is not there.
    pub quiet: bool,
    /// What is known more closely.
    pub details: Vec<Detail>,
}

/// What is known more closely about a value.
#[derive(Debug, Clone, Default)]
pub struct Detail {
    /// What it is about, where that needs saying.
    pub label: Option<String>,
    /// The words.
    pub text: String,
    /// The page of the atlas that it leads to.
    pub to: Option<Address>,
    /// The page elsewhere that it leads to.
    pub url: Option<String>,
    /// Its language, where it is not that of the page.
    pub lang: Option<String>,
    /// Whether it asks for attention.
    pub alert: bool,
}

impl Fact {
    fn new(label: String, items: Vec<Item>, notes: Vec<usize>, unsourced: bool) -> Self {
        let stacked = items.iter().any(|item| !item.details.is_empty());
        Self { label, items, notes, unsourced, stacked }
    }
}

impl Item {
    /// Words alone.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// What a record says in its own words, which are English.
    pub fn said(shared: &Shared<'_>, text: &str) -> Self {
        Self { lang: shared.english(), ..Self::text(text) }
    }

    /// Words that stand for a value that is not there.
    pub fn quiet(text: String) -> Self {
        Self { text, quiet: true, ..Self::default() }
    }

    /// An address elsewhere, shown by its host.
    pub fn link(url: &Url) -> Self {
        Self { url: Some(url.as_str().to_owned()), ..Self::text(url.host()) }
    }
}

impl Detail {
    /// Words alone.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// What a record says in its own words, which are English.
    pub fn said(shared: &Shared<'_>, text: &str) -> Self {
        Self { lang: shared.english(), ..Self::text(text) }
    }
}

/// Gathers the facts of one record or framework, in order.
pub(super) struct Facts<'a> {
    pub shared: &'a Shared<'a>,
    sources: &'a [Source],
    /// The catalogue's folder for the labels of fields.
    labels: &'static str,
    facts: Vec<Fact>,
}

impl<'a> Facts<'a> {
    pub fn new(shared: &'a Shared<'a>, sources: &'a [Source], labels: &'static str) -> Self {
        Self { shared, sources, labels, facts: Vec::new() }
    }

    /// The facts gathered since the last call.
    pub fn take(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.facts)
    }

    /// The numbers of the sources that support a field, or something below it.
    pub fn notes(&self, field: &str) -> Vec<usize> {
        let below = FieldPath::new(field);
        let supports = |source: &Source| {
            source.supports.iter().any(|path| path.covers(field) || below.covers(path.as_str()))
        };
        let numbered = (1..).zip(self.sources);
        numbered.filter(|(_, source)| supports(source)).map(|(number, _)| number).collect()
    }

    /// A field with an answer, for a place of its own.
    pub fn fact(&self, field: &str, items: Vec<Item>) -> Result<Fact, WordFault> {
        let notes = self.notes(field);
        let unsourced = notes.is_empty();
        Ok(Fact::new(self.label(field)?, items, notes, unsourced))
    }

    /// A field with an answer.
    pub fn add(&mut self, field: &str, items: Vec<Item>) -> Result<(), WordFault> {
        let fact = self.fact(field, items)?;
        self.facts.push(fact);
        Ok(())
    }

    /// A field that is about the record itself, and so has no source.
    pub fn add_own(&mut self, field: &str, items: Vec<Item>) -> Result<(), WordFault> {
        let label = self.label(field)?;
        self.push(label, items, Vec::new(), false);
        Ok(())
    }

    /// A line with a label of its own.
    pub fn push(&mut self, label: String, items: Vec<Item>, notes: Vec<usize>, unsourced: bool) {
        self.facts.push(Fact::new(label, items, notes, unsourced));
    }

    /// A field in any of its states.
    pub fn stated<T>(
        &mut self,
        field: &str,
        value: &Stated<T>,
        items: impl FnOnce(&Self, &T) -> Result<Vec<Item>, WordFault>,
    ) -> Result<(), WordFault> {
        let words = &self.shared.words;
        let items = match value {
            Stated::Absent => return Ok(()),
            Stated::Undisclosed => vec![Item::quiet(words.text("value.undisclosed")?)],
            Stated::NotApplicable => vec![Item::quiet(words.text("value.not-applicable")?)],
            Stated::Is(value) => items(self, value)?,
        };
        if items.is_empty() {
            let none = Item::text(words.text("value.none")?);
            return self.add(field, vec![none]);
        }
        self.add(field, items)
    }

    /// A field that may be left out.
    pub fn optional<T>(
        &mut self,
        field: &str,
        value: Option<&T>,
        item: impl FnOnce(&Self, &T) -> Result<Item, WordFault>,
    ) -> Result<(), WordFault> {
        match value {
            Some(value) => {
                let item = item(self, value)?;
                self.add(field, vec![item])
            }
            None => Ok(()),
        }
    }

    /// A field in the record's own words.
    pub fn said(&mut self, field: &str, value: &Stated<String>) -> Result<(), WordFault> {
        self.stated(field, value, |facts, text| Ok(vec![Item::said(facts.shared, text)]))
    }

    /// A field of plain text.
    pub fn text(&mut self, field: &str, value: &Stated<String>) -> Result<(), WordFault> {
        self.stated(field, value, |_, text| Ok(vec![Item::text(text.as_str())]))
    }

    /// A field that is a date.
    pub fn date(&mut self, field: &str, value: &Stated<PartialDate>) -> Result<(), WordFault> {
        self.stated(field, value, |facts, date| {
            Ok(vec![Item::text(facts.shared.words.date(*date))])
        })
    }

    /// A field that is yes or no.
    pub fn yes_or_no(&mut self, field: &str, value: &Stated<bool>) -> Result<(), WordFault> {
        self.stated(field, value, |facts, yes| {
            let word = if *yes { "value.yes" } else { "value.no" };
            Ok(vec![Item::text(facts.shared.words.text(word)?)])
        })
    }

    /// A field that lists terms of a vocabulary.
    pub fn terms(&mut self, field: &str, value: &Stated<Vec<Term>>) -> Result<(), WordFault> {
        self.stated(field, value, |facts, terms| {
            Ok(terms.iter().map(|&term| facts.term(term)).collect())
        })
    }

    /// A field that is one choice of a fixed list, in the words of a folder of the catalogue.
    pub fn choice<C: ClosedList>(
        &mut self,
        field: &str,
        list: &str,
        value: &Stated<C>,
    ) -> Result<(), WordFault> {
        self.stated(field, value, |facts, choice| {
            Ok(vec![Item::text(facts.shared.words.choice(list, choice.slug())?)])
        })
    }

    /// A field that lists choices of a fixed list.
    pub fn choices<C: ClosedList>(
        &mut self,
        field: &str,
        list: &str,
        value: &Stated<Vec<C>>,
    ) -> Result<(), WordFault> {
        self.stated(field, value, |facts, choices| {
            let words = &facts.shared.words;
            let text = |choice: &C| Ok(Item::text(words.choice(list, choice.slug())?));
            choices.iter().map(text).collect()
        })
    }

    /// A term, with a link to its page where it has one.
    pub fn term(&self, term: Term) -> Item {
        let label = self.shared.atlas.vocabularies().label(term);
        Item { to: self.shared.term_address(term), ..Item::text(label) }
    }

    /// The label of a field.
    pub fn label(&self, field: &str) -> Result<String, WordFault> {
        self.shared.words.choice(self.labels, field)
    }

    /// A labelled detail in any of its states; none where it is absent.
    pub fn detail<T>(
        &self,
        key: &str,
        value: &Stated<T>,
        text: impl FnOnce(&T) -> String,
    ) -> Result<Option<Detail>, WordFault> {
        let words = &self.shared.words;
        let text = match value {
            Stated::Absent => return Ok(None),
            Stated::Undisclosed => words.text("value.undisclosed")?,
            Stated::NotApplicable => words.text("value.not-applicable")?,
            Stated::Is(value) => text(value),
        };
        let label = Some(words.choice("detail", key)?);
        Ok(Some(Detail { label, text, ..Detail::default() }))
    }
}
