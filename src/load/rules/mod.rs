//! What the atlas asks of its files before it looks into them, one rule a file.

pub mod byte_order_mark;
pub mod file_name;
pub mod file_size;
pub mod line_ends;
pub mod not_utf8;
pub mod symbolic_link;

use crate::finding::Rule;

/// All of them.
pub static RULES: [&Rule; 6] = [
    &byte_order_mark::RULE,
    &file_name::RULE,
    &file_size::RULE,
    &line_ends::RULE,
    &not_utf8::RULE,
    &symbolic_link::RULE,
];
