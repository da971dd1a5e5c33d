//! A site that is read from a folder of files: `atlas build --offline-bundle`.

use crate::case::{AS_OF, Case};
use crate::html::{Element, Page};

#[test]
fn every_link_of_an_offline_bundle_leads_to_a_file() {
    let case = Case::new();
    case.run(&["build", "--as-of", AS_OF, "--offline-bundle"])
        .code(0)
        .contains("/index.html in a browser");
    let files = case.tree("output");
    let mut links = 0;
    for (file, html) in files.iter().filter(|(file, _)| file.ends_with(".html")) {
        let page = Page::read(html);
        for (name, value) in page.all().iter().flat_map(Element::addresses) {
            let first = value.split(['/', '?', '#']).next().unwrap();
            if value.starts_with('#') || first.contains(':') {
                continue;
            }
            let path = value.split(['?', '#']).next().unwrap();
            let place = url::Url::parse(&format!("file:///{file}")).unwrap().join(path).unwrap();
            let place = place.path().trim_start_matches('/');
            assert!(files.contains_key(place), "{file}: {name}={value}");
            links += 1;
        }
        let modules = page.named("script").filter(|it| it.get("type") == Some("module"));
        assert_eq!(modules.count(), 0, "{file}");
    }
    assert!(links > 1_000, "{links}");
}

#[test]
fn an_offline_bundle_has_the_pages_of_the_site_and_takes_its_place() {
    let case = Case::new();
    case.build().code(0);
    let served = case.tree("output");
    case.run(&["build", "--as-of", AS_OF, "--offline-bundle"]).code(0);
    let bundle = case.tree("output");
    assert!(served.keys().eq(bundle.keys()));
    assert!(served["index.html"] != bundle["index.html"]);
    // Data files are the same in both.
    for (file, bytes) in &served {
        let is_page = file.ends_with(".html") || file == ".atmp-atlas";
        assert!(is_page || bundle[file] == *bytes, "{file}");
    }
    case.build().code(0);
    assert!(case.tree("output") == served, "and back again");
}
