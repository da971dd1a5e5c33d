//! Texts that try to be more than text: every field of a record that strangers fill is tried with
//! every one of them, the site is built from what the check lets through, and every output is
//! searched for an effect. `tests/data/check.py` and `tests/browser/hostile.mjs` look at the same
//! site with outside readers and in a browser; it is left in `target/hostile/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use atmp_atlas::check::{self, Choices};
use atmp_atlas::finding::{Findings, Severity};
use atmp_atlas::load;
use atmp_atlas::model::PartialDate;
use atmp_atlas::model::field::Kind;
use atmp_atlas::model::fields::RECORD;
use atmp_atlas::yaml::{self, Node, Value};

use crate::case::{AS_OF, Case, copy_folder};
use crate::html::Page;
use crate::repository;

/// A record that fills every field into which somebody types freely, each on a line of its own.
const RECORD_TEXT: &str = "\
name: @@
local_name: @@
former_names:
  - @@
organisations:
  - name: @@
roles: [gmp-facility, treatment-centre]
status: operational
status_note: @@
events:
  - date: 2020-03
    what: licensed
    note: @@
location:
  address: @@
  postal_code: @@
  city: @@
  country: NL
  latitude: 52.0859
  longitude: 5.1775
  precision: site
contact:
  website: @@
  email: @@
  phone: @@
referral:
  how: @@
therapies:
  products:
    - name: @@
      does: [makes]
licences:
  - type: storage
    authority: @@
    number: @@
    scope: @@
    valid_until: 2027-06-30
accreditations:
  - scheme: jacie
    authority: @@
    scope: @@
    reference: @@
    valid_until: 2027-08-31
figures:
  - measure: staff
    value: 3
    note: @@
relations:
  - name: @@
    kind: partner
    note: @@
summary: @@
provenance:
  method: public-sources
  wave: @@
  state: compiled
  verified: 2026-11-20
  by: @@
sources:
  - url: @@
    title: @@
    publisher: @@
    archived: @@
waivers:
  - rule: expired
    reason: @@
    until: 2027-01-01
";

/// Fields that would take the record out of the downloads; they are tried in a test of their own.
const APART: [&str; 2] = ["no_reuse", "withdrawn.reason"];

/// The result of the sum that some of the texts ask a template engine for.
const COMPUTED: &str = "9801547";

/// What must never come through: the check refuses it in every field.
const REFUSED: [&str; 24] = [
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>",
    "<svg/onload=window.hit=1>",
    "</title><script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<a href=\"javascript:window.hit=1\">x</a>",
    "<style>body{display:none}</style>",
    "<base href=\"https://evil.invalid/\">",
    "<meta http-equiv=\"refresh\" content=\"0; url=https://evil.invalid/\">",
    "<!-- x -->",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "&#60;script&#62;",
    "right to left \u{202e} left",
    "isolate \u{2066} never closed",
    "zero\u{200b}width",
    "soft\u{ad}hyphen",
    "line\u{2028}separator",
    "bell\u{7}",
    "tag\u{e0041}letter",
    "\u{feff}mark",
    "override \u{202d} left to right",
    "nul\u{0}byte",
];

/// What may be a text, and has to stay one.
const TEXTS: [&str; 26] = [
    "\"><script>window.hit=1</script",
    "' onmouseover='window.hit=1",
    "\" onmouseover=\"window.hit=1\" x=\"",
    "` onmouseover=window.hit=1 `",
    "a < b & c > d \" ' `",
    "]]> <![CDATA[ x",
    "--> x <!-",
    "{{ 1337*7331 }}",
    "{% set x = 1337*7331 %}{{ x }}",
    "{# comment #} ${1337*7331} #{1337*7331}",
    "{{ head.policy }} {% include \"base.html\" %}",
    "=1337*7331",
    "+1337*7331",
    "-1337*7331",
    "@SUM(1337;7331)",
    "=HYPERLINK(\"https://evil.invalid/\",\"x\")",
    "x;=1337*7331",
    "\u{ff1d}1337*7331",
    "\", \"injected\": \"yes",
    "\\u0022, \\u0022injected\\u0022: 1 \\",
    "x,\"y\",z\"",
    "BEGIN:VEVENT END:VCALENDAR \\n\\, ;",
    "javascript:window.hit=1",
    "[x](javascript:window.hit=1) ![x](https://evil.invalid/x.png)",
    "'; DROP TABLE facilities; --",
    "../../etc/passwd %00 %0d%0aSet-Cookie:x=1",
];

#[test]
fn every_field_that_takes_text_is_tried() {
    let wanted: BTreeSet<String> = RECORD
        .paths()
        .into_iter()
        .filter(|(_, field)| {
            let kind = if let Kind::List(inner) = field.kind { *inner } else { field.kind };
            matches!(kind, Kind::Text(_) | Kind::Prose(_) | Kind::Web | Kind::Email | Kind::Phone)
        })
        .map(|(path, _)| path)
        .filter(|path| !APART.contains(&path.as_str()))
        .collect();
    let tree = yaml::parse(&RECORD_TEXT.replace("@@", "at"), 0).unwrap();
    let tried: BTreeSet<String> = leaves(&tree, "").into_iter().collect();
    assert_eq!(wanted.difference(&tried).collect::<Vec<_>>(), [] as [&String; 0]);
}

/// The paths of the values `at`, steps into lists left out.
fn leaves(node: &Node, path: &str) -> Vec<String> {
    match &node.value {
        Value::Scalar { text, .. } if **text == *"at" => vec![path.to_owned()],
        Value::Scalar { .. } => Vec::new(),
        Value::List(items) => items.iter().flat_map(|item| leaves(item, path)).collect(),
        Value::Map(entries) => entries
            .iter()
            .flat_map(|(key, node)| leaves(node, format!("{path}.{}", key.text).trim_matches('.')))
            .collect(),
    }
}

#[test]
fn what_is_no_text_is_refused_in_every_field() {
    let mut case = Case::new();
    for (nth, attack) in REFUSED.iter().enumerate() {
        case = case.file(&path(nth), filled(&vec![attack; fields()]));
    }
    let refused = refused(&case);
    for (nth, attack) in REFUSED.iter().enumerate() {
        let fields: BTreeSet<usize> = (0..fields()).collect();
        let passed: Vec<_> = fields.difference(&refused[&path(nth)]).map(|at| line(*at)).collect();
        assert!(passed.is_empty(), "{attack:?} passes in {passed:?}");
    }
}

#[test]
fn what_looks_like_code_stays_text_in_every_output() {
    let mut case = Case::new();
    for (nth, text) in TEXTS.iter().enumerate() {
        case = case.file(&path(nth), filled(&vec![text; fields()]));
    }
    // What a field refuses, such as a telephone number, is a plain value there.
    let refused = refused(&case);
    let mut tried = 0;
    for (nth, text) in TEXTS.iter().enumerate() {
        let no = refused.get(&path(nth)).cloned().unwrap_or_default();
        let values: Vec<String> = (0..fields())
            .map(|at| if no.contains(&at) { harmless(at) } else { (*text).to_owned() })
            .collect();
        tried += fields() - no.len();
        case = case.file(&path(nth), filled(&values.iter().collect::<Vec<_>>()));
    }
    assert!(tried > TEXTS.len() * 20, "only {tried} values were let through");
    case.build().code(0);

    // The same atlas with harmless words in every field.
    let harmless_values: Vec<String> = (0..fields()).map(harmless).collect();
    let mut base = Case::new();
    for nth in 0..TEXTS.len() {
        let values: Vec<&String> = harmless_values.iter().collect();
        base = base.file(&path(nth), filled(&values));
    }
    base.build().code(0);

    let (tried, plain) = (case.tree("output"), base.tree("output"));
    let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&tried), names(&plain), "a text made or hid a file");
    let known = Shape::of(&plain);
    for (path, bytes) in &tried {
        look(path, bytes, &plain[path], &known);
    }
    keep(&case);
}

/// Looks at one file of the site, which has `plain` in its place with harmless words.
fn look(path: &str, bytes: &[u8], plain: &[u8], known: &Shape) {
    let text = String::from_utf8_lossy(bytes);
    assert!(!text.contains(COMPUTED), "{path}: a template or formula was worked out");
    match path.rsplit('.').next() {
        Some("html") => html(path, bytes, known),
        Some("json" | "geojson" | "jsonld") => json(path, bytes, plain),
        Some("csv") => csv_file(path, bytes),
        Some("xml") => xml(path, &text),
        Some("svg") => drawing(path, bytes),
        Some("ics") => calendar(path, &text),
        Some("xlsx") => workbook(path, bytes),
        Some("sqlite") => database(path, bytes, plain),
        Some("zip") => {
            let (tried, plain) = (members(bytes), members(plain));
            assert!(tried.keys().eq(plain.keys()), "{path}: a text made or hid a file");
            for (inside, bytes) in &tried {
                look(&format!("{path}/{inside}"), bytes, &plain[inside], known);
            }
        }
        _ => {}
    }
}

/// The files of an archive.
fn members(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut members = BTreeMap::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        members.insert(file.name().unwrap().into_owned(), bytes);
    }
    members
}

/// A drawing has nothing in it that acts, and leads nowhere but to its own parts.
fn drawing(path: &str, bytes: &[u8]) {
    for element in Page::read(bytes).all() {
        let name = element.name.to_ascii_lowercase();
        let acts = ["script", "foreignobject", "iframe", "animate", "set", "image", "a"];
        assert!(!acts.contains(&name.as_str()), "{path}: <{name}>");
        for (attribute, value) in element.attributes() {
            assert!(!attribute.starts_with("on"), "{path}: <{name} {attribute}>");
            let leads = attribute.ends_with("href") && !(name == "use" && value.starts_with('#'));
            assert!(!leads, "{path}: <{name} {attribute}=\"{value}\">");
        }
    }
}

/// The database has the same tables as with harmless words, and no statement that a text brought.
fn database(path: &str, bytes: &[u8], plain: &[u8]) {
    let statements = |bytes: &[u8]| String::from_utf8_lossy(bytes).matches("CREATE TABLE").count();
    assert!(bytes.starts_with(b"SQLite format 3\0"), "{path}: no database");
    assert_eq!(statements(bytes), statements(plain), "{path}: another table");
    let text = String::from_utf8_lossy(bytes);
    assert!(
        text.contains("'; DROP TABLE facilities; --"),
        "{path}: the text should stand as it is"
    );
}

/// The names of elements and attributes that harmless pages have.
struct Shape {
    elements: BTreeSet<String>,
    attributes: BTreeSet<(String, String)>,
    scripts: BTreeMap<String, usize>,
}

impl Shape {
    fn of(tree: &BTreeMap<String, Vec<u8>>) -> Self {
        let mut shape = Self {
            elements: BTreeSet::new(),
            attributes: BTreeSet::new(),
            scripts: BTreeMap::new(),
        };
        for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = Page::read(bytes);
            shape.scripts.insert(path.clone(), page.named("script").count());
            for element in page.all() {
                shape.elements.insert(element.name.clone());
                for (name, _) in element.attributes() {
                    shape.attributes.insert((element.name.clone(), name.to_owned()));
                }
            }
        }
        shape
    }
}

fn html(path: &str, bytes: &[u8], known: &Shape) {
    let page = Page::read(bytes);
    assert_eq!(page.named("script").count(), known.scripts[path], "{path}: a script more");
    for element in page.all() {
        assert!(known.elements.contains(&element.name), "{path}: <{}>", element.name);
        for (name, value) in element.attributes() {
            let both = (element.name.clone(), name.to_owned());
            assert!(known.attributes.contains(&both), "{path}: <{} {name}>", element.name);
            let value = value.trim().to_ascii_lowercase();
            let is_address = matches!(name, "href" | "src" | "action" | "data" | "xlink:href");
            let is_code =
                ["javascript:", "data:", "vbscript:"].iter().any(|it| value.starts_with(it));
            assert!(!(is_address && is_code), "{path}: {name}=\"{value}\"");
        }
    }
}

/// The same keys in the same places as with harmless words.
fn json(path: &str, bytes: &[u8], plain: &[u8]) {
    let read = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
    let (tried, plain) = (read(bytes), read(plain));
    let keys = |value: &serde_json::Value| -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        collect_keys(value, &mut keys);
        keys
    };
    let strange: Vec<String> = keys(&tried).difference(&keys(&plain)).cloned().collect();
    assert!(strange.is_empty(), "{path}: {strange:?}");
}

fn collect_keys(value: &serde_json::Value, keys: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => map.iter().for_each(|(key, below)| {
            keys.insert(key.clone());
            collect_keys(below, keys);
        }),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}

/// No row longer or shorter than its header, and no cell that a spreadsheet would work out.
fn csv_file(path: &str, bytes: &[u8]) {
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(bytes);
    for row in reader.records() {
        for cell in &row.unwrap() {
            let is_number = cell.parse::<f64>().is_ok();
            let is_formula = cell
                .split(';')
                .any(|part| part.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}']));
            assert!(is_number || !is_formula, "{path}: {cell}");
        }
    }
}

/// Nothing but text between tags that harmless files have.
fn xml(path: &str, text: &str) {
    for attack in TEXTS.iter().filter(|text| text.contains('<')) {
        assert!(!text.contains(attack), "{path}: {attack}");
    }
}

/// Lines of calendars begin with the names that the standard has for them, and events are as many
/// as there are dates.
fn calendar(path: &str, text: &str) {
    let unfolded = text.replace("\r\n ", "");
    let events = unfolded.lines().filter(|line| *line == "BEGIN:VEVENT").count();
    assert_eq!(events, 2 * TEXTS.len() + 2, "{path}: not one event for each date");
    for line in unfolded.lines() {
        let name = line.split([':', ';']).next().unwrap_or_default();
        let is_name =
            !name.is_empty() && name.chars().all(|it| it.is_ascii_uppercase() || it == '-');
        assert!(is_name, "{path}: {line}");
    }
}

/// A workbook has no formula, and its only links to other hosts are those of the atlas's texts.
fn workbook(path: &str, bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        assert!(!text.contains("<f>") && !text.contains("<f "), "{path}: {name} has a formula");
        assert!(!text.contains("TargetMode=\"External\""), "{path}: {name} leads elsewhere");
    }
}

/// Leaves the atlas and its site where the outside tests find them.
fn keep(case: &Case) {
    let place = repository().join("target/hostile");
    let _ = fs::remove_dir_all(&place);
    copy_folder(&case.path("facilities"), &place.join("facilities"), &|_| true);
    copy_folder(&case.path("output"), &place.join("output"), &|_| true);
}

fn path(nth: usize) -> String {
    format!("facilities/nl/attack-{nth}.yaml")
}

/// How many fields the record fills.
fn fields() -> usize {
    RECORD_TEXT.matches("@@").count()
}

/// The line of a field.
fn line(at: usize) -> &'static str {
    RECORD_TEXT.lines().filter(|line| line.contains("@@")).nth(at).unwrap().trim()
}

/// A value that a field takes.
fn harmless(at: usize) -> String {
    let line = line(at);
    let value = match line.split(':').next().unwrap_or_default().trim_start_matches("- ") {
        "website" | "url" | "archived" => "https://www.example.org/page",
        "email" => "office@example.org",
        "phone" => "+31 30 555 0100",
        // Everything that a text in Markdown may become.
        "summary" => "Plain *words* **here**, [a link](https://www.example.org/) and `code`.",
        _ => "Plain words",
    };
    value.to_owned()
}

/// The record with values, each as YAML writes any text.
fn filled(values: &[&impl ToString]) -> String {
    let mut values = values.iter();
    let mut text = String::new();
    for line in RECORD_TEXT.lines() {
        let line = match line.contains("@@") {
            true => {
                let value = serde_json::Value::String(values.next().unwrap().to_string());
                line.replace("@@", &value.to_string())
            }
            false => line.to_owned(),
        };
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// For each file the fields that the check refuses.
fn refused(case: &Case) -> BTreeMap<String, BTreeSet<usize>> {
    let mut findings = Findings::default();
    let project = load::read(Path::new(&case.path("")), &mut findings).unwrap();
    let choices = Choices { as_of: PartialDate::parse(AS_OF), ..Choices::default() };
    let _ = check::atlas(&project, &choices, &mut findings).unwrap();
    let mut refused: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for finding in findings.sorted(&project.sources) {
        if finding.rule.severity != Severity::Error {
            continue;
        }
        let file = project.sources.get(finding.place.source);
        let start = finding.place.span.map_or(0, |span| span.range().start);
        let row = file.text[..start].matches('\n').count();
        let before = RECORD_TEXT.lines().take(row + 1);
        let at = before.filter(|line| line.contains("@@")).count().saturating_sub(1);
        refused.entry(file.path.clone()).or_default().insert(at);
    }
    refused
}
