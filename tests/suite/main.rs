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
mod attack;
mod bad_input;
mod case;
mod compressed;
mod contribute;
mod data;
mod every_field;
mod figures;
mod fmt;
mod geo;
mod html;
mod init;
mod interruption;
mod languages;
mod limits;
mod links;
mod map;
mod minified_once;
mod mistakes;
mod no_record_vanishes;
mod offline;
mod palette;
mod picture;
mod proof;
mod publishing;
mod real_atlas;
mod rules;
mod serve;
mod server;
mod suggestions;
mod summary;
mod words;

use std::path::Path;

/// Tells those who run `cargo test` by itself what it cannot do without a browser and Java.
#[test]
fn says_what_is_left_out() {
    use std::io::Write as _;
    // Written past the test harness, which shows the output of failed tests only.
    let _ = std::io::stderr().write_all(
        b"left out: pages in a browser, HTML checker, licences of dependencies; `tests/run` does them\n",
    );
}

/// The folder of this repository, which is also the real atlas.
fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
