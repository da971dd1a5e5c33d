//! A build that is stopped at any moment leaves the site of before, or the new one: never a part.

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Instant;

use crate::case::{AS_OF, Case, atlas, tell};

#[test]
fn a_killed_build_leaves_a_whole_site() {
    // A longer run: `ATLAS_KILLS=200 cargo test --test suite a_killed_build`.
    let tries: u32 = std::env::var("ATLAS_KILLS").map_or(8, |text| text.parse().unwrap());
    let mut case = Case::new();
    let started = Instant::now();
    case.build().code(0);
    let whole_build = started.elapsed();
    let mut old = case.tree("output");

    let mut stopped = 0;
    for attempt in 1..=tries {
        // Another name in every record, so that old and new differ on many pages.
        for record in ["fr/partner", "nl/every-field", "nl/fewest-fields"] {
            let path = format!("facilities/{record}.yaml");
            let text = fs::read_to_string(case.path(&path)).unwrap();
            let renamed = text
                .lines()
                .map(|line| match line.starts_with("name: ") {
                    true => format!("name: Example {record} {attempt}\n"),
                    false => format!("{line}\n"),
                })
                .collect::<String>();
            case = case.file(&path, renamed);
        }
        let mut build = atlas()
            .args(["build", "--as-of", AS_OF, "--root"])
            .arg(case.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(whole_build * attempt / tries);
        let finished = build.try_wait().unwrap().is_some();
        // A build that has just ended cannot be killed any more.
        let _ = build.kill();
        build.wait().unwrap();
        stopped += u32::from(!finished);

        let now = case.tree("output");
        if now != old {
            case.build().code(0);
            assert!(now == case.tree("output"), "after attempt {attempt}: neither old nor new");
            old = now;
        }
    }
    assert!(stopped > 0, "no build was caught in the act");
    if tries > 8 {
        tell(&format!("{stopped} of {tries} builds were killed before they ended"));
    }

    case.build().code(0);
    let left_over: Vec<String> = fs::read_dir(case.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !["content", "facilities", "output", "templates"].contains(&name.as_str()))
        .collect();
    assert!(left_over.is_empty(), "a later build did not clean up: {left_over:?}");
}
