//! What is it?

use super::{Fact, Facts, Item};
use crate::address::Address;
use crate::model::{Facility, FacilityIndex, Organisation, Stated};
use crate::page::facts::Detail;
use crate::words::WordFault;

pub(super) fn facts(
    facts: &mut Facts<'_>,
    index: FacilityIndex,
    facility: &Facility,
) -> Result<Vec<Fact>, WordFault> {
    if facility.local_name.value().is_none() {
        facts.text("local_name", &facility.local_name)?;
    }
    facts.stated("former_names", &facility.former_names, |_, names| {
        Ok(names.iter().map(|name| Item::text(name.as_str())).collect())
    })?;
    let roles = facility.roles.iter().map(|&role| facts.term(role)).collect();
    facts.add("roles", roles)?;
    let organisations = facility
        .organisations
        .iter()
        .map(|one| organisation(facts, one))
        .collect::<Result<_, _>>()?;
    facts.add("organisations", organisations)?;
    hierarchy(facts, index, facility)?;
    status(facts, facility)?;
    facts.date("opens", &facility.opens)?;
    facts.date("opened", &facility.opened)?;
    facts.date("closes", &facility.closes)?;
    facts.date("closed", &facility.closed)?;
    events(facts, facility)?;
    Ok(facts.take())
}

fn organisation(facts: &Facts<'_>, organisation: &Organisation) -> Result<Item, WordFault> {
    let vocabularies = facts.shared.atlas.vocabularies();
    let mut details = Vec::new();
    details.extend(
        facts.detail("sector", &organisation.sector, |&sector| {
            vocabularies.label(sector).to_owned()
        })?,
    );
    if !organisation.does.is_empty() {
        let does: Vec<_> = organisation.does.iter().map(|&link| vocabularies.label(link)).collect();
        details.extend(facts.detail("does", &Stated::Is(does), |does| does.join(", "))?);
    }
    if let Some(ror) = &organisation.ror {
        details.push(Detail {
            label: Some(facts.shared.words.text("detail.ror")?),
            url: Some(format!("https://ror.org/{}", ror.as_str())),
            ..Detail::text(ror.as_str())
        });
    }
    Ok(Item { details, ..Item::text(organisation.name.as_str()) })
}

/// The record above this one, and those below it.
fn hierarchy(
    facts: &mut Facts<'_>,
    index: FacilityIndex,
    facility: &Facility,
) -> Result<(), WordFault> {
    let atlas = facts.shared.atlas;
    if let Some(parent) = facility.parent.as_ref().and_then(|parent| atlas.resolve(parent)) {
        facts.add("parent", vec![named(atlas.facility(parent))])?;
    }
    let parts: Vec<_> =
        atlas.parts_of(index).iter().map(|&part| named(atlas.facility(part))).collect();
    if !parts.is_empty() {
        // Each part says so in its own record, with its own source.
        facts.add_own("parts", parts)?;
    }
    Ok(())
}

fn named(facility: &Facility) -> Item {
    Item { to: Some(Address::facility(&facility.id)), ..Item::text(facility.name.as_str()) }
}

fn status(facts: &mut Facts<'_>, facility: &Facility) -> Result<(), WordFault> {
    facts.stated("status", &facility.status, |facts, &status| Ok(vec![facts.term(status)]))?;
    facts.optional("status_as_of", facility.status_as_of.as_ref(), |facts, date| {
        Ok(Item::text(facts.shared.words.date(*date)))
    })?;
    facts.optional("status_note", facility.status_note.as_ref(), |facts, note| {
        Ok(Item::said(facts.shared, note))
    })
}

fn events(facts: &mut Facts<'_>, facility: &Facility) -> Result<(), WordFault> {
    facts.stated("events", &facility.events, |facts, events| {
        let shared = facts.shared;
        let mut events: Vec<_> = events.iter().collect();
        events.sort_by_key(|event| event.date);
        let item = |event: &&crate::model::Event| {
            let date = shared.words.date(event.date);
            let what = shared.atlas.vocabularies().label(event.what);
            let text = shared.words.fill("facility.event", &[("date", &date), ("what", &what)])?;
            let details = event.note.iter().map(|note| Detail::said(shared, note)).collect();
            Ok(Item { details, ..Item::text(text) })
        };
        events.iter().map(item).collect()
    })
}
