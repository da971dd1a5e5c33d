//! Can I be treated there, or work with it?

use super::{Fact, Facts, Item};
use crate::model::{ClosedList, Facility, Trial};
use crate::page::facts::Detail;
use crate::words::WordFault;

pub(super) fn facts(facts: &mut Facts<'_>, facility: &Facility) -> Result<Vec<Fact>, WordFault> {
    let (referral, clinical) = (&facility.referral, &facility.clinical);
    facts.stated("referral.who", &referral.who, |facts, &who| Ok(vec![facts.term(who)]))?;
    facts.said("referral.how", &referral.how)?;
    facts.choices("referral.ages", "age-group", &referral.ages)?;
    facts.stated("referral.languages", &referral.languages, |facts, tags| {
        let words = &facts.shared.words;
        tags.iter().map(|tag| Ok(Item::text(language(words, tag)?))).collect()
    })?;
    facts.yes_or_no("clinical.apheresis", &clinical.apheresis)?;
    facts.choices("clinical.transplant_programme", "transplant", &clinical.transplant_programme)?;
    facts.terms("clinical.phases", &clinical.phases)?;
    facts.stated("clinical.trials", &clinical.trials, |facts, trials| {
        trials.iter().map(|one| trial(facts, one)).collect()
    })?;
    facts.terms("manufacturing.services", &facility.manufacturing.services)?;
    Ok(facts.take())
}

/// A language's name, or its tag where the catalogue has no name for it.
fn language(words: &crate::words::Words, tag: &str) -> Result<String, WordFault> {
    let key = format!("language.{tag}");
    if words.has(&key) { words.text(&key) } else { Ok(tag.to_owned()) }
}

fn trial(facts: &Facts<'_>, trial: &Trial) -> Result<Item, WordFault> {
    let words = &facts.shared.words;
    let number = trial.id.number();
    let parts: Vec<_> = trial
        .does
        .iter()
        .map(|part| words.choice("trial-part", part.slug()))
        .collect::<Result<_, _>>()?;
    let register = words.choice("trial-register", trial.id.register().slug())?;
    let details = vec![Detail::text(parts.join(", ")), Detail::text(register)];
    Ok(Item { url: Some(trial.id.page()), details, ..Item::text(number) })
}
