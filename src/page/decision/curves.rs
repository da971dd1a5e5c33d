//! How far people live from a kind of facility, for readers who choose their own distance.

use std::sync::OnceLock;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::subject_label;
use crate::address::Address;
use crate::page::shared::Shared;
use crate::summary::{Access, Area, AreaSummary, CURVE_STEP_KM, Summaries};
use crate::words::WordFault;

/// The shares of people within each of the steps of distance, of every area.
#[derive(Debug, Serialize)]
pub struct CurvesFile<'s> {
    /// The step, in kilometres.
    step: f64,
    /// How many times longer than the straight line a journey is taken to be.
    detour: f64,
    europe: Option<CurveRow>,
    countries: Vec<CurveRow>,
    /// The regions of level 2, which are the same in every language.
    regions: &'s RawValue,
}

/// The rows of regions as JSON, for each kind of facility that they were asked for.
#[derive(Debug, Default)]
pub(in crate::page) struct RegionCurves(Vec<OnceLock<Option<Box<RawValue>>>>);

impl RegionCurves {
    /// Room for those of an atlas.
    pub fn of(summaries: &Summaries) -> Self {
        Self(summaries.subjects().iter().map(|_| OnceLock::new()).collect())
    }
}

/// Name, address, people, and the people within 1, 2, 3 … steps in hundredths of a per cent.
#[derive(Debug, Serialize)]
pub struct CurveRow(String, String, u64, Vec<u32>);

/// Whether access to a kind of facility, given by its place, is measured.
pub(in crate::page) fn is_measured(summaries: &Summaries, place: usize) -> bool {
    let europe = summaries.area(Area::Europe).and_then(|europe| europe.provision.get(place));
    let any = summaries.subjects().get(place).is_some_and(|of| !of.facilities.is_empty());
    any && europe.is_some_and(|provision| provision.has_access())
}

/// The kinds of facility that access is measured for: place, and name.
pub(super) fn kinds(shared: &Shared<'_>) -> Result<Vec<(usize, String)>, WordFault> {
    let all = shared.summaries().subjects().iter().enumerate();
    all.filter(|(place, _)| is_measured(shared.summaries(), *place))
        .map(|(place, of)| Ok((place, subject_label(shared, of.subject)?)))
        .collect()
}

/// The file of a kind, given by its place; none for a kind that there is not.
pub(in crate::page) fn curves<'s>(shared: &'s Shared<'_>, place: usize) -> Option<CurvesFile<'s>> {
    let regions = shared.region_curves.0.get(place)?;
    let mut file = CurvesFile {
        step: CURVE_STEP_KM,
        detour: shared.atlas.analysis().access.detour,
        europe: None,
        countries: Vec::new(),
        regions: regions.get_or_init(|| regions_of(shared, place)).as_deref()?,
    };
    for area in shared.summaries().areas() {
        let access = area.provision.get(place).and_then(|provision| provision.access());
        let Some(access) = access else { continue };
        match area.area {
            Area::Europe => file.europe = Some(row(access, String::new(), String::new())),
            Area::Country(code) => {
                let known = shared.countries().contains(&code);
                let address = known.then(|| Address::country(code).to_string());
                let address = address.unwrap_or_default();
                file.countries.push(row(access, shared.country_name(code), address));
            }
            Area::Region(_) => {}
        }
    }
    Some(file)
}

fn row(access: &Access, name: String, address: String) -> CurveRow {
    let hundredths = |share: &f64| (share * 10_000.0).round() as u32;
    let curve = access.curve.iter().map(hundredths).collect();
    CurveRow(name, address, access.people.round() as u64, curve)
}

/// The rows of regions, as JSON.
fn regions_of(shared: &Shared<'_>, place: usize) -> Option<Box<RawValue>> {
    let row = |area: &AreaSummary| {
        let Area::Region(code) = area.area else { return None };
        let access = area.provision.get(place)?.access().filter(|_| code.level() == 2)?;
        let name = format!("{} ({})", shared.region_name(code), code.country());
        Some(row(access, name, Address::region(code).to_string()))
    };
    let rows: Vec<CurveRow> = shared.summaries().areas().iter().filter_map(row).collect();
    to_raw_value(&rows).ok()
}
