//! One record: from its tree to a checked [`Facility`]. What fields there are is said by
//! [`RECORD`]; the parts that are long stand in [`super::section`].

use super::fields::Fields;
use super::reader::Reader;
use super::rules::empty_value;
use super::section;
use crate::model::fields::RECORD;
use crate::model::{Facility, FacilityId, PartialDate};
use crate::yaml::Node;

/// Reads a record as far as it can be read, so that the rules can look at the rest even where a
/// field is faulty: `None` only without a place or provenance. Every fault is reported to the
/// reader, and a record with a fault is never published.
pub fn facility(reader: &Reader, id: &FacilityId, tree: &Node) -> Option<Facility> {
    if tree.is_empty() {
        let fault = reader.fault(&empty_value::RULE, tree.span, "there is no record in this file");
        reader.report(fault.hint("write the record into it, or remove the file"));
        return None;
    }
    let fields = Fields::open(reader, tree, &RECORD)?;
    let _: Option<u8> = fields.get("schema");
    let location = fields.group("location", section::location);
    let provenance = fields.group("provenance", section::provenance);
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
        location: location?,
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
        provenance: provenance?,
        sources: fields.groups("sources", section::source),
        no_reuse: fields.get("no_reuse"),
        withdrawn: fields.group("withdrawn", section::withdrawal),
        waivers: fields.groups("waivers", section::waiver),
    };
    Some(facility)
}

/// The newest day on which one of the records was verified.
pub(super) fn newest_verification<'a>(
    facilities: impl Iterator<Item = &'a Facility>,
) -> Option<PartialDate> {
    facilities
        .filter_map(|facility| facility.provenance.verified)
        .max_by_key(|date| date.last_day())
}
