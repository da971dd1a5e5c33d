//! Facilities, counted by what their records say in fixed words.

use schemars::JsonSchema;
use serde::Serialize;

use super::Ground;
use crate::model::{Term, VocabularyName};
use crate::summary::{self, ByStage, TermCounts};

/// Facilities, counted. That there is no record never means that there is no facility.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tally<'a> {
    /// All of them.
    pub all: u32,
    /// Those at work: today's capacity.
    pub at_work: u32,
    /// Those planned or being built.
    pub coming: u32,
    /// Those stopped for a time.
    pub paused: u32,
    /// Those shut for good.
    pub ended: u32,
    /// Those whose status no source gives.
    pub not_known: u32,
    /// Those at work, by role; a facility may have several roles.
    pub at_work_by_role: Vec<Count<'a>>,
    /// Those of `all` that are counted here and listed nowhere, since their sources forbid reuse.
    pub left_out: u32,
    /// Their ids, but for those left out.
    pub ids: Vec<&'a str>,
}

/// How many have a term.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Count<'a> {
    /// The term.
    pub term: &'a str,
    /// How many.
    pub count: u32,
}

/// Facilities by everything that their records say in fixed words, each count apart by the part of
/// its life that a facility is in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Counts<'a> {
    /// All facilities by status (vocabulary `statuses`).
    pub statuses: Vec<Count<'a>>,
    /// Those whose record gives no status.
    pub without_status: u32,
    /// By role (vocabulary `roles`).
    pub roles: ByTerm<'a>,
    /// By platform (vocabulary `platforms`).
    pub platforms: ByTerm<'a>,
    /// By legal class (vocabulary `classes`).
    pub classes: ByTerm<'a>,
    /// By disease area (vocabulary `areas`).
    pub areas: ByTerm<'a>,
    /// By service for others (vocabulary `services`).
    pub services: ByTerm<'a>,
}

/// Facilities by the terms of a vocabulary. One may have several terms, so that these counts do not
/// add up to the facilities. A wider term counts a facility once, however many narrower ones it has.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ByTerm<'a> {
    /// How many facilities answer the question at all. The others are not known to lack anything.
    pub answered: Stages,
    /// The terms that at least one facility has, in the order of the vocabulary.
    pub terms: Vec<OfTerm<'a>>,
}

/// The facilities that have a term.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OfTerm<'a> {
    /// The term.
    pub term: &'a str,
    /// How many.
    #[serde(flatten)]
    pub count: Stages,
}

/// A number of facilities by the part of their life that they are in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Stages {
    /// At work: today's capacity.
    pub at_work: u32,
    /// Planned or being built.
    pub coming: u32,
    /// Stopped for a time.
    pub paused: u32,
    /// Shut for good.
    pub ended: u32,
    /// Those whose status no source gives.
    pub not_known: u32,
}

impl<'a> Tally<'a> {
    pub(super) fn of(
        counts: &summary::Counts,
        ids: Vec<&'a str>,
        Ground { atlas, .. }: Ground<'a>,
    ) -> Self {
        let ByStage { coming, at_work, paused, ended, not_known } = counts.facilities;
        let roles = atlas.vocabularies().terms(VocabularyName::Roles);
        let role = |(term, entry): (Term, &'a crate::model::TermEntry)| Count {
            term: &entry.slug,
            count: counts.roles.get(term).at_work,
        };
        Self {
            all: counts.facilities.total(),
            at_work,
            coming,
            paused,
            ended,
            not_known,
            at_work_by_role: roles.map(role).collect(),
            left_out: counts.facilities.total().saturating_sub(ids.len() as u32),
            ids,
        }
    }
}

impl<'a> Counts<'a> {
    pub(super) fn of(counts: &summary::Counts, ground: Ground<'a>) -> Self {
        let words = ground.atlas.vocabularies();
        let statuses = words.terms(VocabularyName::Statuses).zip(&counts.statuses);
        let by = |name, counts| ByTerm::of(name, counts, ground);
        Self {
            statuses: statuses
                .map(|((_, entry), &count)| Count { term: &entry.slug, count })
                .collect(),
            without_status: counts.without_status,
            roles: by(VocabularyName::Roles, &counts.roles),
            platforms: by(VocabularyName::Platforms, &counts.platforms),
            classes: by(VocabularyName::Classes, &counts.classes),
            areas: by(VocabularyName::Areas, &counts.areas),
            services: by(VocabularyName::Services, &counts.services),
        }
    }
}

impl<'a> ByTerm<'a> {
    fn of(name: VocabularyName, counts: &TermCounts, ground: Ground<'a>) -> Self {
        let terms = ground.atlas.vocabularies().terms(name);
        let found = terms.filter(|(term, _)| counts.get(*term).total() > 0);
        Self {
            answered: Stages::of(counts.stated),
            terms: found
                .map(|(term, entry)| OfTerm {
                    term: &entry.slug,
                    count: Stages::of(counts.get(term)),
                })
                .collect(),
        }
    }
}

impl Stages {
    fn of(ByStage { coming, at_work, paused, ended, not_known }: ByStage) -> Self {
        Self { at_work, coming, paused, ended, not_known }
    }
}
