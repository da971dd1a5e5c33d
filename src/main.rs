//! The command `atlas`.

use std::process::ExitCode;

use include_dir::{Dir, include_dir};

/// Builds ask for many small pieces of memory; this hands them out faster.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

fn main() -> ExitCode {
    atmp_atlas::cli::run(&[("content", &CONTENT), ("templates", &TEMPLATES)])
}
