//! The atlas for machines: the same facts as on the pages, as data files.
//!
//! 1. [`Exports::new`] decides what may be downloaded and stamps it with date, version and licence.
//! 2. [`Exports::files`] lists every file by its address; nothing is made yet.
//! 3. [`Exports::bytes`] makes one file, and [`Exports::write`] one that is too large to be held in
//!    memory ([`File::is_large`]). Files do not depend on each other, so that they can be made in
//!    parallel, one at a time, without the whole ever being in memory.
//!
//! It knows nothing of pages and writes nothing to disk. `api/` has the shapes of the JSON files,
//! `table/` the tables behind CSV and its relatives, and each other format of a file has a module
//! of its own.

mod api;
mod archive;
mod calendar;
mod catalog;
mod citation;
pub mod csv;
mod database;
mod datapackage;
pub mod download;
mod feed;
mod geojson;
mod openapi;
mod sbom;
pub mod schema;
mod skos;
mod stamp;
pub mod table;
mod word;
mod workbook;
mod xml;

use std::collections::BTreeMap;
use std::fmt;
use std::io::{BufWriter, Cursor, Read, Seek, Write};

use foldhash::fast::FixedState;
use indexmap::IndexMap;
use serde::Serialize;

pub use feed::gap;
pub use stamp::{LICENCE_ID, LICENCE_NAME, LICENCE_URL, Source as DataSource, Stamp};

use crate::address::Address;
use crate::geo::NutsCode;
use crate::json;
use crate::load::Project;
use crate::model::{
    Atlas, CountryCode, FacilityId, FacilityIndex, History, Release, Vocabularies, VocabularyName,
};
use crate::summary::{Area, Subject, Summaries};
use stamp::Stamped;
use table::{Data, tables};

/// One data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum File {
    /// `api/v1/facilities.json`
    Facilities,
    /// `api/v1/facilities/<cc>/<slug>.json`
    Facility(FacilityIndex),
    /// The same of a record that was taken back, by its place in [`Atlas::withdrawn`] and that of
    /// the id among its [`ids`](crate::model::Facility::ids).
    Withdrawn(usize, usize),
    /// `api/v1/countries.json`
    Countries,
    /// `api/v1/countries/<cc>.json`
    Country(CountryCode),
    /// `api/v1/regions.json`
    Regions,
    /// `api/v1/regions/<nuts>.json`
    Region(NutsCode),
    /// `api/v1/access.json`
    Access,
    /// `api/v1/vocabularies.json`
    Vocabularies,
    /// `api/v1/frameworks.json`
    Frameworks,
    /// `facilities/<cc>/<slug>/record.yaml`: the record as it was written; of one that may not be
    /// reused the address alone.
    Record(FacilityIndex),
    /// The same under an old id.
    OldRecord(FacilityIndex, usize),
    /// The same of a record that was taken back, as [`Self::Withdrawn`].
    WithdrawnRecord(usize, usize),
    /// The same under an old id: `api/v1/facilities/<cc>/<old slug>.json`
    OldFacility(FacilityIndex, usize),
    /// `api/v1/changes.json`
    Changes,
    /// `api/v1/changes/<year>-<month>.json`
    ChangesIn(u16, u8),
    /// `api/v1/changes/since-<version>.json`, by the release's place in the history.
    ChangesSince(usize),
    /// `releases/index.json`
    Releases,
    /// `releases/<version>/<name>`, by the places of the release and of the file.
    Release(usize, usize),
    /// `api/v1/openapi.json`
    OpenApi,
    /// `schema/facility.schema.json` and the same in an older edition.
    Schema(schema::Edition),
    /// `data/<table>.csv`, by the table's place in [`tables`].
    Csv(usize),
    /// `data/facilities.geojson`
    GeoJson,
    /// `data/datapackage.json`
    DataPackage,
    /// `data/atlas.xlsx`
    Workbook,
    /// `data/atlas.sqlite`
    Database,
    /// `data/atlas.zip`
    Archive,
    /// `data/catalog.jsonld`
    Catalog,
    /// `data/vocabularies.jsonld`
    Skos,
    /// `CITATION.cff`
    Citation,
    /// `.zenodo.json`
    Zenodo,
    /// `.well-known/security.txt`
    Security,
    /// `feeds/changes.xml`
    Feed,
    /// `feeds/countries/<cc>.xml`
    CountryFeed(CountryCode),
    /// `feeds/expiry.ics`
    Calendar,
}

impl File {
    /// Whether it holds something of every facility and is written piece by piece, so that memory
    /// does not grow with it: see [`Exports::write`].
    #[must_use]
    pub fn is_large(self) -> bool {
        matches!(
            self,
            Self::Facilities
                | Self::GeoJson
                | Self::Csv(_)
                | Self::Workbook
                | Self::Database
                | Self::Archive
        )
    }
}

/// Why a file could not be made.
#[derive(Debug)]
pub enum ExportError {
    /// A value that JSON cannot hold.
    Json(serde_json::Error),
    /// A row that is not as long as its header.
    Csv(::csv::Error),
    /// A table that is too large for a workbook.
    Workbook(workbook::TooMuch),
    /// A row that is too long for the database.
    Database(database::TooLong),
    /// A file that is too large for the archive.
    Archive(zip::result::ZipError),
    /// The same, while it is written.
    Write(std::io::Error),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => error.fmt(f),
            Self::Csv(error) => error.fmt(f),
            Self::Workbook(error) => error.fmt(f),
            Self::Database(error) => {
                write!(f, "a row of `{}` has {} bytes", error.table, error.bytes)
            }
            Self::Archive(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
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

impl From<workbook::TooMuch> for ExportError {
    fn from(error: workbook::TooMuch) -> Self {
        Self::Workbook(error)
    }
}

impl From<database::TooLong> for ExportError {
    fn from(error: database::TooLong) -> Self {
        Self::Database(error)
    }
}

impl From<zip::result::ZipError> for ExportError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Archive(error)
    }
}

impl From<std::io::Error> for ExportError {
    fn from(error: std::io::Error) -> Self {
        Self::Write(error)
    }
}

/// What stands at the address of a record's text where the text may not be passed on.
const NOT_FOR_REUSE: &str =
    "# The source of this record forbids reuse: its text stands in no download.\n";

/// The same for a record that was taken back.
const TAKEN_BACK: &str = "# This record was taken back.\n";

/// The name of the number of facilities of a kind at work in an area: `NL32 role:gmp-facility`.
#[must_use]
pub fn sum_name(area: Area, subject: Subject, vocabularies: &Vocabularies) -> String {
    format!("{area} {}", subject.key(vocabularies))
}

/// What a file is written to, on the disk or in memory. One type for all, so that what writes files is
/// compiled once.
pub trait Sink: Write + Seek {}

impl<T: Write + Seek> Sink for T {}

/// All data files of an atlas.
pub struct Exports<'a> {
    atlas: &'a Atlas,
    summaries: &'a Summaries,
    history: &'a History,
    stamp: Stamp,
    published: Vec<FacilityIndex>,
    /// The records as they were written.
    texts: BTreeMap<&'a FacilityId, &'a str>,
}

impl<'a> Exports<'a> {
    /// The data files of an atlas that was read from a project; `release` is the version of a
    /// release, and without it the day stands for it.
    #[must_use]
    pub fn new(
        project: &'a Project,
        atlas: &'a Atlas,
        summaries: &'a Summaries,
        history: &'a History,
        release: Option<&str>,
    ) -> Self {
        let listed = atlas.indexed().filter(|(_, facility)| facility.may_be_reused());
        let published = listed.map(|(index, _)| index).collect();
        let stamp = Stamp::new(atlas, release);
        Self { atlas, summaries, history, stamp, published, texts: project.record_texts() }
    }

    /// What all files say of themselves.
    #[must_use]
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// The atlas.
    #[must_use]
    pub fn atlas(&self) -> &'a Atlas {
        self.atlas
    }

    /// What was worked out from it.
    #[must_use]
    pub fn summaries(&self) -> &'a Summaries {
        self.summaries
    }

    /// The description of the static API, OpenAPI 3.1.
    #[must_use]
    pub fn description(&self) -> serde_json::Value {
        openapi::document(self)
    }

    /// The counts of the static API by name, such as `nl.at_work`; without a country, those of all
    /// countries together: `all`, and those with a role `role.gmp-facility`; those at work by area
    /// and kind as [`sum_name`] has them. Pages mark the numbers that they show with these names.
    #[must_use]
    pub fn sums(&self) -> IndexMap<String, usize, FixedState> {
        let mut sums = IndexMap::default();
        let countries = self.ground().countries().countries;
        for country in &countries {
            let code = country.country.to_lowercase();
            let tally = &country.facilities;
            let counts = [
                ("all", tally.all),
                ("at_work", tally.at_work),
                ("coming", tally.coming),
                ("paused", tally.paused),
                ("ended", tally.ended),
                ("not_known", tally.not_known),
            ];
            for (name, count) in counts {
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                sums.insert(format!("{code}.{name}"), count);
                *sums.entry(name.to_owned()).or_default() += count;
            }
        }
        let facilities = self.atlas.facilities();
        for (role, entry) in self.atlas.vocabularies().terms(VocabularyName::Roles) {
            let with = facilities.iter().filter(|facility| facility.roles.contains(&role)).count();
            sums.insert(format!("role.{}", entry.slug), with);
        }
        self.ground().provided(|area, subject, at_work| {
            let count = usize::try_from(at_work).unwrap_or(usize::MAX);
            sums.insert(format!("{area} {subject}"), count);
        });
        sums
    }

    /// What changed in its records.
    #[must_use]
    pub fn history(&self) -> &'a History {
        self.history
    }

    /// What the tables are made from.
    #[must_use]
    pub fn data(&self) -> Data<'_> {
        Data { atlas: self.atlas, facilities: &self.published }
    }

    /// The tables with their files.
    pub fn tables(&self) -> impl Iterator<Item = (&'static dyn table::Table, File)> {
        (0..).map(File::Csv).zip(tables()).map(|(file, table)| (table, file))
    }

    /// Every file, in a fixed order.
    #[must_use]
    pub fn files(&self) -> Vec<File> {
        // The slow ones first, so that they do not hold up the end.
        let mut files = vec![
            File::Archive,
            File::Workbook,
            File::Database,
            File::Facilities,
            File::Access,
            File::GeoJson,
            File::DataPackage,
            File::Catalog,
            File::Skos,
            File::OpenApi,
            File::Changes,
            File::Releases,
            File::Feed,
            File::Calendar,
            File::Citation,
            File::Zenodo,
            File::Security,
        ];
        files.extend(schema::Edition::ALL.map(File::Schema));
        files.extend((0..tables().len()).map(File::Csv));
        files.extend([File::Countries, File::Regions, File::Vocabularies, File::Frameworks]);
        files.extend(self.atlas.countries().into_iter().map(File::Country));
        files.extend(self.atlas.countries().into_iter().map(File::CountryFeed));
        for level in [1, 2] {
            files.extend(self.atlas.regions().of_level(level).map(|it| File::Region(it.code)));
        }
        for (index, facility) in self.atlas.indexed() {
            files.extend([File::Facility(index), File::Record(index)]);
            for place in 0..facility.aliases.len() {
                files.extend([File::OldFacility(index, place), File::OldRecord(index, place)]);
            }
        }
        for (place, record) in self.atlas.withdrawn().iter().enumerate() {
            for id in 0..record.ids().count() {
                files.extend([File::Withdrawn(place, id), File::WithdrawnRecord(place, id)]);
            }
        }
        let months = self.history.months().into_iter();
        files.extend(months.map(|(year, month)| File::ChangesIn(year, month)));
        for (place, release) in self.history.releases.iter().enumerate() {
            files.push(File::ChangesSince(place));
            files.extend((0..release.files.len()).map(|file| File::Release(place, file)));
        }
        files
    }

    /// Where a file stands below the site's base address.
    #[must_use]
    pub fn address(&self, file: File) -> Address {
        Address::file_at(&match file {
            File::Facilities => "api/v1/facilities.json".to_owned(),
            File::Facility(index) => {
                ["api/v1/facilities/", self.atlas.facility(index).id.as_str(), ".json"].concat()
            }
            File::Record(index) => {
                ["facilities/", self.atlas.facility(index).id.as_str(), "/record.yaml"].concat()
            }
            File::OldRecord(index, place) => {
                format!("facilities/{}/record.yaml", self.old_id(index, place))
            }
            File::WithdrawnRecord(place, id) => {
                format!("facilities/{}/record.yaml", self.withdrawn_id(place, id))
            }
            File::OldFacility(index, place) => {
                format!("api/v1/facilities/{}.json", self.old_id(index, place))
            }
            File::Withdrawn(place, id) => {
                format!("api/v1/facilities/{}.json", self.withdrawn_id(place, id))
            }
            File::ChangesIn(year, month) => format!("api/v1/changes/{year:04}-{month:02}.json"),
            File::ChangesSince(place) => {
                let version = self.release(place).map_or("", |release| &release.version);
                format!("api/v1/changes/since-{version}.json")
            }
            File::Releases => "releases/index.json".to_owned(),
            File::Release(place, file) => {
                let release = self.release(place);
                let version = release.map_or("", |release| &release.version);
                let name = release.and_then(|it| it.files.get(file)).map_or("", |(name, _)| name);
                format!("releases/{version}/{name}")
            }
            File::Countries => "api/v1/countries.json".to_owned(),
            File::Country(code) => format!("api/v1/countries/{}.json", code.folder()),
            File::Regions => "api/v1/regions.json".to_owned(),
            File::Region(code) => format!("api/v1/regions/{code}.json"),
            File::Access => "api/v1/access.json".to_owned(),
            File::Vocabularies => "api/v1/vocabularies.json".to_owned(),
            File::Frameworks => "api/v1/frameworks.json".to_owned(),
            File::Csv(place) => {
                format!("data/{}.csv", tables().get(place).map_or("", |table| table.name()))
            }
            File::GeoJson => "data/facilities.geojson".to_owned(),
            File::DataPackage => "data/datapackage.json".to_owned(),
            File::Changes => "api/v1/changes.json".to_owned(),
            File::OpenApi => "api/v1/openapi.json".to_owned(),
            File::Schema(edition) => edition.path().to_owned(),
            File::Workbook => "data/atlas.xlsx".to_owned(),
            File::Database => "data/atlas.sqlite".to_owned(),
            File::Archive => "data/atlas.zip".to_owned(),
            File::Catalog => "data/catalog.jsonld".to_owned(),
            File::Skos => "data/vocabularies.jsonld".to_owned(),
            File::Citation => "CITATION.cff".to_owned(),
            File::Zenodo => ".zenodo.json".to_owned(),
            File::Security => ".well-known/security.txt".to_owned(),
            File::Feed => "feeds/changes.xml".to_owned(),
            File::CountryFeed(code) => format!("feeds/countries/{}.xml", code.folder()),
            File::Calendar => "feeds/expiry.ics".to_owned(),
        })
    }

    /// Makes one file.
    ///
    /// # Errors
    /// Where a value cannot be written in the file's format.
    pub fn bytes(&self, file: File) -> Result<Vec<u8>, ExportError> {
        let atlas = self.atlas;
        let ground = self.ground();
        match file {
            File::Facilities
            | File::GeoJson
            | File::Csv(_)
            | File::Workbook
            | File::Database
            | File::Archive => {
                let mut bytes = Cursor::new(Vec::new());
                self.write(file, &mut bytes)?;
                Ok(bytes.into_inner())
            }
            File::Facility(index) | File::OldFacility(index, _) => {
                self.json(api::One::of(ground, index))
            }
            File::Record(index) | File::OldRecord(index, _) => Ok(self.text(index)),
            File::WithdrawnRecord(..) => Ok(TAKEN_BACK.as_bytes().to_vec()),
            File::Withdrawn(place, _) => {
                let record = atlas.withdrawn().get(place);
                self.json(record.map(|record| api::One::withdrawn(atlas, record)))
            }
            File::Countries => self.json(ground.countries()),
            File::Country(code) => self.json(ground.country_file(code)),
            File::Regions => self.json(ground.regions()),
            File::Region(code) => self.json(ground.region_file(code)),
            File::Access => self.json(api::Accesses::of(ground)),
            File::Vocabularies => self.json(api::Vocabularies::of(atlas)),
            File::Frameworks => self.json(api::Frameworks::of(atlas)),
            File::DataPackage => Ok(datapackage::file(atlas, &self.stamp)?),
            File::Changes => self.json(api::AllChanges::of(self)),
            File::ChangesIn(year, month) => {
                let (reach, changes) = self.history.in_month(year, month);
                self.json(api::Changes::of(self, reach, changes))
            }
            File::ChangesSince(place) => {
                let (reach, changes) = self.history.since(place);
                self.json(api::Changes::of(self, reach, changes))
            }
            File::Releases => self.json(api::Releases::of(self)),
            File::Release(place, file) => {
                let file = self.release(place).and_then(|release| release.files.get(file));
                Ok(file.map_or_else(Vec::new, |(_, bytes)| bytes.clone()))
            }
            File::OpenApi => Ok(openapi::file(self)?),
            File::Schema(edition) => {
                Ok(schema::file(atlas.vocabularies(), &atlas.settings().base_url, edition)?)
            }
            File::Catalog => Ok(catalog::file(self)?),
            File::Skos => Ok(skos::file(self)?),
            File::Citation => Ok(citation::cff(self)),
            File::Zenodo => Ok(citation::zenodo(self)?),
            File::Security => Ok(citation::security(self)),
            File::Feed => Ok(feed::file(self, None)),
            File::CountryFeed(code) => Ok(feed::file(self, Some(code))),
            File::Calendar => Ok(calendar::file(self)),
        }
    }

    /// Writes one file, piece by piece where it [is large](File::is_large).
    ///
    /// # Errors
    /// As [`Self::bytes`], and where it cannot be written.
    pub fn write(&self, file: File, mut out: &mut dyn Sink) -> Result<(), ExportError> {
        let data = self.data();
        match file {
            File::Facilities => {
                let body = api::Facilities::of(self.ground(), &self.published);
                let mut out = BufWriter::new(out);
                serde_json::to_writer(&mut out, &Stamped { stamp: &self.stamp, body })?;
                out.write_all(b"\n")?;
                Ok(out.flush()?)
            }
            File::GeoJson => {
                let [facilities, ..] = tables();
                let mut out = BufWriter::new(out);
                geojson::write(facilities, data, &self.stamp, &mut out)?;
                Ok(out.flush()?)
            }
            File::Csv(place) => match tables().get(place) {
                Some(table) => Ok(csv::write(*table, data, &mut out)?),
                None => Ok(()),
            },
            File::Workbook => workbook::write(data, &self.stamp, out),
            File::Database => database::write(data, &self.stamp, &mut out),
            File::Archive => {
                self.archive(out, &|file| Ok(Box::new(Cursor::new(self.bytes(file)?))))
            }
            _ => Ok(out.write_all(&self.bytes(file)?)?),
        }
    }

    fn old_id(&self, index: FacilityIndex, place: usize) -> &'a FacilityId {
        let facility = self.atlas.facility(index);
        facility.aliases.get(place).unwrap_or(&facility.id)
    }

    fn withdrawn_id(&self, place: usize, id: usize) -> &'a str {
        let record = self.atlas.withdrawn().get(place);
        record.and_then(|record| record.ids().nth(id)).map_or("", FacilityId::as_str)
    }

    /// The text of a record as it was written.
    fn text(&self, index: FacilityIndex) -> Vec<u8> {
        let facility = self.atlas.facility(index);
        let text = match facility.may_be_reused() {
            true => self.texts.get(&facility.id).copied().unwrap_or_default(),
            false => NOT_FOR_REUSE,
        };
        text.as_bytes().to_vec()
    }

    /// Writes the archive of the whole, from files that `made` gives: those of
    /// [`Self::bytes`], or what was written of them.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn archive(
        &self,
        mut out: &mut dyn Sink,
        made: &dyn Fn(File) -> Result<Box<dyn Read>, ExportError>,
    ) -> Result<(), ExportError> {
        archive::write(self, &mut out, made)
    }

    fn ground(&self) -> api::Ground<'a> {
        api::Ground { atlas: self.atlas, summaries: self.summaries }
    }

    /// What the program is made of, as a file of a release: CycloneDX.
    ///
    /// # Errors
    /// As [`Self::bytes`].
    pub fn materials(&self) -> Result<Vec<u8>, ExportError> {
        Ok(sbom::file(self)?)
    }

    fn release(&self, place: usize) -> Option<&'a Release> {
        self.history.releases.get(place)
    }

    /// Where the record of an id stands; none where there is no such file.
    fn record_url(&self, id: &FacilityId) -> Option<String> {
        let is_there = self.atlas.resolve(id).is_some()
            || self.atlas.withdrawn().iter().any(|record| record.ids().any(|it| it == id));
        let address = Address::file_at(&format!("api/v1/facilities/{id}.json"));
        is_there.then(|| stamp::page(self.atlas, &address))
    }

    /// The full address of a file.
    fn url(&self, file: File) -> String {
        stamp::page(self.atlas, &self.address(file))
    }

    fn json<T: Serialize>(&self, body: T) -> Result<Vec<u8>, ExportError> {
        let mut bytes = json::to_vec(&Stamped { stamp: &self.stamp, body })?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
