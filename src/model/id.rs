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

/// Whether Windows keeps a name for itself, whatever ending it has: no file or folder there can be
/// called so
/// (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions>).
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|number| number.len() == 1 && number.bytes().all(|it| it.is_ascii_digit()))
    };
    matches!(&*stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Whether a text can be the name of a file, a term or a part of an address: lower-case ASCII
/// letters, digits and single hyphens between them, at most 80 characters, and no name that Windows
/// keeps for itself.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let letters = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= 80 && text.split('-').all(letters) && !is_reserved(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_ids_are_ids() {
        let id = FacilityId::parse("nl/lumc-car-t").unwrap();
        assert_eq!((id.country(), id.slug()), ("nl", "lumc-car-t"));
        for text in
            ["nl/", "NL/a", "nl/A", "nl/a--b", "nl/-a", "nl/a/b", "nl/../a", "nl/ä", "nl/con", "a"]
        {
            assert_eq!(FacilityId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn names_that_windows_keeps_are_known() {
        for name in ["con", "NUL", "aux.yaml", "com1", "Lpt9.txt"] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["con-form", "com", "com10", "nulla", "auxiliary"] {
            assert!(!is_reserved(name), "{name}");
        }
    }
}
