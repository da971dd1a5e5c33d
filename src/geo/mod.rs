//! Where things are: coordinates, projection, regions, distances. No input or output.

mod coordinates;

pub use coordinates::Coordinates;
