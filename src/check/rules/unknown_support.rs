//! `unknown-support`

use super::Checked;
use crate::check::suggest::nearest;
use crate::finding::{Rule, Severity};
use crate::model::VocabularyName;

/// The rule.
pub static RULE: Rule = Rule {
    name: "unknown-support",
    severity: Severity::Error,
    what: "`supports` names fields that records have",
    why: "a source counts for a fact only if its field is named rightly",
    example: None,
};

/// The fields of a record that a source can support; `figures.<measure>` besides.
const FIELDS: &[&str] = &[
    "name",
    "local_name",
    "former_names",
    "parent",
    "organisations",
    "roles",
    "status",
    "status_as_of",
    "status_note",
    "opens",
    "opened",
    "closes",
    "closed",
    "events",
    "location",
    "location.address",
    "location.postal_code",
    "location.city",
    "location.country",
    "location.nuts",
    "location.latitude",
    "location.longitude",
    "location.precision",
    "contact",
    "contact.website",
    "contact.email",
    "contact.phone",
    "referral",
    "referral.who",
    "referral.how",
    "referral.ages",
    "referral.languages",
    "therapies",
    "therapies.classes",
    "therapies.platforms",
    "therapies.areas",
    "therapies.products",
    "manufacturing",
    "manufacturing.gmp",
    "manufacturing.scales",
    "manufacturing.services",
    "manufacturing.cleanrooms",
    "manufacturing.isolators",
    "manufacturing.biosafety_level",
    "licences",
    "accreditations",
    "clinical",
    "clinical.apheresis",
    "clinical.transplant_programme",
    "clinical.phases",
    "clinical.trials",
    "figures",
    "relations",
    "networks",
    "summary",
];

/// Checks one record.
pub fn check(record: &Checked) {
    for (place, source) in record.facility.sources.iter().enumerate() {
        for (which, path) in source.supports.iter().enumerate() {
            let path = path.as_str();
            let at = format!("sources.{place}.supports.{which}");
            if let Some(measure) = path.strip_prefix("figures.") {
                if record.vocabularies.find(VocabularyName::Measures, measure).is_none() {
                    record.report(&RULE, &at, format!("`{measure}` is not a measure"),
                        "behind `figures.` goes the figure’s `measure`, such as `figures.cleanrooms`");
                }
            } else if !FIELDS.contains(&path) {
                let hint = match nearest(path, FIELDS) {
                    Some(word) => format!("did you mean `{word}`?"),
                    None => "name a field of the record, such as `status` or `therapies.platforms`"
                        .to_owned(),
                };
                record.report(&RULE, &at, format!("a record has no field `{path}`"), &hint);
            }
        }
    }
}
