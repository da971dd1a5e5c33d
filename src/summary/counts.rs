//! How many facilities there are, by everything that records say of them in fixed words.
//!
//! Every count is kept apart by the part of its life that a facility is in: only those at work are
//! today's capacity. 'Not known' is a part of its own, and never added to another.

use super::subject::with_wider;
use crate::model::{
    Atlas, Facility, FacilityIndex, Stage, Stated, Term, Vocabularies, VocabularyName,
};

/// A number of facilities by the part of their life that they are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByStage {
    /// Planned, being built or being commissioned.
    pub coming: u32,
    /// At work: today's capacity.
    pub at_work: u32,
    /// Stopped for a time.
    pub paused: u32,
    /// Shut for good.
    pub ended: u32,
    /// No source says.
    pub not_known: u32,
}

impl ByStage {
    /// All of them.
    #[must_use]
    pub fn total(self) -> u32 {
        self.coming + self.at_work + self.paused + self.ended + self.not_known
    }

    /// Those in one part of their life.
    #[must_use]
    pub fn of(self, stage: Stage) -> u32 {
        match stage {
            Stage::Coming => self.coming,
            Stage::AtWork => self.at_work,
            Stage::Paused => self.paused,
            Stage::Ended => self.ended,
            Stage::NotKnown => self.not_known,
        }
    }

    fn add(&mut self, stage: Stage) {
        match stage {
            Stage::Coming => self.coming += 1,
            Stage::AtWork => self.at_work += 1,
            Stage::Paused => self.paused += 1,
            Stage::Ended => self.ended += 1,
            Stage::NotKnown => self.not_known += 1,
        }
    }
}

/// The facilities that have each term of a vocabulary. One may have several, and is counted for
/// each; for a wider term it is counted once, however many narrower ones it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermCounts {
    /// The count of each term, in the order of the vocabulary.
    pub terms: Vec<ByStage>,
    /// The facilities that answer the question at all, 'none' among the answers: the others are
    /// not known to lack what the terms name.
    pub stated: ByStage,
}

impl TermCounts {
    fn new(vocabularies: &Vocabularies, name: VocabularyName) -> Self {
        let terms = vec![ByStage::default(); vocabularies.terms(name).count()];
        Self { terms, stated: ByStage::default() }
    }

    /// The count of a term.
    #[must_use]
    pub fn get(&self, term: Term) -> ByStage {
        self.terms.get(term.index()).copied().unwrap_or_default()
    }

    fn add(&mut self, terms: &[Term], stage: Stage, vocabularies: &Vocabularies) {
        let mut all: Vec<usize> = terms
            .iter()
            .flat_map(|&term| with_wider(term, vocabularies))
            .map(Term::index)
            .collect();
        all.sort_unstable();
        all.dedup();
        for index in all {
            if let Some(count) = self.terms.get_mut(index) {
                count.add(stage);
            }
        }
        self.stated.add(stage);
    }

    fn add_stated(&mut self, list: &Stated<Vec<Term>>, stage: Stage, words: &Vocabularies) {
        if let Some(terms) = list.value() {
            self.add(terms, stage, words);
        }
    }
}

/// The counts of one area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// All facilities.
    pub facilities: ByStage,
    /// Facilities by status, in the order of the vocabulary.
    pub statuses: Vec<u32>,
    /// Facilities whose record gives no status.
    pub without_status: u32,
    /// By role.
    pub roles: TermCounts,
    /// By platform.
    pub platforms: TermCounts,
    /// By legal class.
    pub classes: TermCounts,
    /// By disease area.
    pub areas: TermCounts,
    /// By service for others.
    pub services: TermCounts,
}

impl Counts {
    fn new(vocabularies: &Vocabularies) -> Self {
        let counts = |name| TermCounts::new(vocabularies, name);
        Self {
            facilities: ByStage::default(),
            statuses: vec![0; vocabularies.terms(VocabularyName::Statuses).count()],
            without_status: 0,
            roles: counts(VocabularyName::Roles),
            platforms: counts(VocabularyName::Platforms),
            classes: counts(VocabularyName::Classes),
            areas: counts(VocabularyName::Areas),
            services: counts(VocabularyName::Services),
        }
    }

    fn add(&mut self, facility: &Facility, words: &Vocabularies) {
        let stage = words.stage(&facility.status);
        self.facilities.add(stage);
        match facility.status.value().and_then(|term| self.statuses.get_mut(term.index())) {
            Some(count) => *count += 1,
            None => self.without_status += 1,
        }
        self.roles.add(&facility.roles, stage, words);
        self.platforms.add_stated(&facility.therapies.platforms, stage, words);
        self.classes.add_stated(&facility.therapies.classes, stage, words);
        self.areas.add_stated(&facility.therapies.areas, stage, words);
        self.services.add_stated(&facility.manufacturing.services, stage, words);
    }
}

/// The counts of an area, by the facilities in it.
pub(super) fn counts(atlas: &Atlas, members: &[FacilityIndex]) -> Counts {
    let words = atlas.vocabularies();
    let mut counts = Counts::new(words);
    for index in members {
        counts.add(atlas.facility(*index), words);
    }
    counts
}
