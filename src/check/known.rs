//! What the records know of each other: ids, former ids, and who is a part of whom.

use std::collections::BTreeMap;

use crate::model::{Facility, FacilityId};

/// The ids of all records, also of those that cannot be read, and what the readable ones say of
/// former ids and parents. A record that was taken back is none.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Known {
    ids: Vec<FacilityId>,
    aliases: BTreeMap<FacilityId, Vec<FacilityId>>,
    parents: BTreeMap<FacilityId, FacilityId>,
}

impl Known {
    /// Everything that can be known from these ids and records.
    pub fn new<'a>(
        ids: impl IntoIterator<Item = &'a FacilityId>,
        facilities: impl IntoIterator<Item = &'a Facility>,
    ) -> Self {
        let mut known = Self { ids: ids.into_iter().cloned().collect(), ..Self::default() };
        known.ids.sort_unstable();
        for facility in facilities {
            if facility.withdrawn.is_some() {
                known.ids.retain(|id| *id != facility.id);
                continue;
            }
            for alias in &facility.aliases {
                known.aliases.entry(alias.clone()).or_default().push(facility.id.clone());
            }
            if let Some(parent) = &facility.parent {
                known.parents.insert(facility.id.clone(), parent.clone());
            }
        }
        known
    }

    /// All ids, sorted.
    pub fn ids(&self) -> &[FacilityId] {
        &self.ids
    }

    /// The record that an id or a former id leads to.
    pub fn find<'a>(&'a self, id: &FacilityId) -> Option<&'a FacilityId> {
        match self.ids.binary_search(id) {
            Ok(place) => self.ids.get(place),
            Err(_) => self.aliases.get(id)?.first(),
        }
    }

    /// The records that name an id among their former ones.
    pub fn owners(&self, alias: &FacilityId) -> &[FacilityId] {
        self.aliases.get(alias).map_or(&[], Vec::as_slice)
    }

    /// The record that a record is a part of.
    pub fn parent(&self, of: &FacilityId) -> Option<&FacilityId> {
        self.find(self.parents.get(of)?)
    }
}
