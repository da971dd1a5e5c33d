//! The command `atlas`.

use std::process::ExitCode;

/// Building asks for many small pieces of memory, and this allocator hands them out faster.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    atmp_atlas::cli::run()
}
