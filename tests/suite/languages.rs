//! A site in more than one language: what is missing is named and shown in English, and readers stay
//! in their language.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use atmp_atlas::check::{self, Choices};
use atmp_atlas::finding::Findings;
use atmp_atlas::load;
use url::Url;

use crate::case::Case;
use crate::html::{Element, Page};
use crate::repository;

const BASE: &str = "https://atlas.invalid/sub/";

/// The small atlas in Italian too, with a word, two labels, four pages of prose and more amiss.
fn case() -> Case {
    let italian = |path: &str| fs::read_to_string(repository().join(path)).unwrap();
    let words = italian("content/words/it.yaml");
    let home: Vec<&str> = words.lines().filter(|line| line.starts_with("  home: ")).collect();
    let words = words
        .replacen(&format!("{}\n", home[0]), "", 1)
        .replacen("  page: ", "  pagina: ", 1)
        .replacen("{date}", "{data}", 1)
        + "\nsurplus: di troppo\n";
    let labels = italian("content/labels/it.yaml");
    let gmp = labels.find("    gmp-facility:\n").unwrap();
    let next = gmp + labels[gmp..].find("\n    pre-gmp-facility:").unwrap();
    let labels = format!("{}{}", &labels[..gmp], &labels[next + 1..]);
    Case::new()
        .replace("content/atlas.yaml", "\nbranch: main\n", "\nbranch: main\nlanguages: [it]\n")
        .file("content/words/it.yaml", words)
        .file("content/labels/it.yaml", labels)
        .file("content/pages/it/about.md", italian("content/pages/it/about.md"))
        .file("content/pages/it/history.md", italian("content/pages/it/about.md"))
}

#[test]
fn what_a_language_lacks_is_named_and_shown_in_english() {
    let case = case();
    case.check().code(0).contains("the words `nav.home` are missing");
    case.build().code(0).stderr("languages.stderr");
    let pages = pages(&case);
    let html = |path: &str| &pages[path];
    let lang = |page: &Page| page.named("html").next().unwrap().get("lang").unwrap().to_owned();
    assert_eq!(lang(html("it/about/index.html")), "it");
    let about = html("it/about/index.html").named("article").next().unwrap();
    assert_eq!(about.get("lang"), Some("it"));
    // A page that nobody has translated: English, and it says so in Italian.
    let method = html("it/method/index.html");
    assert_eq!(lang(method), "it");
    assert_eq!(method.named("article").next().unwrap().get("lang"), Some("en"));
    assert!(method.named("main").next().unwrap().text.contains("solo in inglese"));
    // A label and a definition that are missing.
    let term = html("it/capabilities/roles/gmp-facility/index.html");
    let lead = term.named("p").find(|it| it.get("class") == Some("lead")).unwrap();
    assert_eq!(lead.get("lang"), Some("en"));
    assert_eq!(term.named("h1").next().unwrap().text, "GMP manufacturing facility");
    let other = html("it/capabilities/roles/treatment-centre/index.html");
    let lead = other.named("p").find(|it| it.get("class") == Some("lead")).unwrap();
    assert_eq!(lead.get("lang"), Some("it"));
    // A word.
    let crumb = html("it/about/index.html").named("a").map(|it| it.text.as_str());
    assert!(crumb.into_iter().any(|text| text == "Home"));
}

#[test]
fn a_language_without_any_file_is_english_and_says_so() {
    let case = Case::new().replace(
        "content/atlas.yaml",
        "\nbranch: main\n",
        "\nbranch: main\nlanguages: [mt]\n",
    );
    case.build().code(0).stderr("languages-none.stderr");
    let page = fs::read_to_string(case.path("output/mt/data/index.html")).unwrap();
    assert!(page[..100].contains("lang=\"mt\""), "{}", &page[..100]);
}

#[test]
fn one_language_leaves_no_trace_of_others() {
    let case = Case::new();
    case.build().code(0);
    let home = fs::read_to_string(case.path("output/index.html")).unwrap();
    assert!(!home.contains("hreflang"), "a switch between one language");
}

#[test]
fn a_language_is_a_code_and_stands_once() {
    let settings = |languages: &str| {
        Case::bare().replace(
            "content/atlas.yaml",
            "\nbranch: main\n",
            &format!("\nbranch: main\nlanguages: {languages}\n"),
        )
    };
    settings("[Italian, it, it]").check().code(1).stdout("languages-code.stdout");
}

#[test]
fn readers_stay_on_the_page_and_in_their_language() {
    let case = case();
    case.run(&["build", "--as-of", crate::case::AS_OF, "--base-url", BASE]).code(0);
    let pages = pages(&case);
    let faults = faults(&pages, &["it"]);
    assert!(
        faults.is_empty(),
        "{} faults, such as\n{}",
        faults.len(),
        faults[..5.min(faults.len())].join("\n")
    );
}

#[test]
fn the_real_atlas_has_every_text_in_every_language() {
    let mut findings = Findings::default();
    let project = load::read(repository(), &mut findings).unwrap();
    let atlas = check::atlas(&project, &Choices::default(), &mut findings).unwrap().unwrap();
    assert_eq!(atlas.settings().languages, ["it", "de", "fr", "es"]);
    let words = check::translated_words(&project, &atlas, &mut findings).unwrap().unwrap();
    assert_eq!(words.len(), 4);
    let missing: Vec<&str> = findings
        .sorted(&project.sources)
        .into_iter()
        .filter(|finding| finding.rule.name == "translation")
        .map(|finding| finding.message.as_str())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The pages of a case by their files.
fn pages(case: &Case) -> BTreeMap<String, Page> {
    let files = case.tree("output").into_iter();
    let html = files.filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, text)| (path, Page::read(&text))).collect()
}

/// What is wrong with the pages of a site in English and other languages, and with the ways between
/// them.
pub fn faults(pages: &BTreeMap<String, Page>, languages: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    let language_of = |path: &str| -> String {
        let first = path.split('/').next().unwrap_or_default();
        (if languages.contains(&first) { first } else { "en" }).to_owned()
    };
    let english_of = |path: &str| -> String {
        let own = language_of(path);
        path.strip_prefix(&format!("{own}/")).unwrap_or(path).to_owned()
    };
    let path_of = |url: &Url| -> Option<String> {
        let inside = url.as_str().split(['#', '?']).next()?.strip_prefix(BASE)?.to_owned();
        let page = inside.is_empty() || inside.ends_with('/');
        page.then(|| format!("{inside}index.html"))
    };
    let translated: BTreeSet<String> =
        pages.keys().filter(|path| language_of(path) != "en").map(|it| english_of(it)).collect();
    for (path, page) in pages {
        let here = Url::parse(&format!("{BASE}{}", path.trim_end_matches("index.html"))).unwrap();
        let (own, english) = (language_of(path), english_of(path));
        let mut fault = |what: String| faults.push(format!("{path}: {what}"));
        if page.redirects() || path == "404.html" || path.starts_with("embed/") {
            continue;
        }
        if page.named("html").next().and_then(|it| it.get("lang")) != Some(own.as_str()) {
            fault(format!("is not marked as {own}"));
        }
        let of_own = |element: &&Element| element.get("hreflang").is_none();
        for link in page.named("a").filter(of_own) {
            let target = link.get("href").and_then(|href| here.join(href).ok());
            let Some(to) = target.as_ref().and_then(path_of) else { continue };
            if language_of(&to) != own {
                fault(format!("leads to /{to} without saying that it is in another language"));
            }
        }
        for link in page.named("a").filter(|link| link.get("hreflang") == Some("en")) {
            let target = here.join(link.get("href").unwrap()).unwrap();
            let to = path_of(&target).unwrap_or_default();
            let switch = english_of(path) == to || link.get("lang").is_some();
            if own != "en" && !switch && translated.contains(&to) {
                fault(format!("leads to the English /{to}, which is there in {own}"));
            }
        }
        if !translated.contains(&english) {
            continue;
        }
        // The switch, and what search engines are told.
        let all: BTreeSet<&str> = languages.iter().copied().chain(["en"]).collect();
        let expected = |language: &str| match language {
            "en" | "x-default" => english.clone(),
            other => format!("{other}/{english}"),
        };
        let mut switched = BTreeSet::new();
        for link in page.named("a").filter(|link| link.get("lang").is_some()) {
            let Some(language) = link.get("hreflang") else { continue };
            let to = here.join(link.get("href").unwrap()).unwrap();
            if path_of(&to) != Some(expected(language)) {
                fault(format!("switches to {language} at {to}"));
            }
            if (link.get("aria-current") == Some("true")) != (language == own) {
                fault(format!("marks {language} as the current language, or does not"));
            }
            switched.insert(language);
        }
        let alternates: BTreeMap<&str, &str> = page
            .named("link")
            .filter(|link| link.get("rel") == Some("alternate"))
            .filter_map(|link| Some((link.get("hreflang")?, link.get("href")?)))
            .collect();
        for language in all.iter().chain(["x-default"].iter()) {
            let full = alternates.get(language).and_then(|href| Url::parse(href).ok());
            if full.as_ref().and_then(path_of) != Some(expected(language)) {
                fault(format!("names {full:?} as the same page in {language}"));
            }
        }
        let canonical = page.named("link").find(|link| link.get("rel") == Some("canonical"));
        if canonical.and_then(|link| link.get("href")) != Some(here.as_str()) {
            fault("is not its own canonical address".to_owned());
        }
        if switched != all {
            fault(format!("switches to {switched:?} only"));
        }
    }
    // Each language has the pages that the others have.
    for language in languages {
        let prefix = format!("{language}/");
        let own: BTreeSet<String> =
            pages.keys().filter_map(|it| it.strip_prefix(&prefix)).map(str::to_owned).collect();
        let lacking: Vec<&String> = translated.difference(&own).collect();
        if !lacking.is_empty() {
            faults.push(format!("{language} lacks {lacking:?}"));
        }
        let invented: Vec<&String> = own.iter().filter(|it| !pages.contains_key(*it)).collect();
        if !invented.is_empty() {
            faults.push(format!("{language} has {invented:?}, and English does not"));
        }
    }
    faults
}
