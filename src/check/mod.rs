//! From texts to a checked [`Atlas`]: raw → checked.
//!
//! 1. Vocabularies are read, since everything else uses their terms; the regions are put together.
//! 2. Every record is read field by field (`reader`, `record`, `section`), in parallel; all faults
//!    of all files are reported in one run.
//! 3. Each record is held against the rules (`rules`), by what is known of all of them (`known`).
//! 4. Frameworks, pages, settings and what the summaries are made from are read.
//! 5. [`Atlas::assemble`] proves that the parts hang together.
//!
//! [`whole_again`] goes the same way, and takes from the check before ([`Kept`]) what the change since
//! does not touch.

mod analysis;
mod cited;
mod fields;
mod framework;
mod kept;
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

use anyhow::{Result, anyhow, bail};
use rayon::prelude::*;

use crate::finding::{Finding, Findings, Rule, Severity};
use crate::geo::{GeoError, GeoTexts, Regions};
use crate::load::{self, Project};
use crate::model::{
    Analysis, Atlas, AtlasParts, ClosedList as _, Facility, FacilityId, Page, PartialDate,
    RegionText, Settings, Translation, Url, Vocabularies, VocabularyName,
};
use crate::source::{Place, SourceId, Span};
use crate::words::Words;
use crate::yaml::Node;
pub use cited::{Cited, cited};
pub use kept::Kept;
pub use suggest::nearest;

use kept::{Files, HeldAgainst, Read, Same, Trees, Under};
use known::Known;
use reader::Reader;
use record::Draft;
use rules::likely_duplicate::{Name, Placed};
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
    whole_again(project, choices, &mut Kept::default(), findings)
}

/// The same of an atlas that was checked before; `kept` is what came of that.
///
/// # Errors
/// As [`whole`].
pub fn whole_again(
    project: &Project,
    choices: &Choices,
    kept: &mut Kept,
    findings: &mut Findings,
) -> Result<Option<Whole>> {
    let mut in_words = Findings::default();
    let Kept { words: kept_words, translated_words: kept_translated, .. } = kept;
    let (mut kept_words, kept_translated) =
        (std::mem::take(kept_words), std::mem::take(kept_translated));
    let (words, atlas) = rayon::join(
        || {
            let files = Files::of(project, |path| path == words::path("en"));
            kept_words.get(files, (), &mut in_words, |findings| {
                words(project, "en", findings).map(|words| words.map(Arc::new))
            })
        },
        || atlas_again(project, choices, kept, findings),
    );
    (kept.words, kept.translated_words) = (kept_words, kept_translated);
    findings.append(in_words);
    let (words, Some(atlas)) = (words?, atlas?) else { return Ok(None) };
    let languages = atlas.settings().languages.clone();
    let in_further = |path: &str| path.starts_with("content/words/") || path == SETTINGS;
    let files = Files::of(project, in_further);
    let further = kept.translated_words.get(files, languages, findings, |findings| {
        let further = translated_words(project, &atlas, findings)?;
        anyhow::Ok(further.map(|further| further.into_iter().map(Arc::new).collect()))
    })?;
    Ok(words.zip(further).map(|(words, further)| {
        let translated = atlas.translated().into_iter().zip(further).collect();
        Whole { words, translated, atlas }
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
    atlas_again(project, choices, &mut Kept::default(), findings)
}

fn atlas_again(
    project: &Project,
    choices: &Choices,
    kept: &mut Kept,
    findings: &mut Findings,
) -> Result<Option<Atlas>> {
    let parts = parts(project, choices, kept, findings)?;
    let Some(parts) = parts.filter(|_| !findings.has_errors()) else { return Ok(None) };

    match Atlas::assemble_after(parts, kept.atlas.as_ref()) {
        Ok(atlas) => {
            kept.atlas = Some(atlas.clone());
            Ok(Some(atlas))
        }
        // The rules find the same before; this is the proof, and it would be a slip in one of them.
        Err(conflicts) => bail!("the records do not hang together: {conflicts:?}"),
    }
}

/// Checks an atlas of which only a part was read, and reports what is wrong with that part.
///
/// # Errors
/// Where a file is missing that no atlas can do without, or a file cannot be read.
pub fn part(project: &Project, choices: &Choices, findings: &mut Findings) -> Result<()> {
    parts(project, choices, &mut Kept::default(), findings).map(drop)
}

fn parts(
    project: &Project,
    choices: &Choices,
    kept: &mut Kept,
    findings: &mut Findings,
) -> Result<Option<AtlasParts>> {
    let (mut in_records, mut in_content) = (Findings::default(), Findings::default());
    let mut kept_regions = std::mem::take(&mut kept.regions);
    let below = |folder: &'static str| Files::of(project, |path| path.starts_with(folder));
    let (regions, (vocabularies, facilities, analysis, frameworks)) = rayon::join(
        || {
            let files = Files::of(project, |path| OF_REGIONS.contains(&path));
            // Their faults are failures.
            let mut no_findings = Findings::default();
            let read = |_: &mut Findings| regions(project).map(Arc::new);
            kept_regions.get(files, (), &mut no_findings, read)
        },
        || {
            let files = below("content/vocabularies/");
            let Kept { vocabularies: kept_vocabularies, vocabulary_trees: trees, .. } = kept;
            let Ok(vocabularies) = kept_vocabularies.get(files, (), findings, |findings| {
                always(Arc::new(vocabularies_again(project, trees, findings)))
            });
            kept.take_on(&vocabularies);
            let Kept { records: kept_records, analysis, frameworks, .. } = kept;
            let (kept_analysis, kept_frameworks) = (analysis, frameworks);
            let under: Under = (Same::as_this(&vocabularies), project.limits);
            // What takes one thread a while comes first, so that both have work until the end.
            let ((analysis, frameworks), facilities) = rayon::join(
                || {
                    let by = Same::as_this(&vocabularies);
                    let files = Files::of(project, is_of_analysis);
                    let found = &mut in_content;
                    let Ok(analysis) = kept_analysis.get(files, by, found, |findings| {
                        always(Arc::new(analysis_files(project, &vocabularies, findings)))
                    });
                    let folder = "content/countries/";
                    let Ok(frameworks) =
                        kept_frameworks.get(below(folder), under, found, |findings| {
                            let read = framework::framework;
                            always(each(project, folder, &vocabularies, findings, read))
                        });
                    (analysis, frameworks)
                },
                || records(project, &vocabularies, kept_records, &mut in_records),
            );
            (vocabularies, facilities, analysis, frameworks)
        },
    );
    kept.regions = kept_regions;
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
    let drafts = || facilities.iter().filter_map(|read| read.draft.as_ref());
    let newest = record::newest_verification(drafts().map(|draft| &*draft.facility));
    let as_of = choices.as_of.or(newest).unwrap_or(PartialDate::EARLIEST);
    let ground = (&vocabularies, &regions, as_of);
    let (mut in_texts, mut in_rules) = (Findings::default(), Findings::default());
    let mut kept_records = std::mem::take(&mut kept.records);
    let (texts, held) = rayon::join(
        || texts(project, ground, &analysis, kept, &mut in_texts),
        || hold_against_rules(project, &facilities, ground, &mut kept_records, &mut in_rules),
    );
    kept.records = kept_records;
    findings.append(in_rules);
    findings.append(in_texts);
    held?;
    let Texts { region_texts, pages, settings, translations } = texts?;
    let facilities = drafts().map(|draft| Arc::clone(&draft.facility)).collect();
    let settings = settings.map(|settings| Settings {
        base_url: choices.base_url.clone().unwrap_or(settings.base_url),
        png: settings.png || choices.png,
        ..settings
    });
    Ok(settings.map(|settings| AtlasParts {
        settings,
        vocabularies,
        regions,
        facilities,
        frameworks,
        region_texts,
        pages: pages.to_vec(),
        analysis,
        translations,
    }))
}

/// What the atlas says in texts and settings of its own.
struct Texts {
    region_texts: Vec<RegionText>,
    pages: Arc<[Page]>,
    settings: Option<Settings>,
    translations: Arc<[Translation]>,
}

/// Reads the texts of regions, the pages of prose, the settings and the translations.
fn texts(
    project: &Project,
    (vocabularies, regions, as_of): (&Arc<Vocabularies>, &Arc<Regions>, PartialDate),
    analysis: &Arc<Analysis>,
    kept: &mut Kept,
    findings: &mut Findings,
) -> Result<Texts> {
    let below = |folder: &'static str| Files::of(project, |path| path.starts_with(folder));
    let under = || (Same::as_this(vocabularies), project.limits);
    let folder = "content/regions/";
    let by = (under(), Same::as_this(regions));
    let Ok(region_texts) = kept.region_texts.get(below(folder), by, findings, |findings| {
        always(each(project, folder, vocabularies, findings, |reader, file, text| {
            framework::region_text(reader, file, text, regions)
        }))
    });
    let files = Files::of(project, |path| {
        let file = path.strip_prefix("content/pages/");
        file.is_some_and(|file| translation::language_of(file).is_none())
    });
    let Ok(pages) = kept.pages.get(files, under(), findings, |findings| {
        always(pages(project, vocabularies, findings).into())
    });
    let files = Files::of(project, |path| path == SETTINGS);
    let by = (Same::as_this(vocabularies), as_of);
    let settings = kept.settings.get(files, by, findings, |findings| {
        settings_file(project, as_of, vocabularies, findings)
    })?;
    let languages = settings.as_ref().map_or_else(Vec::new, |settings| settings.languages.clone());
    let files = Files::of(project, |path| {
        let page = path.strip_prefix("content/pages/").and_then(translation::language_of);
        path.starts_with("content/labels/") || page.is_some() || path == SETTINGS
    });
    let slugs: Vec<String> = pages.iter().map(|page| page.slug.clone()).collect();
    let by = (under(), slugs.clone(), Same::as_this(analysis), languages.clone());
    let Ok(translations) = kept.translations.get(files, by, findings, |findings| {
        let base = translation::Base {
            project,
            vocabularies,
            pages: &slugs,
            matching: &analysis.matching,
        };
        always(translation::translations(&base, &languages, findings).into())
    });
    Ok(Texts { region_texts, pages, settings, translations })
}

/// What cannot fail.
fn always<T>(value: T) -> Result<T, std::convert::Infallible> {
    Ok(value)
}

/// The file of the settings.
const SETTINGS: &str = "content/atlas.yaml";

/// The files that the regions are made from.
const OF_REGIONS: [&str; 4] = [
    "content/geo/regions.topo.json",
    "content/geo/nuts2021.csv",
    "content/geo/nuts2024-nuts2021.csv",
    "content/population/population-nuts2021.csv",
];

/// The regions of Europe.
fn regions(project: &Project) -> Result<Regions> {
    let text = |path: &str| project.required(path).map(|(_, text)| text);
    let [topology, names, correspondence, populations] = OF_REGIONS;
    let texts = GeoTexts {
        topology: text(topology)?,
        names: text(names)?,
        correspondence: text(correspondence)?,
        populations: text(populations)?,
    };
    Regions::assemble(&texts).map_err(|fault| {
        let file = |name: &str| {
            let is_it = |path: &&str| path.rsplit('/').next() == Some(name);
            OF_REGIONS.iter().copied().find(is_it)
        };
        let (place, what) = match &fault {
            GeoError::Table { table, line, what } => match file(table) {
                Some(path) => (format!("{path}:{line}"), what),
                None => return fault.into(),
            },
            GeoError::Topology(what) => (topology.to_owned(), what),
            GeoError::Apart(what) => (format!("{topology} and {names}"), what),
            GeoError::Projection(_) => return fault.into(),
        };
        anyhow!("{place}: {what}\nhelp: mend it, or take the file from a complete atlas")
    })
}

/// The vocabularies of an atlas, as far as they can be read.
pub fn vocabularies(project: &Project, findings: &mut Findings) -> Vocabularies {
    vocabularies_again(project, &mut Trees::default(), findings)
}

/// The same where the trees of some of the files are kept.
fn vocabularies_again(
    project: &Project,
    kept: &mut Trees,
    findings: &mut Findings,
) -> Vocabularies {
    let before = std::mem::take(kept);
    let mut trees = Vec::new();
    for (source, name, text) in project.below("content/vocabularies/") {
        let nothing = Vocabularies::default();
        let reader = Reader::new(source, text, &nothing);
        let file = project.sources.shared(source);
        let read = || reader.tree(text, 0).map(Arc::new);
        let tree = before.of(file).or_else(read);
        let named = vocabulary::name_of(name);
        if named.is_none() {
            let first = Span::new(0, text.lines().next().map_or(0, str::len));
            let message = format!("`{name}` is not the name of a vocabulary");
            let all: Vec<&str> = VocabularyName::ALL.iter().map(|it| it.slug()).collect();
            let hint = match nearest(name.trim_end_matches(".yaml"), &all) {
                Some(meant) => format!("did you mean `{meant}.yaml`?"),
                None => format!("the vocabularies are `{}`", all.join("`, `")),
            };
            reader.report(reader.fault(&rules::content::RULE, first, message).hint(hint));
        }
        let mut found = reader.into_findings();
        if let Some(tree) = tree.as_ref().filter(|_| found.is_empty()) {
            kept.keep(file, tree);
        }
        if let (Some(name), Some(tree)) = (named, tree) {
            let tree = vocabulary::VocabularyTree { name, source, text, tree };
            if tree.has_terms() {
                trees.push(tree);
            } else if found.is_empty() {
                found.push(tree.without_terms());
            }
        }
        findings.extend(found);
    }
    let mut found = Vec::new();
    let vocabularies = vocabulary::vocabularies(&trees, &mut found);
    findings.extend(found);
    let needed = VocabularyName::ALL.iter().copied().filter(|name| vocabulary::is_needed(*name));
    for name in needed.filter(|name| project.sources.find(&name.path()).is_none()) {
        findings.extend(no_vocabulary(project, name));
    }
    vocabularies
}

/// The words of records and settings say nothing without their vocabulary.
fn no_vocabulary(project: &Project, name: VocabularyName) -> Option<Finding> {
    let place = Place { source: project.sources.find(SETTINGS)?, span: None };
    let message = format!("the atlas has no vocabulary `{}`", name.slug());
    let fault = Finding::new(&rules::content::RULE, place, message);
    let hint = format!("write `{}`, or take it from a complete atlas", name.path());
    Some(fault.hint(hint))
}

/// The records in the order of [`Project::records`].
fn records(
    project: &Project,
    vocabularies: &Arc<Vocabularies>,
    kept: &mut kept::Records,
    findings: &mut Findings,
) -> Vec<Arc<Read>> {
    let under = (Same::as_this(vocabularies), project.limits);
    kept.read(project, under, findings, |file, source, id| {
        let reader = Reader::new(source, &file.text, vocabularies).within(project.limits);
        let tree = reader.tree(&file.text, 0);
        let draft = tree.and_then(|tree| record::draft(&reader, id, &tree));
        (draft, reader.into_findings())
    })
}

/// Holds every record against the rules, and looks for duplicates.
fn hold_against_rules(
    project: &Project,
    records: &[Arc<Read>],
    (vocabularies, regions, as_of): (&Arc<Vocabularies>, &Arc<Regions>, PartialDate),
    kept: &mut kept::Records,
    findings: &mut Findings,
) -> Result<()> {
    let drafts = || records.iter().filter_map(|read| read.draft.as_ref());
    let asked: Vec<&Facility> = drafts().map(|draft| &*draft.facility).collect();
    let related = others::related(project, &asked, vocabularies)?;
    let facilities = drafts().chain(&related).map(|draft| &*draft.facility);
    let known = Arc::new(Known::new(&project.ids, facilities));
    let of_related = |draft: &Draft| Arc::new(Name::new(&draft.facility.name));
    let named = records.iter().filter_map(|read| Some((read.draft.as_ref()?, &read.name)));
    let named = named.map(|(draft, name)| (draft, Arc::clone(name)));
    let placed = named.chain(related.iter().map(|draft| (draft, of_related(draft))));
    let placed = placed.filter(|(it, _)| it.has_place && it.facility.withdrawn.is_none());
    let placed = placed.map(|(it, name)| Placed::new(Arc::clone(&it.facility), name));
    let duplicates = kept.search.pairs(placed.collect());
    let against = HeldAgainst {
        vocabularies: Same::as_this(vocabularies),
        regions: Same::as_this(regions),
        as_of,
        known: Arc::clone(&known),
    };
    let repeats = |draft: &Draft| duplicates.get(&draft.facility.id).cloned();
    kept.hold(project, records, against, repeats, findings, |file, source, draft| {
        let ground = Ground { vocabularies, regions, as_of };
        let record = Checked::new(draft, (source, &file.text), ground, &known);
        likely_duplicate::check(&record, &duplicates);
        rules::one_record(&record)
    });
    Ok(())
}

/// What each file of a folder says, ordered by path, but for those that cannot be read.
fn each<T: Send>(
    project: &Project,
    folder: &str,
    vocabularies: &Vocabularies,
    findings: &mut Findings,
    read: impl Fn(&Reader, &str, &str) -> Option<T> + Sync,
) -> Vec<T> {
    let files: Vec<_> = project.below(folder).collect();
    let read = files.par_iter().map(|&(source, file, text)| {
        let reader = Reader::new(source, text, vocabularies).within(project.limits);
        (read(&reader, file, text), reader.into_findings())
    });
    let mut all = Vec::new();
    for (one, found) in read.collect::<Vec<_>>() {
        all.extend(one);
        findings.extend(found);
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

/// Whether a file is one of those that [`analysis_files`] reads.
fn is_of_analysis(path: &str) -> bool {
    [ACCESS, MATCHING, PLACE_NAMES].contains(&path) || path.starts_with(PLACES)
}

const ACCESS: &str = "content/access.yaml";
const MATCHING: &str = "content/matching.yaml";
const PLACE_NAMES: &str = "content/geo/place-names.tsv";
const PLACES: &str = "content/places/";

/// What the summaries are made from beside the records. Each of the files may be missing.
fn analysis_files(
    project: &Project,
    vocabularies: &Vocabularies,
    findings: &mut Findings,
) -> Analysis {
    let access = optional(project, ACCESS, vocabularies, findings, analysis::access);
    let matching = optional(project, MATCHING, vocabularies, findings, analysis::matching);
    let others = project.sources.find(PLACE_NAMES);
    let names = places::names(others.map_or("", |id| &project.sources.get(id).text));
    let (mut places, mut towns) = (Vec::new(), Vec::new());
    let mut found = Vec::new();
    for (source, _, text) in project.below(PLACES) {
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

/// The settings as they are written.
fn settings_file(
    project: &Project,
    as_of: PartialDate,
    vocabularies: &Vocabularies,
    findings: &mut Findings,
) -> Result<Option<Settings>> {
    let (source, text) = project.required(SETTINGS)?;
    let reader = Reader::new(source, text, vocabularies);
    let settings = reader.tree(text, 0).and_then(|tree| settings::settings(&reader, &tree, as_of));
    findings.extend(reader.into_findings());
    Ok(settings)
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
    if choices.base_url.is_some() {
        return choices.base_url.clone();
    }
    let as_of = PartialDate::EARLIEST;
    let settings = settings_file(project, as_of, &nothing, &mut nobody_asks).ok()?;
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
    let words = Words::new(language, words::messages(&reader, &rules::content::RULE, &tree));
    let words = words.map_err(|faults| {
        faults.iter().for_each(|fault| words::told(&reader, &tree, fault));
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
