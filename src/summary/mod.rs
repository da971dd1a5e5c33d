//! What the records say taken together: counts, sums, rates, access, gaps, matches. Pure functions,
//! each with the source of its formula.
//!
//! 1. [`Places::assemble`] weighs the places where people live.
//! 2. [`summarize`] does that and the rest, for every [`Area`] and every kind of facility
//!    ([`Subject`]). [`summarize_after`] prepares the same, and works out each piece when it is first
//!    asked for, if the state before has not worked it out from the same.
//!
//! What holds throughout: only facilities at work are today's capacity. What is not known is never
//! added to what is known. A sum says how many it is made of. A distance is a straight line, not a
//! journey. And a missing record is not a missing facility.

mod access;
mod area;
mod base;
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
mod supplied;
mod underserved;

use std::sync::{Arc, OnceLock};

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

use self::base::Base;
use self::supplied::Supplied;
use crate::geo::{NutsCode, Population};
use crate::model::{Atlas, FacilityIndex};

/// Everything that is worked out.
pub struct Summaries {
    base: Arc<Base>,
    areas: Vec<AreaSummary>,
    suggestions: Vec<OnceLock<Vec<Suggestion>>>,
}

/// What is worked out for one area.
pub struct AreaSummary {
    /// The area.
    pub area: Area,
    /// Its people, with year and source; `None` for countries outside NUTS.
    pub population: Option<Population>,
    /// Provision and access for each kind of facility, in the order of [`Summaries::subjects`].
    pub provision: Vec<Provision>,
    base: Arc<Base>,
    /// Its place among all areas.
    place: usize,
    counts: OnceLock<Counts>,
    figures: OnceLock<Vec<FigureSum>>,
    gaps: OnceLock<Vec<Gap>>,
}

impl AreaSummary {
    /// How many facilities it has.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        self.counts.get_or_init(|| self.base.counts(self.place))
    }

    /// The sums of their figures, by measure, kind, period and role.
    #[must_use]
    pub fn figures(&self) -> &[FigureSum] {
        self.figures.get_or_init(|| self.base.figures(self.place))
    }

    fn work_out_gaps(&self) {
        let _ = self.gaps();
    }

    /// Works out what is not made of other areas or distances.
    fn work_out(&self) {
        let _ = (self.counts(), self.figures());
    }

    /// What it lacks, for regions of level 2.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        self.gaps.get_or_init(|| self.base.gaps(self.area, &self.provision))
    }
}

/// How an area is provided with one kind of facility.
pub struct Provision {
    /// Facilities of that kind at work.
    pub at_work: u32,
    /// The same per million people; for Europe only those in countries whose people are counted.
    /// `None` where the people are not known.
    pub rate: Option<Rate>,
    /// The rate held against Europe's; `None` where either is missing or Europe has none.
    pub quotient: Option<f64>,
    supplied: Arc<Supplied>,
    /// The place of the area among all.
    place: usize,
}

impl Provision {
    /// How far people live from the nearest one; `None` where no places are known.
    #[must_use]
    pub fn access(&self) -> Option<&Access> {
        self.supplied.access().get(self.place)?.as_ref()
    }

    /// Whether there is something to say of [`access`](Self::access).
    #[must_use]
    pub fn has_access(&self) -> bool {
        self.supplied.has_access(self.place)
    }
}

impl PartialEq for Provision {
    fn eq(&self, other: &Self) -> bool {
        (self.at_work, &self.rate, self.quotient, self.access())
            == (other.at_work, &other.rate, other.quotient, other.access())
    }
}

/// What is worked out for one kind of facility.
pub struct SubjectSummary {
    /// The kind.
    pub subject: Subject,
    /// The facilities of that kind that are at work.
    pub facilities: Vec<FacilityIndex>,
    /// How evenly they are spread over the people of the regions of level 2; `None` without any.
    pub spread: Option<Inequality>,
    areas: Arc<area::Areas>,
    supplied: Arc<Supplied>,
    farthest: OnceLock<Vec<Far>>,
    under_served: OnceLock<Vec<UnderServed>>,
}

impl SubjectSummary {
    fn work_out(&self) {
        let _ = (self.farthest(), self.under_served());
    }

    /// The regions whose people live farthest away, the farthest first.
    #[must_use]
    pub fn farthest(&self) -> &[Far] {
        self.farthest.get_or_init(|| gaps::farthest(&self.areas, &self.supplied))
    }

    /// The regions with the largest share of people beyond reach, see [`UnderServed`].
    #[must_use]
    pub fn under_served(&self) -> &[UnderServed] {
        self.under_served.get_or_init(|| {
            if self.facilities.is_empty() {
                return Vec::new();
            }
            underserved::under_served(&self.areas, self.supplied.access(), self.supplied.settings())
        })
    }
}

impl PartialEq for Summaries {
    /// Whether both say the same, all of which is worked out for that.
    fn eq(&self, other: &Self) -> bool {
        let area = |it: &AreaSummary| (it.area, it.population.clone());
        let of_area = |(a, b): (&AreaSummary, &AreaSummary)| {
            area(a) == area(b)
                && a.provision == b.provision
                && (a.counts(), a.figures(), a.gaps()) == (b.counts(), b.figures(), b.gaps())
        };
        let of_subject = |(a, b): (&SubjectSummary, &SubjectSummary)| {
            (a.subject, &a.facilities, &a.spread) == (b.subject, &b.facilities, &b.spread)
                && (a.farthest(), a.under_served()) == (b.farthest(), b.under_served())
        };
        let suggestions = |it: &Self| {
            let every = it.base.every_facility();
            every.map(|index| it.suggestions(index).to_vec()).collect::<Vec<_>>()
        };
        self.areas.len() == other.areas.len()
            && self.areas.iter().zip(&other.areas).all(of_area)
            && self.subjects().len() == other.subjects().len()
            && self.subjects().iter().zip(other.subjects()).all(of_subject)
            && suggestions(self) == suggestions(other)
            && self.without_places() == other.without_places()
    }
}

impl Summaries {
    /// Whether they hold for a state of the atlas too: nothing that they are made from has changed.
    #[must_use]
    pub fn are_of(&self, atlas: &Atlas) -> bool {
        self.base.is_of(atlas)
    }

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
        self.base.subjects()
    }

    /// The place of a kind of facility in every area's [`AreaSummary::provision`].
    #[must_use]
    pub fn place_of(&self, subject: Subject) -> Option<usize> {
        self.subjects().iter().position(|summary| summary.subject == subject)
    }

    /// What complements a facility nearby.
    #[must_use]
    pub fn suggestions(&self, index: FacilityIndex) -> &[Suggestion] {
        let cell = self.suggestions.get(index.get());
        cell.map_or(&[], |cell| cell.get_or_init(|| self.base.suggestions(index)))
    }

    fn work_out_suggestions(&self, index: FacilityIndex) {
        let _ = self.suggestions(index);
    }

    /// The regions whose people are in no figure of access, because no place in them is known.
    #[must_use]
    pub fn without_places(&self) -> &[NutsCode] {
        self.base.without_places()
    }
}

/// Works everything out. The same input gives the same result for any number of threads.
#[must_use]
pub fn summarize(atlas: &Atlas) -> Summaries {
    let all = summarize_after(atlas, None);
    // Nothing that is worked out at first asking starts threads of its own, so that two of these can
    // never wait for each other.
    rayon::join(
        || {
            all.subjects().par_iter().with_max_len(1).for_each(SubjectSummary::work_out);
            all.areas.par_iter().for_each(AreaSummary::work_out_gaps);
        },
        || {
            rayon::join(
                || all.areas.par_iter().for_each(AreaSummary::work_out),
                || {
                    let every: Vec<_> = atlas.indexed().map(|(index, _)| index).collect();
                    every.par_iter().for_each(|&index| all.work_out_suggestions(index));
                },
            )
        },
    );
    all
}

/// The same with each piece worked out when it is first asked for. `before` is what was worked out for
/// another state of the atlas: what is the same there is taken over.
#[must_use]
pub fn summarize_after(atlas: &Atlas, before: Option<&Summaries>) -> Summaries {
    let base = Arc::new(Base::of(atlas, before.map(|before| &*before.base)));
    let area = |(place, (area, provision))| AreaSummary {
        area,
        population: area::population(area, atlas.regions()),
        provision,
        base: Arc::clone(&base),
        place,
        counts: OnceLock::new(),
        figures: OnceLock::new(),
        gaps: OnceLock::new(),
    };
    let areas = base.provisions().into_iter().enumerate().map(area).collect();
    let suggestions = atlas.facilities().iter().map(|_| OnceLock::new()).collect();
    Summaries { base, areas, suggestions }
}
