//! One record: from its tree to a checked [`Facility`]. What fields there are is said by
//! [`RECORD`]; the parts that are long stand in [`super::section`].

use std::sync::Arc;

use super::fields::Fields;
use super::reader::Reader;
use super::rules::{empty_value, wrong_type};
use super::section;
use crate::finding::Finding;
use crate::geo::{Coordinates, CountryCode};
use crate::model::fields::RECORD;
use crate::model::{
    Confirmation, Facility, FacilityId, Location, Method, PartialDate, Precision, Provenance,
    Stated,
};
use crate::yaml::{Node, Value};

/// A record as far as it can be read, so that the rules can look at the rest even where a field is
/// faulty. One with a fault is never published.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The record; what it lacks is stood in for.
    pub facility: Arc<Facility>,
    /// Whether it has a place; otherwise a point in the sea stands in for it.
    pub has_place: bool,
    /// Whether it says how it came about; otherwise the least sure way stands in for it.
    pub has_provenance: bool,
}

/// Reads a record. `None` only where there is none in the file, or it belongs to no country. Every
/// fault is reported to the reader.
pub fn draft(reader: &Reader, id: &FacilityId, tree: &Node) -> Option<Draft> {
    if tree.is_empty() {
        let fault = reader.fault(&empty_value::RULE, tree.span, "there is no record in this file");
        reader.report(fault.hint("write the record into it, or remove the file"));
        return None;
    }
    if !matches!(tree.value, Value::Map(_)) {
        reader.report(no_record(reader, tree));
        return None;
    }
    let fields = Fields::open(reader, tree, &RECORD)?;
    let _: Option<u8> = fields.get("schema");
    let location = fields.group("location", section::location);
    let provenance = fields.group("provenance", section::provenance);
    let nowhere = Location {
        address: Stated::Absent,
        postal_code: Stated::Absent,
        city: String::new(),
        country: CountryCode::parse_folder(id.country())?,
        nuts: None,
        coordinates: Coordinates::new(0.0, 0.0)?,
        precision: Precision::City,
    };
    let unsure = Provenance {
        method: Method::PublicSources,
        wave: None,
        state: Confirmation::Compiled,
        verified: None,
        by: None,
    };
    let (has_place, has_provenance) = (location.is_some(), provenance.is_some());
    let facility = Facility {
        id: id.clone(),
        name: fields.get("name").unwrap_or_else(|| id.slug().to_owned()),
        local_name: fields.stated("local_name"),
        former_names: fields.stated_list("former_names"),
        aliases: fields.list("aliases"),
        parent: fields.get("parent"),
        organisations: fields.groups("organisations", section::organisation),
        roles: fields.list("roles"),
        status: fields.stated("status"),
        status_as_of: fields.get("status_as_of"),
        status_note: fields.get("status_note"),
        opens: fields.stated("opens"),
        opened: fields.stated("opened"),
        closes: fields.stated("closes"),
        closed: fields.stated("closed"),
        events: fields.stated_groups("events", section::event),
        location: location.unwrap_or(nowhere),
        contact: fields.group("contact", section::contact).unwrap_or_default(),
        referral: fields.group("referral", section::referral).unwrap_or_default(),
        therapies: fields.group("therapies", section::therapies).unwrap_or_default(),
        manufacturing: fields.group("manufacturing", section::manufacturing).unwrap_or_default(),
        licences: fields.stated_groups("licences", section::licence),
        accreditations: fields.stated_groups("accreditations", section::accreditation),
        clinical: fields.group("clinical", section::clinical).unwrap_or_default(),
        figures: fields.groups("figures", section::figure),
        relations: fields.stated_groups("relations", section::relation),
        networks: fields.stated_list("networks"),
        summary: fields.get("summary"),
        provenance: provenance.unwrap_or(unsure),
        sources: fields.groups("sources", section::source),
        no_reuse: fields.get("no_reuse"),
        withdrawn: fields.group("withdrawn", section::withdrawal),
        waivers: fields.groups("waivers", section::waiver),
    };
    Some(Draft { facility: Arc::new(facility), has_place, has_provenance })
}

/// A file that is YAML and yet no record: a letter, a page, a table.
fn no_record(reader: &Reader, tree: &Node) -> Finding {
    let text = reader.text().trim_start();
    let lower = text.get(..200).unwrap_or(text).to_lowercase();
    let (what, hint) = if lower.starts_with("<!doctype") || lower.starts_with("<html") {
        ("this is a web page", "copy what it says, not its code")
    } else if text.lines().take(2).all(|line| line.contains(';') || line.contains('\t')) {
        ("this is a table", "`atlas import` makes records of a table")
    } else {
        ("this is a text", "write its facts as fields")
    };
    reader.fault(&wrong_type::RULE, tree.span, format!("{what}, where a record is expected")).hint(
        format!(
            "{hint}: a record has lines such as `name: NecstGen`; copy another record and change \
             it, or let `atlas new` ask you"
        ),
    )
}

/// The newest day on which one of the records was verified.
pub(super) fn newest_verification<'a>(
    facilities: impl Iterator<Item = &'a Facility>,
) -> Option<PartialDate> {
    facilities
        .filter_map(|facility| facility.provenance.verified)
        .max_by_key(|date| date.last_day())
}
