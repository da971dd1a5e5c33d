//! The facilities as points on a map: GeoJSON, RFC 7946.
//!
//! A point's properties are the columns of the table `facilities`, so that both say the same.

use std::io::Write;

use serde::ser::{Error as _, SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::stamp::Stamp;
use super::table::{About, Cell, Data, Table, WHY_EMPTY, why_empty};
use super::word::Why;

/// Writes the facilities as a GeoJSON file.
///
/// # Errors
/// Where the table has no place for a point, or `out` cannot be written to.
pub fn write(
    table: &dyn Table,
    data: Data<'_>,
    stamp: &Stamp,
    out: &mut impl Write,
) -> Result<(), serde_json::Error> {
    serde_json::to_writer(out, &Collection { table, data, stamp })
}

struct Collection<'a> {
    table: &'a dyn Table,
    data: Data<'a>,
    stamp: &'a Stamp,
}

/// RFC 7946, section 6.1 allows members of one's own beside `type` and `features`.
impl Serialize for Collection<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", "FeatureCollection")?;
        map.serialize_entry("generated_at", &self.stamp.generated_at)?;
        map.serialize_entry("version", &self.stamp.version)?;
        map.serialize_entry("licence", &self.stamp.licence)?;
        map.serialize_entry("attribution", &self.stamp.attribution)?;
        map.serialize_entry("sources", &self.stamp.sources)?;
        map.serialize_entry("features", &Features(self))?;
        map.end()
    }
}

struct Features<'a>(&'a Collection<'a>);

impl Serialize for Features<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = self.0.table.columns();
        let place = |name| columns.iter().position(|column| column.name == name);
        let (Some(id), Some(latitude), Some(longitude)) =
            (place("id"), place("latitude"), place("longitude"))
        else {
            return Err(S::Error::custom("the table has no id, latitude or longitude"));
        };
        let mut list = serializer.serialize_seq(None)?;
        let mut outcome = Ok(());
        self.0.table.each_row(self.0.data, &mut |cells| {
            let point = Point([Value(&cells[longitude]), Value(&cells[latitude])]);
            let feature = Feature { id: Value(&cells[id]), point, columns: &columns, cells };
            if outcome.is_ok() {
                outcome = list.serialize_element(&feature);
            }
        });
        outcome?;
        list.end()
    }
}

struct Feature<'a> {
    id: Value<'a>,
    point: Point<'a>,
    columns: &'a [About],
    cells: &'a [Cell<'a>],
}

/// Longitude first (RFC 7946, section 3.1.1).
struct Point<'a>([Value<'a>; 2]);

impl Serialize for Feature<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", "Feature")?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("geometry", &self.point)?;
        map.serialize_entry("properties", &Properties(self))?;
        map.end()
    }
}

impl Serialize for Point<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("type", "Point")?;
        map.serialize_entry("coordinates", &self.0)?;
        map.end()
    }
}

struct Properties<'a>(&'a Feature<'a>);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Feature { columns, cells, .. } = self.0;
        let mut map = serializer.serialize_map(None)?;
        for (column, cell) in columns.iter().zip(*cells) {
            if !matches!(column.name, "id" | "latitude" | "longitude") {
                map.serialize_entry(column.name, &Value(cell))?;
            }
        }
        map.serialize_entry(WHY_EMPTY, &why_empty(columns, cells))?;
        map.end()
    }
}

/// A cell as a JSON value.
pub(super) struct Value<'a>(pub &'a Cell<'a>);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty | Cell::NoneAtAll => serializer.serialize_none(),
            Cell::Why(Why::Undisclosed | Why::NotApplicable) => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Integer(number) => serializer.serialize_i64(*number),
            Cell::Number(number) => serializer.serialize_f64(*number),
            Cell::Boolean(yes) => serializer.serialize_bool(*yes),
        }
    }
}
