//! The front matter of frameworks and pages, and the settings.

use super::source;
use crate::model::field::{Field, Group, Kind, TEXT};
use crate::model::{ClosedList, Compression, Forge, GmoOrder, GmoRegime, Tristate};

/// A national framework, `content/countries/<cc>.md`.
pub static FRAMEWORK: Group = Group::of(&[
    Field::required("country", "Country", Kind::Country)
        .help("The country’s two capital letters of ISO 3166-1.")
        .example("NL"),
    Field::optional("as_of", "As of", Kind::Date)
        .help("The date that the page describes, where the sources have one.")
        .example("2025"),
    Field::optional("competent_authority", "Competent authority", Kind::Group(&BODY))
        .help("The authority for advanced therapies.")
        .example("{name: Health and Youth Care Inspectorate}"),
    Field::optional("hospital_exemption", "Hospital exemption", Kind::Group(&EXEMPTION))
        .help("The hospital exemption of Regulation (EC) No 1394/2007, article 28(2).")
        .example("{available: true}"),
    Field::optional("gmo_procedure", "GMO procedure", Kind::Group(&GMO))
        .help("The procedure for genetically modified organisms.")
        .example("{order: independent}"),
    Field::optional("designation", "Designation of centres", Kind::Group(&BODY))
        .help("How centres that may give therapies are chosen.")
        .example("{name: Ministry of Health}"),
    Field::optional("tissue_authority", "Tissue and cell authority", Kind::Group(&BODY))
        .help("The authority for tissues and cells.")
        .example("{name: Human Tissue Authority}"),
    Field::optional("trial_authority", "Trial authority", Kind::Group(&BODY))
        .help("The authority for clinical trials.")
        .example("{name: Swissmedic}"),
    Field::optional("ethics", "Ethics", Kind::Group(&BODY))
        .help("Who decides on the ethics of trials.")
        .example("{name: Central Committee on Research Involving Human Subjects}"),
    Field::optional("reimbursement_body", "Reimbursement", Kind::Group(&BODY))
        .help("Who decides what is paid for.")
        .example("{name: Zorginstituut Nederland}"),
    Field::optional("import_export", "Import and export", TEXT)
        .help("Rules for starting material that crosses the border.")
        .example("Swissmedic supervises import and export."),
    Field::optional("logistics", "Logistics", TEXT)
        .help("What should be known about transport.")
        .example("No airport in the country takes frozen cells at night."),
    Field::required("sources", "Sources", Kind::List(&Kind::Group(&source::SOURCE)))
        .help("Where it was read; `supports: [prose]` for the text below.")
        .example("[{url: https://www.example.org, supports: [prose]}]"),
    Field::required("provenance", "Provenance", Kind::Group(&source::PROVENANCE))
        .help("How the page came about, and how sure it is.")
        .example("{method: public-sources, state: compiled}"),
]);

static BODY: Group = Group::of(&[
    Field::optional("name", "Name", TEXT)
        .help("Its name, and what it does where that needs saying.")
        .example("Swissmedic"),
    Field::optional("website", "Website", Kind::Web)
        .help("Its pages.")
        .example("https://www.swissmedic.ch"),
    Field::optional("notes", "Notes", TEXT)
        .help("More about it.")
        .example("Decides within 60 days."),
]);

static EXEMPTION: Group = Group::of(&[
    Field::optional("available", "Available", Kind::Choice(Tristate::CHOICES))
        .help("Whether there is one.")
        .example("true"),
    Field::optional("legal_basis", "Legal basis", TEXT)
        .help("The law.")
        .example("Section 4b of the Medicinal Products Act"),
    Field::optional("authorised_by", "Authorised by", TEXT)
        .help("Who authorises.")
        .example("Paul-Ehrlich-Institut"),
    Field::optional("conditions", "Conditions", TEXT)
        .help("On what conditions.")
        .example("For single patients only."),
    Field::optional("notes", "Notes", TEXT).help("More about it.").example("Rarely used."),
]);

static GMO: Group = Group::of(&[
    Field::optional("regime", "Regime", Kind::Choice(GmoRegime::CHOICES))
        .help("Under which directive gene therapies fall.")
        .example("contained-use"),
    Field::optional("authority", "Authority", TEXT)
        .help("Who decides.")
        .example("Ministry of Infrastructure"),
    Field::optional("order", "Order", Kind::Choice(GmoOrder::CHOICES))
        .help("How it stands to the trial’s authorisation.")
        .example("independent"),
    Field::optional("notes", "Notes", TEXT)
        .help("More about it.")
        .example("Takes 120 days at most."),
]);

/// A page of prose, `content/pages/<slug>.md`.
pub static PAGE: Group = Group::of(&[
    Field::required("title", "Title", TEXT).help("The title.").example("About the atlas"),
    Field::required("description", "Description", TEXT)
        .help("One sentence for search engines and link previews.")
        .example("Who makes the atlas, and why."),
]);

/// What editors say of a region, `content/regions/<nuts>.md`.
pub static REGION_TEXT: Group = Group::of(&[Field::required("as_of", "As of", Kind::Date)
    .help("The day of the records that the text speaks of.")
    .example("2026-11-23")]);

/// The atlas’s own settings, `content/atlas.yaml`.
pub static SETTINGS: Group = Group::of(&[
    Field::required("title", "Title", TEXT).help("The atlas’s name.").example("ATMP Atlas"),
    Field::required("description", "Description", TEXT)
        .help("One sentence about it.")
        .example("An open map of advanced therapies."),
    Field::required("base_url", "Address", Kind::Web)
        .help("Where the site will stand; ends with a slash.")
        .example("https://example.org/atlas/"),
    Field::required("repository", "Repository", Kind::Web)
        .help("The repository that records are sent to, without a slash at the end.")
        .example("https://example.org/atlas-repository"),
    Field::optional("repository_kind", "Kind of repository", Kind::Choice(Forge::CHOICES))
        .help("Whether the repository stands at GitHub or at a GitLab, so that the form can lead there. Known by itself for github.com and gitlab.com.")
        .example("github"),
    Field::required("branch", "Branch", TEXT)
        .help("The branch that records are edited on.")
        .example("main"),
    Field::required("publisher", "Publisher", TEXT)
        .help("Who publishes the atlas.")
        .example("The ATMP Atlas contributors"),
    Field::required("contact", "Contact", TEXT)
        .help("Where readers can write: a mailbox or a page.")
        .example("https://example.org/issues"),
    Field::optional("png", "Figures as PNG", Kind::Boolean)
        .help("Whether figures are drawn as PNG too. The program must be built with `--features png`.")
        .example("true"),
    Field::optional("compressed", "Compressed files", Kind::List(&Kind::Choice(Compression::CHOICES)))
        .help("The forms in which files stand compressed beside those of the site, for servers that pass them on. The program must be built with `--features compressed`.")
        .example("[gz, br, zst]"),
    Field::optional("languages", "Further languages", Kind::List(&Kind::Language))
        .help("The languages that the site has beside English, in the order in which readers choose from them. Each needs `content/words/<language>.yaml`, `content/labels/<language>.yaml` and `content/pages/<language>/`.")
        .example("[it, de]"),
    Field::optional("limits", "Limits", Kind::Group(&LIMITS))
        .help("How much a file may hold, where that should be less than the program allows.")
        .example("{record_kib: 64}"),
]);

/// The limits that the settings may lower. The upper bounds are those that hold where nothing is
/// said: [`crate::model::Limits::CEILINGS`].
pub static LIMITS: Group = Group::of(&[
    Field::optional("record_kib", "Size of a record", Kind::Whole(4, 256))
        .help("The largest record, in KiB.")
        .example("64"),
    Field::optional("depth", "Depth", Kind::Whole(6, 16))
        .help("How deep maps and lists may nest. A record needs five.")
        .example("8"),
    Field::optional("list_entries", "Entries of a list", Kind::Whole(10, 500))
        .help("The most entries of a list.")
        .example("100"),
    Field::optional("text", "Text on one line", Kind::Whole(100, 1_000))
        .help("The longest text on one line, in characters.")
        .example("500"),
    Field::optional("summary", "Summary", Kind::Whole(100, 1_500))
        .help("The longest summary of a record, in characters.")
        .example("1200"),
    Field::optional("page", "Page", Kind::Whole(1_000, 60_000))
        .help("The longest text of a page or a framework, in characters.")
        .example("30000"),
]);
