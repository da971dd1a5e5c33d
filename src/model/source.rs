//! Where facts come from, and how sure they are.

use super::closed_list::closed_list;
use super::{PartialDate, Url};

/// A page or paper that facts were read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its address.
    pub url: Url,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// When it was read.
    pub accessed: Option<PartialDate>,
    /// In which form it was read.
    pub read: Option<Reading>,
    /// A lasting copy.
    pub archived: Option<Url>,
    /// The fields that it supports.
    pub supports: Vec<FieldPath>,
}

closed_list! {
    /// In which form a source was read.
    pub enum Reading {
        /// As it stood in the web.
        Live = "live",
        /// As a stored copy whose age is not known.
        ArchivedCopy = "archived-copy",
    }
}

/// A field of a record, such as `status`, `therapies.platforms`, or `figures.cleanroom-area` for
/// the figures of one measure. A path names everything below it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPath(Box<str>);

impl FieldPath {
    /// A path of words joined by dots. Whether the record has such a field is not checked here.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The path as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a source that names this path supports a field: the field itself or one above it.
    #[must_use]
    pub fn covers(&self, field: &str) -> bool {
        field.strip_prefix(&*self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

/// How a record came about and how far it can be trusted.
#[derive(Debug, Clone, PartialEq)]
pub struct Provenance {
    /// How it was compiled.
    pub method: Method,
    /// The round of data collection.
    pub wave: Option<String>,
    /// Whether the facility has confirmed it.
    pub state: Confirmation,
    /// When somebody last held it against its sources.
    pub verified: Option<PartialDate>,
    /// Who did, as an ORCID or an account name.
    pub by: Option<String>,
}

closed_list! {
    /// How a record was compiled.
    pub enum Method {
        /// From public pages.
        PublicSources = "public-sources",
        /// From a survey.
        Survey = "survey",
        /// The facility sent it.
        SelfReported = "self-reported",
        /// From a register.
        Registry = "registry",
    }
}

closed_list! {
    /// Whether the facility has confirmed its record.
    pub enum Confirmation {
        /// Compiled by others, and not confirmed.
        Compiled = "compiled",
        /// Confirmed by the facility.
        Confirmed = "confirmed",
        /// The facility or somebody else disagrees.
        Disputed = "disputed",
        /// The facility was asked and has not answered.
        Unresponsive = "unresponsive",
    }
}

/// A rule that does not count for a record, for a reason and for a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    /// The rule's name.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// Until when.
    pub until: PartialDate,
}

/// That a record was taken back: its page says so, and nothing else of it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub date: PartialDate,
    /// Why.
    pub reason: String,
}

closed_list! {
    /// Why a record is left out of what may be downloaded.
    pub enum Omission {
        /// A source forbids that its facts are passed on.
        NoReuse = "no-reuse",
        /// The record was taken back.
        Withdrawn = "withdrawn",
    }
}

/// An identifier of the Research Organization Registry: the nine characters after `ror.org/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ror(Box<str>);

impl Ror {
    /// Reads the nine characters, a leading `0`, six of Crockford's base 32, and two check digits.
    ///
    /// The check is ISO/IEC 7064 mod 97-10 over the number that the middle six stand for
    /// (<https://ror.readme.io/docs/identifier>).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (body, check) = text.split_at_checked(7)?;
        let number = body.chars().try_fold(0_u64, |number, letter| {
            let digit = "0123456789abcdefghjkmnpqrstvwxyz".find(letter)?;
            Some(number * 32 + u64::try_from(digit).ok()?)
        })?;
        let expected = 98 - (number * 100) % 97;
        let right = body.starts_with('0') && check == format!("{expected:02}");
        right.then(|| Self(text.into()))
    }

    /// The nine characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ror_ids_carry_a_checksum() {
        // Leiden University Medical Center, Inserm, University of Cambridge: from ror.org
        for id in ["05xvt9f17", "02vjkv261", "013meh722"] {
            assert!(Ror::parse(id).is_some(), "{id}");
        }
        for id in ["05xvt9f18", "15xvt9f17", "05xvt9f1", "05xvu9f17", "05xvt9f17x", "ü5xvt9f1"] {
            assert!(Ror::parse(id).is_none(), "{id}");
        }
    }

    #[test]
    fn a_path_covers_what_is_below_it() {
        assert!(FieldPath::new("location").covers("location.city"));
        assert!(FieldPath::new("location.city").covers("location.city"));
        assert!(!FieldPath::new("location.city").covers("location"));
        assert!(!FieldPath::new("status").covers("status_as_of"));
    }
}
