//! Access to one kind of facility, worked out when it is first asked for.

use std::sync::{Arc, OnceLock};

use super::access::{Access, Ground};
use super::sites::Supply;
use crate::model::AccessSettings;

/// A kind of facility where it stands, among the people of the ground. All that access depends on is
/// in it, so that it holds for every state of the atlas that has the same.
pub(super) struct Supplied {
    ground: Arc<Ground>,
    supply: Supply,
    access: OnceLock<Vec<Option<Access>>>,
}

impl Supplied {
    /// Nothing worked out yet, or what `before` has of the same.
    pub fn new(ground: &Arc<Ground>, supply: Supply, before: &[Arc<Self>]) -> Arc<Self> {
        let same =
            before.iter().find(|old| Arc::ptr_eq(&old.ground, ground) && old.supply == supply);
        same.cloned().unwrap_or_else(|| {
            Arc::new(Self { ground: Arc::clone(ground), supply, access: OnceLock::new() })
        })
    }

    /// The access of every area, in the order of the areas; `None` for areas without places.
    pub fn access(&self) -> &[Option<Access>] {
        self.access.get_or_init(|| self.ground.access(&self.supply))
    }

    /// Whether places are known in an area, by its place among all.
    pub fn has_access(&self, place: usize) -> bool {
        self.ground.has_people(place)
    }

    /// How access is measured.
    pub fn settings(&self) -> &AccessSettings {
        self.ground.settings()
    }

    /// Where the kind stands.
    pub fn supply(&self) -> &Supply {
        &self.supply
    }
}
