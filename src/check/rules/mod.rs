//! What the atlas asks of its records and content, one rule a file.
//!
//! Of terms they look at the slug and at what is known of them, never at a label: `atlas serve` does not
//! ask them again where a label has changed.

pub mod bad_coordinates;
pub mod bad_date;
pub mod bad_identifier;
pub mod bad_number;
pub mod bad_text;
pub mod bad_url;
pub mod closed_with_figures;
pub mod content;
pub mod country_folder;
pub mod date_order;
pub mod dead_link;
pub mod duplicate_key;
pub mod empty_value;
pub mod expired;
pub mod figure_fields;
pub mod future_date;
pub mod html;
pub mod likely_duplicate;
pub mod missing_field;
pub mod mobile_number;
pub mod no_records;
pub mod not_yaml;
pub mod nuts_2024;
pub mod own_record;
pub mod personal_email;
pub mod personal_name;
pub mod place_in_country;
pub mod place_in_region;
pub mod plain_markdown;
pub mod plausible_figure;
pub mod role_without_section;
pub mod smart_quotes;
pub mod stale;
pub mod stale_waiver;
pub mod status_and_dates;
pub mod taken_id;
pub mod too_long;
pub mod translation;
pub mod unknown_key;
pub mod unknown_record;
pub mod unknown_support;
pub mod unknown_term;
pub mod wrong_type;
pub mod yaml_indent;
pub mod yaml_open;
pub mod yaml_quotes;
pub mod yaml_space;
pub mod yaml_tab;

use std::cell::{OnceCell, RefCell};

use super::known::Known;
use super::record::Draft;
use super::suggest::Advice;
use crate::finding::{Finding, Rule};
use crate::geo::Regions;
use crate::model::{Facility, PartialDate, Vocabularies};
use crate::source::{Place, SourceId};
use crate::yaml::{self, Node};

/// All rules of records and content, by name.
pub static RULES: &[&Rule] = &[
    &bad_coordinates::RULE,
    &bad_date::RULE,
    &bad_identifier::RULE,
    &bad_number::RULE,
    &bad_text::RULE,
    &bad_url::RULE,
    &closed_with_figures::RULE,
    &content::RULE,
    &country_folder::RULE,
    &date_order::RULE,
    &dead_link::RULE,
    &duplicate_key::RULE,
    &empty_value::RULE,
    &expired::RULE,
    &figure_fields::RULE,
    &future_date::RULE,
    &html::RULE,
    &likely_duplicate::RULE,
    &missing_field::RULE,
    &mobile_number::RULE,
    &no_records::RULE,
    &not_yaml::RULE,
    &nuts_2024::RULE,
    &own_record::RULE,
    &personal_email::RULE,
    &personal_name::RULE,
    &place_in_country::RULE,
    &place_in_region::RULE,
    &plain_markdown::RULE,
    &plausible_figure::RULE,
    &role_without_section::RULE,
    &smart_quotes::RULE,
    &stale::RULE,
    &stale_waiver::RULE,
    &status_and_dates::RULE,
    &taken_id::RULE,
    &too_long::RULE,
    &translation::RULE,
    &unknown_key::RULE,
    &unknown_record::RULE,
    &unknown_support::RULE,
    &unknown_term::RULE,
    &wrong_type::RULE,
    &yaml_indent::RULE,
    &yaml_open::RULE,
    &yaml_quotes::RULE,
    &yaml_space::RULE,
    &yaml_tab::RULE,
];

/// What records are held against.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The vocabularies of their terms.
    pub vocabularies: &'a Vocabularies,
    /// The regions of Europe.
    pub regions: &'a Regions,
    /// The day that counts as today.
    pub as_of: PartialDate,
}

/// A record that has been read, with its tree to point into.
pub struct Checked<'a> {
    /// The record.
    pub facility: &'a Facility,
    draft: &'a Draft,
    /// The vocabularies of its terms.
    pub vocabularies: &'a Vocabularies,
    /// The regions of Europe.
    pub regions: &'a Regions,
    /// The day that counts as today.
    pub as_of: PartialDate,
    /// What is known of the other records.
    pub known: &'a Known,
    /// Its text.
    pub text: &'a str,
    source: SourceId,
    /// Made only where there is something to point at.
    tree: OnceCell<Option<Node>>,
    findings: RefCell<Vec<Finding>>,
    /// What was meant by an unknown word of the record.
    pub advice: Advice,
}

impl<'a> Checked<'a> {
    /// A record from a file with nothing found yet.
    pub fn new(
        draft: &'a Draft,
        (source, text): (SourceId, &'a str),
        ground: Ground<'a>,
        known: &'a Known,
    ) -> Self {
        let Ground { vocabularies, regions, as_of } = ground;
        Self {
            facility: &draft.facility,
            draft,
            vocabularies,
            regions,
            as_of,
            known,
            text,
            source,
            tree: OnceCell::new(),
            findings: RefCell::default(),
            advice: Advice::default(),
        }
    }

    /// A fault at a path such as `licences.0.valid_until`, still to be reported.
    pub fn fault(&self, rule: &'static Rule, path: &str, message: impl Into<String>) -> Finding {
        let span = self.tree().map(|tree| tree.nearest(path).span);
        Finding::new(rule, Place { source: self.source, span }, message)
    }

    /// Reports a fault.
    pub fn report(&self, finding: Finding) {
        self.findings.borrow_mut().push(finding);
    }

    /// The texts in which people write freely, each with its path.
    pub fn texts(&self) -> Vec<(String, &'a str)> {
        let facility = self.facility;
        let mut texts: Vec<(String, &str)> = Vec::new();
        let mut add = |path: String, text: Option<&'a String>| {
            texts.extend(text.map(|text| (path, text.as_str())));
        };
        add("status_note".into(), facility.status_note.as_ref());
        add("location.address".into(), facility.location.address.value());
        add("referral.how".into(), facility.referral.how.value());
        add("summary".into(), facility.summary.as_ref());
        for (place, event) in facility.events.entries().iter().enumerate() {
            add(format!("events.{place}.note"), event.note.as_ref());
        }
        for (place, licence) in facility.licences.entries().iter().enumerate() {
            add(format!("licences.{place}.scope"), licence.scope.value());
        }
        for (place, mark) in facility.accreditations.entries().iter().enumerate() {
            add(format!("accreditations.{place}.scope"), mark.scope.value());
        }
        for (place, figure) in facility.figures.iter().enumerate() {
            add(format!("figures.{place}.note"), figure.note.as_ref());
        }
        for (place, relation) in facility.relations.entries().iter().enumerate() {
            add(format!("relations.{place}.note"), relation.note.as_ref());
        }
        texts
    }

    /// The record's tree, its slips mended as they were for reading.
    pub fn tree(&self) -> Option<&Node> {
        self.tree.get_or_init(|| yaml::read(self.text, 0).tree).as_ref()
    }
}

/// Holds one record against the rules, and lets its waivers count.
#[must_use]
pub fn one_record(record: &Checked) -> Vec<Finding> {
    if record.draft.has_place {
        let located = record.regions.locate(record.facility.location.coordinates);
        // A wrong country shows in both; one finding is enough.
        if country_folder::check(record, located.as_ref()) {
            place_in_country::check(record, located.as_ref());
        }
        place_in_region::check(record, located.as_ref());
    }
    unknown_record::check(record);
    own_record::check(record);
    taken_id::check(record);
    date_order::check(record);
    future_date::check(record);
    status_and_dates::check(record);
    expired::check(record);
    if record.draft.has_provenance {
        stale::check(record);
    }
    closed_with_figures::check(record);
    figure_fields::check(record);
    plausible_figure::check(record);
    role_without_section::check(record);
    unknown_support::check(record);
    personal_email::check(record);
    personal_name::check(record);
    mobile_number::check(record);
    let mut found = record.findings.take();
    stale_waiver::apply(record, &mut found);
    found.extend(record.findings.take());
    found
}
