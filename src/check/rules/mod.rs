//! What the atlas asks of its records and content, one rule a file.

pub mod bad_coordinates;
pub mod bad_date;
pub mod bad_identifier;
pub mod bad_number;
pub mod bad_text;
pub mod bad_url;
pub mod closed_with_figures;
pub mod conflict;
pub mod content;
pub mod country_folder;
pub mod date_order;
pub mod duplicate_key;
pub mod empty_value;
pub mod expired;
pub mod likely_duplicate;
pub mod missing_field;
pub mod no_records;
pub mod not_yaml;
pub mod place_in_country;
pub mod place_in_region;
pub mod plain_markdown;
pub mod plausible_figure;
pub mod role_without_section;
pub mod stale;
pub mod stale_waiver;
pub mod too_long;
pub mod unknown_key;
pub mod unknown_support;
pub mod unknown_term;
pub mod wrong_type;

use std::cell::{OnceCell, RefCell};

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
    &conflict::RULE,
    &content::RULE,
    &country_folder::RULE,
    &date_order::RULE,
    &duplicate_key::RULE,
    &empty_value::RULE,
    &expired::RULE,
    &likely_duplicate::RULE,
    &missing_field::RULE,
    &no_records::RULE,
    &not_yaml::RULE,
    &place_in_country::RULE,
    &place_in_region::NEWER,
    &place_in_region::RULE,
    &plain_markdown::RULE,
    &plausible_figure::RULE,
    &role_without_section::RULE,
    &stale::RULE,
    &stale_waiver::RULE,
    &too_long::RULE,
    &unknown_key::RULE,
    &unknown_support::RULE,
    &unknown_term::RULE,
    &wrong_type::RULE,
];

/// A record that has been read, with its tree to point into.
pub struct Checked<'a> {
    /// The record.
    pub facility: &'a Facility,
    /// The vocabularies of its terms.
    pub vocabularies: &'a Vocabularies,
    /// The day that counts as today.
    pub as_of: PartialDate,
    /// Its file.
    pub source: SourceId,
    /// Its text.
    pub text: &'a str,
    /// Its tree, made only where there is something to point at.
    pub tree: OnceCell<Option<Node>>,
    /// What was found so far.
    pub findings: RefCell<Vec<Finding>>,
}

impl<'a> Checked<'a> {
    /// A record with nothing found yet.
    pub fn new(
        facility: &'a Facility,
        source: SourceId,
        text: &'a str,
        vocabularies: &'a Vocabularies,
        as_of: PartialDate,
    ) -> Self {
        Self {
            facility,
            vocabularies,
            as_of,
            source,
            text,
            tree: OnceCell::new(),
            findings: RefCell::default(),
        }
    }

    /// Reports a fault at a path such as `licences.0.valid_until`.
    pub fn report(&self, rule: &'static Rule, path: &str, message: impl Into<String>, hint: &str) {
        let tree = self.tree.get_or_init(|| yaml::parse(self.text, 0).ok());
        let span = tree.as_ref().map(|tree| tree.nearest(path).span);
        let place = Place { source: self.source, span };
        self.findings.borrow_mut().push(Finding::new(rule, place, message).hint(hint));
    }
}

/// Holds one record against the rules that need no other record, and lets its waivers count.
#[must_use]
pub fn one_record(record: &Checked, regions: &Regions) -> Vec<Finding> {
    let located = regions.locate(record.facility.location.coordinates);
    place_in_country::check(record, regions, located.as_ref());
    place_in_region::check(record, regions, located.as_ref());
    date_order::check(record);
    expired::check(record);
    stale::check(record);
    closed_with_figures::check(record);
    plausible_figure::check(record);
    role_without_section::check(record);
    unknown_support::check(record);
    let mut found = record.findings.take();
    stale_waiver::apply(record, &mut found);
    found.extend(record.findings.take());
    found
}
