//! Where a facility is, how to reach it, and how patients come to it.

use crate::model::field::{Field, Group, Kind, TEXT};
use crate::model::vocabulary::VocabularyName as Of;
use crate::model::{AgeGroup, ClosedList, Precision};

pub(super) static LOCATION: Group = Group::of(&[
    Field::fact("address", "Address", TEXT)
        .help("Street and number, or the building.")
        .example("Albinusdreef 2"),
    Field::fact("postal_code", "Postal code", Kind::Text(20))
        .help("The postal code, in quotes.")
        .example("\"2333 CL\""),
    Field::required("city", "City", Kind::Text(100))
        .help("The city or town, in English where it has an English name.")
        .example("Leiden"),
    Field::required("country", "Country", Kind::Country)
        .help("The country’s two capital letters of ISO 3166-1: GR for Greece, GB for the United Kingdom.")
        .example("NL"),
    Field::optional("nuts", "NUTS region", Kind::Nuts)
        .help("The region’s code of NUTS 2021. Derived from the point; checked against it where given.")
        .example("NL337"),
    Field::required("latitude", "Latitude", Kind::Degrees(90))
        .help("Degrees north, WGS 84, as a map on the web shows them.")
        .example("52.17"),
    Field::required("longitude", "Longitude", Kind::Degrees(180))
        .help("Degrees east, WGS 84; with a minus sign in the west.")
        .example("4.46"),
    Field::required("precision", "Precision", Kind::Choice(Precision::CHOICES))
        .help("What the point stands for: the site itself, or only its city.")
        .example("site"),
]);

pub(super) static CONTACT: Group = Group::of(&[
    Field::fact("website", "Website", Kind::Web)
        .help("The facility’s own pages.")
        .example("https://www.example.org"),
    Field::fact("email", "E-mail", Kind::Email)
        .help("A mailbox of the institution, never a person’s.")
        .example("office@example.org"),
    Field::fact("phone", "Telephone", Kind::Phone)
        .help("The institution’s number in international form, never a mobile one.")
        .example("\"+31 71 526 9111\""),
]);

pub(super) static REFERRAL: Group = Group::of(&[
    Field::fact("who", "Who may refer", Kind::Term(Of::ReferralRoutes))
        .help("Who may turn to the facility.")
        .example("referring-physician"),
    Field::fact("how", "How to refer", TEXT)
        .help("How to go about it, in plain words.")
        .example("By the form on the website."),
    Field::fact("ages", "Ages", Kind::List(&Kind::Choice(AgeGroup::CHOICES)))
        .help("Whom the facility treats.")
        .example("[adult, paediatric]"),
    Field::fact("languages", "Languages", Kind::List(&Kind::Language))
        .help("Languages spoken, by their codes of ISO 639.")
        .example("[nl, en]"),
]);
