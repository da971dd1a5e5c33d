//! From texts to a checked [`Atlas`]: raw → checked.
//!
//! 1. Vocabularies are read, since everything else uses their terms; the regions are put together.
//! 2. Every record is read field by field (`reader`, `record`, `section`), in parallel; all faults
//!    of all files are reported in one run.
//! 3. Each record is held against the rules (`rules`), by what is known of all of them (`known`).
//! 4. Frameworks, pages, settings and what the summaries are made from are read.
//! 5. [`Atlas::assemble`] proves that the parts hang together.

mod analysis;
mod cited;
mod fields;
mod framework;
mod known;
mod others;
mod places;
mod reader;
mod record;
pub mod rules;
mod section;
mod settings;
mod suggest;
mod translation;
mod value;
mod vocabulary;
mod words;

use std::sync::Arc;

use anyhow::{Result, bail};
use rayon::prelude::*;

use crate::finding::{Finding, Findings, Rule, Severity};
use crate::geo::{GeoTexts, Regions};
use crate::load::{self, Project};
use crate::model::{
    Analysis, Atlas, AtlasParts, Facility, FacilityId, Page, PartialDate, Settings, Url,
    Vocabularies,
};
use crate::source::{Place, SourceId};
use crate::words::Words;
use crate::yaml::Node;
pub use cited::{Cited, cited};

use known::Known;
use reader::Reader;
use record::Draft;
use rules::{Checked, Ground, likely_duplicate, no_records};

/// What a run decides about an atlas, beside its files.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The day that counts as today; without it the newest day on which a record was verified.
    pub as_of: Option<PartialDate>,
    /// Where the site will be published; without it the setting.
    pub base_url: Option<Url>,
    /// Whether figures are drawn as PNG too, whatever the setting says.
    pub png: bool,
}

/// Every rule, of files, records and content, by name.
#[must_use]
pub fn all_rules() -> Vec<&'static Rule> {
    let mut all: Vec<_> = load::RULES.iter().chain(rules::RULES).copied().collect();
    all.sort_by_key(|rule| rule.name);
    all
}

/// An atlas without errors, and the words that its pages are made with.
pub struct Whole {
    /// The atlas.
    pub atlas: Atlas,
    /// The English words.
    pub words: Arc<Words>,
    /// The atlas in each of its further languages, and the words of each, in the order of the
    /// settings.
    pub translated: Vec<(Atlas, Arc<Words>)>,
}

/// Reads and checks everything that pages are made from. `None` where findings stand against it; they
/// are all in `findings`.
///
/// # Errors
/// Where a file is missing that no atlas can do without.
pub fn whole(
    project: &Project,
    choices: &Choices,
    findings: &mut Findings,
) -> Result<Option<Whole>> {
    let mut in_words = Findings::default();
    let (words, atlas) =
        rayon::join(|| words(project, "en", &mut in_words), || atlas(project, choices, findings));
    findings.append(in_words);
    let (words, Some(atlas)) = (words?, atlas?) else { return Ok(None) };
    let further = translated_words(project, &atlas, findings)?;
    Ok(words.zip(further).map(|(words, further)| {
        let further = further.into_iter().map(Arc::new);
        let translated = atlas.translated().into_iter().zip(further).collect();
        Whole { words: Arc::new(words), translated, atlas }
    }))
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
    let parts = parts(project, choices, findings)?;
    let Some(parts) = parts.filter(|_| !findings.has_errors()) else { return Ok(None) };
    match Atlas::assemble(parts) {
        Ok(atlas) => Ok(Some(atlas)),
        // The rules find the same before; this is the proof, and it would be a slip in one of them.
        Err(conflicts) => bail!("the records do not hang together: {conflicts:?}"),
    }
}

/// Checks an atlas of which only a part was read, and reports what is wrong with that part.
///
/// # Errors
/// Where a file is missing that no atlas can do without, or a file cannot be read.
pub fn part(project: &Project, choices: &Choices, findings: &mut Findings) -> Result<()> {
    parts(project, choices, findings).map(drop)
}

fn parts(
    project: &Project,
    choices: &Choices,
    findings: &mut Findings,
) -> Result<Option<AtlasParts>> {
    let (mut in_records, mut in_content) = (Findings::default(), Findings::default());
    let (regions, (vocabularies, facilities, analysis, frameworks)) = rayon::join(
        || regions(project),
        || {
            let vocabularies = vocabularies(project, findings);
            let (facilities, (analysis, frameworks)) = rayon::join(
                || records(project, &vocabularies, &mut in_records),
                || {
                    let analysis = analysis_files(project, &vocabularies, &mut in_content);
                    let folder = "content/countries/";
                    let read = framework::framework;
                    (analysis, each(project, folder, &vocabularies, &mut in_content, read))
                },
            );
            (vocabularies, facilities, analysis, frameworks)
        },
    );
    let regions = regions?;
    findings.append(in_records);
    findings.append(in_content);
    if project.ids.is_empty() {
        let folder = project.sources.find(load::RECORDS);
        let source =
            folder.map_or_else(|| project.required("content/atlas.yaml").map(|it| it.0), Ok)?;
        let place = Place { source, span: None };
        let message = "the folder `facilities/` has no record";
        findings.push(Finding::new(&no_records::RULE, place, message).hint(
            "add one as `facilities/<country>/<name>.yaml`, such as `facilities/nl/necstgen.yaml`",
        ));
    }
    let newest =
        record::newest_verification(facilities.iter().flatten().map(|draft| &draft.facility));
    let as_of = choices.as_of.or(newest).unwrap_or(PartialDate::EARLIEST);
    let ground = Ground { vocabularies: &vocabularies, regions: &regions, as_of };
    hold_against_rules(project, &facilities, ground, findings)?;
    let region_texts =
        each(project, "content/regions/", &vocabularies, findings, |reader, file, text| {
            framework::region_text(reader, file, text, &regions)
        });
    let pages = pages(project, &vocabularies, findings);
    let settings = settings_file(project, choices, as_of, &vocabularies, findings)?;
    let languages = settings.as_ref().map_or(&[][..], |settings| &settings.languages);
    let base = translation::Base {
        project,
        vocabularies: &vocabularies,
        pages: &pages,
        matching: &analysis.matching,
    };
    let translations = translation::translations(&base, languages, findings);
    let facilities = facilities.into_iter().flatten().map(|draft| draft.facility).collect();
    Ok(settings.map(|settings| AtlasParts {
        settings,
        vocabularies,
        regions,
        facilities,
        frameworks,
        region_texts,
        pages,
        analysis,
        translations,
    }))
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

/// The vocabularies of an atlas, as far as they can be read.
pub fn vocabularies(project: &Project, findings: &mut Findings) -> Vocabularies {
    let mut trees = Vec::new();
    for (source, file, text) in project.below("content/vocabularies/") {
        let nothing = Vocabularies::default();
        let reader = Reader::new(source, text, &nothing);
        match (vocabulary::name_of(file), reader.tree(text, 0)) {
            (Some(name), Some(tree)) => {
                trees.push(vocabulary::VocabularyTree { name, source, text, tree })
            }
            (None, Some(tree)) => {
                let message = format!("the atlas has no vocabulary `{file}`");
                reader.report(
                    reader
                        .fault(&rules::content::RULE, tree.span, message)
                        .hint("the names of the vocabularies stand in `src/model/vocabulary.rs`"),
                );
            }
            (_, None) => {}
        }
        findings.extend(reader.into_findings());
    }
    let mut found = Vec::new();
    let vocabularies = vocabulary::vocabularies(&trees, &mut found);
    findings.extend(found);
    vocabularies
}

/// The records in the order of [`Project::records`]; `None` for a faulty one.
fn records(
    project: &Project,
    vocabularies: &Vocabularies,
    findings: &mut Findings,
) -> Vec<Option<Draft>> {
    let read: Vec<(Option<Draft>, Vec<Finding>)> = project
        .records
        .par_iter()
        .map(|(source, id)| {
            let text = &project.sources.get(*source).text;
            let reader = Reader::new(*source, text, vocabularies).within(project.limits);
            let tree = reader.tree(text, 0);
            let draft = tree.and_then(|tree| record::draft(&reader, id, &tree));
            (draft, reader.into_findings())
        })
        .collect();
    read.into_iter()
        .map(|(draft, found)| {
            findings.extend(found);
            draft
        })
        .collect()
}

/// Holds every record against the rules, and looks for duplicates.
fn hold_against_rules(
    project: &Project,
    drafts: &[Option<Draft>],
    ground: Ground,
    findings: &mut Findings,
) -> Result<()> {
    let asked: Vec<&Facility> = drafts.iter().flatten().map(|draft| &draft.facility).collect();
    let related = others::related(project, &asked, ground.vocabularies)?;
    let all = || drafts.iter().flatten().chain(&related);
    let known = Known::new(&project.ids, all().map(|draft| &draft.facility));
    let placed = all().filter(|draft| draft.has_place).map(|draft| &draft.facility);
    let duplicates = likely_duplicate::pairs(placed.filter(|it| it.withdrawn.is_none()));
    let found: Vec<Vec<Finding>> = project
        .records
        .par_iter()
        .zip(drafts)
        .map(|((source, _), draft)| {
            // Of a record that was taken back nothing is published that could be wrong.
            let Some(draft) = draft.as_ref().filter(|it| it.facility.withdrawn.is_none()) else {
                return Vec::new();
            };
            let text = &project.sources.get(*source).text;
            let record = Checked::new(draft, (*source, text), ground, &known);
            likely_duplicate::check(&record, &duplicates);
            rules::one_record(&record)
        })
        .collect();
    findings.extend(found.into_iter().flatten());
    Ok(())
}

/// What each file of a folder says, ordered by path, but for those that cannot be read.
fn each<T>(
    project: &Project,
    folder: &str,
    vocabularies: &Vocabularies,
    findings: &mut Findings,
    read: impl Fn(&Reader, &str, &str) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for (source, file, text) in project.below(folder) {
        let reader = Reader::new(source, text, vocabularies).within(project.limits);
        all.extend(read(&reader, file, text));
        findings.extend(reader.into_findings());
    }
    all
}

/// The English pages of prose.
fn pages(project: &Project, vocabularies: &Vocabularies, findings: &mut Findings) -> Vec<Page> {
    let english = |file: &str| translation::language_of(file).is_none();
    each(project, "content/pages/", vocabularies, findings, |reader, file, text| {
        english(file).then(|| framework::page(reader, file, text)).flatten()
    })
}

/// What the summaries are made from beside the records. Each of the files may be missing.
fn analysis_files(
    project: &Project,
    vocabularies: &Vocabularies,
    findings: &mut Findings,
) -> Analysis {
    let access = optional(project, "content/access.yaml", vocabularies, findings, analysis::access);
    let matching =
        optional(project, "content/matching.yaml", vocabularies, findings, analysis::matching);
    let others = project.sources.find("content/geo/place-names.tsv");
    let names = places::names(others.map_or("", |id| &project.sources.get(id).text));
    let (mut places, mut towns) = (Vec::new(), Vec::new());
    let mut found = Vec::new();
    for (source, _, text) in project.below("content/places/") {
        let (here, by_name) = places::places(source, text, &names, &mut found);
        places.extend(here);
        towns.extend(by_name);
    }
    findings.extend(found);
    if access.is_none() {
        places.clear();
    }
    Analysis {
        access: access.unwrap_or_default(),
        matching: matching.unwrap_or_default(),
        places,
        towns,
    }
}

/// Reads a file that an atlas can do without.
fn optional<T>(
    project: &Project,
    path: &str,
    vocabularies: &Vocabularies,
    findings: &mut Findings,
    read: impl Fn(&Reader, &Node) -> Option<T>,
) -> Option<T> {
    let source = project.sources.find(path)?;
    let text = &project.sources.get(source).text;
    let reader = Reader::new(source, text, vocabularies);
    let value = reader.tree(text, 0).and_then(|tree| read(&reader, &tree));
    findings.extend(reader.into_findings());
    value
}

fn settings_file(
    project: &Project,
    choices: &Choices,
    as_of: PartialDate,
    vocabularies: &Vocabularies,
    findings: &mut Findings,
) -> Result<Option<Settings>> {
    let (source, text) = project.required("content/atlas.yaml")?;
    let reader = Reader::new(source, text, vocabularies);
    let settings = reader.tree(text, 0).and_then(|tree| settings::settings(&reader, &tree, as_of));
    findings.extend(reader.into_findings());
    Ok(settings.map(|settings| Settings {
        base_url: choices.base_url.clone().unwrap_or(settings.base_url),
        png: settings.png || choices.png,
        ..settings
    }))
}

/// A fault of a text that is not in the atlas yet.
#[derive(Debug, Clone)]
pub struct TextFault {
    /// How bad it is.
    pub severity: Severity,
    /// The path of the field that it is in, as far as that can be told: `location.city`.
    pub path: String,
    /// What stands there.
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Reads one record that is not in the atlas yet, and tells what is wrong with its fields. What hangs
/// together with other records and the map is checked when it is there.
#[must_use]
pub fn one_text(id: &FacilityId, text: &str, vocabularies: &Vocabularies) -> Vec<TextFault> {
    let reader = Reader::new(SourceId::default(), text, vocabularies);
    let tree = reader.tree(text, 0);
    if let Some(tree) = &tree {
        record::draft(&reader, id, tree);
    }
    let fault = |finding: Finding| {
        let span = finding.place.span.unwrap_or_default();
        TextFault {
            severity: finding.rule.severity,
            path: tree.as_ref().map(|tree| tree.path_of(span)).unwrap_or_default(),
            value: text.get(span.range()).unwrap_or_default().trim().to_owned(),
            message: finding.message,
            hint: finding.hint,
        }
    };
    reader.into_findings().into_iter().map(fault).collect()
}

/// Where the atlas will be published, however faulty it is otherwise; `None` where nobody says so.
#[must_use]
pub fn base_url(project: &Project, choices: &Choices) -> Option<Url> {
    let mut nobody_asks = Findings::default();
    let nothing = Vocabularies::default();
    let as_of = PartialDate::EARLIEST;
    let settings = settings_file(project, choices, as_of, &nothing, &mut nobody_asks).ok()?;
    settings.map(|settings| settings.base_url)
}

/// The words of the interface in one language. `None` where findings stand against them.
///
/// # Errors
/// Where the catalogue is missing.
pub fn words(project: &Project, language: &str, findings: &mut Findings) -> Result<Option<Words>> {
    let (source, text) = project.required(&words::path(language))?;
    let nothing = Vocabularies::default();
    let reader = Reader::new(source, text, &nothing);
    let Some(tree) = reader.tree(text, 0) else {
        findings.extend(reader.into_findings());
        return Ok(None);
    };
    let words = Words::new(language, words::messages(&reader, &tree));
    let words = words.map_err(|faults| {
        for fault in faults {
            reader.report(reader.fault(&rules::content::RULE, tree.span, fault.to_string()));
        }
    });
    let found = reader.into_findings();
    let whole = found.is_empty();
    findings.extend(found);
    Ok(words.ok().filter(|_| whole))
}

/// The words of the interface in the further languages of an atlas, in the order of its settings.
/// The English ones stand where one has gaps, which are reported. `None` where worse findings stand
/// against them.
///
/// # Errors
/// Where there is no English catalogue.
pub fn translated_words(
    project: &Project,
    atlas: &Atlas,
    findings: &mut Findings,
) -> Result<Option<Vec<Words>>> {
    let english = words::english(project)?;
    let languages = &atlas.settings().languages;
    let read = languages.par_iter().map(|language| words::translated(project, language, &english));
    let read: Vec<(Option<Words>, Vec<Finding>)> = read.collect();
    let mut all = Vec::new();
    for (words, found) in read {
        all.extend(words);
        findings.extend(found);
    }
    Ok((all.len() == languages.len()).then_some(all))
}
