//! The fragments of one language.

use anyhow::Result;

use super::fragment::Fragment;
use crate::page::templates::Compiled;

/// All of them. The names of their gaps stand in [`Fragments::new`]; gaps are numbered in that order.
#[derive(Debug, Default)]
pub(in crate::page) struct Fragments {
    words: Fragment,
    quiet: Fragment,
    page: Fragment,
    elsewhere: Fragment,
    in_language: Fragment,
    /// By whether it asks for attention, and whether it has a label.
    pub(super) detail: Choice<Choice<Fragment>>,
    pub(super) separator: Fragment,
    pub(super) stack: Fragment,
    pub(super) entry: Fragment,
    pub(super) facts: Fragment,
    pub(super) fact: Fragment,
    /// By whether a source is missing.
    pub(super) known: Choice<Fragment>,
    pub(super) note: Fragment,
    pub(super) table: Fragment,
    /// By whether it holds numbers.
    pub(super) column: Choice<Fragment>,
    pub(super) row: Fragment,
    pub(super) cell_first: Fragment,
    pub(super) cell_sum: Fragment,
    pub(super) cell_number: Fragment,
    pub(super) cell_words: Fragment,
    pub(super) cell_note: Fragment,
    pub(super) data: Fragment,
    /// By whether it holds numbers.
    pub(super) data_column: Choice<Fragment>,
    /// By whether it is a number.
    pub(super) data_cell: Choice<Fragment>,
    pub(super) cards: Fragment,
    pub(super) card: Fragment,
    /// By whether it is the main one.
    pub(super) alternate: Choice<Fragment>,
    /// By whether it is the current one.
    pub(super) edition: Choice<Fragment>,
    /// By whether it is the current one.
    pub(super) place: Choice<Fragment>,
}

/// A fragment for 'no' and one for 'yes'.
#[derive(Debug, Default)]
pub(in crate::page) struct Choice<T>([T; 2]);

impl<T> Choice<T> {
    fn new(mut make: impl FnMut(bool) -> Result<T>) -> Result<Self> {
        Ok(Self([make(false)?, make(true)?]))
    }

    /// The one for an answer.
    pub fn of(&self, yes: bool) -> &T {
        let [no, of_yes] = &self.0;
        if yes { of_yes } else { no }
    }
}

/// How a value is shown, and where it leads or which language it is in.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shown<'s> {
    /// As it is.
    Words,
    /// As what stands for a value that is not there.
    Quiet,
    /// As a link to a page of the atlas.
    Page(&'s str),
    /// As a link to a page elsewhere.
    Elsewhere(&'s str),
    /// As words in another language than the page.
    InLanguage(&'s str),
}

impl Fragments {
    /// Fills the templates of a language.
    ///
    /// # Errors
    /// A template that is missing, or that names what it does not get.
    pub fn new(templates: &Compiled) -> Result<Self> {
        let plain = |name: &str, gaps: &[&str]| Fragment::new(templates, name, gaps, &[]);
        let choice = |name: &str, gaps: &[&str], chosen: &str| {
            Choice::new(|yes| match yes {
                true => Fragment::new(templates, name, gaps, &[chosen]),
                false => Fragment::new(templates, name, gaps, &[]),
            })
        };
        let detail = |alert: bool, label: bool| {
            let gaps: &[&str] = if label { &["label", "value"] } else { &["", "value"] };
            Fragment::new(templates, "detail", gaps, if alert { &["alert"] } else { &[] })
        };
        Ok(Self {
            words: plain("value", &["text"])?,
            quiet: Fragment::new(templates, "value", &["text"], &["quiet"])?,
            page: plain("value", &["text", "to", "root"])?,
            elsewhere: plain("value", &["text", "url"])?,
            in_language: plain("value", &["text", "lang"])?,
            detail: Choice::new(|alert| Choice::new(|label| detail(alert, label)))?,
            separator: plain("separator", &[])?,
            stack: plain("stack", &["entries"])?,
            entry: plain("entry", &["item"])?,
            facts: plain("facts", &["facts"])?,
            fact: plain("fact", &["label", "items", "known"])?,
            known: choice("known", &["notes"], "unsourced")?,
            note: plain("note", &["number"])?,
            table: plain("table", &["caption", "columns", "rows"])?,
            column: choice("column", &["label"], "number")?,
            row: plain("row", &["cells"])?,
            cell_first: Fragment::new(templates, "cell", &["sum", "value"], &["first"])?,
            cell_sum: plain("cell", &["sum", "value"])?,
            cell_number: Fragment::new(templates, "cell", &["", "value"], &["number"])?,
            cell_words: plain("cell", &["", "value"])?,
            cell_note: plain("cell-note", &["note"])?,
            data: plain("data", &["columns", "rows"])?,
            data_column: choice("data-column", &["name"], "number")?,
            data_cell: choice("data-cell", &["text"], "number")?,
            cards: plain("cards", &["cards"])?,
            card: plain("card", &["root", "to", "name", "city", "roles", "stage", "status"])?,
            alternate: choice("alternate", &["code", "full"], "main")?,
            edition: choice("edition", &["to", "code", "name"], "current")?,
            place: Choice::new(|current| {
                let last = if current { "current" } else { "" };
                Fragment::new(templates, "place", &["root", "to", "label", last], &[])
            })?,
        })
    }

    /// The fragment that shows a value; its gaps are the value, where it leads, and what leads to the
    /// base.
    pub(super) fn value(&self, shown: Shown<'_>) -> &Fragment {
        match shown {
            Shown::Words => &self.words,
            Shown::Quiet => &self.quiet,
            Shown::Page(_) => &self.page,
            Shown::Elsewhere(_) => &self.elsewhere,
            Shown::InLanguage(_) => &self.in_language,
        }
    }
}
