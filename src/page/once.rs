//! What a page has in common with itself in other languages.

use std::sync::{Arc, OnceLock};

use crate::map;

/// Made when it is first asked for, and dropped when the page has been made in every language.
#[derive(Debug, Default)]
pub struct Once {
    /// What lies beneath the map of where a facility is.
    locator: OnceLock<Arc<map::Ground>>,
}

impl Once {
    /// What lies beneath the map of where a facility is, drawn by `draw` where it is not there yet.
    pub(super) fn locator(&self, draw: impl FnOnce() -> map::Ground) -> Arc<map::Ground> {
        Arc::clone(self.locator.get_or_init(|| Arc::new(draw())))
    }
}
