//! Publishing where it cannot work: the old site stays whole, the message says what to do, and a
//! later build recovers. What wants a file system of its own is left out where none can be mounted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::case::{AS_OF, Case, atlas, files, tell};

/// A small file system in memory, taken away at the end.
struct Disk(PathBuf);

impl Disk {
    /// None where this machine does not let us.
    fn mount(place: PathBuf, size: &str) -> Option<Self> {
        std::fs::create_dir_all(&place).unwrap();
        let options = format!("size={size},mode=755");
        let arguments = ["-t", "tmpfs", "-o", &options, "tmpfs"];
        let mounted = succeeds(Command::new("mount").args(arguments).arg(&place));
        if !mounted {
            tell("left out: a test that mounts a small file system");
        }
        mounted.then_some(Self(place))
    }

    fn again(&self, options: &str) -> bool {
        let options = format!("remount,{options}");
        succeeds(Command::new("mount").args(["-o", &options]).arg(&self.0))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|it| it.status.success())
}

/// Builds a case into a folder, with the program started by another one where that is given.
fn build(case: &Case, output: &Path, before: &[&str]) -> Output {
    let program = atlas().get_program().to_owned();
    let mut command = match before.split_first() {
        None => Command::new(program),
        Some((first, rest)) => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
    };
    command.args(["build", "--as-of", AS_OF, "--root"]).arg(case.path(""));
    command.arg("--output").arg(output).env_remove("RUST_BACKTRACE").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Changes a record, so that a build has something to write.
fn renamed(case: Case) -> Case {
    case.replace(
        "facilities/nl/every-field.yaml",
        "name: Example Cell Works",
        "name: Example Works of Another Name",
    )
}

#[test]
fn a_full_disk_leaves_the_site_of_before() {
    let case = Case::new();
    let Some(disk) = Disk::mount(case.path("disk"), "100m") else { return };
    let site = disk.0.join("site");
    assert!(build(&case, &site, &[]).status.success());
    let before = files(&site);
    let case = renamed(case);
    // Room for a part of what changes, and no more.
    let used: usize = before.values().map(Vec::len).sum();
    let pages: usize = before.len() * 4096;
    let tight = format!("size={}k", (used + pages) / 1024 + 300);
    assert!(disk.again(&tight) || disk.again("size=90m"));
    let filler = disk.0.join("filler");
    let mut left = Vec::new();
    fill(&filler, &mut left);
    let full = build(&case, &site, &[]);
    assert_eq!(full.status.code(), Some(2), "{}", said(&full));
    assert!(said(&full).contains("No space left on device"), "{}", said(&full));
    assert!(files(&site) == before, "the site of before was touched");

    std::fs::remove_file(&filler).unwrap();
    assert!(disk.again("size=100m"));
    let after = build(&case, &site, &[]);
    assert!(after.status.success(), "{}", said(&after));
    assert!(files(&site) != before);
    assert_eq!(entries(&disk.0), ["site"], "a later build did not clean up");
}

/// Fills a file system but for a few blocks.
fn fill(file: &Path, written: &mut Vec<u8>) {
    use std::io::Write as _;
    written.resize(64 * 1024, b'x');
    let mut file = std::fs::File::create(file).unwrap();
    while file.write_all(written).is_ok() {}
}

fn entries(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_write_that_fails_leaves_the_site_of_before() {
    // A limit on the size of files stands in for a disk that fills up in the middle of one.
    let case = Case::new();
    let site = case.path("output");
    assert!(build(&case, &site, &[]).status.success());
    let before = files(&site);
    let case = renamed(case);
    let limited = ["bash", "-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\""];
    let failed = build(&case, &site, &limited);
    assert_eq!(failed.status.code(), Some(2), "{}", said(&failed));
    assert!(said(&failed).contains("the site that was there is untouched"), "{}", said(&failed));
    assert!(files(&site) == before, "the site of before was touched");
    assert!(build(&case, &site, &[]).status.success());
}

#[test]
fn a_read_only_place_is_said_and_left_alone() {
    let case = Case::new();
    let Some(disk) = Disk::mount(case.path("disk"), "100m") else { return };
    let site = disk.0.join("site");
    assert!(build(&case, &site, &[]).status.success());
    let before = files(&site);
    assert!(disk.again("ro"));
    let case = renamed(case);
    let refused = build(&case, &site, &[]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("Read-only file system"), "{}", said(&refused));
    assert!(files(&site) == before);
    assert!(disk.again("rw"));
}

#[test]
fn a_place_without_permission_is_said_and_left_alone() {
    let case = Case::new();
    let site = case.path("output");
    assert!(build(&case, &site, &[]).status.success());
    let before = files(&site);
    let case = renamed(case);
    // Nobody may write there; the administrator may everywhere, and becomes nobody.
    let open = Command::new("chmod").args(["-R", "a+rX,a-w"]).arg(case.path("")).output().unwrap();
    assert!(open.status.success());
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let is_root = std::fs::write(case.path("probe"), "").is_ok();
    let reachable = Command::new(nobody[0])
        .args(&nobody[1..])
        .arg(atlas().get_program())
        .arg("--version")
        .output()
        .is_ok_and(|it| it.status.success());
    let restore = || {
        Command::new("chmod").args(["-R", "u+w"]).arg(case.path("")).output().unwrap();
    };
    if is_root && !reachable {
        restore();
        tell("left out: a test that runs the program as nobody");
        return;
    }
    let refused = build(&case, &site, if is_root { &nobody } else { &[] });
    let same = files(&site) == before;
    restore();
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("Permission denied"), "{}", said(&refused));
    assert!(same, "the site of before was touched");
}

#[test]
fn of_two_builds_at_once_one_waits_for_another_time() {
    let case = Case::new();
    let site = case.path("output");
    assert!(build(&case, &site, &[]).status.success());
    let before = files(&site);
    let lock = case.path(".output.lock");
    let held = ["flock", "--no-fork", lock.to_str().unwrap()];
    let case = renamed(case);
    let refused = build(&case, &site, &held);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("another build is writing to"), "{}", said(&refused));
    assert!(files(&site) == before);
}

#[test]
fn a_link_in_the_place_of_the_site_is_not_followed() {
    let case = Case::new();
    std::fs::create_dir(case.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(case.path("elsewhere"), case.path("output")).unwrap();
    let refused = build(&case, &case.path("output"), &[]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("is a link to another place"), "{}", said(&refused));
    assert_eq!(files(&case.path("elsewhere")), BTreeMap::new());
}

#[test]
fn a_mount_in_the_place_of_the_site_keeps_what_it_has() {
    let case = Case::new();
    let site = case.path("output");
    let Some(disk) = Disk::mount(site.clone(), "100m") else { return };
    let refused = build(&case, &site, &[]);
    let kept = files(&disk.0);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("is not a mount point"), "{}", said(&refused));
    assert_eq!(kept, BTreeMap::new());
}

#[test]
fn a_site_made_from_the_same_is_left_as_it_is() {
    let case = Case::new();
    let first = case.build().code(0);
    assert!(!first.shows("as they were"));
    let page = case.path("output/facilities/nl/every-field/index.html");
    let made = |file: &Path| std::fs::metadata(file).unwrap().modified().unwrap();
    let (date, content) = (made(&page), case.tree("output"));
    let marker = case.path("output/.atmp-atlas");
    let marked = made(&marker);

    let again = case.build().code(0);
    assert!(again.shows("all as they were"));
    assert_eq!((made(&page), made(&marker)), (date, marked), "nothing was written");

    // Whoever touches the site gets it back as it was.
    let touches: [&dyn Fn(); 4] = [
        &|| std::fs::write(&page, "by hand").unwrap(),
        &|| {
            std::fs::write(&page, vec![b' '; content["facilities/nl/every-field/index.html"].len()])
                .unwrap()
        },
        &|| std::fs::remove_file(&page).unwrap(),
        &|| std::fs::write(case.path("output/stray.html"), "by hand").unwrap(),
    ];
    for touch in touches {
        touch();
        case.build().code(0);
        assert!(case.tree("output") == content, "the site is whole again");
    }

    // With another day, address, record, page or template it is made again, and only what changed is written.
    case.build().code(0);
    let untouched = case.path("output/404.html");
    let date = made(&untouched);
    let case = renamed(case);
    assert!(!case.build().code(0).shows("all as they were"));
    assert!(case.tree("output") != content);
    assert_eq!(made(&untouched), date, "what did not change keeps its date");
    let other = case.run(&["build", "--base-url", "https://elsewhere.example/", "--as-of", AS_OF]);
    assert!(!other.code(0).shows("all as they were"));
    let case = case.replace("content/pages/about.md", "title: ", "title: More ");
    assert!(!case.build().code(0).shows("all as they were"));
}
