//! The words of the interface: one catalogue for each language, `content/words/<language>.yaml`.
//!
//! Templates and code name a message by its key, and a key that the catalogue lacks is an error
//! that names it. Numbers and dates for readers are written here and nowhere else.

mod format;
mod message;
mod translated;

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use fixed_decimal::Decimal;
use foldhash::fast::FixedState;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules};
use indexmap::IndexMap;

use format::Format;
pub use format::NumberSigns;
use message::Pattern;
pub use message::{Message, category};
pub use translated::Gap;

/// The catalogue of one language, every message of it well formed.
pub struct Words {
    language: String,
    /// In the order of their keys; found by a hash, since a page asks for a hundred.
    messages: IndexMap<String, Patterns, FixedState>,
    format: Format,
    plurals: PluralRules,
}

/// A message that has been taken apart.
enum Patterns {
    One(Pattern),
    Plural(BTreeMap<PluralCategory, Pattern>),
}

/// What is wrong with a catalogue, or with a call of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordFault {
    /// The catalogue has no such key.
    NoSuchKey {
        /// The key.
        key: String,
    },
    /// A message has a placeholder that nothing was given for.
    NoValue {
        /// The message's key.
        key: String,
        /// The placeholder.
        name: String,
    },
    /// A message has a brace without its counterpart, or an empty placeholder.
    BadPlaceholder {
        /// The message's key.
        key: String,
    },
    /// A message has forms of plural where there is no number.
    Forms {
        /// The message's key.
        key: String,
    },
    /// A plural message lacks the form `other`, which every language has.
    NoOther {
        /// The message's key.
        key: String,
    },
    /// The language is not one that plural rules are known for.
    NoSuchLanguage {
        /// The language.
        language: String,
    },
}

impl Display for WordFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchKey { key } => write!(f, "the catalogue of words has no key `{key}`"),
            Self::NoValue { key, name } => {
                write!(f, "the words `{key}` need a value for `{{{name}}}`")
            }
            Self::BadPlaceholder { key } => {
                write!(f, "the words `{key}` have a brace that opens or closes nothing")
            }
            Self::Forms { key } => {
                write!(
                    f,
                    "the words `{key}` have forms of plural, and there is no number to choose by"
                )
            }
            Self::NoOther { key } => write!(f, "the plural words `{key}` have no form `other`"),
            Self::NoSuchLanguage { language } => {
                write!(f, "`{language}` is not a language that plural rules are known for")
            }
        }
    }
}

impl std::error::Error for WordFault {}

impl WordFault {
    /// The key that it is about; none where it is about the whole catalogue.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::NoSuchKey { key }
            | Self::NoValue { key, .. }
            | Self::BadPlaceholder { key }
            | Self::Forms { key }
            | Self::NoOther { key } => Some(key),
            Self::NoSuchLanguage { .. } => None,
        }
    }

    /// How to mend it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NoSuchKey { key } => {
                format!("add `{key}`, or take it from the catalogue of a complete atlas")
            }
            Self::NoValue { name, .. } => {
                format!(
                    "write a placeholder that these words had before in the place of `{{{name}}}`"
                )
            }
            Self::BadPlaceholder { .. } => {
                "a placeholder is a name between two braces, such as `{count}`".to_owned()
            }
            Self::Forms { .. } => "write one text".to_owned(),
            Self::NoOther { .. } => {
                "add `other:`, with the words for all numbers that have no form of their own"
                    .to_owned()
            }
            Self::NoSuchLanguage { .. } => "give a code of ISO 639-1, such as `it`".to_owned(),
        }
    }

    /// The one that a failure comes from, if it comes from words.
    #[must_use]
    pub fn behind(failure: &anyhow::Error) -> Option<&Self> {
        failure.chain().find_map(<dyn std::error::Error>::downcast_ref)
    }

    /// The last line of a failure that comes from words: how to mend them, and where.
    #[must_use]
    pub fn help(failure: &anyhow::Error) -> Option<String> {
        // Words that a language lacks are the English ones.
        let fault = Self::behind(failure)?;
        Some(format!("help: in `content/words/en.yaml`, {}", fault.hint()))
    }
}

/// The value of one placeholder.
pub type Value<'a> = (&'a str, &'a dyn Display);

impl Words {
    /// The catalogue of a language, given as a BCP 47 tag.
    ///
    /// # Errors
    /// All faults of the catalogue, in the order of its keys.
    pub fn new(
        language: &str,
        messages: BTreeMap<String, Message>,
    ) -> Result<Self, Vec<WordFault>> {
        let mut faults = Vec::new();
        let mut parsed = IndexMap::default();
        for (key, message) in messages {
            match Patterns::parse(&key, &message) {
                Ok(patterns) => {
                    parsed.insert(key, patterns);
                }
                Err(fault) => faults.push(fault),
            }
        }
        let format = Format::read(|key| match parsed.get(key) {
            Some(Patterns::One(pattern)) => Ok(pattern),
            Some(Patterns::Plural(_)) => Err(WordFault::Forms { key: key.to_owned() }),
            None => Err(WordFault::NoSuchKey { key: key.to_owned() }),
        });
        let format = format.map_err(|mut of_format| {
            // What has a fault of its own is not missing.
            of_format.retain(|fault| faults.iter().all(|told| told.key() != fault.key()));
            faults.append(&mut of_format);
        });
        let plurals = plural_rules(language).ok_or_else(|| {
            faults.push(WordFault::NoSuchLanguage { language: language.to_owned() });
        });
        match (format, plurals) {
            (Ok(format), Ok(plurals)) if faults.is_empty() => {
                Ok(Self { language: language.to_owned(), messages: parsed, format, plurals })
            }
            _ => Err(faults),
        }
    }

    /// The language, as a BCP 47 tag.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(String::as_str)
    }

    /// Whether the catalogue has a key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.messages.contains_key(key)
    }

    /// The words of a key without placeholders.
    ///
    /// # Errors
    /// The key is missing, or its words want values.
    pub fn text(&self, key: &str) -> Result<String, WordFault> {
        self.fill(key, &[])
    }

    /// The word for one choice of a list: the key `<list>.<choice>`.
    ///
    /// # Errors
    /// The key is missing, or its words want values.
    pub fn choice(&self, list: &str, choice: &str) -> Result<String, WordFault> {
        self.fill(&[list, ".", choice].concat(), &[])
    }

    /// The words of a key with its placeholders filled.
    ///
    /// # Errors
    /// The key is missing, or a placeholder has no value.
    pub fn fill(&self, key: &str, values: &[Value<'_>]) -> Result<String, WordFault> {
        match self.patterns(key)? {
            Patterns::One(pattern) => pattern.fill(key, values),
            Patterns::Plural(forms) => match forms.get(&PluralCategory::Other) {
                Some(pattern) => pattern.fill(key, values),
                None => Err(WordFault::NoOther { key: key.to_owned() }),
            },
        }
    }

    /// The words of a key in the form that a number asks for; `{count}` is the number.
    ///
    /// # Errors
    /// The key is missing, or a placeholder has no value.
    pub fn count(
        &self,
        key: &str,
        count: usize,
        values: &[Value<'_>],
    ) -> Result<String, WordFault> {
        let written = self.whole_number(count);
        let mut all: Vec<Value<'_>> = vec![("count", &written)];
        all.extend_from_slice(values);
        self.form(key, count.into())?.fill(key, &all)
    }

    /// The words of a key in the form that a measured number asks for, with the number written in a
    /// way of its own, such as `4 to 6`, for `{count}`.
    ///
    /// # Errors
    /// The key is missing, or its words want more than the number.
    pub fn amount(&self, key: &str, number: f64, written: &str) -> Result<String, WordFault> {
        // Plural rules look at the decimals as written; a number that has none to write is many.
        let decimal = number.to_string().parse::<Decimal>();
        let operands = decimal.map_or_else(|_| u64::MAX.into(), |it| PluralOperands::from(&it));
        self.form(key, operands)?.fill(key, &[("count", &written)])
    }

    fn form(&self, key: &str, number: PluralOperands) -> Result<&Pattern, WordFault> {
        match self.patterns(key)? {
            Patterns::One(pattern) => Ok(pattern),
            Patterns::Plural(forms) => {
                // A catalogue may have words of its own for none, whatever the language's rules.
                let zero = (number == 0_u64.into()).then_some(&PluralCategory::Zero);
                let form = zero.and_then(|zero| forms.get(zero));
                let form = form.or_else(|| forms.get(&self.plurals.category_for(number)));
                form.or_else(|| forms.get(&PluralCategory::Other))
                    .ok_or_else(|| WordFault::NoOther { key: key.to_owned() })
            }
        }
    }

    fn patterns(&self, key: &str) -> Result<&Patterns, WordFault> {
        self.messages.get(key).ok_or_else(|| WordFault::NoSuchKey { key: key.to_owned() })
    }
}

impl Patterns {
    fn parse(key: &str, message: &Message) -> Result<Self, WordFault> {
        match message {
            Message::One(text) => Pattern::parse(key, text).map(Self::One),
            Message::Plural(forms) if !forms.contains_key(&PluralCategory::Other) => {
                Err(WordFault::NoOther { key: key.to_owned() })
            }
            Message::Plural(forms) => forms
                .iter()
                .map(|(&category, text)| Ok((category, Pattern::parse(key, text)?)))
                .collect::<Result<_, _>>()
                .map(Self::Plural),
        }
    }
}

fn plural_rules(language: &str) -> Option<PluralRules> {
    let locale: icu_locale_core::Locale = language.parse().ok()?;
    PluralRules::try_new_cardinal(locale.into()).ok()
}

#[cfg(test)]
pub(crate) mod tests;
