//! What holds for the atlas as a whole: the order of the house, the program run from end to end on
//! small atlases, and the site that the real records give.
//!
//! Messages are compared with the files in `expected/`. `SNAPSHOTS=overwrite cargo test --test suite`
//! writes them anew; read what changed before you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

mod architecture;
mod bad_input;
mod case;
mod data;
mod geo;
mod html;
mod map;
mod no_record_vanishes;
mod real_atlas;

use std::path::Path;

/// The folder of this repository, which is also the real atlas.
fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
