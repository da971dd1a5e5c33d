//! `atlas stats`: the main figures of the atlas, without a site.

mod human;

use std::path::PathBuf;

use anyhow::Result;
use serde::Serialize;

use super::{Outcome, Terminal, err, out, show};
use crate::check::{self, Choices};
use crate::finding::{Findings, Severity, counted};
use crate::load;
use crate::model::{Atlas, ClosedList as _, TermDetail};
use crate::summary::{
    self, Area, AreaSummary, ByStage, FigureSum, Provision, Rate, Subject, Summaries,
};

/// What `atlas stats` was asked to do.
#[derive(Debug)]
pub struct StatsOf {
    /// The atlas.
    pub root: PathBuf,
    /// The form of the figures.
    pub format: StatsFormat,
    /// The day that counts as today.
    pub choices: Choices,
    /// How to print.
    pub terminal: Terminal,
}

/// A form of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatsFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// Prints the figures of an atlas.
///
/// # Errors
/// Where the atlas cannot be read.
pub fn stats(asked: &StatsOf) -> Result<Outcome> {
    let mut findings = Findings::default();
    let project = load::read(&asked.root, &mut findings)?;
    let atlas = check::atlas(&project, &asked.choices, &mut findings)?;
    let Some(atlas) = atlas else {
        show(&findings, &project.sources, asked.terminal);
        let errors = counted(findings.count(Severity::Error), "error");
        err(&format!("{errors}: figures of faulty records would be wrong\n"));
        return Ok(Outcome::Stopped);
    };
    let summaries = summary::summarize(&atlas);
    let stats = Stats::of(&atlas, &summaries);
    out(&match asked.format {
        StatsFormat::Human => human::text(&stats),
        StatsFormat::Json => serde_json::to_string_pretty(&stats)? + "\n",
    });
    Ok(Outcome::Fine)
}

/// The main figures; `api/v1/` of a built site has all of them.
#[derive(Serialize)]
struct Stats<'a> {
    title: &'a str,
    as_of: String,
    facilities: u32,
    at_work: u32,
    coming: u32,
    paused: u32,
    ended: u32,
    not_known: u32,
    /// The people of the countries whose people are counted.
    people: Option<u64>,
    population_year: Option<u16>,
    population_source: Option<&'a str>,
    /// The distances that `within` is for, and the shares that `covering_km` is for.
    distances_km: &'a [f64],
    shares: &'a [f64],
    reach_km: f64,
    kinds: Vec<Kind>,
    countries: Vec<Country<'a>>,
    figures: Vec<Sum<'a>>,
    /// The kind of facility that the under-served regions are listed for.
    under_served_kind: Option<String>,
    under_served: Vec<UnderServed<'a>>,
}

#[derive(Serialize)]
struct Kind {
    subject: String,
    label: String,
    density: Density,
    within: Vec<f64>,
    covering_km: Vec<Option<f64>>,
    regions_without: usize,
    regions: usize,
    gini: Option<f64>,
}

#[derive(Serialize, Default)]
struct Density {
    at_work: u32,
    per_million: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    unstable: Option<bool>,
}

#[derive(Serialize)]
struct Country<'a> {
    country: String,
    name: &'a str,
    people: Option<u64>,
    facilities: u32,
    density: Density,
    within: Vec<f64>,
}

#[derive(Serialize)]
struct Sum<'a> {
    measure: &'a str,
    label: &'a str,
    unit: &'a str,
    kind: &'static str,
    per: Option<&'static str>,
    sum: Option<f64>,
    sum_max: Option<f64>,
    reported_by: u32,
    of: u32,
    at_least: u32,
}

#[derive(Serialize)]
struct UnderServed<'a> {
    nuts: String,
    name: &'a str,
    beyond_reach: f64,
    median_km: Option<f64>,
    holds_under: usize,
    choices: usize,
}

impl<'a> Stats<'a> {
    fn of(atlas: &'a Atlas, summaries: &'a Summaries) -> Self {
        let europe = summaries.area(Area::Europe);
        let stages = europe.map_or_else(ByStage::default, |europe| europe.counts().facilities);
        let population = europe.and_then(|europe| europe.population.as_ref());
        let settings = &atlas.analysis().access;
        let subject = listed(atlas, summaries);
        let sums = europe.map_or(&[][..], |europe| europe.figures()).iter();
        Self {
            title: &atlas.settings().title,
            as_of: atlas.settings().as_of.to_string(),
            facilities: stages.total(),
            at_work: stages.at_work,
            coming: stages.coming,
            paused: stages.paused,
            ended: stages.ended,
            not_known: stages.not_known,
            people: population.map(|it| it.persons),
            population_year: population.map(|it| it.year),
            population_source: population.map(|it| it.dataset.as_str()),
            distances_km: &settings.distances_km,
            shares: &settings.shares,
            reach_km: settings.reach_km,
            kinds: kinds(atlas, summaries),
            countries: countries(atlas, summaries),
            figures: sums
                .filter(|sum| sum.key.role.is_none())
                .map(|sum| Sum::of(sum, atlas))
                .collect(),
            under_served_kind: subject
                .and_then(|place| summaries.subjects().get(place))
                .map(|it| it.subject.label(atlas.vocabularies(), settings)),
            under_served: subject
                .map_or_else(Vec::new, |place| under_served(place, atlas, summaries)),
        }
    }
}

/// The place of the kind of facility that gives therapies to people: the first role that counts for
/// platforms, or any facility.
fn listed(atlas: &Atlas, summaries: &Summaries) -> Option<usize> {
    let role = atlas.analysis().access.platform_roles.first();
    summaries.place_of(role.map_or(Subject::Any, |&role| Subject::Role(role)))
}

fn kinds(atlas: &Atlas, summaries: &Summaries) -> Vec<Kind> {
    let europe = summaries.area(Area::Europe);
    let regions: Vec<&AreaSummary> = summaries
        .areas()
        .iter()
        .filter(|it| matches!(it.area, Area::Region(code) if code.level() == 2))
        .collect();
    let kind = |(place, subject): (usize, &summary::SubjectSummary)| {
        let provision = europe?.provision.get(place)?;
        let none = |region: &&&AreaSummary| {
            region.provision.get(place).is_some_and(|provision| provision.at_work == 0)
        };
        Some(Kind {
            subject: subject.subject.key(atlas.vocabularies()),
            label: subject.subject.label(atlas.vocabularies(), &atlas.analysis().access),
            density: Density::of(provision),
            within: provision.access().map_or_else(Vec::new, |it| it.within.clone()),
            covering_km: provision.access().map_or_else(Vec::new, |it| it.covering_km.clone()),
            regions_without: regions.iter().filter(none).count(),
            regions: regions.len(),
            gini: subject.spread.as_ref().map(|spread| spread.gini),
        })
    };
    summaries.subjects().iter().enumerate().filter_map(kind).collect()
}

fn countries<'a>(atlas: &'a Atlas, summaries: &Summaries) -> Vec<Country<'a>> {
    let country = |code| {
        let summary = summaries.area(Area::Country(code))?;
        let (_, entry, _) = atlas.vocabularies().country(code)?;
        let provision = summary.provision.first()?;
        Some(Country {
            country: code.to_string(),
            name: &entry.label,
            people: summary.population.as_ref().map(|it| it.persons),
            facilities: summary.counts().facilities.total(),
            density: Density::of(provision),
            within: provision.access().map_or_else(Vec::new, |it| it.within.clone()),
        })
    };
    let mut countries: Vec<Country> = atlas.countries().into_iter().filter_map(country).collect();
    countries.sort_by(|a, b| a.name.cmp(b.name));
    countries
}

fn under_served<'a>(place: usize, atlas: &'a Atlas, summaries: &Summaries) -> Vec<UnderServed<'a>> {
    let list = summaries.subjects().get(place).map_or(&[][..], |it| it.under_served());
    let entry = |region: &summary::UnderServed| UnderServed {
        nuts: region.region.to_string(),
        name: atlas.regions().get(region.region).map_or("", |it| &it.name_latin),
        beyond_reach: region.beyond,
        median_km: region.median_km,
        holds_under: region.holds_under(),
        choices: region.elsewhere.len(),
    };
    list.iter().map(entry).collect()
}

impl Density {
    fn of(provision: &Provision) -> Self {
        let of = |number: &dyn Fn(&Rate) -> f64| provision.rate.as_ref().map(number);
        Self {
            at_work: provision.at_work,
            per_million: of(&|rate| rate.per_million),
            low: of(&|rate| rate.interval.low),
            high: of(&|rate| rate.interval.high),
            unstable: provision.rate.map(|rate| rate.unstable),
        }
    }
}

impl<'a> Sum<'a> {
    fn of(sum: &FigureSum, atlas: &'a Atlas) -> Self {
        let words = atlas.vocabularies();
        let unit = match words.entry(sum.key.measure).map(|entry| &entry.detail) {
            Some(TermDetail::Measure(measure)) => measure.unit.as_str(),
            _ => "",
        };
        Self {
            measure: words.slug(sum.key.measure),
            label: words.label(sum.key.measure),
            unit,
            kind: sum.key.kind.slug(),
            per: sum.key.per.map(|per| per.slug()),
            sum: (sum.reported_by > 0).then_some(sum.low),
            sum_max: (sum.high > sum.low).then_some(sum.high),
            reported_by: sum.reported_by,
            of: sum.of,
            at_least: sum.at_least,
        }
    }
}
