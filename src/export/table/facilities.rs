//! The table of facilities: a row each.

use std::borrow::Cow;

use super::super::stamp::page;
use super::{Cell, Column, Kind, Row, Rows, Typed, about};
use crate::address::Address;
use crate::model::{ClosedList as _, Facility, Url, VocabularyName};

/// A row of this table needs nothing but its facility.
#[derive(Clone, Copy)]
pub(super) struct Whole;

fn record<'r>(row: &Row<'r, Whole>, cell: impl FnOnce(&'r Facility) -> Cell<'r>) -> Cell<'r> {
    row.facility.map_or(Cell::Empty, |(_, facility)| cell(facility))
}

/// Its parent's id of today; none where the parent has no row of its own.
fn parent<'r>(row: &Row<'r, Whole>, facility: &Facility) -> Cell<'r> {
    let index = facility.parent.as_ref().and_then(|parent| row.atlas.resolve(parent));
    let parent = index.map(|index| row.atlas.facility(index)).filter(|it| it.may_be_reused());
    Cell::optional(parent.map(|parent| parent.id.as_str()))
}

fn nuts<'r>(row: &Row<'r, Whole>, level: u8) -> Cell<'r> {
    let located = row.facility.and_then(|(index, _)| row.atlas.located(index));
    located.and_then(|it| it.nuts(level)).map_or(Cell::Empty, Cell::shown)
}

const COLUMNS: &[Column<Whole>] = &[
    about("id", Kind::Text, "Its id, `<country>/<name>`; never reused, never changed.").required().reads(|row| row.id()),
    about("name", Kind::Text, "The name that it uses, in English if it does.").required().reads(|row| record(row, |it| Cell::text(&it.name))),
    about("url", Kind::Url, "Its page in the atlas.").required().reads(|row| record(row, |it| Cell::shown(page(row.atlas, &Address::facility(&it.id))))),
    about("local_name", Kind::Text, "The name in the country's language.").reads(|row| record(row, |it| Cell::stated_text(&it.local_name))),
    about("parent", Kind::Text, "The facility that it is a part of.").to("facilities").reads(|row| record(row, |it| parent(row, it))),
    about("organisation", Kind::Text, "The body that stands behind it; the first of its rows in `organisations`.").required().reads(|row| record(row, |it| Cell::optional(it.organisations.first().map(|first| first.name.as_str())))),
    about("roles", Kind::List, "What it is for.").of(VocabularyName::Roles).required().reads(|row| record(row, |it| row.slugs(&it.roles))),
    about("status", Kind::Text, "How far it has come.").of(VocabularyName::Statuses).reads(|row| record(row, |it| Cell::stated(&it.status, |&term| row.slug(term)))),
    about("stage", Kind::Text, "The part of its life that the status belongs to: coming, at-work, paused, ended or not-known. Only `at-work` counts as today's capacity.").required().reads(|row| record(row, |it| Cell::choice(row.atlas.vocabularies().stage(&it.status)))),
    about("status_as_of", Kind::Date, "When the source gave the status.").reads(|row| record(row, |it| Cell::date(it.status_as_of))),
    about("status_note", Kind::Text, "What should be known beside the status.").reads(|row| record(row, |it| Cell::optional(it.status_note.as_deref()))),
    about("opens", Kind::Date, "Planned opening.").reads(|row| record(row, |it| Cell::stated_date(&it.opens))),
    about("opened", Kind::Date, "Opening.").reads(|row| record(row, |it| Cell::stated_date(&it.opened))),
    about("closes", Kind::Date, "Announced end.").reads(|row| record(row, |it| Cell::stated_date(&it.closes))),
    about("closed", Kind::Date, "End.").reads(|row| record(row, |it| Cell::stated_date(&it.closed))),
    about("address", Kind::Text, "Street and number, or the building.").reads(|row| record(row, |it| Cell::stated_text(&it.location.address))),
    about("postal_code", Kind::Text, "Postal code, as text.").reads(|row| record(row, |it| Cell::stated_text(&it.location.postal_code))),
    about("city", Kind::Text, "City.").required().reads(|row| record(row, |it| Cell::text(&it.location.city))),
    about("country", Kind::Text, "Country, as ISO 3166-1 alpha-2 in capitals.").to("countries").required().reads(|row| record(row, |it| Cell::shown(it.location.country))),
    about("latitude", Kind::Number, "Degrees north, WGS 84.").required().reads(|row| record(row, |it| Cell::Number(it.location.coordinates.latitude()))),
    about("longitude", Kind::Number, "Degrees east, WGS 84.").required().reads(|row| record(row, |it| Cell::Number(it.location.coordinates.longitude()))),
    about("precision", Kind::Text, "What the point is: `site` (the building or campus) or `city` (the middle of the city).").required().reads(|row| record(row, |it| Cell::choice(it.location.precision))),
    about("nuts_stated", Kind::Text, "The NUTS code that the record gives; the columns after it follow from the point.").reads(|row| record(row, |it| Cell::optional(it.location.nuts.as_deref()))),
    about("nuts0", Kind::Text, "Its country in NUTS 2021; empty outside NUTS.").reads(|row| nuts(row, 0)),
    about("nuts1", Kind::Text, "Its major region (NUTS 2021, level 1).").reads(|row| nuts(row, 1)),
    about("nuts2", Kind::Text, "Its region (NUTS 2021, level 2).").to("regions").reads(|row| nuts(row, 2)),
    about("nuts3", Kind::Text, "Its small region (NUTS 2021, level 3).").reads(|row| nuts(row, 3)),
    about("website", Kind::Url, "Its pages.").reads(|row| record(row, |it| Cell::stated(&it.contact.website, |url: &Url| Cell::text(url.as_str())))),
    about("email", Kind::Text, "An institutional mailbox.").reads(|row| record(row, |it| Cell::stated_text(&it.contact.email))),
    about("phone", Kind::Text, "An institutional telephone, in international form.").reads(|row| record(row, |it| Cell::stated_text(&it.contact.phone))),
    about("referral_who", Kind::Text, "Who may turn to it.").of(VocabularyName::ReferralRoutes).reads(|row| record(row, |it| Cell::stated(&it.referral.who, |&term| row.slug(term)))),
    about("referral_how", Kind::Text, "How patients come to it.").reads(|row| record(row, |it| Cell::stated_text(&it.referral.how))),
    about("referral_ages", Kind::List, "Whom it treats: adult, paediatric.").reads(|row| record(row, |it| Cell::stated(&it.referral.ages, |ages| Cell::list(ages.iter().map(|age| age.slug()))))),
    about("referral_languages", Kind::List, "Languages spoken, as ISO 639 codes.").reads(|row| record(row, |it| Cell::stated(&it.referral.languages, |languages| Cell::list(languages.iter().map(String::as_str))))),
    about("classes", Kind::List, "Legal classes of advanced therapy.").of(VocabularyName::Classes).reads(|row| record(row, |it| Cell::stated(&it.therapies.classes, |terms| row.slugs(terms)))),
    about("platforms", Kind::List, "Technologies.").of(VocabularyName::Platforms).reads(|row| record(row, |it| Cell::stated(&it.therapies.platforms, |terms| row.slugs(terms)))),
    about("areas", Kind::List, "Disease areas.").of(VocabularyName::Areas).reads(|row| record(row, |it| Cell::stated(&it.therapies.areas, |terms| row.slugs(terms)))),
    about("gmp", Kind::Text, "How it stands to good manufacturing practice: certified, licensed, in-preparation or none.").reads(|row| record(row, |it| Cell::stated(&it.manufacturing.gmp, |&gmp| Cell::choice(gmp)))),
    about("scales", Kind::List, "How large it makes, and for whom.").of(VocabularyName::Scales).reads(|row| record(row, |it| Cell::stated(&it.manufacturing.scales, |terms| row.slugs(terms)))),
    about("services", Kind::List, "What it does for others.").of(VocabularyName::Services).reads(|row| record(row, |it| Cell::stated(&it.manufacturing.services, |terms| row.slugs(terms)))),
    about("isolators", Kind::Boolean, "Whether it works in isolators.").reads(|row| record(row, |it| Cell::stated(&it.manufacturing.isolators, |&yes| Cell::Boolean(yes)))),
    about("biosafety_level", Kind::Integer, "Biosafety level, 1 to 4.").reads(|row| record(row, |it| Cell::stated(&it.manufacturing.biosafety_level, |&level| Cell::Integer(i64::from(level))))),
    about("apheresis", Kind::Boolean, "Whether it collects blood cells by apheresis.").reads(|row| record(row, |it| Cell::stated(&it.clinical.apheresis, |&yes| Cell::Boolean(yes)))),
    about("transplant_programme", Kind::List, "Blood stem cell transplantation: autologous, allogeneic.").reads(|row| record(row, |it| Cell::stated(&it.clinical.transplant_programme, |kinds| Cell::list(kinds.iter().map(|kind| kind.slug()))))),
    about("phases", Kind::List, "Phases of the trials that it takes part in.").of(VocabularyName::Phases).reads(|row| record(row, |it| Cell::stated(&it.clinical.phases, |terms| row.slugs(terms)))),
    about("networks", Kind::List, "Networks that it belongs to.").of(VocabularyName::Networks).reads(|row| record(row, |it| Cell::stated(&it.networks, |terms| row.slugs(terms)))),
    about("products", Kind::Integer, "How many rows it has in `products`.").reads(|row| record(row, |it| Cell::entries(&it.therapies.products))),
    about("licences", Kind::Integer, "How many rows it has in `licences`.").reads(|row| record(row, |it| Cell::entries(&it.licences))),
    about("accreditations", Kind::Integer, "How many rows it has in `accreditations`.").reads(|row| record(row, |it| Cell::entries(&it.accreditations))),
    about("cleanrooms", Kind::Integer, "How many rows it has in `cleanrooms`: grades, not rooms.").reads(|row| record(row, |it| Cell::entries(&it.manufacturing.cleanrooms))),
    about("trials", Kind::Integer, "How many rows it has in `trials`.").reads(|row| record(row, |it| Cell::entries(&it.clinical.trials))),
    about("events", Kind::Integer, "How many rows it has in `events`.").reads(|row| record(row, |it| Cell::entries(&it.events))),
    about("relations", Kind::Integer, "How many relations its own record states; see `relations`.").reads(|row| record(row, |it| Cell::entries(&it.relations))),
    about("former_names", Kind::Integer, "How many former names it has in `names`.").reads(|row| record(row, |it| Cell::entries(&it.former_names))),
    about("aliases", Kind::List, "Other ids that lead to it.").reads(|row| record(row, |it| match it.aliases.is_empty() {
        true => Cell::Empty,
        false => Cell::list(it.aliases.iter().map(|alias| alias.as_str())),
    })),
    about("summary", Kind::Text, "A few sentences, in Markdown without HTML.").reads(|row| record(row, |it| Cell::optional(it.summary.as_deref()))),
    about("method", Kind::Text, "How the record was compiled: public-sources, survey, self-reported or registry.").required().reads(|row| record(row, |it| Cell::choice(it.provenance.method))),
    about("wave", Kind::Text, "The round of data collection.").reads(|row| record(row, |it| Cell::optional(it.provenance.wave.as_deref()))),
    about("confirmation", Kind::Text, "Whether the facility has confirmed the record: compiled (not confirmed), confirmed, disputed or unresponsive.").required().reads(|row| record(row, |it| Cell::choice(it.provenance.state))),
    about("verified", Kind::Date, "When somebody last held the record against its sources.").reads(|row| record(row, |it| Cell::date(it.provenance.verified))),
    about("verified_by", Kind::Text, "Who did, as an ORCID or an account name.").reads(|row| record(row, |it| Cell::optional(it.provenance.by.as_deref()))),
];

/// The facilities.
pub(super) static FACILITIES: Typed<Whole> = Typed {
    name: "facilities",
    title: "Facilities",
    about: "A row is a facility: one place that makes, tests, stores or gives advanced therapies, or helps those who do.",
    key: &["id"],
    columns: COLUMNS,
    rows: Rows::OfFacilities(|_, _| Cow::Borrowed(&[Whole])),
};
