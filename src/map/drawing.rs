//! A finished map, to be written with or without links.

use std::fmt;
use std::sync::Arc;

use super::draw::Ground;
use super::group::Group;
use super::mark::{write_group, write_point};
use super::spec::MapPoint;
use crate::svg::Svg;

/// A map that is drawn, but for its links: the shapes are drawn once, whatever number of pages
/// shows them.
#[derive(Debug, Clone)]
pub struct Drawing {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) description: String,
    /// Width in units of the page.
    pub width: f64,
    /// Height in units of the page.
    pub height: f64,
    pub(super) ground: Arc<Ground>,
    /// The titles of areas and arcs, each with its place in the ground.
    pub(super) titles: Vec<(usize, String)>,
    pub(super) points: Vec<MapPoint>,
    pub(super) wide: Overlay,
    pub(super) narrow: Option<Overlay>,
}

/// Words and marks laid out for one width.
#[derive(Debug, Clone)]
pub(super) struct Overlay {
    /// The width that it is laid out for, held against the width of the map.
    pub(super) factor: f64,
    pub(super) words: String,
    pub(super) groups: Vec<Group>,
}

/// Where the points of a map lead on one page.
pub trait Links: fmt::Debug {
    /// The address of a point, from the one that the point gives.
    fn point(&self, href: &str) -> String;

    /// The address for a group of the points at these places of the list; `None` for no link.
    fn group(&self, points: &[usize]) -> Option<String>;
}

/// For which widths a map is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Widths {
    /// Its own only.
    Wide,
    /// Its own and the narrow one, of which the style sheet shows one.
    Both,
}

impl Drawing {
    /// The element `<svg>`. Without links the whole is an image. With them the image is what lies
    /// beneath, and the marks lie beside it, since an image hides its links from screen readers.
    #[must_use]
    pub fn write(&self, links: Option<&dyn Links>, widths: Widths) -> String {
        let view = format!("0 0 {} {}", self.width, self.height);
        let ids = [format!("{}-title", self.id), format!("{}-desc", self.id)];
        let image = [
            ("role", "img".into()),
            ("aria-labelledby", (&ids[0]).into()),
            ("aria-describedby", (&ids[1]).into()),
        ];
        let mut svg = Svg::new();
        let mut attributes = vec![
            ("xmlns", "http://www.w3.org/2000/svg".into()),
            ("class", "map".into()),
            ("viewBox", (&view).into()),
        ];
        if links.is_none() {
            attributes.extend(image);
        }
        svg.open("svg", &attributes);
        if links.is_some() {
            svg.open("g", &image);
        }
        svg.text("title", &[("id", (&ids[0]).into())], &self.title);
        svg.text("desc", &[("id", (&ids[1]).into())], &self.description);
        self.write_ground(&mut svg);
        svg.new_line();
        let narrow = self.narrow.as_ref().filter(|_| widths == Widths::Both);
        let overlays = [("map-wide", Some(&self.wide)), ("map-narrow", narrow)];
        let overlays = overlays.into_iter().filter_map(|(class, it)| Some((class, it?)));
        let overlays: Vec<_> = overlays.collect();
        let each = |svg: &mut Svg, write: &dyn Fn(&mut Svg, &Overlay)| {
            for (class, overlay) in &overlays {
                open(svg, class, overlay);
                write(svg, overlay);
                svg.close();
            }
        };
        each(&mut svg, &|svg, overlay| svg.raw(&overlay.words));
        if links.is_some() {
            svg.close();
        }
        svg.new_line();
        if !self.points.is_empty() {
            each(&mut svg, &|svg, overlay| self.marks(svg, overlay, links));
        }
        svg.finish()
    }

    fn write_ground(&self, svg: &mut Svg) {
        let mut written = 0;
        for (at, title) in &self.titles {
            svg.raw(self.ground.svg.get(written..*at).unwrap_or_default());
            svg.words(title);
            written = *at;
        }
        svg.raw(self.ground.svg.get(written..).unwrap_or_default());
    }

    fn marks(&self, svg: &mut Svg, overlay: &Overlay, links: Option<&dyn Links>) {
        for group in &overlay.groups {
            let members: Vec<&MapPoint> =
                group.members.iter().filter_map(|index| self.points.get(*index)).collect();
            match members.as_slice() {
                [] => {}
                [point] => {
                    let link = links.zip(point.href.as_deref()).map(|(it, href)| it.point(href));
                    write_point(svg, point, group.at, link.as_deref());
                }
                several => {
                    let link = links.and_then(|links| links.group(&group.members));
                    write_group(svg, several, group, link.as_deref());
                }
            }
        }
    }
}

fn open(svg: &mut Svg, class: &'static str, overlay: &Overlay) {
    let turn = format!("scale({})", 1.0 / overlay.factor);
    let mut attributes = vec![("class", class.into())];
    if (overlay.factor - 1.0).abs() > f64::EPSILON {
        attributes.push(("transform", (&turn).into()));
    }
    svg.open("g", &attributes);
}
