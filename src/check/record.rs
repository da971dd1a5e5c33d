//! One record: from its tree to a checked [`Facility`]. This is the only place that says which
//! fields a record has; the parts that are long stand in [`super::section`].

use super::reader::{Fields, Reader};
use super::rules::{country_folder, empty_value};
use super::section;
use crate::model::{Facility, FacilityId, PartialDate, VocabularyName};
use crate::yaml::Node;

/// The longest summary, in characters.
pub const MAX_SUMMARY: usize = 1_500;

/// Reads a record; `None` where a required field is missing or faulty. Every fault is reported to
/// the reader.
pub fn facility(reader: &Reader, id: &FacilityId, tree: &Node) -> Option<Facility> {
    if tree.is_empty() {
        let hint = "write the record into it, or remove the file".to_owned();
        reader.report(&empty_value::RULE, tree.span, "there is no record in this file", hint);
        return None;
    }
    let fields = reader.fields(tree)?;
    fields.optional("schema", |reader, node| reader.whole(node, 1, 1));
    let name = fields.required("name", |reader, node| reader.text_up_to(node, 200));
    let local_name = fields.stated("local_name", Reader::text);
    let former_names = fields.stated_list("former_names", Reader::text);
    let aliases = fields.list("aliases", Reader::id);
    let parent = fields.optional("parent", Reader::id);
    let organisations = fields.required_list("organisations", section::organisation);
    let roles = fields.required_terms("roles", VocabularyName::Roles);
    let status =
        fields.stated("status", |reader, node| reader.term(VocabularyName::Statuses, node));
    let status_as_of = fields.optional("status_as_of", Reader::date);
    let status_note = fields.optional("status_note", Reader::text);
    let opens = fields.stated("opens", Reader::date);
    let opened = fields.stated("opened", Reader::date);
    let closes = fields.stated("closes", Reader::date);
    let closed = fields.stated("closed", Reader::date);
    let events = fields.stated_list("events", section::event);
    let location = fields.required("location", |reader, node| section::location(reader, node, id));
    let contact = fields.optional("contact", section::contact).unwrap_or_default();
    let referral = fields.optional("referral", section::referral).unwrap_or_default();
    let therapies = fields.optional("therapies", section::therapies).unwrap_or_default();
    let manufacturing =
        fields.optional("manufacturing", section::manufacturing).unwrap_or_default();
    let licences = fields.stated_list("licences", section::licence);
    let accreditations = fields.stated_list("accreditations", section::accreditation);
    let clinical = fields.optional("clinical", section::clinical).unwrap_or_default();
    let figures = fields.list("figures", section::figure);
    let relations = fields.stated_list("relations", section::relation);
    let networks = fields.terms("networks", VocabularyName::Networks);
    let summary = fields.optional("summary", |reader, node| reader.prose(node, MAX_SUMMARY));
    let provenance = fields.required("provenance", section::provenance);
    let sources = fields.required_list("sources", section::source);
    let waivers = fields.list("waivers", section::waiver);
    fields.finish();
    Some(Facility {
        id: id.clone(),
        name: name?,
        local_name,
        former_names,
        aliases,
        parent,
        organisations: organisations?,
        roles: roles?,
        status,
        status_as_of,
        status_note,
        opens,
        opened,
        closes,
        closed,
        events,
        location: location?,
        contact,
        referral,
        therapies,
        manufacturing,
        licences,
        accreditations,
        clinical,
        figures,
        relations,
        networks,
        summary,
        provenance: provenance?,
        sources: sources?,
        waivers,
    })
}

/// The newest day on which one of the records was verified.
pub(super) fn newest_verification<'a>(
    facilities: impl Iterator<Item = &'a Facility>,
) -> Option<PartialDate> {
    facilities
        .filter_map(|facility| facility.provenance.verified)
        .max_by_key(|date| date.last_day())
}

/// Reports a folder that disagrees with the declared country.
pub(super) fn country_in_folder(reader: &Reader, fields: &Fields, id: &FacilityId, written: &str) {
    let folder = id.country();
    if folder != written.to_ascii_lowercase() {
        let hint = format!(
            "move the file to `facilities/{}/{}.yaml`, or write `country: {}`",
            written.to_ascii_lowercase(),
            id.slug(),
            folder.to_ascii_uppercase()
        );
        reader.report(
            &country_folder::RULE,
            fields.node("country").map_or(fields.key_span("country"), |node| node.span),
            format!("the record says `{written}`, and stands in the folder `{folder}`"),
            hint,
        );
    }
}
