//! The facts of a record, a line for each field.

use std::borrow::Cow;

use atmp_atlas::model::{
    ClosedList as _, Facility, Figure, Licence, Precision, ProductLink, ProductName, Stated, Term,
    Vocabularies,
};
use serde::Serialize;

use super::{Country, Site};

/// A field and what the record says of it.
#[derive(Serialize)]
pub struct Fact<'a> {
    label: &'static str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    text: Cow<'a, str>,
    to: Option<Cow<'a, str>>,
    details: Vec<Cow<'a, str>>,
}

impl<'a> Item<'a> {
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), to: None, details: Vec::new() }
    }

    fn detail(mut self, detail: Option<impl Into<Cow<'a, str>>>) -> Self {
        self.details.extend(detail.map(Into::into));
        self
    }
}

/// All that a made-up record says, in the order of the atlas's own page. Real records say more, such
/// as ranges and what is undisclosed.
pub fn facts<'a>(
    site: &'a Site<'_>,
    facility: &'a Facility,
    country: &'a Country,
) -> Vec<Fact<'a>> {
    let words = site.atlas.vocabularies();
    let mut facts = Vec::with_capacity(16);
    let mut fact = |label: &'static str, items: Vec<Item<'a>>| {
        if !items.is_empty() {
            facts.push(Fact { label, items });
        }
    };
    let terms = |terms: &'a [Term]| -> Vec<Item<'a>> {
        terms.iter().map(|&term| Item::text(words.label(term))).collect()
    };
    let organisations = facility.organisations.iter();
    fact(
        "Organisations",
        organisations
            .map(|it| Item::text(&it.name).detail(it.sector.value().map(|&it| words.label(it))))
            .collect(),
    );
    fact("Roles", terms(&facility.roles));
    let as_of = facility.status_as_of.map(|date| format!("as of {date}"));
    let status = facility.status.value();
    let status = status.map(|&status| Item::text(words.label(status)).detail(as_of));
    fact("Status", status.into_iter().collect());
    let opened = facility.opened.value().map(|date| Item::text(date.to_string()));
    fact("Opened", opened.into_iter().collect());
    let events = facility.events.entries().iter();
    let event = events.map(|it| {
        Item::text(it.date.to_string())
            .detail(Some(words.label(it.what)))
            .detail(it.note.as_deref())
    });
    fact("History", event.collect());
    let location = &facility.location;
    let to = Some(site.country_path(country).into());
    let country = Item { to, ..Item::text(&country.name) };
    fact("Place", vec![Item::text(&location.city), country]);
    let at = location.coordinates;
    let precision = match location.precision {
        Precision::Site => "the building or campus",
        Precision::City => "the middle of the city, not the building",
    };
    let point = Item::text(format!("{}, {}", at.latitude(), at.longitude()));
    fact("Point on the map", vec![point.detail(Some(precision))]);
    let website = facility.contact.website.value();
    let website =
        website.map(|it| Item { to: Some(it.as_str().into()), ..Item::text(it.as_str()) });
    fact("Website", website.into_iter().collect());
    let therapies = &facility.therapies;
    fact("Classes", terms(therapies.classes.entries()));
    fact("Technologies", terms(therapies.platforms.entries()));
    fact("Disease areas", terms(therapies.areas.entries()));
    let products = therapies.products.entries().iter();
    fact("Products", products.map(|it| product(words, it)).collect());
    let gmp = facility.manufacturing.gmp.value().map(|gmp| Item::text(gmp.slug()));
    fact("Good manufacturing practice", gmp.into_iter().collect());
    fact("Services", terms(facility.manufacturing.services.entries()));
    let licences = facility.licences.entries().iter();
    fact("Licences", licences.map(|it| licence(words, it)).collect());
    fact("Figures", facility.figures.iter().map(|it| figure(words, it)).collect());
    fact("Id", vec![Item::text(facility.id.as_str())]);
    facts
}

fn product<'a>(words: &'a Vocabularies, link: &'a ProductLink) -> Item<'a> {
    let name = match &link.product {
        ProductName::Term(term) => words.label(*term),
        ProductName::Other(name) => name,
    };
    let does = link.does.iter().map(|&it| Cow::from(words.label(it)));
    let item = Item { details: does.collect(), ..Item::text(name) };
    item.detail(link.basis.value().map(|&it| words.label(it)))
}

fn licence<'a>(words: &'a Vocabularies, licence: &'a Licence) -> Item<'a> {
    let since = licence.since.value().map(|date| format!("since {date}"));
    let authority = licence.authority.value().map(String::as_str);
    Item::text(words.label(licence.kind)).detail(authority).detail(since)
}

fn figure<'a>(words: &'a Vocabularies, figure: &'a Figure) -> Item<'a> {
    let value = match &figure.value {
        Stated::Is(amount) => format!("{} {}", figure.qualifier.slug(), amount.low),
        Stated::Absent | Stated::Undisclosed | Stated::NotApplicable => "not told".to_owned(),
    };
    let year = figure.year.map(|year| year.to_string());
    let item = Item::text(words.label(figure.measure)).detail(Some(value));
    item.detail(Some(figure.kind.slug())).detail(year)
}
