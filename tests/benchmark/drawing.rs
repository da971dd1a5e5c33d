//! How fast charts and maps are drawn, on one core.

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::time::Instant;

use anyhow::{Context as _, Result};
use atmp_atlas::chart::{self, Bars, Entry, Frame, Heading, Values};
use atmp_atlas::geo::{Laea, Regions};
use atmp_atlas::map::{
    self, AreaKey, Detail, Inset, MapPoint, MapSpec, Overseas, PointShape, Shapes,
};
use atmp_atlas::model::Atlas;

/// Prints the speeds.
#[expect(clippy::print_stdout, reason = "the table is what it is for")]
pub fn measure(atlas: &Atlas) -> Result<()> {
    const CHARTS: u32 = 4_000;
    let began = Instant::now();
    for number in 0..CHARTS {
        let entry = |place: u32| Entry::new(format!("Country {place}"), f64::from(number + place));
        let values = Values { entries: (0..12).map(entry).collect(), ..Values::default() };
        let heading = Heading { id: "speed", title: "How fast", spoken: None };
        black_box(chart::draw(&Bars { values }, &heading, Frame::NARROW)?);
    }
    let speed = f64::from(CHARTS) / began.elapsed().as_secs_f64();
    println!("charts: {speed:.0} a second and core");

    let regions = atlas.regions();
    let shapes = Shapes::new(regions);
    let laea = Laea::europe()?;
    let overseas = Overseas::all(&shapes, 2, &laea);
    let (mut slowest, mut sum, mut count) = (("", 0.0), 0.0, 0);
    for country in regions.of_level(0) {
        let points: Vec<MapPoint> = points_in(atlas, country.code.country());
        // Once for what is prepared when it is first asked for.
        country_map(regions, &shapes, &laea, &overseas, country.code.as_str(), &points)?;
        let began = Instant::now();
        black_box(country_map(regions, &shapes, &laea, &overseas, country.code.as_str(), &points)?);
        let took = began.elapsed().as_secs_f64() * 1000.0;
        sum += took;
        count += 1;
        if took > slowest.1 {
            slowest = (country.code.as_str(), took);
        }
    }
    println!(
        "country maps: {:.2} ms on average, {:.2} ms the slowest ({})",
        sum / f64::from(count),
        slowest.1,
        slowest.0
    );
    Ok(())
}

fn points_in(atlas: &Atlas, country: atmp_atlas::model::CountryCode) -> Vec<MapPoint> {
    let here = atlas.facilities().iter().filter(|it| it.location.country == country);
    here.map(|facility| MapPoint {
        coordinates: facility.location.coordinates,
        class: String::new(),
        shape: PointShape::Circle,
        label: facility.name.clone(),
        href: None,
        hollow: false,
        approximate: true,
        unnamed: false,
    })
    .collect()
}

fn country_map(
    regions: &Regions,
    shapes: &Shapes<'_>,
    laea: &Laea,
    overseas: &[Overseas],
    code: &str,
    points: &[MapPoint],
) -> Result<String> {
    let nuts: atmp_atlas::geo::NutsCode = code.parse()?;
    let country = regions.get(nuts).context("no such country")?.code.country();
    let mainland = |key: AreaKey| match key {
        AreaKey::Nuts(region) => region.country() == country && !Overseas::is_overseas(region),
        AreaKey::Outside(_) => false,
    };
    let (low, high) = shapes.bounds(mainland).context("no shape")?;
    let frame = map::Frame::fitting(low, high, 720.0, 0.6, 1.1);
    let subject = BTreeSet::from([country]);
    let areas = BTreeMap::new();
    let insets = Inset::for_country(overseas, country, &frame);
    let spec = MapSpec {
        subject: Some(&subject),
        points,
        insets: &insets,
        narrow: Some(360.0),
        ..MapSpec::bare("speed", frame, &areas)
    };
    let detail = Detail::for_frame(shapes, 2, &frame);
    Ok(map::draw(&spec, &detail, laea).write(None, map::Widths::Both))
}
