//! What complements a facility nearby, by rules that are data (`content/matching.yaml`).

use std::collections::BTreeSet;

use super::sphere::{SpherePoint, chord_squared_of, kilometres};
use super::subject::with_wider;
use crate::model::{
    Atlas, Criteria, Facility, FacilityIndex, LinkEnd, MatchingRule, MatchingRules, ProductName,
    Shared, Stage, Term, Vocabularies,
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
    /// Why, in one sentence.
    pub reason: String,
    /// Whether it lies in another country.
    pub abroad: bool,
    /// Whether the records say already that the two have to do with each other.
    pub linked: bool,
}

/// What is known of all facilities when complements are looked for.
pub(super) struct Ground {
    facilities: Vec<Known>,
    /// The facilities by latitude, from south to north.
    northwards: Vec<(f64, FacilityIndex)>,
}

struct Known {
    at: SpherePoint,
    at_work: bool,
    /// Which rules it meets as the one that looks, and as the one that is found.
    here: Vec<bool>,
    there: Vec<bool>,
}

/// The longest stretch of latitude, in degrees, that a kilometre spans.
const DEGREES_A_KILOMETRE: f64 = 1.0 / 111.0;

impl Ground {
    /// Looks at every facility of an atlas.
    pub(super) fn new(atlas: &Atlas) -> Self {
        let words = atlas.vocabularies();
        let rules = &atlas.analysis().matching;
        let known = |facility: &Facility| {
            let stage = words.stage(&facility.status);
            let meets = |criteria: &Criteria, stages: &[Stage]| {
                stages.contains(&stage) && meets(facility, criteria)
            };
            let alive = [Stage::Coming, Stage::AtWork, Stage::Paused, Stage::NotKnown];
            Known {
                at: SpherePoint::new(facility.location.coordinates),
                at_work: stage == Stage::AtWork,
                here: rules.rules.iter().map(|rule| meets(&rule.here, &alive)).collect(),
                there: rules
                    .rules
                    .iter()
                    .map(|rule| meets(&rule.there, &[Stage::AtWork]))
                    .collect(),
            }
        };
        let latitude = |facility: &Facility| facility.location.coordinates.latitude();
        let mut northwards: Vec<(f64, FacilityIndex)> =
            atlas.indexed().map(|(index, facility)| (latitude(facility), index)).collect();
        northwards.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        Self { facilities: atlas.facilities().iter().map(|it| known(it)).collect(), northwards }
    }

    /// The suggestions for a facility of the atlas, by rule, the nearest first. One that has shut for
    /// good gets none, and none is suggested that is not at work, or that is a part of the facility or
    /// the whole that it is a part of.
    pub(super) fn suggestions(&self, atlas: &Atlas, index: FacilityIndex) -> Vec<Suggestion> {
        let known = &self.facilities[index.get()];
        if !known.here.contains(&true) {
            return Vec::new();
        }
        let rules = &atlas.analysis().matching;
        let here = atlas.facility(index);
        let near = self.near(atlas, index, rules);
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
            if !known.here[number] {
                continue;
            }
            let suits = near.iter().filter(|(_, there)| self.facilities[there.get()].there[number]);
            let found = suits.filter_map(|&(chord, index)| {
                let there = atlas.facility(index);
                let reason = reason(rule, here, there, atlas.vocabularies())?;
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

    /// The other facilities at work around one, with the squares of the chords to them, the nearest
    /// first.
    fn near(
        &self,
        atlas: &Atlas,
        index: FacilityIndex,
        rules: &MatchingRules,
    ) -> Vec<(f64, FacilityIndex)> {
        let here = atlas.facility(index);
        let at = self.facilities[index.get()].at;
        let latitude = here.location.coordinates.latitude();
        let reach = rules.within_km * DEGREES_A_KILOMETRE;
        let first = self.northwards.partition_point(|(north, _)| *north < latitude - reach);
        let limit = chord_squared_of(rules.within_km);
        let mut near: Vec<(f64, FacilityIndex)> = self.northwards[first..]
            .iter()
            .take_while(|(north, _)| *north <= latitude + reach)
            .map(|&(_, there)| (&self.facilities[there.get()], there))
            .filter(|&(known, there)| known.at_work && there != index)
            .map(|(known, there)| (known.at.chord_squared(at), there))
            .filter(|&(chord, there)| chord <= limit && !is_part(here, atlas.facility(there)))
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        near
    }
}

/// Whether one of the two is a part of the other.
fn is_part(one: &Facility, other: &Facility) -> bool {
    one.parent.as_ref() == Some(&other.id) || other.parent.as_ref() == Some(&one.id)
}

fn meets(facility: &Facility, criteria: &Criteria) -> bool {
    let any = |wanted: &[Term], found: &[Term]| {
        wanted.is_empty() || wanted.iter().any(|term| found.contains(term))
    };
    let links = || facility.therapies.products.entries().iter().flat_map(|link| &link.does);
    any(&criteria.roles, &facility.roles)
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
