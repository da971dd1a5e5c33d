//! What does it work on?

use super::{Fact, Facts, Item};
use crate::model::{Facility, ProductLink, ProductName};
use crate::page::facts::Detail;
use crate::words::WordFault;

pub(super) fn facts(facts: &mut Facts<'_>, facility: &Facility) -> Result<Vec<Fact>, WordFault> {
    let therapies = &facility.therapies;
    facts.terms("therapies.classes", &therapies.classes)?;
    facts.terms("therapies.platforms", &therapies.platforms)?;
    facts.terms("therapies.areas", &therapies.areas)?;
    facts.stated("therapies.products", &therapies.products, |facts, products| {
        products.iter().map(|one| product(facts, one)).collect()
    })?;
    Ok(facts.take())
}

fn product(facts: &Facts<'_>, link: &ProductLink) -> Result<Item, WordFault> {
    let vocabularies = facts.shared.atlas.vocabularies();
    let mut item = match &link.product {
        ProductName::Term(term) => facts.term(*term),
        ProductName::Other(name) => Item::text(name.as_str()),
    };
    let does: Vec<_> = link.does.iter().map(|&does| vocabularies.label(does)).collect();
    item.details.push(Detail::text(does.join(", ")));
    item.details
        .extend(facts.detail("basis", &link.basis, |&basis| vocabularies.label(basis).to_owned())?);
    item.details.extend(facts.detail("since", &link.since, |&date| facts.shared.words.date(date))?);
    Ok(item)
}
