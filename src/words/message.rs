//! One message: plain text, or a form for each number that a language tells apart.

use std::collections::BTreeMap;
use std::fmt::Write;

use icu_plurals::PluralCategory;

use super::{Value, WordFault};

/// What a catalogue says under one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// One text, whatever the number.
    One(String),
    /// A text for each plural category of the Unicode CLDR that the language uses.
    Plural(BTreeMap<PluralCategory, String>),
}

impl Message {
    /// Its texts, of all forms.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let (one, forms) = match self {
            Self::One(text) => (Some(text), None),
            Self::Plural(forms) => (None, Some(forms.values())),
        };
        one.into_iter().chain(forms.into_iter().flatten()).map(String::as_str)
    }

    /// The one text, or the one of the form `other`.
    pub(super) fn plainest(&self) -> &str {
        match self {
            Self::One(text) => text,
            Self::Plural(forms) => forms.get(&PluralCategory::Other).map_or("", String::as_str),
        }
    }
}

/// The plural category that a word of a catalogue names: `zero`, `one`, `two`, `few`, `many`,
/// `other`.
#[must_use]
pub fn category(word: &str) -> Option<PluralCategory> {
    PluralCategory::get_for_cldr_string(word)
}

/// A text with its placeholders found.
#[derive(Clone, Default)]
pub(super) struct Pattern(Vec<Piece>);

#[derive(Clone)]
enum Piece {
    Text(String),
    Placeholder(String),
}

impl Pattern {
    pub(super) fn parse(key: &str, text: &str) -> Result<Self, WordFault> {
        let bad = || WordFault::BadPlaceholder { key: key.to_owned() };
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(brace) = rest.find(['{', '}']) {
            let (before, after) = rest.split_at(brace);
            let inside = after.strip_prefix('{').ok_or_else(bad)?;
            let (name, after) = inside.split_once('}').ok_or_else(bad)?;
            if name.is_empty() || name.contains('{') {
                return Err(bad());
            }
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(Piece::Placeholder(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self(pieces))
    }

    /// The names of its placeholders.
    pub(super) fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Placeholder(name) => Some(name.as_str()),
        })
    }

    /// The text, where it has no placeholder.
    pub(super) fn plain(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    pub(super) fn fill(&self, key: &str, values: &[Value<'_>]) -> Result<String, WordFault> {
        if let Some(text) = self.plain() {
            return Ok(text.to_owned());
        }
        let mut filled = String::with_capacity(64);
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Placeholder(name) => {
                    let value = values.iter().find(|(given, _)| given == name);
                    let (_, value) = value.ok_or_else(|| WordFault::NoValue {
                        key: key.to_owned(),
                        name: name.clone(),
                    })?;
                    // Writing to a string cannot fail.
                    let _ = write!(filled, "{value}");
                }
            }
        }
        Ok(filled)
    }
}
