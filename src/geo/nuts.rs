//! Codes of statistical regions.

use std::fmt;
use std::str::FromStr;

use super::CountryCode;

/// A code of the nomenclature of territorial units for statistics (NUTS, Regulation (EC) No 1059/2003), or of the
/// statistical regions of other countries written the same way: two letters for the country, then one character
/// a level. Codes sort as their text does, a parent before its children. That a code has the right form does not
/// mean that the region exists: ask [`Regions`](super::Regions).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NutsCode {
    letters: [u8; 5],
    length: u8,
}

/// Why a text is not a NUTS code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NutsCodeError {
    /// Not two capital letters and up to three capital letters or digits.
    Form,
    /// It begins with the ISO code of Greece or the United Kingdom; NUTS writes it as given here.
    IsoPrefix(NutsCode),
}

impl fmt::Display for NutsCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str(
                "a NUTS code is a country's two capital letters and up to three capital letters or digits",
            ),
            Self::IsoPrefix(code) => {
                write!(f, "NUTS codes of this country begin otherwise: `{code}`")
            }
        }
    }
}

impl std::error::Error for NutsCodeError {}

impl NutsCode {
    /// The code of the whole country, level 0.
    #[must_use]
    pub fn of_country(country: CountryCode) -> Self {
        let [a, b] = country.nuts_prefix();
        Self { letters: [a, b, 0, 0, 0], length: 2 }
    }

    /// 0 for a country to 3 for the smallest regions.
    #[must_use]
    pub fn level(self) -> u8 {
        self.length - 2
    }

    /// The country that the region belongs to, by its ISO code.
    #[must_use]
    pub fn country(self) -> CountryCode {
        CountryCode::of_nuts_prefix([self.letters[0], self.letters[1]])
    }

    /// The region one level up; `None` for a country.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        self.level().checked_sub(1).and_then(|level| self.at_level(level))
    }

    /// The region of the given level that this one lies in (or is); `None` where the level is finer than its own.
    #[must_use]
    pub fn at_level(self, level: u8) -> Option<Self> {
        (level <= self.level()).then(|| {
            let length = level + 2;
            let mut letters = self.letters;
            if let Some(beyond) = letters.get_mut(usize::from(length)..) {
                beyond.fill(0);
            }
            Self { letters, length }
        })
    }

    /// Whether this region is the other one or a part of it.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        self.at_level(other.level()) == Some(other)
    }

    /// The code's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let letters = self.letters.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(letters).unwrap_or_default()
    }
}

impl FromStr for NutsCode {
    type Err = NutsCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = text.as_bytes();
        let well_formed = (2..=5).contains(&bytes.len())
            && bytes.iter().enumerate().all(|(place, byte)| {
                byte.is_ascii_uppercase() || (place >= 2 && byte.is_ascii_digit())
            });
        if !well_formed {
            return Err(NutsCodeError::Form);
        }
        let mut letters = [0; 5];
        for (letter, byte) in letters.iter_mut().zip(bytes) {
            *letter = *byte;
        }
        let length = bytes.len() as u8;
        let replaced = match &letters[..2] {
            b"GR" => Some(*b"EL"),
            b"GB" => Some(*b"UK"),
            _ => None,
        };
        match replaced {
            Some([a, b]) => {
                letters[0] = a;
                letters[1] = b;
                Err(NutsCodeError::IsoPrefix(Self { letters, length }))
            }
            None => Ok(Self { letters, length }),
        }
    }
}

impl fmt::Display for NutsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for NutsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> NutsCode {
        text.parse().unwrap()
    }

    #[test]
    fn levels_and_parents_follow_from_the_text() {
        let rome = code("ITI43");
        assert_eq!(rome.level(), 3);
        assert_eq!(rome.parent(), Some(code("ITI4")));
        assert_eq!(rome.at_level(0), Some(code("IT")));
        assert_eq!(code("IT").parent(), None);
        assert_eq!(code("ITI").at_level(2), None);
        assert!(rome.is_within(code("ITI")) && rome.is_within(rome));
        assert!(!rome.is_within(code("ITH")) && !code("ITI").is_within(rome));
    }

    #[test]
    fn greece_and_the_united_kingdom_differ_from_iso() {
        assert_eq!(code("EL303").country().as_str(), "GR");
        assert_eq!(code("UKI31").country().as_str(), "GB");
        assert_eq!(code("DE300").country().as_str(), "DE");
        let greece = CountryCode::parse("GR").unwrap();
        assert_eq!(NutsCode::of_country(greece), code("EL"));
        assert_eq!("GB".parse::<NutsCode>(), Err(NutsCodeError::IsoPrefix(code("UK"))));
        assert_eq!("GR303".parse::<NutsCode>(), Err(NutsCodeError::IsoPrefix(code("EL303"))));
    }

    #[test]
    fn other_forms_are_refused() {
        for text in ["", "D", "de", "DE30a", "DE3000", "1E300", "DE-3", "ÖE3"] {
            assert_eq!(text.parse::<NutsCode>(), Err(NutsCodeError::Form), "{text}");
        }
    }

    #[test]
    fn parents_sort_before_their_children() {
        let mut codes = ["DE", "CZ01", "DE30", "DE3", "DE300", "CZ"].map(code);
        codes.sort();
        assert_eq!(
            codes.map(|code| code.to_string()),
            ["CZ", "CZ01", "DE", "DE3", "DE30", "DE300"]
        );
    }
}
