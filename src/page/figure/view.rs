//! What templates show of a figure.

use anyhow::Result;
use serde::Serialize;

use super::key::{HEIGHT, WIDTH};
use super::{Figure, FigureId, Key, Picture};
use crate::address::Address;
use crate::map::{Links, Widths};
use crate::model::CountryCode;
use crate::page::markup::Markup;
use crate::page::shared::Shared;
use crate::svg::Svg;

/// A figure on a page.
#[derive(Debug, Serialize)]
pub(in crate::page) struct FigureView {
    id: String,
    name: String,
    title: String,
    subtitle: String,
    /// `<svg>`, twice for a chart.
    svg: String,
    keys: Vec<KeyView>,
    /// Its data, as HTML.
    table: String,
    source: String,
    /// Its own page.
    to: Address,
}

/// A sign of a map.
#[derive(Debug, Serialize)]
struct KeyView {
    /// `<svg>`.
    sign: String,
    label: String,
}

/// A figure for a page; a map's marks are links where it is told where they lead.
pub(in crate::page) fn view(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    id: FigureId,
    links: Option<&dyn Links>,
) -> Result<FigureView> {
    let figure = shared.figures.get(shared, id)?;
    let svg = match &figure.picture {
        Picture::Chart { wide, narrow } => format!(
            "<div class=\"wide-only\">{}</div><div class=\"narrow-only\">{}</div>",
            wide.svg, narrow.svg
        ),
        Picture::Map(map) => map.write(links, Widths::Both),
    };
    Ok(FigureView {
        id: id.slug(),
        name: figure.name.clone(),
        title: figure.title.clone(),
        subtitle: figure.subtitle.clone(),
        svg,
        keys: keys(figure),
        table: markup.data(&figure.table, shared.words.signs()),
        source: figure.source.clone(),
        to: id.address(),
    })
}

fn keys(figure: &Figure) -> Vec<KeyView> {
    let view = format!("0 0 {WIDTH} {HEIGHT}");
    let key = |key: &Key| {
        let mut svg = Svg::new();
        let class = ("class", "map key".into());
        svg.open("svg", &[class, ("viewBox", (&view).into()), ("aria-hidden", "true".into())]);
        key.sign.write(&mut svg);
        KeyView { sign: svg.finish(), label: key.label.clone() }
    };
    figure.keys.iter().map(key).collect()
}

/// Where the points of a map lead: each to its page, a group to the page of its country, or to a
/// list on the same page.
#[derive(Debug)]
pub(in crate::page) struct FigureLinks<'l> {
    /// What leads from the page to the base.
    pub root: &'l str,
    /// The country of each point.
    pub countries: Vec<CountryCode>,
    /// Where groups lead instead.
    pub list: Option<&'static str>,
}

impl Links for FigureLinks<'_> {
    fn point(&self, href: &str) -> String {
        format!("{}{href}", self.root)
    }

    fn group(&self, points: &[usize]) -> Option<String> {
        if let Some(list) = self.list {
            return Some(list.to_owned());
        }
        let mut countries = points.iter().filter_map(|&place| self.countries.get(place));
        let first = countries.next()?;
        let common = countries.all(|other| other == first);
        let to = if common { Address::country(*first) } else { Address::countries() };
        Some(format!("{}{to}", self.root))
    }
}
