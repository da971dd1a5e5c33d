//! Countries and regions as JSON: what stands where, counted.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::stamp::page;
use crate::address::Address;
use crate::geo::{NutsCode, Region};
use crate::model::{Atlas, CountryCode, FacilityIndex, Stage, Term, VocabularyName};

/// All countries that have a facility or a national framework.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Countries<'a> {
    /// The countries, by code.
    pub countries: Vec<Country<'a>>,
}

/// All regions of NUTS 2021, level 2.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Regions<'a> {
    /// The regions, by code; those without a facility too.
    pub regions: Vec<RegionView<'a>>,
}

/// A country.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Country<'a> {
    /// Its code, as ISO 3166-1 alpha-2 in capitals.
    pub country: String,
    /// Its code in NUTS; null outside NUTS.
    pub nuts: Option<&'a str>,
    /// Its name.
    pub name: &'a str,
    /// Its page.
    pub url: String,
    /// Whether the atlas describes its national framework.
    pub framework: bool,
    /// Its people; null outside NUTS.
    pub population: Option<Population<'a>>,
    /// Its facilities.
    pub facilities: Tally<'a>,
}

/// A region of NUTS 2021, level 2.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Region")]
pub struct RegionView<'a> {
    /// Its code.
    pub nuts: String,
    /// Its country, as ISO 3166-1 alpha-2 in capitals.
    pub country: String,
    /// Its name in its own language and script.
    pub name: &'a str,
    /// The same in Latin letters.
    pub name_latin: &'a str,
    /// Square kilometres within its outline at 1:3 million, inland water included: not the official
    /// land area.
    pub area_km2: f64,
    /// Its people.
    pub population: Option<Population<'a>>,
    /// Its facilities.
    pub facilities: Tally<'a>,
}

/// A number of people.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Population<'a> {
    /// Persons, the annual average.
    pub persons: u64,
    /// The year that it is the average of.
    pub year: u16,
    /// The dataset of ARDECO (European Commission, Joint Research Centre) that it is from.
    pub dataset: &'a str,
}

/// Facilities, counted. That there is no record never means that there is no facility.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tally<'a> {
    /// All of them.
    pub all: usize,
    /// Those at work: today's capacity.
    pub at_work: usize,
    /// Those planned or being built.
    pub coming: usize,
    /// Those stopped for a time.
    pub paused: usize,
    /// Those shut for good.
    pub ended: usize,
    /// Those whose status no source gives.
    pub not_known: usize,
    /// Those at work, by role; a facility may have several roles.
    pub at_work_by_role: Vec<Count<'a>>,
    /// Those of `all` that are counted here and listed nowhere, since their sources forbid reuse.
    pub left_out: usize,
    /// Their ids, but for those left out.
    pub ids: Vec<&'a str>,
}

/// How many have a term.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Count<'a> {
    /// The term.
    pub term: &'a str,
    /// How many.
    pub count: usize,
}

/// What areas are made from, worked out once.
pub struct Areas<'a> {
    atlas: &'a Atlas,
    published: Vec<FacilityIndex>,
}

impl<'a> Areas<'a> {
    /// The areas of an atlas.
    #[must_use]
    pub fn new(atlas: &'a Atlas) -> Self {
        Self { atlas, published: atlas.indexed().map(|(index, _)| index).collect() }
    }

    /// Every country.
    #[must_use]
    pub fn countries(&self) -> Countries<'a> {
        let codes = self.atlas.countries().into_iter();
        Countries { countries: codes.filter_map(|code| self.country(code)).collect() }
    }

    /// One country; none where the vocabulary does not have it.
    #[must_use]
    pub fn country(&self, code: CountryCode) -> Option<Country<'a>> {
        let atlas = self.atlas;
        let (_, entry, detail) = atlas.vocabularies().country(code)?;
        let region = detail.nuts.is_some().then(|| atlas.regions().get(NutsCode::of_country(code)));
        let here = |index: FacilityIndex| atlas.facility(index).location.country == code;
        Some(Country {
            country: code.to_string(),
            nuts: detail.nuts.as_deref(),
            name: &entry.label,
            url: page(atlas, &Address::country(code)),
            framework: atlas.frameworks().contains_key(&code),
            population: region.flatten().and_then(Population::of),
            facilities: self.tally(here),
        })
    }

    /// Every region of level 2.
    #[must_use]
    pub fn regions(&self) -> Regions<'a> {
        let regions = self.atlas.regions().of_level(2);
        Regions { regions: regions.map(|region| self.region(region)).collect() }
    }

    /// One region.
    #[must_use]
    pub fn region(&self, region: &'a Region) -> RegionView<'a> {
        let atlas = self.atlas;
        let here = |index: FacilityIndex| {
            atlas.located(index).and_then(|it| it.nuts(2)) == Some(region.code)
        };
        RegionView {
            nuts: region.code.to_string(),
            country: region.code.country().to_string(),
            name: &region.name,
            name_latin: &region.name_latin,
            area_km2: (region.area_km2 * 10.0).round() / 10.0,
            population: Population::of(region),
            facilities: self.tally(here),
        }
    }

    fn tally(&self, here: impl Fn(FacilityIndex) -> bool) -> Tally<'a> {
        let atlas = self.atlas;
        let found: Vec<_> = self.published.iter().copied().filter(|&index| here(index)).collect();
        let stage = |index| atlas.vocabularies().stage(&atlas.facility(index).status);
        let count = |wanted| found.iter().filter(|&&index| stage(index) == wanted).count();
        let at_work: Vec<_> =
            found.iter().copied().filter(|&index| stage(index) == Stage::AtWork).collect();
        let with = |role: Term| {
            at_work.iter().filter(|&&index| atlas.facility(index).roles.contains(&role)).count()
        };
        let roles = atlas.vocabularies().terms(VocabularyName::Roles);
        let listed = found.iter().map(|&index| atlas.facility(index));
        let listed: Vec<_> = listed.filter(|facility| facility.may_be_reused()).collect();
        Tally {
            all: found.len(),
            at_work: at_work.len(),
            coming: count(Stage::Coming),
            paused: count(Stage::Paused),
            ended: count(Stage::Ended),
            not_known: count(Stage::NotKnown),
            at_work_by_role: roles
                .map(|(term, entry)| Count { term: &entry.slug, count: with(term) })
                .collect(),
            left_out: found.len() - listed.len(),
            ids: listed.iter().map(|facility| facility.id.as_str()).collect(),
        }
    }
}

impl<'a> Population<'a> {
    fn of(region: &'a Region) -> Option<Self> {
        let population = region.population.as_ref()?;
        Some(Self {
            persons: population.persons,
            year: population.year,
            dataset: &population.dataset,
        })
    }
}
