//! What there is to publish, and where each piece stands.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use rayon::prelude::*;

use super::assets::Ready;
use super::{compress, crawlers, permanence, redirects};
use crate::address::Address;
use crate::export::{self, Exports};
use crate::model::Atlas;
use crate::page::{self, Assets, FigureForm, FigureId, Language, PageKind, PagePart};

/// Every page and file of the site, each at an address of its own.
#[derive(Debug)]
pub struct Plan {
    /// The pages, English ones first.
    pub pages: Vec<(Address, PageKind, Language)>,
    /// The data files, made when they are written.
    pub exports: Vec<(Address, export::File)>,
    /// The figures to take away, made when they are written.
    pub figures: Vec<(Address, FigureId, FigureForm)>,
    /// The files that the scripts of pages load, made when they are written; their addresses are
    /// nobody's to rely on.
    pub parts: Vec<(Address, PagePart, Language)>,
    /// The files that are ready as they are.
    pub files: BTreeMap<Address, Vec<u8>>,
    /// The style sheet and the scripts among them.
    pub assets: Assets,
}

impl Plan {
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
    let history = exports_of.history();
    let settings = atlas.settings();
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
    let listed = exports_of.files().into_iter();
    let exports = listed.map(|file| (exports_of.address(file), file)).collect();
    if atlas.settings().png && !page::CAN_DRAW_PNG {
        bail!(
            "figures are asked for as PNG, and this program was built without that\nhelp: build it \
             with `cargo run --release --features png`; or leave out `--png`, and set `png: false` \
             in content/atlas.yaml"
        );
    }
    if !atlas.settings().compressed.is_empty() && !compress::CAN_COMPRESS {
        bail!(
            "files are asked for compressed beforehand, and this program was built without that\nhelp: \
             build it with `cargo run --release --features compressed`; or take `compressed` out of \
             content/atlas.yaml"
        );
    }
    let forms = FigureForm::of(atlas.settings());
    let files = |id: FigureId| forms.iter().map(move |&form| (id.file(form), id, form));
    let figures = FigureId::all(atlas).into_iter().flat_map(files).collect();
    let mut files = ready.files.clone();
    files.extend(crawlers::files(atlas, &pages));
    files.extend(redirects::file(atlas));
    let plan = Plan { pages, exports, figures, parts, files, assets: ready.assets.clone() };
    no_collision(&plan)?;
    permanence::check(&plan, &history.releases)?;
    Ok(plan)
}

/// Files whose names differ in capitals only are one file on some systems.
fn no_collision(plan: &Plan) -> Result<()> {
    let pages = plan.pages.iter().map(|(address, ..)| address);
    let exports = plan.exports.iter().map(|(address, _)| address);
    let figures = plan.figures.iter().map(|(address, ..)| address);
    let parts = plan.parts.iter().map(|(address, ..)| address);
    let addresses = pages.chain(exports).chain(figures).chain(parts).chain(plan.files.keys());
    let mut taken: Vec<(String, &Address)> =
        addresses.map(|address| (address.file().to_lowercase(), address)).collect();
    // Stable: the first one stays first.
    taken.par_sort_by(|a, b| a.0.cmp(&b.0));
    for pair in taken.windows(2) {
        if let [(one, other), (same, address)] = pair
            && one == same
        {
            bail!(
                "two pages have one address: `/{address}` and `/{other}`\nhelp: rename one of the \
                 files that they come from"
            );
        }
    }
    Ok(())
}
