//! The site as files.
//!
//! 1. [`plan`] decides every address once; two pages at one address are a failure. Style sheets
//!    become one file named after its content, scripts a folder named so.
//! 2. [`publish`] renders and writes page after page, as many at once as there are threads, into a
//!    folder beside the output, and then lets the two change places, so that readers see the old
//!    site or the new one, and never a half. What does not hang together (`proof`) is not published.
//!    A site to be read from a folder of files ([`ReadFrom`]) has its links written out to files.
//!    Where the settings ask for it, each file of text stands there compressed as well (`compress`).
//! 3. [`standing`] finds a site that was made from the same ([`Inputs`]), which need not be made
//!    again.

mod assets;
mod compress;
mod crawlers;
mod folder;
mod inputs;
mod permanence;
mod plan;
mod proof;
mod publish;
mod redirects;
mod stage;
mod tags;

pub use assets::Ready;
pub use folder::ReadFrom;
pub use inputs::Inputs;
pub use permanence::addresses;
pub use plan::{Plan, plan, plan_with};
pub use publish::{Published, publish};
pub use stage::{is_site, standing};
