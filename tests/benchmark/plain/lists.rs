//! Pages and files that list facilities.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;
use atmp_atlas::address::Address;
use atmp_atlas::model::{Facility, FacilityIndex};
use atmp_atlas::svg::escape;
use serde::Serialize;

use super::head::{Crumb, Head};
use super::{Country, Site};

/// Facilities on one page of the list of all.
pub const PAGE: usize = 500;

/// Facilities in the feed.
const NEWEST: usize = 50;

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    to: String,
    place: String,
    status: &'a str,
    roles: Vec<&'a str>,
}

#[derive(Serialize)]
struct Count<'a> {
    name: &'a str,
    to: Option<String>,
    facilities: usize,
}

#[derive(Serialize)]
struct List<'a> {
    heading: &'a str,
    roles: Vec<Count<'a>>,
    rows: Vec<Row<'a>>,
    number: usize,
    pages: usize,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Serialize)]
struct Home<'a> {
    description: &'a str,
    countries: Vec<Count<'a>>,
    roles: Vec<Count<'a>>,
}

#[derive(Serialize)]
struct View<'a, P> {
    head: Head<'a>,
    page: P,
}

fn row<'a>(site: &'a Site<'_>, index: FacilityIndex) -> Row<'a> {
    let facility = site.atlas.facility(index);
    let words = site.atlas.vocabularies();
    Row {
        name: &facility.name,
        to: site.facility_path(facility),
        place: site.place(facility),
        status: facility.status.value().map_or("", |&status| words.label(status)),
        roles: facility.roles.iter().map(|&role| words.label(role)).collect(),
    }
}

fn roles<'a>(site: &'a Site<'_>, counts: &'a [usize]) -> Vec<Count<'a>> {
    let terms = site.atlas.vocabularies().terms(super::ROLES).zip(counts);
    let terms = terms.filter(|(_, facilities)| **facilities > 0);
    terms
        .map(|((_, entry), &facilities)| Count { name: &entry.label, to: None, facilities })
        .collect()
}

/// The HTML of the first page.
pub fn home(site: &Site<'_>) -> Result<String> {
    let description = site.atlas.settings().description.as_str();
    let countries = site.countries.values().map(|country| Count {
        name: &country.name,
        to: Some(site.country_path(country)),
        facilities: country.facilities.len(),
    });
    let page =
        Home { description, countries: countries.collect(), roles: roles(site, &site.roles) };
    let head = Head::new(site, "", ("Countries", description), &[])?;
    site.fill("home.html", &View { head, page })
}

/// The HTML of a country's page.
pub fn country(site: &Site<'_>, country: &Country) -> Result<String> {
    let description = format!("All facilities of the atlas in {}.", country.name);
    let crumbs = [Crumb { name: "Countries", to: site.root.to_owned() }];
    let page = List {
        heading: &country.name,
        roles: roles(site, &country.roles),
        rows: country.facilities.iter().map(|&index| row(site, index)).collect(),
        number: 1,
        pages: 1,
        before: None,
        after: None,
    };
    let path = format!("countries/{}/", country.folder);
    let head = Head::new(site, &path, (&country.name, &description), &crumbs)?;
    site.fill("list.html", &View { head, page })
}

/// The path of a page of the list of all, by its number from 1.
pub fn path(number: usize) -> String {
    match number {
        1 => "facilities/".to_owned(),
        _ => format!("facilities/page/{number}/"),
    }
}

/// The HTML of a page of the list of all.
pub fn all(site: &Site<'_>, number: usize, facilities: &[FacilityIndex]) -> Result<String> {
    let pages = site.pages();
    let to = |number: usize| Some(format!("{}{}", site.root, path(number)));
    let page = List {
        heading: "Facilities",
        roles: Vec::new(),
        rows: facilities.iter().map(|&index| row(site, index)).collect(),
        number,
        pages,
        before: to(number - 1).filter(|_| number > 1),
        after: to(number + 1).filter(|_| number < pages),
    };
    let crumbs = [Crumb { name: "Countries", to: site.root.to_owned() }];
    let (title, description) = ("Facilities", "All facilities of the atlas.");
    let head = Head::new(site, &path(number), (title, description), &crumbs)?;
    site.fill("list.html", &View { head, page })
}

/// `sitemap.xml`: every page but those of the list that follow the first.
pub fn sitemap(site: &Site<'_>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">",
    );
    let first = [String::new(), path(1)];
    let countries = site.countries.values().map(|it| format!("countries/{}/", it.folder));
    let facilities = site.atlas.facilities().iter().map(|it| Address::facility(&it.id).to_string());
    for path in first.into_iter().chain(countries).chain(facilities) {
        let _ = write!(xml, "<url><loc>{}{path}</loc></url>", site.base);
    }
    xml.push_str("</urlset>\n");
    xml
}

/// `feed.xml`: the facilities whose status is the newest, in Atom (RFC 4287).
pub fn feed(site: &Site<'_>) -> String {
    let text = |text: &str| {
        let mut escaped = String::new();
        escape(&mut escaped, text);
        escaped
    };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>ATMP Atlas</title><id>{0}</id><updated>{1}T00:00:00Z</updated><link rel=\"self\" href=\"{0}feed.xml\"/><author><name>The ATMP Atlas contributors</name></author>",
        site.base, site.as_of
    );
    for index in newest(site).into_iter().take(NEWEST) {
        let facility = site.atlas.facility(index);
        let url = format!("{}{}", site.base, Address::facility(&facility.id));
        let _ = write!(
            xml,
            "<entry><title>{}</title><id>{url}</id><updated>{}-01T00:00:00Z</updated><link href=\"{url}\"/><summary>{}</summary></entry>",
            text(&facility.name),
            since(facility),
            text(&site.place(facility)),
        );
    }
    xml.push_str("</feed>\n");
    xml
}

/// All facilities, those with the newest status first, and of one month by id.
fn newest(site: &Site<'_>) -> Vec<FacilityIndex> {
    let mut all: BTreeMap<String, Vec<FacilityIndex>> = BTreeMap::new();
    for (index, facility) in site.atlas.indexed() {
        all.entry(since(facility)).or_default().push(index);
    }
    all.into_values().rev().flatten().collect()
}

/// The month of a record's status.
fn since(facility: &Facility) -> String {
    facility.status_as_of.map(|date| date.to_string()).unwrap_or_default()
}

/// What `index.json` says of a facility.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    name: &'a str,
    city: &'a str,
    country: &'a str,
    latitude: f64,
    longitude: f64,
    roles: Vec<&'a str>,
    url: String,
}

/// `index.json`: all facilities.
pub fn index(site: &Site<'_>) -> Result<Vec<u8>> {
    let words = site.atlas.vocabularies();
    let entries = site.atlas.facilities().iter().map(|facility| Entry {
        id: facility.id.as_str(),
        name: &facility.name,
        city: &facility.location.city,
        country: facility.location.country.as_str(),
        latitude: facility.location.coordinates.latitude(),
        longitude: facility.location.coordinates.longitude(),
        roles: facility.roles.iter().map(|&role| words.slug(role)).collect(),
        url: site.facility_path(facility),
    });
    let mut json = b"[".to_vec();
    for (place, entry) in entries.enumerate() {
        json.extend_from_slice(if place == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut json, &entry)?;
    }
    json.extend_from_slice(b"\n]\n");
    Ok(json)
}
