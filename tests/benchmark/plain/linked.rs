//! What a facility's page says to search engines: JSON-LD by <https://schema.org/>.

use anyhow::Result;
use atmp_atlas::model::{Facility, Precision};
use serde::Serialize;

use super::Site;
use super::head::block;

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
    address_locality: &'a str,
    address_country: &'a str,
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
}

/// A facility: <https://schema.org/MedicalOrganization>. A point that stands for a whole city is not
/// given as the facility's.
pub fn facility(site: &Site<'_>, facility: &Facility) -> Result<String> {
    let location = &facility.location;
    let at = location.coordinates;
    let geo = Geo { latitude: at.latitude(), longitude: at.longitude() };
    let parents = facility.organisations.iter().map(|it| Parent { name: &it.name });
    block(&Organization {
        context: "https://schema.org",
        kind: "MedicalOrganization",
        id: format!("{}facilities/{}/#facility", site.base, facility.id),
        name: &facility.name,
        alternate_name: facility.local_name.value().map(String::as_str),
        url: facility.contact.website.value().map(|url| url.as_str()),
        address: PostalAddress {
            address_locality: &location.city,
            address_country: location.country.as_str(),
        },
        geo: (location.precision == Precision::Site).then_some(geo),
        parent_organization: parents.collect(),
    })
}
