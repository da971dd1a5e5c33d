//! What complements a facility nearby, by rules that are data (`content/matching.yaml`).

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ptr;
use std::sync::Arc;

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::sphere::{SpherePoint, chord_squared_of, kilometres};
use super::subject::with_wider;
use crate::model::{
    Atlas, Criteria, Facility, FacilityIndex, LinkEnd, MatchingRule, ProductName, Shared, Stage,
    Term, Vocabularies,
};

/// A facility that complements another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The place of the rule that says so, among the rules.
    pub rule: usize,
    /// The facility.
    pub facility: FacilityIndex,
    /// The straight line between the two, in kilometres; between the middles of their cities where
    /// no more is known.
    pub distance_km: f64,
    /// Why, in one sentence; many share one.
    pub reason: Arc<str>,
    /// Whether it lies in another country.
    pub abroad: bool,
    /// Whether the records say already that the two have to do with each other.
    pub linked: bool,
}

/// What is known of all facilities when complements are looked for.
pub(super) struct Ground {
    /// For each rule where those are that it finds.
    found: Vec<Arc<Found>>,
    /// For each rule that wants nothing in common its reason, which is the same for all.
    reasons: Vec<Option<Arc<str>>>,
}

/// The facilities that a rule finds, by where they are.
type Found = RTree<GeomWithData<[f64; 3], Vec<FacilityIndex>>>;

/// One that looks for others may still be on its way, or resting.
const LOOKING: [Stage; 4] = [Stage::Coming, Stage::AtWork, Stage::Paused, Stage::NotKnown];

/// One that is found is at work.
const FOUND: [Stage; 1] = [Stage::AtWork];

impl Ground {
    /// Looks at every facility of an atlas.
    pub(super) fn new(atlas: &Atlas) -> Self {
        let rules = &atlas.analysis().matching.rules;
        Self::with(atlas, rules.iter().map(|rule| Arc::new(found(rule, atlas))).collect())
    }

    /// The same after another state of the atlas, which has the same rules: what a rule found there is taken
    /// over where it finds the records that differ in the same places, or still does not. Nothing where
    /// other facilities are there, or terms mean something else.
    pub(super) fn after(before: &Self, old: &Atlas, atlas: &Atlas) -> Option<Self> {
        let differing = differing(old, atlas)?;
        let found = |(rule, known): (&MatchingRule, &Arc<Found>)| {
            let alike = |index: &FacilityIndex| found_alike(rule, (old, atlas), *index);
            match differing.iter().all(alike) {
                true => Arc::clone(known),
                false => Arc::new(found(rule, atlas)),
            }
        };
        let rules = &atlas.analysis().matching.rules;
        Some(Self::with(atlas, rules.iter().zip(&before.found).map(found).collect()))
    }

    fn with(atlas: &Atlas, found: Vec<Arc<Found>>) -> Self {
        let reasons = atlas.analysis().matching.rules.iter().map(same_reason).collect();
        Self { found, reasons }
    }

    /// The suggestions for a facility of the atlas, by rule, the nearest first, and of those in one
    /// spot the first by id. One that has shut for good gets none, and none is suggested that is not at
    /// work, or that is a part of the facility or the whole that it is a part of.
    pub(super) fn suggestions(&self, atlas: &Atlas, index: FacilityIndex) -> Vec<Suggestion> {
        let (rules, words) = (&atlas.analysis().matching, atlas.vocabularies());
        let here = atlas.facility(index);
        let at = SpherePoint::new(here.location.coordinates);
        let limit = chord_squared_of(rules.within_km);
        let related: BTreeSet<FacilityIndex> = atlas
            .links(index)
            .iter()
            .filter_map(|link| match link.to {
                LinkEnd::Facility(index) => Some(index),
                LinkEnd::Other(_) => None,
            })
            .collect();
        let mut suggestions = Vec::new();
        for (number, rule) in rules.rules.iter().enumerate() {
            if !meets(here, &rule.here, &LOOKING, words) {
                continue;
            }
            let suits = nearest_first(&self.found[number], at, limit);
            let suits =
                suits.filter(|&(_, there)| there != index && !is_part(here, atlas.facility(there)));
            let found = suits.filter_map(|(chord, index)| {
                let there = atlas.facility(index);
                let reason = match &self.reasons[number] {
                    Some(reason) => Arc::clone(reason),
                    None => reason(rule, here, there, words)?.into(),
                };
                Some(Suggestion {
                    rule: number,
                    facility: index,
                    distance_km: kilometres(chord),
                    reason,
                    abroad: there.location.country != here.location.country,
                    linked: related.contains(&index),
                })
            });
            suggestions.extend(found.take(rules.most));
        }
        suggestions
    }
}

/// The facilities of which another state of the atlas has other records; nothing where other facilities are
/// there, or terms mean something else.
fn differing(old: &Atlas, atlas: &Atlas) -> Option<Vec<FacilityIndex>> {
    let (before, now) = (old.vocabularies(), atlas.vocabularies());
    let same_terms = ptr::eq(before, now) || now.differ_in_words_only(before);
    if !same_terms || old.facilities().len() != atlas.facilities().len() {
        return None;
    }
    let indexes = atlas.indexed().map(|(index, _)| index);
    let pairs = indexes.zip(atlas.facilities().iter().zip(old.facilities()));
    let differing = pairs.filter(|(_, (new, old))| !Arc::ptr_eq(new, old));
    differing.map(|(index, (new, old))| (new.id == old.id).then_some(index)).collect()
}

/// Whether a rule finds a facility in both states of the atlas in the same place, or in none.
fn found_alike(rule: &MatchingRule, (old, new): (&Atlas, &Atlas), index: FacilityIndex) -> bool {
    let in_state = |atlas: &Atlas| {
        let facility = atlas.facility(index);
        let found = meets(facility, &rule.there, &FOUND, atlas.vocabularies());
        found.then_some(facility.location.coordinates)
    };
    in_state(old) == in_state(new)
}

/// Those that a rule finds.
fn found(rule: &MatchingRule, atlas: &Atlas) -> Found {
    let there = atlas.indexed();
    let there = there.filter(|(_, it)| meets(it, &rule.there, &FOUND, atlas.vocabularies()));
    let spot = |(index, facility): (FacilityIndex, &Facility)| {
        (SpherePoint::new(facility.location.coordinates).vector(), index)
    };
    let mut spots: Vec<([f64; 3], FacilityIndex)> = there.map(spot).collect();
    spots.sort_by(|a, b| by_coordinates(&a.0, &b.0).then(a.1.cmp(&b.1)));
    let spots = spots.chunk_by(|a, b| by_coordinates(&a.0, &b.0).is_eq());
    let spot = |all: &[([f64; 3], FacilityIndex)]| {
        let there = all.iter().map(|(_, index)| *index).collect();
        Some(GeomWithData::new(all.first()?.0, there))
    };
    RTree::bulk_load(spots.filter_map(spot).collect())
}

fn same_reason(rule: &MatchingRule) -> Option<Arc<str>> {
    rule.shared.is_none().then(|| rule.reason.as_str().into())
}

fn by_coordinates(a: &[f64; 3], b: &[f64; 3]) -> Ordering {
    let pairs = a.iter().zip(b);
    pairs.map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// The facilities of a tree up to a chord, given by its square, with the squares of the chords to
/// them: the nearest first, and of equally near ones the first by id.
fn nearest_first(
    tree: &Found,
    at: SpherePoint,
    limit: f64,
) -> impl Iterator<Item = (f64, FacilityIndex)> {
    let spots = tree.nearest_neighbor_iter_with_distance_2(at.vector());
    let mut spots = spots.take_while(move |(_, chord)| *chord <= limit).peekable();
    let equally_near = move || {
        let (first, chord) = spots.next()?;
        let mut there = Cow::Borrowed(first.data.as_slice());
        while let Some((spot, _)) = spots.next_if(|(_, other)| *other == chord) {
            there.to_mut().extend_from_slice(&spot.data);
            there.to_mut().sort_unstable();
        }
        Some((0..there.len()).map(move |place| (chord, there[place])))
    };
    std::iter::from_fn(equally_near).flatten()
}

/// Whether one of the two is a part of the other.
fn is_part(one: &Facility, other: &Facility) -> bool {
    one.parent.as_ref() == Some(&other.id) || other.parent.as_ref() == Some(&one.id)
}

fn meets(facility: &Facility, criteria: &Criteria, stages: &[Stage], words: &Vocabularies) -> bool {
    let any = |wanted: &[Term], found: &[Term]| {
        wanted.is_empty() || wanted.iter().any(|term| found.contains(term))
    };
    let links = || facility.therapies.products.entries().iter().flat_map(|link| &link.does);
    stages.contains(&words.stage(&facility.status))
        && any(&criteria.roles, &facility.roles)
        && any(&criteria.services, facility.manufacturing.services.entries())
        && (criteria.product_links.is_empty()
            || links().any(|link| criteria.product_links.contains(link)))
}

/// Why a facility is suggested to another, in the words of an atlas in any language.
#[must_use]
pub fn reason_in(atlas: &Atlas, here: &Facility, suggestion: &Suggestion) -> Option<String> {
    let rule = atlas.matching().rules.get(suggestion.rule)?;
    reason(rule, here, atlas.facility(suggestion.facility), atlas.vocabularies())
}

/// Why the one complements the other; `None` where they lack what the rule wants them to share.
fn reason(
    rule: &MatchingRule,
    here: &Facility,
    there: &Facility,
    words: &Vocabularies,
) -> Option<String> {
    let shared = match rule.shared {
        None => return Some(rule.reason.clone()),
        Some(Shared::Product) => shared_products(rule, here, there, words),
        Some(Shared::Platform) => shared_platforms(here, there, words),
    };
    (!shared.is_empty()).then(|| rule.reason.replace("{shared}", &shared.join(", ")))
}

fn shared_products<'a>(
    rule: &MatchingRule,
    here: &'a Facility,
    there: &'a Facility,
    words: &'a Vocabularies,
) -> Vec<&'a str> {
    let of = |facility: &'a Facility, criteria: &Criteria| -> Vec<&'a ProductName> {
        let links = facility.therapies.products.entries().iter();
        let suits = links.filter(|link| {
            criteria.product_links.is_empty()
                || link.does.iter().any(|does| criteria.product_links.contains(does))
        });
        suits.map(|link| &link.product).collect()
    };
    let wanted = of(here, &rule.here);
    let mut names: Vec<&str> = of(there, &rule.there)
        .into_iter()
        .filter(|product| wanted.contains(product))
        .map(|product| match product {
            ProductName::Term(term) => words.label(*term),
            ProductName::Other(name) => name,
        })
        .collect();
    names.dedup();
    names
}

/// The platforms that both work with; where one has a narrower term than the other, the wider one.
fn shared_platforms<'a>(
    here: &Facility,
    there: &Facility,
    words: &'a Vocabularies,
) -> Vec<&'a str> {
    let all = |facility: &Facility| -> BTreeSet<Term> {
        let platforms = facility.therapies.platforms.entries();
        platforms.iter().flat_map(|&term| with_wider(term, words)).collect()
    };
    let both: BTreeSet<Term> = all(here).intersection(&all(there)).copied().collect();
    let said = |term: &&Term| {
        // A heading says nothing that its narrower term, also shared, does not say.
        !both.iter().any(|other| words.entry(*other).and_then(|it| it.broader) == Some(**term))
    };
    let stated = |term: &&Term| {
        here.therapies.platforms.entries().contains(term)
            || there.therapies.platforms.entries().contains(term)
    };
    both.iter().filter(said).filter(stated).map(|&term| words.label(term)).collect()
}
