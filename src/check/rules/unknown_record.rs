//! `unknown-record`

use super::Checked;
use crate::finding::{Rule, Severity, example};
use crate::model::{FacilityId, RelationTarget};

/// The rule.
pub static RULE: Rule = Rule {
    name: "unknown-record",
    severity: Severity::Error,
    what: "relations and `parent` lead to records that are there",
    why: "a link that leads nowhere makes the atlas wrong",
    example: example!("unknown-record"),
};

/// Checks one record.
pub fn check(record: &Checked) {
    let facility = record.facility;
    if let Some(parent) = &facility.parent {
        lead_somewhere(
            record,
            "parent",
            parent,
            "leave `parent` out where the whole has no record",
        );
    }
    for (place, relation) in facility.relations.entries().iter().enumerate() {
        if let RelationTarget::Facility(to) = &relation.to {
            let otherwise = "a body without a record goes under `name` instead of `to`";
            lead_somewhere(record, &format!("relations.{place}.to"), to, otherwise);
        }
    }
}

fn lead_somewhere(record: &Checked, path: &str, id: &FacilityId, otherwise: &str) {
    if record.known.find(id).is_some() {
        return;
    }
    let ids: Vec<&str> = record.known.ids().iter().map(FacilityId::as_str).collect();
    let fault = record.fault(&RULE, path, format!("there is no record `{id}`"));
    record.report(match record.advice.nearest(id.as_str(), &ids) {
        Some(meant) => fault.hint(format!("did you mean `{meant}`?")).replacement(meant),
        None => {
            fault.hint(format!("an id is the place of a file below `facilities/`; {otherwise}"))
        }
    });
}
