//! The profile `plain`: what any generator of sites does with records, and no more.
//!
//! N records become N pages with facts, the nearest other facilities and a chart of how far they are,
//! partners by both sides' statements, and JSON-LD; then lists of countries and of all, a sitemap, a
//! feed and a JSON index. Records are read and checked by the whole library, with every rule; the
//! pages are of templates of their own (`*.html` here), which another generator can have too.

pub mod content;
mod facility;
mod facts;
mod head;
mod lists;
mod near;
mod write;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use atmp_atlas::address::Address;
use atmp_atlas::check::{self, Choices};
use atmp_atlas::finding::Findings;
use atmp_atlas::load;
use atmp_atlas::model::{
    Atlas, CountryCode, Facility, FacilityIndex, Link, TermDetail, VocabularyName,
};
use atmp_atlas::site::Published;
use serde::Serialize;
use tera::Tera;

use near::Near;

use crate::meter::Meter;

const ROLES: VocabularyName = VocabularyName::Roles;

/// A country with what lists say of it.
pub struct Country {
    /// Its code in small letters.
    pub folder: String,
    /// Its name.
    pub name: String,
    /// The language of its public pages, as a BCP 47 tag.
    pub language: String,
    /// Its facilities, by id.
    pub facilities: Vec<FacilityIndex>,
    /// For each role of the vocabulary, how many facilities have it.
    pub roles: Vec<usize>,
}

/// What all pages share.
pub struct Site<'a> {
    /// The records.
    pub atlas: &'a Atlas,
    /// Where the site is published; ends with a slash.
    pub base: &'a str,
    /// The same without its host: the path that links begin with.
    pub root: &'a str,
    as_of: String,
    /// The countries that have facilities.
    pub countries: BTreeMap<CountryCode, Country>,
    roles: Vec<usize>,
    /// The nearest others of each facility.
    pub near: Vec<Vec<Near>>,
    templates: Tera,
}

/// Reads and checks an atlas. What was read is dropped with the end of the check.
pub fn check(root: &Path, meter: &mut Meter) -> Result<Atlas> {
    let mut findings = Findings::default();
    let project = load::read(root, &mut findings)?;
    meter.stage("read");
    let atlas = check::atlas(&project, &Choices::default(), &mut findings)?;
    let atlas = atlas.with_context(|| crate::faults(&findings, &project))?;
    drop((project, findings));
    meter.stage("check");
    Ok(atlas)
}

/// Builds the site of an atlas into a folder that is not there yet.
pub fn build(root: &Path, output: &Path, meter: &mut Meter) -> Result<Published> {
    let atlas = check(root, meter)?;
    let site = Site::new(&atlas, meter)?;
    write::all(&site, output, meter)
}

impl<'a> Site<'a> {
    /// Works out what pages share: the stages that summarise, plan, and read templates.
    pub fn new(atlas: &'a Atlas, meter: &mut Meter) -> Result<Self> {
        let base = atlas.settings().base_url.as_str();
        let after_host = base.match_indices('/').nth(2).map_or(0, |(place, _)| place);
        let (countries, roles) = summarise(atlas);
        meter.stage("summarise");
        let near = near::Index::new(atlas).all();
        meter.stage("plan");
        let templates = templates()?;
        meter.stage("templates");
        let root = base.get(after_host..).unwrap_or_default();
        let as_of = atlas.settings().as_of.to_string();
        Ok(Self { atlas, base, root, as_of, countries, roles, near, templates })
    }

    fn fill(&self, template: &str, view: &impl Serialize) -> Result<String> {
        Ok(self.templates.render(template, &tera::Context::from_serialize(view)?)?)
    }

    fn country(&self, code: CountryCode) -> &Country {
        &self.countries[&code]
    }

    /// The city and country of a facility.
    fn place(&self, facility: &Facility) -> String {
        let location = &facility.location;
        format!("{}, {}", location.city, self.country(location.country).name)
    }

    /// The path to a facility's page.
    fn facility_path(&self, facility: &Facility) -> String {
        format!("{}{}", self.root, Address::facility(&facility.id))
    }

    /// The path to a country's page.
    fn country_path(&self, country: &Country) -> String {
        format!("{}countries/{}/", self.root, country.folder)
    }

    /// How a relation reads from the side that it is shown on.
    pub fn relation(&self, link: &Link) -> &str {
        let entry = self.atlas.vocabularies().entry(link.kind);
        match entry.map(|entry| (&entry.detail, &entry.label)) {
            Some((TermDetail::Relation { inverse, .. }, _)) if link.inverse => inverse,
            Some((_, label)) => label,
            None => "",
        }
    }

    /// The pages of the list of all.
    fn pages(&self) -> usize {
        self.atlas.facilities().len().div_ceil(lists::PAGE)
    }
}

/// The facilities and roles of each country, and the roles of all.
fn summarise(atlas: &Atlas) -> (BTreeMap<CountryCode, Country>, Vec<usize>) {
    let words = atlas.vocabularies();
    let none = vec![0; words.terms(ROLES).count()];
    let mut all = none.clone();
    let mut countries: BTreeMap<CountryCode, Country> = BTreeMap::new();
    for (index, facility) in atlas.indexed() {
        let code = facility.location.country;
        let country = countries.entry(code).or_insert_with(|| {
            let known = words.country(code);
            Country {
                folder: code.folder(),
                name: known.map_or(code.as_str(), |(_, entry, _)| &entry.label).to_owned(),
                language: known.map_or("mul", |(.., detail)| &detail.language).to_owned(),
                facilities: Vec::new(),
                roles: none.clone(),
            }
        });
        country.facilities.push(index);
        for role in &facility.roles {
            country.roles[role.index()] += 1;
            all[role.index()] += 1;
        }
    }
    (countries, all)
}

fn templates() -> Result<Tera> {
    let mut templates = Tera::new();
    templates.add_raw_templates(vec![
        ("base.html", include_str!("base.html")),
        ("counts.html", include_str!("counts.html")),
        ("facility.html", include_str!("facility.html")),
        ("home.html", include_str!("home.html")),
        ("list.html", include_str!("list.html")),
        ("rows.html", include_str!("rows.html")),
    ])?;
    Ok(templates)
}
