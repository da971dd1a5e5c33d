//! How big is it?

use super::{Fact, Facts, Item};
use crate::model::{ClosedList, Facility, Stated};
use crate::page::amount;
use crate::words::WordFault;

pub(super) fn facts(facts: &mut Facts<'_>, facility: &Facility) -> Result<Vec<Fact>, WordFault> {
    measures(facts, facility)?;
    let manufacturing = &facility.manufacturing;
    facts.terms("manufacturing.scales", &manufacturing.scales)?;
    facts.stated("manufacturing.cleanrooms", &manufacturing.cleanrooms, |facts, grades| {
        let words = &facts.shared.words;
        let item = |rooms: &crate::model::Cleanrooms| {
            let grade = words.fill("facility.grade", &[("grade", &rooms.grade.slug())])?;
            let text = match &rooms.count {
                Stated::Absent => grade,
                Stated::Is(count) => {
                    let count = usize::try_from(*count).unwrap_or(usize::MAX);
                    words.count("facility.rooms-of-grade", count, &[("grade", &grade)])?
                }
                Stated::Undisclosed => {
                    words.fill("facility.grade-undisclosed", &[("grade", &grade)])?
                }
                Stated::NotApplicable => {
                    words.fill("facility.grade-not-applicable", &[("grade", &grade)])?
                }
            };
            Ok(Item::text(text))
        };
        grades.iter().map(item).collect()
    })?;
    facts.yes_or_no("manufacturing.isolators", &manufacturing.isolators)?;
    Ok(facts.take())
}

/// One line for each measure, with all its figures, in the order of the record.
fn measures(facts: &mut Facts<'_>, facility: &Facility) -> Result<(), WordFault> {
    let shared = facts.shared;
    let vocabularies = shared.atlas.vocabularies();
    let mut measures: Vec<_> = facility.figures.iter().map(|figure| figure.measure).collect();
    measures.sort_unstable();
    measures.dedup();
    for measure in measures {
        let of_measure = facility.figures.iter().filter(|figure| figure.measure == measure);
        let items: Vec<_> =
            of_measure.map(|figure| amount::item(shared, figure)).collect::<Result<_, _>>()?;
        let notes = facts.notes(&format!("figures.{}", vocabularies.slug(measure)));
        let unsourced = notes.is_empty();
        facts.push(vocabularies.label(measure).to_owned(), items, notes, unsourced);
    }
    Ok(())
}
