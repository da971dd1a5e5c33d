//! The commands for those who write and review records: new, import, diff, schema, completions, man.

use std::fs;
use std::process::{Command, Stdio};

use atmp_atlas::import::table;

use crate::case::{AS_OF, Case, atlas, hold};
use crate::repository;

const SPARE: &str = "facilities/nl/fewest-fields.yaml";

const ANSWERS: [&str; 20] = [
    "--name",
    "Łódź Example Centre",
    "--city",
    "Łódź",
    "--latitude",
    "51.7592",
    "--longitude",
    "19.4560",
    "--precision",
    "city",
    "--organisation",
    "Example Hospital",
    "--role",
    "treatment-centre,trial-site",
    "--status",
    "operational",
    "--source",
    "https://www.example.org/lodz",
    "--country",
    "PL",
];

#[test]
fn a_new_record_from_options() {
    let case = Case::bare();
    let mut arguments = vec!["new", "--as-of", AS_OF];
    arguments.extend(ANSWERS);
    case.run(&arguments).code(0).stdout("new.txt");
    let written = fs::read_to_string(case.path("facilities/pl/lodz-example-centre.yaml")).unwrap();
    hold(&written, "new.yaml");
    // What is there is never overwritten.
    case.run(&arguments).code(2).silent().stderr("new-again.txt");
    case.run(&["fmt", "--check"]).code(1);
    case.run(&["fmt", "--check", case.path("facilities/pl").to_str().unwrap()]).code(0);
    case.run(&["new", "nl/x", "--as-of", AS_OF, "--latitude", "north"])
        .code(2)
        .silent()
        .stderr("new-wrong.txt");
}

#[test]
fn a_new_record_from_answers() {
    let case = Case::bare();
    let answers = "Example Laboratory of Testing\nNetherlands\nNL\nGroningen\n53.22\n6.57\nsite\n\
                   Example University Hospital\npublic-hospital\nlab\nquality-control-laboratory\n\
                   operational\n\nhttps://www.example.org/testing\n\n";
    let mut command = atlas();
    command.args(["new", "--as-of", AS_OF, "--root"]).arg(case.path(""));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let asked = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{asked}");
    hold(&asked, "new-asks.txt");
    let path = "facilities/nl/example-laboratory-of-testing.yaml";
    case.run(&["check", case.path(path).to_str().unwrap()]).code(0);
    // Nobody there to answer.
    let mut command = atlas();
    command.args(["new", "--as-of", AS_OF, "--root"]).arg(case.path("")).stdin(Stdio::null());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--name"));
}

#[test]
fn a_survey_becomes_records_and_overwrites_none() {
    let case = Case::bare();
    let example = repository().join("content/import/survey-example.csv");
    let (export, mapping) = ("answers.csv", repository().join("content/import/survey.yaml"));
    let text = fs::read_to_string(example).unwrap();
    let case = case.file(export, &text);
    let before = case.tree("facilities");
    let file = case.path(export);
    let arguments = ["import", file.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()];
    let dry = [&arguments[..], &["--dry-run"]].concat();
    case.run(&dry).code(1).stdout("import-dry.txt");
    assert!(before == case.tree("facilities"), "a dry run writes no record");
    let report = fs::read_to_string(case.path("import/report.md")).unwrap();
    hold(&report, "import-report.md");
    let case = case.remove("import");

    case.run(&arguments).code(1).stdout("import.txt");
    let record = "facilities/nl/example-cell-works.yaml";
    hold(&fs::read_to_string(case.path(record)).unwrap(), "import.yaml");
    case.run(&["check", "--as-of", AS_OF]).code(0);

    // The same again changes nothing; another answer is proposed, and remarks stay.
    let case = case.remove("import").replace(
        record,
        "name: Example Cell Works",
        "# Mind the name.\nname: Example Cell Works",
    );
    case.run(&arguments).code(1).stdout("import-same.txt");
    let other = text.replace(",420,", ",460,").replace("Two suites", "Three suites");
    let case = case.remove("import").file(export, other);
    let before = case.tree("facilities");
    case.run(&arguments).code(1).stdout("import-changed.txt");
    assert!(before == case.tree("facilities"), "a record that is there is never changed");
    hold(&fs::read_to_string(case.path("import/report.md")).unwrap(), "import-again.md");
    let proposed =
        fs::read_to_string(case.path("import/proposed/nl/example-cell-works.yaml")).unwrap();
    hold(&proposed, "import-proposed.yaml");
    case.run(&arguments).code(2).stderr("import-twice.txt");
}

#[test]
fn a_workbook_gives_what_its_csv_gives() {
    let text = fs::read(repository().join("content/import/survey-example.csv")).unwrap();
    let csv = table::read("answers.csv", &text).unwrap();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0_u16..).zip(&csv.columns) {
        sheet.write_string(0, column, name).unwrap();
    }
    for ((_, cells), row) in csv.rows.iter().zip(1_u32..) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, cell).unwrap(),
            };
        }
    }
    let xlsx = table::read("answers.xlsx", &workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(xlsx.columns, csv.columns);
    for ((row, cells), (same_row, same)) in csv.rows.iter().zip(&xlsx.rows) {
        assert_eq!(row, same_row);
        for (one, other) in cells.iter().zip(same) {
            let equal = one == other || one.parse::<f64>().ok() == other.parse::<f64>().ok();
            assert!(equal, "row {row}: {one} and {other}");
        }
    }
}

#[test]
fn what_changed_is_told_in_the_atlas_s_own_terms() {
    let old = Case::new();
    let new = Case::new()
        .copy(SPARE, "facilities/nl/second.yaml")
        .replace("facilities/nl/second.yaml", "name: Example Laboratory", "name: Another *Laboratory* [x](y)")
        .replace("facilities/nl/second.yaml", "latitude: 52.09", "latitude: 52.11")
        .replace("facilities/nl/second.yaml", "roles: [quality-control-laboratory]", "roles: [quality-control-laboratory]\nstatus: operational\nfigures:\n  - {measure: cleanrooms, value: 7, year: 2026}")
        .replace("facilities/nl/every-field.yaml", "biosafety_level: 2", "biosafety_level: 3")
        .remove("facilities/fr/partner.yaml");
    let new = new.replace("facilities/nl/every-field.yaml", "to: fr/partner", "to: nl/second");
    let old_path = old.path("");
    let compare = |format| {
        new.run(&["diff", old_path.to_str().unwrap(), "--as-of", AS_OF, "--format", format])
    };
    compare("human").code(0).stdout_without(old_path.to_str().unwrap(), "diff.txt");
    compare("markdown").code(0).stdout_without(old_path.to_str().unwrap(), "diff.md");
    compare("json").code(0).stdout_without(old_path.to_str().unwrap(), "diff.json");
    new.run(&["diff", "no-such-branch"]).code(2).silent().stderr("diff-unknown.txt");
}

#[test]
fn revisions_of_git_are_compared_without_checking_them_out() {
    let case = Case::bare();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(case.path("")).args([
            "-c",
            "user.name=Example",
            "-c",
            "user.email=office@example.org",
        ]);
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "Begin"]);
    case.run(&["fmt"]).code(0);
    // Written otherwise, and saying the same.
    case.run(&["diff", "main", "--as-of", AS_OF]).code(0).stdout("diff-nothing.txt");
    let text = fs::read_to_string(case.path(SPARE)).unwrap();
    fs::write(case.path(SPARE), text.replace("roles:", "status: planned\nroles:")).unwrap();
    git(&["commit", "-q", "-a", "-m", "Change"]);
    case.run(&["diff", "HEAD~1", "HEAD", "--as-of", AS_OF]).code(0).stdout("diff-git.txt");
}

#[test]
fn shells_and_manuals() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = atlas().args(["completions", shell]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && text.contains("schema"), "{shell}");
    }
    let output = atlas().arg("man").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for command in ["build", "check", "new", "fmt", "diff", "import", "schema", "release"] {
        assert!(
            text.contains(&format!("atlas {command}"))
                || text.contains(&format!("atlas\\-{command}")),
            "{command}"
        );
    }
    let schema = Case::bare().run(&["schema", "--draft", "7"]);
    schema.code(0).contains("draft-07");
}

#[test]
fn the_data_page_tells_of_each_round_of_collection() {
    let wave = |state: &str, verified: &str| {
        format!("  method: survey\n  wave: round-2\n  state: {state}\n  verified: {verified}")
    };
    let before = "  method: public-sources\n  state: compiled\n  verified: 2026-11-23";
    let case = Case::new()
        .replace("facilities/fr/partner.yaml", before, &wave("confirmed", "2026-10-01"))
        .replace("facilities/nl/fewest-fields.yaml", before, &wave("compiled", "2026-11-02"));
    case.build().code(0);
    let html = std::fs::read(case.path("output/data/index.html")).unwrap();
    let page = crate::html::Page::read(&html);
    let cells = page.all().iter().filter(|element| matches!(element.name.as_str(), "th" | "td"));
    let cells: Vec<&str> = cells.map(|cell| cell.text.trim()).collect();
    // When, how, how many records, how many of them confirmed.
    let told = |row: [&str; 5]| cells.windows(5).any(|cells| cells == row);
    let when = "1 October 2026 to 2 November 2026";
    assert!(told(["round-2", "from a survey", when, "2", "1"]), "{cells:#?}");
    let when = "23 November 2026";
    assert!(told(["example-2026", "from public pages", when, "1", "0"]), "{cells:#?}");
}
