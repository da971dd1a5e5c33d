//! Every field that a record fills is shown on its page, and no field that it leaves out is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use atmp_atlas::yaml::{self, Node, Value};

use crate::case::{Case, files};
use crate::html::Page;
use crate::repository;

/// The words that stand on a page for the choices of the fixed lists.
const CHOICES: [(&str, &str); 14] = [
    ("precision.site", "the building or campus"),
    ("ages.adult", "adults"),
    ("ages.paediatric", "children"),
    ("languages.nl", "Dutch"),
    ("languages.en", "English"),
    ("gmp.certified", "GMP certificate"),
    ("transplant_programme.autologous", "own cells"),
    ("transplant_programme.allogeneic", "donor’s cells"),
    ("does.site", "patients take part there"),
    ("kind.cumulative", "all together"),
    ("method.public-sources", "from public pages"),
    ("state.compiled", "not confirmed by the facility"),
    ("read.archived-copy", "stored copy"),
    ("currency.eur", "€"),
];

/// Values that a page says by how it says the rest: of today, as read, in each of its lists.
const SAID_OTHERWISE: [&str; 6] =
    ["schema", "kind.actual", "read.live", "supports", "isolators.true", "apheresis.true"];

#[test]
fn every_filled_field_is_shown() {
    let case = Case::new();
    case.build().code(0);
    let html = fs::read(case.path("output/facilities/nl/every-field/index.html")).unwrap();
    let page = Page::read(&html);
    let shown = plain(&page.named("main").next().unwrap().text);
    let linked: BTreeSet<&str> = page.named("a").filter_map(|link| link.get("href")).collect();
    let labels = labels();

    let record = fs::read_to_string(case.path("facilities/nl/every-field.yaml")).unwrap();
    let mut hidden = Vec::new();
    let mut looked_for = 0;
    for (path, value) in leaves(&yaml::parse(&record, 0).unwrap()) {
        let choice = format!("{}.{value}", field(&path));
        if SAID_OTHERWISE.iter().any(|it| *it == choice || *it == field(&path)) {
            continue;
        }
        looked_for += 1;
        let is_shown = |text: &str| shown.contains(&plain(text));
        let chosen = CHOICES.iter().find(|(name, _)| *name == choice).map(|(_, words)| *words);
        let found = match chosen {
            Some(words) => is_shown(words),
            None if value.starts_with("https://") => linked.contains(value.as_str()),
            None => {
                let paragraphs = value.split("\n\n").map(without_markdown).collect::<Vec<_>>();
                paragraphs.iter().all(|text| is_shown(text))
                    || is_shown(&long_date(&value))
                    || labels.get(&value).into_iter().flatten().any(|label| is_shown(label))
            }
        };
        if !found {
            hidden.push(format!("{path}: {value}"));
        }
    }
    assert!(looked_for > 100, "only {looked_for} values were looked for");
    assert!(hidden.is_empty(), "not on the page:\n  {}\n\n{shown}", hidden.join("\n  "));
}

#[test]
fn a_field_that_is_left_out_leaves_no_trace() {
    let case = Case::new();
    case.build().code(0);
    let read = |inside: &str| Page::read(&fs::read(case.path(inside)).unwrap());
    let full = read("output/facilities/nl/every-field/index.html");
    let least = read("output/facilities/nl/fewest-fields/index.html");
    let terms = |page: &Page| -> BTreeSet<String> {
        page.named("dt").map(|term| term.text.trim().to_owned()).collect()
    };
    for absent in
        ["Telephone", "Staff", "Works in isolators", "Disease areas", "Licences", "Networks"]
    {
        assert!(terms(&full).contains(absent), "`{absent}` should be on the full page");
        assert!(!terms(&least).contains(absent), "`{absent}` is on the page that says nothing");
    }
    for (path, html) in files(&case.path("output")) {
        let page = Page::read(&html);
        for name in ["dt", "dd", "h1", "h2", "h3", "th", "caption"] {
            let empty = page.named(name).any(|element| element.text.trim().is_empty());
            assert!(!(path.ends_with(".html") && empty), "{path} has an empty <{name}>");
        }
    }
}

#[test]
fn a_relation_is_shown_on_both_sides() {
    let case = Case::new();
    case.build().code(0);
    let other = fs::read_to_string(case.path("output/facilities/fr/partner/index.html")).unwrap();
    assert!(other.contains("Example Cell Works"), "stated by the other record only");
}

/// The single values of a record with their paths.
fn leaves(node: &Node) -> Vec<(String, String)> {
    let below = |step: &str, node: &Node| -> Vec<(String, String)> {
        leaves(node)
            .into_iter()
            .map(|(path, value)| (format!("{step}.{path}").trim_matches('.').to_owned(), value))
            .collect()
    };
    match &node.value {
        Value::Scalar { text, .. } => vec![(String::new(), text.trim().to_owned())],
        Value::List(items) => {
            items.iter().enumerate().flat_map(|(at, item)| below(&at.to_string(), item)).collect()
        }
        Value::Map(entries) => {
            entries.iter().flat_map(|(key, node)| below(&key.text, node)).collect()
        }
    }
}

/// The name of the field that a path ends in: `ages` for `referral.ages.0`.
fn field(path: &str) -> &str {
    path.rsplit('.').find(|step| step.parse::<usize>().is_err()).unwrap_or(path)
}

/// What the vocabularies, and the records of the small atlas, call an id.
fn labels() -> BTreeMap<String, Vec<String>> {
    let mut labels: BTreeMap<String, Vec<String>> = BTreeMap::from([
        ("nl/fewest-fields".to_owned(), vec!["Example Laboratory".to_owned()]),
        ("fr/partner".to_owned(), vec!["Example Treatment Centre".to_owned()]),
        ("undisclosed".to_owned(), vec!["not disclosed".to_owned()]),
        ("not-applicable".to_owned(), vec!["does not apply".to_owned()]),
        ("12000000".to_owned(), vec!["12 million".to_owned()]),
    ]);
    for text in files(&repository().join("content/vocabularies")).into_values() {
        let mut id = String::new();
        for (path, value) in leaves(&yaml::parse(&String::from_utf8(text).unwrap(), 0).unwrap()) {
            match path.rsplit('.').next() {
                Some("id") => id = value,
                Some("label" | "short" | "verb") => {
                    labels.entry(id.to_lowercase()).or_default().push(value)
                }
                _ => {}
            }
        }
    }
    // Countries are written in capital letters.
    let capitals: Vec<(String, Vec<String>)> =
        labels.iter().map(|(id, names)| (id.to_uppercase(), names.clone())).collect();
    labels.extend(capitals);
    labels
}

/// Small letters, no white space, no separators in numbers.
fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != ',').collect()
}

/// `**word**` and `[word](https://…)` as a reader sees them.
fn without_markdown(text: &str) -> String {
    let text = text.replace("**", "");
    match (text.find('['), text.find("]("), text.find(')')) {
        (Some(open), Some(middle), Some(close)) => {
            format!("{}{}{}", &text[..open], &text[open + 1..middle], &text[close + 1..])
        }
        _ => text,
    }
}

/// `15 January 2026` for `2026-01-15`, and the like for a date without a day.
fn long_date(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<usize> = text.split('-').filter_map(|part| part.parse().ok()).collect();
    let month = |month: usize| MONTHS.get(month.wrapping_sub(1)).copied().unwrap_or_default();
    match parts.as_slice() {
        [year, second] => format!("{} {year}", month(*second)),
        [year, second, day] => format!("{day} {} {year}", month(*second)),
        _ => text.to_owned(),
    }
}
