//! How far people live from a kind of facility, for readers who choose their own distance.

use serde::Serialize;

use super::subject_label;
use crate::address::Address;
use crate::page::shared::Shared;
use crate::summary::{Area, CURVE_STEP_KM, Summaries};
use crate::words::WordFault;

/// The shares of people within each of the steps of distance, of every area.
#[derive(Debug, Serialize)]
pub struct CurvesFile {
    /// The step, in kilometres.
    step: f64,
    /// How many times longer than the straight line a journey is taken to be.
    detour: f64,
    europe: Option<CurveRow>,
    countries: Vec<CurveRow>,
    /// The regions of level 2.
    regions: Vec<CurveRow>,
}

/// Name, address, people, and the people within 1, 2, 3 … steps in hundredths of a per cent.
#[derive(Debug, Serialize)]
pub struct CurveRow(String, String, u64, Vec<u32>);

/// Whether access to a kind of facility, given by its place, is measured.
pub(in crate::page) fn is_measured(summaries: &Summaries, place: usize) -> bool {
    let europe = summaries.area(Area::Europe).and_then(|europe| europe.provision.get(place));
    let any = summaries.subjects().get(place).is_some_and(|of| !of.facilities.is_empty());
    any && europe.is_some_and(|provision| provision.access.is_some())
}

/// The kinds of facility that access is measured for: place, and name.
pub(super) fn kinds(shared: &Shared<'_>) -> Result<Vec<(usize, String)>, WordFault> {
    let all = shared.summaries().subjects().iter().enumerate();
    all.filter(|(place, _)| is_measured(shared.summaries(), *place))
        .map(|(place, of)| Ok((place, subject_label(shared, of.subject)?)))
        .collect()
}

/// The file of a kind, given by its place; none for a kind that there is not.
pub(in crate::page) fn curves(shared: &Shared<'_>, place: usize) -> Option<CurvesFile> {
    shared.summaries().subjects().get(place)?;
    let mut file = CurvesFile {
        step: CURVE_STEP_KM,
        detour: shared.atlas.analysis().access.detour,
        europe: None,
        countries: Vec::new(),
        regions: Vec::new(),
    };
    for area in shared.summaries().areas() {
        let access = area.provision.get(place).and_then(|provision| provision.access.as_ref());
        let Some(access) = access else { continue };
        let hundredths = |share: &f64| (share * 10_000.0).round() as u32;
        let curve = access.curve.iter().map(hundredths).collect();
        let row = |name, address| CurveRow(name, address, access.people.round() as u64, curve);
        match area.area {
            Area::Europe => file.europe = Some(row(String::new(), String::new())),
            Area::Country(code) => {
                let known = shared.countries().contains(&code);
                let address = known.then(|| Address::country(code).to_string());
                file.countries.push(row(shared.country_name(code), address.unwrap_or_default()));
            }
            Area::Region(code) if code.level() == 2 => {
                let name = format!("{} ({})", shared.region_name(code), code.country());
                file.regions.push(row(name, Address::region(code).to_string()));
            }
            Area::Region(_) => {}
        }
    }
    Some(file)
}
