//! Figures as PNG: told clearly where the program cannot draw them, and the same bytes each time where
//! it can (`cargo test --features png --test suite picture`).

use crate::case::Case;

fn asking() -> Case {
    Case::new().replace("content/atlas.yaml", "png: false", "png: true")
}

#[cfg(not(feature = "png"))]
#[test]
fn a_program_without_it_says_how_to_build_one_with_it() {
    let case = asking();
    case.build().code(2).stderr("png-not-built-in.txt");
    assert!(!case.path("output").exists(), "nothing was written");
}

#[cfg(feature = "png")]
#[test]
fn every_figure_is_drawn_and_each_time_the_same() {
    let case = asking();
    case.build().code(0);
    let pictures = |case: &Case| -> Vec<(String, Vec<u8>)> {
        let all = case.tree("output").into_iter();
        all.filter(|(path, _)| path.ends_with(".png")).collect()
    };
    let first = pictures(&case);
    let drawings = case.tree("output").into_iter();
    let drawings =
        drawings.filter(|(path, _)| path.starts_with("downloads/") && path.ends_with(".svg"));
    assert_eq!(first.len(), drawings.count());
    for (path, bytes) in &first {
        assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{path}");
        let width = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
        assert_eq!(width, 1536, "{path}: twice the width of the drawing");
        // A blank sheet of this size is smaller.
        assert!(bytes.len() > 9_000, "{path}: {} bytes", bytes.len());
    }
    let shown = |case: &Case| {
        let page = case.tree("output").remove("facilities/nl/every-field/index.html").unwrap();
        let page = crate::html::Page::read(&page);
        let picture = page.named("meta").find(|it| it.get("property") == Some("og:image"));
        picture.and_then(|it| it.get("content")).map(str::to_owned)
    };
    let picture = shown(&case).unwrap();
    let place = picture.split("/downloads/").nth(1).unwrap();
    assert!(first.iter().any(|(path, _)| path == &format!("downloads/{place}")), "{picture}");
    // The same by choice of whoever builds.
    let case = Case::new();
    case.build().code(0);
    assert!(pictures(&case).is_empty() && shown(&case).is_none());
    case.run(&["build", "--as-of", crate::case::AS_OF, "--png"]).code(0);
    assert!(first == pictures(&case), "pictures differ from one time to the next");
}
