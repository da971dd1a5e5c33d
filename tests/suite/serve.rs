//! `atlas serve` from end to end: what it answers is what a build would write, whatever happens to
//! the files.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::thread;

use serde_json::Value;

use crate::case::{AS_OF, Case, atlas};
use crate::server::Server;

/// Writes a file as an editor does: beside its place first, then in it.
fn save(case: &Case, file: &str, text: &str) {
    let path = case.path(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let beside = path.with_file_name(".saved~");
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, &path).unwrap();
}

fn text(case: &Case, file: &str) -> String {
    fs::read_to_string(case.path(file)).unwrap()
}

/// Numbers that look like chance and are the same in every run: a linear congruential generator with
/// the constants of D. Knuth, The Art of Computer Programming, volume 2, section 3.3.4 (MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Replaces a text that stands in a file.
fn edit(case: &Case, file: &str, from: &str, to: &str) {
    let old = text(case, file);
    assert!(old.contains(from), "`{from}` is not in {file}");
    save(case, file, &old.replacen(from, to, 1));
}

const PARTNER: &str = "facilities/fr/partner.yaml";

#[test]
fn what_is_served_is_what_is_built_whatever_is_edited() {
    let case = Case::new();
    let server = Server::start(&case);
    let mut news = server.listen();
    assert!(server.equals_a_cold_build(&case) > 500);

    // A record: its own page, and those that count it.
    let page = "facilities/fr/partner/";
    edit(&case, PARTNER, "name: Example Treatment Centre", "name: Another Centre");
    edit(
        &case,
        PARTNER,
        "roles: [treatment-centre]",
        "roles: [treatment-centre, apheresis-centre]",
    );
    news.until(|_| server.get(page).text().contains("Another Centre"));
    news.until(|_| server.get("api/v1/countries/fr.json").text().contains("apheresis-centre"));
    server.equals_a_cold_build(&case);

    // A template, a style, a script, a page of prose and a vocabulary.
    edit(&case, "templates/facility.html", "</header>", "</header><p>Hear</p>");
    news.until_another();
    assert!(server.get(page).text().contains("<p>Hear</p>"));
    edit(&case, "templates/base.html", "<body>", "<body><p>Around</p>");
    news.until_another();
    assert!(server.get(page).text().contains("<p>Around</p>"));
    edit(&case, "content/pages/about.md", "open map", "open drawing");
    news.until_another();
    assert!(server.get("about/").text().contains("open drawing"));
    save(&case, "templates/styles/zz.css", "p.zz { color: red }");
    news.until_another();
    edit(
        &case,
        "content/vocabularies/roles.yaml",
        "label: Treatment centre",
        "label: Place of care",
    );
    news.until_another();
    assert!(server.get(page).text().contains("Place of care"));
    server.equals_a_cold_build(&case);

    // A record that comes, one that is renamed, one that goes.
    save(&case, "facilities/nl/third.yaml", &text(&case, "facilities/nl/fewest-fields.yaml"));
    news.until_another();
    assert_eq!(server.get("facilities/nl/third/").status, 200);
    fs::create_dir_all(case.path("facilities/de")).unwrap();
    fs::rename(case.path("facilities/nl/third.yaml"), case.path("facilities/nl/fourth.yaml"))
        .unwrap();
    news.until_another();
    assert_eq!(server.get("facilities/nl/third/").status, 404);
    assert_eq!(server.get("facilities/nl/fourth/").status, 200);
    fs::remove_file(case.path("facilities/nl/fourth.yaml")).unwrap();
    news.until_another();
    assert_eq!(server.get("facilities/nl/fourth/").status, 404);
    server.equals_a_cold_build(&case);
}

#[test]
fn broken_files_take_no_page_away_and_their_findings_go_when_they_are_mended() {
    let case = Case::new();
    let mut server = Server::start(&case);
    let mut news = server.listen();
    let page = "facilities/fr/partner/";
    let before = server.published(&format!("{page}index.html"));
    let is_error = |news: &Value| news["errors"].as_u64() > Some(0);

    let good = text(&case, PARTNER);
    for broken in ["name: [", "", "a: 1\na: 2\n", "\u{0}", "name: <b>x</b>", &"- ".repeat(50_000)] {
        let state = news.last["state"].clone();
        save(&case, PARTNER, broken);
        let heard = news.until(is_error);
        assert_eq!(heard["state"], state, "the last good state is served");
        assert_eq!(heard["findings"][0]["path"], PARTNER);
        assert!(server.published(&format!("{page}index.html")) == before);
        save(&case, PARTNER, &good);
        let heard = news.until(|news| !is_error(news));
        assert_eq!(heard["state"], state, "the same files are the same state");
        assert_eq!(heard["findings"].as_array().unwrap().len(), 0, "{heard}");
    }
    fs::write(case.path(PARTNER), [0xff, 0xfe, 0x00]).unwrap();
    news.until(is_error);
    save(&case, PARTNER, &good);
    news.until(|news| !is_error(news));

    // What is no record can be broken, too.
    for (file, broken) in [
        ("templates/facility.html", "{% if %}"),
        ("templates/facility.html", "{{ words(key='no.such-key') }}"),
        ("templates/styles/zz.css", "p { color: } }}"),
        ("content/words/en.yaml", "a: ["),
        ("content/atlas.yaml", "title: x"),
        ("content/geo/regions.topo.json", "{"),
        ("content/vocabularies/roles.yaml", "[]"),
        ("content/pages/about.md", "no front matter"),
    ] {
        let good = fs::read(case.path(file)).ok();
        save(&case, file, broken);
        let heard = news.until(|news| is_error(news) || news["failure"].is_string());
        assert!(server.get("countries/").status == 200, "{file}: {heard}");
        match good {
            Some(good) => save(&case, file, &String::from_utf8(good).unwrap()),
            None => fs::remove_file(case.path(file)).unwrap(),
        }
        news.until(|news| news["errors"] == 0);
    }

    // Whole folders go away and come back, as when another branch is checked out.
    for folder in ["facilities", "content", "templates"] {
        fs::rename(case.path(folder), case.path("elsewhere")).unwrap();
        news.until(|news| is_error(news) || news["failure"].is_string());
        assert_eq!(server.get("countries/").status, 200);
        fs::rename(case.path("elsewhere"), case.path(folder)).unwrap();
        news.until(|news| news["errors"] == 0);
    }
    edit(&case, PARTNER, "name: Example Treatment Centre", "name: Another Centre");
    news.until_another();
    assert!(server.lives());
    server.equals_a_cold_build(&case);
}

/// Records that come and go in a series of edits.
const POOL: [&str; 6] = ["fr/one", "fr/two", "fr/three", "nl/four", "nl/five", "nl/six"];

/// The record that no edit breaks, and that shows how far the server has come.
const MARKED: &str = "facilities/nl/marked.yaml";

/// A record that was made up, not always without faults.
fn made_up(numbers: &mut Numbers, id: &str) -> String {
    let mut one_of = |all: &[&str]| all[numbers.below(all.len())].to_owned();
    let name = one_of(&["Example House", "Example Houses", "Quite Another Clinic", "Laboratory"]);
    let roles = one_of(&["gmp-facility", "treatment-centre", "trial-site, gmp-facility"]);
    let status = one_of(&["operational", "operational", "planned", "suspended", "no-such-status"]);
    let platforms = one_of(&["car-t", "aav", "car-t, msc"]);
    let verified = one_of(&["2026-11-20", "2026-11-23", "2024-01-02"]);
    let away = one_of(&["0", "1", "2"]);
    let more = one_of(&[
        "",
        "",
        "summary: It makes cells for studies.\n",
        "aliases: [fr/once]\n",
        "parent: fr/partner\n",
        "parent: fr/two\n",
        "relations:\n  - {to: fr/partner, kind: partner}\n",
        "relations:\n  - {to: fr/one, kind: partner}\n",
        "relations:\n  - {to: fr/once, kind: partner}\n",
        "figures:\n  - {measure: staff, value: 12, year: 2024, kind: actual}\n",
    ]);
    let (city, country, latitude, longitude) = match id.split_once('/') {
        Some(("fr", _)) => ("Lyon", "FR", "45.75", "4.85"),
        _ => ("Utrecht", "NL", "52.09", "5.12"),
    };
    format!(
        "name: {name}\norganisations:\n  - name: Example University\nroles: [{roles}]\n\
         status: {status}\nlocation:\n  city: {city}\n  country: {country}\n  \
         latitude: {latitude}{away}\n  longitude: {longitude}\n  precision: city\n\
         therapies:\n  platforms: [{platforms}]\n{more}provenance:\n  method: public-sources\n  \
         state: compiled\n  verified: {verified}\nsources:\n  - url: https://www.example.org/a\n    \
         title: An example\n    accessed: {verified}\n"
    )
}

/// Replaces what stands behind the beginning of a line.
fn rewrite(case: &Case, file: &str, begin: &str, value: &str) {
    let old = text(case, file);
    let line = old.lines().find(|line| line.starts_with(begin)).unwrap();
    save(case, file, &old.replacen(line, &format!("{begin}{value}"), 1));
}

/// One edit of a series.
fn some_edit(case: &Case, numbers: &mut Numbers, mark: &str) {
    let file = |id: &str| format!("facilities/{id}.yaml");
    let (id, other) = (POOL[numbers.below(6)], POOL[numbers.below(6)]);
    match numbers.below(19) {
        0..=5 => save(case, &file(id), &made_up(numbers, id)),
        // In place, as some editors and all scripts write.
        6 => fs::write(case.path(&file(id)), made_up(numbers, id)).unwrap(),
        7 => drop(fs::remove_file(case.path(&file(id)))),
        8 => drop(fs::rename(case.path(&file(id)), case.path(&file(other)))),
        9 => save(case, &file(id), "name: ["),
        10 => rewrite(case, "content/vocabularies/roles.yaml", "    label: ", mark),
        11 => rewrite(case, "content/atlas.yaml", "title: ", mark),
        12 => rewrite(case, "content/access.yaml", "detour: ", ["1.2", "1.3"][numbers.below(2)]),
        13 => {
            let page = format!("{}\n\n{mark}.\n", text(case, "content/countries/fr.md"));
            save(case, "content/countries/fr.md", &page);
        }
        14 => {
            let page = format!("---\ntitle: {mark}\ndescription: More of it.\n---\n\nText.\n");
            save(case, "content/pages/extra.md", &page);
        }
        15 => drop(fs::remove_file(case.path("content/pages/extra.md"))),
        // A term by its label, which is told by the hint as long as that is its label.
        16 => {
            let roles = text(case, "content/vocabularies/roles.yaml");
            let label = roles.lines().find_map(|line| line.strip_prefix("    label: ")).unwrap();
            save(
                case,
                &file(id),
                &made_up(numbers, id).replacen("roles: [", &format!("roles: [{label}, "), 1),
            );
        }
        17 => save(case, "templates/styles/zz.css", &format!("p.zz {{ width: {}px }}", mark.len())),
        _ => {
            // What stands around every page, or the page itself.
            let (name, begin) = match numbers.below(2) {
                0 => ("templates/base.html", "<body>"),
                _ => ("templates/facility.html", "</header>"),
            };
            let good = text(case, name);
            save(case, name, "{% if %}");
            save(case, name, &good.replace(begin, &format!("{begin}{mark}")));
        }
    }
}

/// What a cold check says, each finding without the address of its rule.
fn cold_findings(case: &Case) -> Vec<Value> {
    let mut check = atlas();
    check.args(["check", "--format", "json", "--as-of", AS_OF, "--root"]).arg(case.path(""));
    without_addresses(&serde_json::from_slice(&check.output().unwrap().stdout).unwrap())
}

fn without_addresses(findings: &Value) -> Vec<Value> {
    let mut all = findings.as_array().cloned().unwrap_or_default();
    for finding in &mut all {
        finding.as_object_mut().unwrap().remove("url");
    }
    all.sort_by_key(Value::to_string);
    all
}

#[test]
fn any_series_of_edits_ends_where_a_cold_build_does() {
    // A longer series: `ATLAS_EDITS=200 cargo test --release --test suite any_series`. Another one:
    // `ATLAS_SEED=2`.
    let number =
        |name: &str, usual: usize| std::env::var(name).map_or(usual, |text| text.parse().unwrap());
    let case = Case::new();
    save(
        &case,
        MARKED,
        &text(&case, "facilities/nl/fewest-fields.yaml").replace("Utrecht", "Delft"),
    );
    let server = Server::start(&case);
    let mut news = server.listen();
    let mut numbers = Numbers(number("ATLAS_SEED", 8) as u64);
    let (mut whole, mut broken) = (0, 0);
    for round in 0..number("ATLAS_EDITS", 12) {
        for step in 0..=numbers.below(3) {
            some_edit(&case, &mut numbers, &format!("Mark {round} {step}"));
        }
        // The last edit is one that is seen.
        let mark = format!("Example round {round}");
        rewrite(&case, MARKED, "name: ", &mark);
        let wrong = cold_findings(&case);
        assert!(wrong.len() < 50, "more than a preview shows");
        news.until(|news| {
            news["failure"].is_null() && without_addresses(&news["findings"]) == wrong
        });
        if wrong.iter().any(|finding| finding["severity"] == "error") {
            broken += 1;
            for finding in &wrong {
                let path = finding["path"].as_str().unwrap();
                if finding["severity"] == "error" && path.starts_with("facilities/") {
                    let _ = fs::remove_file(case.path(path));
                }
            }
            continue;
        }
        whole += 1;
        news.until(|_| server.get("facilities/nl/marked/").text().contains(&mark));
        server.equals_a_cold_build(&case);
    }
    assert!(whole > 0 && broken > 0, "{whole} whole states and {broken} broken ones");
}

#[test]
fn a_commit_is_news() {
    let case = Case::new();
    let git = |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-C"]);
        git.arg(case.path("")).args(arguments);
        assert!(git.output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "facilities"]);
    git(&["commit", "--quiet", "--message", "Add the first ones"]);
    let server = Server::start(&case);
    let mut news = server.listen();
    assert!(server.get("changes/").text().contains("Add the first ones"));
    // What changes nothing is no news: the next ones are those of the commit.
    save(&case, PARTNER, &text(&case, PARTNER));
    save(&case, "templates/.hidden.html", "{% if %}");
    edit(&case, PARTNER, "name: Example Treatment Centre", "name: Another Centre");
    news.until_another();
    git(&["commit", "--quiet", "--all", "--message", "Give it another name"]);
    news.until_another();
    assert!(server.get("changes/").text().contains("Give it another name"));
    server.equals_a_cold_build(&case);
}

#[test]
fn a_template_that_fails_on_one_page_is_told_there() {
    let case = Case::new();
    let server = Server::start(&case);
    let mut news = server.listen();
    let good = text(&case, "templates/rule.html");
    edit(&case, "templates/rule.html", "<h1>", "<h1>{{ page.no_such }}");
    news.until_another();
    let reply = server.get("contribute/rules/expired/");
    assert_eq!(reply.status, 500);
    assert!(reply.text().contains("templates/rule.html"), "{}", reply.text());
    assert!(reply.text().contains("/-/serve.js"));
    save(&case, "templates/rule.html", &good);
    news.until_another();
    assert_eq!(server.get("contribute/rules/expired/").status, 200);
}

#[test]
fn an_atlas_that_begins_broken_is_served_when_it_is_mended() {
    let case = Case::new();
    let good = text(&case, PARTNER);
    save(&case, PARTNER, "name: [");
    let server = Server::start(&case);
    let mut news = server.listen();
    assert_eq!(server.get("").status, 503);
    assert!(server.get("").text().contains("/-/serve.js"));
    save(&case, PARTNER, &good);
    news.until(|news| news["state"] != "");
    let home = server.ask(&format!("GET / HTTP/1.1\r\nHost: {}\r\n", server.place));
    assert_eq!(home.status, 302);
    assert_eq!(home.header("Location"), "/atmp-atlas/");
}

#[test]
fn odd_requests_are_answered_and_nothing_of_the_disk_is() {
    let case = Case::new();
    let mut server = Server::start(&case);
    let place = server.place.clone();
    let status = |target: &str, host: &str| {
        server.ask(&format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n")).status
    };
    for target in [
        "/../Cargo.toml",
        "/atmp-atlas/../content/atlas.yaml",
        "/atmp-atlas/%2e%2e/content/atlas.yaml",
        "/atmp-atlas/..%2fcontent%2fatlas.yaml",
        "/atmp-atlas/%252e%252e/content/atlas.yaml",
        "/atmp-atlas/..\\content\\atlas.yaml",
        "/atmp-atlas//etc/passwd",
        "//etc/passwd",
        "/etc/passwd",
        "/content/atlas.yaml",
        "/atmp-atlas/content/atlas.yaml",
        "/atmp-atlas/facilities/fr/partner.yaml",
        "/atmp-atlas/.atmp-atlas",
        "/atmp-atlas/a%00b",
        "/atmp-atlas/CON",
        "/-/",
        "/-/../serve.rs",
        "/-/serve.rs",
    ] {
        assert_eq!(status(target, &place), 404, "{target}");
    }
    assert_eq!(status(&format!("/{}", "a".repeat(8_000)), &place), 414);
    assert_eq!(status(&format!("/{}", "a".repeat(100_000)), &place), 431);
    assert_eq!(status("/%ff", &place), 400);
    for host in ["example.org", "example.org:8000", "localhost.example.org", "", "192.0.2.1"] {
        assert_eq!(status("/atmp-atlas/", host), 421, "{host}");
    }
    let post = format!("POST /atmp-atlas/ HTTP/1.1\r\nHost: {place}\r\nContent-Length: 3\r\n");
    assert_eq!(server.ask(&post).status, 405);
    for bytes in [
        &b"\r\n\r\n"[..],
        b"\xff\xfe\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
    ] {
        let mut stream = server.connect();
        stream.write_all(bytes).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{bytes:?}: {answer}");
    }
    assert!(server.lives());
    assert_eq!(server.get("").status, 200);
}

#[test]
fn pages_come_with_the_headers_of_the_published_site() {
    let case = Case::new();
    let server = Server::start(&case);
    let home = server.get("");
    assert_eq!(home.header("Content-Type"), "text/html; charset=utf-8");
    assert_eq!(home.header("X-Content-Type-Options"), "nosniff");
    assert!(home.header("Content-Security-Policy").contains("frame-ancestors 'self'"));
    let country = server.get("countries/nl/");
    assert!(country.header("Content-Security-Policy").starts_with("default-src 'none'"));
    assert_eq!(country.header("Cache-Control"), "no-cache");
    let style = case_style(&home.text());
    assert!(server.get(&style).header("Cache-Control").contains("immutable"), "{style}");
    assert_eq!(server.get("api/v1/facilities.json").header("Content-Type"), "application/json");

    let head = format!("HEAD {}countries/nl/ HTTP/1.1\r\nHost: {}\r\n", server.base, server.place);
    let head = server.ask(&head);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("Content-Length"), country.body.len().to_string());

    let old = server.get("facilities/nl/old-cell-works/");
    assert_eq!(
        (old.status, old.header("Location")),
        (302, "/atmp-atlas/facilities/nl/every-field/")
    );
    let folder = server.get("countries");
    assert_eq!((folder.status, folder.header("Location")), (302, "/atmp-atlas/countries/"));
    let missing = server.get("no-such-page/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("href=\"/atmp-atlas/\""));
}

/// The address of the style sheet of the home page.
fn case_style(html: &str) -> String {
    let (_, rest) = html.split_once("assets/style-").unwrap();
    format!("assets/style-{}", rest.split('"').next().unwrap())
}

#[test]
fn many_ask_at_once() {
    let case = Case::new();
    let server = Server::start(&case);
    let pages = ["", "countries/nl/", "explore/", "data/atlas.zip", "facilities/fr/partner/"];
    let once: Vec<Vec<u8>> = pages.iter().map(|page| server.get(page).body).collect();
    // Listeners and silent connections take nobody's turn.
    let listeners: Vec<_> = (0..20).map(|_| server.listen()).collect();
    let silent: Vec<_> = (0..20).map(|_| server.connect()).collect();
    thread::scope(|scope| {
        let asking: Vec<_> = (0..50)
            .map(|nth| {
                let (server, pages) = (&server, &pages);
                scope.spawn(move || server.get(pages[nth % pages.len()]).body)
            })
            .collect();
        for (nth, answer) in asking.into_iter().enumerate() {
            assert!(answer.join().unwrap() == once[nth % pages.len()], "request {nth}");
        }
    });
    drop((listeners, silent));
}

#[test]
fn one_connection_carries_several_requests() {
    let case = Case::new();
    let server = Server::start(&case);
    let one = format!("HEAD {}countries/ HTTP/1.1\r\nHost: {}\r\n", server.base, server.place);
    let answers =
        server.send(format!("{one}\r\n{one}\r\n{one}Connection: close\r\n\r\n").as_bytes());
    let answers = String::from_utf8(answers).unwrap();
    assert_eq!(answers.matches("HTTP/1.1 200 OK\r\n").count(), 3, "{answers}");
}

#[test]
fn a_port_that_is_taken_is_said_and_another_one_found() {
    let case = Case::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    case.run(&["serve", "--port", &port])
        .code(2)
        .says("another program uses the port")
        .says("help: leave `--port` out");
    let (first, second) = (Server::start_with(&case, &[]), Server::start_with(&case, &[]));
    assert_ne!(first.place, second.place);
    assert_eq!(second.get("").status, 200);
}

#[test]
fn nobody_else_can_reach_it() {
    let case = Case::new();
    let server = Server::start(&case);
    let port: u16 = server.place.rsplit(':').next().unwrap().parse().unwrap();
    // The kernel's own list: every listening socket at the port has a loopback address.
    let mut found = 0;
    for (list, own) in
        [("/proc/net/tcp", "0100007F"), ("/proc/net/tcp6", "00000000000000000000000001000000")]
    {
        let Ok(text) = fs::read_to_string(list) else { continue };
        for line in text.lines().skip(1) {
            let parts: Vec<&str> = line.split_whitespace().collect();
            let (address, at) = parts[1].split_once(':').unwrap();
            if parts[3] == "0A" && u16::from_str_radix(at, 16) == Ok(port) {
                assert_eq!(address, own, "{list}");
                found += 1;
            }
        }
    }
    assert!(found > 0 || !Path::new("/proc/net/tcp").exists());
}

#[test]
fn it_ends_when_it_is_told_to_and_leaves_nothing_behind() {
    let case = Case::new();
    let before = case.tree("");
    let mut server = Server::start(&case);
    let _listener = server.listen();
    server.get("countries/");
    // What a keyboard sends is ignored by all that a script starts behind it; this is not.
    let told = std::process::Command::new("kill")
        .args(["-TERM", &server.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    server.end();
    assert!(before == case.tree(""), "it has written to the atlas");
}

#[test]
fn a_folder_that_is_no_atlas_is_refused() {
    let case = Case::empty();
    let output = atlas().args(["serve", "--root"]).arg(case.path("")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
