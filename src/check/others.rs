//! What a check of a few records needs to know of the others: as little as possible is read.

use anyhow::Result;
use rayon::prelude::*;

use super::reader::Reader;
use super::record::{self, Draft};
use crate::load::Project;
use crate::model::{Facility, FacilityId, RelationTarget, Vocabularies};
use crate::source::SourceId;

/// How alike the names of two files must be for their records to be held against each other.
const ALIKE: f64 = 0.75;

/// The records that were not asked for and that the others have to do with: those whose files have
/// a similar name, the wholes that others are parts of, and all with former ids where that matters.
///
/// # Errors
/// Where a file cannot be read.
pub fn related(
    project: &Project,
    asked: &[&Facility],
    vocabularies: &Vocabularies,
) -> Result<Vec<Draft>> {
    if project.unread.is_empty() {
        return Ok(Vec::new());
    }
    let mut ids: Vec<&FacilityId> = Vec::new();
    for facility in asked {
        ids.extend(project.unread.iter().filter(|id| {
            id.country() == facility.id.country()
                && strsim::jaro_winkler(id.slug(), facility.id.slug()) >= ALIKE
        }));
    }
    let mut related = read(project, &ids, vocabularies)?;
    if asked.iter().any(|facility| needs_former_ids(project, facility)) {
        // The word is looked for first: few records have it, and reading them all takes a second.
        let rest = project.unread.par_iter().filter(|id| !ids.contains(id));
        let has = rest.map_init(Vec::new, |buffer, id| {
            Ok(project.unread_has(id, "aliases:", buffer)?.then_some(id))
        });
        let renamed: Result<Vec<Option<&FacilityId>>> = has.collect();
        let renamed: Vec<&FacilityId> = renamed?.into_iter().flatten().collect();
        related.extend(read(project, &renamed, vocabularies)?);
    }
    let mut parents: Vec<FacilityId> = asked.iter().filter_map(|it| it.parent.clone()).collect();
    while let Some(parent) = parents.pop() {
        let known = related.iter().map(|it| &*it.facility).chain(asked.iter().copied());
        let known = known.into_iter().any(|it| it.id == parent);
        if known || project.unread.binary_search(&parent).is_err() {
            continue;
        }
        let found = read(project, &[&parent], vocabularies)?;
        parents.extend(found.iter().filter_map(|it| it.facility.parent.clone()));
        related.extend(found);
    }
    Ok(related)
}

/// Whether a record has former ids, or leads to an id that only a former one could be.
fn needs_former_ids(project: &Project, facility: &Facility) -> bool {
    let unknown = |id: &FacilityId| project.ids.binary_search(id).is_err();
    let leads_away = |target: &RelationTarget| match target {
        RelationTarget::Facility(id) => unknown(id),
        RelationTarget::Other(_) => false,
    };
    !facility.aliases.is_empty()
        || facility.parent.as_ref().is_some_and(unknown)
        || facility.relations.entries().iter().any(|relation| leads_away(&relation.to))
}

fn read(project: &Project, ids: &[&FacilityId], vocabularies: &Vocabularies) -> Result<Vec<Draft>> {
    let read: Vec<Result<Option<Draft>>> = ids
        .par_iter()
        .map(|id| {
            let text = project.unread_text(id)?;
            Ok(text.and_then(|text| {
                // Their own faults are nobody's business here.
                let reader =
                    Reader::new(SourceId::default(), &text, vocabularies).within(project.limits);
                let tree = reader.tree(&text, 0)?;
                record::draft(&reader, id, &tree)
            }))
        })
        .collect();
    read.into_iter().filter_map(Result::transpose).collect()
}
