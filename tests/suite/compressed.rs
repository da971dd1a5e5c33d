//! Files compressed beforehand: told clearly where the program cannot do it, and each the same file again
//! where it can (`cargo test --features compressed --test suite compressed`).

use crate::case::Case;

/// An atlas whose settings ask for it.
fn asking(forms: &str) -> Case {
    let case = Case::new();
    let settings = std::fs::read_to_string(case.path("content/atlas.yaml")).unwrap();
    case.file("content/atlas.yaml", format!("{settings}compressed: {forms}\n"))
}

#[test]
fn a_form_that_nobody_knows_is_a_finding() {
    asking("[gz, rar]").check().code(1).stdout("compressed-form.stdout");
}

#[cfg(not(feature = "compressed"))]
#[test]
fn a_program_without_it_says_how_to_build_one_with_it() {
    let case = asking("[gz]");
    case.build().code(2).stderr("compressed-not-built-in.txt");
    assert!(!case.path("output").exists(), "nothing was written");
}

#[cfg(feature = "compressed")]
mod built_in {
    use std::collections::BTreeMap;
    use std::fs;
    use std::io::Read as _;
    use std::os::unix::fs::MetadataExt as _;

    use super::*;

    const FORMS: [&str; 3] = ["gz", "br", "zst"];

    /// What a compressed file holds, read by the form that its name ends in.
    fn unpacked(form: &str, bytes: &[u8]) -> Vec<u8> {
        let mut content = Vec::new();
        match form {
            "gz" => flate2::read::GzDecoder::new(bytes).read_to_end(&mut content).unwrap(),
            "br" => brotli::Decompressor::new(bytes, 4_096).read_to_end(&mut content).unwrap(),
            _ => zstd::Decoder::new(bytes).unwrap().read_to_end(&mut content).unwrap(),
        };
        content
    }

    /// The files of a site: plain ones by their paths, and compressed ones by path and form.
    type Files = BTreeMap<String, Vec<u8>>;
    fn files(case: &Case) -> (Files, BTreeMap<(String, &'static str), Vec<u8>>) {
        let mut compressed = BTreeMap::new();
        let mut plain = BTreeMap::new();
        for (path, bytes) in bytes_of(case) {
            match FORMS.into_iter().find(|form| path.ends_with(&format!(".{form}"))) {
                Some(form) => {
                    let bare = path[..path.len() - form.len() - 1].to_owned();
                    compressed.insert((bare, form), bytes);
                }
                None => drop(plain.insert(path, bytes)),
            }
        }
        (plain, compressed)
    }

    fn bytes_of(case: &Case) -> Files {
        let mut all = case.tree("output");
        all.remove(".atmp-atlas").unwrap();
        all
    }

    #[test]
    fn each_file_of_text_stands_there_in_every_form_and_is_the_same() {
        let plain = Case::new();
        plain.build().code(0);
        let case = asking("[gz, br, zst]");
        case.build().code(0);
        let (beside, compressed) = files(&case);
        // The settings stand in no file of the site, so that it is the same but for what is beside it.
        assert_eq!(files(&plain), (beside.clone(), BTreeMap::new()));
        for ((path, form), bytes) in &compressed {
            let content = &beside[path];
            assert!(bytes.len() < content.len(), "{path}.{form} is no smaller");
            assert_eq!(&unpacked(form, bytes), content, "{path}.{form} says something else");
        }
        let texts =
            [".html", ".css", ".js", ".json", ".geojson", ".csv", ".svg", ".xml", ".sqlite"];
        for (path, content) in &beside {
            let is_text = texts.iter().any(|ending| path.ends_with(ending));
            for form in FORMS {
                let is_there = compressed.contains_key(&(path.clone(), form));
                assert!(is_there || !is_text || content.len() < 400, "{path}.{form} is missing");
            }
        }
        for packed in ["data/atlas.zip", "data/atlas.xlsx"] {
            assert!(beside.contains_key(packed));
            assert!(FORMS.iter().all(|form| !compressed.contains_key(&(packed.into(), form))));
        }
        let listed = String::from_utf8(beside["sitemap.xml"].clone()).unwrap();
        assert!(FORMS.iter().all(|form| !listed.contains(&format!(".{form}<"))));
        // A page becomes a quarter, in every form.
        let home = |form| compressed[&("index.html".to_owned(), form)].len();
        assert!(FORMS.into_iter().all(|form| home(form) * 4 < beside["index.html"].len()));
    }

    #[test]
    fn the_same_bytes_by_any_number_of_threads() {
        let [one, four] = ["1", "4"].map(|jobs| {
            let case = asking("[gz, br, zst]");
            case.run(&["build", "--as-of", crate::case::AS_OF, "--jobs", jobs]).code(0);
            bytes_of(&case)
        });
        assert!(one == four, "compressed files differ from one time to the next");
    }

    #[test]
    fn what_has_not_changed_is_not_compressed_again() {
        let case = asking("[gz, br]");
        case.build().code(0);
        // One record changes: its page and what leads to it are new, and everything else stays.
        let record = "facilities/nl/every-field.yaml";
        let text = fs::read_to_string(case.path(record)).unwrap();
        let name = text.lines().find(|line| line.starts_with("name: ")).unwrap();
        let page = |form: &str| {
            fs::read(case.path(&format!("output/facilities/nl/every-field/index.html.{form}")))
                .unwrap()
        };
        let (old, style) = (page("br"), style(&case));
        let there = fs::metadata(&style).unwrap().ino();
        fs::write(case.path(record), text.replace(name, "name: \"Another name\"")).unwrap();
        case.build().code(0);
        assert_eq!(fs::metadata(&style).unwrap().ino(), there, "the style was compressed again");
        assert_ne!(page("br"), old);
        let again = asking("[gz, br]");
        fs::write(again.path(record), text.replace(name, "name: \"Another name\"")).unwrap();
        again.build().code(0);
        assert!(bytes_of(&case) == bytes_of(&again), "an update differs from a cold build");
    }

    /// The compressed style sheet.
    fn style(case: &Case) -> std::path::PathBuf {
        let all = walkdir::WalkDir::new(case.path("output")).into_iter().map(Result::unwrap);
        let mut all = all.map(walkdir::DirEntry::into_path);
        all.find(|path| path.to_str().unwrap().ends_with(".css.br")).unwrap()
    }

    #[test]
    fn a_bundle_for_a_folder_has_none() {
        let case = asking("[gz, br, zst]");
        let arguments = ["build", "--as-of", crate::case::AS_OF, "--offline-bundle"];
        case.run(&arguments).code(0);
        assert!(files(&case).1.is_empty());
    }
}
