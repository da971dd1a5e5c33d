//! The parts of Europe that figures are given for.

use std::fmt;

use crate::geo::{CountryCode, NutsCode, Population, Regions};
use crate::model::{Atlas, FacilityIndex};

/// Europe as a whole, a country, or a NUTS region of level 1 or 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// All countries of the atlas. Its people are those of the 37 countries that have NUTS 2021
    /// regions, Türkiye and the United Kingdom among them.
    Europe,
    /// A country.
    Country(CountryCode),
    /// A region of level 1 or 2.
    Region(NutsCode),
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Europe => f.write_str("Europe"),
            Self::Country(code) => write!(f, "{code}"),
            Self::Region(code) => f.write_str(code.as_str()),
        }
    }
}

/// All areas, in order, and how they lie in each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Areas {
    areas: Vec<Area>,
}

impl Areas {
    /// Europe, every country that has NUTS regions, records or a framework, and every region of levels 1 and 2.
    pub(super) fn of(atlas: &Atlas) -> Self {
        let regions = atlas.regions();
        let mut areas = vec![Area::Europe];
        let countries = atlas.indexed().map(|(index, _)| atlas.country_of(index));
        areas.extend(countries.chain(atlas.countries()).map(Area::Country));
        areas.extend(regions.all().iter().filter_map(|region| match region.code.level() {
            0 => Some(Area::Country(region.code.country())),
            1 | 2 => Some(Area::Region(region.code)),
            _ => None,
        }));
        areas.sort_unstable();
        areas.dedup();
        Self { areas }
    }

    /// The areas.
    pub(super) fn all(&self) -> &[Area] {
        &self.areas
    }

    /// The place of an area.
    pub(super) fn place(&self, area: Area) -> Option<usize> {
        self.areas.binary_search(&area).ok()
    }

    /// The places of all areas that a facility lies in.
    pub(super) fn of_facility(&self, atlas: &Atlas, index: FacilityIndex) -> Vec<usize> {
        let country = Area::Country(atlas.country_of(index));
        let located = atlas.located(index);
        let region = |level| located.and_then(|it| it.nuts(level)).map(Area::Region);
        let areas = [Some(Area::Europe), Some(country), region(1), region(2)];
        areas.into_iter().flatten().filter_map(|area| self.place(area)).collect()
    }

    /// The places of Europe, the country and the regions of levels 1 and 2 that a region of level 2
    /// lies in.
    pub(super) fn of_region(&self, code: NutsCode) -> Vec<usize> {
        let region = |level| code.at_level(level).map(Area::Region);
        let areas = [Some(Area::Europe), Some(Area::Country(code.country())), region(1), region(2)];
        areas.into_iter().flatten().filter_map(|area| self.place(area)).collect()
    }
}

/// The people of an area, where they are known; Europe's are those of its countries, and carry
/// their year and source.
pub(super) fn population(area: Area, regions: &Regions) -> Option<Population> {
    let of = |code| regions.get(code).and_then(|region| region.population.clone());
    match area {
        Area::Country(country) => of(NutsCode::of_country(country)),
        Area::Region(code) => of(code),
        Area::Europe => {
            let mut countries = regions.of_level(0).filter_map(|it| it.population.clone());
            let first = countries.next()?;
            Some(
                countries.fold(first, |sum, one| Population {
                    persons: sum.persons + one.persons,
                    ..sum
                }),
            )
        }
    }
}
