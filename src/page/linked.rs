//! What pages say to search engines: JSON-LD by <https://schema.org/>, in blocks that no browser
//! runs.

use serde::Serialize;

use super::shared::Shared;
use super::{Decision, EuropeFigure, FigureForm, FigureId, PageKind};
use crate::address::Address;
use crate::json;
use crate::model::{Facility, FacilityIndex, Precision, Ror, VocabularyName};

/// Kinds of organisation by what a facility is for and who is behind it; the first that fits.
/// Without a sector every one fits.
const KINDS: [(&[&str], Option<&str>, &str); 4] = [
    (&["treatment-centre", "trial-site", "apheresis-centre"], Some("public-hospital"), "Hospital"),
    (
        &["treatment-centre", "apheresis-centre", "tissue-establishment"],
        None,
        "MedicalOrganization",
    ),
    (&["research-centre"], None, "ResearchOrganization"),
    (&["trial-site"], None, "MedicalOrganization"),
];

/// A place in the way to a page.
#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

#[derive(Serialize)]
struct Trail<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
}

/// The way to a page, as the names and full addresses of its steps:
/// <https://schema.org/BreadcrumbList>.
///
/// # Errors
/// None that can happen: names and addresses can always be written as JSON.
pub fn trail<'a>(steps: impl Iterator<Item = (&'a str, String)>) -> serde_json::Result<String> {
    let steps = steps.enumerate().map(|(place, (name, item))| Step {
        kind: "ListItem",
        position: place + 1,
        name,
        item,
    });
    let (context, kind) = ("https://schema.org", "BreadcrumbList");
    block(&Trail { context, kind, steps: steps.collect() })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Organization<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternate_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    address: PostalAddress<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<Geo>,
    parent_organization: Vec<Parent<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct PostalAddress<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    street_address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<&'a str>,
    address_locality: &'a str,
    address_country: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "GeoCoordinates")]
struct Geo {
    latitude: f64,
    longitude: f64,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Organization")]
struct Parent<'a> {
    name: &'a str,
    #[serde(rename = "sameAs", skip_serializing_if = "Option::is_none")]
    same_as: Option<&'a str>,
}

/// A facility: <https://schema.org/Organization> or one of its kinds. None where its facts may not
/// be passed on.
pub(super) fn facility(
    shared: &Shared<'_>,
    index: FacilityIndex,
) -> serde_json::Result<Option<String>> {
    let facility = shared.atlas.facility(index);
    let base = shared.atlas.settings().base_url.as_str();
    let may_be_reused = facility.may_be_reused();
    may_be_reused.then(|| organization(facility, kind(shared, facility), base)).transpose()
}

/// A facility as a kind of <https://schema.org/Organization>, of a site at a base address. A point
/// that stands for a whole city is not given as the facility's.
///
/// # Errors
/// None that can happen: a record can always be written as JSON.
pub fn organization(
    facility: &Facility,
    kind: &'static str,
    base: &str,
) -> serde_json::Result<String> {
    let location = &facility.location;
    let at = location.coordinates;
    let geo = Geo { latitude: at.latitude(), longitude: at.longitude() };
    let parents = facility.organisations.iter().map(|organisation| Parent {
        name: &organisation.name,
        same_as: organisation.ror.as_ref().map(Ror::as_str),
    });
    block(&Organization {
        context: "https://schema.org",
        kind,
        id: format!("{base}{}#facility", Address::facility(&facility.id)),
        name: &facility.name,
        alternate_name: facility.local_name.value().map(String::as_str),
        url: facility.contact.website.value().map(|url| url.as_str()),
        address: PostalAddress {
            street_address: location.address.value().map(String::as_str),
            postal_code: location.postal_code.value().map(String::as_str),
            address_locality: &location.city,
            address_country: location.country.to_string(),
        },
        geo: (location.precision == Precision::Site).then_some(geo),
        parent_organization: parents.collect(),
    })
}

fn kind(shared: &Shared<'_>, facility: &Facility) -> &'static str {
    let vocabularies = shared.atlas.vocabularies();
    let sector = facility.organisations.first().and_then(|it| it.sector.value());
    let sector = sector.map(|&term| vocabularies.slug(term));
    let has = |role: &&str| {
        let role = vocabularies.find(VocabularyName::Roles, role);
        role.is_some_and(|role| facility.roles.contains(&role))
    };
    let fits = |(roles, of, _): &&(&[&str], Option<&str>, &str)| {
        (of.is_none() || *of == sector) && roles.iter().any(has)
    };
    KINDS.iter().find(fits).map_or("Organization", |(.., kind)| kind)
}

/// The text of a script block. `<` is written so that it can end none.
pub(super) fn block(content: &impl Serialize) -> serde_json::Result<String> {
    Ok(json::to_string(content)?.replace('<', "\\u003c"))
}

/// The picture that other sites show beside a link to a page, where the atlas has its figures as
/// pictures.
pub(super) fn picture(shared: &Shared<'_>, kind: PageKind) -> Option<Address> {
    let atlas = shared.atlas;
    let country = |code| match shared.in_country(code) {
        [] => FigureId::Europe(EuropeFigure::DensityMap),
        _ => FigureId::CountryMap(code),
    };
    let figure = match kind {
        PageKind::Figure(id) | PageKind::Embed(id) => id,
        PageKind::Country(code) => country(code),
        PageKind::Facility(index) => country(atlas.facility(index).location.country),
        PageKind::Decision(Decision::Access) => FigureId::Europe(EuropeFigure::ReachMap),
        PageKind::Decision(Decision::Invest) => FigureId::Europe(EuropeFigure::AgainstEurope),
        PageKind::Decision(Decision::Network) => FigureId::Europe(EuropeFigure::PartnersMap),
        _ => FigureId::Europe(EuropeFigure::DensityMap),
    };
    atlas.settings().png.then(|| figure.file(FigureForm::Png))
}
