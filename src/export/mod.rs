//! The atlas for machines: the same facts as on the pages, as data files.
//!
//! 1. [`Exports::new`] decides what may be downloaded and stamps it with date, version and licence.
//! 2. [`Exports::files`] lists every file by its address; nothing is made yet.
//! 3. [`Exports::bytes`] makes one file. Files do not depend on each other, so that they can be made
//!    in parallel, one at a time, without the whole ever being in memory.
//!
//! It knows nothing of pages and writes nothing to disk. Formats of files are one module each:
//! `api/` (JSON), `table/` (the tables behind CSV and its relatives), [`geojson`], [`datapackage`].

mod api;
mod csv;
mod datapackage;
mod geojson;
mod stamp;
pub mod table;
mod word;

use std::fmt;

use serde::Serialize;

pub use stamp::{LICENCE_ID, LICENCE_NAME, LICENCE_URL, Stamp};

use crate::address::Address;
use crate::geo::NutsCode;
use crate::model::{Atlas, CountryCode, FacilityIndex};
use stamp::Stamped;
use table::{Data, tables};

/// One data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum File {
    /// `api/v1/facilities.json`
    Facilities,
    /// `api/v1/facilities/<cc>/<slug>.json`
    Facility(FacilityIndex),
    /// `api/v1/countries.json`
    Countries,
    /// `api/v1/countries/<cc>.json`
    Country(CountryCode),
    /// `api/v1/regions.json`
    Regions,
    /// `api/v1/regions/<nuts>.json`
    Region(NutsCode),
    /// `api/v1/vocabularies.json`
    Vocabularies,
    /// `api/v1/frameworks.json`
    Frameworks,
    /// `data/<table>.csv`, by the table's place in [`tables`].
    Csv(usize),
    /// `data/facilities.geojson`
    GeoJson,
    /// `data/datapackage.json`
    DataPackage,
}

/// Why a file could not be made.
#[derive(Debug)]
pub enum ExportError {
    /// A value that JSON cannot hold.
    Json(serde_json::Error),
    /// A row that is not as long as its header.
    Csv(::csv::Error),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => error.fmt(f),
            Self::Csv(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ExportError {}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl From<::csv::Error> for ExportError {
    fn from(error: ::csv::Error) -> Self {
        Self::Csv(error)
    }
}

/// All data files of an atlas.
pub struct Exports<'a> {
    atlas: &'a Atlas,
    stamp: Stamp,
    published: Vec<FacilityIndex>,
}

impl<'a> Exports<'a> {
    /// The data files of an atlas; `release` is the version of a release, and without it the day
    /// stands for it.
    #[must_use]
    pub fn new(atlas: &'a Atlas, release: Option<&str>) -> Self {
        let published = atlas.indexed().map(|(index, _)| index).collect();
        Self { atlas, stamp: Stamp::new(atlas, release), published }
    }

    /// What all files say of themselves.
    #[must_use]
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// Every file, in a fixed order.
    #[must_use]
    pub fn files(&self) -> Vec<File> {
        let mut files = vec![File::Facilities, File::GeoJson, File::DataPackage];
        files.extend((0..tables().len()).map(File::Csv));
        files.extend([File::Countries, File::Regions, File::Vocabularies, File::Frameworks]);
        files.extend(self.atlas.countries().into_iter().map(File::Country));
        files.extend(self.atlas.regions().of_level(2).map(|region| File::Region(region.code)));
        files.extend(self.published.iter().copied().map(File::Facility));
        files
    }

    /// Where a file stands below the site's base address.
    #[must_use]
    pub fn address(&self, file: File) -> Address {
        Address::file_at(&match file {
            File::Facilities => "api/v1/facilities.json".to_owned(),
            File::Facility(index) => {
                format!("api/v1/facilities/{}.json", self.atlas.facility(index).id)
            }
            File::Countries => "api/v1/countries.json".to_owned(),
            File::Country(code) => format!("api/v1/countries/{}.json", code.folder()),
            File::Regions => "api/v1/regions.json".to_owned(),
            File::Region(code) => format!("api/v1/regions/{code}.json"),
            File::Vocabularies => "api/v1/vocabularies.json".to_owned(),
            File::Frameworks => "api/v1/frameworks.json".to_owned(),
            File::Csv(place) => {
                format!("data/{}.csv", tables().get(place).map_or("", |table| table.name()))
            }
            File::GeoJson => "data/facilities.geojson".to_owned(),
            File::DataPackage => "data/datapackage.json".to_owned(),
        })
    }

    /// Makes one file.
    ///
    /// # Errors
    /// Where a value cannot be written in the file's format.
    pub fn bytes(&self, file: File) -> Result<Vec<u8>, ExportError> {
        let atlas = self.atlas;
        let data = Data { atlas, facilities: &self.published };
        let areas = || api::Areas::new(atlas);
        match file {
            File::Facilities => self.json(api::Facilities {
                count: self.published.len(),
                facilities: api::Many { atlas, indexes: &self.published },
            }),
            File::Facility(index) => {
                self.json(api::One { facility: api::Facility::of(atlas, index) })
            }
            File::Countries => self.json(areas().countries()),
            File::Country(code) => self.json(areas().country(code)),
            File::Regions => self.json(areas().regions()),
            File::Region(code) => {
                self.json(atlas.regions().get(code).map(|region| areas().region(region)))
            }
            File::Vocabularies => self.json(api::Vocabularies::of(atlas)),
            File::Frameworks => self.json(api::Frameworks::of(atlas)),
            File::Csv(place) => match tables().get(place) {
                Some(table) => Ok(csv::file(*table, data)?),
                None => Ok(Vec::new()),
            },
            File::GeoJson => {
                let [facilities, ..] = tables();
                Ok(geojson::file(facilities, data, &self.stamp)?)
            }
            File::DataPackage => Ok(datapackage::file(atlas, &self.stamp)?),
        }
    }

    fn json<T: Serialize>(&self, body: T) -> Result<Vec<u8>, ExportError> {
        let mut bytes = serde_json::to_vec(&Stamped { stamp: &self.stamp, body })?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
