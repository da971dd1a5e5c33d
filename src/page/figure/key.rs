//! The signs on a map, each with its meaning.

use crate::map::classes::Classes;
use crate::map::{PointShape, write_shape};
use crate::svg::Svg;
use crate::words::{WordFault, Words};

/// A sign and what it means.
pub(in crate::page) struct Key {
    pub sign: Sign,
    pub label: String,
}

/// A sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::page) enum Sign {
    /// An area of a class.
    Area(String),
    /// A hatched area of the map with this id.
    Hatched(String),
    /// A band of distance.
    Band(&'static str),
    /// A point.
    Point(PointShape),
    /// A point drawn as an outline.
    Hollow,
    /// Several points.
    Group,
    /// A relation.
    Arc,
}

/// The size of a sign.
pub(in crate::page) const WIDTH: f64 = 22.0;
/// Its height.
pub(in crate::page) const HEIGHT: f64 = 14.0;

impl Sign {
    /// Writes it into a box of [`WIDTH`] × [`HEIGHT`].
    pub fn write(&self, svg: &mut Svg) {
        let block = |svg: &mut Svg, class: &str, fill: Option<&str>| {
            let mut attributes = vec![
                ("class", class.into()),
                ("x", 1.0.into()),
                ("y", 1.0.into()),
                ("width", (WIDTH - 2.0).into()),
                ("height", (HEIGHT - 2.0).into()),
            ];
            attributes.extend(fill.map(|fill| ("fill", fill.into())));
            svg.empty("rect", &attributes);
        };
        let disc = |svg: &mut Svg, radius: f64| {
            let centre = [("cx", (WIDTH / 2.0).into()), ("cy", (HEIGHT / 2.0).into())];
            let class = ("class", "map-mark".into());
            svg.empty("circle", &[class, centre[0], centre[1], ("r", radius.into())]);
        };
        match self {
            Self::Area(class) => block(svg, &format!("map-area map-key {class}"), None),
            Self::Hatched(id) => {
                block(svg, "map-hatched map-key", Some(&format!("url(#{id}-hatch)")));
            }
            Self::Band(class) => block(svg, &format!("map-band map-key {class}"), None),
            Self::Point(shape) => write_shape(svg, *shape, false, (WIDTH / 2.0, HEIGHT / 2.0)),
            Self::Hollow => {
                write_shape(svg, PointShape::Circle, true, (WIDTH / 2.0, HEIGHT / 2.0));
            }
            Self::Group => {
                svg.open("g", &[("class", "map-point map-group".into())]);
                disc(svg, 6.5);
                let at = [("x", (WIDTH / 2.0).into()), ("y", (HEIGHT / 2.0 + 3.3).into())];
                svg.text("text", &[("class", "map-count".into()), at[0], at[1]], "3");
                svg.close();
            }
            Self::Arc => {
                svg.empty("path", &[("class", "map-arc".into()), ("d", "M1 11q10-12 20-4".into())])
            }
        }
    }
}

/// The signs of the classes of a ramp, from `step-<first>` upwards, in numbers that `write` writes,
/// with their unit or without.
pub(super) fn of_classes(
    words: &Words,
    classes: &Classes,
    first: usize,
    write: impl Fn(f64, bool) -> String,
) -> Result<Vec<Key>, WordFault> {
    let label = |class| match classes.ends(class) {
        (Some(from), Some(to)) => Ok(format!("{}–{}", write(from, false), write(to, true))),
        (None, Some(to)) => words.fill("map-sign.under", &[("limit", &write(to, true))]),
        (from, None) => {
            words.fill("map-sign.over", &[("limit", &write(from.unwrap_or(0.0), true))])
        }
    };
    let key = |class| {
        Ok(Key { sign: Sign::Area(format!("step-{}", class + first)), label: label(class)? })
    };
    (0..classes.count()).map(key).collect()
}
