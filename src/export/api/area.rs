//! Europe, countries and regions as JSON: what stands where, counted, summed and held against the
//! people.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::stamp::page;
use super::Ground;
use super::count::{Counts, Tally};
use super::provision::{Gap, OfSubject, Provision};
use super::sum::Sum;
use crate::address::Address;
use crate::geo::{self, NutsCode, Region};
use crate::model::{CountryCode, FacilityIndex};
use crate::summary::{Area, AreaSummary};

/// Europe, and all countries that have a facility or a national framework.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Countries<'a> {
    /// Europe as a whole.
    pub europe: Option<Europe<'a>>,
    /// The countries, by code.
    pub countries: Vec<Country<'a>>,
}

/// All regions of NUTS 2021, levels 2 and 1.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Regions<'a> {
    /// The regions of level 2, by code; those without a facility too.
    pub regions: Vec<RegionView<'a>>,
    /// The major regions of level 1, by code. Each holds regions of level 2: the two lists must not
    /// be added.
    pub major_regions: Vec<RegionView<'a>>,
}

/// All countries of the atlas together.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Europe<'a> {
    /// The people of the 37 countries that have NUTS 2021 regions.
    pub population: Option<Population<'a>>,
    /// Its facilities.
    pub facilities: Tally<'a>,
    /// The same by everything that records say in fixed words.
    pub counts: Counts<'a>,
    /// Sums of figures over all facilities.
    pub figures: Vec<Sum<'a>>,
    /// The same by role.
    pub figures_by_role: Vec<Sum<'a>>,
    /// How many facilities of each kind there are for the people.
    pub provision: Vec<Provision>,
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
    /// The same by everything that records say in fixed words.
    pub counts: Counts<'a>,
    /// Sums of figures over all its facilities.
    pub figures: Vec<Sum<'a>>,
    /// How many facilities of each kind it has for its people.
    pub provision: Vec<Provision>,
}

/// A country with all that is worked out for it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CountryFile<'a> {
    /// The country.
    #[serde(flatten)]
    pub country: Country<'a>,
    /// Sums of figures by role.
    pub figures_by_role: Vec<Sum<'a>>,
    /// How far its people live from each kind of facility; empty where no places are known.
    pub access: Vec<OfSubject>,
}

/// A region of NUTS 2021, level 1 or 2.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Region")]
pub struct RegionView<'a> {
    /// Its code.
    pub nuts: String,
    /// Its level in NUTS, 1 or 2.
    pub level: u8,
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
    /// The same by everything that records say in fixed words.
    pub counts: Counts<'a>,
    /// Sums of figures over all its facilities.
    pub figures: Vec<Sum<'a>>,
    /// How many facilities of each kind it has for its people.
    pub provision: Vec<Provision>,
}

/// A region with all that is worked out for it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RegionFile<'a> {
    /// The region.
    #[serde(flatten)]
    pub region: RegionView<'a>,
    /// Sums of figures by role.
    pub figures_by_role: Vec<Sum<'a>>,
    /// How far its people live from each kind of facility; empty where no places are known.
    pub access: Vec<OfSubject>,
    /// The kinds of facility that it has none of at work, and where the nearest is; for regions of
    /// level 2.
    pub gaps: Vec<Gap<'a>>,
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

impl<'a> Ground<'a> {
    /// Europe and every country.
    pub(in super::super) fn countries(self) -> Countries<'a> {
        let codes = self.atlas.countries().into_iter();
        Countries {
            europe: self.summaries.area(Area::Europe).map(|summary| self.europe(summary)),
            countries: codes.filter_map(|code| self.country(code)).collect(),
        }
    }

    fn europe(self, summary: &'a AreaSummary) -> Europe<'a> {
        Europe {
            population: Population::of(summary.population.as_ref()),
            facilities: Tally::of(
                summary.counts(),
                self.ids(self.atlas.indexed().map(|(index, _)| index)),
                self,
            ),
            counts: Counts::of(summary.counts(), self),
            figures: Sum::all(summary, false, self),
            figures_by_role: Sum::all(summary, true, self),
            provision: Provision::all(summary, self),
        }
    }

    /// One country; none where the vocabulary does not have it.
    fn country(self, code: CountryCode) -> Option<Country<'a>> {
        let atlas = self.atlas;
        let (_, entry, detail) = atlas.vocabularies().country(code)?;
        let summary = self.summaries.area(Area::Country(code))?;
        let all = atlas.indexed().map(|(index, _)| index);
        let here = all.filter(|index| atlas.country_of(*index) == code);
        Some(Country {
            country: code.to_string(),
            nuts: detail.nuts.as_deref(),
            name: &entry.label,
            url: page(atlas, &Address::country(code)),
            framework: atlas.frameworks().contains_key(&code),
            population: Population::of(summary.population.as_ref()),
            facilities: Tally::of(summary.counts(), self.ids(here), self),
            counts: Counts::of(summary.counts(), self),
            figures: Sum::all(summary, false, self),
            provision: Provision::all(summary, self),
        })
    }

    /// One country with all that is worked out for it.
    pub(in super::super) fn country_file(self, code: CountryCode) -> Option<CountryFile<'a>> {
        let summary = self.summaries.area(Area::Country(code))?;
        Some(CountryFile {
            country: self.country(code)?,
            figures_by_role: Sum::all(summary, true, self),
            access: OfSubject::all(summary, self),
        })
    }

    /// Every region of levels 1 and 2.
    pub(in super::super) fn regions(self) -> Regions<'a> {
        let of_level = |level| {
            let regions = self.atlas.regions().of_level(level);
            regions.filter_map(|region| self.region(region)).collect()
        };
        Regions { regions: of_level(2), major_regions: of_level(1) }
    }

    fn region(self, region: &'a Region) -> Option<RegionView<'a>> {
        let here = self.atlas.in_region(region.code).iter().copied();
        let summary = self.summaries.area(Area::Region(region.code))?;
        Some(RegionView {
            nuts: region.code.to_string(),
            level: region.code.level(),
            country: region.code.country().to_string(),
            name: &region.name,
            name_latin: &region.name_latin,
            area_km2: (region.area_km2 * 10.0).round() / 10.0,
            population: Population::of(summary.population.as_ref()),
            facilities: Tally::of(summary.counts(), self.ids(here), self),
            counts: Counts::of(summary.counts(), self),
            figures: Sum::all(summary, false, self),
            provision: Provision::all(summary, self),
        })
    }

    /// One region with all that is worked out for it.
    pub(in super::super) fn region_file(self, code: NutsCode) -> Option<RegionFile<'a>> {
        let summary = self.summaries.area(Area::Region(code))?;
        Some(RegionFile {
            region: self.region(self.atlas.regions().get(code)?)?,
            figures_by_role: Sum::all(summary, true, self),
            access: OfSubject::all(summary, self),
            gaps: Gap::all(summary, self),
        })
    }

    /// Hands over how many facilities of each kind every area has at work, as the files have it.
    pub(in super::super) fn provided(self, mut take: impl FnMut(Area, &str, u32)) {
        for summary in self.summaries.areas() {
            for provision in Provision::all(summary, self) {
                take(summary.area, &provision.subject, provision.at_work);
            }
        }
    }

    fn ids(self, inside: impl Iterator<Item = FacilityIndex>) -> Vec<&'a str> {
        let facilities = inside.map(|index| self.atlas.facility(index));
        let listed = facilities.filter(|facility| facility.may_be_reused());
        listed.map(|facility| facility.id.as_str()).collect()
    }
}

impl<'a> Population<'a> {
    fn of(population: Option<&'a geo::Population>) -> Option<Self> {
        population.map(|population| Self {
            persons: population.persons,
            year: population.year,
            dataset: &population.dataset,
        })
    }
}
