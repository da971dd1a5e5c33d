//! Country codes.

use std::fmt;

/// An ISO 3166-1 alpha-2 code, such as `NL` or `GR` (not Eurostat's `EL`); `XK` for Kosovo, which has none there.
/// Two capital letters; whether it is a country that the atlas knows is for the `countries` vocabulary to say.
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

    /// Reads the two small letters of a folder or an address.
    #[must_use]
    pub fn parse_folder(text: &str) -> Option<Self> {
        let lower = text.bytes().all(|byte| byte.is_ascii_lowercase());
        if lower { Self::parse(&text.to_ascii_uppercase()) } else { None }
    }

    /// The code in small letters, as in folders and addresses.
    #[must_use]
    pub fn folder(self) -> String {
        self.as_str().to_ascii_lowercase()
    }

    /// The code in capitals.
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
