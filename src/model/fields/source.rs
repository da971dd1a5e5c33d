//! Where facts come from, how sure they are, and what is excused.

use crate::model::field::{Field, Group, Kind, TEXT};
use crate::model::{ClosedList, Confirmation, Method, Reading};

pub(super) static PROVENANCE: Group = Group::of(&[
    Field::required("method", "Method", Kind::Choice(Method::CHOICES))
        .help("How the record was compiled.")
        .example("public-sources"),
    Field::optional("wave", "Round", TEXT)
        .help("The round of data collection, for records from a survey.")
        .example("survey-2026"),
    Field::required("state", "State", Kind::Choice(Confirmation::CHOICES))
        .help("Whether the facility has confirmed the record.")
        .example("compiled"),
    Field::optional("verified", "Verified", Kind::Day)
        .help("The day on which somebody last held the record against its sources.")
        .example("2026-11-23"),
    Field::optional("by", "Reviewer", TEXT)
        .help("Who did: an ORCID or an account name, if they wish.")
        .example("0000-0002-1825-0097"),
]);

pub(super) static SOURCE: Group = Group::of(&[
    Field::required("url", "Address", Kind::Web)
        .help("The address of the page or paper.")
        .example("https://www.example.org/about"),
    Field::optional("title", "Title", TEXT).help("Its title.").example("Our clean rooms"),
    Field::optional("publisher", "Publisher", TEXT)
        .help("Who published it.")
        .example("Leiden University Medical Center"),
    Field::optional("published", "Published", Kind::Date)
        .help("When it was published.")
        .example("2024-05"),
    Field::optional("accessed", "Read on", Kind::Day)
        .help("The day on which it was read.")
        .example("2026-11-23"),
    Field::optional("read", "Read as", Kind::Choice(Reading::CHOICES))
        .help("In which form it was read.")
        .example("live"),
    Field::optional("archived", "Lasting copy", Kind::Web)
        .help("The address of a lasting copy.")
        .example("https://web.archive.org/web/2026/https://www.example.org/about"),
    Field::optional("supports", "Supports", Kind::List(&Kind::Path))
        .help("The fields that it supports, such as `roles` or `figures.cleanroom-area`.")
        .example("[roles, figures.cleanroom-area]"),
]);

pub(super) static WITHDRAWAL: Group = Group::of(&[
    Field::required("date", "Date", Kind::Day)
        .help("The day on which the record was taken back.")
        .example("2026-11-23"),
    Field::required("reason", "Reason", TEXT)
        .help("Why, in a sentence that can stand on the page. No names of persons.")
        .example("The facility never existed at this place."),
]);

pub(super) static WAIVER: Group = Group::of(&[
    Field::required("rule", "Rule", Kind::Rule)
        .help("The name of the rule, as in the warning.")
        .example("expired"),
    Field::required("reason", "Reason", TEXT)
        .help("Why it does not count for this record.")
        .example("The renewal has been announced."),
    Field::required("until", "Until", Kind::Day)
        .help("The day on which somebody should look again.")
        .example("2027-01-01"),
]);
