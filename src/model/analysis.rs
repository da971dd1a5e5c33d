//! What the summaries ask, as data: `content/access.yaml`, `content/matching.yaml` and
//! `content/places/`.

use super::Term;
use super::closed_list::closed_list;
use crate::geo::{Coordinates, CountryCode, NutsCode};

/// What the summaries are made from beside the records. An atlas can do without each of its files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// How access is measured. Without the file nothing is measured: there are counts, rates and
    /// suggestions, and no distances.
    pub access: AccessSettings,
    /// Who complements whom. Without the file nobody is suggested to anybody.
    pub matching: MatchingRules,
    /// Where people live. Without the files, or without `access.yaml`, there is no place.
    pub places: Vec<PopulatedPlace>,
    /// The same places by their names, for readers who look for what is near them.
    pub towns: Vec<Town>,
}

/// A populated place by its names.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Its name.
    pub name: String,
    /// Its names in other languages and times, from `content/geo/place-names.tsv`.
    pub others: Vec<String>,
    /// Its country.
    pub country: CountryCode,
    /// Where it is.
    pub coordinates: Coordinates,
    /// How many people its source counts, which serves only to put the larger of two towns first.
    pub people: f64,
}

/// A populated place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PopulatedPlace {
    /// Where it is.
    pub coordinates: Coordinates,
    /// How many people its source counts. It counts some twice and others not at all, so that this
    /// serves only to weigh the places of a region against each other.
    pub weight: f64,
    /// The region that it lies in.
    pub region: PlaceRegion,
}

/// The region that a populated place lies in, as its file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceRegion {
    /// The file does not say: its coordinates tell.
    Unsaid,
    /// In no region of NUTS.
    Outside,
    /// In a region of NUTS 2021, of level 3.
    Nuts3(NutsCode),
}

/// How access is measured, `content/access.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct AccessSettings {
    /// The platforms that access is measured for, beside every role.
    pub platforms: Vec<Term>,
    /// A facility counts for a platform only if it has one of these roles; any will do where there
    /// are none here.
    pub platform_roles: Vec<Term>,
    /// The distances within which people are counted, in kilometres, ascending.
    pub distances_km: Vec<f64>,
    /// The shares of people whose distance is sought, above 0 and below 1, ascending.
    pub shares: Vec<f64>,
    /// By how much a journey is longer than the straight line, in the sensitivity check.
    pub detour: f64,
    /// The rings of the catchment of a facility, from the inside outwards.
    pub catchment: Vec<Ring>,
    /// People farther than this from a facility count as beyond reach, in kilometres.
    pub reach_km: f64,
    /// Other values for `reach_km`, under which the list of under-served regions is made again.
    pub other_reaches_km: Vec<f64>,
    /// How many entries the lists of farthest and of under-served regions have.
    pub longest_list: usize,
}

impl Default for AccessSettings {
    /// Nothing is measured.
    fn default() -> Self {
        Self {
            platforms: Vec::new(),
            platform_roles: Vec::new(),
            distances_km: Vec::new(),
            shares: Vec::new(),
            detour: 1.0,
            catchment: Vec::new(),
            reach_km: 0.0,
            other_reaches_km: Vec::new(),
            longest_list: 0,
        }
    }
}

/// A ring of a catchment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ring {
    /// Its outer edge, in kilometres.
    pub within_km: f64,
    /// How much someone within it counts, 0 to 1.
    pub weight: f64,
}

/// Who complements whom, `content/matching.yaml`. Without a rule nobody is suggested.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatchingRules {
    /// How far to look, in kilometres.
    pub within_km: f64,
    /// How many facilities to suggest for each rule, the nearest first.
    pub most: usize,
    /// The rules, in the order in which suggestions are shown.
    pub rules: Vec<MatchingRule>,
}

/// One way in which a facility complements another.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchingRule {
    /// Its name: a slug.
    pub id: String,
    /// A heading for its suggestions, such as `makes what is given here`.
    pub label: String,
    /// What the facility itself must be.
    pub here: Criteria,
    /// What the other one must be.
    pub there: Criteria,
    /// What both must have in common.
    pub shared: Option<Shared>,
    /// The reason in one sentence; `{shared}` stands for what both have in common.
    pub reason: String,
}

/// What a facility must be: everything that is asked for, and of each list at least one entry.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Criteria {
    /// One of these roles.
    pub roles: Vec<Term>,
    /// One of these services.
    pub services: Vec<Term>,
    /// Something of this kind with a product, vocabulary `product-links`.
    pub product_links: Vec<Term>,
}

closed_list! {
    /// What two facilities can have in common.
    pub enum Shared {
        /// A product, in the ways that the criteria name.
        Product = "product",
        /// A platform.
        Platform = "platform",
    }
}
