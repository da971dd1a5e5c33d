//! A catalogue of words, `content/words/<language>.yaml`, flattened to keys such as `nav.home`.

use std::collections::BTreeMap;

use super::reader::Reader;
use super::rules;
use crate::words::{Message, category};
use crate::yaml::{Node, Value};

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
