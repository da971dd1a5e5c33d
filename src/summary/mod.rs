//! What the records say taken together: counts, sums, rates, access, gaps, matches. Pure functions,
//! each with the source of its formula.
//!
//! 1. [`Places::assemble`] weighs the places where people live.
//! 2. [`summarize`] does that and the rest, for every [`Area`] and every kind of facility
//!    ([`Subject`]).
//!
//! What holds throughout: only facilities at work are today's capacity. What is not known is never
//! added to what is known. A sum says how many it is made of. A distance is a straight line, not a
//! journey. And a missing record is not a missing facility.

mod access;
mod area;
mod catchment;
mod counts;
mod figures;
mod gaps;
mod inequality;
mod interval;
mod matching;
mod nearest;
mod places;
mod rate;
mod sites;
mod sphere;
mod subject;
mod underserved;

use rayon::prelude::*;

pub use access::{Access, Beyond, CURVE_STEP_KM, CURVE_STEPS};
pub use area::Area;
pub use counts::{ByStage, Counts, TermCounts};
pub use figures::{FigureKey, FigureSum};
pub use gaps::{Far, Gap, Nearest};
pub use inequality::{Inequality, inequality};
pub use interval::{Interval, poisson_interval};
pub use matching::{Suggestion, reason_in};
pub use places::{Block, Place, Places, RegionPlaces};
pub use rate::{Rate, UNSTABLE_UNDER};
pub use sphere::SpherePoint;
pub use subject::Subject;
pub use underserved::{Choice, Standing, UnderServed};

use self::access::Ground;
use self::area::{Areas, population};
use self::catchment::Catchments;
use self::sites::{Sites, Supply};
use crate::geo::{NutsCode, Population};
use crate::model::{AccessSettings, Analysis, Atlas, FacilityIndex};

/// Everything that was worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Summaries {
    areas: Vec<AreaSummary>,
    subjects: Vec<SubjectSummary>,
    suggestions: Vec<Vec<Suggestion>>,
    without_places: Vec<NutsCode>,
}

/// What was worked out for one area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaSummary {
    /// The area.
    pub area: Area,
    /// Its people, with year and source; `None` for countries outside NUTS.
    pub population: Option<Population>,
    /// How many facilities it has.
    pub counts: Counts,
    /// The sums of their figures, by measure, kind, period and role.
    pub figures: Vec<FigureSum>,
    /// Provision and access for each kind of facility, in the order of [`Summaries::subjects`].
    pub provision: Vec<Provision>,
    /// What it lacks, for regions of level 2.
    pub gaps: Vec<Gap>,
}

/// How an area is provided with one kind of facility.
#[derive(Debug, Clone, PartialEq)]
pub struct Provision {
    /// Facilities of that kind at work.
    pub at_work: u32,
    /// The same per million people; for Europe only those in countries whose people are counted.
    /// `None` where the people are not known.
    pub rate: Option<Rate>,
    /// The rate held against Europe's; `None` where either is missing or Europe has none.
    pub quotient: Option<f64>,
    /// How far people live from the nearest one; `None` where no places are known.
    pub access: Option<Access>,
}

/// What was worked out for one kind of facility.
#[derive(Debug, Clone, PartialEq)]
pub struct SubjectSummary {
    /// The kind.
    pub subject: Subject,
    /// The facilities of that kind that are at work.
    pub facilities: Vec<FacilityIndex>,
    /// How evenly they are spread over the people of the regions of level 2; `None` without any.
    pub spread: Option<Inequality>,
    /// The regions whose people live farthest away, the farthest first.
    pub farthest: Vec<Far>,
    /// The regions with the largest share of people beyond reach, see [`UnderServed`].
    pub under_served: Vec<UnderServed>,
}

impl Summaries {
    /// All areas: Europe, the countries, the regions of levels 1 and 2.
    #[must_use]
    pub fn areas(&self) -> &[AreaSummary] {
        &self.areas
    }

    /// One area.
    #[must_use]
    pub fn area(&self, area: Area) -> Option<&AreaSummary> {
        let place = self.areas.binary_search_by_key(&area, |summary| summary.area).ok()?;
        self.areas.get(place)
    }

    /// The kinds of facility: any, each role, the platforms of the settings.
    #[must_use]
    pub fn subjects(&self) -> &[SubjectSummary] {
        &self.subjects
    }

    /// The place of a kind of facility in every area's [`AreaSummary::provision`].
    #[must_use]
    pub fn place_of(&self, subject: Subject) -> Option<usize> {
        self.subjects.iter().position(|summary| summary.subject == subject)
    }

    /// What complements a facility nearby.
    #[must_use]
    pub fn suggestions(&self, index: FacilityIndex) -> &[Suggestion] {
        self.suggestions.get(index.get()).map_or(&[], Vec::as_slice)
    }

    /// The regions whose people are in no figure of access, because no place in them is known.
    #[must_use]
    pub fn without_places(&self) -> &[NutsCode] {
        &self.without_places
    }
}

/// Works everything out. The same input gives the same result for any number of threads.
#[must_use]
pub fn summarize(atlas: &Atlas) -> Summaries {
    let Analysis { access: settings, matching, places, .. } = atlas.analysis();
    let places = &Places::assemble(atlas.regions(), places);
    let areas = Areas::of(atlas);
    let (subjects, (counted, suggestions)) = rayon::join(
        || subjects(atlas, places, settings, &areas),
        || {
            rayon::join(
                || (counts::counts(atlas, &areas), figures::figures(atlas, &areas)),
                || matching::suggestions(atlas, matching),
            )
        },
    );
    let (counts, figures) = counted;
    let mut summaries: Vec<AreaSummary> = areas
        .all()
        .iter()
        .zip(counts.into_iter().zip(figures))
        .map(|(&area, (counts, figures))| AreaSummary {
            area,
            population: population(area, atlas.regions()),
            counts,
            figures,
            provision: Vec::new(),
            gaps: Vec::new(),
        })
        .collect();
    let mut found = Vec::new();
    for (number, subject) in subjects.into_iter().enumerate() {
        for (summary, provision) in summaries.iter_mut().zip(subject.provision) {
            summary.provision.push(provision);
        }
        for (region, nearest) in subject.lacking {
            let Some(place) = areas.place(Area::Region(region)) else { continue };
            let access = summaries[place].provision.last().and_then(|it| it.access.as_ref());
            let median_km = access.and_then(|access| access.median_km);
            summaries[place].gaps.push(Gap { subject: number, nearest, median_km });
        }
        found.push(subject.summary);
    }
    Summaries {
        areas: summaries,
        subjects: found,
        suggestions,
        without_places: places.without_places().to_vec(),
    }
}

/// What one kind of facility adds to the summaries.
struct Worked {
    summary: SubjectSummary,
    provision: Vec<Provision>,
    lacking: Vec<(NutsCode, Option<Nearest>)>,
}

fn subjects(
    atlas: &Atlas,
    places: &Places,
    settings: &AccessSettings,
    areas: &Areas,
) -> Vec<Worked> {
    let words = atlas.vocabularies();
    let sites = Sites::of(atlas);
    let catchments = Catchments::of(places, &sites, &settings.catchment);
    let ground = Ground::new(places, areas, &sites, &catchments, settings);
    let of_facility: Vec<Vec<usize>> =
        atlas.indexed().map(|(index, _)| areas.of_facility(atlas, index)).collect();
    let subjects = Subject::all(words, settings);
    subjects
        .par_iter()
        .map(|&subject| {
            let serves = |index: &FacilityIndex| {
                subject.is_served_by(atlas.facility(*index), words, settings)
            };
            let facilities: Vec<FacilityIndex> =
                atlas.indexed().map(|(index, _)| index).filter(serves).collect();
            let supply = sites.supply(&facilities);
            worked(atlas, &ground, &of_facility, subject, facilities, &supply)
        })
        .collect()
}

fn worked(
    atlas: &Atlas,
    ground: &Ground<'_>,
    of_facility: &[Vec<usize>],
    subject: Subject,
    facilities: Vec<FacilityIndex>,
    supply: &Supply,
) -> Worked {
    let areas = ground.areas;
    let mut at_work = vec![0_u32; areas.all().len()];
    let mut among_the_counted = 0;
    for index in &facilities {
        for &place in &of_facility[index.get()] {
            at_work[place] += 1;
        }
        // Europe's rate leaves out countries whose people are not counted.
        let in_nuts = atlas.located(*index).is_some_and(|located| located.nuts(0).is_some());
        among_the_counted += u32::from(in_nuts);
    }
    let people = |area: Area| population(area, atlas.regions()).map(|it| it.persons);
    let europe = people(Area::Europe).and_then(|people| Rate::new(among_the_counted, people));
    let access = ground.access(supply);
    let of_regions = || {
        areas.all().iter().zip(&at_work).filter_map(|(area, count)| match area {
            Area::Region(code) if code.level() == 2 => Some((*code, *count)),
            _ => None,
        })
    };
    let spread = inequality(
        of_regions()
            .filter_map(|(code, count)| Some((people(Area::Region(code))?, f64::from(count)))),
    );
    let lacking = of_regions().filter(|&(_, count)| count == 0).map(|(code, _)| {
        let places = ground.places.regions().binary_search_by_key(&code, |region| region.code);
        let nearest = places.ok().and_then(|place| {
            let region = &ground.places.regions()[place];
            gaps::nearest_to(region, &facilities, supply, ground.sites, atlas)
        });
        (code, nearest)
    });
    let lacking = lacking.collect();
    let mut farthest: Vec<Far> = areas
        .all()
        .iter()
        .zip(&access)
        .filter_map(|(area, access)| match area {
            Area::Region(region) if region.level() == 2 => {
                Some(Far { region: *region, median_km: access.as_ref()?.median_km? })
            }
            _ => None,
        })
        .collect();
    farthest.sort_by(|a, b| b.median_km.total_cmp(&a.median_km).then(a.region.cmp(&b.region)));
    farthest.truncate(ground.settings.longest_list);
    let under_served = if facilities.is_empty() {
        Vec::new()
    } else {
        underserved::under_served(areas, &access, ground.settings)
    };
    let provision = areas
        .all()
        .iter()
        .zip(at_work)
        .zip(access)
        .map(|((&area, at_work), access)| {
            let rate = if area == Area::Europe {
                europe
            } else {
                people(area).and_then(|people| Rate::new(at_work, people))
            };
            let quotient = rate.zip(europe).and_then(|(rate, europe)| rate.quotient(&europe));
            Provision { at_work, rate, quotient, access }
        })
        .collect();
    let summary = SubjectSummary { subject, facilities, spread, farthest, under_served };
    Worked { summary, provision, lacking }
}
