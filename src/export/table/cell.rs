//! One value of a table.

use std::borrow::Cow;
use std::fmt::Display;

use super::super::word::Why;
use crate::model::{ClosedList, PartialDate, Stated};

/// What stands in one cell. The kinds of 'no value' stay apart: an [`Empty`](Self::Empty) cell
/// means that nobody has told us; the reasons of the others are gathered in the row's last column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nobody has told us.
    Empty,
    /// There is no value, for a reason that the record gives.
    Why(Why),
    /// A list that was asked for, and has nothing on it.
    NoneAtAll,
    /// A text, a word of a vocabulary, an address or a date.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
}

/// What stands between the entries of a list in one cell.
pub const LIST_SEPARATOR: &str = ";";

impl<'a> Cell<'a> {
    /// A text.
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// Anything that can be written.
    pub fn shown(value: impl Display) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A text that may be missing.
    pub fn optional(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A date that may be missing.
    pub fn date(date: Option<PartialDate>) -> Self {
        date.map_or(Self::Empty, Self::shown)
    }

    /// A choice of a fixed list.
    pub fn choice<C: ClosedList>(choice: C) -> Self {
        Self::Text(Cow::Borrowed(choice.slug()))
    }

    /// A year that may be missing.
    pub fn year(year: Option<u16>) -> Self {
        year.map_or(Self::Empty, |year| Self::Integer(i64::from(year)))
    }

    /// An answer.
    pub fn stated<'s, T>(stated: &'s Stated<T>, cell: impl FnOnce(&'s T) -> Self) -> Self {
        match (stated.value(), Why::of(stated)) {
            (Some(value), _) => cell(value),
            (None, Some(why)) => Self::Why(why),
            (None, None) => Self::Empty,
        }
    }

    /// An answer that is a text.
    pub fn stated_text(stated: &'a Stated<String>) -> Self {
        Self::stated(stated, |text| Self::text(text))
    }

    /// An answer that is a date.
    pub fn stated_date(stated: &Stated<PartialDate>) -> Self {
        Self::stated(stated, Self::shown)
    }

    /// How many entries a list has that stands in a table of its own.
    pub fn entries<T>(stated: &Stated<Vec<T>>) -> Self {
        Self::stated(stated, |list| Self::count(list.len()))
    }

    /// A list of words in one cell.
    pub fn list<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        if words.is_empty() {
            Self::NoneAtAll
        } else {
            Self::Text(Cow::Owned(words.join(LIST_SEPARATOR)))
        }
    }

    /// Whether there is something to read in the cell.
    #[must_use]
    pub fn has_value(&self) -> bool {
        !matches!(self, Self::Empty | Self::Why(_) | Self::NoneAtAll)
    }

    /// Why the cell is empty, as the last column of a row says it; none where it has a value, or
    /// where nobody has told us.
    #[must_use]
    pub fn why_empty(&self) -> Option<&'static str> {
        match self {
            Self::Why(why) => Some(why.word()),
            Self::NoneAtAll => Some("none"),
            _ => None,
        }
    }
}
