//! Country codes.

use std::fmt;

/// Two capital letters as in ISO 3166-1 (`XK` for Kosovo, which has no code there). Says nothing about whether
/// such a country exists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code, or `None` where the text is not two capital letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match *text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Some(Self([a, b])),
            _ => None,
        }
    }

    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The letters with which NUTS codes of this country begin: `EL` for Greece, `UK` for the United Kingdom,
    /// the ISO ones for all others.
    #[must_use]
    pub fn nuts_prefix(self) -> [u8; 2] {
        match &self.0 {
            b"GR" => *b"EL",
            b"GB" => *b"UK",
            other => *other,
        }
    }

    /// The country whose NUTS codes begin with these letters.
    #[must_use]
    pub(super) fn of_nuts_prefix(prefix: [u8; 2]) -> Self {
        match &prefix {
            b"EL" => Self(*b"GR"),
            b"UK" => Self(*b"GB"),
            other => Self(*other),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
