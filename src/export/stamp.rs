//! What every data file says of itself: when, which version, on what terms.

use schemars::JsonSchema;
use serde::Serialize;

use crate::address::Address;
use crate::model::{Atlas, PartialDate};

/// The licence of the atlas's own compilation, by its SPDX identifier.
pub const LICENCE_ID: &str = "CC-BY-4.0";
/// Its name.
pub const LICENCE_NAME: &str = "Creative Commons Attribution 4.0 International";
/// Its address.
pub const LICENCE_URL: &str = "https://creativecommons.org/licenses/by/4.0/";

/// What `null` and an empty cell mean, for readers.
pub const NULLS: &str = "null means that there is no value. Where `why_null` names the field it says \
why: `undisclosed` (asked, and not told) or `not-applicable` (the question makes no sense there). \
Where it does not, nobody has told us. 0 and an empty list are answers: none.";

/// The head of every JSON file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Stamp {
    /// The day that the atlas describes: its `--as-of` date, not the time of the build.
    pub generated_at: String,
    /// The version of the data: that of the release, or else the day as `YYYY.M.D`.
    pub version: String,
    /// On what terms the data may be used.
    pub licence: Licence,
    /// What to name when you use the data.
    pub attribution: String,
    /// What others made and the data build on, with their terms.
    pub sources: Vec<Source>,
    /// What `null` means in this file.
    pub nulls: &'static str,
}

/// A licence.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Licence {
    /// SPDX identifier.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub url: &'static str,
}

/// Data of others that the atlas builds on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "DataSource")]
pub struct Source {
    /// What it is, who made it, and what to name.
    pub title: String,
    /// On what terms it may be used.
    pub terms: &'static str,
    /// Where it is from.
    pub url: &'static str,
}

/// A JSON file: the stamp, then what the file is about, in one object.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Stamped<'a, T> {
    /// The head.
    #[serde(flatten)]
    pub stamp: &'a Stamp,
    /// The rest.
    #[serde(flatten)]
    pub body: T,
}

impl Stamp {
    /// The stamp of an atlas; without a release's version the day stands for it.
    #[must_use]
    pub fn new(atlas: &Atlas, release: Option<&str>) -> Self {
        let settings = atlas.settings();
        let version = release.map_or_else(|| calendar_version(settings.as_of), str::to_owned);
        let attribution = format!(
            "{publisher}: {title}, version {version}, {base}, {LICENCE_ID}. Population: annual \
             average {year}, European Commission, JRC, ARDECO (CC BY 4.0). Regions: NUTS 2021, © \
             EuroGeographics for the administrative boundaries, for Türkiye © TurkStat, source: \
             European Commission – Eurostat/GISCO",
            publisher = settings.publisher,
            title = settings.title,
            base = settings.base_url,
            year = population_year(atlas),
        );
        Self {
            generated_at: settings.as_of.to_string(),
            version,
            licence: Licence { id: LICENCE_ID, name: LICENCE_NAME, url: LICENCE_URL },
            attribution,
            sources: sources(atlas),
            nulls: NULLS,
        }
    }
}

/// Whose data the atlas uses beside its own, on what terms.
#[must_use]
pub fn sources(atlas: &Atlas) -> Vec<Source> {
    let year = population_year(atlas);
    vec![
        Source {
            title: format!("Population: annual average {year}, European Commission, JRC, ARDECO"),
            terms: "CC BY 4.0",
            url: "https://urban.jrc.ec.europa.eu/ardeco",
        },
        Source {
            title: "NUTS 2021 regions: © EuroGeographics for the administrative boundaries; for Türkiye © TurkStat. Source: European Commission – Eurostat/GISCO".to_owned(),
            terms: "non-commercial use with source",
            url: "https://ec.europa.eu/eurostat/web/gisco",
        },
        Source {
            title: "Countries outside NUTS: made with Natural Earth".to_owned(),
            terms: "public domain",
            url: "https://www.naturalearthdata.com",
        },
    ]
}

/// The full address of a page or file.
pub(super) fn page(atlas: &Atlas, address: &Address) -> String {
    format!("{}{address}", atlas.settings().base_url)
}

/// A day as a version number: `2026.11.23`, without leading noughts, as semantic versioning asks.
fn calendar_version(day: PartialDate) -> String {
    format!("{}.{}.{}", day.year(), day.month().unwrap_or(1), day.day().unwrap_or(1))
}

/// The year of the population figures.
pub(super) fn population_year(atlas: &Atlas) -> u16 {
    let years = atlas.regions().of_level(0).filter_map(|region| region.population.as_ref());
    years.map(|population| population.year).max().unwrap_or_default()
}
