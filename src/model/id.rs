//! The name by which a record is known for ever.

use std::fmt;

use super::CountryCode;

/// A facility's id, `<cc>/<slug>` such as `nl/necstgen`: never reused, never changed.
/// The slug has lower-case ASCII letters, digits and single hyphens, 1 to 80 characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacilityId(Box<str>);

impl FacilityId {
    /// Reads `<cc>/<slug>`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (folder, slug) = text.split_once('/')?;
        CountryCode::parse_folder(folder)?;
        is_slug(slug).then(|| Self(text.into()))
    }

    /// The whole id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country folder's code.
    #[must_use]
    pub fn country(&self) -> &str {
        &self.0[..2]
    }

    /// The part after the slash.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.0[3..]
    }
}

impl fmt::Display for FacilityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FacilityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text can be the name of a file, a term or a part of an address: lower-case ASCII
/// letters, digits and single hyphens between them, at most 80 characters.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let letters = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= 80 && text.split('-').all(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_ids_are_ids() {
        let id = FacilityId::parse("nl/lumc-car-t").unwrap();
        assert_eq!((id.country(), id.slug()), ("nl", "lumc-car-t"));
        for text in ["nl/", "NL/a", "nl/A", "nl/a--b", "nl/-a", "nl/a/b", "nl/../a", "nl/ä", "a"] {
            assert_eq!(FacilityId::parse(text), None, "{text}");
        }
    }
}
