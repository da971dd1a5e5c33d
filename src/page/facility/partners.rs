//! Whom does it work with?

use super::{Fact, Facts, Item};
use crate::address::Address;
use crate::model::{Facility, FacilityIndex, Link, LinkEnd, Stated, TermDetail};
use crate::page::facts::Detail;
use crate::words::WordFault;

pub(super) fn facts(
    facts: &mut Facts<'_>,
    index: FacilityIndex,
    facility: &Facility,
) -> Result<Vec<Fact>, WordFault> {
    let links = facts.shared.atlas.links(index);
    for of_kind in links.chunk_by(|a, b| (a.kind, a.inverse) == (b.kind, b.inverse)) {
        relations(facts, of_kind)?;
    }
    // Where others state relations to this record, its own 'none' would contradict them.
    if links.is_empty() || facility.relations.value().is_none() {
        facts.stated("relations", &facility.relations, |_, _| Ok(Vec::new()))?;
    }
    facts.terms("networks", &facility.networks)?;
    Ok(facts.take())
}

/// One line: all relations of a kind.
fn relations(facts: &mut Facts<'_>, links: &[Link]) -> Result<(), WordFault> {
    let vocabularies = facts.shared.atlas.vocabularies();
    let Some(first) = links.first() else { return Ok(()) };
    let label = match vocabularies.entry(first.kind).map(|entry| (entry, &entry.detail)) {
        Some((_, TermDetail::Relation { inverse, .. })) if first.inverse => inverse.clone(),
        Some((entry, _)) => entry.label.clone(),
        None => String::new(),
    };
    let items = links.iter().map(|link| relation(facts, link)).collect::<Result<_, _>>()?;
    let own = links.iter().any(|link| link.stated_here);
    let notes = if own { facts.notes("relations") } else { Vec::new() };
    let unsourced = own && notes.is_empty();
    facts.push(label, items, notes, unsourced);
    Ok(())
}

fn relation(facts: &Facts<'_>, link: &Link) -> Result<Item, WordFault> {
    let shared = facts.shared;
    let words = &shared.words;
    let mut item = match &link.to {
        LinkEnd::Other(name) => Item::text(name.as_str()),
        LinkEnd::Facility(other) => {
            let other = shared.atlas.facility(*other);
            let country = shared.country_name(other.location.country);
            let place = words
                .fill("facility.place", &[("city", &other.location.city), ("country", &country)])?;
            Item {
                to: Some(Address::facility(&other.id)),
                details: vec![Detail::text(place)],
                ..Item::text(other.name.as_str())
            }
        }
    };
    let date = |date: Option<_>| date.map_or(Stated::Absent, Stated::Is);
    item.details.extend(facts.detail("since", &date(link.since), |&date| words.date(date))?);
    item.details.extend(facts.detail("until", &date(link.until), |&date| words.date(date))?);
    item.details.extend(link.note.iter().map(|note| Detail::said(facts.shared, note)));
    if !link.stated_here {
        item.details.push(Detail::text(words.text("facility.stated-there")?));
    }
    Ok(item)
}
