//! The page of downloads: what there is, on what terms, how to cite it, and how to begin.

use serde::Serialize;
use serde_json::{Value, json};

use super::head::About;
use super::linked;
use super::rounds::{self, Round};
use super::shared::Shared;
use crate::address::Address;
use crate::export::download::{API, Download, WHOLE, csv};
use crate::export::{DataSource, File, LICENCE_NAME, LICENCE_URL};

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct DataPage {
    whole: Vec<Row>,
    tables: Vec<Row>,
    api: Vec<Row>,
    metadata: Vec<Row>,
    dictionary: Address,
    completeness: Address,
    changes: Address,
    releases: Address,
    reference: Address,
    /// How many facilities no file has.
    left_out: Option<String>,
    examples: Vec<Example>,
    rounds: Vec<Round>,
    version: String,
    attribution: String,
    licence: &'static str,
    licence_url: &'static str,
    sources: Vec<DataSource>,
    /// The data set for search engines, as JSON that can stand in a script.
    dataset: String,
}

/// A download.
#[derive(Debug, Serialize)]
struct Row {
    title: String,
    /// The language of both.
    lang: String,
    about: String,
    form: &'static str,
    to: Address,
}

/// A few lines to begin with.
#[derive(Debug, Serialize)]
struct Example {
    title: &'static str,
    class: &'static str,
    code: String,
}

/// Builds the page.
pub(super) fn build(shared: &Shared<'_>) -> anyhow::Result<(DataPage, About)> {
    let words = &shared.words;
    let exports = shared.exports;
    let row = |it: Download| Row {
        title: it.title.to_owned(),
        lang: "en".to_owned(),
        about: it.about.to_owned(),
        form: it.form,
        to: exports.address(it.file),
    };
    let metadata = METADATA.iter().map(|&(file, key, form)| {
        anyhow::Ok(Row {
            title: words.choice("metadata", key)?,
            lang: words.language().to_owned(),
            about: words.choice("metadata-about", key)?,
            form,
            to: exports.address(file),
        })
    });
    let stamp = exports.stamp();
    let left_out = shared.atlas.facilities().iter().filter(|it| !it.may_be_reused()).count();
    let page = DataPage {
        whole: WHOLE.into_iter().map(row).collect(),
        tables: csv().map(row).collect(),
        api: API.into_iter().map(row).collect(),
        metadata: metadata.collect::<anyhow::Result<_>>()?,
        rounds: rounds::rounds(shared)?,
        dictionary: Address::dictionary(),
        completeness: Address::completeness(),
        changes: Address::changes(),
        releases: Address::releases(),
        reference: Address::reference(),
        left_out: (left_out > 0)
            .then(|| words.count("data.left-out", left_out, &[]))
            .transpose()?,
        examples: examples(shared.atlas.settings().base_url.as_str()),
        version: stamp.version.clone(),
        attribution: stamp.attribution.clone(),
        licence: LICENCE_NAME,
        licence_url: LICENCE_URL,
        sources: stamp.sources.clone(),
        dataset: dataset(shared)?,
    };
    let about = About {
        title: words.text("data.title")?,
        description: words.text("data.description")?,
        crumbs: Vec::new(),
    };
    Ok((page, about))
}

/// Files about the files.
const METADATA: [(File, &str, &str); 6] = [
    (File::OpenApi, "openapi", "OpenAPI 3.1"),
    (File::DataPackage, "datapackage", "Data Package 2"),
    (File::Catalog, "catalogue", "DCAT-AP 3"),
    (File::Citation, "citation", "CFF"),
    (File::Changes, "changes", "JSON"),
    (File::Calendar, "calendar", "iCalendar"),
];

/// Each is run by `tests/data/check.py`.
fn examples(base: &str) -> Vec<Example> {
    vec![
        Example {
            title: "Python with pandas",
            class: "example-pandas",
            code: format!(
                "import pandas as pd\n\nfacilities = pd.read_csv(\"{base}data/facilities.csv\")\n\
                 at_work = facilities[facilities.stage == \"at-work\"]\n\
                 print(at_work.groupby(\"country\").size().sort_values(ascending=False))"
            ),
        },
        Example {
            title: "SQL with DuckDB",
            class: "example-duckdb",
            code: format!(
                "SELECT label, count(*) AS facilities\nFROM '{base}data/terms.csv'\n\
                 WHERE vocabulary = 'platforms'\nGROUP BY label\nORDER BY facilities DESC"
            ),
        },
        Example {
            title: "Figures by country, with DuckDB",
            class: "example-duckdb",
            code: format!(
                "SELECT country, count(*) AS reported_by, sum(value) AS square_metres\n\
                 FROM '{base}data/figures.csv' AS figures\n\
                 JOIN '{base}data/facilities.csv' AS facilities ON facilities.id = figures.facility\n\
                 WHERE measure = 'cleanroom-area' AND kind = 'actual'\nGROUP BY country\n\
                 ORDER BY square_metres DESC"
            ),
        },
    ]
}

/// <https://schema.org/Dataset>.
fn dataset(shared: &Shared<'_>) -> serde_json::Result<String> {
    let exports = shared.exports;
    // English in every language, as all that is written for programs.
    let settings = exports.atlas().settings();
    let base = settings.base_url.as_str();
    let stamp = exports.stamp();
    let download = |it: Download| {
        json!({
            "@type": "DataDownload",
            "name": it.title,
            "encodingFormat": it.media_type,
            "contentUrl": format!("{base}{}", exports.address(it.file)),
        })
    };
    let distribution: Vec<Value> = WHOLE.into_iter().map(download).collect();
    let dataset = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": settings.title,
        "description": settings.description,
        "url": format!("{base}{}", Address::data()),
        "license": LICENCE_URL,
        "isAccessibleForFree": true,
        "version": stamp.version,
        "dateModified": stamp.generated_at,
        "creditText": stamp.attribution,
        "spatialCoverage": "Europe",
        "creator": {"@type": "Organization", "name": settings.publisher},
        "distribution": distribution,
    });
    linked::block(&dataset)
}
