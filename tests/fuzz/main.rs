//! Mutated inputs for everything that reads what strangers send: no crash, no second lost, no memory
//! filled.
//!
//! Each target has a process of its own, so that a full stack or a full memory is seen, and says
//! which input it was. Inputs that make the program say something new are kept and mutated further.
//! The first inputs are the real records, the mistakes and bad examples of the other tests, and
//! what is in `corpus/`: inputs that once found a fault, and a few that took long to find.
//!
//! `cargo test` tries a few thousand of each. A long run, one target at a time:
//!
//! ```text
//! ATLAS_FUZZ=1000000 cargo test --release --test fuzz -- --test-threads 1
//! ```
//!
//! `ATLAS_FUZZ_SEED` begins elsewhere; without it every run is the same.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "what fails here is a test that fails"
)]

mod mutate;
mod run;
mod targets;

/// That of the program, whose memory is measured here.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[test]
fn records() {
    run::target("records", 400, targets::records);
}

#[test]
fn front_matter() {
    run::target("front_matter", 400, targets::front_matter);
}

#[test]
fn markdown() {
    run::target("markdown", 500, targets::markdown);
}

#[test]
fn import() {
    run::target("import", 500, targets::import);
}

#[test]
fn diff() {
    run::target("diff", 200, targets::diff);
}

#[test]
fn fmt() {
    run::target("fmt", 500, targets::fmt);
}
