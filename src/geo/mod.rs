//! Where things are: coordinates, projection, regions, distances. No input or output.
//!
//! 1. [`Topology::parse`] reads the geometry, [`Laea`] is its projection.
//! 2. [`Regions::assemble`] joins it with names, areas, neighbours and populations.
//! 3. [`Regions::locate`] tells the region of a place.
//!
//! What was decided where maps disagree:
//!
//! - **NUTS 2021** it is, as the population figures are; codes of 2024 are translated by
//!   [`Regions::predecessors`]. Its regions include the statistical regions of the EFTA and candidate countries
//!   that Eurostat publishes with it (Iceland, Liechtenstein, Norway, Switzerland, Albania, Montenegro, North
//!   Macedonia, Serbia, Türkiye) and the last ones of the United Kingdom.
//! - **Overseas regions** that are in NUTS are regions like any other, wherever they lie: Guadeloupe to Mayotte
//!   (`FRY1` to `FRY5`), the Canaries (`ES70`), Madeira and the Azores (`PT30`, `PT20`), **Ceuta and Melilla**
//!   (`ES63`, `ES64`), Svalbard (`NO0B`). French, Dutch, Danish and British territories outside NUTS are not in the
//!   atlas; the Faroe Islands, the Isle of Man, the Channel Islands and Gibraltar are known as what they are,
//!   each under its own code.
//! - **Åland** is Finland's `FI200`, here and where it is declared as `AX`.
//! - **Cyprus** is one region that covers the whole island (`CY000`), as in NUTS.
//! - **Kosovo** is `XK`, apart from Serbia, without prejudice to positions on status (UNSC 1244/1999).
//! - **Crimea** is a part of Ukraine, whatever Natural Earth draws.
//! - **The United Kingdom** is `UK` in NUTS codes and `GB` as a country; **Greece** is `EL` and `GR`.
//! - **Countries outside NUTS 2021** (Bosnia and Herzegovina, Kosovo, Ukraine, Moldova, Andorra, Monaco, San
//!   Marino, and all neighbours to the east and south) are known as a whole, without regions.
//!   Vatican City is too small for the geometry: it counts as Rome.

mod coordinates;
mod correspondence;
mod country;
mod distance;
mod error;
mod laea;
mod locate;
mod nuts;
mod population;
mod regions;
mod table;
mod topology;

pub use coordinates::Coordinates;
pub use correspondence::{Correspondence, Predecessor, Relation};
pub use country::CountryCode;
pub use distance::{EARTH_RADIUS_KM, distance_km};
pub use error::GeoError;
pub use laea::{Laea, PlanePoint};
pub use locate::{Ground, Located, NEAREST_WITHIN_KM};
pub use nuts::{NutsCode, NutsCodeError};
pub use population::{Population, parse_populations};
pub use regions::{GeoTexts, OutsideCountry, Region, Regions};
pub use topology::{ArcUse, BorderPoint, Polygon, Ring, Shape, Topology};
