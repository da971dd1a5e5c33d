//! What can be wrong with the geographical files.

use std::fmt;

/// A fault in one of the files of `content/geo` or `content/population`; the atlas cannot be built with it.
#[derive(Debug, Clone, PartialEq)]
pub enum GeoError {
    /// The geometry is not the TopoJSON that this atlas writes.
    Topology(String),
    /// The geometry and the names of the regions do not belong together.
    Apart(String),
    /// A row of a table cannot be read.
    Table {
        /// Which table, by its file name.
        table: &'static str,
        /// The line, the heading being line 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// The projection library refused its parameters.
    Projection(String),
}

impl fmt::Display for GeoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Topology(what) => write!(f, "region geometry: {what}"),
            Self::Apart(what) => write!(f, "region geometry and names: {what}"),
            Self::Table { table, line, what } => write!(f, "{table}, line {line}: {what}"),
            Self::Projection(what) => write!(f, "projection: {what}"),
        }
    }
}

impl std::error::Error for GeoError {}
