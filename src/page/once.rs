//! What a page has in common with itself in other languages, and with those of other facilities in the
//! same spot.

use std::sync::{Arc, OnceLock};

use crate::map;

/// Made when it is first asked for, and dropped when those pages have been made. It serves for one page
/// in every language, and for the pages of facilities in the same spot of the same country.
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
