//! A record as it is being written: fields by their paths, then YAML.

use crate::format::{self, Refusal};
use crate::yaml;

/// A value to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Draft {
    /// A number, a date, `true`: written as it is.
    Plain(String),
    /// A text: in quotes where it needs them.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// Fields, in any order.
    Fields(Vec<(String, Self)>),
}

impl Draft {
    /// A record with nothing in it.
    #[must_use]
    pub fn empty() -> Self {
        Self::Fields(Vec::new())
    }

    /// Puts a value at a path such as `location.city`; groups on the way are made. What stands there
    /// is replaced.
    pub fn set(&mut self, path: &str, value: Self) {
        let (first, rest) = path.split_once('.').map_or((path, None), |(a, b)| (a, Some(b)));
        if !matches!(self, Self::Fields(_)) {
            *self = Self::empty();
        }
        let Self::Fields(fields) = self else { return };
        let place = fields.iter().position(|(name, _)| name == first).unwrap_or_else(|| {
            fields.push((first.to_owned(), Self::empty()));
            fields.len() - 1
        });
        let slot = &mut fields[place].1;
        match rest {
            Some(rest) => slot.set(rest, value),
            None => *slot = value,
        }
    }

    /// Adds an entry to the list at a path, unless it is there.
    pub fn add(&mut self, path: &str, value: Self) {
        let mut entries = match self.at(path) {
            Some(Self::List(entries)) => entries.clone(),
            _ => Vec::new(),
        };
        if !entries.contains(&value) {
            entries.push(value);
        }
        self.set(path, Self::List(entries));
    }

    /// The value at a path.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Self> {
        let (first, rest) = path.split_once('.').map_or((path, None), |(a, b)| (a, Some(b)));
        let Self::Fields(fields) = self else { return None };
        let (_, value) = fields.iter().find(|(name, _)| name == first)?;
        rest.map_or(Some(value), |rest| value.at(rest))
    }

    /// The text or the plain value.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Plain(text) | Self::Text(text) => Some(text),
            Self::List(_) | Self::Fields(_) => None,
        }
    }

    /// What a tree of YAML holds.
    #[must_use]
    pub fn of(node: &yaml::Node) -> Self {
        match &node.value {
            yaml::Value::Scalar { text, plain: true } => Self::Plain(text.to_string()),
            yaml::Value::Scalar { text, plain: false } => Self::Text(text.to_string()),
            yaml::Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            yaml::Value::Map(entries) => Self::Fields(
                entries
                    .iter()
                    .map(|(key, value)| (key.text.to_string(), Self::of(value)))
                    .collect(),
            ),
        }
    }

    /// The record as YAML in its canonical form; `schema` is the address in its first line.
    ///
    /// # Errors
    /// A plain value that is none.
    pub fn record(&self, schema: &str) -> Result<String, Refusal> {
        let mut flow = String::new();
        self.flow(&mut flow);
        format::record(&flow, schema)
    }

    fn flow(&self, text: &mut String) {
        let json = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Self::Plain(plain) if plain.contains([',', '[', ']', '{', '}', '#', ':', '\n']) => {
                text.push_str(&json(plain));
            }
            Self::Plain(plain) => text.push_str(plain),
            Self::Text(words) => text.push_str(&json(words)),
            Self::List(items) => {
                text.push('[');
                for (at, item) in items.iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { ", " });
                    item.flow(text);
                }
                text.push(']');
            }
            Self::Fields(fields) => {
                text.push('{');
                for (at, (name, value)) in fields.iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { ", " });
                    text.push_str(&json(name));
                    text.push_str(": ");
                    value.flow(text);
                }
                text.push('}');
            }
        }
    }
}

/// A name as the second part of an id: small letters without accents, digits, hyphens; nothing where
/// no letter is left.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars() {
        let plain = match letter {
            'a'..='z' | '0'..='9' => letter.to_string(),
            _ => LETTERS
                .iter()
                .find(|(_, accented)| accented.contains(letter))
                .map_or_else(|| "-".to_owned(), |(plain, _)| (*plain).to_owned()),
        };
        if plain != "-" || !slug.ends_with('-') {
            slug.push_str(&plain);
        }
    }
    let slug: String = slug.trim_matches('-').chars().take(80).collect();
    slug.trim_end_matches('-').to_owned()
}

/// Letters of Europe's languages as they are written without accents.
const LETTERS: &[(&str, &str)] = &[
    ("a", "àáâãäåāăą"),
    ("ae", "æ"),
    ("c", "çćčċ"),
    ("d", "ďđð"),
    ("e", "èéêëēėęě"),
    ("g", "ğģġ"),
    ("h", "ħ"),
    ("i", "ìíîïīįı"),
    ("k", "ķ"),
    ("l", "ĺļľł"),
    ("n", "ñńņň"),
    ("o", "òóôõöøōő"),
    ("oe", "œ"),
    ("r", "ŕř"),
    ("s", "śşšș"),
    ("ss", "ß"),
    ("t", "ţťț"),
    ("th", "þ"),
    ("u", "ùúûüūůűų"),
    ("y", "ýÿ"),
    ("z", "źżž"),
    ("", "'’.·"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_parts_of_addresses() {
        assert_eq!(slug("Universitätsklinikum Köln (AöR)"), "universitatsklinikum-koln-aor");
        assert_eq!(slug("Hôpital St. John’s"), "hopital-st-johns");
        assert_eq!(slug("Łódź"), "lodz");
        assert_eq!(slug("Αθήνα"), "");
    }

    #[test]
    fn a_draft_becomes_a_record() {
        let mut draft = Draft::empty();
        draft.set("opened", Draft::Plain("2021-03".into()));
        draft.set("location.city", Draft::Text("Łódź: centre".into()));
        draft.set("name", Draft::Text("Example".into()));
        draft.add("roles", Draft::Text("gmp-facility".into()));
        draft.add("roles", Draft::Text("gmp-facility".into()));
        let text = draft.record("https://example.org/s.json").unwrap();
        assert_eq!(
            text,
            "# yaml-language-server: $schema=https://example.org/s.json\nname: Example\nroles:\n  - \
             gmp-facility\nopened: 2021-03\nlocation:\n  city: 'Łódź: centre'\n"
        );
    }
}
