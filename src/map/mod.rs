//! Maps: geometry and points in, SVG out. Knows nothing of what is mapped.
//!
//! 1. [`Shapes`] prepares the borders once: regions of each level, and how much each vertex matters.
//! 2. [`Detail`] is the geometry for one scale, shared by all maps of that scale.
//! 3. [`Frame`] is the part of the plane that a map shows, and its size.
//! 4. [`MapSpec`] says what to draw; [`draw`] draws it: areas, borders, points grouped where they would overlap,
//!    labels where there is room, insets for the overseas regions, a scale bar.
//!
//! The SVG carries classes, not colours. [`STYLE`] gives them colours for files that stand alone, by the same
//! custom properties that the site's style sheet sets. Classes: `map` (the whole), `map-area` with the caller's
//! own classes, `map-other` (countries that are not the subject), `map-border` (between countries),
//! `map-division` (between regions), `map-point` with the caller's class, `map-hollow`, `map-approximate`,
//! `map-group`, `map-count`, `map-label`, `map-inset`, `map-caption`, `map-scale`.

mod clip;
mod detail;
mod draw;
mod frame;
mod group;
mod inset;
mod label;
mod layer;
mod shapes;
mod simplify;
mod spec;

pub use detail::Detail;
pub use draw::draw;
pub use frame::Frame;
pub use inset::{Inset, Overseas};
pub use shapes::{AreaKey, Shapes};
pub use spec::{AreaMark, MapLabel, MapPoint, MapSpec, PointShape};

/// Colours and line widths for maps that stand alone.
pub const STYLE: &str = include_str!("style.css");
