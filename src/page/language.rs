//! The languages of the site: which pages each has, and where links of a page in another language
//! lead.
//!
//! Pages of a further language stand below a folder of their own, `/it/`, in the order of the English
//! ones. They are made as if that folder were the base of the site, so that their links lead to pages
//! of the same language. What each language does not have of its own (data files, style sheets, the
//! few pages that are English only) stands one step higher: [`own_links`] mends such links, on every
//! page, in this one place.

use foldhash::fast::FixedState;
use indexmap::IndexSet;
use memchr::{memchr, memchr2, memmem, memrchr};

use super::{PageKind, PagePart};
use crate::address::Address;
use crate::model::{Atlas, History, Settings};
use crate::summary::Summaries;

/// A language of the site: English, or the place of a further one in the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language(Option<usize>);

impl Language {
    /// The language of the records, and of the pages at the base.
    pub const ENGLISH: Self = Self(None);

    /// All languages of an atlas, English first.
    pub fn all(settings: &Settings) -> impl Iterator<Item = Self> {
        let further = (0..settings.languages.len()).map(|place| Self(Some(place)));
        std::iter::once(Self::ENGLISH).chain(further)
    }

    /// The language at a place among all of them.
    #[cfg(test)]
    pub fn at(place: usize) -> Self {
        Self(place.checked_sub(1))
    }

    /// The place among all of them, from 0.
    #[must_use]
    pub fn place(self) -> usize {
        self.0.map_or(0, |place| place + 1)
    }

    /// Its code of ISO 639-1.
    #[must_use]
    pub fn code(self, settings: &Settings) -> &str {
        let further = self.0.and_then(|place| settings.languages.get(place));
        further.map_or("en", String::as_str)
    }

    /// The folder of its pages: nothing, or `it/`.
    pub(super) fn folder(self, settings: &Settings) -> String {
        match self.0 {
            None => String::new(),
            Some(_) => [self.code(settings), "/"].concat(),
        }
    }

    /// Where something stands in this language that stands at an address in English.
    #[must_use]
    pub fn address(self, english: &Address, settings: &Settings) -> Address {
        match self.0 {
            None => english.clone(),
            Some(_) => Address::file_at(&[&*self.folder(settings), english.as_str()].concat()),
        }
    }
}

/// What every language has of its own, by the English addresses.
#[derive(Debug, Default)]
pub(super) struct Own(IndexSet<String, FixedState>);

impl Own {
    /// The pages and the files of scripts that are translated; none where there is one language.
    pub fn new(atlas: &Atlas, history: &History, summaries: &Summaries) -> Self {
        if atlas.settings().languages.is_empty() {
            return Self::default();
        }
        let pages = PageKind::all(atlas, history).into_iter().filter(|kind| kind.is_translated());
        let pages = pages.map(|kind| kind.address(atlas, history));
        let parts = PagePart::all(atlas, summaries).into_iter().filter(|it| it.is_translated());
        let all = pages.chain(parts.map(PagePart::address)).chain([PagePart::folder()]);
        Self(all.map(|address| address.as_str().to_owned()).collect())
    }

    /// Whether there is something of the own language at an address.
    pub fn has(&self, address: &str) -> bool {
        self.0.contains(address)
    }
}

/// Appends the text of a page of a further language with the links mended that lead to what it does not
/// have of its own: they go one step higher, and those to pages say that these are English. `root` is
/// what leads from the page to the base of its language.
pub(super) fn own_links(mended: &mut String, html: &str, root: &str, own: &Own) {
    let begin = format!("=\"{root}");
    let finder = memmem::Finder::new(&begin);
    let bytes = html.as_bytes();
    let up = if root == "./" { "" } else { root };
    let (mut taken, mut from) = (0, 0);
    while let Some(at) = finder.find(&bytes[from..]).map(|at| from + at) {
        let (value, rest) = (at + 2, at + begin.len());
        let end = memchr(b'"', &bytes[rest..]).map_or(html.len(), |long| rest + long);
        from = end;
        let target = &html[rest..end];
        let path = memchr2(b'?', b'#', target.as_bytes()).map_or(target, |ends| &target[..ends]);
        if path.starts_with("../") || own.has(path) {
            continue;
        }
        mended.push_str(&html[taken..value]);
        mended.extend(["../", up, target]);
        taken = end;
        let tag = memrchr(b'<', &bytes[..at]).map_or("", |open| &html[open..at]);
        let page = path.is_empty() || path.ends_with('/');
        if page && tag.starts_with("<a ") && tag.ends_with("href") && end < html.len() {
            mended.push_str("\" hreflang=\"en\"");
            taken = end + 1;
        }
    }
    mended.push_str(&html[taken..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stay_in_the_language_where_it_has_what_they_lead_to() {
        let own = Own(["", "countries/", "explore/"].map(str::to_owned).into_iter().collect());
        let page = "<link href=\"../../assets/a.css\"><a class=\"x\" href=\"../../countries/#nl\">a</a>\
                    <a href=\"../../\">b</a><form action=\"../../explore/?q=x\">\
                    <a href=\"../../contribute/form/?of=x\">c</a><a href=\"../../data/a.csv\">d</a>\
                    <a href=\"../../../countries/\">e</a><a href=\"https://a.org/\">f</a>";
        let mended = |page, root| {
            let mut html = String::new();
            own_links(&mut html, page, root, &own);
            html
        };
        assert_eq!(
            mended(page, "../../"),
            "<link href=\"../../../assets/a.css\"><a class=\"x\" href=\"../../countries/#nl\">a</a>\
             <a href=\"../../\">b</a><form action=\"../../explore/?q=x\">\
             <a href=\"../../../contribute/form/?of=x\" hreflang=\"en\">c</a>\
             <a href=\"../../../data/a.csv\">d</a>\
             <a href=\"../../../countries/\">e</a><a href=\"https://a.org/\">f</a>"
        );
        let home =
            "<link href=\"./assets/a.css\"><a href=\"./\">a</a><a href=\"./countries/\">b</a>";
        assert_eq!(
            mended(home, "./"),
            "<link href=\"../assets/a.css\"><a href=\"./\">a</a><a href=\"./countries/\">b</a>"
        );
    }
}
