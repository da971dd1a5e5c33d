//! The facts of a record, a line for each field.

use std::borrow::Cow;

use atmp_atlas::model::{
    Accreditation, ClosedList as _, Facility, Figure, Licence, Precision, ProductLink, ProductName,
    Stated, Term, Vocabularies,
};
use serde::Serialize;

use super::{Country, Site};

/// A field and what the record says of it.
#[derive(Serialize)]
pub struct Fact<'a> {
    label: &'static str,
    items: Vec<Item<'a>>,
    /// The sources that support it, by their numbers from 1.
    sources: Vec<usize>,
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
    let supporting = |path: &str| -> Vec<usize> {
        let sources = (1..).zip(&facility.sources);
        let supporting = sources.filter(|(_, it)| it.supports.iter().any(|it| it.covers(path)));
        supporting.map(|(number, _)| number).collect()
    };
    let mut fact = |path: &str, label: &'static str, items: Vec<Item<'a>>| {
        if !items.is_empty() {
            facts.push(Fact { label, items, sources: supporting(path) });
        }
    };
    let terms = |terms: &'a [Term]| -> Vec<Item<'a>> {
        terms.iter().map(|&term| Item::text(words.label(term))).collect()
    };
    let organisations = facility.organisations.iter();
    fact(
        "organisations",
        "Organisations",
        organisations
            .map(|it| Item::text(&it.name).detail(it.sector.value().map(|&it| words.label(it))))
            .collect(),
    );
    fact("roles", "Roles", terms(&facility.roles));
    let as_of = facility.status_as_of.map(|date| format!("as of {date}"));
    let status = facility.status.value();
    let status = status.map(|&status| {
        let item = Item::text(words.label(status)).detail(as_of);
        item.detail(facility.status_note.as_deref())
    });
    fact("status", "Status", status.into_iter().collect());
    let opened = facility.opened.value().map(|date| Item::text(date.to_string()));
    fact("opened", "Opened", opened.into_iter().collect());
    let events = facility.events.entries().iter();
    let event = events.map(|it| {
        Item::text(it.date.to_string())
            .detail(Some(words.label(it.what)))
            .detail(it.note.as_deref())
    });
    fact("events", "History", event.collect());
    let location = &facility.location;
    let to = Some(site.country_path(country).into());
    let country = Item { to, ..Item::text(&country.name) };
    fact("location.city", "Place", vec![Item::text(&location.city), country]);
    let address = location.address.value().map(Item::text);
    fact("location.address", "Address", address.into_iter().collect());
    let at = location.coordinates;
    let precision = match location.precision {
        Precision::Site => "the building or campus",
        Precision::City => "the middle of the city, not the building",
    };
    let point = Item::text(format!("{}, {}", at.latitude(), at.longitude()));
    fact("location", "Point on the map", vec![point.detail(Some(precision))]);
    let website = facility.contact.website.value();
    let website =
        website.map(|it| Item { to: Some(it.as_str().into()), ..Item::text(it.as_str()) });
    fact("contact.website", "Website", website.into_iter().collect());
    let referral = &facility.referral;
    let who = referral.who.value().map(|&who| Item::text(words.label(who)));
    fact("referral.who", "Who may refer", who.into_iter().collect());
    let ages = referral.ages.entries().iter().map(|age| Item::text(age.slug()));
    fact("referral.ages", "Ages", ages.collect());
    let therapies = &facility.therapies;
    fact("therapies.classes", "Classes", terms(therapies.classes.entries()));
    fact("therapies.platforms", "Technologies", terms(therapies.platforms.entries()));
    fact("therapies.areas", "Disease areas", terms(therapies.areas.entries()));
    let products = therapies.products.entries().iter();
    fact("therapies.products", "Products", products.map(|it| product(words, it)).collect());
    let gmp = facility.manufacturing.gmp.value().map(|gmp| Item::text(gmp.slug()));
    fact("manufacturing.gmp", "Good manufacturing practice", gmp.into_iter().collect());
    fact("manufacturing.services", "Services", terms(facility.manufacturing.services.entries()));
    fact("manufacturing.scales", "Scales", terms(facility.manufacturing.scales.entries()));
    let licences = facility.licences.entries().iter();
    fact("licences", "Licences", licences.map(|it| licence(words, it)).collect());
    let accreditations = facility.accreditations.entries().iter();
    let accreditations = accreditations.map(|it| accreditation(words, it));
    fact("accreditations", "Accreditations", accreditations.collect());
    let clinical = &facility.clinical;
    let apheresis = clinical.apheresis.value().map(|&it| Item::text(if it { "yes" } else { "no" }));
    fact("clinical.apheresis", "Collects cells by apheresis", apheresis.into_iter().collect());
    fact("clinical.phases", "Trial phases", terms(clinical.phases.entries()));
    fact("networks", "Networks", terms(facility.networks.entries()));
    fact("figures", "Figures", facility.figures.iter().map(|it| figure(words, it)).collect());
    fact("id", "Id", vec![Item::text(facility.id.as_str())]);
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
    let scope = licence.scope.value().map(String::as_str);
    Item::text(words.label(licence.kind)).detail(authority).detail(since).detail(scope)
}

fn accreditation<'a>(words: &'a Vocabularies, mark: &'a Accreditation) -> Item<'a> {
    let since = mark.since.value().map(|date| format!("since {date}"));
    Item::text(words.label(mark.scheme))
        .detail(since)
        .detail(mark.scope.value().map(String::as_str))
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
