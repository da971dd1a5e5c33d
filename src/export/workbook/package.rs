//! The parts around the sheets: an archive of XML files (ECMA-376, part 2).

use std::fmt::Write as _;
use std::io::Write;

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::strings::{Strings, escape};
use crate::export::ExportError;
use crate::export::archive::LEVEL;
use crate::model::PartialDate;

/// What every part begins with.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const CONTENT: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The three styles of cells, in the order of [`Style`](super::sheet::Style).
const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts count=\"2\"><font><sz val=\"11\"/><color theme=\"1\"/><name val=\"Calibri\"/><family val=\"2\"/><scheme val=\"minor\"/></font><font><b/><sz val=\"11\"/><color theme=\"1\"/><name val=\"Calibri\"/><family val=\"2\"/><scheme val=\"minor\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles><dxfs count=\"0\"/><tableStyles count=\"0\" defaultTableStyle=\"TableStyleMedium9\" defaultPivotStyle=\"PivotStyleLight16\"/></styleSheet>";

/// The colours and fonts that programs for spreadsheets expect of a new workbook.
const THEME: &str = include_str!("theme.xml");

/// What the workbook says of itself.
pub(super) struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// Who publishes it.
    pub author: &'a str,
    /// How to cite it.
    pub comment: &'a str,
    /// The day that counts as that of its making.
    pub day: PartialDate,
}

/// A workbook that is being written.
pub(super) struct Package<'n, W: Write> {
    archive: ZipWriter<StreamWriter<W>>,
    names: &'n [&'n str],
    sheets: usize,
}

impl<'n, W: Write> Package<'n, W> {
    /// Writes the parts before the sheets. `filters` are the sheets that can be filtered, each with its
    /// cells.
    pub fn begin(
        out: W,
        names: &'n [&'n str],
        filters: &[(&str, String)],
    ) -> Result<Self, ExportError> {
        let mut package = Self { archive: ZipWriter::new_stream(out), names, sheets: 0 };
        package.part("[Content_Types].xml", &content_types(names.len()))?;
        package.part("_rels/.rels", &relations())?;
        package.part("xl/_rels/workbook.xml.rels", &relations_of_workbook(names.len()))?;
        package.start("xl/theme/theme1.xml")?;
        package.archive.write_all(THEME.as_bytes())?;
        package.part("xl/styles.xml", STYLES)?;
        package.part("xl/workbook.xml", &workbook(names, filters))?;
        Ok(package)
    }

    /// Begins the next sheet, and gives where it is written to.
    pub fn sheet(&mut self) -> Result<&mut impl Write, ExportError> {
        self.sheets += 1;
        self.start(&format!("xl/worksheets/sheet{}.xml", self.sheets))?;
        Ok(&mut self.archive)
    }

    /// Writes the parts behind the sheets.
    pub fn finish(mut self, strings: &Strings, about: &About<'_>) -> Result<(), ExportError> {
        self.start("xl/sharedStrings.xml")?;
        let mut all = format!(
            "{DECLARATION}<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"{}\" uniqueCount=\"{}\">",
            strings.cells(),
            strings.len()
        );
        strings.each(|entry| all.push_str(entry));
        all.push_str("</sst>");
        self.archive.write_all(all.as_bytes())?;
        drop(all);
        self.part("docProps/core.xml", &core(about))?;
        self.part("docProps/app.xml", &application(self.names))?;
        self.archive.finish()?;
        Ok(())
    }

    fn part(&mut self, name: &str, content: &str) -> Result<(), ExportError> {
        self.start(name)?;
        let part = format!("{DECLARATION}{content}");
        Ok(self.archive.write_all(part.as_bytes())?)
    }

    fn start(&mut self, name: &str) -> Result<(), ExportError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .unix_permissions(0o600)
            .last_modified_time(DateTime::default());
        Ok(self.archive.start_file(name, options)?)
    }
}

fn content_types(sheets: usize) -> String {
    let mut xml = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    let mut part = |name: &str, kind: &str| {
        let _ = write!(xml, "<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
    };
    let document = "application/vnd.openxmlformats-officedocument";
    part("/docProps/app.xml", &format!("{document}.extended-properties+xml"));
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    part("/xl/styles.xml", &format!("{CONTENT}.styles+xml"));
    part("/xl/theme/theme1.xml", &format!("{document}.theme+xml"));
    part("/xl/workbook.xml", &format!("{CONTENT}.sheet.main+xml"));
    for sheet in 1..=sheets {
        part(&format!("/xl/worksheets/sheet{sheet}.xml"), &format!("{CONTENT}.worksheet+xml"));
    }
    part("/xl/sharedStrings.xml", &format!("{CONTENT}.sharedStrings+xml"));
    xml.push_str("</Types>");
    xml
}

/// Parts that belong together, each with its kind.
fn listed<'a>(parts: impl Iterator<Item = (&'a str, String)>) -> String {
    let mut xml = format!("<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for ((kind, target), number) in parts.zip(1..) {
        let _ =
            write!(xml, "<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    xml.push_str("</Relationships>");
    xml
}

fn relations() -> String {
    let workbook = format!("{OFFICE}/relationships/officeDocument");
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    let application = format!("{OFFICE}/relationships/extended-properties");
    let parts = [
        (&*workbook, "xl/workbook.xml".to_owned()),
        (&*core, "docProps/core.xml".to_owned()),
        (&*application, "docProps/app.xml".to_owned()),
    ];
    listed(parts.into_iter())
}

fn relations_of_workbook(sheets: usize) -> String {
    let kind = |name: &str| format!("{OFFICE}/relationships/{name}");
    let worksheet = kind("worksheet");
    let sheets = (1..=sheets).map(|sheet| (&*worksheet, format!("worksheets/sheet{sheet}.xml")));
    let (theme, styles, strings) = (kind("theme"), kind("styles"), kind("sharedStrings"));
    let others = [
        (&*theme, "theme/theme1.xml".to_owned()),
        (&*styles, "styles.xml".to_owned()),
        (&*strings, "sharedStrings.xml".to_owned()),
    ];
    listed(sheets.chain(others))
}

fn workbook(names: &[&str], filters: &[(&str, String)]) -> String {
    let mut xml = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{OFFICE}/relationships\"><fileVersion appName=\"xl\" lastEdited=\"4\" lowestEdited=\"4\" rupBuild=\"4505\"/><workbookPr defaultThemeVersion=\"124226\"/><bookViews><workbookView xWindow=\"240\" yWindow=\"15\" windowWidth=\"16095\" windowHeight=\"9660\"/></bookViews><sheets>"
    );
    for (name, number) in names.iter().zip(1..) {
        let _ = write!(xml, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
    }
    xml.push_str("</sheets><definedNames>");
    let mut filters: Vec<&(&str, String)> = filters.iter().collect();
    filters.sort();
    for (name, range) in filters {
        let place = names.iter().position(|it| it == name).unwrap_or_default();
        let (first, last) = range.split_once(':').unwrap_or_default();
        let _ = write!(
            xml,
            "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{place}\" hidden=\"1\">{name}!{}:{}</definedName>",
            fixed(first),
            fixed(last)
        );
    }
    xml.push_str("</definedNames><calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/></workbook>");
    xml
}

/// A cell that stays the same wherever it is named: `$BJ$465`.
fn fixed(cell: &str) -> String {
    let digits = cell.find(|letter: char| letter.is_ascii_digit()).unwrap_or(cell.len());
    let (column, row) = cell.split_at(digits);
    format!("${column}${row}")
}

fn core(about: &About<'_>) -> String {
    let text = |text: &str| {
        let mut escaped = String::new();
        escape(&mut escaped, text);
        escaped
    };
    let part = |part: Option<u8>| part.unwrap_or(1);
    let (year, month, day) = (about.day.year(), part(about.day.month()), part(about.day.day()));
    let (title, author, comment) = (text(about.title), text(about.author), text(about.comment));
    format!(
        "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:description>{comment}</dc:description><cp:lastModifiedBy>{author}</cp:lastModifiedBy><dcterms:created xsi:type=\"dcterms:W3CDTF\">{year:04}-{month:02}-{day:02}T00:00:00Z</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{year:04}-{month:02}-{day:02}T00:00:00Z</dcterms:modified></cp:coreProperties>"
    )
}

fn application(names: &[&str]) -> String {
    let count = names.len();
    let names: String = names.iter().map(|name| format!("<vt:lpstr>{name}</vt:lpstr>")).collect();
    format!(
        "<Properties xmlns=\"{OFFICE}/extended-properties\" xmlns:vt=\"{OFFICE}/docPropsVTypes\"><Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop><HeadingPairs><vt:vector size=\"2\" baseType=\"variant\"><vt:variant><vt:lpstr>Worksheets</vt:lpstr></vt:variant><vt:variant><vt:i4>{count}</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts><vt:vector size=\"{count}\" baseType=\"lpstr\">{names}</vt:vector></TitlesOfParts><Company></Company><LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged><AppVersion>12.0000</AppVersion></Properties>"
    )
}
