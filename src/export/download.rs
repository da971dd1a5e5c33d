//! The files that a reader may want to take away, with what to say of each: for the page of
//! downloads and for the catalogue.

use super::File;
use super::table::tables;

/// A download.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Download {
    /// The file.
    pub file: File,
    /// What it is called.
    pub title: &'static str,
    /// What is in it.
    pub about: &'static str,
    /// Its form, as readers know it.
    pub form: &'static str,
    /// Its media type, registered with IANA where there is one.
    pub media_type: &'static str,
    /// Its form in the EU Publications Office's list of file types; none where it is not there.
    pub eu_file_type: Option<&'static str>,
}

const JSON: (&str, &str, Option<&str>) = ("JSON", "application/json", Some("JSON"));

const fn json(file: File, title: &'static str, about: &'static str) -> Download {
    let (form, media_type, eu_file_type) = JSON;
    Download { file, title, about, form, media_type, eu_file_type }
}

/// The atlas as a whole, in several forms.
pub const WHOLE: [Download; 5] = [
    Download {
        file: File::Archive,
        title: "Everything",
        about: "All tables with their description, the points, the terms and the frameworks, in one archive.",
        form: "ZIP",
        media_type: "application/zip",
        eu_file_type: Some("ZIP"),
    },
    Download {
        file: File::Workbook,
        title: "Workbook",
        about: "All tables for a spreadsheet, a sheet each, with a sheet that explains them.",
        form: "XLSX",
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        eu_file_type: Some("XLSX"),
    },
    Download {
        file: File::Database,
        title: "Database",
        about: "All tables for SQL, R and Python, in one SQLite file.",
        form: "SQLite",
        media_type: "application/vnd.sqlite3",
        eu_file_type: None,
    },
    Download {
        file: File::GeoJson,
        title: "Points",
        about: "The facilities as points on a map, with the columns of the table of facilities.",
        form: "GeoJSON",
        media_type: "application/geo+json",
        eu_file_type: Some("GEOJSON"),
    },
    json(File::Facilities, "All records", "All facilities as they stand in their records."),
];

/// What else the static API has.
pub const API: [Download; 5] = [
    json(File::Countries, "Countries", "What stands where, counted by country."),
    json(File::Regions, "Regions", "What stands where, counted by region of NUTS 2021, level 2."),
    json(File::Frameworks, "National frameworks", "How each country regulates advanced therapies."),
    json(File::Vocabularies, "Vocabularies", "The terms that the records use, and what they mean."),
    Download {
        file: File::Skos,
        title: "Vocabularies, linked",
        about: "The terms as linked data (SKOS).",
        form: "JSON-LD",
        media_type: "application/ld+json",
        eu_file_type: Some("JSON_LD"),
    },
];

/// The tables as CSV, a file each.
pub fn csv() -> impl Iterator<Item = Download> {
    tables().into_iter().enumerate().map(|(place, table)| Download {
        file: File::Csv(place),
        title: table.title(),
        about: table.about(),
        form: "CSV",
        media_type: "text/csv",
        eu_file_type: Some("CSV"),
    })
}
