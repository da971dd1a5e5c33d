//! The geometry of regions: a reader of the TopoJSON that `content/geo/derive.sh` writes.
//!
//! TopoJSON (<https://github.com/topojson/topojson-specification>) keeps each stretch of border once, as an *arc*;
//! a ring lists the arcs it is made of. Two regions that list the same arc are neighbours. This reader takes
//! polygons and multipolygons only, with integer arcs, and keeps all points in one list.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};

use super::GeoError;

/// A point of a border: metres in EPSG:3035.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BorderPoint {
    /// Metres east.
    pub x: i32,
    /// Metres north.
    pub y: i32,
}

/// One use of an arc in a ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArcUse {
    /// The arc's place in [`Topology::arc`].
    pub arc: usize,
    /// Whether the ring runs along it from its end to its start.
    pub reversed: bool,
}

/// A closed line of arcs.
pub type Ring = Vec<ArcUse>;

/// An outer ring, then its holes.
pub type Polygon = Vec<Ring>;

/// A named shape.
#[derive(Debug, Clone)]
pub struct Shape {
    /// The code given to it in the file.
    pub id: String,
    /// Its English name, where the file carries one.
    pub name: Option<String>,
    /// Its parts.
    pub polygons: Vec<Polygon>,
}

/// Arcs and the shapes drawn with them.
#[derive(Debug, Clone)]
pub struct Topology {
    points: Vec<BorderPoint>,
    /// Where each arc begins in `points`, and the end of the last one.
    starts: Vec<usize>,
    /// Regions of NUTS level 3, sorted by code.
    pub nuts3: Vec<Shape>,
    /// Countries outside NUTS, sorted by code.
    pub outside: Vec<Shape>,
}

impl Topology {
    /// Reads the file's text.
    ///
    /// # Errors
    /// Where it is not JSON of the expected form, or a ring names an arc that is not there.
    pub fn parse(text: &str) -> Result<Self, GeoError> {
        let file: File =
            serde_json::from_str(text).map_err(|e| GeoError::Topology(e.to_string()))?;
        let [scale_x, scale_y] = file.transform.scale;
        let [from_x, from_y] = file.transform.translate;
        let FlatArcs { mut points, starts } = file.arcs;
        for arc in starts.windows(2) {
            let mut at = BorderPoint { x: 0, y: 0 };
            for point in &mut points[arc[0]..arc[1]] {
                at = BorderPoint {
                    x: at.x.saturating_add(point.x),
                    y: at.y.saturating_add(point.y),
                };
                *point = BorderPoint {
                    x: at.x.saturating_mul(scale_x).saturating_add(from_x),
                    y: at.y.saturating_mul(scale_y).saturating_add(from_y),
                };
            }
        }
        let count = starts.len() - 1;
        Ok(Self {
            points,
            starts,
            nuts3: shapes(file.objects.nuts3, count)?,
            outside: shapes(file.objects.outside, count)?,
        })
    }

    /// How many arcs there are.
    #[must_use]
    pub fn arc_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The points of an arc; empty where there is no such arc.
    #[must_use]
    pub fn arc(&self, arc: usize) -> &[BorderPoint] {
        match self.starts.get(arc..arc + 2) {
            Some(&[start, end]) => self.points.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The points of every arc, in order.
    pub(super) fn arcs(&self) -> impl Iterator<Item = &[BorderPoint]> {
        (0..self.starts.len().saturating_sub(1)).map(|arc| self.arc(arc))
    }
}

fn shapes(collection: Collection, arcs: usize) -> Result<Vec<Shape>, GeoError> {
    let ring = |ring: Vec<i32>| {
        let uses: Ring = ring
            .into_iter()
            .map(|index| ArcUse {
                arc: (if index < 0 { !index } else { index }) as usize,
                reversed: index < 0,
            })
            .collect();
        match uses.iter().find(|used| used.arc >= arcs) {
            Some(used) => Err(GeoError::Topology(format!("there is no arc {}", used.arc))),
            None => Ok(uses),
        }
    };
    let mut shapes = collection
        .geometries
        .into_iter()
        .map(|geometry| {
            let polygons = geometry.arcs.into_iter();
            let polygons = polygons
                .map(|polygon| polygon.into_iter().map(ring).collect())
                .collect::<Result<_, _>>()?;
            Ok(Shape { id: geometry.id, name: geometry.properties.name, polygons })
        })
        .collect::<Result<Vec<_>, GeoError>>()?;
    shapes.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(shapes)
}

#[derive(Deserialize)]
struct File {
    transform: Transform,
    objects: Objects,
    arcs: FlatArcs,
}

#[derive(Deserialize)]
struct Transform {
    scale: [i32; 2],
    translate: [i32; 2],
}

#[derive(Deserialize)]
struct Objects {
    nuts3: Collection,
    outside: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    id: String,
    #[serde(default)]
    properties: Properties,
    arcs: Vec<Vec<Vec<i32>>>,
}

#[derive(Deserialize, Default)]
struct Properties {
    name: Option<String>,
}

/// All arcs in one list: a list a point, as the file has it, would be a hundred thousand allocations.
struct FlatArcs {
    points: Vec<BorderPoint>,
    starts: Vec<usize>,
}

impl<'de> Deserialize<'de> for FlatArcs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Arcs;
        impl<'de> Visitor<'de> for Arcs {
            type Value = FlatArcs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of arcs")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut arcs: A) -> Result<FlatArcs, A::Error> {
                let mut flat = FlatArcs { points: Vec::new(), starts: vec![0] };
                while arcs.next_element_seed(OneArc(&mut flat.points))?.is_some() {
                    flat.starts.push(flat.points.len());
                }
                Ok(flat)
            }
        }
        deserializer.deserialize_seq(Arcs)
    }
}

struct OneArc<'a>(&'a mut Vec<BorderPoint>);

impl<'de> DeserializeSeed<'de> for OneArc<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for OneArc<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an arc of two points or more")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut points: A) -> Result<(), A::Error> {
        let before = self.0.len();
        while let Some([x, y]) = points.next_element::<[i32; 2]>()? {
            self.0.push(BorderPoint { x, y });
        }
        if self.0.len() < before + 2 {
            Err(A::Error::custom("an arc of fewer than two points"))
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two squares side by side that share a border.
    const TWO: &str = r#"{"transform":{"scale":[10,10],"translate":[5,0]},
        "objects":{"nuts3":{"geometries":[
            {"id":"AA002","arcs":[[[2,-1]]]},
            {"id":"AA001","arcs":[[[0,1]]]}]},
          "outside":{"geometries":[]}},
        "arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]]}"#;

    #[test]
    fn arcs_are_differences_on_a_grid() {
        let topology = Topology::parse(TWO).unwrap();
        assert_eq!(topology.arc_count(), 3);
        assert_eq!(topology.arc(0), [BorderPoint { x: 15, y: 0 }, BorderPoint { x: 15, y: 10 }]);
        assert_eq!(topology.arc(1)[2], BorderPoint { x: 5, y: 0 });
        assert!(topology.arc(3).is_empty());
    }

    #[test]
    fn a_negative_index_is_an_arc_run_backwards() {
        let topology = Topology::parse(TWO).unwrap();
        assert_eq!(topology.nuts3[0].id, "AA001");
        assert_eq!(topology.nuts3[1].polygons[0][0][1], ArcUse { arc: 0, reversed: true });
    }

    #[test]
    fn a_missing_arc_is_an_error() {
        let text = TWO.replace("[[[2,-1]]]", "[[[2,9]]]");
        assert_eq!(
            Topology::parse(&text).unwrap_err().to_string(),
            "region geometry: there is no arc 9"
        );
    }
}
