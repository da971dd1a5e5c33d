//! A catalogue held against the English one, which takes the place of what it lacks.

use std::collections::{BTreeMap, BTreeSet};

use super::format::is_of_format;
use super::message::Pattern;
use super::{Message, WordFault, Words};

/// What a translated catalogue lacks, or has too much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// It has no words for a key of the English one.
    Missing {
        /// The key.
        key: String,
        /// The English words, or those for many.
        english: String,
    },
    /// The English one has no such key.
    Unknown {
        /// The key.
        key: String,
    },
    /// Its words have other placeholders than the English ones.
    Placeholders {
        /// The key.
        key: String,
        /// Those of the English words.
        wanted: Vec<String>,
    },
    /// Its words are not well formed.
    Faulty {
        /// The key.
        key: String,
        /// What is wrong with them.
        fault: WordFault,
    },
}

impl Gap {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Missing { key, .. }
            | Self::Unknown { key }
            | Self::Placeholders { key, .. }
            | Self::Faulty { key, .. } => key,
        }
    }
}

impl Words {
    /// The catalogue of a further language. Where it has gaps, the English words stand.
    ///
    /// # Errors
    /// The language is not one that plural rules are known for, or the English words have faults.
    pub fn translated(
        language: &str,
        mut messages: BTreeMap<String, Message>,
        english: &BTreeMap<String, Message>,
    ) -> Result<(Self, Vec<Gap>), Vec<WordFault>> {
        let mut gaps = Vec::new();
        let mut merged = BTreeMap::new();
        for (key, ours) in english {
            let theirs = messages.remove(key);
            let gap = match &theirs {
                None => {
                    Some(Gap::Missing { key: key.clone(), english: ours.plainest().to_owned() })
                }
                Some(theirs) => differs(key, theirs, ours),
            };
            let message = theirs.filter(|_| gap.is_none()).unwrap_or_else(|| ours.clone());
            merged.insert(key.clone(), message);
            gaps.extend(gap);
        }
        gaps.extend(messages.into_keys().map(|key| Gap::Unknown { key }));
        Ok((Self::new(language, merged)?, gaps))
    }
}

/// Whether the words of a key cannot stand for the English ones.
fn differs(key: &str, theirs: &Message, ours: &Message) -> Option<Gap> {
    if matches!(theirs, Message::Plural(forms) if !forms.contains_key(&icu_plurals::PluralCategory::Other))
    {
        let fault = WordFault::NoOther { key: key.to_owned() };
        return Some(Gap::Faulty { key: key.to_owned(), fault });
    }
    if is_of_format(key) && matches!(theirs, Message::Plural(_)) {
        let fault = WordFault::Forms { key: key.to_owned() };
        return Some(Gap::Faulty { key: key.to_owned(), fault });
    }
    let wanted = placeholders(key, ours).unwrap_or_default();
    match placeholders(key, theirs) {
        Err(fault) => Some(Gap::Faulty { key: key.to_owned(), fault }),
        Ok(found) if found == wanted => None,
        Ok(_) => {
            Some(Gap::Placeholders { key: key.to_owned(), wanted: wanted.into_iter().collect() })
        }
    }
}

/// The placeholders of all forms of a message together.
fn placeholders(key: &str, message: &Message) -> Result<BTreeSet<String>, WordFault> {
    let mut found = BTreeSet::new();
    for text in message.texts() {
        found.extend(Pattern::parse(key, text)?.placeholders().map(str::to_owned));
    }
    Ok(found)
}
