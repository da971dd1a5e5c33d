//! What was read and checked before: kept by what it was made from, so that after a small change only
//! that is made again which the change touches.
//!
//! Each piece is kept beside the files that it was read from and all else that it depends on, and is
//! taken again only where those are the very same. So a piece cannot be out of date: the worst that
//! can happen is that it is made once more.

use std::sync::Arc;

use rayon::prelude::*;

use super::known::Known;
use super::record::Draft;
use super::rules::likely_duplicate::{Name, Search};
use crate::finding::{Finding, Findings};
use crate::geo::Regions;
use crate::load::{Project, names};
use crate::model::{
    Analysis, Atlas, FacilityId, Framework, Limits, Page, PartialDate, RegionText, Settings,
    Translation, Vocabularies,
};
use crate::source::{Place, SourceFile, SourceId};
use crate::words::Words;
use crate::yaml::Node;

/// What came of the last check of one atlas. Nothing at first.
#[derive(Default)]
pub struct Kept {
    pub(super) regions: Slot<(), Arc<Regions>>,
    pub(super) vocabularies: Slot<(), Arc<Vocabularies>>,
    pub(super) vocabulary_trees: Trees,
    pub(super) analysis: Slot<Same<Vocabularies>, Arc<Analysis>>,
    pub(super) frameworks: Slot<Under, Vec<Framework>>,
    pub(super) region_texts: Slot<(Under, Same<Regions>), Vec<RegionText>>,
    pub(super) pages: Slot<Under, Arc<[Page]>>,
    pub(super) settings: Slot<(Same<Vocabularies>, PartialDate), Option<Settings>>,
    pub(super) translations: Slot<OfTranslations, Arc<[Translation]>>,
    pub(super) words: Slot<(), Option<Arc<Words>>>,
    pub(super) translated_words: Slot<Vec<String>, Option<Vec<Arc<Words>>>>,
    pub(super) records: Records,
    pub(super) atlas: Option<Atlas>,
}

/// What texts of a folder are read by: the vocabularies, and the limits of the atlas.
pub(super) type Under = (Same<Vocabularies>, Limits);

/// What translations depend on, beside their own files: vocabularies and limits, the slugs of the
/// English pages, the rules of matching, the languages.
pub(super) type OfTranslations = (Under, Vec<String>, Same<Analysis>, Vec<String>);

/// Something shared, which is equal only to itself. As long as it is kept, nothing else can be it.
pub(super) struct Same<T: ?Sized>(Arc<T>);

impl<T: ?Sized> Same<T> {
    pub fn as_this(of: &Arc<T>) -> Self {
        Self(Arc::clone(of))
    }
}

impl Same<Vocabularies> {
    /// Whether these are others that differ in what is written for readers alone. All else knows terms by
    /// their slugs; labels are looked for only where a slug is wrong.
    fn differ_in_words_only(&self, others: &Arc<Vocabularies>) -> bool {
        !Arc::ptr_eq(&self.0, others) && self.0.differ_in_words_only(others)
    }
}

impl<T: ?Sized> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The files that something is read from, in their order.
pub(super) struct Files(Vec<(SourceId, Arc<SourceFile>)>);

impl Files {
    /// Those files of an atlas whose paths are of some kind.
    pub fn of(project: &Project, is_one: impl Fn(&str) -> bool) -> Self {
        let all = project.sources.all().filter(|(_, file)| is_one(&file.path));
        Self(all.map(|(id, file)| (id, Arc::clone(file))).collect())
    }

    fn are(&self, others: &Self) -> bool {
        let same = |(own, its): (&(SourceId, _), &(SourceId, _))| Arc::ptr_eq(&own.1, &its.1);
        self.0.len() == others.0.len() && self.0.iter().zip(&others.0).all(same)
    }
}

/// Something with what it was made from, and what was found when it was made.
pub(super) struct Slot<K, V>(Option<(Files, K, V, Vec<Finding>)>);

impl<K, V> Default for Slot<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, V: Clone> Slot<K, V> {
    /// What is made of some files and of `by`, which has to be all that it depends on: what was kept
    /// of the very same, or else what `make` makes. What is wrong is found anew or told again.
    pub fn get<E>(
        &mut self,
        files: Files,
        by: K,
        findings: &mut Findings,
        make: impl FnOnce(&mut Findings) -> Result<V, E>,
    ) -> Result<V, E> {
        if let Some((old, known_by, value, found)) = &self.0
            && *known_by == by
            && old.are(&files)
        {
            // The same files may stand at other places among all of them.
            let now = |id: SourceId| {
                let place = old.0.iter().position(|(old, _)| *old == id);
                place.and_then(|place| files.0.get(place)).map(|(new, _)| *new)
            };
            let moved = found.iter().map(|it| (now(it.place.source), it));
            if moved.clone().all(|(source, _)| source.is_some()) {
                let at = |(source, it): (Option<SourceId>, &Finding)| Some(moved_to(it, source?));
                findings.extend(moved.filter_map(at));
                return Ok(value.clone());
            }
        }
        self.0 = None;
        let mut own = Findings::default();
        let value = make(&mut own);
        let found: Vec<Finding> = own.into_iter().collect();
        findings.extend(found.iter().cloned());
        let value = value?;
        self.0 = Some((files, by, value.clone(), found));
        Ok(value)
    }
}

impl<K, V> Slot<K, V> {
    /// Lets what was made by other vocabularies be of these, where it is the same by both and nothing
    /// was found wrong. `part` gives the vocabularies out of what it was made by.
    fn take_on(
        &mut self,
        vocabularies: &Arc<Vocabularies>,
        part: impl FnOnce(&mut K) -> &mut Same<Vocabularies>,
    ) {
        let Some((_, by, _, found)) = &mut self.0 else { return };
        let by = part(by);
        if found.is_empty() && by.differ_in_words_only(vocabularies) {
            *by = Same::as_this(vocabularies);
        }
    }
}

impl Kept {
    /// Lets what was made by other vocabularies be of these, where it is the same by both.
    pub(super) fn take_on(&mut self, vocabularies: &Arc<Vocabularies>) {
        self.records.take_on(vocabularies);
        self.analysis.take_on(vocabularies, |by| by);
        self.frameworks.take_on(vocabularies, |(by, _)| by);
        self.region_texts.take_on(vocabularies, |((by, _), _)| by);
        self.pages.take_on(vocabularies, |(by, _)| by);
        self.settings.take_on(vocabularies, |(by, _)| by);
        self.translations.take_on(vocabularies, |((by, _), ..)| by);
    }
}

/// The trees of files in which nothing was found wrong.
#[derive(Default)]
pub(super) struct Trees(Vec<(Arc<SourceFile>, Arc<Node>)>);

impl Trees {
    /// That of a file.
    pub fn of(&self, file: &Arc<SourceFile>) -> Option<Arc<Node>> {
        let kept = self.0.iter().find(|(kept, _)| Arc::ptr_eq(kept, file));
        kept.map(|(_, tree)| Arc::clone(tree))
    }

    /// Takes one in.
    pub fn keep(&mut self, file: &Arc<SourceFile>, tree: &Arc<Node>) {
        self.0.push((Arc::clone(file), Arc::clone(tree)));
    }
}

/// A finding in a file that stands elsewhere among the files.
fn moved_to(finding: &Finding, source: SourceId) -> Finding {
    let place = Place { source, span: finding.place.span };
    Finding { place, ..finding.clone() }
}

/// A record as it was read from a file that has not changed.
pub(super) struct Read {
    file: Arc<SourceFile>,
    /// The record; none where there is none in the file.
    pub draft: Option<Draft>,
    /// Its name, for the search for records of one place.
    pub name: Arc<Name>,
    found: Vec<Finding>,
}

/// All that records are held against, beside what is said of one of them by `likely-duplicate`.
#[derive(PartialEq)]
pub(super) struct HeldAgainst {
    pub vocabularies: Same<Vocabularies>,
    pub regions: Same<Regions>,
    pub as_of: PartialDate,
    pub known: Arc<Known>,
}

/// So many records a thread takes upon itself at a time.
const SHARE: usize = 16;

/// The records of the last check.
#[derive(Default)]
pub(super) struct Records {
    /// What they were read by.
    under: Option<Under>,
    read: Vec<Arc<Read>>,
    against: Option<HeldAgainst>,
    /// As many, in the same order.
    held: Vec<Arc<Held>>,
    /// For records that repeat each other.
    pub search: Search,
}

/// What the rules say of a record.
struct Held {
    read: Arc<Read>,
    repeats: Option<FacilityId>,
    found: Vec<Finding>,
}

impl Records {
    /// Lets what was read and held by other vocabularies be of these, where it is the same by both: the
    /// records that could be read without a finding, and what rules say, which name terms as records do.
    fn take_on(&mut self, vocabularies: &Arc<Vocabularies>) {
        if let Some((by, _)) = &mut self.under
            && by.differ_in_words_only(vocabularies)
        {
            *by = Same::as_this(vocabularies);
            self.read.retain(|read| read.found.is_empty());
        }
        if let Some(HeldAgainst { vocabularies: by, .. }) = &mut self.against
            && by.differ_in_words_only(vocabularies)
        {
            *by = Same::as_this(vocabularies);
        }
    }

    /// The records of an atlas in their order; those are read whose files have changed.
    pub fn read(
        &mut self,
        project: &Project,
        under: Under,
        findings: &mut Findings,
        read: impl Fn(&SourceFile, SourceId, &FacilityId) -> (Option<Draft>, Vec<Finding>) + Sync,
    ) -> Vec<Arc<Read>> {
        if self.under.as_ref() != Some(&under) {
            self.read.clear();
        }
        let before = &self.read;
        let places: Vec<usize> = (0..project.records.len()).collect();
        let one = |&place: &usize| {
            let (source, id) = &project.records[place];
            let file = project.sources.shared(*source);
            if let Some(read) = same(before, place, file, |read| read) {
                return Arc::clone(read);
            }
            let (draft, found) = read(file, *source, id);
            let name = Arc::new(Name::new(draft.as_ref().map_or("", |draft| &draft.facility.name)));
            Arc::new(Read { file: Arc::clone(file), draft, name, found })
        };
        let all: Vec<Arc<Read>> = places.par_iter().with_max_len(SHARE).map(one).collect();
        for (read, (source, _)) in all.iter().zip(&project.records) {
            findings.extend(read.found.iter().map(|finding| moved_to(finding, *source)));
        }
        self.read.clone_from(&all);
        self.under = Some(under);
        all
    }

    /// What the rules say of each record. `repeats` names the record that one is likely to repeat.
    pub fn hold(
        &mut self,
        project: &Project,
        all: &[Arc<Read>],
        against: HeldAgainst,
        repeats: impl Fn(&Draft) -> Option<FacilityId> + Sync,
        findings: &mut Findings,
        hold: impl Fn(&SourceFile, SourceId, &Draft) -> Vec<Finding> + Sync,
    ) {
        if self.against.as_ref() != Some(&against) {
            self.held.clear();
        }
        let before = &self.held;
        let one = |(place, (read, (source, _))): (usize, (&Arc<Read>, &(SourceId, _)))| {
            // Of a record that was taken back nothing is published that could be wrong.
            let draft = read.draft.as_ref().filter(|it| it.facility.withdrawn.is_none());
            let repeats = draft.and_then(&repeats);
            if let Some(held) = same(before, place, &read.file, |held| &held.read)
                && Arc::ptr_eq(&held.read, read)
                && held.repeats == repeats
            {
                return Arc::clone(held);
            }
            let found = draft.map_or_else(Vec::new, |draft| hold(&read.file, *source, draft));
            Arc::new(Held { read: Arc::clone(read), repeats, found })
        };
        let held: Vec<Arc<Held>> =
            all.par_iter().zip(&project.records).enumerate().with_max_len(SHARE).map(one).collect();
        for (held, (source, _)) in held.iter().zip(&project.records) {
            findings.extend(held.found.iter().map(|finding| moved_to(finding, *source)));
        }
        self.held = held;
        self.against = Some(against);
    }
}

/// What was kept of a file that is still the same: most often at its old place, or else where its path
/// belongs by order. Where another order hides it, it is made again.
fn same<'k, T>(
    kept: &'k [Arc<T>],
    place: usize,
    file: &Arc<SourceFile>,
    read: impl Fn(&T) -> &Read,
) -> Option<&'k Arc<T>> {
    let is_it = |one: &&Arc<T>| Arc::ptr_eq(&read(one).file, file);
    kept.get(place).filter(is_it).or_else(|| {
        let found = kept.binary_search_by(|one| names(&read(one).file.path).cmp(names(&file.path)));
        kept.get(found.ok()?).filter(is_it)
    })
}
