//! What complements it nearby?

use serde::Serialize;

use super::{Fact, Item};
use crate::address::Address;
use crate::model::FacilityIndex;
use crate::page::decision::kilometres;
use crate::page::facts::Detail;
use crate::page::markup::Markup;
use crate::page::shared::Shared;
use crate::summary::Suggestion;
use crate::words::WordFault;

/// Facilities nearby that have what this one lacks.
#[derive(Debug, Serialize)]
pub struct Nearby {
    /// What a suggestion is.
    text: String,
    /// One line for each way of complementing, as HTML.
    facts: String,
}

pub(super) fn nearby(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    index: FacilityIndex,
) -> Result<Option<Nearby>, WordFault> {
    let matching = shared.atlas.matching();
    let mut facts = Vec::new();
    for of_rule in shared.summaries().suggestions(index).chunk_by(|a, b| a.rule == b.rule) {
        let rule = of_rule.first().and_then(|first| matching.rules.get(first.rule));
        let Some(rule) = rule else { continue };
        let items: Vec<Item> =
            of_rule.iter().map(|one| item(shared, index, one)).collect::<Result<_, _>>()?;
        facts.push(Fact {
            label: rule.label.clone(),
            stacked: true,
            items,
            notes: Vec::new(),
            unsourced: false,
        });
    }
    if facts.is_empty() {
        return Ok(None);
    }
    let within = shared.words.decimals(matching.within_km, 0);
    let text = shared.words.fill("nearby.text", &[("km", &within)])?;
    Ok(Some(Nearby { text, facts: markup.facts(&facts) }))
}

fn item(
    shared: &Shared<'_>,
    index: FacilityIndex,
    suggestion: &Suggestion,
) -> Result<Item, WordFault> {
    let words = &shared.words;
    let other = shared.atlas.facility(suggestion.facility);
    let country = shared.country_name(other.location.country);
    let place = if suggestion.abroad {
        words.fill("facility.place", &[("city", &other.location.city), ("country", &country)])?
    } else {
        other.location.city.clone()
    };
    let mut details = vec![
        Detail::text(place),
        Detail::text(kilometres(shared, suggestion.distance_km)?),
        Detail::text(shared.reason(index, suggestion)),
    ];
    if suggestion.linked {
        details.push(Detail::text(words.text("nearby.linked")?));
    }
    Ok(Item { to: Some(Address::facility(&other.id)), details, ..Item::text(other.name.as_str()) })
}
