//! The tables of what a facility may have several of.

use std::borrow::Cow;

use super::{Cell, Column, Kind, Rows, Typed, about, facility_column, nth_column};
use crate::model::{
    Accreditation, Atlas, Cleanrooms, ClosedList as _, Event, FacilityIndex, Figure, Licence, Link,
    LinkEnd, Organisation, ProductLink, ProductName, Source, Term, TermDetail, Trial, Url,
    VocabularyName as Words,
};

/// A name of a facility.
#[derive(Clone)]
pub(super) struct Name {
    kind: &'static str,
    name: String,
}

pub(super) static NAMES: Typed<Name> = Typed {
    name: "names",
    title: "Names",
    about: "A row is a name by which a facility is or was known.",
    key: &["facility", "nth"],
    columns: &[
        facility_column(),
        nth_column(),
        about(
            "kind",
            Kind::Text,
            "`name` (the one that it uses), `local` (in the country's language) or `former`.",
        )
        .required()
        .reads(|row| Cell::text(row.item.kind)),
        about("name", Kind::Text, "The name.").required().reads(|row| Cell::text(&row.item.name)),
    ],
    rows: Rows::OfFacilities(|atlas, index| {
        let record = atlas.facility(index);
        let name = |kind, name: &String| Name { kind, name: name.clone() };
        let mut names = vec![name("name", &record.name)];
        names.extend(record.local_name.value().map(|local| name("local", local)));
        names.extend(record.former_names.entries().iter().map(|former| name("former", former)));
        Cow::Owned(names)
    }),
};

pub(super) static ORGANISATIONS: Typed<Organisation> = Typed {
    name: "organisations",
    title: "Organisations",
    about: "A row is a body that stands behind a facility.",
    key: &["facility", "nth"],
    columns: &[
        facility_column(),
        nth_column(),
        about("name", Kind::Text, "Its name.").required().reads(|row| Cell::text(&row.item.name)),
        about("ror", Kind::Text, "Its identifier in the Research Organization Registry.")
            .reads(|row| Cell::optional(row.item.ror.as_ref().map(|ror| ror.as_str()))),
        about("sector", Kind::Text, "Its kind.")
            .of(Words::Sectors)
            .reads(|row| Cell::stated(&row.item.sector, |&term| row.slug(term))),
        about("does", Kind::List, "What it has to do with the facility; empty for the only one.")
            .of(Words::OrganisationLinks)
            .reads(|row| match row.item.does.is_empty() {
                true => Cell::Empty,
                false => row.slugs(&row.item.does),
            }),
    ],
    rows: Rows::OfFacilities(|atlas, index| Cow::Borrowed(&atlas.facility(index).organisations)),
};

pub(super) static TERMS: Typed<Term> = Typed {
    name: "terms",
    title: "Terms",
    about: "A row is a term that a facility has: a role, platform, class, disease area, service, scale, trial phase or network. The same as the lists in `facilities`, to count and to join.",
    key: &["facility", "vocabulary", "term"],
    columns: &[
        facility_column(),
        about("vocabulary", Kind::Text, "The vocabulary.")
            .required()
            .reads(|row| Cell::choice(row.item.vocabulary())),
        about("term", Kind::Text, "The term, by its word.")
            .required()
            .reads(|row| row.slug(*row.item)),
        about("label", Kind::Text, "The term as readers see it.")
            .required()
            .reads(|row| Cell::text(row.atlas.vocabularies().label(*row.item))),
    ],
    rows: Rows::OfFacilities(|atlas, index| {
        let record = atlas.facility(index);
        let mut terms = record.roles.clone();
        terms.extend(record.therapies.platforms.entries());
        terms.extend(record.therapies.classes.entries());
        terms.extend(record.therapies.areas.entries());
        terms.extend(record.manufacturing.services.entries());
        terms.extend(record.manufacturing.scales.entries());
        terms.extend(record.clinical.phases.entries());
        terms.extend(record.networks.entries());
        Cow::Owned(terms)
    }),
};

pub(super) static PRODUCTS: Typed<ProductLink> = Typed {
    name: "products",
    title: "Products",
    about: "A row is a product that a facility makes, gives, develops or distributes.",
    key: &["facility", "nth"],
    columns: &[
        facility_column(),
        nth_column(),
        about("product", Kind::Text, "A product of the vocabulary; empty for another one.")
            .of(Words::Products)
            .reads(|row| match &row.item.product {
                ProductName::Term(term) => row.slug(*term),
                ProductName::Other(_) => Cell::Empty,
            }),
        about("name", Kind::Text, "Its name.").required().reads(|row| match &row.item.product {
            ProductName::Term(term) => Cell::text(row.atlas.vocabularies().label(*term)),
            ProductName::Other(name) => Cell::text(name),
        }),
        about("does", Kind::List, "What the facility does with it.")
            .of(Words::ProductLinks)
            .required()
            .reads(|row| row.slugs(&row.item.does)),
        about("basis", Kind::Text, "On what legal ground.")
            .of(Words::ProductBases)
            .reads(|row| Cell::stated(&row.item.basis, |&term| row.slug(term))),
        about("since", Kind::Date, "Since when.").reads(|row| Cell::stated_date(&row.item.since)),
    ],
    rows: Rows::OfFacilities(|atlas, index| {
        Cow::Borrowed(atlas.facility(index).therapies.products.entries())
    }),
};

pub(super) static LICENCES: Typed<Licence> = Typed {
    name: "licences",
    title: "Licences",
    about: "A row is a permit that lets a facility work. Compiled from public pages, not an extract of a register.",
    key: &["facility", "nth"],
    columns: &[
        facility_column(),
        nth_column(),
        about("type", Kind::Text, "Its kind.")
            .of(Words::LicenceTypes)
            .required()
            .reads(|row| row.slug(row.item.kind)),
        about("authority", Kind::Text, "Who gave it.")
            .reads(|row| Cell::stated_text(&row.item.authority)),
        about("number", Kind::Text, "Its number.").reads(|row| Cell::stated_text(&row.item.number)),
        about("since", Kind::Date, "Since when.").reads(|row| Cell::stated_date(&row.item.since)),
        about("valid_until", Kind::Date, "Until when.")
            .reads(|row| Cell::stated_date(&row.item.valid_until)),
        about("scope", Kind::Text, "What it covers.")
            .reads(|row| Cell::stated_text(&row.item.scope)),
    ],
    rows: Rows::OfFacilities(|atlas, index| {
        Cow::Borrowed(atlas.facility(index).licences.entries())
    }),
};

pub(super) static ACCREDITATIONS: Typed<Accreditation> = Typed {
    name: "accreditations",
    title: "Accreditations",
    about: "A row is a mark of quality that a facility has.",
    key: &["facility", "nth"],
    columns: &[
        facility_column(),
        nth_column(),
        about("scheme", Kind::Text, "Its scheme.")
            .of(Words::AccreditationSchemes)
            .required()
            .reads(|row| row.slug(row.item.scheme)),
        about("scope", Kind::Text, "What it covers.")
            .reads(|row| Cell::stated_text(&row.item.scope)),
        about("authority", Kind::Text, "Who gave it.")
            .reads(|row| Cell::stated_text(&row.item.authority)),
        about("since", Kind::Date, "Since when.").reads(|row| Cell::stated_date(&row.item.since)),
        about("valid_until", Kind::Date, "Until when.")
            .reads(|row| Cell::stated_date(&row.item.valid_until)),
        about("reference", Kind::Text, "Its number or address.")
            .reads(|row| Cell::stated_text(&row.item.reference)),
    ],
    rows: Rows::OfFacilities(|atlas, index| {
        Cow::Borrowed(atlas.facility(index).accreditations.entries())
    }),
};

pub(super) static CLEANROOMS: Typed<Cleanrooms> = Typed {
    name: "cleanrooms",
    title: "Clean rooms",
    about: "A row is a grade of clean rooms that a facility has.",
    key: &["facility", "nth"],
    columns: &[
        facility_column(),
        nth_column(),
        about("grade", Kind::Text, "The grade of EudraLex volume 4, annex 1; A is the cleanest.")
            .required()
            .reads(|row| Cell::choice(row.item.grade)),
        about("count", Kind::Integer, "How many rooms; empty where only the grade is known.")
            .reads(|row| Cell::stated(&row.item.count, |&count| Cell::Integer(i64::from(count)))),
    ],
    rows: Rows::OfFacilities(|atlas, index| {
        Cow::Borrowed(atlas.facility(index).manufacturing.cleanrooms.entries())
    }),
};

pub(super) static TRIALS: Typed<Trial> = Typed {
    name: "trials",
    title: "Clinical trials",
    about: "A row is a clinical trial that a facility takes part in.",
    key: &["facility", "nth"],
    columns: &[
        facility_column(),
        nth_column(),
        about("trial", Kind::Text, "Its number.")
            .required()
            .reads(|row| Cell::text(row.item.id.number())),
        about(
            "register",
            Kind::Text,
            "The register: clinicaltrials-gov, eudract, eu-ct or isrctn.",
        )
        .required()
        .reads(|row| Cell::choice(row.item.id.register())),
        about("url", Kind::Url, "Its page in the register.")
            .required()
            .reads(|row| Cell::shown(row.item.id.page())),
        about("does", Kind::List, "What the facility does in it: site, sponsor, manufacturer.")
            .required()
            .reads(|row| Cell::list(row.item.does.iter().map(|part| part.slug()))),
    ],
    rows: Rows::OfFacilities(|atlas, index| {
        Cow::Borrowed(atlas.facility(index).clinical.trials.entries())
    }),
};

pub(super) static FIGURES: Typed<Figure> = Typed {
    name: "figures",
    title: "Figures",
    about: "A row is something counted or measured of a facility. Never add figures of different measures, kinds or periods; `vocabularies` says which measures add up at all.",
    key: &["facility", "nth"],
    columns: FIGURE_COLUMNS,
    rows: Rows::OfFacilities(|atlas, index| Cow::Borrowed(&atlas.facility(index).figures)),
};

const FIGURE_COLUMNS: &[Column<Figure>] = &[
    facility_column(),
    nth_column(),
    about("measure", Kind::Text, "What is measured.").of(Words::Measures).required().reads(|row| row.slug(row.item.measure)),
    about("value", Kind::Number, "How much; of a range the lower end.").reads(|row| Cell::stated(&row.item.value, |amount| Cell::Number(amount.low))),
    about("value_max", Kind::Number, "Of a range the upper end.").reads(|row| {
        row.item.value.value().and_then(|amount| amount.high).map_or(Cell::Empty, Cell::Number)
    }),
    about("unit", Kind::Text, "The measure's unit.").required().reads(|row| match row.atlas.vocabularies().entry(row.item.measure).map(|entry| &entry.detail) {
        Some(TermDetail::Measure(detail)) => Cell::text(&detail.unit),
        _ => Cell::Empty,
    }),
    about("qualifier", Kind::Text, "How exact: exact, about, at-least or at-most.").required().reads(|row| Cell::choice(row.item.qualifier)),
    about("kind", Kind::Text, "What kind of figure: actual, capacity, planned or cumulative.").required().reads(|row| Cell::choice(row.item.kind)),
    about("per", Kind::Text, "The period of a flow: year, month or week.").reads(|row| row.item.per.map_or(Cell::Empty, Cell::choice)),
    about("year", Kind::Integer, "The year that it is of; of a cumulative figure the last one.").reads(|row| Cell::year(row.item.year)),
    about("from", Kind::Integer, "Of a cumulative figure the first year.").reads(|row| Cell::year(row.item.from)),
    about("currency", Kind::Text, "Of money the currency, by ISO 4217 in small letters.").reads(|row| row.item.currency.map_or(Cell::Empty, Cell::choice)),
    about("total", Kind::Boolean, "Whether it is the whole, where the measure stands more than once and the other rows are its parts.").required().reads(|row| Cell::Boolean(row.item.total)),
    about("note", Kind::Text, "What it covers.").reads(|row| Cell::optional(row.item.note.as_deref())),
];

pub(super) static RELATIONS: Typed<Link> = Typed {
    name: "relations",
    title: "Relations",
    about: "A row is a relation between two facilities, or between a facility and a body without a record. A relation that both sides state is one row.",
    key: &["facility", "nth"],
    columns: &[
        facility_column(),
        nth_column(),
        about("kind", Kind::Text, "Kind of relation, read from `facility` to `to`.")
            .of(Words::RelationKinds)
            .required()
            .reads(|row| row.slug(row.item.kind)),
        about("to", Kind::Text, "The other facility; empty for a body without a record.").reads(
            |row| match &row.item.to {
                LinkEnd::Facility(index) => Cell::text(row.atlas.facility(*index).id.as_str()),
                LinkEnd::Other(_) => Cell::Empty,
            },
        ),
        about("to_name", Kind::Text, "The other side's name.").required().reads(|row| {
            match &row.item.to {
                LinkEnd::Facility(index) => {
                    let other = row.atlas.facility(*index);
                    Cell::text(if other.may_be_reused() { &other.name } else { other.id.as_str() })
                }
                LinkEnd::Other(name) => Cell::text(name),
            }
        }),
        about("since", Kind::Date, "Since when.").reads(|row| Cell::date(row.item.since)),
        about("until", Kind::Date, "Until when.").reads(|row| Cell::date(row.item.until)),
        about("note", Kind::Text, "More about it.")
            .reads(|row| Cell::optional(row.item.note.as_deref())),
    ],
    rows: Rows::OfFacilities(|atlas, index| Cow::Owned(once(atlas, index))),
};

/// The relations of a facility that are listed with it: those that it states itself and that the
/// other side, standing before it, does not state as the same.
fn once(atlas: &Atlas, index: FacilityIndex) -> Vec<Link> {
    let listed_there = |link: &Link| match link.to {
        LinkEnd::Facility(other) if other < index => atlas.links(other).iter().any(|there| {
            there.to == LinkEnd::Facility(index)
                && there.kind == link.kind
                && there.stated_here
                && !there.inverse
                && !link.inverse
                && is_symmetric(atlas, link.kind)
        }),
        _ => false,
    };
    let links = atlas.links(index).iter();
    links.filter(|link| link.stated_here && !listed_there(link)).cloned().collect()
}

fn is_symmetric(atlas: &Atlas, kind: Term) -> bool {
    let detail = atlas.vocabularies().entry(kind).map(|entry| &entry.detail);
    matches!(detail, Some(TermDetail::Relation { symmetric: true, .. }))
}

pub(super) static EVENTS: Typed<Event> = Typed {
    name: "events",
    title: "Events",
    about: "A row is something that happened to a facility.",
    key: &["facility", "nth"],
    columns: &[
        facility_column(),
        nth_column(),
        about("date", Kind::Date, "When.").required().reads(|row| Cell::shown(row.item.date)),
        about("what", Kind::Text, "What.")
            .of(Words::Events)
            .required()
            .reads(|row| row.slug(row.item.what)),
        about("note", Kind::Text, "More about it.")
            .reads(|row| Cell::optional(row.item.note.as_deref())),
    ],
    rows: Rows::OfFacilities(|atlas, index| Cow::Borrowed(atlas.facility(index).events.entries())),
};

pub(super) static SOURCES: Typed<Source> = Typed {
    name: "sources",
    title: "Sources",
    about: "A row is a page or paper that facts of a facility were read from.",
    key: &["facility", "nth"],
    columns: &[
        facility_column(),
        nth_column(),
        about("url", Kind::Url, "Its address.").required().reads(|row| Cell::text(row.item.url.as_str())),
        about("title", Kind::Text, "Its title.").reads(|row| Cell::optional(row.item.title.as_deref())),
        about("publisher", Kind::Text, "Who published it.").reads(|row| Cell::optional(row.item.publisher.as_deref())),
        about("published", Kind::Date, "When it was published.").reads(|row| Cell::date(row.item.published)),
        about("accessed", Kind::Date, "When it was read.").reads(|row| Cell::date(row.item.accessed)),
        about("read", Kind::Text, "In which form it was read: live, or archived-copy (a stored copy whose age is not known).").reads(|row| row.item.read.map_or(Cell::Empty, Cell::choice)),
        about("archived", Kind::Url, "A lasting copy.").reads(|row| Cell::optional(row.item.archived.as_ref().map(Url::as_str))),
        about("supports", Kind::List, "The fields of the record that it supports, by path; a path names everything below it.").reads(|row| match row.item.supports.is_empty() {
            true => Cell::Empty,
            false => Cell::list(row.item.supports.iter().map(|path| path.as_str())),
        }),
    ],
    rows: Rows::OfFacilities(|atlas, index| Cow::Borrowed(&atlas.facility(index).sources)),
};
