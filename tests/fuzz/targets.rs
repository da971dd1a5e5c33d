//! What is tried, and what has to hold for every input.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use atmp_atlas::check::{self, Choices};
use atmp_atlas::diff::{self, Side};
use atmp_atlas::finding::{self, Findings};
use atmp_atlas::format;
use atmp_atlas::import::{self, Mapping, report, table};
use atmp_atlas::load::{self, Project};
use atmp_atlas::model::{FacilityId, PartialDate};
use atmp_atlas::page::markdown::{Links, to_html};
use html5gum::{DefaultEmitter, Token, Tokenizer};

/// What the inputs of a batch made the program say, each as a set of numbers: an input with a new
/// number is worth keeping.
pub type Tries = Vec<BTreeSet<u64>>;

/// Tries a batch of inputs.
pub type Try = Box<dyn Fn(&[String]) -> Tries>;

const SCHEMA: &str = "https://example.org/schema.json";

/// Between the parts of an input that has two.
const PARTS: &str = "\n%%%%\n";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The first inputs of a target.
pub fn seeds(target: &str) -> Vec<String> {
    let records = || -> Vec<String> {
        let mut all = texts("tests/mistakes", "yaml");
        all.extend(texts("tests/rules", "yaml"));
        all.extend(texts("tests/suite/atlas/facilities", "yaml"));
        all.extend(texts("facilities", "yaml").into_iter().step_by(60));
        all
    };
    let pages = || [texts("content/pages", "md"), texts("content/countries", "md")].concat();
    let read = |path: &str| fs::read_to_string(repository().join(path)).unwrap();
    let mut seeds = match target {
        "records" | "fmt" => records(),
        "diff" => records().windows(2).map(|pair| pair.join(PARTS)).collect(),
        "front_matter" => pages(),
        "markdown" => pages().into_iter().chain(records().into_iter().step_by(8)).collect(),
        "import" => {
            let mapping = read("content/import/survey.yaml");
            let export = example_export();
            let sheet = parts(&workbook(&export)).remove(SHEET).unwrap();
            vec![export.clone(), [mapping, export].join(PARTS), String::from_utf8(sheet).unwrap()]
        }
        _ => Vec::new(),
    };
    seeds.extend(texts(&format!("tests/fuzz/corpus/{target}"), ""));
    seeds
}

/// The texts of the files below a folder whose names end so, in order.
fn texts(folder: &str, ending: &str) -> Vec<String> {
    let mut files: Vec<_> = walkdir::WalkDir::new(repository().join(folder))
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| ending.is_empty() || path.extension().is_some_and(|it| it == ending))
        .collect();
    files.sort();
    let text = |path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    files.into_iter().map(text).collect()
}

/// A sentence without what the input itself brought into it.
fn shape(words: &str) -> u64 {
    let outside: String = words.split(['`', '‘', '’']).step_by(2).collect();
    let plain: String = outside.chars().filter(|it| !it.is_ascii_digit()).collect();
    number(&plain)
}

fn number(value: impl std::hash::Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The atlas's vocabularies, regions and settings, without records and prose.
fn ground() -> Project {
    let mut findings = Findings::default();
    let whole = load::read_part(repository(), &["content/atlas.yaml".to_owned()], &mut findings);
    let whole = whole.unwrap();
    let mut project = Project { unread: Vec::new(), ..empty() };
    for (_, file) in whole.sources.iter() {
        let left_out = [
            "content/places/",
            "content/countries/",
            "content/labels/",
            "content/pages/",
            "content/regions/",
            "content/words/",
        ];
        if !left_out.iter().any(|folder| file.path.starts_with(folder)) {
            project.sources.add(file.path.clone(), file.text.clone());
        }
    }
    project
}

fn empty() -> Project {
    Project {
        root: repository().to_owned(),
        sources: Default::default(),
        records: Vec::new(),
        ids: Vec::new(),
        unread: Vec::new(),
        limits: Default::default(),
    }
}

fn id(nth: usize) -> FacilityId {
    FacilityId::parse(&format!("nl/input-{nth:05}")).unwrap()
}

/// The project with inputs as records.
fn with_records(mut project: Project, inputs: &[&str]) -> Project {
    for (nth, text) in inputs.iter().enumerate() {
        let source =
            project.sources.add(format!("facilities/{}.yaml", id(nth)), (*text).to_owned());
        project.records.push((source, id(nth)));
        project.ids.push(id(nth));
    }
    project
}

/// Holds that findings can be shown, and sorts them by input.
fn shown(project: &Project, findings: &Findings, inputs: usize) -> Tries {
    let first = project.sources.iter().count() - inputs;
    let places: Vec<_> = project.sources.iter().skip(first).map(|(id, _)| id).collect();
    let mut tries: Tries = vec![BTreeSet::new(); inputs];
    let mut some = Vec::new();
    for found in findings.sorted(&project.sources) {
        let file = project.sources.get(found.place.source);
        let range = found.place.span.unwrap_or_default().range();
        assert!(file.text.get(range.clone()).is_some(), "{range:?} cuts a letter: {found:?}");
        let Some(place) = places.iter().position(|it| *it == found.place.source) else { continue };
        let said = (found.rule.name, shape(&found.message), found.replacement.is_some());
        if tries[place].insert(number(said)) && some.len() < 40 {
            some.push(found);
        }
    }
    let human = finding::human(&some, &project.sources, false);
    assert!(human.is_empty() == some.is_empty());
    let short = finding::short(&some, &project.sources, "https://example.org/rules");
    assert!(short.lines().count() >= some.len());
    tries
}

fn today() -> Choices {
    Choices { as_of: PartialDate::parse("2026-11-23"), ..Choices::default() }
}

/// Records are read and checked, by all rules.
pub fn records() -> Try {
    let ground = ground();
    Box::new(move |inputs| {
        let texts: Vec<&str> = inputs.iter().map(String::as_str).collect();
        let project = with_records(copy(&ground), &texts);
        let mut findings = Findings::default();
        check::part(&project, &today(), &mut findings).unwrap();
        shown(&project, &findings, inputs.len())
    })
}

fn copy(project: &Project) -> Project {
    Project { sources: project.sources.clone(), ..empty() }
}

/// Pages and frameworks are taken apart at their two lines.
pub fn front_matter() -> Try {
    let ground = ground();
    Box::new(move |inputs| {
        let mut project = with_records(copy(&ground), &["name: Example\n"]);
        for (nth, text) in inputs.iter().enumerate() {
            let path = match text.contains("country:") {
                true => format!("content/countries/{nth}.md"),
                false => format!("content/pages/input-{nth}.md"),
            };
            project.sources.add(path, text.clone());
        }
        let mut findings = Findings::default();
        check::part(&project, &today(), &mut findings).unwrap();
        shown(&project, &findings, inputs.len())
    })
}

/// Elements that Markdown may become.
const ELEMENTS: [&str; 27] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "em",
    "strong",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "br",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "del",
    "dl",
    "dt",
    "dd",
];

/// Markdown becomes text, structure and plain links, whatever it is.
pub fn markdown() -> Try {
    Box::new(|inputs| inputs.iter().map(|input| one_markdown(input)).collect())
}

fn one_markdown(input: &str) -> BTreeSet<u64> {
    let mut traits = BTreeSet::new();
    let html = to_html(input, &Links::Inside("../"));
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new_with_emitter(html.as_bytes(), DefaultEmitter::default()) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert!(ELEMENTS.contains(&name.as_str()), "<{name}>");
                for (key, value) in &tag.attributes {
                    let (key, value) =
                        (String::from_utf8_lossy(key), String::from_utf8_lossy(&value.value));
                    match (name.as_str(), &*key) {
                        ("a", "href") => assert!(
                            value.to_ascii_lowercase().starts_with("http://")
                                || value.to_ascii_lowercase().starts_with("https://")
                                || (value.starts_with("../") && !value.contains("://")),
                            "leads to {value}"
                        ),
                        ("a", "rel") => assert_eq!(value, "noopener"),
                        ("ol", "start") => assert!(value.parse::<u64>().is_ok(), "{value}"),
                        ("code", "class") | ("th" | "td", "style") => {}
                        _ => panic!("<{name} {key}=\"{value}\">"),
                    }
                }
                let above = open.last().cloned();
                traits.insert(number((above, &name, open.len().min(6), tag.attributes.len())));
                if !["br", "hr"].contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert_eq!(open.pop().as_deref(), Some(name.as_str()), "tags cross");
            }
            // A letter that should not be there is still a letter; the check refuses most of them.
            Token::String(_) | Token::Error(_) => {}
            token => panic!("{token:?}"),
        }
    }
    assert!(open.is_empty(), "{open:?} stays open");
    traits
}

/// An export becomes records and a report. The input is a mapping and an export, or an export alone
/// for the mapping of the example; one that begins as XML is the sheet of a workbook.
pub fn import() -> Try {
    let project = ground();
    let mut findings = Findings::default();
    let vocabularies = check::vocabularies(&project, &mut findings);
    let example = fs::read_to_string(repository().join("content/import/survey.yaml")).unwrap();
    let known = Mapping::read("survey.yaml", &example).unwrap();
    let workbook = parts(&workbook(&example_export()));
    Box::new(move |inputs| {
        let one = |input: &String| -> BTreeSet<u64> {
            let (mapping, export) =
                input.split_once(PARTS).unwrap_or((example.as_str(), input.as_str()));
            let other = (mapping != example).then(|| Mapping::read("mapping.yaml", mapping));
            let mapping = match &other {
                Some(Err(error)) => return [shape(&error.to_string())].into(),
                Some(Ok(mapping)) => mapping,
                None => &known,
            };
            let read = match export.starts_with("<?xml") {
                true => table::read("export.xlsx", &with_sheet(&workbook, export)),
                false => table::read("export.csv", export.as_bytes()),
            };
            let table = match read {
                Ok(table) => table,
                Err(error) => return [shape(&error.to_string())].into(),
            };
            let imported =
                import::records(mapping, &table, &project, &vocabularies, SCHEMA).unwrap();
            assert!(imported.new.len() + imported.proposed.len() <= table.rows.len());
            assert!(report::markdown(&imported, mapping, "export.csv").starts_with("# Import"));
            imported.problems.iter().map(|problem| shape(&problem.why)).collect()
        };
        inputs.iter().map(one).collect()
    })
}

/// The head and the first row of the example, which fills every column.
fn example_export() -> String {
    let path = repository().join("content/import/survey-example.csv");
    let text = fs::read_to_string(path).unwrap();
    text.split_inclusive('\n').take(2).collect()
}

/// The sheet of a workbook with one.
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A workbook of the cells of an export.
fn workbook(export: &str) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(export.as_bytes());
    for (row, record) in (0..).zip(reader.records()) {
        for (column, cell) in (0..).zip(&record.unwrap()) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, cell).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The files of a workbook.
fn parts(workbook: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut part = |place| {
        let mut file = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    let count = zip::ZipArchive::new(Cursor::new(workbook)).unwrap().len();
    (0..count).map(&mut part).collect()
}

/// A workbook with another sheet in it.
fn with_sheet(parts: &BTreeMap<String, Vec<u8>>, sheet: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), stored).unwrap();
        archive.write_all(if name == SHEET { sheet.as_bytes() } else { bytes }).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Two states are compared and shown in all forms. The input is a record before and after.
pub fn diff() -> Try {
    Box::new(|inputs| {
        let halves: Vec<(&str, &str)> =
            inputs.iter().map(|input| input.split_once(PARTS).unwrap_or(("", input))).collect();
        let (old, new): (Vec<&str>, Vec<&str>) = halves.into_iter().unzip();
        let (old, new) = (with_records(empty(), &old), with_records(empty(), &new));
        let side = |name, project| Side { name, project, whole: None };
        let difference = diff::between(&side("old", &old), &side("new", &new));
        assert!(difference.added.is_empty() && difference.removed.is_empty());
        let shown = diff::human(&difference).len() + diff::markdown(&difference).len();
        assert!(shown > 0 && !serde_json::to_string(&difference).unwrap().is_empty());
        let mut tries: Tries = vec![BTreeSet::new(); inputs.len()];
        for change in &difference.changed {
            let nth: usize = change.id.rsplit('-').next().unwrap().parse().unwrap();
            let traits = change.fields.iter().map(|field| {
                let path: String = field.path.chars().take(40).collect();
                number((path, field.old.is_some(), field.new.is_some()))
            });
            tries[nth].extend(traits.take(50));
        }
        tries
    })
}

/// The canonical form says the same, and is its own canonical form.
pub fn fmt() -> Try {
    Box::new(|inputs| inputs.iter().map(|input| one_fmt(input)).collect())
}

fn one_fmt(input: &str) -> BTreeSet<u64> {
    match format::record(input, SCHEMA) {
        Ok(written) => {
            let again = format::record(&written, SCHEMA);
            assert_eq!(again.as_ref(), Ok(&written), "the second time is another");
            // The shapes of its lines.
            written
                .lines()
                .take(400)
                .map(|line| {
                    let indent = line.len() - line.trim_start().len();
                    let signs: String =
                        line.chars().filter(char::is_ascii_punctuation).take(4).collect();
                    number((indent.min(12), signs))
                })
                .collect()
        }
        Err(format::Refusal::Unreadable(fault)) => {
            [number((format!("{:?}", fault.slip), shape(&fault.message)))].into()
        }
        Err(format::Refusal::Unlike) => panic!("what was written says something else"),
    }
}
