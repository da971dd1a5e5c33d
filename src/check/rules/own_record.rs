//! `own-record`

use super::Checked;
use crate::finding::{Rule, Severity, example};
use crate::model::RelationTarget;

/// The rule.
pub static RULE: Rule = Rule {
    name: "own-record",
    severity: Severity::Error,
    what: "a record has no relation to itself, and is not a part of itself",
    why: "a circle has no beginning from which it could be shown",
    example: example!("own-record"),
};

/// Checks one record.
pub fn check(record: &Checked) {
    let (facility, known) = (record.facility, record.known);
    for (place, relation) in facility.relations.entries().iter().enumerate() {
        if let RelationTarget::Facility(to) = &relation.to
            && known.find(to) == Some(&facility.id)
        {
            let message = "the relation leads back to the record itself";
            let fault = record.fault(&RULE, &format!("relations.{place}.to"), message);
            record.report(fault.hint("name the other side, or remove the relation"));
        }
    }
    let mut way = vec![&facility.id];
    let mut above = known.parent(&facility.id);
    while let Some(parent) = above {
        if *parent == facility.id {
            let message = if way.len() == 1 {
                "the record is its own parent".to_owned()
            } else {
                let between: Vec<String> = way.iter().skip(1).map(|it| format!("`{it}`")).collect();
                format!("by way of {} the record is a part of itself", between.join(" and "))
            };
            let fault = record.fault(&RULE, "parent", message);
            record.report(fault.hint("remove `parent` from the record that is the whole"));
            return;
        }
        if way.contains(&parent) {
            // A circle further up: its own records report it.
            return;
        }
        way.push(parent);
        above = known.parent(parent);
    }
}
