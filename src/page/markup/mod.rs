//! Lists, facts, tables and cards as HTML.
//!
//! They are most of what pages hold: one page has hundreds of values that look alike. Their templates
//! (`templates/fragments/`) are filled once for each language and each choice that they make, and only
//! the values are written from then on. That takes a fraction of what filling a template for every
//! value takes, and the templates still say how everything looks.

mod fragment;
mod fragments;

use super::facts::{Detail, Fact, Item};
use super::figure;
use super::head::Edition;
use super::listing::Card;
use super::table::{Cell, Table};
use crate::address::Address;
use crate::words::NumberSigns;
pub(super) use fragment::{Fragment, escape, gap};
pub(super) use fragments::Fragments;
use fragments::Shown;

/// Writes the parts of one page.
#[derive(Clone, Copy)]
pub(super) struct Markup<'m> {
    fragments: &'m Fragments,
    /// What leads from the page to the base.
    root: &'m str,
}

impl<'m> Markup<'m> {
    /// For the pages from which `root` leads to the base.
    pub fn new(fragments: &'m Fragments, root: &'m str) -> Self {
        Self { fragments, root }
    }

    /// One value.
    pub fn item(&self, item: &Item) -> String {
        let mut html = String::new();
        self.write_item(&mut html, item);
        html
    }

    /// Some values in one line.
    pub fn items(&self, items: &[Item]) -> String {
        let mut html = String::new();
        self.write_items(&mut html, items, false);
        html
    }

    /// Facts, one below the other.
    pub fn facts(&self, facts: &[Fact]) -> String {
        let mut html = String::with_capacity(facts.len() * 512);
        let of = self.fragments;
        of.facts.write(&mut html, |html, _| {
            for fact in facts {
                of.fact.write(html, |html, gap| match gap {
                    0 => escape(html, &fact.label),
                    1 => self.write_items(html, &fact.items, fact.stacked),
                    _ if fact.unsourced || !fact.notes.is_empty() => self.write_known(html, fact),
                    _ => {}
                });
            }
        });
        html
    }

    /// How we know a fact: the numbers of its sources, or that it has none.
    pub fn known(&self, fact: &Fact) -> String {
        let mut html = String::new();
        self.write_known(&mut html, fact);
        html
    }

    /// Numbers of sources.
    pub fn notes(&self, notes: &[usize]) -> String {
        let mut html = String::new();
        self.write_notes(&mut html, notes);
        html
    }

    /// A table that answers with figures.
    pub fn table(&self, table: &Table) -> String {
        let mut html = String::with_capacity(512 + table.rows.len() * 512);
        let of = self.fragments;
        of.table.write(&mut html, |html, gap| match gap {
            0 => escape(html, &table.caption),
            1 => {
                for column in &table.columns {
                    of.column.of(column.number).write_texts(html, &[&column.label]);
                }
            }
            _ => {
                for row in &table.rows {
                    of.row.write(html, |html, _| self.write_cells(html, row));
                }
            }
        });
        html
    }

    /// The data of a figure.
    pub fn data(&self, table: &figure::Table, signs: NumberSigns) -> String {
        let mut html = String::with_capacity(256 + table.rows.len() * 256);
        let of = self.fragments;
        of.data.write(&mut html, |html, gap| match gap {
            0 => {
                for column in &table.columns {
                    of.data_column.of(column.number).write_texts(html, &[&column.name]);
                }
            }
            _ => {
                for row in &table.rows {
                    of.row.write(html, |html, _| {
                        for (cell, column) in row.iter().zip(&table.columns) {
                            let text = cell.shown(signs);
                            of.data_cell.of(column.number).write_texts(html, &[&text]);
                        }
                    });
                }
            }
        });
        html
    }

    /// Facilities in a list; nothing where there are none.
    pub fn cards(&self, cards: &[Card<'_>]) -> String {
        if cards.is_empty() {
            return String::new();
        }
        let mut html = String::with_capacity(cards.len() * 384);
        let of = self.fragments;
        of.cards.write(&mut html, |html, _| {
            for card in cards {
                let status = card.status.as_deref().unwrap_or_default();
                let texts = [self.root, card.to.as_str(), card.name, card.city, &card.roles];
                let [root, to, name, city, roles] = texts;
                of.card.write_texts(html, &[root, to, name, city, roles, card.stage, status]);
            }
        });
        html
    }

    /// Links to pages as list entries, each with its `aria-current` where it has one.
    pub fn places<'p>(
        &self,
        places: impl Iterator<Item = (&'p str, &'p Address, Option<&'static str>)>,
    ) -> String {
        let mut html = String::with_capacity(1024);
        for (label, to, current) in places {
            let texts = [self.root, to.as_str(), label, current.unwrap_or_default()];
            self.fragments.place.of(current.is_some()).write_texts(&mut html, &texts);
        }
        html
    }

    /// A page in every language, for search engines; the first is for those who read none of them.
    pub fn alternates(&self, editions: &[Edition<'_>]) -> String {
        let mut html = String::with_capacity(editions.len() * 128);
        for (place, edition) in editions.iter().enumerate() {
            let fragment = self.fragments.alternate.of(place == 0);
            fragment.write(&mut html, |html, gap| match gap {
                0 => escape(html, edition.code),
                _ => edition.full.iter().for_each(|piece| escape(html, piece)),
            });
        }
        html
    }

    /// Links to a page in every language, as list entries.
    pub fn editions(&self, editions: &[Edition<'_>]) -> String {
        let mut html = String::with_capacity(editions.len() * 256);
        for edition in editions {
            let fragment = self.fragments.edition.of(edition.current);
            fragment.write(&mut html, |html, gap| match gap {
                0 => edition.to.iter().for_each(|piece| escape(html, piece)),
                1 => escape(html, edition.code),
                _ => escape(html, edition.name),
            });
        }
        html
    }

    fn write_item(&self, html: &mut String, item: &Item) {
        let to = item.to.as_ref().map(Address::as_str);
        let (url, lang) = (item.url.as_deref(), item.lang.as_deref());
        let shown = match (item.quiet, to, url, lang) {
            (true, ..) => Shown::Quiet,
            (_, Some(to), ..) => Shown::Page(to),
            (_, _, Some(url), _) => Shown::Elsewhere(url),
            (_, _, _, Some(lang)) => Shown::InLanguage(lang),
            _ => Shown::Words,
        };
        self.write_value(html, &item.text, shown);
        for detail in &item.details {
            self.write_detail(html, detail);
        }
    }

    fn write_detail(&self, html: &mut String, detail: &Detail) {
        let to = detail.to.as_ref().map(Address::as_str);
        let shown = match (to, detail.url.as_deref(), detail.lang.as_deref()) {
            (Some(to), ..) => Shown::Page(to),
            (_, Some(url), _) => Shown::Elsewhere(url),
            (_, _, Some(lang)) => Shown::InLanguage(lang),
            _ => Shown::Words,
        };
        let fragment = self.fragments.detail.of(detail.alert).of(detail.label.is_some());
        fragment.write(html, |html, gap| match gap {
            0 => escape(html, detail.label.as_deref().unwrap_or_default()),
            _ => self.write_value(html, &detail.text, shown),
        });
    }

    fn write_value(&self, html: &mut String, text: &str, shown: Shown<'_>) {
        let leads = match shown {
            Shown::Words | Shown::Quiet => "",
            Shown::Page(leads) | Shown::Elsewhere(leads) | Shown::InLanguage(leads) => leads,
        };
        self.fragments.value(shown).write_texts(html, &[text, leads, self.root]);
    }

    fn write_items(&self, html: &mut String, items: &[Item], stacked: bool) {
        let of = self.fragments;
        if stacked && items.len() > 1 {
            of.stack.write(html, |html, _| {
                for item in items {
                    of.entry.write(html, |html, _| self.write_item(html, item));
                }
            });
            return;
        }
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                of.separator.write_texts(html, &[]);
            }
            self.write_item(html, item);
        }
    }

    fn write_known(&self, html: &mut String, fact: &Fact) {
        let fragment = self.fragments.known.of(fact.unsourced);
        fragment.write(html, |html, _| self.write_notes(html, &fact.notes));
    }

    fn write_notes(&self, html: &mut String, notes: &[usize]) {
        for number in notes {
            self.fragments.note.write_texts(html, &[itoa::Buffer::new().format(*number)]);
        }
    }

    fn write_cells(&self, html: &mut String, row: &[Cell]) {
        let of = self.fragments;
        for (place, cell) in row.iter().enumerate() {
            let fragment = match (&cell.sum, cell.number) {
                _ if place == 0 => &of.cell_first,
                (Some(_), _) => &of.cell_sum,
                (None, true) => &of.cell_number,
                (None, false) => &of.cell_words,
            };
            fragment.write(html, |html, gap| match gap {
                0 => escape(html, cell.sum.as_deref().unwrap_or_default()),
                _ => {
                    escape(html, &cell.plain);
                    self.write_items(html, &cell.items, false);
                    if let Some(note) = &cell.note {
                        of.cell_note.write_texts(html, &[note]);
                    }
                }
            });
        }
    }
}
