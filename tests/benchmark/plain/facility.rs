//! The page of one facility.

use anyhow::Result;
use atmp_atlas::address::Address;
use atmp_atlas::chart::{self, Bars, Entry, Frame, Heading, NumberFormat, Spoken, Values};
use atmp_atlas::model::{
    ClosedList as _, FacilityIndex, FieldPath, Link, LinkEnd, Reading, Source,
};
use atmp_atlas::page::linked;
use atmp_atlas::page::markdown::{self, Links};
use serde::Serialize;

use super::Site;
use super::facts::{Fact, facts};
use super::head::{Crumb, Head};

#[derive(Serialize)]
struct Page<'a> {
    name: &'a str,
    local_name: Option<&'a str>,
    language: &'a str,
    status: Option<&'a str>,
    roles: Vec<&'a str>,
    /// HTML.
    summary: Option<String>,
    trust: String,
    facts: Vec<Fact<'a>>,
    partners: Vec<Partner<'a>>,
    near: Vec<Other<'a>>,
    /// SVG.
    chart: Option<String>,
    sources: Vec<SourceNote<'a>>,
    /// The facility for search engines, as JSON.
    linked: String,
}

#[derive(Serialize)]
struct Partner<'a> {
    kind: &'a str,
    name: &'a str,
    to: String,
    place: String,
}

#[derive(Serialize)]
struct Other<'a> {
    name: &'a str,
    to: String,
    place: String,
    /// Kilometres with one decimal.
    km: String,
    roles: Vec<&'a str>,
}

#[derive(Serialize)]
struct SourceNote<'a> {
    url: &'a str,
    title: &'a str,
    publisher: Option<&'a str>,
    published: Option<String>,
    form: &'static str,
    accessed: String,
    supports: Vec<&'a str>,
}

/// What a template is filled with.
#[derive(Serialize)]
struct View<'a> {
    head: Head<'a>,
    page: Page<'a>,
}

/// The HTML of a facility's page.
pub fn render(site: &Site<'_>, index: FacilityIndex) -> Result<String> {
    let facility = site.atlas.facility(index);
    let words = site.atlas.vocabularies();
    let country = site.country(facility.location.country);
    let place = site.place(facility);
    let title = format!("{}, {place}", facility.name);
    let roles: Vec<&str> = facility.roles.iter().map(|&role| words.label(role)).collect();
    let description = format!("{} in {place}: {}.", facility.name, roles.join(", "));
    let crumbs = [
        Crumb { name: "Countries", to: site.root.to_owned() },
        Crumb { name: &country.name, to: site.country_path(country) },
    ];
    let path = Address::facility(&facility.id).to_string();
    let head = Head::new(site, &path, (&title, &description), &crumbs)?;
    let provenance = &facility.provenance;
    let verified =
        provenance.verified.map(|date| format!(" Last held against its sources {date}."));
    let near = near(site, index);
    let page = Page {
        name: &facility.name,
        local_name: facility.local_name.value().map(String::as_str),
        language: &country.language,
        status: facility.status.value().map(|&status| words.label(status)),
        summary: facility.summary.as_ref().map(|text| markdown::to_html(text, &Links::Outside)),
        trust: format!(
            "Compiled by way of {}; {}.{}",
            provenance.method.slug(),
            provenance.state.slug(),
            verified.unwrap_or_default()
        ),
        facts: facts(site, facility, country),
        partners: site.atlas.links(index).iter().filter_map(|link| partner(site, link)).collect(),
        chart: chart(site, index, &near)?,
        near,
        sources: facility.sources.iter().map(note).collect(),
        linked: linked::organization(facility, "MedicalOrganization", site.base)?,
        roles,
    };
    site.fill("facility.html", &View { head, page })
}

fn partner<'a>(site: &'a Site<'_>, link: &Link) -> Option<Partner<'a>> {
    let LinkEnd::Facility(index) = link.to else { return None };
    let other = site.atlas.facility(index);
    Some(Partner {
        kind: site.relation(link),
        name: &other.name,
        to: site.facility_path(other),
        place: site.place(other),
    })
}

fn near<'a>(site: &'a Site<'_>, index: FacilityIndex) -> Vec<Other<'a>> {
    let words = site.atlas.vocabularies();
    let near = site.near[index.get()].iter();
    near.map(|near| {
        let other = site.atlas.facility(near.facility);
        Other {
            name: &other.name,
            to: site.facility_path(other),
            place: site.place(other),
            km: format!("{:.1}", near.km),
            roles: other.roles.iter().map(|&role| words.label(role)).collect(),
        }
    })
    .collect()
}

/// Bars of how far away the nearest are.
fn chart(site: &Site<'_>, index: FacilityIndex, others: &[Other<'_>]) -> Result<Option<String>> {
    let (Some(first), Some(last)) = (others.first(), others.last()) else { return Ok(None) };
    let near = site.near[index.get()].iter();
    let entries = others.iter().zip(near).map(|(other, near)| Entry::new(other.name, near.km));
    let values = Values {
        entries: entries.collect(),
        format: NumberFormat { decimals: 1, grouped: false, ..NumberFormat::WHOLE },
        unit: "kilometres".to_owned(),
        ..Values::default()
    };
    let description = format!("From {} to {} kilometres.", first.km, last.km);
    let spoken = Spoken { description: &description, nothing: "No other facility" };
    let heading = Heading {
        id: "nearest",
        title: "How far the nearest facilities are",
        spoken: Some(spoken),
    };
    Ok(Some(chart::draw(&Bars { values }, &heading, Frame::NARROW)?.svg))
}

fn note(source: &Source) -> SourceNote<'_> {
    SourceNote {
        url: source.url.as_str(),
        title: source.title.as_deref().unwrap_or(source.url.as_str()),
        publisher: source.publisher.as_deref(),
        published: source.published.map(|date| date.to_string()),
        form: match source.read {
            Some(Reading::ArchivedCopy) => "stored copy",
            Some(Reading::Live) | None => "page",
        },
        accessed: source.accessed.map(|date| date.to_string()).unwrap_or_default(),
        supports: source.supports.iter().map(FieldPath::as_str).collect(),
    }
}
