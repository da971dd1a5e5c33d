//! How do we know?

use serde::Serialize;

use super::{Fact, Facts, Item};
use crate::model::{ClosedList, Facility, Source};
use crate::page::facts::Detail;
use crate::page::shared::Shared;
use crate::words::WordFault;

/// A source as the foot of a page shows it.
#[derive(Debug, Serialize)]
pub struct SourceNote {
    /// From 1, as the notes in the text have it.
    pub number: usize,
    /// Its title, or its address where it has none.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Who published it and when, and when and in which form it was read.
    pub details: Vec<String>,
    /// A lasting copy.
    pub archived: Option<String>,
}

pub(super) fn facts(facts: &mut Facts<'_>, facility: &Facility) -> Result<Vec<Fact>, WordFault> {
    let words = &facts.shared.words;
    let provenance = &facility.provenance;
    let method = Item::text(words.choice("method", provenance.method.slug())?);
    facts.add_own("provenance.method", vec![method])?;
    if let Some(wave) = &provenance.wave {
        facts.add_own("provenance.wave", vec![Item::text(wave.as_str())])?;
    }
    let state = Item::text(words.choice("confirmation", provenance.state.slug())?);
    facts.add_own("provenance.state", vec![state])?;
    if let Some(date) = provenance.verified {
        facts.add_own("provenance.verified", vec![Item::text(words.date(date))])?;
    }
    if let Some(by) = &provenance.by {
        facts.add_own("provenance.by", vec![Item::text(by.as_str())])?;
    }
    facts.add_own("id", vec![Item::text(facility.id.as_str())])?;
    if !facility.aliases.is_empty() {
        let aliases = facility.aliases.iter().map(|alias| Item::text(alias.as_str())).collect();
        facts.add_own("aliases", aliases)?;
    }
    if !facility.waivers.is_empty() {
        let mut waivers = Vec::new();
        for waiver in &facility.waivers {
            let until =
                words.fill("facility.waived-until", &[("date", &words.date(waiver.until))])?;
            let details = vec![Detail::text(waiver.reason.as_str()), Detail::text(until)];
            waivers.push(Item { details, ..Item::text(waiver.rule.as_str()) });
        }
        facts.add_own("waivers", waivers)?;
    }
    Ok(facts.take())
}

/// The sources of a record, numbered in its order.
pub(in crate::page) fn source_notes(
    shared: &Shared<'_>,
    sources: &[Source],
) -> Result<Vec<SourceNote>, WordFault> {
    (1..).zip(sources).map(|(number, source)| source_note(shared, number, source)).collect()
}

fn source_note(
    shared: &Shared<'_>,
    number: usize,
    source: &Source,
) -> Result<SourceNote, WordFault> {
    let words = &shared.words;
    let mut details = Vec::new();
    match &source.publisher {
        Some(publisher) => details.push(publisher.clone()),
        None => details.push(source.url.host().to_owned()),
    }
    if let Some(date) = source.published {
        details.push(words.fill("source.published", &[("date", &words.date(date))])?);
    }
    let reading = source.read.map_or("unknown", ClosedList::slug);
    details.push(match source.accessed {
        Some(date) => {
            words.fill(&format!("source.read.{reading}"), &[("date", &words.date(date))])?
        }
        None => words.text(&format!("source.read-undated.{reading}"))?,
    });
    Ok(SourceNote {
        number,
        title: source.title.clone().unwrap_or_else(|| source.url.as_str().to_owned()),
        url: source.url.as_str().to_owned(),
        details,
        archived: source.archived.as_ref().map(|url| url.as_str().to_owned()),
    })
}
