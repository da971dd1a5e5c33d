//! The command `atlas`.

use std::process::ExitCode;

fn main() -> ExitCode {
    atmp_atlas::cli::run()
}
