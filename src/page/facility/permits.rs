//! What may it do?

use super::{Fact, Facts, Item};
use crate::model::{Accreditation, Facility, Licence, PartialDate, Stated};
use crate::page::facts::Detail;
use crate::words::WordFault;

/// A permit that ends within so many days is marked.
const SOON: i64 = 90;

pub(super) fn facts(facts: &mut Facts<'_>, facility: &Facility) -> Result<Vec<Fact>, WordFault> {
    facts.choice("manufacturing.gmp", "gmp", &facility.manufacturing.gmp)?;
    facts.stated("licences", &facility.licences, |facts, licences| {
        licences.iter().map(|one| licence(facts, one)).collect()
    })?;
    facts.stated("accreditations", &facility.accreditations, |facts, accreditations| {
        accreditations.iter().map(|one| accreditation(facts, one)).collect()
    })?;
    let level = &facility.manufacturing.biosafety_level;
    facts.stated("manufacturing.biosafety_level", level, |_, level| {
        Ok(vec![Item::text(level.to_string())])
    })?;
    Ok(facts.take())
}

fn licence(facts: &Facts<'_>, licence: &Licence) -> Result<Item, WordFault> {
    let mut item = facts.term(licence.kind);
    let details = &mut item.details;
    details.extend(scope(facts, &licence.scope)?);
    details.extend(facts.detail("authority", &licence.authority, Clone::clone)?);
    details.extend(facts.detail("number", &licence.number, Clone::clone)?);
    validity(facts, details, &licence.since, &licence.valid_until)?;
    Ok(item)
}

fn accreditation(facts: &Facts<'_>, accreditation: &Accreditation) -> Result<Item, WordFault> {
    let mut item = facts.term(accreditation.scheme);
    let details = &mut item.details;
    details.extend(scope(facts, &accreditation.scope)?);
    details.extend(facts.detail("authority", &accreditation.authority, Clone::clone)?);
    details.extend(facts.detail("reference", &accreditation.reference, Clone::clone)?);
    validity(facts, details, &accreditation.since, &accreditation.valid_until)?;
    Ok(item)
}

/// What a permit is for, in the record's own words.
fn scope(facts: &Facts<'_>, scope: &Stated<String>) -> Result<Option<Detail>, WordFault> {
    let lang = scope.value().and_then(|_| facts.shared.english());
    let detail = facts.detail("scope", scope, Clone::clone)?;
    Ok(detail.map(|detail| Detail { lang, ..detail }))
}

fn validity(
    facts: &Facts<'_>,
    details: &mut Vec<Detail>,
    since: &Stated<PartialDate>,
    until: &Stated<PartialDate>,
) -> Result<(), WordFault> {
    let words = &facts.shared.words;
    details.extend(facts.detail("since", since, |&date| words.date(date))?);
    details.extend(facts.detail("valid-until", until, |&date| words.date(date))?);
    if let Some(until) = until.value() {
        let today = facts.shared.atlas.settings().as_of.last_day();
        let left = today.days_until(until.last_day());
        let key = match left {
            ..0 => "expiry.over",
            0..=SOON => "expiry.soon",
            _ => return Ok(()),
        };
        details.push(Detail { alert: true, ..Detail::text(words.text(key)?) });
    }
    Ok(())
}
