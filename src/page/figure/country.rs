//! The map of one country: its regions by rate, its facilities, its neighbours in grey.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};

use super::desk::{Desk, Draft};
use super::ground::{point_keys, points};
use super::{Figure, density};
use crate::map::{AreaKey, MapSpec};
use crate::model::CountryCode;

/// A country with fewer regions of level 2 is drawn in those of level 3.
const FEWEST: usize = 3;

/// Builds it.
pub(super) fn map(desk: &Desk<'_, '_>, code: CountryCode) -> Result<Figure> {
    let frame = desk.shared.ground.country_frame(code).context("the country has no shape")?;
    let facilities = desk.shared.in_country(code);
    let all = density::rates(desk);
    let classes = density::classes(&all);
    let own: Vec<_> = all.into_iter().filter(|it| it.0.country() == code).collect();
    let marks = density::marks(desk, &own, &classes)?;
    let provided = own.iter().filter(|it| it.2.is_some_and(|rate| rate.events > 0)).count();
    // A rate of one region for a whole country would say no more than its number.
    let level = if own.len() < FEWEST { 3 } else { 2 };
    let nothing = BTreeMap::<AreaKey, crate::map::AreaMark>::new();
    let areas = if level == 2 { &marks } else { &nothing };
    let mut keys = Vec::new();
    if level == 2 {
        keys = density::keys(desk, &classes, None)?;
    }
    keys.extend(point_keys(desk.shared)?);
    let name = desk.shared.country_in_sentence(code);
    let draft = Draft {
        values: &[
            ("country", &name),
            ("count", &desk.whole(facilities.len())),
            ("provided", &desk.whole(provided)),
            ("all", &desk.whole(own.len())),
            ("year", &desk.shared.population_year()),
        ],
        title: if level == 2 { "title" } else { "plain" },
        plain: level != 2,
        table: density::region_table(desk, &own)?,
        sources: &["population", "boundaries", "neighbours"],
    };
    let points = points(desk.shared, facilities, true)?;
    let (title, about) = (desk.title(&draft)?, desk.say("description", draft.values)?);
    let slug = desk.id.slug();
    let subject = BTreeSet::from([code]);
    let spec = MapSpec {
        title: &title,
        description: &about,
        subject: Some(&subject),
        points: &points,
        ..MapSpec::bare(&slug, frame, areas)
    };
    let map =
        desk.shared.ground.country(&desk.shared.beneath, code, level, &spec, &desk.shared.captions);
    desk.map(map, keys, draft)
}
