//! Everything in one archive, the same bytes from the same atlas.

use std::io::{Read, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::datapackage::description;
use super::download::{API, WHOLE, csv};
use super::stamp::{LICENCE_NAME, LICENCE_URL};
use super::{ExportError, Exports, File};

/// So many bytes of a file are packed at a time, always: how well they pack depends on it.
const PIECE: u64 = 4 << 20;

/// How hard data is packed, of 9: with 6, the usual level, it takes half as much time again and becomes a
/// twentieth smaller.
pub(super) const LEVEL: i64 = 4;

/// Writes `data/atlas.zip`: the files stand in it as they do on the site, below one folder. `made`
/// gives them, so that none has to be made a second time.
///
/// # Errors
/// Where one of its files cannot be had.
pub fn write<W: Write + Seek>(
    exports: &Exports<'_>,
    out: &mut W,
    made: &dyn Fn(File) -> Result<Box<dyn Read>, ExportError>,
) -> Result<(), ExportError> {
    let as_of = exports.atlas.settings().as_of;
    let part = |part: Option<u8>| part.unwrap_or(1);
    let day =
        DateTime::from_date_and_time(as_of.year(), part(as_of.month()), part(as_of.day()), 0, 0, 0);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(day.unwrap_or_default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(out);
    let folder = format!("atmp-atlas-{}", exports.stamp.version);
    archive.start_file(format!("{folder}/README.md"), options)?;
    archive.write_all(read_me(exports).as_bytes())?;
    let mut piece = Vec::new();
    for file in contents() {
        archive.start_file(format!("{folder}/{}", exports.address(file)), options)?;
        let mut content = made(file)?;
        loop {
            piece.clear();
            if content.by_ref().take(PIECE).read_to_end(&mut piece)? == 0 {
                break;
            }
            archive.write_all(&piece)?;
        }
    }
    archive.finish()?;
    Ok(())
}

/// What is in the archive. The workbook and the database say the same again and stay outside.
fn contents() -> impl Iterator<Item = File> {
    let whole = WHOLE.into_iter().chain(API).map(|download| download.file);
    let whole =
        whole.filter(|file| !matches!(file, File::Archive | File::Workbook | File::Database));
    [File::DataPackage, File::Citation].into_iter().chain(csv().map(|it| it.file)).chain(whole)
}

fn read_me(exports: &Exports<'_>) -> String {
    let settings = exports.atlas.settings();
    let stamp = &exports.stamp;
    let sources: String = stamp
        .sources
        .iter()
        .map(|it| format!("- {} ({}): {}\n", it.title, it.terms, it.url))
        .collect();
    format!(
        "# {title}, version {version}\n\n{about}\n\n- `data/`: tables as CSV; \
         `data/datapackage.json` describes every column\n- `data/facilities.geojson`: the \
         facilities as points\n- `api/v1/`: the same as JSON\n\n## Terms\n\n{LICENCE_NAME}, \
         {LICENCE_URL}\n\nPlease cite: {attribution}\n\n{sources}",
        title = settings.title,
        version = stamp.version,
        about = description(exports.atlas, stamp),
        attribution = stamp.attribution,
    )
}
