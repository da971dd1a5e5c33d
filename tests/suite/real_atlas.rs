//! The site that the real records give, as a whole. It is built once for all tests of this file.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use rayon::prelude::*;
use tempfile::TempDir;
use url::Url;

use crate::case::{AS_OF, atlas, copy_folder, files, tell};
use crate::html::Page;
use crate::languages::faults;
use crate::repository;

/// Where the tests publish the site: below a folder of a host that cannot exist.
const BASE: &str = "https://atlas.invalid/sub/";

static SITE: LazyLock<Site> = LazyLock::new(Site::build);

/// The built site in memory.
struct Site {
    files: BTreeMap<String, Vec<u8>>,
    pages: BTreeMap<String, Page>,
    folder: TempDir,
}

impl Site {
    fn build() -> Self {
        let folder = tempfile::tempdir().unwrap();
        build(repository(), &folder.path().join("site"));
        let files = files(&folder.path().join("site"));
        let pages = files
            .par_iter()
            .filter(|(path, _)| is_html(path))
            .map(|(path, html)| (path.clone(), Page::read(html)))
            .collect();
        Self { files, pages, folder }
    }

    /// The pages that a reader is meant to find; not those that only send one on.
    fn pages(&self) -> impl Iterator<Item = (&String, &Page)> {
        self.pages.iter().filter(|(_, page)| !page.redirects())
    }

    /// The file that an address of the site leads to, if it is one of the site's and is there.
    fn file_at(&self, address: &Url) -> Option<&String> {
        let inside = address.as_str().split(['#', '?']).next()?.strip_prefix(BASE)?;
        let file = if inside.is_empty() || inside.ends_with('/') {
            format!("{inside}index.html")
        } else {
            inside.to_owned()
        };
        self.files.get_key_value(&file).map(|(path, _)| path)
    }
}

#[test]
fn every_record_and_every_country_has_a_page() {
    let folder = |inside: &str| files(&repository().join(inside)).into_keys();
    let records: BTreeSet<String> = folder("facilities")
        .filter_map(|file| file.strip_suffix(".yaml").map(str::to_owned))
        .collect();
    let countries: BTreeSet<String> = folder("content/countries")
        .filter_map(|file| file.strip_suffix(".md").map(str::to_owned))
        .chain(records.iter().filter_map(|id| id.split_once('/')).map(|(cc, _)| cc.to_owned()))
        .collect();

    let published = |kind: &str| -> BTreeSet<String> {
        SITE.pages()
            .filter_map(|(path, _)| path.strip_prefix(kind)?.strip_suffix("/index.html"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(published("facilities/"), records);
    assert_eq!(published("countries/"), countries);
}

#[test]
fn every_link_leads_somewhere() {
    let broken: Vec<String> = SITE.pages.par_iter().flat_map_iter(broken_links).collect();
    assert_none(&broken, "links that lead nowhere");
}

/// The links of a page to places of the site that are not there.
fn broken_links((path, page): (&String, &Page)) -> Vec<String> {
    let here = address(path);
    let mut broken = Vec::new();
    for element in page.all() {
        for (attribute, value) in element.addresses() {
            let Ok(target) = here.join(value) else {
                broken.push(format!("{path}: {attribute}=\"{value}\" is no address"));
                continue;
            };
            if target.host_str() != here.host_str() {
                continue;
            }
            let Some(file) = SITE.file_at(&target) else {
                broken.push(format!("{path}: {attribute}=\"{value}\""));
                continue;
            };
            let fragment = target.fragment().filter(|it| !it.is_empty() && *it != "top");
            let has_id = |id: &str| {
                SITE.pages
                    .get(file)
                    .is_none_or(|page| page.all().iter().any(|it| it.get("id") == Some(id)))
            };
            if !fragment.is_none_or(has_id) {
                broken.push(format!("{path}: {attribute}=\"{value}\": nothing there has that id"));
            }
        }
    }
    broken
}

#[test]
fn ids_are_unique_and_references_to_them_resolve() {
    let mut faults = Vec::new();
    for (path, page) in &SITE.pages {
        let mut ids = BTreeSet::new();
        for id in page.all().iter().filter_map(|element| element.get("id")) {
            if !ids.insert(id) {
                faults.push(format!("{path}: id `{id}` stands twice"));
            }
        }
        for reference in page.all().iter().flat_map(|element| element.references()) {
            if !ids.contains(reference) {
                faults.push(format!("{path}: no element has the id `{reference}`"));
            }
        }
    }
    assert_none(&faults, "faulty ids");
}

#[test]
fn every_page_can_be_reached_from_the_home_page() {
    let mut reached = BTreeSet::from(["index.html"]);
    let mut waiting = VecDeque::from(["index.html"]);
    while let Some(path) = waiting.pop_front() {
        let here = address(path);
        let links = SITE.pages[path].named("a").filter_map(|link| link.get("href"));
        for target in links.filter_map(|href| here.join(href).ok()) {
            if let Some(file) = SITE.file_at(&target)
                && is_html(file)
                && reached.insert(file)
            {
                waiting.push_back(file);
            }
        }
    }
    let orphans: Vec<String> = SITE
        .pages()
        .map(|(path, _)| path)
        .filter(|path| *path != "404.html" && !reached.contains(path.as_str()))
        .cloned()
        .collect();
    assert_none(&orphans, "pages that no link leads to");
}

/// The languages of the real atlas beside English.
const LANGUAGES: [&str; 4] = ["it", "de", "fr", "es"];

/// The language of a page by its place.
fn language(path: &str) -> &str {
    let folder = path.split('/').next().unwrap_or_default();
    if LANGUAGES.contains(&folder) { folder } else { "en" }
}

#[test]
fn every_language_has_every_page_and_readers_stay_in_theirs() {
    let faults = faults(&SITE.pages, &LANGUAGES);
    assert_none(&faults, "faults between languages");
    for language in LANGUAGES {
        let facilities = SITE.pages.keys().filter(|path| path.starts_with("facilities/"));
        let missing: Vec<&String> = facilities
            .filter(|path| !SITE.pages[*path].redirects())
            .filter(|path| !SITE.pages.contains_key(&format!("{language}/{path}")))
            .collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
    }
}

#[test]
fn every_page_says_what_it_is() {
    let mut faults = Vec::new();
    // A name may be the same in several languages.
    let mut titles: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for (path, page) in SITE.pages() {
        let mut must = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("{path}: {what}"));
            }
        };
        let filled = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
        let title = page.named("title").next().map(|title| title.text.as_str());
        must(filled(page.named("html").next().and_then(|html| html.get("lang"))), "no language");
        must(filled(title), "no title");
        must(filled(page.meta("description")), "no description");
        must(page.meta("viewport").is_some(), "no viewport");
        must(page.named("h1").count() == 1, "not one h1 alone");
        must(page.named("h1").all(|heading| filled(Some(&heading.text))), "an empty h1");
        must(page.named("main").count() == 1, "not one main alone");
        if let Some(other) = titles.insert((language(path), title.unwrap_or_default()), path) {
            must(false, &format!("has the same title as {other}"));
        }
    }
    assert_none(&faults, "pages that do not say what they are");
}

/// The drawings that can be taken away, by name.
pub fn drawings() -> Vec<(String, Vec<u8>)> {
    let name = |path: &str| Some(path.strip_prefix("downloads/")?.to_owned());
    let drawings = SITE.files.iter().filter(|(path, _)| path.ends_with(".svg"));
    drawings.filter_map(|(path, svg)| Some((name(path)?, svg.clone()))).collect()
}

/// Worked out anew from the table's own counts and people: how each country stands, and what the
/// title says of them.
#[test]
fn countries_stand_against_europe_as_their_intervals_say() {
    let text = &SITE.files["downloads/against-europe.csv"];
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let number = |row: &csv::StringRecord, column: usize| row[column].parse::<f64>().ok();
    let counted = || rows.iter().filter(|row| number(row, 3).is_some());
    let sum = |column| counted().filter_map(|row| number(row, column)).sum::<f64>();
    let europe = sum(2) * 1e6 / sum(3);

    let (mut above, mut below, mut held) = (0, 0, 0);
    for row in &rows {
        let (country, standing) = (&row[0], &row[1]);
        let Some(rate) = number(row, 4) else {
            assert_eq!(standing, "no record, or people not counted", "{country}");
            let counts = number(row, 2).is_some() && number(row, 3).is_some();
            assert!(!counts, "{country}: facilities and people, but no rate");
            continue;
        };
        held += 1;
        let (low, high) = (number(row, 5).unwrap(), number(row, 6).unwrap());
        let expected = match (high < europe, low > europe) {
            (true, _) if rate < europe / 2.0 => "clearly below, less than half",
            (true, _) => "clearly below",
            (_, true) if rate > europe * 2.0 => "clearly above, more than twice",
            (_, true) => "clearly above",
            _ => "no clear difference",
        };
        assert_eq!(standing, expected, "{country}");
        above += usize::from(low > europe);
        below += usize::from(high < europe);
        assert!((number(row, 7).unwrap() - rate / europe).abs() < 0.001, "{country}");
    }
    assert!(held > 25 && above > 0 && below > 0, "{held} countries, {above}, {below}");
    let page = String::from_utf8_lossy(&SITE.files["figures/against-europe/index.html"]);
    let said = format!("In {above} of {held} countries");
    assert!(page.contains(&said) && page.contains(&format!("in {below} clearly below")), "{said}");
    assert!(page.contains(&format!("against {europe:.2} in all of Europe")));
}

#[test]
fn every_figure_has_its_page_its_data_and_its_files() {
    let drawings = drawings();
    assert!(drawings.len() > 60, "only {} figures", drawings.len());
    let mut faults = Vec::new();
    for (name, svg) in &drawings {
        let slug = name.strip_suffix(".svg").unwrap();
        let mut must = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("{slug}: {what}"));
            }
        };
        let svg = String::from_utf8_lossy(svg);
        must(svg.starts_with("<svg xmlns="), "its drawing is not SVG");
        must(svg.contains("<style>") && !svg.contains("var("), "its drawing cannot stand alone");
        must(!svg.contains("href=\"http") && !svg.contains("<a "), "its drawing has links");
        must(svg.contains("ATMP Atlas, version"), "its drawing does not say where it is from");
        for page in [format!("figures/{slug}/index.html"), format!("embed/{slug}/index.html")] {
            let Some(page) = SITE.pages.get(&page) else {
                must(false, "a page is missing");
                continue;
            };
            must(is_drawn(page), "no image with title and description");
        }
        let html = &SITE.files[&format!("figures/{slug}/index.html")];
        let html = String::from_utf8_lossy(html);
        let rows = html.matches("<tr>").count();
        let csv = String::from_utf8_lossy(&SITE.files[&format!("downloads/{slug}.csv")]);
        must(rows > 0 && csv.lines().count() == rows, "its table and its CSV file differ");
        for part in ["&lt;iframe", &format!("{slug}.svg"), &format!("{slug}.csv")] {
            must(html.contains(part), &format!("its page lacks {part}"));
        }
        for part in ["method", "data", "embed", "take"] {
            let ids = || SITE.pages[&format!("figures/{slug}/index.html")].all().iter();
            must(ids().any(|it| it.get("id") == Some(part)), &format!("its page lacks {part}"));
        }
    }
    // Wherever a figure stands, its page is a click away, and its data is folded in below it.
    for (path, page) in SITE.pages() {
        let english = path.strip_prefix(language(path)).map_or(path.as_str(), |it| &it[1..]);
        let alone = english.starts_with("figures/") || english.starts_with("embed/");
        if alone || page.named("figure").next().is_none() {
            continue;
        }
        let count = page.named("figure").count();
        let links = page.named("a").filter_map(|link| link.get("href"));
        let links = links.filter(|href| href.contains("figures/") && !href.ends_with("figures/"));
        if !is_drawn(page) || page.named("details").count() < count || links.count() < count {
            faults.push(format!("{path}: a figure without image, data or address"));
        }
    }
    assert_none(&faults, "faulty figures");
}

/// Whether every drawing of a page is an image with a title and a description.
fn is_drawn(page: &Page) -> bool {
    let images = || page.all().iter().filter(|it| it.get("role") == Some("img"));
    images().next().is_some()
        && images()
            .all(|it| it.get("aria-labelledby").is_some() && it.get("aria-describedby").is_some())
}

#[test]
fn the_sitemap_lists_every_page() {
    let sitemap = String::from_utf8(SITE.files["sitemap.xml"].clone()).unwrap();
    let listed: BTreeSet<&str> =
        sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
    let pages: BTreeSet<String> = SITE
        .pages()
        .filter(|(_, page)| !page.meta("robots").is_some_and(|robots| robots.contains("noindex")))
        .map(|(path, _)| address(path).into())
        .collect();
    assert_eq!(listed, pages.iter().map(String::as_str).collect::<BTreeSet<_>>());
}

#[test]
fn nothing_is_asked_of_another_host() {
    let mut faults = Vec::new();
    for (path, page) in &SITE.pages {
        let here = address(path);
        for element in page.all().iter().filter(|element| is_fetched(element)) {
            for (attribute, value) in element.addresses() {
                let target = here.join(value).unwrap();
                if target.scheme() != "data" && !target.as_str().starts_with(BASE) {
                    faults.push(format!("{path}: <{} {attribute}=\"{value}\">", element.name));
                }
            }
        }
    }
    for (path, css) in SITE.files.iter().filter(|(path, _)| path.ends_with(".css")) {
        let css = String::from_utf8_lossy(css);
        if css.contains("@import") || css.contains("://") {
            faults.push(format!("{path}: names another file or host"));
        }
    }
    assert_none(&faults, "addresses of other hosts that a browser would fetch");
}

/// Whether a browser fetches what an element names, before anybody clicks.
fn is_fetched(element: &crate::html::Element) -> bool {
    match element.name.as_str() {
        "a" | "area" | "meta" | "base" | "form" => false,
        "link" => element.get("rel").is_none_or(|rel| {
            !rel.split_whitespace().any(|word| {
                matches!(
                    word,
                    "canonical" | "alternate" | "license" | "author" | "next" | "prev" | "up"
                )
            })
        }),
        _ => true,
    }
}

#[test]
fn no_file_tells_where_it_was_built() {
    let mut places = vec![
        repository().to_str().unwrap().to_owned(),
        SITE.folder.path().to_str().unwrap().to_owned(),
        "/.cargo/".to_owned(),
    ];
    // In some containers the home folder is `/`, which tells nothing.
    places.extend(std::env::var("HOME").ok().filter(|home| home.len() > 1));
    let telling: Vec<String> = SITE
        .files
        .par_iter()
        .flat_map_iter(|(path, content)| {
            places
                .iter()
                .filter(|place| String::from_utf8_lossy(content).contains(place.as_str()))
                .map(move |place| format!("{path}: contains `{place}`"))
        })
        .collect();
    assert_none(&telling, "files that tell where they were built");
}

#[test]
fn the_same_records_give_the_same_bytes_anywhere() {
    // A file system in memory, where there is one, lists its files in another order.
    let memory = Path::new("/dev/shm");
    let folder = match memory.is_dir() {
        true => tempfile::tempdir_in(memory).unwrap(),
        false => tempfile::tempdir().unwrap(),
    };
    let copy = folder.path().join("a copy of the atlas, elsewhere");
    for part in ["content", "facilities", "templates"] {
        // The last file is written first, and the list of a folder often follows.
        let from = repository().join(part);
        let mut paths: Vec<_> = files(&from).into_keys().collect();
        paths.reverse();
        for path in paths {
            let to = copy.join(part).join(&path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(from.join(&path), to).unwrap();
        }
    }
    let order = |root: &Path| -> Vec<_> {
        let list = fs::read_dir(root.join("facilities/de")).unwrap();
        list.map(|entry| entry.unwrap().file_name()).collect()
    };
    if order(repository()) == order(&copy) {
        tell("left out: another order of files in a folder");
    }
    // What changed and when comes from the repository; in a worktree a file points at it.
    let (git, git_copy) = (repository().join(".git"), copy.join(".git"));
    if git.is_dir() {
        copy_folder(&git, &git_copy, &|_| true);
    } else {
        fs::copy(&git, &git_copy).unwrap();
    }
    let surroundings = [
        ("RAYON_NUM_THREADS", "1"),
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        // 23 November 2026 in place of `--as-of`.
        ("SOURCE_DATE_EPOCH", "1795435200"),
    ];
    let result = Command::new("bash")
        .args(["-c", "umask 0077; exec \"$0\" \"$@\""])
        .arg(atlas().get_program())
        .args(["build", "--base-url", BASE, "--root"])
        .arg(&copy)
        .arg("--output")
        .arg(folder.path().join("site"))
        .envs(surroundings)
        .output()
        .unwrap();
    assert!(result.status.success(), "{}", String::from_utf8_lossy(&result.stderr));
    let second = files(&folder.path().join("site"));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&SITE.files), names(&second));
    for kind in ["html", "json", "csv", "xlsx", "sqlite", "zip", "ics", "xml", "svg"] {
        let has = second.keys().any(|path| path.ends_with(&format!(".{kind}")));
        assert!(has, "no file of the kind {kind} was compared");
    }
    let different: Vec<String> = SITE
        .files
        .iter()
        .filter(|(path, content)| second[*path] != **content)
        .map(|(path, content)| {
            let at = content.iter().zip(&second[path]).take_while(|(a, b)| a == b).count();
            format!("{path}: from byte {at} on")
        })
        .collect();
    assert_none(&different, "files that differ between two builds");
    same_modes(&folder.path().join("site"));
}

/// Files and folders are made with one mode each, the one that the umask gives, and those in the
/// archive with the mode that everybody may read with, whatever the umask.
fn same_modes(site: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in walkdir::WalkDir::new(site).min_depth(1).into_iter().map(Result::unwrap) {
        let found = entry.metadata().unwrap();
        let wanted = if found.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(found.permissions().mode() & 0o777, wanted, "{}", entry.path().display());
    }
    for entry in walkdir::WalkDir::new(site).into_iter().map(Result::unwrap) {
        if entry.path().extension().is_none_or(|it| it != "zip") {
            continue;
        }
        let mut archive = zip::ZipArchive::new(fs::File::open(entry.path()).unwrap()).unwrap();
        let modes: BTreeSet<Option<u32>> = (0..archive.len())
            .map(|place| archive.by_index(place).unwrap().unix_mode().map(|mode| mode & 0o777))
            .collect();
        assert_eq!(modes, BTreeSet::from([Some(0o644)]), "{}", entry.path().display());
    }
}

/// Runs `atlas build` and holds that it worked.
fn build(root: &Path, output: &Path) {
    let result = atlas()
        .args(["build", "--as-of", AS_OF, "--base-url", BASE])
        .arg("--root")
        .arg(root)
        .arg("--output")
        .arg(output)
        .output()
        .unwrap();
    assert!(result.status.success(), "{}", String::from_utf8_lossy(&result.stderr));
    assert!(fs::metadata(output.join("index.html")).is_ok(), "no home page was built");
}

/// The address at which a file of the site is published.
fn address(path: &str) -> Url {
    let inside = path.strip_suffix("index.html").filter(|it| it.is_empty() || it.ends_with('/'));
    Url::parse(BASE).unwrap().join(inside.unwrap_or(path)).unwrap()
}

fn is_html(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "html")
}

/// Fails with the faults, the first of many only.
fn assert_none(faults: &[String], what: &str) {
    const SHOWN: usize = 40;
    let shown = faults.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("\n  ");
    assert!(faults.is_empty(), "{} {what}:\n  {shown}", faults.len());
}
