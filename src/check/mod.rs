//! From texts to a checked [`Atlas`]: raw → checked.
//!
//! 1. Vocabularies are read, since everything else uses their terms; the regions are put together.
//! 2. Every record is read field by field (`reader`, `record`, `section`), in parallel; all faults
//!    of all files are reported in one run.
//! 3. Each record is held against the rules that need no other one (`rules`).
//! 4. Frameworks, pages and settings are read.
//! 5. [`Atlas::assemble`] proves that the parts hang together; what it refuses becomes findings.

mod framework;
mod reader;
mod record;
pub mod rules;
mod section;
mod settings;
mod suggest;
mod vocabulary;
mod words;

use std::collections::BTreeMap;

use anyhow::Result;
use rayon::prelude::*;

use crate::finding::{Finding, Findings, Rule};
use crate::geo::{GeoTexts, Regions};
use crate::load::Project;
use crate::model::{
    Atlas, AtlasParts, Conflict, Facility, FacilityId, Framework, Page, PartialDate, Settings, Url,
    Vocabularies,
};
use crate::source::{Place, SourceId};
use crate::words::Words;
use crate::yaml::{self, Node};
use reader::Reader;
use rules::{Checked, conflict, likely_duplicate, no_records, not_yaml};

/// What a run decides about an atlas, beside its files.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The day that counts as today; without it the newest day on which a record was verified.
    pub as_of: Option<PartialDate>,
    /// Where the site will be published; without it the setting.
    pub base_url: Option<Url>,
}

/// Every rule, of files, records and content, by name.
#[must_use]
pub fn all_rules() -> Vec<&'static Rule> {
    let mut all: Vec<_> = crate::load::RULES.iter().chain(rules::RULES).copied().collect();
    all.sort_by_key(|rule| rule.name);
    all
}

/// Reads and checks an atlas. `None` where findings stand against it; they are all in `findings`.
///
/// # Errors
/// Where a file is missing that no atlas can do without.
pub fn atlas(
    project: &Project,
    choices: &Choices,
    findings: &mut Findings,
) -> Result<Option<Atlas>> {
    let vocabularies = vocabularies(project, findings);
    let mut found = Findings::default();
    let (regions, facilities) =
        rayon::join(|| regions(project), || records(project, &vocabularies, &mut found));
    let regions = regions?;
    findings.append(found);
    if project.records.is_empty() {
        let place = Place { source: project.required("content/atlas.yaml")?.0, span: None };
        let message = "the folder `facilities/` has no record";
        findings.push(Finding::new(&no_records::RULE, place, message).hint(
            "add one as `facilities/<country>/<name>.yaml`, such as `facilities/nl/necstgen.yaml`",
        ));
    }
    let checked: Vec<&Facility> = facilities.iter().flatten().collect();
    let newest = record::newest_verification(checked.iter().copied());
    let as_of = choices.as_of.or(newest).unwrap_or(PartialDate::EARLIEST);
    rules_of_records(project, &facilities, &vocabularies, &regions, as_of, findings);
    let frameworks = frameworks(project, &vocabularies, findings);
    let pages = pages(project, &vocabularies, findings);
    let settings = settings_file(project, choices, as_of, &vocabularies, findings)?;

    let (Some(settings), false) = (settings, findings.has_errors()) else {
        return Ok(None);
    };
    let facilities = facilities.into_iter().flatten().collect();
    let parts = AtlasParts { settings, vocabularies, regions, facilities, frameworks, pages };
    match Atlas::assemble(parts) {
        Ok(atlas) => Ok(Some(atlas)),
        Err(conflicts) => {
            findings.extend(conflicts.iter().map(|conflict| explain(project, conflict)));
            Ok(None)
        }
    }
}

/// The regions of Europe.
fn regions(project: &Project) -> Result<Regions> {
    let text = |path: &str| project.required(path).map(|(_, text)| text);
    let texts = GeoTexts {
        topology: text("content/geo/regions.topo.json")?,
        names: text("content/geo/nuts2021.csv")?,
        correspondence: text("content/geo/nuts2024-nuts2021.csv")?,
        populations: text("content/population/population-nuts2021.csv")?,
    };
    Ok(Regions::assemble(&texts)?)
}

fn vocabularies(project: &Project, findings: &mut Findings) -> Vocabularies {
    let mut trees = Vec::new();
    for (source, file, text) in project.below("content/vocabularies/") {
        let nothing = Vocabularies::default();
        let reader = Reader::new(source, &nothing);
        match (vocabulary::name_of(file), tree(&reader, text)) {
            (Some(name), Some(tree)) => {
                trees.push(vocabulary::VocabularyTree { name, source, tree })
            }
            (None, Some(tree)) => reader.report(
                &rules::content::RULE,
                tree.span,
                format!("the atlas has no vocabulary `{file}`"),
                "the names of the vocabularies stand in `src/model/vocabulary.rs`".to_owned(),
            ),
            (_, None) => {}
        }
        findings.extend(reader.into_findings());
    }
    let mut found = Vec::new();
    let vocabularies = vocabulary::vocabularies(&trees, &mut found);
    findings.extend(found);
    vocabularies
}

/// The tree of a YAML file, or a finding.
fn tree(reader: &Reader, text: &str) -> Option<Node> {
    match yaml::parse(text, 0) {
        Ok(tree) => Some(tree),
        Err(fault) => {
            reader.report(&not_yaml::RULE, fault.span, fault.message, fault.hint);
            None
        }
    }
}

/// The records in the order of [`Project::records`]; `None` for a faulty one.
fn records(
    project: &Project,
    vocabularies: &Vocabularies,
    findings: &mut Findings,
) -> Vec<Option<Facility>> {
    let read: Vec<(Option<Facility>, Vec<Finding>)> = project
        .records
        .par_iter()
        .map(|(source, id)| {
            let reader = Reader::new(*source, vocabularies);
            let tree = tree(&reader, &project.sources.get(*source).text);
            let facility = tree.and_then(|tree| record::facility(&reader, id, &tree));
            (facility, reader.into_findings())
        })
        .collect();
    read.into_iter()
        .map(|(facility, found)| {
            findings.extend(found);
            facility
        })
        .collect()
}

/// Holds every record against the rules that need no other one, and looks for duplicates.
fn rules_of_records(
    project: &Project,
    facilities: &[Option<Facility>],
    vocabularies: &Vocabularies,
    regions: &Regions,
    as_of: PartialDate,
    findings: &mut Findings,
) {
    let duplicates = likely_duplicate::pairs(facilities.iter().flatten());
    let found: Vec<Vec<Finding>> = project
        .records
        .par_iter()
        .zip(facilities)
        .map(|((source, _), facility)| {
            let Some(facility) = facility else { return Vec::new() };
            let text = &project.sources.get(*source).text;
            let record = Checked::new(facility, *source, text, vocabularies, as_of);
            if let Some(other) = duplicates.get(&facility.id) {
                record.report(
                    &likely_duplicate::RULE,
                    "name",
                    format!("`{other}` stands in the same place and has nearly the same name"),
                    "if they are one facility, keep the older record and name the other's id under \
                     `aliases`; if they are two, add a waiver that says so",
                );
            }
            rules::one_record(&record, regions)
        })
        .collect();
    findings.extend(found.into_iter().flatten());
}

fn frameworks(
    project: &Project,
    vocabularies: &Vocabularies,
    findings: &mut Findings,
) -> Vec<Framework> {
    let mut frameworks = Vec::new();
    for (source, file, text) in project.below("content/countries/") {
        let reader = Reader::new(source, vocabularies);
        frameworks.extend(framework::framework(&reader, file, text));
        findings.extend(reader.into_findings());
    }
    frameworks
}

fn pages(project: &Project, vocabularies: &Vocabularies, findings: &mut Findings) -> Vec<Page> {
    let mut pages = Vec::new();
    for (source, file, text) in project.below("content/pages/") {
        let reader = Reader::new(source, vocabularies);
        pages.extend(framework::page(&reader, file, text));
        findings.extend(reader.into_findings());
    }
    pages
}

fn settings_file(
    project: &Project,
    choices: &Choices,
    as_of: PartialDate,
    vocabularies: &Vocabularies,
    findings: &mut Findings,
) -> Result<Option<Settings>> {
    let (source, text) = project.required("content/atlas.yaml")?;
    let reader = Reader::new(source, vocabularies);
    let settings = tree(&reader, text).and_then(|tree| settings::settings(&reader, &tree, as_of));
    findings.extend(reader.into_findings());
    Ok(settings.map(|settings| match &choices.base_url {
        Some(base_url) => Settings { base_url: base_url.clone(), ..settings },
        None => settings,
    }))
}

/// The words of the interface in one language. `None` where findings stand against them.
///
/// # Errors
/// Where the catalogue is missing.
pub fn words(project: &Project, language: &str, findings: &mut Findings) -> Result<Option<Words>> {
    let (source, text) = project.required(&format!("content/words/{language}.yaml"))?;
    let nothing = Vocabularies::default();
    let reader = Reader::new(source, &nothing);
    let Some(tree) = tree(&reader, text) else {
        findings.extend(reader.into_findings());
        return Ok(None);
    };
    let words = Words::new(language, words::messages(&reader, &tree));
    let words = words.map_err(|faults| {
        for fault in faults {
            reader.report(&rules::content::RULE, tree.span, fault.to_string(), None);
        }
    });
    let found = reader.into_findings();
    let whole = found.is_empty();
    findings.extend(found);
    Ok(words.ok().filter(|_| whole))
}

/// A conflict between records as a finding at the line that causes it.
fn explain(project: &Project, conflict: &Conflict) -> Finding {
    let (id, path, message, hint) = match conflict {
        Conflict::SameId { id } => (
            id,
            "name".to_owned(),
            format!("another record has the id `{id}` too"),
            "rename one of the two files".to_owned(),
        ),
        Conflict::SameAlias { of, alias, other } if alias == other => (
            of,
            "aliases".to_owned(),
            format!("`{alias}` is the id of another record, and cannot be an alias of this one"),
            "an alias is the id that this record had before: remove the alias, or the other record"
                .to_owned(),
        ),
        Conflict::SameAlias { of, alias, other } => (
            of,
            "aliases".to_owned(),
            format!("the alias `{alias}` belongs to `{other}` already"),
            "an id leads to one record only: remove the alias here or there".to_owned(),
        ),
        Conflict::NoSuchFacility { of, relation, to } => (
            of,
            format!("relations.{relation}.to"),
            format!("there is no record `{to}`"),
            no_record_hint(
                project,
                to,
                "a body without a record goes under `name` instead of `to`",
            ),
        ),
        Conflict::SelfRelation { of, relation } => (
            of,
            format!("relations.{relation}.to"),
            "the relation leads back to the record itself".to_owned(),
            "name the other side, or remove the relation".to_owned(),
        ),
        Conflict::NoSuchParent { of, parent } => (
            of,
            "parent".to_owned(),
            format!("there is no record `{parent}`"),
            no_record_hint(project, parent, "leave `parent` out where the whole has no record"),
        ),
        Conflict::ParentCircle { of } => (
            of,
            "parent".to_owned(),
            "by way of its parents the record is a part of itself".to_owned(),
            "remove `parent` from the record that is the whole".to_owned(),
        ),
    };
    let sources: BTreeMap<&FacilityId, SourceId> =
        project.records.iter().map(|(source, id)| (id, *source)).collect();
    let source = sources.get(id).copied().unwrap_or(project.records[0].0);
    // Conflicts are rare: the tree is made again rather than kept for every record.
    let tree = yaml::parse(&project.sources.get(source).text, 0).ok();
    let span = tree.map(|tree| tree.nearest(&path).span);
    Finding::new(&conflict::RULE, Place { source, span }, message).hint(hint)
}

fn no_record_hint(project: &Project, wanted: &FacilityId, otherwise: &str) -> String {
    let ids: Vec<&str> = project.records.iter().map(|(_, id)| id.as_str()).collect();
    match suggest::nearest(wanted.as_str(), &ids) {
        Some(id) => format!("did you mean `{id}`?"),
        None => format!("an id is the place of a file below `facilities/`; {otherwise}"),
    }
}
