//! A small map that shows where one facility is.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde::Serialize;

use super::FigureId;
use super::ground::{LOCATOR_SCALE, points};
use crate::address::Address;
use crate::map::{self, Frame, MapLabel, MapPoint, MapSpec, Widths};
use crate::model::FacilityIndex;
use crate::page::once::Once;
use crate::page::shared::Shared;

/// Its size in pixels.
const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 250.0;

/// What the template shows.
#[derive(Debug, Serialize)]
pub(in crate::page) struct Locator {
    /// `<svg>`.
    svg: String,
    /// The map of the country.
    to: Address,
    /// Where that leads, in words.
    label: String,
}

/// The place of a facility; `None` off the map of Europe.
pub(in crate::page) fn locator(
    shared: &Shared<'_>,
    once: &Once,
    index: FacilityIndex,
) -> Result<Option<Locator>> {
    let words = &shared.words;
    let facility = shared.atlas.facility(index);
    let country = facility.location.country;
    let ground = &shared.ground;
    let plane = ground.laea.forward(facility.location.coordinates);
    let Some(plane) = plane.filter(|plane| Frame::europe(WIDTH).shows(*plane)) else {
        return Ok(None);
    };
    let kilometres = LOCATOR_SCALE / 1000.0;
    let frame = Frame::around(plane, WIDTH * kilometres, HEIGHT * kilometres, WIDTH);
    let points: Vec<MapPoint> = points(shared, &[index], true)?
        .into_iter()
        .map(|point| MapPoint { href: None, ..point })
        .collect();
    let labels = [MapLabel {
        coordinates: facility.location.coordinates,
        text: facility.location.city.clone(),
        class: String::new(),
    }];
    let name = shared.country_in_sentence(country);
    let place: [(&str, &dyn std::fmt::Display); 3] =
        [("name", &facility.name), ("city", &facility.location.city), ("country", &name)];
    let areas = BTreeMap::new();
    let subject = BTreeSet::from([country]);
    let spec = MapSpec {
        title: &words.fill("map.locator.title", &place)?,
        description: &words.fill("map.locator.description", &place)?,
        subject: Some(&subject),
        points: &points,
        labels: &labels,
        ..MapSpec::bare("locator", frame, &areas)
    };
    let beneath = once.locator(|| map::ground(&spec, ground.locator_detail(), &ground.laea));
    let map = map::draw_on(&spec, beneath, &ground.laea);
    Ok(Some(Locator {
        svg: map.write(None, Widths::Wide),
        to: FigureId::CountryMap(country).address(),
        label: words.fill("map.locator.link", &[("country", &name)])?,
    }))
}
