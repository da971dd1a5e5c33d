//! The whole atlas, and the proof that it hangs together.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::fast::FixedState;
use indexmap::IndexMap;

use super::closed_list::closed_list;
use super::{
    Analysis, Compression, CountryCode, Facility, FacilityId, Framework, MatchingRules,
    PartialDate, RelationTarget, Term, TermDetail, Translation, Url, Vocabularies,
};
use crate::geo::{Located, NutsCode, Regions};

/// Everything that the atlas publishes. Holding one proves that every id and alias is unique, that
/// every relation and parent leads to a record, and that no record is a part of itself.
#[derive(Clone)]
pub struct Atlas {
    settings: Arc<Settings>,
    vocabularies: Arc<Vocabularies>,
    pages: Arc<[Page]>,
    matching: Arc<MatchingRules>,
    /// What is the same in every language.
    records: Arc<Records>,
}

/// The records and what hangs together with them.
struct Records {
    regions: Arc<Regions>,
    facilities: Vec<Arc<Facility>>,
    withdrawn: Vec<Arc<Facility>>,
    located: Vec<Option<Located>>,
    in_region: BTreeMap<NutsCode, Vec<FacilityIndex>>,
    frameworks: BTreeMap<CountryCode, Framework>,
    region_texts: BTreeMap<NutsCode, RegionText>,
    analysis: Arc<Analysis>,
    links: Vec<Vec<Link>>,
    parts: Vec<Vec<FacilityIndex>>,
    translations: Arc<[Translation]>,
}

/// What an [`Atlas`] is made of. What is large may be shared with another state of it.
pub struct AtlasParts {
    /// The settings.
    pub settings: Settings,
    /// The vocabularies that all terms below were found in.
    pub vocabularies: Arc<Vocabularies>,
    /// The regions of Europe.
    pub regions: Arc<Regions>,
    /// The records, in any order.
    pub facilities: Vec<Arc<Facility>>,
    /// The national frameworks, in any order.
    pub frameworks: Vec<Framework>,
    /// What editors say of regions, in any order.
    pub region_texts: Vec<RegionText>,
    /// The pages of prose, in any order.
    pub pages: Vec<Page>,
    /// What the summaries are made from beside the records.
    pub analysis: Arc<Analysis>,
    /// Its texts in the further languages, in the order of the settings.
    pub translations: Arc<[Translation]>,
}

/// The atlas's own settings, `content/atlas.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The atlas's name.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// Where it will be published; ends with a slash.
    pub base_url: Url,
    /// The repository that contributors send records to, without a slash at the end.
    pub repository: Url,
    /// The program behind the repository's website, where the settings name it; [`Self::forge`]
    /// knows more.
    pub forge: Option<Forge>,
    /// The branch that records are edited on.
    pub branch: String,
    /// Who publishes it.
    pub publisher: String,
    /// Where to write.
    pub contact: String,
    /// Whether figures are drawn as PNG too.
    pub png: bool,
    /// The forms in which files stand compressed beside those of the site.
    pub compressed: Vec<Compression>,
    /// The languages that the site has beside English, as codes of ISO 639-1.
    pub languages: Vec<String>,
    /// The date of the atlas: `--as-of`, or the newest `provenance.verified` of its records.
    pub as_of: PartialDate,
}

closed_list! {
    /// A program that shows a repository on the web, and lets readers propose changes there.
    pub enum Forge {
        /// GitHub.
        Github = "github",
        /// GitLab, at gitlab.com or anywhere else.
        Gitlab = "gitlab",
    }
}

impl Settings {
    /// The program behind the repository's website: the one that the settings name, or the one that
    /// is known to run at its host.
    #[must_use]
    pub fn forge(&self) -> Option<Forge> {
        self.forge.or(match self.repository.host() {
            "github.com" => Some(Forge::Github),
            "gitlab.com" => Some(Forge::Gitlab),
            _ => None,
        })
    }

    /// The mailbox that readers can write to, where the contact is one and not a page.
    #[must_use]
    pub fn mailbox(&self) -> Option<&str> {
        let is_page = self.contact.contains("://");
        (!is_page && self.contact.contains('@')).then_some(&*self.contact)
    }
}

/// What editors say of a region, `content/regions/<nuts>.md`.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionText {
    /// The region, of NUTS level 2.
    pub region: NutsCode,
    /// The day of the records that it speaks of.
    pub as_of: PartialDate,
    /// Its text, in Markdown.
    pub body: String,
}

/// A page of prose, `content/pages/<slug>.md`.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its address: `/<slug>/`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// One sentence for search engines and link previews.
    pub description: String,
    /// Its text, in Markdown.
    pub body: String,
    /// Whether it is English text in an atlas of another language, since nobody has translated it.
    pub in_english: bool,
}

/// A record's place in [`Atlas::facilities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacilityIndex(u32);

impl FacilityIndex {
    /// The place, from 0.
    #[must_use]
    pub fn get(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// A relation as seen from one of its two sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The other side.
    pub to: LinkEnd,
    /// Kind; vocabulary `relation-kinds`.
    pub kind: Term,
    /// Whether the kind is to be read from the other side (its `inverse`).
    pub inverse: bool,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when.
    pub until: Option<PartialDate>,
    /// More about it.
    pub note: Option<String>,
    /// Whether this record states it; otherwise only the other side does, and its sources count.
    pub stated_here: bool,
}

/// The other side of a [`Link`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkEnd {
    /// A record.
    Facility(FacilityIndex),
    /// A body without a record.
    Other(String),
}

/// Why parts do not make an atlas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// Two records have one id.
    SameId {
        /// The id.
        id: FacilityId,
    },
    /// A record's alias is another record's id or alias.
    SameAlias {
        /// The record with the alias.
        of: FacilityId,
        /// The alias.
        alias: FacilityId,
        /// The record that has it too.
        other: FacilityId,
    },
    /// A relation leads to no record.
    NoSuchFacility {
        /// The record with the relation.
        of: FacilityId,
        /// Its place among the record's relations.
        relation: usize,
        /// Where it should lead.
        to: FacilityId,
    },
    /// A relation leads to the record itself.
    SelfRelation {
        /// The record.
        of: FacilityId,
        /// Its place among the record's relations.
        relation: usize,
    },
    /// A parent is no record.
    NoSuchParent {
        /// The record with the parent.
        of: FacilityId,
        /// The parent.
        parent: FacilityId,
    },
    /// A record is a part of itself, by way of its parents.
    ParentCircle {
        /// The record.
        of: FacilityId,
    },
}

impl Atlas {
    /// Puts an atlas together: the only way to one.
    ///
    /// # Errors
    /// All conflicts between the parts, in the order of the records' ids.
    pub fn assemble(parts: AtlasParts) -> Result<Self, Vec<Conflict>> {
        Self::assemble_after(parts, None)
    }

    /// The same, and as fast as it can be where another state of the atlas is at hand: records that
    /// are the very same there are not looked for on the map again.
    ///
    /// # Errors
    /// As [`Self::assemble`].
    pub fn assemble_after(parts: AtlasParts, before: Option<&Self>) -> Result<Self, Vec<Conflict>> {
        let AtlasParts { settings, vocabularies, regions, analysis, .. } = parts;
        let AtlasParts {
            mut facilities, frameworks, region_texts, mut pages, translations, ..
        } = parts;
        facilities.sort_by(|a, b| a.id.cmp(&b.id));
        let (withdrawn, facilities): (Vec<_>, Vec<_>) =
            facilities.into_iter().partition(|facility| facility.withdrawn.is_some());
        pages.sort_by(|a, b| a.slug.cmp(&b.slug));
        let mut conflicts = Vec::new();
        let names = names(&facilities, &mut conflicts);
        let links = links(&facilities, &names, &vocabularies, &mut conflicts);
        let children = children(&facilities, &names, &mut conflicts);
        if !conflicts.is_empty() {
            return Err(conflicts);
        }
        let before = before.filter(|before| Arc::ptr_eq(&before.records.regions, &regions));
        let place = |(place, facility): (usize, &Arc<Facility>)| {
            let known = before.and_then(|before| before.located_there(facility, place));
            known.unwrap_or_else(|| regions.locate(facility.location.coordinates))
        };
        let located: Vec<Option<Located>> = facilities.iter().enumerate().map(place).collect();
        let frameworks = frameworks.into_iter().map(|one| (one.country, one)).collect();
        let region_texts = region_texts.into_iter().map(|one| (one.region, one)).collect();
        let records = Records {
            regions,
            facilities,
            withdrawn,
            in_region: in_region(&located),
            located,
            frameworks,
            region_texts,
            analysis,
            links,
            parts: children,
            translations,
        };
        Ok(Self {
            settings: Arc::new(settings),
            vocabularies,
            pages: pages.into(),
            matching: Arc::new(records.analysis.matching.clone()),
            records: Arc::new(records),
        })
    }

    /// Where a record lies that is the very same here; `None` where it is not.
    fn located_there(&self, facility: &Arc<Facility>, place: usize) -> Option<Option<Located>> {
        let index = self.find_same(facility, place)?;
        self.records.located.get(index.get()).cloned()
    }

    /// The very same record, which is looked for first in its place elsewhere among all.
    #[must_use]
    pub fn find_same(&self, facility: &Arc<Facility>, place: usize) -> Option<FacilityIndex> {
        let is_same = |index: &FacilityIndex| {
            let own = self.records.facilities.get(index.get());
            own.is_some_and(|own| Arc::ptr_eq(own, facility))
        };
        let there = u32::try_from(place).ok().map(FacilityIndex).filter(is_same);
        there.or_else(|| self.find(&facility.id).filter(is_same))
    }

    /// The same atlas in each of its further languages, in the order of the settings. The records are
    /// shared, and their terms and places lead to the same entries.
    #[must_use]
    pub fn translated(&self) -> Vec<Self> {
        let one = |translation: &Translation| Self {
            settings: Arc::new(translation.settings(&self.settings)),
            vocabularies: Arc::new(translation.vocabularies(&self.vocabularies)),
            pages: self.pages.iter().map(|page| translation.page(page)).collect(),
            matching: Arc::new(translation.matching(&self.matching)),
            records: Arc::clone(&self.records),
        };
        self.records.translations.iter().map(one).collect()
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The vocabularies.
    #[must_use]
    pub fn vocabularies(&self) -> &Vocabularies {
        &self.vocabularies
    }

    /// The regions of Europe.
    #[must_use]
    pub fn regions(&self) -> &Regions {
        &self.records.regions
    }

    /// The regions of Europe, to be kept.
    #[must_use]
    pub fn shared_regions(&self) -> &Arc<Regions> {
        &self.records.regions
    }

    /// Whether another state of the atlas has the very same regions, and the very same of all that
    /// summaries are made from beside the records.
    #[must_use]
    pub fn lives_where(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.records.regions, &other.records.regions)
            && Arc::ptr_eq(&self.records.analysis, &other.records.analysis)
    }

    /// Whether another state of the atlas has the very same records and all else that summaries are made
    /// from.
    #[must_use]
    pub fn sums_up_as(&self, other: &Self) -> bool {
        let (own, its) = (&self.records, &other.records);
        let same = |(own, its): (&Arc<Facility>, &Arc<Facility>)| Arc::ptr_eq(own, its);
        self.lives_where(other)
            && Arc::ptr_eq(&self.vocabularies, &other.vocabularies)
            && own.facilities.len() == its.facilities.len()
            && own.facilities.iter().zip(&its.facilities).all(same)
            && own.frameworks.keys().eq(its.frameworks.keys())
    }

    /// The region that a record's point lies in; `None` far from all of them.
    #[must_use]
    pub fn located(&self, index: FacilityIndex) -> Option<&Located> {
        self.records.located.get(index.get())?.as_ref()
    }

    /// The facilities whose points lie in a region of any level, ordered by id.
    #[must_use]
    pub fn in_region(&self, code: NutsCode) -> &[FacilityIndex] {
        self.records.in_region.get(&code).map_or(&[], Vec::as_slice)
    }

    /// The country that a record's point lies in, or else the one that the record names.
    #[must_use]
    pub fn country_of(&self, index: FacilityIndex) -> CountryCode {
        match self.located(index) {
            Some(located) => located.country(),
            None => self.facility(index).location.country,
        }
    }

    /// All records, ordered by id.
    #[must_use]
    pub fn facilities(&self) -> &[Arc<Facility>] {
        &self.records.facilities
    }

    /// The records that were taken back, ordered by id; all other functions leave them out.
    #[must_use]
    pub fn withdrawn(&self) -> &[Arc<Facility>] {
        &self.records.withdrawn
    }

    /// All records with their places, ordered by id.
    pub fn indexed(&self) -> impl Iterator<Item = (FacilityIndex, &Facility)> {
        (0..).map(FacilityIndex).zip(self.records.facilities.iter().map(|facility| &**facility))
    }

    /// One record.
    ///
    /// # Panics
    /// Never for an index of this atlas.
    #[must_use]
    pub fn facility(&self, index: FacilityIndex) -> &Facility {
        &self.records.facilities[index.get()]
    }

    /// The record with an id.
    #[must_use]
    pub fn find(&self, id: &FacilityId) -> Option<FacilityIndex> {
        let place =
            self.records.facilities.binary_search_by(|facility| facility.id.cmp(id)).ok()?;
        u32::try_from(place).ok().map(FacilityIndex)
    }

    /// The record that an id or an alias leads to.
    #[must_use]
    pub fn resolve(&self, id: &FacilityId) -> Option<FacilityIndex> {
        let by_alias = || {
            let has = |facility: &Facility| facility.aliases.contains(id);
            self.indexed().find(|(_, facility)| has(facility)).map(|(index, _)| index)
        };
        self.find(id).or_else(by_alias)
    }

    /// The relations of a record, its own and those that others state of it, each once, ordered by
    /// kind and then by the other side.
    #[must_use]
    pub fn links(&self, index: FacilityIndex) -> &[Link] {
        self.records.links.get(index.get()).map_or(&[], Vec::as_slice)
    }

    /// The records that name this one as their parent, ordered by id.
    #[must_use]
    pub fn parts_of(&self, index: FacilityIndex) -> &[FacilityIndex] {
        self.records.parts.get(index.get()).map_or(&[], Vec::as_slice)
    }

    /// The national frameworks by country.
    #[must_use]
    pub fn frameworks(&self) -> &BTreeMap<CountryCode, Framework> {
        &self.records.frameworks
    }

    /// What editors say of a region.
    #[must_use]
    pub fn region_text(&self, region: NutsCode) -> Option<&RegionText> {
        self.records.region_texts.get(&region)
    }

    /// The pages of prose, ordered by slug.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The rules by which facilities complement each other, in the words of the atlas's language.
    #[must_use]
    pub fn matching(&self) -> &MatchingRules {
        &self.matching
    }

    /// What the summaries are made from beside the records.
    #[must_use]
    pub fn analysis(&self) -> &Analysis {
        &self.records.analysis
    }

    /// Every country that has a record or a framework, by code.
    #[must_use]
    pub fn countries(&self) -> Vec<CountryCode> {
        let located = self.records.facilities.iter().map(|facility| facility.location.country);
        let mut codes: Vec<_> = located.chain(self.records.frameworks.keys().copied()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

fn in_region(located: &[Option<Located>]) -> BTreeMap<NutsCode, Vec<FacilityIndex>> {
    // Of thousands of records each is entered four times: found by a hash, and put in order at the end.
    let mut regions: IndexMap<NutsCode, Vec<FacilityIndex>, FixedState> = IndexMap::default();
    for (located, index) in located.iter().zip((0..).map(FacilityIndex)) {
        for code in (0..=3).filter_map(|level| located.as_ref()?.nuts(level)) {
            regions.entry(code).or_default().push(index);
        }
    }
    regions.into_iter().collect()
}

/// Every id and alias with the record it leads to.
type Names<'f> = IndexMap<&'f FacilityId, FacilityIndex, FixedState>;

fn names<'f>(facilities: &'f [Arc<Facility>], conflicts: &mut Vec<Conflict>) -> Names<'f> {
    let mut names = Names::with_capacity_and_hasher(facilities.len(), FixedState::default());
    for (facility, index) in facilities.iter().zip((0..).map(FacilityIndex)) {
        if names.insert(&facility.id, index).is_some() {
            conflicts.push(Conflict::SameId { id: facility.id.clone() });
        }
    }
    for (facility, index) in facilities.iter().zip((0..).map(FacilityIndex)) {
        for alias in &facility.aliases {
            if let Some(other) = names.insert(alias, index) {
                conflicts.push(Conflict::SameAlias {
                    of: facility.id.clone(),
                    alias: alias.clone(),
                    other: facilities[other.get()].id.clone(),
                });
            }
        }
    }
    names
}

/// Every relation on both its sides, once each.
fn links(
    facilities: &[Arc<Facility>],
    names: &Names<'_>,
    vocabularies: &Vocabularies,
    conflicts: &mut Vec<Conflict>,
) -> Vec<Vec<Link>> {
    let mut links: Vec<Vec<Link>> = vec![Vec::new(); facilities.len()];
    for (facility, here) in facilities.iter().zip((0..).map(FacilityIndex)) {
        for (place, relation) in facility.relations.entries().iter().enumerate() {
            let mut link = Link {
                to: LinkEnd::Other(String::new()),
                kind: relation.kind,
                inverse: false,
                since: relation.since,
                until: relation.until,
                note: relation.note.clone(),
                stated_here: true,
            };
            match &relation.to {
                RelationTarget::Other(name) => link.to = LinkEnd::Other(name.clone()),
                RelationTarget::Facility(to) => match names.get(to) {
                    None => conflicts.push(Conflict::NoSuchFacility {
                        of: facility.id.clone(),
                        relation: place,
                        to: to.clone(),
                    }),
                    Some(&there) if there == here => conflicts
                        .push(Conflict::SelfRelation { of: facility.id.clone(), relation: place }),
                    Some(&there) => {
                        let mut back = Link { to: LinkEnd::Facility(here), ..link.clone() };
                        back.inverse = !is_symmetric(relation.kind, vocabularies);
                        back.stated_here = false;
                        links[there.get()].push(back);
                        link.to = LinkEnd::Facility(there);
                    }
                },
            }
            links[here.get()].push(link);
        }
    }
    for of_one in &mut links {
        // The own statement comes first, so that it is the one kept of two.
        of_one.sort_by(|a, b| {
            (a.kind, a.inverse, &a.to, !a.stated_here).cmp(&(
                b.kind,
                b.inverse,
                &b.to,
                !b.stated_here,
            ))
        });
        of_one.dedup_by(|b, a| (a.kind, a.inverse, &a.to) == (b.kind, b.inverse, &b.to));
    }
    links
}

fn is_symmetric(kind: Term, vocabularies: &Vocabularies) -> bool {
    let detail = vocabularies.entry(kind).map(|entry| &entry.detail);
    matches!(detail, Some(TermDetail::Relation { symmetric: true, .. }))
}

/// The records that are parts of each record.
fn children(
    facilities: &[Arc<Facility>],
    names: &Names<'_>,
    conflicts: &mut Vec<Conflict>,
) -> Vec<Vec<FacilityIndex>> {
    let mut children = vec![Vec::new(); facilities.len()];
    for (facility, here) in facilities.iter().zip((0..).map(FacilityIndex)) {
        let Some(parent) = &facility.parent else { continue };
        match names.get(parent) {
            Some(there) => children[there.get()].push(here),
            None => conflicts
                .push(Conflict::NoSuchParent { of: facility.id.clone(), parent: parent.clone() }),
        }
        let mut above = facility.parent.as_ref().and_then(|parent| names.get(parent));
        // A way up that is longer than there are records goes round in a circle.
        for _ in 0..=facilities.len() {
            match above {
                Some(&up) if up == here => {
                    conflicts.push(Conflict::ParentCircle { of: facility.id.clone() });
                    break;
                }
                Some(up) => {
                    let parent = facilities[up.get()].parent.as_ref();
                    above = parent.and_then(|parent| names.get(parent));
                }
                None => break,
            }
        }
    }
    children
}
