//! Dated, immutable copies of the data.

use super::PartialDate;

/// A release: what `atlas release` wrote to `releases/<version>/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Release {
    /// Its version.
    pub version: String,
    /// The day that its data describes.
    pub date: PartialDate,
    /// The last commit that changed its records; none where that was not known.
    pub commit: Option<String>,
    /// How many facilities it has.
    pub facilities: usize,
    /// Every address of its site, without a slash in front.
    pub addresses: Vec<String>,
    /// Its files by name, with their content.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Whether a text can be the version of a release, and so the name of a folder: letters and digits
/// with single dots or hyphens between them, at most 40.
#[must_use]
pub fn is_version(text: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_alphanumeric());
    text.len() <= 40 && text.split(['.', '-']).all(part)
}

#[cfg(test)]
mod tests {
    use super::is_version;

    #[test]
    fn a_version_is_a_safe_name() {
        for text in ["2026.11.23", "1.0", "2026-1", "v2", "1.0-rc1"] {
            assert!(is_version(text), "{text}");
        }
        for text in ["", ".", "..", "1..2", "../1", "1/2", "1.", "-1", "a b", "ä"] {
            assert!(!is_version(text), "{text}");
        }
    }
}
