//! What a map is to show.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::Frame;
use super::inset::Inset;
use super::shapes::AreaKey;
use crate::geo::{Coordinates, CountryCode};

/// How an area is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AreaMark {
    /// Classes to add to `map-area`, such as a class of values.
    pub class: String,
    /// Hatched instead of filled: nothing is known of it.
    pub hatched: bool,
    /// What a pointer over it tells, such as its name and value.
    pub title: Option<String>,
}

/// The shape of a point's mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PointShape {
    /// A disc.
    #[default]
    Circle,
    /// A square on its side.
    Square,
    /// A square on its corner.
    Diamond,
    /// A triangle, tip up.
    Triangle,
}

/// A point.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPoint {
    /// Where it is.
    pub coordinates: Coordinates,
    /// A class to add to `map-point`.
    pub class: String,
    /// The shape of its mark.
    pub shape: PointShape,
    /// Its name: what a pointer over it tells.
    pub label: String,
    /// Where it leads, below the site's base address.
    pub href: Option<String>,
    /// Drawn as an outline, for what does not exist yet or any longer.
    pub hollow: bool,
    /// Drawn with a ring around it: the place is known roughly only.
    pub approximate: bool,
    /// Named only where it leads somewhere: its name may not be taken away with the map.
    pub unnamed: bool,
}

/// A text on the map, left out where it would cover a mark or another text, or name a mark that has a name.
#[derive(Debug, Clone, PartialEq)]
pub struct MapLabel {
    /// What it names.
    pub coordinates: Coordinates,
    /// The text.
    pub text: String,
    /// A class to add to `map-label`.
    pub class: String,
}

/// The land within a distance of any of some places.
#[derive(Debug, Clone, PartialEq)]
pub struct MapBand<'a> {
    /// The distance.
    pub kilometres: f64,
    /// The places.
    pub around: &'a [Coordinates],
    /// A class to add to `map-band`.
    pub class: String,
}

/// A line between two places that have to do with each other.
#[derive(Debug, Clone, PartialEq)]
pub struct MapArc {
    /// One end.
    pub from: Coordinates,
    /// The other end.
    pub to: Coordinates,
    /// A class to add to `map-arc`.
    pub class: String,
    /// What a pointer over it tells.
    pub title: String,
}

/// A map.
#[derive(Debug, Clone)]
pub struct MapSpec<'a> {
    /// Begins the ids within the SVG; different for each map of a page.
    pub id: &'a str,
    /// What the map shows, in one line: what screen readers say first.
    pub title: &'a str,
    /// What is to be seen on it: the text alternative.
    pub description: &'a str,
    /// The part of the plane.
    pub frame: Frame,
    /// The countries whose regions are drawn at the detail's level; the others are drawn as wholes, in grey. `None`:
    /// all of them.
    pub subject: Option<&'a BTreeSet<CountryCode>>,
    /// How areas are drawn: regions of the detail's level, and countries outside NUTS. Those without a mark get the
    /// bare `map-area`, countries outside NUTS the bare `map-other`.
    pub areas: &'a BTreeMap<AreaKey, AreaMark>,
    /// Bands of distance, the widest first; with them areas are plain, whatever their marks.
    pub bands: &'a [MapBand<'a>],
    /// Relations; those with an end outside the frame are left out.
    pub arcs: &'a [MapArc],
    /// Points, grouped where their marks would overlap.
    pub points: &'a [MapPoint],
    /// Labels, the most important first.
    pub labels: &'a [MapLabel],
    /// Overseas regions in boxes of their own.
    pub insets: &'a [Inset<'a>],
    /// The captions of boxes in another language, by the English ones.
    pub captions: &'a [(&'static str, String)],
    /// Whether to draw a scale bar.
    pub scale_bar: bool,
    /// A second width, for phones: marks, labels and the scale are laid out for it again, so that
    /// they keep their size while the shapes beneath shrink.
    pub narrow: Option<f64>,
}

impl<'a> MapSpec<'a> {
    /// A map of a part of the plane with nothing on it.
    #[must_use]
    pub fn bare(id: &'a str, frame: Frame, areas: &'a BTreeMap<AreaKey, AreaMark>) -> Self {
        Self {
            id,
            title: "",
            description: "",
            frame,
            subject: None,
            areas,
            bands: &[],
            arcs: &[],
            points: &[],
            labels: &[],
            insets: &[],
            captions: &[],
            scale_bar: true,
            narrow: None,
        }
    }
}
