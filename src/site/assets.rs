//! Style sheets, scripts and images.

use std::collections::BTreeMap;
use std::hash::Hasher;

use anyhow::{Result, bail};
use rayon::iter::Either;
use rayon::prelude::*;
use siphasher::sip128::{Hasher128, SipHasher13};

use crate::address::Address;
use crate::page::{self, Assets};

/// Where scripts stand below `templates/`.
const SCRIPTS: &str = "scripts/";

/// The files that are made of templates alone, ready as they are.
#[derive(Debug)]
pub struct Ready {
    /// What they were made from.
    templates: BTreeMap<String, String>,
    pub(super) files: BTreeMap<Address, Vec<u8>>,
    /// The style sheet and the scripts among them.
    pub assets: Assets,
}

impl Ready {
    /// Makes them.
    ///
    /// # Errors
    /// Style sheets that are not CSS, or none at all.
    pub fn of(templates: &BTreeMap<&str, &str>) -> Result<Self> {
        let (style, css) = self::style(templates)?;
        let mut files = BTreeMap::from([(style.clone(), css.into_bytes())]);
        let (scripts, modules) = self::scripts(templates);
        files.extend(modules);
        files.extend(images(templates));
        let own = templates.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Ok(Self { templates: own.collect(), files, assets: Assets { style, scripts } })
    }

    /// Whether they were made from these templates.
    #[must_use]
    pub fn are_of(&self, templates: &BTreeMap<&str, &str>) -> bool {
        let own = self.templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        own.eq(templates.iter().map(|(name, text)| (*name, *text)))
    }
}

/// All style sheets of `templates/styles/`, in the order of their names, as one small file. Its
/// name changes with its content, so that a browser may keep it for ever.
fn style(templates: &BTreeMap<&str, &str>) -> Result<(Address, String)> {
    let sheets = templates.par_iter();
    let sheets = sheets.filter(|(name, _)| name.starts_with("styles/") && name.ends_with(".css"));
    // Each is read alone, so that a fault is told with its own file and line.
    let (all, faults): (Vec<_>, Vec<_>) =
        sheets.partition_map(|(name, text)| match page::minified_style(name, text) {
            Ok(sheet) => Either::Left(sheet),
            Err(fault) => Either::Right(fault.to_string()),
        });
    if !faults.is_empty() {
        bail!(faults.join("\n"));
    }
    if all.is_empty() {
        bail!(
            "the atlas has no style sheet in `templates/styles/`\nhelp: take the folder from a complete atlas"
        );
    }
    let all = all.concat();
    let address = Address::file_at(&format!("assets/style-{}.css", fingerprint(all.as_bytes())));
    Ok((address, all))
}

/// All modules of `templates/scripts/`, as they are, in a folder whose name changes with what they
/// hold: so a browser may keep them for ever, and they import each other by their plain names.
fn scripts(templates: &BTreeMap<&str, &str>) -> (Address, BTreeMap<Address, Vec<u8>>) {
    let modules = templates.iter().filter_map(|(name, text)| {
        let name = name.strip_prefix(SCRIPTS).filter(|name| name.ends_with(".js"))?;
        Some((name, *text))
    });
    let modules: Vec<(&str, &str)> = modules.collect();
    let all: Vec<&str> = modules.iter().flat_map(|&(name, text)| [name, text]).collect();
    let folder = Address::file_at(&format!("assets/{}/", fingerprint(all.join("\0").as_bytes())));
    let place = |name: &str| Address::file_at(&format!("{folder}{name}"));
    let files = modules.iter().map(|&(name, text)| (place(name), text.as_bytes().to_vec()));
    let files = files.collect();
    (folder, files)
}

/// The images of `templates/`, at their own names.
fn images(templates: &BTreeMap<&str, &str>) -> BTreeMap<Address, Vec<u8>> {
    let images = templates.iter().filter(|(name, _)| name.ends_with(".svg"));
    images.map(|(name, text)| (Address::file_at(name), text.as_bytes().to_vec())).collect()
}

/// Sixteen hexadecimal digits that differ where contents differ.
fn fingerprint(content: &[u8]) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(content);
    format!("{:016x}", hasher.finish128().h1)
}
