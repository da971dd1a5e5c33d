//! Addresses inside the site: where every page stands, decided once.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::geo::NutsCode;
use crate::model::{ClosedList, CountryCode, FacilityId, VocabularyName};

/// The file of the page that stands at a folder.
const INDEX: &str = "index.html";

/// The place of a page or file below the site's base address, without a slash in front:
/// `facilities/nl/necstgen/`, `sitemap.xml`, or nothing for the home page. Made of ids and slugs
/// only, so that it is safe as a path and in HTML.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// `/`.
    #[must_use]
    pub fn home() -> Self {
        Self(String::new())
    }

    /// `/facilities/<cc>/<slug>/`.
    #[must_use]
    pub fn facility(id: &FacilityId) -> Self {
        Self(["facilities/", id.as_str(), "/"].concat())
    }

    /// `/countries/`.
    #[must_use]
    pub fn countries() -> Self {
        Self("countries/".to_owned())
    }

    /// `/countries/<cc>/`.
    #[must_use]
    pub fn country(code: CountryCode) -> Self {
        Self(format!("countries/{}/", code.folder()))
    }

    /// `/regions/`.
    #[must_use]
    pub fn regions() -> Self {
        Self("regions/".to_owned())
    }

    /// `/regions/<nuts>/`.
    #[must_use]
    pub fn region(code: NutsCode) -> Self {
        Self(format!("regions/{code}/"))
    }

    /// `/frameworks/`.
    #[must_use]
    pub fn frameworks() -> Self {
        Self("frameworks/".to_owned())
    }

    /// `/capabilities/`.
    #[must_use]
    pub fn capabilities() -> Self {
        Self("capabilities/".to_owned())
    }

    /// `/capabilities/<vocabulary>/`.
    #[must_use]
    pub fn vocabulary(name: VocabularyName) -> Self {
        Self(format!("capabilities/{}/", name.slug()))
    }

    /// `/capabilities/<vocabulary>/<term>/`; the slug is one of that vocabulary.
    #[must_use]
    pub fn term(name: VocabularyName, slug: &str) -> Self {
        Self(["capabilities/", name.slug(), "/", slug, "/"].concat())
    }

    /// `/data/`.
    #[must_use]
    pub fn data() -> Self {
        Self("data/".to_owned())
    }

    /// `/data/dictionary/`.
    #[must_use]
    pub fn dictionary() -> Self {
        Self("data/dictionary/".to_owned())
    }

    /// `/data/completeness/`.
    #[must_use]
    pub fn completeness() -> Self {
        Self("data/completeness/".to_owned())
    }

    /// `/data/api/`.
    #[must_use]
    pub fn reference() -> Self {
        Self("data/api/".to_owned())
    }

    /// `/releases/`.
    #[must_use]
    pub fn releases() -> Self {
        Self("releases/".to_owned())
    }

    /// `/releases/<version>/`; the version is the name of a folder.
    #[must_use]
    pub fn release(version: &str) -> Self {
        Self(format!("releases/{version}/"))
    }

    /// `/changes/`.
    #[must_use]
    pub fn changes() -> Self {
        Self("changes/".to_owned())
    }

    /// `/glossary/`.
    #[must_use]
    pub fn glossary() -> Self {
        Self("glossary/".to_owned())
    }

    /// `/contribute/rules/`.
    #[must_use]
    pub fn rules() -> Self {
        Self("contribute/rules/".to_owned())
    }

    /// `/contribute/rules/<rule>/`.
    #[must_use]
    pub fn rule(name: &str) -> Self {
        Self(format!("contribute/rules/{name}/"))
    }

    /// `/explore/`: all facilities, and further parts of the list at `/explore/2/` and so on.
    #[must_use]
    pub fn explore(part: usize) -> Self {
        match part {
            0 => Self("explore/".to_owned()),
            _ => Self(format!("explore/{}/", part + 1)),
        }
    }

    /// `/contribute/form/`.
    #[must_use]
    pub fn form() -> Self {
        Self("contribute/form/".to_owned())
    }

    /// `/compare/`.
    #[must_use]
    pub fn compare() -> Self {
        Self("compare/".to_owned())
    }

    /// `/figures/`.
    #[must_use]
    pub fn figures() -> Self {
        Self("figures/".to_owned())
    }

    /// `/figures/<slug>/`: a figure.
    #[must_use]
    pub fn figure(slug: &str) -> Self {
        Self(format!("figures/{slug}/"))
    }

    /// `/embed/<slug>/`: a figure for other sites to show in a frame.
    #[must_use]
    pub fn embed(slug: &str) -> Self {
        Self(format!("embed/{slug}/"))
    }

    /// `/<slug>/`: a page of prose.
    #[must_use]
    pub fn prose(slug: &str) -> Self {
        Self(format!("{slug}/"))
    }

    /// A file at a fixed place, such as `sitemap.xml`.
    #[must_use]
    pub fn file_at(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// The address below the base, without a slash in front.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that holds the page, relative to the output folder.
    #[must_use]
    pub fn file(&self) -> String {
        let mut file = String::with_capacity(self.0.len() + INDEX.len());
        self.write_file(&mut file);
        file
    }

    /// Appends the name of that file.
    pub fn write_file(&self, file: &mut String) {
        file.push_str(&self.0);
        if self.0.is_empty() || self.0.ends_with('/') {
            file.push_str(INDEX);
        }
    }

    /// The address that is asked for by a path below the base: that of a folder where its page is asked for
    /// by the name of its file.
    #[must_use]
    pub fn asked_for(path: &str) -> &str {
        let folder = path.strip_suffix(INDEX).filter(|it| it.is_empty() || it.ends_with('/'));
        folder.unwrap_or(path)
    }

    /// The way from this page up to the base, to be put before any other address: `../../../`.
    #[must_use]
    pub fn root(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            steps => "../".repeat(steps),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lead_to_each_other_without_knowing_the_base() {
        let facility = Address::facility(&FacilityId::parse("nl/necstgen").unwrap());
        assert_eq!(facility.file(), "facilities/nl/necstgen/index.html");
        assert_eq!(facility.root(), "../../../");
        assert_eq!(
            (Address::home().file(), Address::home().root()),
            ("index.html".into(), "./".into())
        );
        let sitemap = Address::file_at("sitemap.xml");
        assert_eq!((sitemap.file(), sitemap.root()), ("sitemap.xml".into(), "./".into()));
    }
}
