//! What all summaries are made from: who stands where, and what kinds of facility there are.

use std::sync::{Arc, OnceLock};

use super::access::Ground;
use super::area::{Area, Areas, population};
use super::counts::{self, Counts};
use super::figures::{self, AllAnswers, FigureSum};
use super::gaps::{self, Gap};
use super::matching;
use super::places::Places;
use super::sites::Sites;
use super::subject::Subject;
use super::supplied::Supplied;
use super::{Provision, Rate, SubjectSummary, Suggestion, inequality};
use crate::geo::NutsCode;
use crate::model::{Atlas, FacilityIndex};

/// What pieces of the summaries are worked out from.
pub(super) struct Base {
    atlas: Atlas,
    areas: Arc<Areas>,
    /// The facilities in each area, in their order.
    members: Vec<Vec<FacilityIndex>>,
    sites: Sites,
    ground: Arc<Ground>,
    subjects: Vec<SubjectSummary>,
    /// The facilities of each kind where they stand.
    supplied: Vec<Arc<Supplied>>,
    /// How many of each kind are at work in each area.
    at_work: Vec<Vec<u32>>,
    /// The people of each area.
    people: Vec<Option<u64>>,
    answers: AllAnswers,
    matching: OnceLock<matching::Ground>,
}

impl Base {
    /// Prepares it. Of another state that is taken over which holds here too.
    pub fn of(atlas: &Atlas, before: Option<&Self>) -> Self {
        let areas = Areas::of(atlas);
        let before = before.filter(|it| it.atlas.lives_where(atlas));
        let places = || {
            let before = before.map(|before| Arc::clone(before.ground.places()));
            let assemble = || Places::assemble(atlas.regions(), &atlas.analysis().places);
            before.unwrap_or_else(|| Arc::new(assemble()))
        };
        // The ground depends on where people live, how access is measured, and what areas there are;
        // and what was worked out upon it holds upon no other.
        let (areas, ground) = match before.filter(|it| *it.areas == areas) {
            Some(before) => (Arc::clone(&before.areas), Arc::clone(&before.ground)),
            None => {
                let ground = Ground::new(places(), &areas, &atlas.analysis().access);
                (Arc::new(areas), Arc::new(ground))
            }
        };
        let sites = Sites::of(atlas, before.map(|it| &it.sites));
        let mut members = vec![Vec::new(); areas.all().len()];
        for (index, _) in atlas.indexed() {
            for place in areas.of_facility(atlas, index) {
                members[place].push(index);
            }
        }
        let people: Vec<Option<u64>> = areas
            .all()
            .iter()
            .map(|area| population(*area, atlas.regions()).map(|it| it.persons))
            .collect();
        let kinds = Subject::all(atlas.vocabularies(), &atlas.analysis().access);
        let of_facility: Vec<Vec<usize>> = atlas
            .facilities()
            .iter()
            .map(|it| {
                Subject::served_by(&kinds, it, atlas.vocabularies(), &atlas.analysis().access)
            })
            .collect();
        let at_work = kinds_in_areas(&members, &of_facility, kinds.len());
        let mut of_kind = vec![Vec::new(); kinds.len()];
        for (index, _) in atlas.indexed() {
            for &kind in &of_facility[index.get()] {
                of_kind[kind].push(index);
            }
        }
        let worked_out = before.map_or(&[][..], |before| &before.supplied);
        let (mut subjects, mut supplied) = (Vec::new(), Vec::new());
        for ((subject, facilities), at_work) in kinds.into_iter().zip(of_kind).zip(&at_work) {
            let here = Supplied::new(&ground, sites.supply(&facilities), worked_out);
            let is_smaller = |area: &Area| matches!(area, Area::Region(code) if code.level() == 2);
            let of_regions = areas.all().iter().zip(people.iter().zip(at_work));
            let of_regions = of_regions.filter(|(area, _)| is_smaller(area));
            let known = of_regions.filter_map(|(_, (people, count))| Some(((*people)?, *count)));
            let spread = inequality(known.map(|(people, count)| (people, f64::from(count))));
            supplied.push(Arc::clone(&here));
            subjects.push(SubjectSummary {
                subject,
                facilities,
                spread,
                areas: Arc::clone(&areas),
                supplied: here,
                farthest: OnceLock::new(),
                under_served: OnceLock::new(),
            });
        }
        let matching = before.and_then(|before| {
            matching::Ground::after(before.matching.get()?, &before.atlas, atlas)
        });
        Self {
            answers: AllAnswers::of(atlas),
            atlas: atlas.clone(),
            areas,
            members,
            sites,
            ground,
            subjects,
            supplied,
            at_work,
            people,
            matching: matching.map(OnceLock::from).unwrap_or_default(),
        }
    }

    /// Whether it would be the same for a state of the atlas.
    pub fn is_of(&self, atlas: &Atlas) -> bool {
        self.atlas.sums_up_as(atlas)
    }

    /// How every area is provided with each kind, in the order of the areas.
    pub fn provisions(&self) -> Vec<(Area, Vec<Provision>)> {
        let europe: Vec<Option<Rate>> = self.subjects.iter().map(|of| self.in_europe(of)).collect();
        let of_area = |(place, &area): (usize, &Area)| {
            let kinds = self.supplied.iter().zip(&self.at_work).zip(&europe);
            let provision = kinds.map(|((supplied, at_work), europe)| {
                let at_work = at_work[place];
                let rate = match area {
                    Area::Europe => *europe,
                    _ => self.people[place].and_then(|people| Rate::new(at_work, people)),
                };
                let quotient = rate.zip(*europe).and_then(|(rate, europe)| rate.quotient(&europe));
                Provision { at_work, rate, quotient, supplied: Arc::clone(supplied), place }
            });
            (area, provision.collect())
        };
        self.areas.all().iter().enumerate().map(of_area).collect()
    }

    /// The rate of Europe, which leaves out countries whose people are not counted.
    fn in_europe(&self, of: &SubjectSummary) -> Option<Rate> {
        let in_nuts = |index: &&FacilityIndex| {
            self.atlas.located(**index).is_some_and(|located| located.nuts(0).is_some())
        };
        let counted = of.facilities.iter().filter(in_nuts).count();
        let people = self.people[self.areas.place(Area::Europe)?]?;
        Rate::new(u32::try_from(counted).ok()?, people)
    }

    /// The kinds of facility.
    pub fn subjects(&self) -> &[SubjectSummary] {
        &self.subjects
    }

    /// The counts of an area, by its place.
    pub fn counts(&self, place: usize) -> Counts {
        counts::counts(&self.atlas, &self.members[place])
    }

    /// The sums of an area, by its place.
    pub fn figures(&self, place: usize) -> Vec<FigureSum> {
        figures::figures(&self.atlas, &self.answers, &self.members[place])
    }

    /// What an area lacks.
    pub fn gaps(&self, area: Area, provision: &[Provision]) -> Vec<Gap> {
        let Area::Region(code) = area else { return Vec::new() };
        if code.level() != 2 {
            return Vec::new();
        }
        let regions = self.ground.places().regions();
        let place = regions.binary_search_by_key(&code, |region| region.code).ok();
        let lacking = provision.iter().enumerate().filter(|(_, provision)| provision.at_work == 0);
        let gap = |(subject, provision): (usize, &Provision)| {
            let (of, supplied) = (&self.subjects[subject], &self.supplied[subject]);
            let nearest = place.and_then(|place| {
                let supply = supplied.supply();
                gaps::nearest_to(&regions[place], &of.facilities, supply, &self.sites, &self.atlas)
            });
            let median_km = provision.access().and_then(|access| access.median_km);
            Gap { subject, nearest, median_km }
        };
        lacking.map(gap).collect()
    }

    /// Every facility.
    pub fn every_facility(&self) -> impl Iterator<Item = FacilityIndex> {
        self.atlas.indexed().map(|(index, _)| index)
    }

    /// What complements a facility nearby.
    pub fn suggestions(&self, index: FacilityIndex) -> Vec<Suggestion> {
        let ground = self.matching.get_or_init(|| matching::Ground::new(&self.atlas));
        ground.suggestions(&self.atlas, index)
    }

    /// The regions without places.
    pub fn without_places(&self) -> &[NutsCode] {
        self.ground.places().without_places()
    }
}

/// For each kind how many are at work in each area.
fn kinds_in_areas(
    members: &[Vec<FacilityIndex>],
    of_facility: &[Vec<usize>],
    kinds: usize,
) -> Vec<Vec<u32>> {
    let mut at_work = vec![vec![0; members.len()]; kinds];
    for (place, members) in members.iter().enumerate() {
        for kind in members.iter().flat_map(|index| &of_facility[index.get()]) {
            at_work[*kind][place] += 1;
        }
    }
    at_work
}
