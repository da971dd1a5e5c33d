//! The register of figures.

use crate::address::Address;
use crate::model::{Atlas, ClosedList, CountryCode, Settings, closed_list};

closed_list! {
    /// The figures about all of Europe. Their names are part of their addresses, and stay.
    pub enum EuropeFigure {
        /// Facilities per million people in each region, on a map.
        DensityMap = "density-map",
        /// The same by country, with intervals.
        DensityByCountry = "density-by-country",
        /// The same against the figure of all Europe, on a map.
        AgainstEurope = "against-europe",
        /// The land within some distances of treatment centres.
        ReachMap = "reach-map",
        /// How far people live from treatment centres, by region.
        DistanceMap = "distance-map",
        /// The share of people near treatment centres, by region.
        CoverageMap = "coverage-map",
        /// The share of people within each distance, by role.
        CoverageByRole = "coverage-by-role",
        /// How many people live how far from treatment centres.
        Distances = "distances",
        /// How evenly facilities are spread over people.
        Spread = "spread",
        /// What opened and closed, year by year.
        Openings = "openings",
        /// What had opened by each year, by country.
        Growth = "growth",
        /// What facilities are for.
        Roles = "roles",
        /// The same by country.
        RolesByCountry = "roles-by-country",
        /// At work, coming, closed, by country.
        StatusByCountry = "status-by-country",
        /// What facilities work with.
        Platforms = "platforms",
        /// How complete the records are.
        Completeness = "completeness",
        /// Who works with whom across borders, on a map.
        PartnersMap = "partners-map",
        /// The same by country.
        PartnersByCountry = "partners-by-country",
    }
}

/// A figure of the atlas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureId {
    /// One about all of Europe.
    Europe(EuropeFigure),
    /// The map of a country.
    CountryMap(CountryCode),
    /// What the facilities of a country are for.
    CountryRoles(CountryCode),
}

/// A file in which a figure can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureForm {
    /// A drawing that stands alone.
    Svg,
    /// Its data.
    Csv,
    /// A picture of dots.
    Png,
}

impl FigureForm {
    /// The forms that an atlas asks for.
    #[must_use]
    pub fn of(settings: &Settings) -> Vec<Self> {
        let mut forms = vec![Self::Svg, Self::Csv];
        forms.extend(settings.png.then_some(Self::Png));
        forms
    }

    /// The ending of its name.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Csv => "csv",
            Self::Png => "png",
        }
    }
}

impl FigureId {
    /// Every figure of an atlas: those about Europe in their order, then those of each country that
    /// has a record.
    #[must_use]
    pub fn all(atlas: &Atlas) -> Vec<Self> {
        let mut all: Vec<Self> = EuropeFigure::ALL.iter().copied().map(Self::Europe).collect();
        let has_record = |code: &CountryCode| {
            atlas.facilities().iter().any(|facility| facility.location.country == *code)
        };
        for code in atlas.countries().into_iter().filter(has_record) {
            all.extend([Self::CountryMap(code), Self::CountryRoles(code)]);
        }
        all
    }

    /// Its name in addresses.
    #[must_use]
    pub fn slug(self) -> String {
        match self {
            Self::Europe(figure) => figure.slug().to_owned(),
            Self::CountryMap(code) => format!("map-{}", code.folder()),
            Self::CountryRoles(code) => format!("roles-{}", code.folder()),
        }
    }

    /// The page on which it stands large.
    #[must_use]
    pub fn address(self) -> Address {
        Address::figure(&self.slug())
    }

    /// The page that other sites can show in a frame.
    #[must_use]
    pub fn embed_address(self) -> Address {
        Address::embed(&self.slug())
    }

    /// The file of a form. It stands apart from the pages, whose policy forbids the style sheet that a
    /// drawing carries.
    #[must_use]
    pub fn file(self, form: FigureForm) -> Address {
        let slug = self.slug();
        Address::file_at(&format!("downloads/{slug}.{}", form.ending()))
    }

    /// Where its words stand in the catalogue.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Europe(figure) => figure.slug(),
            Self::CountryMap(_) => "country-map",
            Self::CountryRoles(_) => "country-roles",
        }
    }
}
