//! The atlas's texts in its further languages: labels of terms in `content/labels/<language>.yaml`,
//! pages of prose in `content/pages/<language>/`. The words of the interface are read in
//! [`super::words`].

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::framework;
use super::reader::Reader;
use super::rules::translation::RULE;
use super::suggest::nearest;
use super::value::text;
use super::vocabulary::is_needed;
use crate::finding::{Finding, Findings};
use crate::load::Project;
use crate::model::field::MAX_TEXT;
use crate::model::{
    ClosedList as _, Label, MatchingRules, TermDetail, TermEntry, Translation, Vocabularies,
    VocabularyName, languages,
};
use crate::source::{Place, SourceId};
use crate::yaml::{Key, Node, Value};

/// So many missing texts of a file are reported one by one; of more, so many are named.
const NAMED: usize = 8;

/// The key beside the vocabularies that holds what the settings say in English.
const OF_ATLAS: &str = "atlas";

/// The key that holds what content/matching.yaml says in English.
const OF_MATCHING: &str = "matching";

/// What translations are held against.
pub struct Base<'b> {
    /// The atlas as texts.
    pub project: &'b Project,
    /// The English vocabularies.
    pub vocabularies: &'b Vocabularies,
    /// The slugs of the English pages.
    pub pages: &'b [String],
    /// The rules by which facilities complement each other, in English.
    pub matching: &'b MatchingRules,
}

/// The language whose folder a page of prose stands in; none for an English one.
#[must_use]
pub fn language_of(file: &str) -> Option<&str> {
    let (folder, _) = file.split_once('/')?;
    languages().any(|(code, _)| code == folder).then_some(folder)
}

/// The texts of the languages that the settings name. Those of others are looked at as far as they
/// are there.
pub fn translations(
    base: &Base<'_>,
    languages: &[String],
    findings: &mut Findings,
) -> Vec<Translation> {
    let mut all: Vec<Translation> = languages
        .iter()
        .map(|language| Translation { language: language.clone(), ..Translation::default() })
        .collect();
    let files: Vec<_> = base.project.below("content/labels/").collect();
    let read = files.par_iter().map(|&(source, file, text)| {
        let language = file.strip_suffix(".yaml").unwrap_or(file);
        let reader = Reader::new(source, text, base.vocabularies);
        let mut labels = Labels { base, reader: &reader, found: Translation::default() };
        if let Some(tree) = reader.tree(text, 0) {
            labels.read(&tree);
        }
        let found = Translation { language: language.to_owned(), ..labels.found };
        let place = languages.iter().position(|it| it == language);
        if place.is_some() {
            lacking(base, &found, Missing::new(source, "labels")).report(&reader);
        }
        (place.zip(Some(found)), reader.into_findings())
    });
    for (read, found) in read.collect::<Vec<_>>() {
        findings.extend(found);
        if let Some((place, translation)) = read {
            all[place] = translation;
        }
    }
    for (source, file, text) in base.project.below("content/pages/") {
        let Some((language, name)) = language_of(file).zip(file.split_once('/')) else { continue };
        let reader = Reader::new(source, text, base.vocabularies).within(base.project.limits);
        let page = framework::page(&reader, name.1, text);
        if let Some(page) = &page
            && !base.pages.contains(&page.slug)
        {
            let message = format!("there is no English page `{}`", page.slug);
            let fault = Finding::new(&RULE, Place { source, span: None }, message);
            reader.report(fault.hint("a page is written in English first, in `content/pages/`"));
        }
        findings.extend(reader.into_findings());
        let place = all.iter_mut().find(|it| it.language == language);
        if let Some((place, page)) = place.zip(page) {
            place.pages.push(page);
        }
    }
    for translation in &all {
        let folder = format!("content/pages/{}/", translation.language);
        let labels = format!("content/labels/{}.yaml", translation.language);
        if base.project.sources.find(&labels).is_none() {
            findings.extend(Missing::file(base.project, &labels));
        }
        for slug in base.pages {
            let path = format!("{folder}{slug}.md");
            if base.project.sources.find(&path).is_none() {
                findings.extend(Missing::file(base.project, &path));
            }
        }
    }
    all
}

/// Texts that a file lacks.
pub struct Missing {
    source: SourceId,
    what: &'static str,
    /// Their names, and the English ones.
    texts: Vec<(String, String)>,
}

impl Missing {
    /// None yet.
    pub fn new(source: SourceId, what: &'static str) -> Self {
        Self { source, what, texts: Vec::new() }
    }

    /// Takes one in.
    pub fn add(&mut self, name: impl Into<String>, english: &str) {
        self.texts.push((name.into(), english.to_owned()));
    }

    /// Reports each, or all in one where they are many.
    pub fn report(&self, reader: &Reader) {
        let place = Place { source: self.source, span: None };
        let (count, what) = (self.texts.len(), self.what);
        if count > NAMED {
            let some: Vec<String> =
                self.texts.iter().take(NAMED).map(|(name, _)| format!("`{name}`")).collect();
            let message = format!("{count} {what} are missing: {} …", some.join(", "));
            let hint = "until they are there, readers see the English ones";
            reader.report(Finding::new(&RULE, place, message).hint(hint));
            return;
        }
        for (name, english) in &self.texts {
            let message = format!("the {what} `{name}` are missing");
            let hint = format!("until they are there, readers see the English ones, ‘{english}’");
            reader.report(Finding::new(&RULE, place, message).hint(hint));
        }
    }

    /// A file of a language that is not there; it is the settings that ask for it.
    pub fn file(project: &Project, path: &str) -> Option<Finding> {
        let source = project.sources.find("content/atlas.yaml")?;
        let message = format!("the atlas has no file `{path}`");
        let fault = Finding::new(&RULE, Place { source, span: None }, message);
        Some(fault.hint("write it; until then readers see the English texts"))
    }
}

/// What a language lacks.
fn lacking(base: &Base<'_>, of: &Translation, mut missing: Missing) -> Missing {
    if of.description.is_none() {
        missing.add(format!("{OF_ATLAS}.description"), "the description in content/atlas.yaml");
    }
    for rule in &base.matching.rules {
        let (label, reason) = of.matching.get(&rule.id).cloned().unwrap_or_default();
        for (field, there, english) in
            [("label", label, &rule.label), ("reason", reason, &rule.reason)]
        {
            if there.is_none() {
                missing.add(format!("{OF_MATCHING}.{}.{field}", rule.id), english);
            }
        }
    }
    for vocabulary in base.vocabularies.iter() {
        let labels = of.labels.get(&vocabulary.name);
        let nothing = Label::default();
        for entry in &vocabulary.terms {
            let found = labels.and_then(|labels| labels.get(&*entry.slug)).unwrap_or(&nothing);
            for (field, english) in wanted(entry, found) {
                let name = vocabulary.name.slug();
                missing.add(format!("{name}.terms.{}.{field}", entry.slug), english);
            }
        }
    }
    missing
}

/// The texts of a term that a language should have and lacks, with the English ones.
fn wanted<'e>(entry: &'e TermEntry, found: &Label) -> Vec<(&'static str, &'e str)> {
    let mut wanted = Vec::new();
    let mut want = |field: &'static str, english: &'e str, there: &Option<String>| {
        wanted.extend(there.is_none().then_some((field, english)));
    };
    want("label", &entry.label, &found.label);
    want("definition", &entry.definition, &found.definition);
    if let Some(short) = &entry.short {
        want("short", short, &found.short);
    }
    match &entry.detail {
        TermDetail::Country(detail) => want("in_sentence", &detail.in_sentence, &found.in_sentence),
        TermDetail::Relation { inverse, .. } => want("inverse", inverse, &found.inverse),
        _ => {}
    }
    wanted
}

/// A file of labels being read.
struct Labels<'l, 'b> {
    base: &'l Base<'b>,
    reader: &'l Reader<'l>,
    found: Translation,
}

impl Labels<'_, '_> {
    fn read(&mut self, tree: &Node) {
        for (key, node) in self.map(tree) {
            if &*key.text == OF_ATLAS {
                for (key, node) in self.map(node) {
                    match &*key.text {
                        "description" => self.found.description = self.text(node),
                        _ => self.unknown(key, "text of the atlas", &["description"]),
                    }
                }
                continue;
            }
            if &*key.text == OF_MATCHING {
                self.matching(node);
                continue;
            }
            let name = VocabularyName::from_slug(&key.text);
            match name.filter(|name| self.base.vocabularies.get(*name).is_some()) {
                Some(name) => {
                    let terms = self.vocabulary(name, node);
                    self.found.labels.insert(name, terms);
                }
                // Of one that cannot be read it is not known what it has; that was told of it.
                None if name.is_some_and(|name| self.is_told(name)) => {}
                None => {
                    let all: Vec<&str> =
                        self.base.vocabularies.iter().map(|it| it.name.slug()).collect();
                    self.unknown(key, "vocabulary", &all);
                }
            }
        }
    }

    /// Whether something stands against a vocabulary that was not read.
    fn is_told(&self, name: VocabularyName) -> bool {
        is_needed(name) || self.base.project.sources.find(&name.path()).is_some()
    }

    fn matching(&mut self, node: &Node) {
        let rules: Vec<&str> = self.base.matching.rules.iter().map(|it| it.id.as_str()).collect();
        for (key, node) in self.map(node) {
            if !rules.contains(&&*key.text) {
                self.unknown(key, "rule of content/matching.yaml", &rules);
                continue;
            }
            let mut texts = (None, None);
            for (key, node) in self.map(node) {
                match &*key.text {
                    "label" => texts.0 = self.text(node),
                    "reason" => texts.1 = self.text(node),
                    _ => self.unknown(key, "text of a rule", &["label", "reason"]),
                }
            }
            self.found.matching.insert(key.text.to_string(), texts);
        }
    }

    fn vocabulary(&self, name: VocabularyName, node: &Node) -> BTreeMap<String, Label> {
        let slugs: Vec<&str> =
            self.base.vocabularies.terms(name).map(|(_, entry)| &*entry.slug).collect();
        let mut terms = BTreeMap::new();
        for (key, node) in self.map(node) {
            match &*key.text {
                "about" => {}
                "terms" => {
                    for (key, node) in self.map(node) {
                        if slugs.contains(&&*key.text) {
                            terms.insert(key.text.to_string(), self.term(node));
                        } else {
                            self.unknown(key, "term", &slugs);
                        }
                    }
                }
                _ => self.unknown(key, "part of a vocabulary", &["about", "terms"]),
            }
        }
        terms
    }

    fn term(&self, node: &Node) -> Label {
        let mut label = Label::default();
        for (key, node) in self.map(node) {
            match place(&mut label, &key.text) {
                Some(field) => *field = self.text(node),
                None => self.unknown(key, "text of a term", &FIELDS),
            }
        }
        label
    }

    fn map<'n>(&self, node: &'n Node) -> &'n [(Key, Node)] {
        match &node.value {
            Value::Map(entries) => entries,
            Value::Scalar { .. } | Value::List(_) => {
                self.reader.wrong_type(node, "a map of texts");
                &[]
            }
        }
    }

    fn text(&self, node: &Node) -> Option<String> {
        text::line(self.reader, node, MAX_TEXT)
    }

    fn unknown(&self, key: &Key, what: &str, known: &[&str]) {
        let message = format!("there is no {what} `{}`", key.text);
        let fault = self.reader.fault(&RULE, key.span, message);
        self.reader.report(match nearest(&key.text, known) {
            Some(meant) => fault.hint(format!("`{meant}` was probably meant")).replacement(meant),
            None => fault.hint("take it out: nobody meets it"),
        });
    }
}

/// The texts that a term may have.
const FIELDS: [&str; 7] =
    ["label", "short", "definition", "note", "in_sentence", "inverse", "indication"];

/// The place of one of them; none for another word.
fn place<'l>(label: &'l mut Label, field: &str) -> Option<&'l mut Option<String>> {
    Some(match field {
        "label" => &mut label.label,
        "short" => &mut label.short,
        "definition" => &mut label.definition,
        "note" => &mut label.note,
        "in_sentence" => &mut label.in_sentence,
        "inverse" => &mut label.inverse,
        "indication" => &mut label.indication,
        _ => return None,
    })
}
