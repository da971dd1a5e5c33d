//! The rounds of data collection: when, how, how many records, how many of them confirmed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::shared::Shared;
use crate::model::{ClosedList as _, Confirmation, Method, PartialDate};
use crate::words::WordFault;

/// A round, or the records outside of any.
#[derive(Debug, Serialize)]
pub(super) struct Round {
    /// Its name; none for records outside of any round.
    name: Option<String>,
    how: String,
    when: String,
    records: String,
    confirmed: String,
}

/// What is counted of a round.
#[derive(Default)]
struct Tally {
    records: usize,
    confirmed: usize,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
}

/// All rounds by name, what belongs to none first.
pub(super) fn rounds(shared: &Shared<'_>) -> Result<Vec<Round>, WordFault> {
    let words = &shared.words;
    let mut tallies: BTreeMap<(Option<&str>, Method), Tally> = BTreeMap::new();
    for facility in shared.atlas.facilities() {
        let provenance = &facility.provenance;
        let tally = tallies.entry((provenance.wave.as_deref(), provenance.method)).or_default();
        tally.records += 1;
        tally.confirmed += usize::from(provenance.state == Confirmation::Confirmed);
        if let Some(day) = provenance.verified {
            let earlier = |old: &PartialDate| old.first_day() <= day.first_day();
            tally.first = Some(tally.first.filter(earlier).unwrap_or(day));
            let later = |old: &PartialDate| old.first_day() >= day.first_day();
            tally.last = Some(tally.last.filter(later).unwrap_or(day));
        }
    }
    let round = |((name, method), tally): ((Option<&str>, Method), Tally)| {
        Ok(Round {
            name: name.map(str::to_owned),
            how: words.choice("method", method.slug())?,
            when: match (tally.first, tally.last) {
                (Some(first), Some(last)) if first == last => words.date(first),
                (Some(first), Some(last)) => words.fill(
                    "data.from-to",
                    &[("from", &words.date(first)), ("to", &words.date(last))],
                )?,
                _ => String::new(),
            },
            records: words.whole_number(tally.records),
            confirmed: words.whole_number(tally.confirmed),
        })
    };
    tallies.into_iter().map(round).collect()
}
