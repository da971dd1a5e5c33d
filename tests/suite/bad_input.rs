//! What people get wrong, and what the program tells them: what, where, and how to mend it.
//! Faults inside one record have a folder each in `tests/rules`.

use std::fs;

use crate::case::{Case, atlas};
use crate::repository;

const FULL: &str = "facilities/nl/every-field.yaml";
const SPARE: &str = "facilities/nl/fewest-fields.yaml";

#[test]
fn a_small_atlas_without_faults() {
    Case::new().check().code(0).stdout("no-faults.txt").stderr("nothing.txt");
}

#[test]
fn a_folder_that_is_no_atlas() {
    Case::empty().check().code(2).silent().stderr("no-atlas.txt");
    let case = Case::new().remove("templates").remove("content");
    case.check().code(2).silent().stderr("half-an-atlas.txt");
    let case = Case::empty();
    let elsewhere = atlas().arg("check").current_dir(case.path("")).output().unwrap();
    assert_eq!(elsewhere.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&elsewhere.stderr).contains("--root"));
}

#[test]
fn a_root_that_is_not_there() {
    let case = Case::empty();
    case.run(&["check", "--root", "/no/such/folder"]).code(2).silent().stderr("no-folder.txt");
}

#[test]
fn no_records() {
    let case = Case::new().remove("facilities").file("facilities/README.md", "Nothing yet.\n");
    case.check().code(1).stdout("no-records.txt");
}

#[test]
fn faults_in_what_the_summaries_ask() {
    const ACCESS: &str = "content/access.yaml";
    const MATCHING: &str = "content/matching.yaml";
    const PLACES: &str = "content/places/places1000_overseas.tsv";
    let case = Case::new()
        .replace(ACCESS, "aav]", "avv]")
        .replace(ACCESS, "[50, 100, 200, 300]", "[50, 200, 100]")
        .replace(ACCESS, "[50, 80, 95]", "[50, 80, 100]")
        .replace(ACCESS, "detour: 1.3", "detour: 0.3")
        .replace(ACCESS, "weight: 0.68", "weight: 1.5")
        .replace(ACCESS, "\nreach_km: 100", "\nreach_km: -50")
        .replace(ACCESS, "longest_list: 20", "longest: 20")
        .replace(MATCHING, "most: 5", "most: none")
        .replace(MATCHING, "id: stores", "id: moves")
        .replace(MATCHING, "Trains the staff of others.", "Trains with {shared}.")
        .replace(MATCHING, "there: {services: [quality-control]}", "there: {}")
        .replace(PLACES, "Roura\tGF\t4.7287", "Roura\tGF\tnorth");
    case.check().code(1).stdout("summaries-ask.txt");
}

#[test]
fn an_atlas_without_what_the_summaries_ask() {
    let case = Case::new()
        .remove("content/access.yaml")
        .remove("content/matching.yaml")
        .remove("content/places");
    case.check().code(0).stdout("no-faults.txt").stderr("nothing.txt");
    case.build().code(0);
}

#[test]
fn a_record_that_is_not_yaml() {
    let case = Case::new()
        .file("facilities/nl/letter.yaml", "Dear all,\n\nplease find our data attached: thanks!\n")
        .file("facilities/nl/open-quote.yaml", "name: \"Example\nroles: [gmp-facility]\n")
        .file("facilities/nl/tab.yaml", "name: Example\nlocation:\n\tcity: Utrecht\n")
        .file("facilities/nl/nothing.yaml", "");
    case.check().code(1).stdout("not-yaml.txt");
}

#[test]
fn a_file_that_is_not_utf8() {
    let case = Case::new().file("facilities/fr/latin.yaml", b"name: H\xf4pital\ncity: Lyon\n");
    case.check().code(1).stdout("not-utf8.txt");
}

#[test]
fn a_file_that_is_too_large() {
    let case = Case::new().file("facilities/nl/large.yaml", "# large\n".repeat(40_000));
    case.check().code(1).stdout("file-size.txt");
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_file() {
    let case = Case::new();
    std::os::unix::fs::symlink("/etc/hostname", case.path("facilities/nl/link.yaml")).unwrap();
    case.check().code(1).stdout("symbolic-link.txt");
}

#[test]
fn files_in_the_wrong_place() {
    let case = Case::new()
        .copy(SPARE, "facilities/stray.yaml")
        .copy(SPARE, "facilities/netherlands/spare.yaml")
        .copy(SPARE, "facilities/nl/Spare Centre.yaml")
        .copy(SPARE, "facilities/nl/deep/spare.yaml")
        .copy(SPARE, "facilities/nl/other.yml")
        .file("facilities/nl/notes.txt", "notes\n");
    case.check().code(1).stdout("wrong-place.txt");
}

#[test]
fn names_that_other_machines_refuse() {
    let reserved = Case::new().copy(SPARE, "facilities/nl/con.yaml").check().code(1);
    assert!(reserved.shows("`con.yaml` is a name that Windows keeps for itself"));
    let alias =
        Case::new().replace(SPARE, "roles:", "aliases: [nl/aux, ../../x, nl/%2e%2e]\nroles:");
    let alias = alias.check().code(1);
    for id in ["`nl/aux`", "`../../x`", "`nl/%2e%2e`"] {
        assert!(alias.shows(id), "{id} is taken for an id");
    }
    // Where the test itself runs on a file system that tells the two apart.
    let twins = Case::new().copy(SPARE, "facilities/nl/Fewest-Fields.yaml");
    if twins.tree("facilities").len() > 3 {
        let twins = twins.check().code(1);
        assert!(twins.shows("in capitals alone"));
    }
}

#[test]
fn a_country_folder_that_disagrees() {
    let case = Case::new().copy(SPARE, "facilities/fr/spare.yaml");
    case.check().code(1).stdout("country-folder.txt");
}

#[test]
fn two_records_with_one_id() {
    let case = Case::new().copy(FULL, "facilities/nl/old-cell-works.yaml").replace(
        SPARE,
        "roles:",
        "aliases: [fr/partner]\nroles:",
    );
    case.check().code(1).stdout("same-id.txt");
}

#[test]
fn relations_that_lead_nowhere() {
    let case = Case::new().replace(FULL, "to: fr/partner", "to: fr/partnr").replace(
        SPARE,
        "roles:",
        "parent: nl/every-field\nroles:",
    );
    case.check().code(1).stdout("dangling-relation.txt");
}

#[test]
fn many_faults_in_one_run() {
    let case = Case::new()
        .replace(FULL, "roles: [gmp-facility, treatment-centre]", "roles: [gmp-facilty, hospital]")
        .replace(FULL, "opened: 2021-05", "opened: 31/12/2021")
        .replace(FULL, "precision: site", "precison: site")
        .replace(FULL, "biosafety_level: 2", "biosafety_level: two")
        .replace(FULL, "status_note: A note about the status.", "status: operational")
        .replace("facilities/fr/partner.yaml", "latitude: 45.75", "latitude: 4575");
    case.check().code(1).stdout("many-faults.txt").stderr("nothing.txt");
    let build = case.build().code(1).silent();
    build.stderr("many-faults-in-a-build.txt");
}

#[test]
fn the_forms_of_findings() {
    let case = Case::new().replace(FULL, "closed: not-applicable", "closed: soon").replace(
        SPARE,
        "roles: [quality-control-laboratory]",
        "roles: [quality-control-labortory]",
    );
    for format in ["short", "json", "github", "gitlab", "sarif"] {
        case.run(&["check", "--as-of", crate::case::AS_OF, "--format", format])
            .code(1)
            .stdout(FORMS.iter().find(|form| form.starts_with(format)).unwrap());
    }
}

const FORMS: [&str; 5] = ["short.txt", "json.json", "github.txt", "gitlab.json", "sarif.json"];

#[test]
fn what_github_does_not_show_is_summed_up() {
    let keys: String = (1..=12).map(|number| format!("odd_key_{number}: 1\n")).collect();
    let case = Case::new().replace(SPARE, "\nroles:", &format!("\n{keys}roles:"));
    case.run(&["check", "--as-of", crate::case::AS_OF, "--format", "github"])
        .code(1)
        .stdout("github-many.txt");
}

#[test]
fn warnings_stop_only_where_they_are_denied() {
    let case = Case::new().replace(FULL, "valid_until: 2027-06-30", "valid_until: 2026-12-31");
    case.check().code(0).stdout("a-warning.txt");
    case.run(&["check", "--as-of", crate::case::AS_OF, "--deny", "warnings"]).code(1);
}

#[test]
fn one_record_of_many_is_checked() {
    let case = Case::new()
        .replace(FULL, "name: Example Cell Works", "nam: Example Cell Works")
        .replace("facilities/fr/partner.yaml", "name: Example", "nme: Example");
    let record = case.path("facilities/fr");
    case.run(&["check", record.to_str().unwrap()]).code(1).stdout("one-folder.txt");
    let missing = case.path("facilities/it");
    case.run(&["check", missing.to_str().unwrap()]).code(2).silent().stderr("no-such-path.txt");
}

#[test]
fn a_faulty_vocabulary() {
    let case =
        Case::new().replace("content/vocabularies/phases.yaml", "about:", "abuot: a slip\nabout:");
    case.check().code(1).stdout("faulty-vocabulary.txt");
}

#[test]
fn what_cannot_be_typed() {
    let case = Case::empty();
    case.run(&["chekc"]).code(2).silent().stderr("unknown-command.txt");
    case.run(&["build", "--as-of", "yesterday"]).code(2).silent().stderr("bad-as-of.txt");
}

#[test]
fn a_build_that_fails_leaves_the_site_as_it_was() {
    let case = Case::new();
    case.build().code(0);
    let before = case.tree("output");
    assert!(before.contains_key("index.html"), "the first build should have written a site");

    let case = case.replace(FULL, "closed: not-applicable", "closed: soon");
    case.build().code(1);
    assert!(before == case.tree("output"), "a fault in a record changed the site");

    let case = case
        .replace(FULL, "closed: soon", "closed: not-applicable")
        .file("templates/home.html", "{% if %}\n");
    case.build().code(2).silent().stderr("template-error.txt");
    assert!(before == case.tree("output"), "a fault in a template changed the site");

    let left_over: Vec<String> = fs::read_dir(case.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !["content", "facilities", "output", "templates"].contains(&name.as_str()))
        .collect();
    assert!(left_over.is_empty(), "left behind: {left_over:?}");
}

#[test]
fn a_template_that_asks_for_what_a_page_does_not_have_is_shown_as_its_author_wrote_it() {
    let heading = |template: &str, name: &str| {
        Case::new().replace(template, &format!("{{{{ {name} }}}}"), "{{ page.no_such }}")
    };
    let case = heading("templates/glossary.html", "word.label");
    case.build().code(2).silent().stderr("template-value.txt");
    let case = heading("templates/base.html", "page.title");
    case.build().code(2).silent().stderr("template-value-around.txt");
    let case = heading("templates/fragments/entry.html", "item | safe");
    case.build().code(2).silent().stderr("template-value-fragment.txt");
}

#[test]
fn a_rule_of_matching_asks_for_something() {
    let rule = "  - id: a-rule\n    label: A rule\n    reason: A reason.\n";
    let rules = format!(
        "within_km: 150\nmost: 5\nrules:\n{rule}    here: {{roles: [gmp-facilty]}}\n    there: {{}}\n{}    \
         here: {{product_links: []}}\n    there: {{roles: [trial-site]}}\n",
        rule.replace("a-rule", "b-rule")
    );
    Case::new().file("content/matching.yaml", rules).check().code(1).stdout("matching.txt");
}

#[test]
fn broken_geography_is_told_with_its_file_and_line() {
    let population = "content/population/population-nuts2021.csv";
    let case = Case::new().replace(population, "\nBG,0,", "\nBG,many,");
    case.build().code(2).silent().stderr("geography-table.txt");
    let case = Case::new().file("content/geo/regions.topo.json", "{");
    case.build().code(2).silent().stderr("geography-borders.txt");
    let names = "content/geo/nuts2021.csv";
    let case = Case::new();
    let text = fs::read_to_string(case.path(names)).unwrap();
    let others: Vec<&str> = text.lines().filter(|line| !line.starts_with("AL011,")).collect();
    let case = case.file(names, others.join("\n") + "\n");
    case.build().code(2).silent().stderr("geography-names.txt");
}

#[test]
fn every_fault_of_a_text_is_told_at_its_place() {
    let text = "\nCode such as `<b>` and `![image](https://www.example.org/a.png)` is shown.\n\n\
                A [link](javascript:alert(1)), an ![image](https://www.example.org/a.png), an <b>old</b>\n\
                <b>tag</b>, the [link](javascript:alert(1)) once more, and a [link over\nlines](no-such-page/).\n";
    let case = Case::new();
    let about = fs::read_to_string(case.path("content/pages/about.md")).unwrap() + text;
    let summary =
        "summary: |\n  A [link](javascript:alert(1)).\n  Once more: [link](javascript:alert(1)).\n";
    let case = case.file("content/pages/about.md", about);
    let record = fs::read_to_string(case.path(SPARE)).unwrap() + summary;
    case.file(SPARE, record).check().code(1).stdout("text.txt");
}

#[test]
fn of_a_text_full_of_faults_the_first_are_told() {
    for (faulty, told) in [("![a](u) ", 11), ("[a](u) ", 11), ("<i>", 11)] {
        let case = Case::new();
        let text = fs::read_to_string(case.path("content/pages/about.md")).unwrap();
        let case =
            case.file("content/pages/about.md", text + "\nWord " + &faulty.repeat(2000) + "\n");
        let outcome = case.check().code(1);
        assert!(outcome.shows(&format!("3 records checked: {told} errors")), "{faulty}");
        assert!(outcome.shows("the text has 1990 more such faults"), "{faulty}");
    }
}

#[test]
fn a_slip_in_a_form_of_plural_words_is_told_once() {
    let slip = |case: Case, file: &str, form: &str| {
        let text = fs::read_to_string(case.path(file)).unwrap();
        let (before, after) = text.split_once("  some-confirmed:\n").unwrap();
        let after = after.replacen("other:", form, 1);
        case.file(file, format!("{before}  some-confirmed:\n{after}"))
    };
    let told = |case: Case, file: &str, severity: &str| {
        let outcome = case.check().code(i32::from(severity == "error"));
        let place = format!("--> {file}:");
        assert!(
            outcome.shows(&format!("{severity}["))
                && outcome.shows("plural words have no form `othr`")
        );
        assert_eq!(outcome.count("some-confirmed"), 0, "{file}");
        assert_eq!(outcome.count(&place), 1, "{file}");
    };
    told(slip(in_italian(), "content/words/en.yaml", "othr:"), "content/words/en.yaml", "error");
    told(slip(in_italian(), "content/words/it.yaml", "othr:"), "content/words/it.yaml", "warning");
}

#[test]
fn a_date_has_one_form() {
    let forms = "first-day:\n    other: \"1\"";
    let case = in_italian().replace("content/words/en.yaml", "first-day: \"1\"", forms);
    let outcome = case.check().code(1);
    assert!(outcome.shows("the words `format.first-day` have forms of plural"));
    let case = in_italian();
    let text = fs::read_to_string(case.path("content/words/it.yaml")).unwrap();
    let line = text.lines().find(|line| line.starts_with("  first-day:")).unwrap().to_owned();
    let case = case.file("content/words/it.yaml", text.replace(&line, &format!("  {forms}")));
    let outcome = case.check().code(0);
    assert!(outcome.shows("the words `format.first-day` have forms of plural"));
}

#[test]
fn a_broken_vocabulary_is_told_once_and_not_in_every_record() {
    let roles = "content/vocabularies/roles.yaml";
    Case::new().file(roles, "about: [\n").check().code(1).stdout("vocabulary-broken.txt");
    Case::new().remove(roles).check().code(1).stdout("vocabulary-missing.txt");
    let case = Case::new().copy(roles, "content/vocabularies/rolls.yaml");
    case.check().code(1).stdout("vocabulary-unknown.txt");
    for broken in ["- a\n- b\n", "about: R.\n", "about: R.\nterms: []\n", "about: R.\nterms: [1]\n"]
    {
        let outcome = Case::new().file(roles, broken).check().code(1);
        let place =
            "the vocabulary `roles` has no terms\n --> content/vocabularies/roles.yaml:1:1\n";
        assert!(outcome.shows(place) && outcome.shows("3 records checked: 1 error\n"), "{broken}");
    }
    let case = Case::new();
    let text = fs::read_to_string(case.path(roles)).unwrap();
    let (before, after) = text.split_once("  - id: gmp-facility\n").unwrap();
    let after =
        after.replacen("    label:", "    lbl:", 1).replacen("    definition:", "    what:", 1);
    let outcome =
        case.file(roles, format!("{before}  - id: gmp-facility\n{after}")).check().code(1);
    assert!(!outcome.shows("unknown-term"), "a term with a fault is a term");
    for (file, bytes) in [(roles, &b"about: \xff\n"[..]), (roles, b""), (roles, b"Roles")] {
        let outcome = Case::new().file(file, bytes).check().code(1);
        assert!(!outcome.shows("unknown-term"));
    }
    let countries = "content/vocabularies/countries.yaml";
    let outcome = Case::new().remove(countries).check().code(1);
    assert!(
        outcome.shows("the atlas has no vocabulary `countries`\n") && !outcome.shows("facilities/")
    );
    // An atlas may do without a glossary, but not label its words.
    let labels = "glossary:\n  terms: {}\n";
    let case = in_italian()
        .file("content/labels/it.yaml", labels)
        .remove("content/vocabularies/glossary.yaml");
    assert!(case.check().code(0).shows("there is no vocabulary `glossary`"));
    let case = in_italian().file(roles, "about: [\n").file(
        "content/labels/it.yaml",
        fs::read(repository().join("content/labels/it.yaml")).unwrap(),
    );
    case.check().code(1).stdout("vocabulary-broken-labels.txt");
}

/// The small atlas in Italian too.
fn in_italian() -> Case {
    let italian = fs::read(repository().join("content/words/it.yaml")).unwrap();
    Case::new()
        .replace("content/atlas.yaml", "\nbranch: main\n", "\nbranch: main\nlanguages: [it]\n")
        .file("content/words/it.yaml", italian)
}

#[test]
fn faults_of_the_words_are_told_at_their_keys() {
    let words = "content/words/en.yaml";
    let case = in_italian()
        .replace(words, "date: \"{day} {month} {year}\"", "date: \"{day} {month} {yeer}\"")
        .replace(words, "main: Main pages", "main: Main {pages")
        .replace(words, "  first-day:", "  first:")
        .replace(
            words,
            "    other: \"{count} of {all} records have been",
            "    othr: \"{count} of {all} records have been",
        );
    // All at once, and none of them once more for Italian.
    case.build().code(1).stderr("words.txt");
}

#[test]
fn words_that_ask_for_what_nobody_gives_are_named() {
    let case = Case::new().replace(
        "content/words/en.yaml",
        "population: \"Population: annual average {year},",
        "population: \"Population: annual average {yeer},",
    );
    case.build().code(2).silent().stderr("words-without-value.txt");
}

#[test]
fn of_files_that_cannot_be_made_the_first_is_named_whatever_thread_meets_one() {
    // Of the explorer's map in two languages.
    let case = in_italian().replace(
        "content/words/en.yaml",
        "  map-about: >-\n",
        "  map-about: >-\n    {no-such}\n",
    );
    for jobs in ["1", "2", "2", "2"] {
        let arguments = ["build", "--as-of", crate::case::AS_OF, "--jobs", jobs];
        case.run(&arguments).code(2).silent().stderr("words-of-a-file.txt");
    }
}

#[test]
fn a_template_that_is_missing_is_named() {
    for (name, because) in [
        ("fragments/entry.html", "error: "),
        ("base.html", "error: cannot make the page `/`\n  because: "),
        ("glossary.html", "error: cannot make the page `/glossary/`\n  because: "),
    ] {
        let file = format!("templates/{name}");
        let says =
            format!("{because}the atlas has no file `{file}`\nhelp: take it from a complete atlas");
        Case::new().remove(&file).build().code(2).silent().says(&says);
    }
}

#[test]
fn all_faults_of_templates_are_told_at_once() {
    let case = Case::new()
        .replace(
            "templates/base.html",
            "{{ words(key='page.skip') }}",
            "{{ words(key='page.skpi') }}",
        )
        .replace("templates/glossary.html", "{{ word.label }}", "{{ words(key='no.such.words') }}");
    case.build().code(2).silent().stderr("template-words.txt");
    let case = Case::new()
        .replace("templates/base.html", "href=\"#content\"", "href={{ page.title }}")
        .replace("templates/glossary.html", "{{ word.label }}", "<b title=\"{% if a %}\">");
    case.build().code(2).silent().stderr("template-rules.txt");
}

#[test]
fn faults_of_style_sheets_are_told_at_once_and_that_there_is_none() {
    let case = Case::new()
        .file("templates/styles/98-one.css", "p { color: red }\np { color: } }}\n")
        .file("templates/styles/99-two.css", "p {}\n/* </style> */\n");
    case.build().code(2).silent().stderr("style-sheets.txt");
    let case = Case::new().remove("templates/styles");
    case.build().code(2).silent().stderr("style-sheets-missing.txt");
}

#[test]
fn a_folder_of_somebody_else_is_not_written_over() {
    let case = Case::new().file("thesis/chapter-1.txt", "years of work\n");
    let before = case.tree("thesis");
    let thesis = case.path("thesis");
    let arguments = ["build", "--as-of", crate::case::AS_OF, "--output", thesis.to_str().unwrap()];
    case.run(&arguments).code(2).silent().stderr("foreign-output.txt");
    assert!(before == case.tree("thesis"));

    let file = case.path("thesis/chapter-1.txt");
    let arguments = ["build", "--as-of", crate::case::AS_OF, "--output", file.to_str().unwrap()];
    case.run(&arguments).code(2).silent().stderr("output-is-a-file.txt");
    assert!(before == case.tree("thesis"));
}
