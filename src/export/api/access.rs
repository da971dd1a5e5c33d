//! How far people live from facilities, `api/v1/access.json`: the parameters, what the figures do
//! not say, and the results for every kind of facility.

use schemars::JsonSchema;
use serde::Serialize;

use super::Ground;
use super::provision::{AccessView, kilometres, rounded, shares};
use crate::geo::NutsCode;
use crate::model::Precision;
use crate::summary::{self, Area, Choice, SubjectSummary, UnderServed};

/// What has to be known before any of the figures is used.
const STATEMENTS: [&str; 8] = [
    "A distance is a straight line over the ground (great circle), not a journey. Journeys are longer: the sensitivity with a detour factor shows by how much that moves the result.",
    "A missing record is not a missing facility: the atlas knows only facilities that somebody recorded. Coverage can therefore only be understated, and distances only overstated.",
    "Only facilities at work count. Those planned, stopped or closed, and those whose status no source gives, do not.",
    "Most facilities are known by their city and not by their building. Their point is then the middle of the city, which can be some kilometres off. `within_of_exact` counts only the few whose building is known; it shows how little would be left, and is no estimate of access.",
    "People are those of the official populations of the NUTS 2021 regions, level 2, spread over populated places in proportion to what GeoNames counts there. People who live outside these places are placed in them.",
    "Europe is the 37 countries that have NUTS 2021 regions, Türkiye and the United Kingdom among them. Other countries have facilities in the atlas and can be somebody's nearest, but no people in these figures.",
    "Whether a facility has room, takes patients from elsewhere, or is allowed to treat them is not in these figures.",
    "Regions in `regions_without_places` have people, but no populated place that is known: their people are in no figure of access.",
];

/// How the list of under-served regions is ordered.
const ORDER: &str = "Regions of NUTS level 2 by the share of their people beyond `reach_km`, and among equals by the distance within which half of them live, the worst served first. `choices` has the place under other choices (another reach, a detour, the number of people instead of their share, facilities per million people within the catchment, the region of level 1), 1 the worst served. `holds_under` counts the choices that still put the region into the worst-served quarter: the more, the firmer its place.";

/// Access to every kind of facility.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AccessFile")]
pub struct Accesses<'a> {
    /// What has to be known before any of the figures is used.
    pub statements: Vec<&'static str>,
    /// What the figures were worked out with.
    pub parameters: Parameters<'a>,
    /// Regions with people but without a known populated place: their people are in no figure of
    /// access.
    pub regions_without_places: Vec<RegionWithoutPlaces>,
    /// How the lists of under-served regions are ordered.
    pub under_served_order: &'static str,
    /// Each kind of facility: any, each role, the platforms of the parameters.
    pub subjects: Vec<SubjectView>,
}

/// What the figures were worked out with, from `content/access.yaml`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Parameters<'a> {
    /// The distances in kilometres that `within` and its relatives are for, in this order.
    pub distances_km: &'a [f64],
    /// The shares of people, 0 to 1, that `covering_km` is for, in this order.
    pub shares: &'a [f64],
    /// The detour factor of `within_by_detour`: a journey is so many times the straight line.
    pub detour: f64,
    /// The rings of a facility's catchment (E2SFCA).
    pub catchment: Vec<RingView>,
    /// People farther than this from a facility count as beyond reach, in kilometres.
    pub reach_km: f64,
    /// Other values of it, under which the lists of under-served regions are made again.
    pub other_reaches_km: &'a [f64],
    /// The roles that a facility needs one of to count for a platform.
    #[schemars(extend("x-vocabulary" = "roles"))]
    pub platform_roles: Vec<&'a str>,
    /// The step of `curve`, in kilometres: its first entry is for one step, its second for two.
    pub curve_step_km: f64,
    /// The people of the 37 countries together.
    pub people: Option<u64>,
    /// The year that their number is the average of.
    pub population_year: Option<u16>,
    /// The dataset of ARDECO (European Commission, Joint Research Centre) that it is from.
    pub population_source: Option<&'a str>,
    /// Where populated places are from.
    pub places_source: &'static str,
}

/// A ring of a catchment.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Ring")]
pub struct RingView {
    /// Its outer edge, in kilometres.
    pub within_km: f64,
    /// What someone within it counts, 0 to 1.
    pub weight: f64,
}

/// A region with people but without a known populated place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RegionWithoutPlaces {
    /// Its code.
    pub nuts: String,
    /// Its people.
    pub people: Option<u64>,
}

/// Access to one kind of facility.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AccessSubject")]
pub struct SubjectView {
    /// The kind: `any`, `role:` with a word of the vocabulary `roles`, or `platform:` with one of
    /// `platforms`.
    pub subject: String,
    /// The kind in words.
    pub label: String,
    /// How many facilities of that kind are at work.
    pub facilities: usize,
    /// How many of these are known by their building, and not just by their city.
    pub facilities_exact: usize,
    /// The access of Europe, of each country and of each region of levels 1 and 2 whose people and
    /// places are known.
    pub areas: Vec<OfArea>,
    /// The share of Europe's people within 10, 20, 30 … 400 kilometres.
    pub curve: Vec<f64>,
    /// How evenly facilities are spread over people; null where there is none.
    pub spread: Option<Spread>,
    /// The regions of level 2 whose people live farthest away, the farthest first.
    pub farthest: Vec<FarView>,
    /// The regions of level 2 with the largest share of people beyond reach.
    pub under_served: Vec<UnderServedView>,
}

/// The access of one area.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OfArea {
    /// `Europe`, a country as ISO 3166-1 alpha-2 in capitals, or a NUTS code of level 1 or 2.
    pub area: String,
    /// The figures.
    #[serde(flatten)]
    pub access: AccessView,
}

/// How evenly facilities at work are spread over the people of the regions of NUTS level 2.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Spread {
    /// The Gini coefficient: 0 where every region has the same number per head, near 1 where one
    /// region has everything. Where there are fewer facilities than regions it is high by necessity.
    pub gini: f64,
    /// The denominator: the people of these regions.
    pub people: u64,
    /// How many regions.
    pub regions: usize,
    /// The Lorenz curve: cumulative shares of people and of facilities, the regions with fewest per
    /// head first.
    pub lorenz: Vec<[f64; 2]>,
}

/// A region with how far its people live from a kind of facility.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "FarRegion")]
pub struct FarView {
    /// The region's code.
    pub nuts: String,
    /// The distance in kilometres within which half of its people live.
    pub median_km: f64,
}

/// A region of the list of under-served ones.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "UnderServedRegion")]
pub struct UnderServedView {
    /// The region's code.
    pub nuts: String,
    /// The share of its people beyond reach, 0 to 1.
    pub beyond_reach: f64,
    /// How many people that are.
    pub people_beyond: u64,
    /// The distance in kilometres within which half of its people live.
    pub median_km: Option<f64>,
    /// Under how many of the other choices it is in the worst-served quarter.
    pub holds_under: usize,
    /// Its place under each of the other choices.
    pub choices: Vec<Standing>,
}

/// A region's place under another choice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Standing {
    /// The choice: another reach (`value` in kilometres), a journey longer than the straight line
    /// (`value` the factor), the number of people instead of their share, facilities per million
    /// people within the catchment, or the region of level 1.
    #[schemars(extend("enum" = ["reach", "detour", "people", "catchment", "level-1"]))]
    pub choice: &'static str,
    /// The number that belongs to the choice.
    pub value: Option<f64>,
    /// The place, 1 the worst served; regions that cannot be told apart share the better one.
    pub rank: usize,
    /// Of how many.
    pub of: usize,
    /// Whether that is in the worst-served quarter.
    pub worst_quarter: bool,
}

impl<'a> Accesses<'a> {
    pub(in super::super) fn of(ground: Ground<'a>) -> Self {
        let Ground { atlas, summaries } = ground;
        let people = |code: NutsCode| Some(atlas.regions().get(code)?.population.as_ref()?.persons);
        let without = summaries.without_places().iter();
        Self {
            statements: STATEMENTS.to_vec(),
            parameters: Parameters::of(ground),
            regions_without_places: without
                .map(|&code| RegionWithoutPlaces { nuts: code.to_string(), people: people(code) })
                .collect(),
            under_served_order: ORDER,
            subjects: (0..)
                .zip(summaries.subjects())
                .map(|(place, subject)| SubjectView::of(place, subject, ground))
                .collect(),
        }
    }
}

impl<'a> Parameters<'a> {
    fn of(Ground { atlas, summaries }: Ground<'a>) -> Self {
        let settings = &atlas.analysis().access;
        let europe = summaries.area(Area::Europe).and_then(|europe| europe.population.as_ref());
        let ring =
            |ring: &crate::model::Ring| RingView { within_km: ring.within_km, weight: ring.weight };
        Self {
            distances_km: &settings.distances_km,
            shares: &settings.shares,
            detour: settings.detour,
            catchment: settings.catchment.iter().map(ring).collect(),
            reach_km: settings.reach_km,
            other_reaches_km: &settings.other_reaches_km,
            platform_roles: settings
                .platform_roles
                .iter()
                .map(|&role| atlas.vocabularies().slug(role))
                .collect(),
            curve_step_km: summary::CURVE_STEP_KM,
            people: europe.map(|it| it.persons),
            population_year: europe.map(|it| it.year),
            population_source: europe.map(|it| it.dataset.as_str()),
            places_source: "GeoNames (geonames.org), CC BY 4.0: places of 1,000 people and more",
        }
    }
}

impl SubjectView {
    fn of(place: usize, subject: &SubjectSummary, Ground { atlas, summaries }: Ground<'_>) -> Self {
        let words = atlas.vocabularies();
        let exact = |index: &&crate::model::FacilityIndex| {
            atlas.facility(**index).location.precision == Precision::Site
        };
        fn access(area: &summary::AreaSummary, place: usize) -> Option<(Area, &summary::Access)> {
            Some((area.area, area.provision.get(place)?.access()?))
        }
        let europe = summaries.area(Area::Europe).and_then(|area| access(area, place));
        Self {
            subject: subject.subject.key(words),
            label: subject.subject.label(words, &atlas.analysis().access),
            facilities: subject.facilities.len(),
            facilities_exact: subject.facilities.iter().filter(exact).count(),
            areas: summaries
                .areas()
                .iter()
                .filter_map(|area| access(area, place))
                .map(|(area, access)| OfArea {
                    area: area.to_string(),
                    access: AccessView::of(access),
                })
                .collect(),
            curve: europe.map(|(_, access)| shares(&access.curve)).unwrap_or_default(),
            spread: subject.spread.as_ref().map(|spread| Spread {
                gini: rounded(spread.gini, 4),
                people: spread.people,
                regions: spread.groups,
                lorenz: spread
                    .lorenz
                    .iter()
                    .map(|&(people, had)| [rounded(people, 5), rounded(had, 5)])
                    .collect(),
            }),
            farthest: subject
                .farthest()
                .iter()
                .map(|far| FarView {
                    nuts: far.region.to_string(),
                    median_km: rounded(far.median_km, 1),
                })
                .collect(),
            under_served: subject.under_served().iter().map(UnderServedView::of).collect(),
        }
    }
}

impl UnderServedView {
    fn of(region: &UnderServed) -> Self {
        let standing = |standing: &summary::Standing| {
            let (choice, value) = match standing.choice {
                Choice::Reach(kilometres) => ("reach", Some(kilometres)),
                Choice::Detour(factor) => ("detour", Some(factor)),
                Choice::People => ("people", None),
                Choice::Catchment => ("catchment", None),
                Choice::Level1 => ("level-1", None),
            };
            Standing {
                choice,
                value,
                rank: standing.rank,
                of: standing.of,
                worst_quarter: standing.is_in_worst_quarter(),
            }
        };
        Self {
            nuts: region.region.to_string(),
            beyond_reach: rounded(region.beyond, 5),
            people_beyond: region.people_beyond.round() as u64,
            median_km: kilometres(region.median_km),
            holds_under: region.holds_under(),
            choices: region.elsewhere.iter().map(standing).collect(),
        }
    }
}
