//! A catalogue of words, `content/words/<language>.yaml`, flattened to keys such as `nav.home`.

use std::collections::BTreeMap;

use anyhow::Result;

use super::reader::Reader;
use super::rules;
use super::translation::Missing;
use crate::finding::Finding;
use crate::load::Project;
use crate::model::Vocabularies;
use crate::source::SourceId;
use crate::words::{Gap, Message, Words, category};
use crate::yaml::{self, Node, Value};

/// The catalogue of a language, relative to the atlas.
pub fn path(language: &str) -> String {
    format!("content/words/{language}.yaml")
}

/// The English words, without the faults that are reported when they are read for themselves.
pub fn english(project: &Project) -> Result<BTreeMap<String, Message>> {
    let (source, text) = project.required(&path("en"))?;
    let nothing = Vocabularies::default();
    let tree = yaml::read(text, 0).tree;
    Ok(tree.map(|tree| messages(&Reader::new(source, text, &nothing), &tree)).unwrap_or_default())
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
    let own = messages(&reader, &tree);
    let words = match Words::translated(language, own, english) {
        Ok((words, gaps)) => {
            report(&reader, source, &tree, gaps);
            Some(words)
        }
        Err(faults) => {
            for fault in faults {
                reader.report(reader.fault(&rules::content::RULE, tree.span, fault.to_string()));
            }
            None
        }
    };
    found.extend(reader.into_findings());
    (words, found)
}

/// Reports what a translated catalogue lacks, or has too much.
fn report(reader: &Reader, source: SourceId, tree: &Node, gaps: Vec<Gap>) {
    let mut missing = Missing::new(source, "words");
    for gap in gaps {
        let (key, message, hint) = match gap {
            Gap::Missing { key, english } => {
                missing.add(key, &english);
                continue;
            }
            Gap::Unknown { key } => {
                let message = format!("the English catalogue has no words `{key}`");
                (key, message, "take them out, or give them the name that they have there".into())
            }
            Gap::Placeholders { key, wanted } => {
                let message = format!("the words `{key}` have other placeholders than in English");
                let wanted: Vec<String> = wanted.iter().map(|it| format!("`{{{it}}}`")).collect();
                let hint = match wanted.as_slice() {
                    [] => "the English ones have none".to_owned(),
                    _ => format!("the English ones have {}", wanted.join(", ")),
                };
                (key, message, format!("{hint}; until they agree, readers see the English words"))
            }
            Gap::Faulty { key, fault } => {
                (key, fault.to_string(), "until it is mended, readers see the English words".into())
            }
        };
        let fault = reader.fault(&rules::translation::RULE, tree.nearest(&key).span, message);
        reader.report(fault.hint(hint));
    }
    missing.report(reader);
}

/// Reads all messages; a map whose every key is a plural category is one message.
pub fn messages(reader: &Reader, tree: &Node) -> BTreeMap<String, Message> {
    let mut messages = BTreeMap::new();
    gather(reader, tree, "", &mut messages);
    messages
}

fn gather(reader: &Reader, node: &Node, path: &str, messages: &mut BTreeMap<String, Message>) {
    match &node.value {
        Value::Scalar { text, .. } => {
            messages.insert(path.to_owned(), Message::One(text.to_string()));
        }
        Value::Map(entries) => {
            let forms: Option<BTreeMap<_, _>> = entries
                .iter()
                .map(|(key, node)| Some((category(&key.text)?, node.text()?.to_owned())))
                .collect();
            if let (Some(forms), false) = (forms, entries.is_empty()) {
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
                gather(reader, below, &below_path, messages);
            }
        }
        Value::List(_) => reader.wrong_type(node, "words, or a map of them"),
    }
}
