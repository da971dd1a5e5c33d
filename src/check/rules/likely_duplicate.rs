//! `likely-duplicate`

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Checked;
use crate::finding::{Rule, Severity, example};
use crate::model::{Facility, FacilityId};

/// The rule.
pub static RULE: Rule = Rule {
    name: "likely-duplicate",
    severity: Severity::Warning,
    what: "a facility has one record",
    why: "two records of one place count it twice",
    example: example!("likely-duplicate"),
};

/// How near two records of one place can be, in degrees of latitude: about 300 m, or the same city.
const NEAR: f64 = 0.003;

/// A record that may repeat another one.
#[derive(Clone)]
pub struct Placed {
    facility: Arc<Facility>,
    name: Arc<Name>,
    /// That of the record, which is asked for again and again.
    latitude: f64,
}

impl Placed {
    /// A record with its name.
    pub fn new(facility: Arc<Facility>, name: Arc<Name>) -> Self {
        let latitude = facility.location.coordinates.latitude();
        Self { facility, name, latitude }
    }
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.facility, &other.facility)
    }
}

/// For each record that another one is likely to repeat, that other one.
pub type Pairs = BTreeMap<FacilityId, FacilityId>;

/// The search for such records, with what it found the last time.
#[derive(Default)]
pub struct Search {
    /// Records so near each other by latitude that one leads to the next, under the first of them.
    strips: BTreeMap<FacilityId, (Vec<Placed>, Arc<Pairs>)>,
}

impl Search {
    /// Looks for them. Where no record of a strip has changed, what was found there stands.
    pub fn pairs(&mut self, mut all: Vec<Placed>) -> Pairs {
        all.sort_by(|a, b| {
            let order = a.latitude.total_cmp(&b.latitude);
            order.then_with(|| a.facility.id.cmp(&b.facility.id))
        });
        let before = std::mem::take(&mut self.strips);
        let mut found = Pairs::new();
        // Between two strips no two records are near each other.
        for strip in all.chunk_by(|a, b| b.latitude - a.latitude <= NEAR) {
            let [first, _, ..] = strip else { continue };
            let first = &first.facility.id;
            let pairs = match before.get(first) {
                Some((old, pairs)) if old == strip => Arc::clone(pairs),
                _ => Arc::new(pairs_of(strip)),
            };
            found.extend(pairs.iter().map(|(one, other)| (one.clone(), other.clone())));
            self.strips.insert(first.clone(), (strip.to_vec(), pairs));
        }
        found
    }
}

/// The pairs among records in the order of their latitudes.
fn pairs_of(by_latitude: &[Placed]) -> Pairs {
    let mut pairs = BTreeMap::new();
    for (place, Placed { facility: first, name, latitude }) in by_latitude.iter().enumerate() {
        for Placed { facility: second, name: other, latitude: north } in &by_latitude[place + 1..] {
            if north - latitude > NEAR {
                break;
            }
            let apart =
                second.location.coordinates.longitude() - first.location.coordinates.longitude();
            if apart.abs() <= 2.0 * NEAR && name.is_nearly(other) {
                pairs.insert(first.id.clone(), second.id.clone());
                pairs.insert(second.id.clone(), first.id.clone());
            }
        }
    }
    pairs
}

/// Checks one record against what [`pairs`] found.
pub fn check(record: &Checked, pairs: &Pairs) {
    if let Some(other) = pairs.get(&record.facility.id) {
        let message = format!("`{other}` stands in the same place and has nearly the same name");
        record.report(record.fault(&RULE, "name", message).hint(
            "if they are one facility, keep the older record and name the other’s id under \
             `aliases`; if they are two, add a waiver that says so",
        ));
    }
}

/// Two names are nearly the same that share more than this of their letters, in their order.
const SHARED: f64 = 0.9;

/// A name without what differs by chance: case, punctuation, spaces.
pub struct Name {
    letters: String,
    length: usize,
    /// How many of its letters fall into each class, by their code points.
    classes: [u8; 32],
}

impl Name {
    /// The letters of a name.
    pub fn new(name: &str) -> Self {
        let letters: String =
            name.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
        let (mut length, mut classes) = (0, [0_u8; 32]);
        for letter in letters.chars() {
            length += 1;
            let class = &mut classes[letter as usize % 32];
            *class = class.saturating_add(1);
        }
        Self { letters, length, classes }
    }

    /// Whether two names are nearly the same. Of the many records of one city most names differ so
    /// much in the letters that they have that their order need not be looked at.
    fn is_nearly(&self, other: &Self) -> bool {
        let longest = self.length.max(other.length).max(1);
        let may_be = 1.0 - self.at_least_apart(other) as f64 / longest as f64 > SHARED;
        may_be && strsim::normalized_damerau_levenshtein(&self.letters, &other.letters) > SHARED
    }

    /// Steps that lie between two names at least: each of them adds one letter, takes one away, puts
    /// one in the place of another, or swaps two.
    fn at_least_apart(&self, other: &Self) -> u32 {
        let classes = || self.classes.iter().zip(&other.classes);
        let more: u32 = classes().map(|(own, its)| u32::from(own.saturating_sub(*its))).sum();
        let fewer: u32 = classes().map(|(own, its)| u32::from(its.saturating_sub(*own))).sum();
        more.max(fewer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_name_is_passed_over_that_is_nearly_the_same(
            one in "[a-dàя]{0,24}",
            steps in prop::collection::vec((0_usize..24, "[a-dàя]?"), 0..4),
        ) {
            let mut other: Vec<char> = one.chars().collect();
            for (place, letter) in steps {
                let place = place % (other.len() + 1);
                other.splice(place..(place + 1).min(other.len()), letter.chars());
            }
            let other: String = other.into_iter().collect();
            let nearly = strsim::normalized_damerau_levenshtein(&one, &other) > SHARED;
            let found = Name::new(&one).is_nearly(&Name::new(&other));
            prop_assert_eq!(found, nearly);
        }
    }
}
