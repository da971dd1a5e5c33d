//! What there is to publish, and where each piece stands.

use std::collections::BTreeMap;
use std::hash::BuildHasher as _;

use anyhow::{Result, bail};
use foldhash::fast::FixedState;
use indexmap::IndexMap;

use super::assets::Ready;
use super::{compress, crawlers, permanence, redirects};
use crate::address::Address;
use crate::export::{self, Exports};
use crate::model::Atlas;
use crate::page::{self, Assets, FigureForm, FigureId, Language, PageKind, PagePart};

/// A page of one language.
pub type Page = (Address, PageKind, Language);

/// A file that scripts load, in one language.
pub type Part = (Address, PagePart, Language);

/// Every page and file of the site, each at an address of its own.
#[derive(Debug)]
pub struct Plan {
    /// The pages, English ones first.
    pub pages: Vec<Page>,
    /// The data files, made when they are written.
    pub exports: Vec<(Address, export::File)>,
    /// The figures to take away, made when they are written.
    pub figures: Vec<(Address, FigureId, FigureForm)>,
    /// The files that the scripts of pages load, made when they are written; their addresses are
    /// nobody's to rely on.
    pub parts: Vec<Part>,
    /// The files that are ready as they are.
    pub files: BTreeMap<Address, Vec<u8>>,
    /// The style sheet and the scripts among them.
    pub assets: Assets,
}

impl Plan {
    /// The address of every piece, those of pages first and in their order.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &Address> {
        let pages = self.pages.iter().map(|(address, ..)| address);
        let data = self.exports.iter().map(|(address, _)| address);
        let figures = self.figures.iter().map(|(address, ..)| address);
        let parts = self.parts.iter().map(|(address, ..)| address);
        pages.chain(data).chain(figures).chain(parts).chain(self.files.keys())
    }

    /// The places of each page in every language that it is there in, the English one first.
    #[must_use]
    pub fn in_languages(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut english = 0;
        let mut last = None;
        for (place, (_, kind, language)) in self.pages.iter().enumerate() {
            if *language == Language::ENGLISH {
                groups.push(vec![place]);
                continue;
            }
            // Every language has its pages in the order of the English ones, with some left out.
            if last.replace(*language) != Some(*language) {
                english = 0;
            }
            match self.pages.iter().skip(english).position(|(_, other, _)| other == kind) {
                Some(steps) => {
                    english += steps;
                    groups[english].push(place);
                }
                // Another page's group would lend it what is not its own.
                None => groups.push(vec![place]),
            }
        }
        groups
    }
}

/// Decides every address. `templates` are the texts below `templates/`, by name.
///
/// # Errors
/// As [`plan_with`]; and a style sheet that is not CSS.
pub fn plan(
    atlas: &Atlas,
    exports_of: &Exports<'_>,
    templates: &BTreeMap<&str, &str>,
) -> Result<Plan> {
    plan_with(atlas, exports_of, &Ready::of(templates)?)
}

/// The same with the files that are made of templates.
///
/// # Errors
/// Two pieces at one address, or at two that differ in capitals only; an address of the last release
/// that would disappear.
pub fn plan_with(atlas: &Atlas, exports_of: &Exports<'_>, ready: &Ready) -> Result<Plan> {
    let settings = atlas.settings();
    let listed = || -> Vec<_> {
        let files = exports_of.files().into_iter();
        files.map(|file| (exports_of.address(file), file)).collect()
    };
    let ((pages, parts), exports) = rayon::join(|| pages_and_parts(atlas, exports_of), listed);
    if settings.png && !page::CAN_DRAW_PNG {
        bail!(
            "figures are asked for as PNG, and this program was built without that\nhelp: build it \
             with `cargo run --release --features png`; or leave out `--png`, and set `png: false` \
             in content/atlas.yaml"
        );
    }
    if !settings.compressed.is_empty() && !compress::CAN_COMPRESS {
        bail!(
            "files are asked for compressed beforehand, and this program was built without that\nhelp: \
             build it with `cargo run --release --features compressed`; or take `compressed` out of \
             content/atlas.yaml"
        );
    }
    let forms = FigureForm::of(settings);
    let files = |id: FigureId| forms.iter().map(move |&form| (id.file(form), id, form));
    let figures: Vec<_> = FigureId::all(atlas).into_iter().flat_map(files).collect();
    let mut files = ready.files.clone();
    files.extend(crawlers::files(atlas, &pages));
    files.extend(redirects::file(atlas));
    let plan = Plan { pages, exports, figures, parts, files, assets: ready.assets.clone() };
    let (apart, kept) = rayon::join(
        || all_apart(&plan),
        || permanence::check(&plan, &exports_of.history().releases),
    );
    apart.and(kept).map(|()| plan)
}

/// The pages and the files that their scripts load, in all languages.
fn pages_and_parts(atlas: &Atlas, exports_of: &Exports<'_>) -> (Vec<Page>, Vec<Part>) {
    let (history, settings) = (exports_of.history(), atlas.settings());
    let kinds = PageKind::all(atlas, history).into_iter();
    let kinds: Vec<_> = kinds.map(|kind| (kind.address(atlas, history), kind)).collect();
    let files_of_scripts = PagePart::all(atlas, exports_of.summaries());
    let (mut pages, mut parts) = (Vec::new(), Vec::new());
    for language in Language::all(settings) {
        let english = language == Language::ENGLISH;
        let there = kinds.iter().filter(|(_, kind)| english || kind.is_translated());
        let place = |address: &Address| language.address(address, settings);
        pages.extend(there.map(|(address, kind)| (place(address), *kind, language)));
        let there = files_of_scripts.iter().filter(|part| english || part.is_translated());
        parts.extend(there.map(|part| (place(&part.address()), *part, language)));
    }
    (pages, parts)
}

/// Sees that no two pieces have one address. Files whose names differ in capitals only are one file on
/// some systems.
///
/// # Errors
/// An address that two pieces have.
fn all_apart(plan: &Plan) -> Result<()> {
    let mut name = String::new();
    let mark = |address: &Address| {
        in_small_letters(address, &mut name);
        FixedState::default().hash_one(&name)
    };
    let mut marks: Vec<u64> = plan.addresses().map(mark).collect();
    marks.sort_unstable();
    if marks.is_sorted_by(|one, next| one < next) {
        return Ok(());
    }
    // Two names may have one mark.
    let mut taken: IndexMap<String, &Address, FixedState> = IndexMap::default();
    for address in plan.addresses() {
        let mut name = String::new();
        in_small_letters(address, &mut name);
        if let Some(other) = taken.insert(name, address) {
            bail!(
                "two pages have one address: `/{address}` and `/{other}`\nhelp: rename one of the files \
                 that they come from"
            );
        }
    }
    Ok(())
}

/// Writes the name of an address's file in small letters in the place of what stands there.
fn in_small_letters(address: &Address, name: &mut String) {
    name.clear();
    address.write_file(name);
    match name.is_ascii() {
        true => name.make_ascii_lowercase(),
        false => *name = name.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_pieces_have_one_address() {
        let refused = |addresses: &[&str]| {
            let page = |at: &&str| (Address::file_at(at), PageKind::Home, Language::ENGLISH);
            let plan = Plan {
                pages: addresses.iter().map(page).collect(),
                exports: Vec::new(),
                figures: Vec::new(),
                parts: Vec::new(),
                files: BTreeMap::from([(Address::file_at("sitemap.xml"), Vec::new())]),
                assets: Assets { style: Address::home(), scripts: Address::home() },
            };
            all_apart(&plan).err().map(|failure| failure.to_string())
        };
        assert_eq!(refused(&["", "a/", "a/b/", "a.html", "b/", "été/"]), None);
        for (one, other) in [
            ("a/", "a/"),
            ("a/", "A/"),
            ("a/", "a/index.html"),
            ("", "index.html"),
            ("été/", "ÉTÉ/"),
            ("Sitemap.xml", "sitemap.xml"),
        ] {
            let said = refused(&["b/", one, "c/", other]).unwrap();
            assert!(said.starts_with("two pages have one address: "), "{one} {other}: {said}");
        }
    }
}
