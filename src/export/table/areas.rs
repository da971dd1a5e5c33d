//! The tables of countries and regions: what stands where, counted.

use super::{Cell, Column, Data, Kind, Rows, Typed, about};
use crate::geo::{NutsCode, Population};
use crate::model::{Atlas, CountryCode, Facility, FacilityIndex, Stage};

/// A country or region with its facilities.
#[derive(Clone)]
pub(super) struct Area {
    code: String,
    country: CountryCode,
    nuts: Option<NutsCode>,
    name: String,
    area_km2: Option<f64>,
    population: Option<Population>,
    all: usize,
    left_out: usize,
    stages: Vec<Stage>,
}

impl Area {
    fn at(&self, stage: Stage) -> Cell<'static> {
        Cell::count(self.stages.iter().filter(|&&one| one == stage).count())
    }
}

const PERSONS: Column<Area> =
    about("population", Kind::Integer, "Persons, the annual average of `population_year`.").reads(
        |row| {
            row.item.population.as_ref().map_or(Cell::Empty, |it| {
                Cell::Integer(i64::try_from(it.persons).unwrap_or(i64::MAX))
            })
        },
    );
const YEAR: Column<Area> = about("population_year", Kind::Integer, "The year of the population.")
    .reads(|row| Cell::year(row.item.population.as_ref().map(|it| it.year)));
const SOURCE: Column<Area> = about(
    "population_source",
    Kind::Text,
    "The dataset of ARDECO (European Commission, Joint Research Centre) that it is from.",
)
.reads(|row| Cell::optional(row.item.population.as_ref().map(|it| it.dataset.as_str())));
const ALL: Column<Area> = about(
    "facilities",
    Kind::Integer,
    "Facilities in all. That there is no record never means that there is no facility.",
)
.required()
.reads(|row| Cell::count(row.item.all));
const AT_WORK: Column<Area> = about("at_work", Kind::Integer, "Those at work: today's capacity.")
    .required()
    .reads(|row| row.item.at(Stage::AtWork));
const COMING: Column<Area> = about("coming", Kind::Integer, "Those planned or being built.")
    .required()
    .reads(|row| row.item.at(Stage::Coming));
const PAUSED: Column<Area> = about("paused", Kind::Integer, "Those stopped for a time.")
    .required()
    .reads(|row| row.item.at(Stage::Paused));
const ENDED: Column<Area> = about("ended", Kind::Integer, "Those shut for good.")
    .required()
    .reads(|row| row.item.at(Stage::Ended));
const NOT_KNOWN: Column<Area> =
    about("not_known", Kind::Integer, "Those whose status no source gives.")
        .required()
        .reads(|row| row.item.at(Stage::NotKnown));

const LEFT_OUT: Column<Area> = about(
    "left_out",
    Kind::Integer,
    "Those of `facilities` that are counted here and listed nowhere, since their sources forbid reuse.",
)
.required()
.reads(|row| Cell::count(row.item.left_out));

pub(super) static COUNTRIES: Typed<Area> = Typed {
    name: "countries",
    title: "Countries",
    about: "A row is a country that has a facility or a national framework in the atlas.",
    key: &["country"],
    columns: &[
        about("country", Kind::Text, "ISO 3166-1 alpha-2 in capitals; XK for Kosovo.")
            .required()
            .reads(|row| Cell::text(&row.item.code)),
        about("nuts", Kind::Text, "Its code in NUTS 2021; empty outside NUTS.")
            .reads(|row| row.item.nuts.map_or(Cell::Empty, Cell::shown)),
        about("name", Kind::Text, "Its name.").required().reads(|row| Cell::text(&row.item.name)),
        PERSONS,
        YEAR,
        SOURCE,
        ALL,
        AT_WORK,
        COMING,
        PAUSED,
        ENDED,
        NOT_KNOWN,
        LEFT_OUT,
    ],
    rows: Rows::Whole(countries),
};

pub(super) static REGIONS: Typed<Area> = Typed {
    name: "regions",
    title: "Regions",
    about: "A row is a region of NUTS 2021, level 2; those without a facility too.",
    key: &["nuts"],
    columns: &[
        about("nuts", Kind::Text, "Its code.").required().reads(|row| Cell::text(&row.item.code)),
        about("country", Kind::Text, "Its country, as ISO 3166-1 alpha-2 in capitals.").required().reads(|row| Cell::shown(row.item.country)),
        about("name", Kind::Text, "Its name in Latin letters.").required().reads(|row| Cell::text(&row.item.name)),
        about("area_km2", Kind::Number, "Square kilometres within its outline at 1:3 million, inland water included: not the official land area.").required().reads(|row| {
            row.item.area_km2.map_or(Cell::Empty, |area| Cell::Number((area * 10.0).round() / 10.0))
        }),
        PERSONS, YEAR, SOURCE, ALL, AT_WORK, COMING, PAUSED, ENDED, NOT_KNOWN, LEFT_OUT,
    ],
    rows: Rows::Whole(regions),
};

fn countries(data: Data<'_>) -> Vec<Area> {
    let atlas = data.atlas;
    let area = |code: CountryCode| {
        let (_, entry, detail) = atlas.vocabularies().country(code)?;
        let nuts = detail.nuts.is_some().then(|| NutsCode::of_country(code));
        let all = atlas.indexed().map(|(index, _)| index);
        let here = all.filter(|index| atlas.facility(*index).location.country == code);
        let (stages, left_out) = stages(atlas, here);
        Some(Area {
            code: code.to_string(),
            country: code,
            nuts,
            name: entry.label.clone(),
            area_km2: None,
            population: nuts.and_then(|nuts| atlas.regions().get(nuts)?.population.clone()),
            all: stages.len(),
            left_out,
            stages,
        })
    };
    atlas.countries().into_iter().filter_map(area).collect()
}

fn regions(data: Data<'_>) -> Vec<Area> {
    let atlas = data.atlas;
    let regions = atlas.regions().of_level(2).map(|region| {
        let (stages, left_out) = stages(atlas, atlas.in_region(region.code).iter().copied());
        Area {
            code: region.code.to_string(),
            country: region.code.country(),
            nuts: Some(region.code),
            name: region.name_latin.clone(),
            area_km2: Some(region.area_km2),
            population: region.population.clone(),
            all: stages.len(),
            left_out,
            stages,
        }
    });
    regions.collect()
}

/// The stages of all facilities of an area, and how many of them are left out of downloads.
fn stages(atlas: &Atlas, inside: impl Iterator<Item = FacilityIndex>) -> (Vec<Stage>, usize) {
    let found: Vec<&Facility> = inside.map(|index| atlas.facility(index)).collect();
    let left_out = found.iter().filter(|facility| !facility.may_be_reused()).count();
    let stage = |it: &Facility| atlas.vocabularies().stage(&it.status);
    (found.into_iter().map(stage).collect(), left_out)
}
