//! A catalogue of words, `content/words/<language>.yaml`, flattened to keys such as `nav.home`.

use std::collections::BTreeMap;

use anyhow::Result;
use icu_plurals::PluralCategory;

use super::reader::Reader;
use super::rules;
use super::suggest::nearest;
use super::translation::Missing;
use crate::finding::{Finding, Rule};
use crate::load::Project;
use crate::model::Vocabularies;
use crate::source::SourceId;
use crate::words::{Gap, Message, WordFault, Words, category};
use crate::yaml::{self, Key, Node, Value};

/// The catalogue of a language, relative to the atlas.
pub fn path(language: &str) -> String {
    format!("content/words/{language}.yaml")
}

/// The English words, without the faults that are reported when they are read for themselves.
pub fn english(project: &Project) -> Result<BTreeMap<String, Message>> {
    let (source, text) = project.required(&path("en"))?;
    let nothing = Vocabularies::default();
    let reader = Reader::new(source, text, &nothing);
    let tree = yaml::read(text, 0).tree;
    Ok(tree.map(|tree| messages(&reader, &rules::content::RULE, &tree)).unwrap_or_default())
}

/// The words of a further language with the English ones in the place of those that it lacks. None
/// where they cannot be read.
pub fn translated(
    project: &Project,
    language: &str,
    english: &BTreeMap<String, Message>,
) -> (Option<Words>, Vec<Finding>) {
    let nothing = Vocabularies::default();
    let mut found = Vec::new();
    let path = path(language);
    let Some(source) = project.sources.find(&path) else {
        found.extend(Missing::file(project, &path));
        let words = Words::translated(language, BTreeMap::new(), english);
        return (words.ok().map(|(words, _)| words), found);
    };
    let text = &project.sources.get(source).text;
    let reader = Reader::new(source, text, &nothing);
    let Some(tree) = reader.tree(text, 0) else { return (None, reader.into_findings()) };
    let own = messages(&reader, &rules::translation::RULE, &tree);
    let words = match Words::translated(language, own, english) {
        Ok((words, gaps)) => {
            report(&reader, source, &tree, gaps);
            Some(words)
        }
        Err(faults) => {
            // Those of the English words are told where those stand.
            let of_english = Words::new("en", english.clone()).err().unwrap_or_default();
            let own = faults.iter().filter(|fault| !of_english.contains(fault));
            own.for_each(|fault| told(&reader, &tree, fault));
            None
        }
    };
    found.extend(reader.into_findings());
    (words, found)
}

/// Reports a fault of a catalogue at its key, or at the nearest one above it that is there.
pub fn told(reader: &Reader, tree: &Node, fault: &WordFault) {
    let at = fault.key().map_or(tree.span, |key| tree.nearest(key).span);
    reader.report(reader.fault(&rules::content::RULE, at, fault.to_string()).hint(fault.hint()));
}

/// Reports what a translated catalogue lacks, or has too much.
fn report(reader: &Reader, source: SourceId, tree: &Node, gaps: Vec<Gap>) {
    let mut missing = Missing::new(source, "words");
    let is_missing = |gap: &Gap| matches!(gap, Gap::Missing { .. });
    let lacking: Vec<&str> = gaps.iter().filter(|gap| is_missing(gap)).map(Gap::key).collect();
    for gap in &gaps {
        let key = gap.key();
        let (message, hint) = match gap {
            Gap::Missing { english, .. } => {
                missing.add(key.to_owned(), english);
                continue;
            }
            Gap::Unknown { .. } => {
                let message = format!("the English catalogue has no words `{key}`");
                let hint = match reader.advice().nearest(key, &lacking) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "take them out, or give them the name that they have there".to_owned(),
                };
                (message, hint)
            }
            Gap::Placeholders { wanted, .. } => {
                let message = format!("the words `{key}` have other placeholders than in English");
                let wanted: Vec<String> = wanted.iter().map(|it| format!("`{{{it}}}`")).collect();
                let hint = match wanted.as_slice() {
                    [] => "the English ones have none".to_owned(),
                    _ => format!("the English ones have {}", wanted.join(", ")),
                };
                (message, format!("{hint}; until they agree, readers see the English words"))
            }
            Gap::Faulty { fault, .. } => {
                (fault.to_string(), "until it is mended, readers see the English words".into())
            }
        };
        let fault = reader.fault(&rules::translation::RULE, tree.nearest(key).span, message);
        reader.report(fault.hint(hint));
    }
    missing.report(reader);
}

/// The forms of plural words; where some are called as no form is, the others tell what was meant. None for
/// other words.
fn plural_forms(
    reader: &Reader,
    rule: &'static Rule,
    entries: &[(Key, Node)],
) -> Option<BTreeMap<PluralCategory, String>> {
    const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
    // Most maps are words of another kind.
    if entries.iter().all(|(key, _)| category(&key.text).is_none()) {
        return None;
    }
    let mut forms = BTreeMap::new();
    let mut slips = Vec::new();
    for (key, node) in entries {
        let form = category(&key.text).or_else(|| {
            let meant = nearest(&key.text, &FORMS)?;
            slips.push((key, meant));
            category(meant)
        });
        if forms.insert(form?, node.text()?.to_owned()).is_some() {
            return None;
        }
    }
    for (key, meant) in slips {
        let message = format!("plural words have no form `{}`", key.text);
        let fault = reader.fault(rule, key.span, message);
        reader.report(fault.hint(format!("did you mean `{meant}`?")).replacement(meant));
    }
    Some(forms)
}

/// Reads all messages; a map whose every key is a plural category is one message. What is wrong with those
/// categories is told by a rule.
pub fn messages(reader: &Reader, rule: &'static Rule, tree: &Node) -> BTreeMap<String, Message> {
    let mut messages = BTreeMap::new();
    gather((reader, rule), tree, "", &mut messages);
    messages
}

fn gather(
    (reader, rule): (&Reader, &'static Rule),
    node: &Node,
    path: &str,
    messages: &mut BTreeMap<String, Message>,
) {
    match &node.value {
        Value::Scalar { text, .. } => {
            messages.insert(path.to_owned(), Message::One(text.to_string()));
        }
        Value::Map(entries) => {
            if let Some(forms) = plural_forms(reader, rule, entries) {
                messages.insert(path.to_owned(), Message::Plural(forms));
                return;
            }
            for (key, below) in entries {
                let below_path = if path.is_empty() {
                    key.text.to_string()
                } else {
                    format!("{path}.{}", key.text)
                };
                if messages.contains_key(&below_path) {
                    let message = format!("the words `{below_path}` stand here a second time");
                    let fault = reader.fault(&rules::duplicate_key::RULE, key.span, message);
                    reader.report(fault.hint("keep one of the two"));
                }
                gather((reader, rule), below, &below_path, messages);
            }
        }
        Value::List(_) => reader.wrong_type(node, "words, or a map of them"),
    }
}
