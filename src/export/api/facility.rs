//! One facility as JSON: the record as checked, field for field, and what follows from it.
//!
//! The shape never changes from record to record: every key is always there, and has one type or
//! is `null`. Why it is `null` stands in [`Facility::why_null`].

use schemars::JsonSchema;
use serde::Serialize;

use super::super::stamp::page;
use super::super::word::{Date, WhyNull, Word};
use super::Ground;
use super::part::{
    Accreditation, Clinical, Contact, Event, Figure, Licence, Manufacturing, Organisation,
    Provenance, Referral, Relation, Source, Therapies, Waiver,
};
use super::provision::rounded;
use super::read::Read;
use crate::address::Address;
use crate::model::{Atlas, FacilityIndex, LinkEnd, Precision, Stage, TermDetail};

/// A facility: one place that makes, tests, stores or gives advanced therapies, or helps those who
/// do.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Facility<'a> {
    /// Its id, `<country>/<name>`; never reused, never changed.
    pub id: &'a str,
    /// The name that it uses, in English if it does.
    pub name: &'a str,
    /// The name in the country's language.
    pub local_name: Option<&'a str>,
    /// Names that it had before.
    pub former_names: Option<&'a [String]>,
    /// Other ids that lead here.
    pub aliases: Vec<&'a str>,
    /// The facility that this one is a part of.
    pub parent: Option<&'a str>,
    /// Who stands behind it; the first is the one to name.
    pub organisations: Vec<Organisation<'a>>,
    /// What it is for.
    #[schemars(extend("x-vocabulary" = "roles"))]
    pub roles: Vec<&'a str>,
    /// How far it has come.
    #[schemars(extend("x-vocabulary" = "statuses"))]
    pub status: Option<&'a str>,
    /// When the source said so.
    pub status_as_of: Option<Date>,
    /// What should be known beside the status.
    pub status_note: Option<&'a str>,
    /// Planned opening.
    pub opens: Option<Date>,
    /// Opening.
    pub opened: Option<Date>,
    /// Announced end.
    pub closes: Option<Date>,
    /// End.
    pub closed: Option<Date>,
    /// What happened when, in the order of the record.
    pub events: Option<Vec<Event<'a>>>,
    /// Where it is.
    pub location: Location<'a>,
    /// How to reach it: institutional addresses only.
    pub contact: Contact<'a>,
    /// How patients come to it.
    pub referral: Referral<'a>,
    /// What it works on.
    pub therapies: Therapies<'a>,
    /// What it makes, and how.
    pub manufacturing: Manufacturing<'a>,
    /// What lets it work.
    pub licences: Option<Vec<Licence<'a>>>,
    /// Marks of quality.
    pub accreditations: Option<Vec<Accreditation<'a>>>,
    /// Its clinical work.
    pub clinical: Clinical<'a>,
    /// What is counted or measured.
    pub figures: Option<Vec<Figure<'a>>>,
    /// With whom it works, as its own record states it; `derived.links` has what others state too.
    pub relations: Option<Vec<Relation<'a>>>,
    /// Networks that it belongs to.
    #[schemars(extend("x-vocabulary" = "networks"))]
    pub networks: Option<Vec<&'a str>>,
    /// A few sentences, in Markdown without HTML.
    pub summary: Option<&'a str>,
    /// How the record came about, and how far it can be trusted.
    pub provenance: Provenance<'a>,
    /// Where the facts were read, and which fields each source supports.
    pub sources: Vec<Source<'a>>,
    /// Rules of the atlas that do not count for this record, with reasons.
    pub waivers: Vec<Waiver<'a>>,
    /// Why fields are null that the record names: by path, such as `manufacturing.gmp` or
    /// `figures.0.value`.
    pub why_null: WhyNull,
    /// What the atlas works out from the record and from others.
    pub derived: Derived<'a>,
}

/// Where a facility is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Location<'a> {
    /// Street and number, or the building.
    pub address: Option<&'a str>,
    /// Postal code, as text.
    pub postal_code: Option<&'a str>,
    /// City.
    pub city: &'a str,
    /// Country, as ISO 3166-1 alpha-2 in capitals.
    pub country: String,
    /// The NUTS code that the record gives; see `derived` for those that follow from the point.
    pub nuts: Option<&'a str>,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east, WGS 84.
    pub longitude: f64,
    /// Whether the point is the building or the middle of the city.
    pub precision: Word<Precision>,
}

/// What follows from a record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Derived<'a> {
    /// Its page.
    pub url: String,
    /// Its country in NUTS 2021; null outside NUTS.
    pub nuts0: Option<String>,
    /// Its major region (NUTS 2021, level 1).
    pub nuts1: Option<String>,
    /// Its region (NUTS 2021, level 2).
    pub nuts2: Option<String>,
    /// Its small region (NUTS 2021, level 3).
    pub nuts3: Option<String>,
    /// True where the point lies just off the regions' outlines, so that the nearest region within
    /// 5 km was taken; null outside all regions and countries.
    pub nuts_nearest: Option<bool>,
    /// The part of its life that the status belongs to; only `at-work` counts as today's capacity.
    pub stage: Word<Stage>,
    /// Its parts: the facilities that name it as their parent.
    pub parts: Vec<&'a str>,
    /// Its relations from both sides, each once.
    pub links: Vec<Link<'a>>,
    /// Facilities at work nearby that have what this one lacks, by the rules of
    /// `content/matching.yaml` and in their order, the nearest first. Made from what the records
    /// state: no recommendation, and nothing said of anybody's wish or capacity to work together.
    pub suggestions: Vec<Suggestion<'a>>,
}

/// A facility that complements this one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Suggestion<'a> {
    /// The rule that says so.
    pub rule: &'a str,
    /// The other facility.
    pub to: &'a str,
    /// The straight line between the two, in kilometres; between the middles of their cities where
    /// no more is known.
    pub distance_km: f64,
    /// Whether it lies in another country.
    pub abroad: bool,
    /// Whether the records say already that the two have to do with each other.
    pub linked: bool,
    /// Why it is suggested.
    pub why: &'a str,
}

/// A relation as seen from this facility.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Link<'a> {
    /// The other facility; null for a body without a record.
    pub to: Option<&'a str>,
    /// The other side's name.
    pub name: &'a str,
    /// Kind of relation.
    #[schemars(extend("x-vocabulary" = "relation-kinds"))]
    pub kind: &'a str,
    /// Whether the kind is to be read from the other side.
    pub inverse: bool,
    /// How it reads from here.
    pub reads: &'a str,
    /// Whether this facility's record states it, or only the other one's.
    pub stated_here: bool,
}

impl<'a> Facility<'a> {
    /// The facility at a place of the atlas.
    #[must_use]
    pub fn of(ground: Ground<'a>, index: FacilityIndex) -> Self {
        let atlas = ground.atlas;
        let record = atlas.facility(index);
        let mut read = Read::new(atlas.vocabularies());
        let location = Location {
            address: read.text("location.address", &record.location.address),
            postal_code: read.text("location.postal_code", &record.location.postal_code),
            city: &record.location.city,
            country: record.location.country.to_string(),
            nuts: record.location.nuts.as_deref(),
            latitude: record.location.coordinates.latitude(),
            longitude: record.location.coordinates.longitude(),
            precision: Word(record.location.precision),
        };
        Self {
            id: record.id.as_str(),
            name: &record.name,
            local_name: read.text("local_name", &record.local_name),
            former_names: read.take("former_names", &record.former_names).map(Vec::as_slice),
            aliases: record.aliases.iter().map(|alias| alias.as_str()).collect(),
            parent: record.parent.as_ref().map(|parent| parent.as_str()),
            organisations: read.each("organisations", &record.organisations, Organisation::read),
            roles: read.slugs(&record.roles),
            status: read.term("status", &record.status),
            status_as_of: record.status_as_of.map(Date),
            status_note: record.status_note.as_deref(),
            opens: read.date("opens", &record.opens),
            opened: read.date("opened", &record.opened),
            closes: read.date("closes", &record.closes),
            closed: read.date("closed", &record.closed),
            events: read.list("events", &record.events, Event::read),
            location,
            contact: Contact::read(&mut read, &record.contact),
            referral: Referral::read(&mut read, &record.referral),
            therapies: Therapies::read(&mut read, &record.therapies),
            manufacturing: Manufacturing::read(&mut read, &record.manufacturing),
            licences: read.list("licences", &record.licences, Licence::read),
            accreditations: read.list(
                "accreditations",
                &record.accreditations,
                Accreditation::read,
            ),
            clinical: Clinical::read(&mut read, &record.clinical),
            // A record has no way to say that there is nothing to count.
            figures: (!record.figures.is_empty())
                .then(|| read.each("figures", &record.figures, Figure::read)),
            relations: read.list("relations", &record.relations, Relation::read),
            networks: read.terms("networks", &record.networks),
            summary: record.summary.as_deref(),
            provenance: Provenance::of(&record.provenance),
            sources: record.sources.iter().map(Source::of).collect(),
            waivers: record.waivers.iter().map(Waiver::of).collect(),
            why_null: read.why_null,
            derived: Derived::of(ground, index),
        }
    }
}

impl<'a> Derived<'a> {
    fn of(ground: Ground<'a>, index: FacilityIndex) -> Self {
        let atlas = ground.atlas;
        let record = atlas.facility(index);
        let located = atlas.located(index);
        let nuts = |level| located.and_then(|it| it.nuts(level)).map(|code| code.to_string());
        let id = |index| atlas.facility(index).id.as_str();
        Self {
            url: page(atlas, &Address::facility(&record.id)),
            nuts0: nuts(0),
            nuts1: nuts(1),
            nuts2: nuts(2),
            nuts3: nuts(3),
            nuts_nearest: located.map(|it| !it.exact),
            stage: Word(atlas.vocabularies().stage(&record.status)),
            parts: atlas
                .parts_of(index)
                .iter()
                .filter(|&&part| atlas.facility(part).may_be_reused())
                .map(|&part| id(part))
                .collect(),
            links: links(atlas, index),
            suggestions: suggestions(ground, index),
        }
    }
}

fn suggestions(
    Ground { atlas, summaries }: Ground<'_>,
    index: FacilityIndex,
) -> Vec<Suggestion<'_>> {
    let rules = &atlas.analysis().matching.rules;
    let listed = summaries
        .suggestions(index)
        .iter()
        .filter(|suggestion| atlas.facility(suggestion.facility).may_be_reused());
    let suggestions = listed.map(|suggestion| Suggestion {
        rule: rules.get(suggestion.rule).map_or("", |rule| &rule.id),
        to: atlas.facility(suggestion.facility).id.as_str(),
        distance_km: rounded(suggestion.distance_km, 1),
        abroad: suggestion.abroad,
        linked: suggestion.linked,
        why: &suggestion.reason,
    });
    suggestions.collect()
}

fn links(atlas: &Atlas, index: FacilityIndex) -> Vec<Link<'_>> {
    let vocabularies = atlas.vocabularies();
    let links = atlas.links(index).iter().filter_map(|link| {
        let (to, name) = match &link.to {
            LinkEnd::Facility(to) => {
                let other = atlas.facility(*to);
                let id = other.id.as_str();
                match (other.may_be_reused(), link.stated_here) {
                    (true, _) => (Some(id), other.name.as_str()),
                    // What this record says itself may be passed on, and nothing of the other.
                    (false, true) => (Some(id), id),
                    (false, false) => return None,
                }
            }
            LinkEnd::Other(name) => (None, name.as_str()),
        };
        let entry = vocabularies.entry(link.kind);
        let reads = match entry.map(|entry| (&entry.detail, &entry.label)) {
            Some((TermDetail::Relation { inverse, .. }, _)) if link.inverse => inverse,
            Some((_, label)) => label,
            None => "",
        };
        Some(Link {
            to,
            name,
            kind: vocabularies.slug(link.kind),
            inverse: link.inverse,
            reads,
            stated_here: link.stated_here,
        })
    });
    links.collect()
}
