//! Maps: geometry and points in, SVG out. Knows nothing of what is mapped.
//!
//! 1. [`Shapes`] prepares the borders once: regions of each level, and how much each vertex matters.
//! 2. [`Detail`] is the geometry for one scale, shared by all maps of that scale.
//! 3. [`Frame`] is the part of the plane that a map shows, and its size.
//! 4. [`MapSpec`] says what to draw; [`draw`] draws it: areas, bands of distance, borders, arcs, points grouped
//!    where they would overlap, labels where there is room, insets for the overseas regions, a scale bar.
//! 5. [`Drawing`] is the result, to be written with links or without; [`classes`] divides values into classes.
//!
//! The SVG carries classes, not colours; `templates/styles/47-maps.css` gives them colours:
//!
//! - `map`: the whole; `map-sea`: what lies beneath;
//! - `map-area` with the caller's classes, `map-hatched` where nothing is known: areas; `map-other`: countries that are not the subject;
//!   `map-border`, `map-other-border`: between countries; `map-division`: between regions that look alike; `map-band`, `map-arc`;
//! - `map-wide`, `map-narrow`: what is laid out for one width;
//! - `map-point` with the caller's class, `map-hollow`, `map-approximate`, `map-group`, `map-mixed` (a group of
//!   several classes): marks; in them `map-mark` (the shape), `map-ring` (around an approximate one), `map-count`;
//! - `map-label`, `map-inset`, `map-frame`, `map-caption`, `map-scale`.

pub mod classes;
mod clip;
mod detail;
mod draw;
mod drawing;
mod frame;
mod group;
mod inset;
mod label;
mod layer;
mod mark;
mod overlay;
mod shapes;
mod simplify;
mod spec;
mod trace;

pub use detail::Detail;
pub use draw::{Ground, draw, draw_on, ground};
pub use drawing::{Drawing, Links, Widths};
pub use frame::Frame;
pub use inset::{Inset, Overseas};
pub use mark::write_shape;
pub use overlay::place;
pub use shapes::{AreaKey, Shapes};
pub use spec::{AreaMark, MapArc, MapBand, MapLabel, MapPoint, MapSpec, PointShape};
