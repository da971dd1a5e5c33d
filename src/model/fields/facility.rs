//! The record of a facility.

use super::{figure, place, source, work};
use crate::model::field::{Field, Group, Kind, TEXT};
use crate::model::vocabulary::VocabularyName as Of;

/// The longest summary, in characters.
const MAX_SUMMARY: usize = 1_500;

/// A record, version 1.
pub static RECORD: Group = Group::of(&[
    Field::optional("schema", "Version of the form", Kind::Whole(1, 1))
        .help("The version of the form that the record was written for.")
        .example("1"),
    Field::required("name", "Name", Kind::Text(200))
        .help("The facility’s name as it writes it itself, in English if it does.")
        .example("NecstGen"),
    Field::fact("local_name", "Local name", TEXT)
        .help("The name in the country’s language, where it differs.")
        .example("Officina Farmaceutica"),
    Field::fact("former_names", "Former names", Kind::List(&TEXT))
        .help("Names that the facility had before.")
        .example("[Cell Factory Leiden]"),
    Field::optional("aliases", "Former ids", Kind::List(&Kind::Record))
        .help("Ids that this record had before. Links to them lead here.")
        .example("[nl/old-name]"),
    Field::optional("parent", "Part of", Kind::Record)
        .help("The id of the record that this facility is a part of.")
        .example("nl/lumc"),
    Field::required("organisations", "Organisations", Kind::List(&Kind::Group(&ORGANISATION)))
        .help("Who stands behind the facility: one or more. Cards name the first one.")
        .example("[{name: Leiden University Medical Center, sector: public-hospital}]"),
    Field::required("roles", "Roles", Kind::List(&Kind::Term(Of::Roles)))
        .help("What the facility is for: one role or more.")
        .example("[gmp-facility]"),
    Field::fact("status", "Status", Kind::Term(Of::Statuses))
        .help("How far the facility has come.")
        .example("operational"),
    Field::optional("status_as_of", "Status as of", Kind::Date)
        .help("When the source of the status said so.")
        .example("2025-03"),
    Field::optional("status_note", "Note on the status", TEXT)
        .help("What should be known beside the status.")
        .example("the second building opens in 2027"),
    Field::fact("opens", "Opens", Kind::Date).help("The planned opening.").example("2027"),
    Field::fact("opened", "Opened", Kind::Date)
        .help("When the facility opened.")
        .example("2021-06"),
    Field::fact("closes", "Closes", Kind::Date)
        .help("The end that has been announced.")
        .example("2026-12"),
    Field::fact("closed", "Closed", Kind::Date)
        .help("When the facility closed for good.")
        .example("2025-07"),
    Field::fact("events", "Events", Kind::List(&Kind::Group(&EVENT)))
        .help("What happened when.")
        .example("[{date: 2020-03, what: licensed}]"),
    Field::required("location", "Place", Kind::Group(&place::LOCATION))
        .help("Where the facility is.")
        .example("{city: Leiden, country: NL, latitude: 52.16, longitude: 4.49, precision: city}"),
    Field::optional("contact", "Contact", Kind::Group(&place::CONTACT))
        .help("How to reach the institution. Never a person’s name, mailbox or mobile number.")
        .example("{website: https://www.example.org}"),
    Field::optional("referral", "Referral", Kind::Group(&place::REFERRAL))
        .help("How patients come to the facility, for those who give therapies.")
        .example("{who: referring-physician}"),
    Field::optional("therapies", "Therapies", Kind::Group(&work::THERAPIES))
        .help("What the facility works on.")
        .example("{classes: [gene-therapy], platforms: [car-t]}"),
    Field::optional("manufacturing", "Manufacturing", Kind::Group(&work::MANUFACTURING))
        .help("What the facility makes, and how.")
        .example("{gmp: certified, scales: [clinical]}"),
    Field::fact("licences", "Licences", Kind::List(&Kind::Group(&work::LICENCE)))
        .help("The permits that let the facility work.")
        .example("[{type: manufacturing-investigational, since: 2020}]"),
    Field::fact("accreditations", "Accreditations", Kind::List(&Kind::Group(&work::ACCREDITATION)))
        .help("Marks of quality, such as JACIE or a GMP certificate.")
        .example("[{scheme: jacie, since: 2009}]"),
    Field::optional("clinical", "Clinical work", Kind::Group(&work::CLINICAL))
        .help("What the facility does with patients and donors.")
        .example("{apheresis: true}"),
    Field::optional("figures", "Figures", Kind::List(&Kind::Group(&figure::FIGURE)))
        .help("Everything that is counted or measured.")
        .example("[{measure: cleanroom-area, value: 400, year: 2024}]"),
    Field::fact("relations", "Relations", Kind::List(&Kind::Group(&figure::RELATION)))
        .help("Whom the facility works with. One of the two sides is enough: both pages show it.")
        .example("[{to: nl/lumc, kind: partner}]"),
    Field::fact("networks", "Networks", Kind::List(&Kind::Term(Of::Networks)))
        .help("Networks, programmes and projects that the facility takes part in.")
        .example("[eatris]"),
    Field::optional("summary", "Summary", Kind::Prose(MAX_SUMMARY))
        .help("A few plain sentences, in Markdown: no HTML, no images, no names of persons.")
        .example("Contract manufacturer for cell and gene therapy, founded in 2020."),
    Field::required("provenance", "Provenance", Kind::Group(&source::PROVENANCE))
        .help("How the record came about, and how sure it is.")
        .example("{method: public-sources, state: compiled, verified: 2026-11-23}"),
    Field::required("sources", "Sources", Kind::List(&Kind::Group(&source::SOURCE)))
        .help("Where the facts were read: one source or more.")
        .example("[{url: https://www.example.org, accessed: 2026-11-23, supports: [status]}]"),
    Field::optional("no_reuse", "Not for reuse", TEXT)
        .help("Why the facts may not be passed on, for a record whose source forbids it. Its page stays; all downloads leave it out.")
        .example("the register forbids reuse of its entries"),
    Field::optional("withdrawn", "Withdrawn", Kind::Group(&source::WITHDRAWAL))
        .help("When and why the record was taken back. Its page then says so, and nothing else of it is published.")
        .example("{date: 2026-11-23, reason: entered twice}"),
    Field::optional("waivers", "Waivers", Kind::List(&Kind::Group(&source::WAIVER)))
        .help("Warnings that do not count for this record, each with its reason.")
        .example("[{rule: expired, reason: renewal announced, until: 2027-01-01}]"),
]);

static ORGANISATION: Group = Group::of(&[
    Field::required("name", "Name", TEXT)
        .help("The organisation’s name.")
        .example("Leiden University Medical Center"),
    Field::optional("ror", "ROR id", Kind::Ror)
        .help("The nine characters behind ror.org/ in the Research Organization Registry.")
        .example("05xvt9f17"),
    Field::fact("sector", "Sector", Kind::Term(Of::Sectors))
        .help("What kind of organisation it is.")
        .example("public-hospital"),
    Field::optional("does", "Does", Kind::List(&Kind::Term(Of::OrganisationLinks)))
        .help("What it has to do with the facility; needless where it is the only one.")
        .example("[owns, operates]"),
]);

static EVENT: Group = Group::of(&[
    Field::required("date", "Date", Kind::Date).help("When it happened.").example("2020-03"),
    Field::required("what", "What", Kind::Term(Of::Events))
        .help("What happened.")
        .example("licensed"),
    Field::optional("note", "Note", TEXT).help("More about it.").example("first two suites"),
]);

/// Whether a source can support a field, given by its path: the facts are at most two steps deep,
/// and what only steers the atlas is no fact.
#[must_use]
pub fn citable(path: &str) -> bool {
    let (first, second) = path.split_once('.').map_or((path, None), |(a, b)| (a, Some(b)));
    let steers = matches!(
        first,
        "schema" | "aliases" | "provenance" | "sources" | "no_reuse" | "withdrawn" | "waivers"
    );
    let Some(field) = RECORD.field(first) else { return false };
    match (second, field.kind) {
        _ if steers => false,
        (None, _) => true,
        (Some(second), Kind::Group(group)) => group.field(second).is_some(),
        (Some(_), _) => false,
    }
}
