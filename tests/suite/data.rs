//! What the data files say of changes and releases, and what keeps addresses from disappearing.
//! The files themselves are held against outside validators by `tests/data/check.py`.

use std::process::Command;

use serde_json::Value;

use crate::case::{Case, atlas};

const FULL: &str = "facilities/nl/every-field.yaml";

/// What git says that runs in a case, with a name and a day that do not come from the machine.
fn git(case: &Case, arguments: &[&str]) -> String {
    let who = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"];
    let output = Command::new("git")
        .current_dir(case.path(""))
        .args(["-c", "commit.gpgSign=false", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .envs(who.map(|name| (name, "tester@example.org")))
        .env("GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z")
        .env("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn commit(case: &Case, why: &str) {
    git(case, &["add", "-A", "facilities", "content"]);
    git(case, &["commit", "-q", "-m", why]);
}

fn published(case: &Case, file: &str) -> String {
    let path = case.path("output").join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn json(case: &Case, file: &str) -> Value {
    serde_json::from_str(&published(case, file)).unwrap()
}

#[test]
fn commits_named_as_of_form_alone_are_no_changes() {
    let case = Case::new();
    git(&case, &["init", "-q"]);
    commit(&case, "Add the first records");
    let case = case.replace(FULL, "status: closing", "status: operational");
    commit(&case, "Correct the status");
    let asked = |case: &Case| {
        case.build().code(0);
        let changes = json(case, "api/v1/changes.json");
        changes["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["why"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(asked(&case), ["Correct the status", "Add the first records"]);
    let last = git(&case, &["rev-parse", "HEAD"]);
    std::fs::write(case.path(".git-blame-ignore-revs"), format!("# Why.\n{last}")).unwrap();
    assert_eq!(asked(&case), ["Add the first records"]);
}

#[test]
fn old_addresses_lead_on() {
    let case = Case::new();
    case.build().code(0);
    let redirects = published(&case, "_redirects");
    let line = "facilities/nl/old-cell-works/ /atmp-atlas/facilities/nl/every-field/ 301\n";
    assert!(redirects.contains(&format!("/atmp-atlas/{line}")), "{redirects}");
    let page = published(&case, "facilities/nl/old-cell-works/index.html");
    assert!(page.contains("0; url=../../../facilities/nl/every-field/"), "{page}");
    assert!(!published(&case, "sitemap.xml").contains("old-cell-works"));
    assert_eq!(
        json(&case, "api/v1/facilities/nl/old-cell-works.json"),
        json(&case, "api/v1/facilities/nl/every-field.json")
    );
}

#[test]
fn changes_name_the_record_the_fields_and_the_reason() {
    let case = Case::new();
    git(&case, &["init", "-q"]);
    commit(&case, "Add the first records");
    let case = case.replace(FULL, "status: closing", "status: operational").replace(
        FULL,
        "    value: 380",
        "    value: 390",
    );
    commit(&case, "Correct <status> & area\n\nA long explanation.");
    let case = case.remove("facilities/fr/partner.yaml");
    let case = case.replace(
        FULL,
        "  - {to: fr/partner, kind: partner, since: 2022, note: joint training}\n",
        "",
    );
    commit(&case, "Take the partner away");
    case.build().code(0);

    let changes = json(&case, "api/v1/changes.json");
    assert_eq!(changes["reach"], "whole");
    let list = changes["changes"].as_array().unwrap();
    let reasons: Vec<&str> = list.iter().map(|change| change["why"].as_str().unwrap()).collect();
    assert_eq!(
        reasons,
        ["Take the partner away", "Correct <status> & area", "Add the first records"]
    );
    assert_eq!(list[1]["date"], "2026-01-02");
    assert_eq!(list[1]["facilities"][0]["id"], "nl/every-field");
    let fields = serde_json::json!(["status", "figures.cleanroom-area"]);
    assert_eq!(list[1]["facilities"][0]["fields"], fields);
    assert_eq!(list[0]["facilities"][0]["change"], "removed");
    assert_eq!(list[2]["facilities"].as_array().unwrap().len(), 3);

    let feed = published(&case, "feeds/countries/nl.xml");
    assert!(feed.contains("<title>Correct &lt;status&gt; &amp; area</title>"), "{feed}");
    assert!(feed.contains("<updated>2026-01-02T03:04:05Z</updated>"));
    assert!(!feed.contains("fr/partner"));
    let page = published(&case, "changes/index.html");
    assert!(page.contains("Correct &lt;status&gt; &amp; area"), "{page}");

    // The same month as a delta: what became of each record, and where it stands now.
    let month = json(&case, "api/v1/changes/2026-01.json");
    let effects = month["facilities"].as_array().unwrap();
    let became: Vec<_> = effects.iter().map(|it| (&it["id"], &it["change"])).collect();
    let (nl, none) = ("nl/every-field".into(), "nl/fewest-fields".into());
    assert_eq!(became, [(&nl, &"added".into()), (&none, &"added".into())]);
    assert_eq!(changes["months"][0]["month"], "2026-01");

    // On the page of the record: the fields in the words of the page, when and why; on the
    // country's how many records.
    let record = published(&case, "facilities/nl/every-field/index.html");
    let history = record.split("id=history").nth(1).unwrap();
    for shown in ["Correct &lt;status&gt; &amp; area", "2 January 2026", "Status, ", "Clean room"] {
        assert!(history.contains(shown), "`{shown}` is not in {history}");
    }
    assert!(!history.contains("Take the partner away</a><span class=detail>2 January 2026: added"));
    let country = published(&case, "countries/nl/index.html");
    let history = country.split("id=history").nth(1).unwrap();
    assert!(
        history.contains("1 record changed") && history.contains("2 records added"),
        "{history}"
    );
    assert!(
        !history.contains("record removed"),
        "what happened in France stands on the Dutch page"
    );
}

#[test]
fn what_cannot_be_known_is_said() {
    let case = Case::new();
    case.build().code(0);
    let changes = json(&case, "api/v1/changes.json");
    assert_eq!(
        (&changes["reach"], &changes["changes"]),
        (&"no-repository".into(), &serde_json::json!([]))
    );
    assert!(published(&case, "changes/index.html").contains("without their repository"));

    git(&case, &["init", "-q"]);
    commit(&case, "One");
    let case = case.replace(FULL, "status: closing", "status: operational");
    commit(&case, "Two");
    git(&case, &["clone", "-q", "--depth", "1", "--no-local", ".", "shallow"]);
    // What is not in the repository of this small atlas.
    std::fs::rename(case.path("templates"), case.path("shallow/templates")).unwrap();
    let shallow = case.path("shallow");
    case.run(&["build", "--as-of", "2026-11-23", "--root", shallow.to_str().unwrap()]).code(0);
    let changes: Value = serde_json::from_str(
        &std::fs::read_to_string(shallow.join("output/api/v1/changes.json")).unwrap(),
    )
    .unwrap();
    assert_eq!(changes["reach"], "cut");
    // The commit at which it is cut off did not add all records, and git only shows it so.
    assert_eq!(changes["changes"], serde_json::json!([]));
    let page = std::fs::read_to_string(shallow.join("output/facilities/nl/every-field/index.html"));
    assert!(page.unwrap().contains("shortened copy of the repository"));

    // A machine that has no git.
    let mut without = atlas();
    without.env("PATH", case.path("nowhere")).current_dir(&shallow);
    let built = without.args(["build", "--as-of", "2026-11-23", "--quiet"]).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let changes = std::fs::read_to_string(shallow.join("output/api/v1/changes.json")).unwrap();
    let changes: Value = serde_json::from_str(&changes).unwrap();
    assert_eq!(changes["reach"], "no-git");
}

#[test]
fn a_record_whose_source_forbids_reuse_is_left_out_of_every_file() {
    const WORD: &str = "Unrepeatable Works";
    let case = Case::new();
    case.build().code(0);
    let before = case.tree("output");
    let case = case.replace(FULL, "name: Example Cell Works", &format!("name: {WORD}")).replace(
        FULL,
        "sources:\n",
        "no_reuse: the register forbids it\nsources:\n",
    );
    case.build().code(0);
    let page = published(&case, "facilities/nl/every-field/index.html");
    assert!(page.contains(WORD) && page.contains("stand in no download: the register forbids it"));
    assert!(published(&case, "data/index.html").contains("1 facility is counted and has its page"));

    // None of its facts stands in any file but pages.
    for (path, bytes) in case.tree("output") {
        let data = !path.ends_with(".html");
        assert!(!(data && contains(&bytes, WORD.as_bytes())), "{path} names it");
        assert!(!(data && contains(&bytes, b"EX-12345")), "{path} has a fact of it");
    }
    let archive = std::fs::read(case.path("output/data/atlas.zip")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    for place in 0..archive.len() {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_index(place).unwrap(), &mut text).unwrap();
        assert!(!contains(&text, WORD.as_bytes()), "file {place} of the archive names it");
    }
    // It is counted, and the counts say how many are left out.
    let facilities = json(&case, "api/v1/facilities.json");
    assert_eq!(facilities["count"], 2);
    assert_eq!(facilities["left_out"][0]["id"], "nl/every-field");
    assert_eq!(facilities["left_out"][0]["why"], "no-reuse");
    let country = json(&case, "api/v1/countries/nl.json");
    let tally = &country["facilities"];
    assert_eq!((&tally["all"], &tally["left_out"]), (&2.into(), &1.into()));
    assert_eq!(tally["ids"], serde_json::json!(["nl/fewest-fields"]));
    // Its address stays, and so do those of its former ids.
    let alone = json(&case, "api/v1/facilities/nl/every-field.json");
    assert_eq!((&alone["facility"], &alone["left_out"]["date"]), (&Value::Null, &Value::Null));
    assert_eq!(alone, json(&case, "api/v1/facilities/nl/old-cell-works.json"));
    let after = case.tree("output");
    let gone: Vec<_> = before.keys().filter(|path| !after.contains_key(*path)).collect();
    assert!(gone.iter().all(|path| path.starts_with("assets/")), "{gone:?}");
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn a_record_that_was_taken_back_leaves_a_page_that_says_so() {
    let case = Case::new();
    git(&case, &["init", "-q"]);
    commit(&case, "Add the first records");
    case.run(&["release", "1", "--as-of", "2026-11-23"]).code(0);
    let withdrawn = "withdrawn: {date: 2026-11-22, reason: entered by mistake}\nsources:\n";
    let case = case.replace(FULL, "sources:\n", withdrawn);
    case.build().code(0);
    for id in ["nl/every-field", "nl/old-cell-works"] {
        let page = published(&case, &format!("facilities/{id}/index.html"));
        assert!(page.contains("taken back on 22 November 2026"), "{page}");
        assert!(page.contains("Why: entered by mistake") && !page.contains("Example Cell Works"));
        let alone = json(&case, &format!("api/v1/facilities/{id}.json"));
        assert_eq!(alone["left_out"]["why"], "withdrawn");
    }
    assert_eq!(json(&case, "api/v1/countries/nl.json")["facilities"]["all"], 1);
    assert!(!published(&case, "sitemap.xml").contains("every-field"));
    // Nothing that stands may lead to it.
    let case = case.replace(
        "facilities/fr/partner.yaml",
        "sources:\n",
        "relations: [{to: nl/every-field, kind: partner}]\nsources:\n",
    );
    case.build().code(1);
}

#[test]
fn a_closed_facility_says_so_first() {
    let case = Case::new().replace(FULL, "status: closing", "status: closed").replace(
        FULL,
        "closed: not-applicable",
        "closed: 2025-07",
    );
    case.build().code(0);
    let page = published(&case, "facilities/nl/every-field/index.html");
    let header = page.split("</header>").nth(1).unwrap();
    assert!(header.contains("This facility has closed for good (July 2025)."), "{header}");
}

#[test]
fn a_release_is_kept_with_all_its_addresses() {
    let case = Case::new();
    git(&case, &["init", "-q"]);
    commit(&case, "Add the first records");
    case.run(&["release", "../1", "--as-of", "2026-11-23"]).code(2);
    case.run(&["release", "2026.1", "--as-of", "2026-11-23"]).code(0);
    case.run(&["release", "2026.1", "--as-of", "2026-11-23"]).code(2);
    assert!(std::fs::read_to_string(case.path("CITATION.cff")).unwrap().contains("\"2026.1\""));
    let notes = std::fs::read_to_string(case.path("releases/2026.1/CHANGES.md")).unwrap();
    assert!(notes.contains("- `nl/every-field`: Add the first records"), "{notes}");
    let sums = Command::new("sha256sum")
        .args(["--check", "--strict", "SHA256SUMS"])
        .current_dir(case.path("releases/2026.1"))
        .output()
        .unwrap();
    assert!(sums.status.success(), "{}", String::from_utf8_lossy(&sums.stderr));

    let case = case.replace(FULL, "status: closing", "status: operational");
    case.run(&["release", "2026.2", "--as-of", "2026-11-24"]).code(2);
    commit(&case, "Correct the status");
    case.build().code(0);
    let since = json(&case, "api/v1/changes/since-2026.1.json");
    assert_eq!(since["reach"], "whole");
    assert_eq!(since["changes"].as_array().unwrap().len(), 1);
    assert_eq!(json(&case, "releases/index.json")["releases"][0]["version"], "2026.1");
    let release = published(&case, "releases/2026.1/index.html");
    assert!(release.contains("release 2026.1. CC-BY-4.0."), "{release}");
    let changes = published(&case, "changes/index.html");
    assert!(changes.contains("href=\"../releases/2026.1/\">Release 2026.1</a>"), "{changes}");
    let cite = published(&case, "facilities/nl/every-field/index.html");
    assert!(cite.contains("version 2026.11.23, records as of 23 November 2026."), "{cite}");
    assert!(cite.contains("href=\"../../../releases/2026.1/\">Release 2026.1</a>"), "{cite}");
    let archive = "releases/2026.1/atmp-atlas-2026.1.zip";
    assert_eq!(
        std::fs::read(case.path(archive)).unwrap(),
        std::fs::read(case.path("output").join(archive)).unwrap()
    );

    // A record that is taken away would break links: the build stops, and says how to keep them.
    let text = std::fs::read_to_string(case.path(FULL)).unwrap();
    let case = case.remove(FULL);
    case.build().code(2).silent().stderr("address-gone.txt");
    // Under a new name it keeps its old id, and the addresses lead on.
    let renamed = text
        .replace("aliases: [nl/old-cell-works]", "aliases: [nl/old-cell-works, nl/every-field]");
    let case = case.file("facilities/nl/renamed.yaml", renamed);
    case.build().code(0);
    // A release that somebody changed is not published.
    let case = case.file("releases/2026.1/CHANGES.md", "nothing\n");
    case.build().code(2).silent().stderr("release-changed.txt");
}
