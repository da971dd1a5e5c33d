//! The tables of all fields: of a record, and of the files in `content/`.

mod analysis;
mod content;
mod facility;
mod figure;
mod place;
mod source;
mod vocabulary;
mod work;

pub use analysis::{ACCESS, MATCHING};
pub use content::{FRAMEWORK, LIMITS, PAGE, REGION_TEXT, SETTINGS};
pub use facility::{RECORD, citable};
pub use vocabulary::{VOCABULARY, term_group};
