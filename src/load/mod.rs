//! The only reader of disk: an atlas's folder as texts.
//!
//! 1. [`find_root`] finds the atlas's folder.
//! 2. [`read`] walks `facilities/`, `content/` and `templates/` without following links, and reads
//!    every file as text; [`read_part`] reads a few records only, and of the others just the names.
//!    A file that is not what it should be becomes a finding; a disk that does not answer is a
//!    failure.
//!    [`read_revision`] does the same with what git keeps.
//!    [`read_again`] reads only what has changed since.
//! 3. [`ask`] asks whether addresses answer, where that is wanted.
//! 4. [`history()`] asks git what changed in the records, and when.

mod compare;
mod git;
mod history;
mod releases;
mod revision;
mod rules;
mod seen;
mod web;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::finding::{Finding, Findings, Rule};
use crate::model::{CountryCode, FacilityId, Limits, is_reserved};
use crate::source::{Place, SourceFile, SourceId, Sources, Span};
use crate::yaml;
use seen::Looked;

pub use compare::changed_fields;
pub use history::{Asked, Remembered, ask as ask_history, history, uncommitted};
pub use releases::{ADDRESSES, MANIFEST, Manifest, ManifestFile, sha256};
pub use revision::read_revision;
pub use rules::RULES;
pub use seen::Seen;
pub use web::{Answer, ask};

/// The largest other file, in bytes.
pub const MAX_CONTENT_BYTES: u64 = 16 * 1024 * 1024;

/// The folder of the records; findings about it as a whole point there.
pub const RECORDS: &str = "facilities/";

/// The file of the settings.
const SETTINGS: &str = "content/atlas.yaml";

/// The folders that make a folder an atlas.
const FOLDERS: [&str; 3] = ["facilities", "content", "templates"];

/// An atlas as texts.
#[derive(Debug)]
pub struct Project {
    /// Its folder.
    pub root: PathBuf,
    /// All its files, ordered by path.
    pub sources: Sources,
    /// The files of facility records with the ids that their places give them.
    pub records: Vec<(SourceId, FacilityId)>,
    /// The ids of all records, also of those that could not be read or were not asked for, sorted.
    pub ids: Vec<FacilityId>,
    /// The ids of the records that were not asked for.
    pub unread: Vec<FacilityId>,
    /// How much its files may hold.
    pub limits: Limits,
}

impl Project {
    /// All files below a folder such as `content/pages/`, ordered by path, with what is left of
    /// the path.
    pub fn below<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (SourceId, &'a str, &'a str)> {
        self.sources.iter().filter_map(move |(id, file)| {
            file.path.strip_prefix(folder).map(|name| (id, name, file.text.as_str()))
        })
    }

    /// The texts of the records that were asked for, by the ids that their places give them.
    #[must_use]
    pub fn record_texts(&self) -> BTreeMap<&FacilityId, &str> {
        let text = |source: SourceId| self.sources.get(source).text.as_str();
        self.records.iter().map(|(source, id)| (id, text(*source))).collect()
    }

    /// Whether a word stands in the file of a record that was not asked for. Only looked for, in a
    /// buffer that may be used again: reading files as texts takes twice as long.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn unread_has(&self, id: &FacilityId, word: &str, buffer: &mut Vec<u8>) -> Result<bool> {
        let path = format!("facilities/{id}.yaml");
        let context = || format!("cannot read `{path}`");
        let limit = self.limits.record_bytes();
        buffer.clear();
        let file = File::open(self.root.join(&path)).with_context(context)?;
        file.take(limit).read_to_end(buffer).with_context(context)?;
        Ok(memchr::memmem::find(buffer, word.as_bytes()).is_some())
    }

    /// The text of a record that was not asked for; `None` where it is no text.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn unread_text(&self, id: &FacilityId) -> Result<Option<String>> {
        let path = format!("facilities/{id}.yaml");
        let disk = self.root.join(&path);
        Ok(match read_one(&Walked { disk, path, odd: None }, self.limits)? {
            Content::Text { text, .. } => Some(text),
            Content::Fault(..) => None,
        })
    }

    /// The text of a file that the atlas cannot do without.
    ///
    /// # Errors
    /// Where it is not there.
    pub fn required(&self, path: &str) -> Result<(SourceId, &str)> {
        let id = self.sources.find(path).with_context(|| {
            format!("the atlas has no file `{path}`\nhelp: take it from a complete atlas")
        })?;
        Ok((id, &self.sources.get(id).text))
    }
}

/// The folder of the atlas: the one that is named, or else `here` or the nearest folder above it
/// that is one.
///
/// # Errors
/// Where there is none.
pub fn find_root(named: Option<&Path>, here: &Path) -> Result<PathBuf> {
    let missing = |folder: &Path| -> Vec<_> {
        FOLDERS.into_iter().filter(|name| !folder.join(name).is_dir()).collect()
    };
    if let Some(named) = named {
        if !named.is_dir() {
            bail!("`{}` is not a folder\nhelp: name a folder after `--root`", named.display());
        }
        let missing = missing(named);
        if !missing.is_empty() {
            bail!(
                "`{}` is not an atlas: it has no folder {}\nhelp: an atlas has the folders \
                 `facilities`, `content` and `templates`",
                named.display(),
                missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
            );
        }
        return Ok(named.to_owned());
    }
    here.ancestors().find(|folder| missing(folder).is_empty()).map(Path::to_owned).with_context(
        || {
            format!(
                "neither `{}` nor a folder above it is an atlas\nhelp: an atlas has the folders \
             `facilities`, `content` and `templates`; go into one, or name one with `--root`",
                here.display()
            )
        },
    )
}

/// Reads an atlas.
///
/// # Errors
/// Where a folder cannot be listed or a file cannot be read.
pub fn read(root: &Path, findings: &mut Findings) -> Result<Project> {
    read_where(root, &FOLDERS, |_| true, findings)
}

/// Reads an atlas as [`read`] does, but of files that have not changed only what the system says of
/// them; those are then the very same as before. `seen` is what was seen of this atlas before. Where
/// `told` names the files that may have changed since, only these are looked at.
///
/// # Errors
/// As [`read`].
pub fn read_again(
    root: &Path,
    told: Option<&BTreeSet<String>>,
    seen: &mut Seen,
    findings: &mut Findings,
) -> Result<Project> {
    let limits = seen.limits();
    // Another limit concerns every file.
    let told = told.filter(|told| !told.contains(SETTINGS));
    if let Some(files) = told.and_then(|told| seen.told(told, limits)) {
        return Ok(project(root, files.iter(), &[], limits, findings));
    }
    let walked = walked(root, &FOLDERS)?;
    let limits = self::limits(&walked)?;
    let look = |file: Walked| seen.look(file, limits);
    let looked = walked.into_par_iter().map(look).collect::<Vec<Result<Looked>>>();
    let looked: Vec<Looked> = looked.into_iter().collect::<Result<_>>()?;
    Ok(project(root, seen.keep(limits, looked).iter(), &[], limits, findings))
}

/// What every record is held against, and a check of a few records reads of `content/`.
const GROUND: [&str; 6] = [
    SETTINGS,
    "content/geo/nuts2021.csv",
    "content/geo/nuts2024-nuts2021.csv",
    "content/geo/regions.topo.json",
    "content/population",
    "content/vocabularies",
];

/// Reads an atlas without its templates, and of its records only those at or below one of the
/// paths, which are given from the atlas's folder on. Where all of these are records, of the content
/// only what records are held against.
///
/// # Errors
/// Where a folder cannot be listed or a file cannot be read.
pub fn read_part(root: &Path, paths: &[String], findings: &mut Findings) -> Result<Project> {
    let records_alone = paths.iter().all(|path| is_below(path, "facilities"));
    let asked = |path: &str| {
        let named = paths.iter().any(|above| is_below(path, above));
        named
            || if records_alone {
                GROUND.iter().any(|ground| is_below(path, ground))
            } else {
                !(path.starts_with(RECORDS) || path.starts_with("content/places/"))
            }
    };
    read_where(root, &FOLDERS[..2], asked, findings)
}

/// Whether a path is another one, or stands below it.
#[must_use]
pub fn is_below(path: &str, above: &str) -> bool {
    above.is_empty()
        || path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn read_where(
    root: &Path,
    folders: &[&str],
    asked: impl Fn(&str) -> bool,
    findings: &mut Findings,
) -> Result<Project> {
    let all = walked(root, folders)?;
    let (walked, left): (Vec<_>, Vec<_>) = all.into_iter().partition(|file| asked(&file.path));
    let limits = limits(&walked)?;
    let read = |file: Walked| Looked::first(file, limits);
    let read: Vec<Result<Looked>> = walked.into_par_iter().map(read).collect();
    let read: Vec<Looked> = read.into_iter().collect::<Result<_>>()?;
    Ok(project(root, read.iter(), &left, limits, findings))
}

/// All files below some folders, in order.
fn walked(root: &Path, folders: &[&str]) -> Result<Vec<Walked>> {
    let mut walked = Vec::new();
    for folder in folders {
        walk(root, folder, &mut walked)?;
    }
    mark_twins(&mut walked);
    Ok(walked)
}

/// Puts files together that were read; `left` are those that were not asked for.
fn project<'l>(
    root: &Path,
    read: impl Iterator<Item = &'l Looked>,
    left: &[Walked],
    limits: Limits,
    findings: &mut Findings,
) -> Project {
    let id_of = |file: &Walked| record_id(file.path.strip_prefix(RECORDS)?).ok()?;
    // What is a link or no file at all is not read, wherever it leads.
    let unread = left.iter().filter(|file| file.odd.is_none()).filter_map(id_of).collect();
    let mut project = Project {
        root: root.to_owned(),
        sources: Sources::default(),
        records: Vec::new(),
        ids: left.iter().filter_map(id_of).collect(),
        unread,
        limits,
    };
    for Looked { file, .. } in read {
        let id = project.sources.share(Arc::clone(&file.source));
        if let Some(record) = &file.record {
            project.ids.push(record.clone());
            if file.is_text {
                project.records.push((id, record.clone()));
            }
        }
        let here = |finding: &Finding| {
            let place = Place { source: id, span: finding.place.span };
            Finding { place, ..finding.clone() }
        };
        findings.extend(file.found.iter().map(here));
    }
    if project.ids.is_empty() {
        // Something to point at where there is no file.
        project.sources.add(RECORDS.to_owned(), String::new());
    }
    project.ids.sort_unstable();
    project
}

/// The limits that the settings name.
fn limits(walked: &[Walked]) -> Result<Limits> {
    let Some(file) = walked.iter().find(|file| file.path == SETTINGS) else {
        return Ok(Limits::default());
    };
    Ok(match read_one(file, Limits::default())? {
        Content::Text { text, .. } => limits_of(&text),
        Content::Fault(..) => Limits::default(),
    })
}

/// The limits that a text of settings names.
fn limits_of(settings: &str) -> Limits {
    yaml::parse(settings, 0).map_or_else(|_| Limits::default(), |tree| Limits::of_settings(&tree))
}

/// Marks files that many machines take for one.
fn mark_twins(walked: &mut [Walked]) {
    // Of two such files one has a capital; nearly all files of an atlas have none.
    let has_capital = |path: &str| path.bytes().any(|it| !it.is_ascii() || it.is_ascii_uppercase());
    let with_capitals = walked.iter().filter(|file| has_capital(&file.path));
    let small: BTreeSet<String> = with_capitals.map(|file| file.path.to_lowercase()).collect();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for file in walked {
        if !has_capital(&file.path) && !small.contains(&file.path) {
            continue;
        }
        let twin = seen.insert(file.path.to_lowercase(), file.path.clone());
        if let Some(twin) = twin.filter(|_| file.odd.is_none()) {
            file.odd = Some((
                &rules::file_name::RULE,
                format!("the name of this file differs from `{twin}` in capitals alone"),
                "rename one of them: on many machines the two are one file".to_owned(),
            ));
        }
    }
}

/// A file that the walk met.
#[derive(Debug, Clone)]
struct Walked {
    disk: PathBuf,
    path: String,
    odd: Option<Fault>,
}

/// Why a file is not read as text: the rule, what is wrong, what to do.
type Fault = (&'static Rule, String, String);

enum Content {
    Text { text: String, marked: bool },
    Fault(&'static Rule, String, String),
}

fn walk(root: &Path, folder: &str, walked: &mut Vec<Walked>) -> Result<()> {
    let begun = walked.len();
    let entries = WalkDir::new(root.join(folder))
        .into_iter()
        .filter_entry(|it| it.depth() == 0 || !it.file_name().as_encoded_bytes().starts_with(b"."));
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot list the folder `{folder}`"))?;
        let kind = entry.file_type();
        if kind.is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let path = relative.to_string_lossy();
        let path = if path.contains('\\') { path.replace('\\', "/") } else { path.into_owned() };
        let odd = if kind.is_symlink() {
            Some((
                &rules::symbolic_link::RULE,
                "this is a link to another place, not a file".to_owned(),
                "put the file itself here".to_owned(),
            ))
        } else if !kind.is_file() {
            Some((
                &rules::symbolic_link::RULE,
                "this is not a file that can be read".to_owned(),
                "remove it".to_owned(),
            ))
        } else if relative.to_str().is_none_or(|name| name.chars().any(char::is_control)) {
            Some((
                &rules::file_name::RULE,
                "the name of this file has characters that cannot be shown".to_owned(),
                "rename it with small letters, digits and hyphens".to_owned(),
            ))
        } else {
            reserved(&path).map(|name| {
                (
                    &rules::file_name::RULE,
                    format!("`{name}` is a name that Windows keeps for itself"),
                    "choose another one: with this name the atlas cannot be copied to Windows"
                        .to_owned(),
                )
            })
        };
        walked.push(Walked { disk: entry.into_path(), path, odd });
    }
    // By the names of folders, then of what is in them. Sorted once, since the walk would take the
    // names out of their paths for each comparison.
    walked[begun..].sort_unstable_by(|a, b| {
        names(&a.path).cmp(names(&b.path)).then_with(|| a.disk.cmp(&b.disk))
    });
    Ok(())
}

/// A path by which files are sorted: what stands in a folder comes before what only begins like it.
pub fn names(path: &str) -> impl Iterator<Item = u8> {
    path.bytes().map(|it| if it == b'/' { 0 } else { it })
}

/// The part of a path that Windows keeps for itself.
fn reserved(path: &str) -> Option<&str> {
    path.split('/').find(|name| is_reserved(name))
}

fn read_one(file: &Walked, limits: Limits) -> Result<Content> {
    if let Some((rule, message, hint)) = &file.odd {
        return Ok(Content::Fault(rule, message.clone(), hint.clone()));
    }
    let context = || format!("cannot read `{}`", file.path);
    let mut opened = File::open(&file.disk).with_context(context)?;
    let size = opened.metadata().with_context(context)?.len();
    let limit =
        if file.path.starts_with(RECORDS) { limits.record_bytes() } else { MAX_CONTENT_BYTES };
    if size > limit {
        return Ok(Content::Fault(
            &rules::file_size::RULE,
            format!("the file has {} KiB, and {} KiB is the limit", size / 1024, limit / 1024),
            "a record has a few KiB: was something else pasted into it?".to_owned(),
        ));
    }
    // One byte more than there should be, so that its end is met without growing.
    let mut bytes = Vec::with_capacity(usize::try_from(size)? + 1);
    opened.read_to_end(&mut bytes).with_context(context)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => Content::Text { text: rest.to_owned(), marked: true },
            None => Content::Text { text, marked: false },
        }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..valid].iter().filter(|&&byte| byte == b'\n').count() + 1;
            Ok(Content::Fault(
                &rules::not_utf8::RULE,
                format!(
                    "the file is not text in UTF-8: line {line} has a character in another encoding"
                ),
                "open it in your editor and save it again with the encoding UTF-8".to_owned(),
            ))
        }
    }
}

/// What editors on Windows leave in a record, at its first line.
fn odd_ends(file: &SourceFile, marked: bool) -> Vec<Finding> {
    let first = file.text.lines().next().unwrap_or_default();
    let place = Place { source: SourceId::default(), span: Some(Span::new(0, first.len())) };
    let mut findings = Vec::new();
    if marked {
        let message = "a mark that cannot be seen stands before the first letter of the file";
        findings.push(Finding::new(&rules::byte_order_mark::RULE, place, message).hint(format!(
            "save the file as ‘UTF-8’, not as ‘UTF-8 with BOM’, or run `atlas fmt`: the first line \
             is then `{first}`"
        )));
    }
    let count = file.text.matches("\r\n").count();
    if count > 0 {
        let lines = if count == 1 { "line ends" } else { "lines end" };
        let message = format!("{count} {lines} as on Windows, with two signs in place of one");
        findings.push(Finding::new(&rules::line_ends::RULE, place, message).hint(format!(
            "choose ‘LF’ or ‘Unix’ as the line end of the file in your editor, or run `atlas fmt`: \
             the first line is then `{first}` with nothing behind it"
        )));
    }
    findings
}

/// The id that a record's place gives it; none for a note such as `README.md`.
fn record_id(name: &str) -> Result<Option<FacilityId>, (String, String)> {
    let is = |ending: &str| {
        Path::new(name).extension().is_some_and(|it| it.eq_ignore_ascii_case(ending))
    };
    let Some(stem) = name.strip_suffix(".yaml") else {
        if is("md") && !name.contains('/') {
            return Ok(None);
        }
        let hint = if is("yml") || is("yaml") {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            format!("rename it to `{}.yaml`", stem.to_lowercase().replace([' ', '_'], "-"))
        } else {
            "a record is a file `facilities/<country>/<name>.yaml`; move or remove this one".into()
        };
        return Err(("this file is not a record".into(), hint));
    };
    let example = "a record is a file such as `facilities/nl/example-centre.yaml`: the country's \
                   two small letters, then small letters, digits and single hyphens";
    match stem.split_once('/') {
        Some((folder, _)) if CountryCode::parse_folder(folder).is_none() => Err((
            format!("the folder `{folder}` is not a country code in two small letters"),
            example.into(),
        )),
        _ => FacilityId::parse(stem)
            .map(Some)
            .ok_or_else(|| (format!("`{name}` is not a place for a record"), example.into())),
    }
}
