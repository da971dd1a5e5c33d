//! The command `atlas`.

fn main() {}
