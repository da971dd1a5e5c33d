//! The regions of Europe: what they are called, who their neighbours are, how large they are.

use std::collections::{BTreeMap, BTreeSet};

use super::correspondence::{Correspondence, Predecessor};
use super::locate::{Located, Locator};
use super::population::{Population, parse_populations};
use super::table::Table;
use super::topology::{ArcUse, Polygon, Topology};
use super::{Coordinates, CountryCode, GeoError, Laea, NutsCode};

/// The texts that the regions are made of.
#[derive(Debug, Clone, Copy)]
pub struct GeoTexts<'a> {
    /// `content/geo/regions.topo.json`
    pub topology: &'a str,
    /// `content/geo/nuts2021.csv`
    pub names: &'a str,
    /// `content/geo/nuts2024-nuts2021.csv`
    pub correspondence: &'a str,
    /// `content/population/population-nuts2021.csv`
    pub populations: &'a str,
}

/// A region of NUTS 2021, of any level.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Its code, which gives its level, country and parent.
    pub code: NutsCode,
    /// Its name in its own language and script.
    pub name: String,
    /// The same in Latin letters.
    pub name_latin: String,
    /// Square kilometres within its outline at 1:3 million, inland water included: not the official land area.
    pub area_km2: f64,
    /// Its people, where the table has them: levels 0 to 2.
    pub population: Option<Population>,
    /// The regions one level down.
    pub children: Vec<NutsCode>,
    /// The regions of its own level that share a stretch of border with it, across national borders too, but
    /// not those of countries outside NUTS.
    pub neighbours: Vec<NutsCode>,
}

/// A country outside NUTS 2021, from Natural Earth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideCountry {
    /// Its ISO code, `XK` for Kosovo.
    pub code: CountryCode,
    /// Its English name.
    pub name: String,
}

/// All regions, and where they are. Holding one proves that each region has a parent and a shape.
#[derive(Clone)]
pub struct Regions {
    regions: Vec<Region>,
    outside: Vec<OutsideCountry>,
    correspondence: Correspondence,
    topology: Topology,
    projection: Laea,
    locator: Locator,
}

impl Regions {
    /// Puts the regions together from the texts.
    ///
    /// # Errors
    /// Where a text cannot be read, a shape has no name, a region no shape, or a population no region.
    pub fn assemble(texts: &GeoTexts<'_>) -> Result<Self, GeoError> {
        let topology = Topology::parse(texts.topology)?;
        let projection = Laea::europe()?;
        let smallest = codes_of_shapes(&topology)?;
        let outside = countries_outside(&topology)?;
        let mut regions = named_regions(texts.names)?;
        add_areas(&mut regions, &smallest, &topology)?;
        add_populations(&mut regions, parse_populations(texts.populations)?)?;
        add_family(&mut regions, &smallest, &topology)?;
        let outside_codes: Vec<_> = outside.iter().map(|country| country.code).collect();
        let locator = Locator::new(&topology, &smallest, &outside_codes);
        Ok(Self {
            regions: regions.into_values().collect(),
            outside,
            correspondence: Correspondence::parse(texts.correspondence)?,
            topology,
            projection,
            locator,
        })
    }

    /// Where a place is: inside a region or country, or else by the nearest one within five kilometres; `None` at
    /// sea and far away.
    #[must_use]
    pub fn locate(&self, place: Coordinates) -> Option<Located> {
        self.locator.locate(place, &self.topology, &self.projection)
    }

    /// The region with this code.
    #[must_use]
    pub fn get(&self, code: NutsCode) -> Option<&Region> {
        let place = self.regions.binary_search_by_key(&code, |region| region.code).ok()?;
        self.regions.get(place)
    }

    /// All regions of all levels, sorted by code: each before its children.
    #[must_use]
    pub fn all(&self) -> &[Region] {
        &self.regions
    }

    /// The regions of one level, 0 to 3, sorted by code.
    pub fn of_level(&self, level: u8) -> impl Iterator<Item = &Region> {
        self.regions.iter().filter(move |region| region.code.level() == level)
    }

    /// The country outside NUTS with this code.
    #[must_use]
    pub fn outside(&self, code: CountryCode) -> Option<&OutsideCountry> {
        let place = self.outside.binary_search_by_key(&code, |country| country.code).ok()?;
        self.outside.get(place)
    }

    /// The NUTS 2021 regions from which a region that only NUTS 2024 has came, the main one first.
    #[must_use]
    pub fn predecessors(&self, code: NutsCode) -> &[Predecessor] {
        self.correspondence.predecessors(code)
    }

    /// The shapes, for drawing.
    #[must_use]
    pub fn topology(&self) -> &Topology {
        &self.topology
    }

    /// The projection of the shapes.
    #[must_use]
    pub fn projection(&self) -> &Laea {
        &self.projection
    }
}

fn codes_of_shapes(topology: &Topology) -> Result<Vec<NutsCode>, GeoError> {
    let code = |id: &str| match id.parse::<NutsCode>() {
        Ok(code) if code.level() == 3 => Ok(code),
        _ => Err(GeoError::Topology(format!("`{id}` is not a NUTS code of level 3"))),
    };
    topology.nuts3.iter().map(|shape| code(&shape.id)).collect()
}

fn countries_outside(topology: &Topology) -> Result<Vec<OutsideCountry>, GeoError> {
    let country = |id: &str, name: &Option<String>| {
        let code = CountryCode::parse(id);
        code.zip(name.clone()).map(|(code, name)| OutsideCountry { code, name })
    };
    let wrong = |id: &str| GeoError::Topology(format!("`{id}` needs a country code and a name"));
    let shapes = topology.outside.iter();
    shapes.map(|shape| country(&shape.id, &shape.name).ok_or_else(|| wrong(&shape.id))).collect()
}

fn named_regions(text: &str) -> Result<BTreeMap<NutsCode, Region>, GeoError> {
    let table = Table::new("nuts2021.csv", text, "nuts,name,name_latin")?;
    let mut regions = BTreeMap::new();
    for row in table.rows() {
        let (line, row) = row?;
        let [nuts, name, name_latin] = row.as_slice() else { continue };
        let code: NutsCode =
            nuts.parse().map_err(|_| table.error(line, format!("`{nuts}` is not a NUTS code")))?;
        let region = Region {
            code,
            name: name.clone(),
            name_latin: name_latin.clone(),
            area_km2: 0.0,
            population: None,
            children: Vec::new(),
            neighbours: Vec::new(),
        };
        if regions.insert(code, region).is_some() {
            return Err(table.error(line, format!("`{code}` stands here twice")));
        }
    }
    Ok(regions)
}

fn no_name(code: NutsCode) -> GeoError {
    GeoError::Apart(format!("`{code}` has a shape but no name"))
}

/// The projection keeps areas, so the plane's are the ellipsoid's.
fn add_areas(
    regions: &mut BTreeMap<NutsCode, Region>,
    smallest: &[NutsCode],
    topology: &Topology,
) -> Result<(), GeoError> {
    let crosses: Vec<f64> = (0..topology.arc_count()).map(|arc| cross(topology, arc)).collect();
    for (code, shape) in smallest.iter().zip(&topology.nuts3) {
        let square_metres: f64 = shape.polygons.iter().map(|polygon| area(polygon, &crosses)).sum();
        for level in 0..=3 {
            let Some(code) = code.at_level(level) else { continue };
            regions.get_mut(&code).ok_or_else(|| no_name(code))?.area_km2 += square_metres / 1e6;
        }
    }
    match regions.values().find(|region| region.area_km2 <= 0.0) {
        Some(region) => Err(GeoError::Apart(format!("`{}` has a name but no shape", region.code))),
        None => Ok(()),
    }
}

/// An arc's part of twice the area of a ring that runs along it (the shoelace formula).
fn cross(topology: &Topology, arc: usize) -> f64 {
    let steps = topology.arc(arc).windows(2);
    steps
        .map(|s| f64::from(s[0].x) * f64::from(s[1].y) - f64::from(s[1].x) * f64::from(s[0].y))
        .sum()
}

fn area(polygon: &Polygon, crosses: &[f64]) -> f64 {
    let signed = |used: &ArcUse| {
        let cross = crosses.get(used.arc).copied().unwrap_or_default();
        if used.reversed { -cross } else { cross }
    };
    let rings = polygon.iter().map(|ring| (ring.iter().map(signed).sum::<f64>() / 2.0).abs());
    rings.enumerate().map(|(place, area)| if place == 0 { area } else { -area }).sum()
}

fn add_populations(
    regions: &mut BTreeMap<NutsCode, Region>,
    populations: BTreeMap<NutsCode, Population>,
) -> Result<(), GeoError> {
    for (code, population) in populations {
        let what = || format!("`{code}` is not a region of NUTS 2021");
        let error = || GeoError::Table { table: "population-nuts2021.csv", line: 1, what: what() };
        regions.get_mut(&code).ok_or_else(error)?.population = Some(population);
    }
    Ok(())
}

fn add_family(
    regions: &mut BTreeMap<NutsCode, Region>,
    smallest: &[NutsCode],
    topology: &Topology,
) -> Result<(), GeoError> {
    let codes: Vec<NutsCode> = regions.keys().copied().collect();
    for code in codes {
        let Some(parent) = code.parent() else { continue };
        regions.get_mut(&parent).ok_or_else(|| no_name(parent))?.children.push(code);
    }

    let mut users: Vec<Vec<NutsCode>> = vec![Vec::new(); topology.arc_count()];
    for (code, shape) in smallest.iter().zip(&topology.nuts3) {
        for used in shape.polygons.iter().flatten().flatten() {
            if let Some(users) = users.get_mut(used.arc) {
                users.push(*code);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for (one, other) in users.iter().flat_map(|users| users.iter().zip(users.iter().skip(1))) {
        for level in 0..=3 {
            if let (Some(one), Some(other)) = (one.at_level(level), other.at_level(level))
                && one != other
            {
                pairs.insert((one, other));
                pairs.insert((other, one));
            }
        }
    }
    for (one, other) in pairs {
        if let Some(region) = regions.get_mut(&one) {
            region.neighbours.push(other);
        }
    }
    Ok(())
}
