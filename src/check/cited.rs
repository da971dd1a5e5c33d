//! The addresses that records and texts about countries and regions cite.

use super::framework;
use crate::load::{Project, RECORDS};
use crate::model::Url;
use crate::source::Place;
use crate::yaml::{self, Node, Value};

/// An address where it is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Where it stands.
    pub place: Place,
    /// The address.
    pub url: Url,
}

/// Every address that stands alone in a field, in the order of the files. What cannot be read is
/// passed over: the check says so.
#[must_use]
pub fn cited(project: &Project) -> Vec<Cited> {
    let records = project.below(RECORDS).map(|(source, _, text)| (source, 0, text));
    let texts = ["content/countries/", "content/regions/"].into_iter();
    let texts = texts.flat_map(|folder| project.below(folder)).filter_map(|(source, _, text)| {
        let (start, front, _) = framework::parts(text)?;
        Some((source, start, front))
    });
    let mut all = Vec::new();
    for (source, start, text) in records.chain(texts) {
        let Ok(tree) = yaml::parse(text, start) else { continue };
        below(&tree, &mut |node, url| {
            all.push(Cited { place: Place { source, span: Some(node.span) }, url });
        });
    }
    all
}

fn below(node: &Node, take: &mut impl FnMut(&Node, Url)) {
    match &node.value {
        Value::Scalar { text, .. } => {
            if let Ok(url) = Url::parse(text) {
                take(node, url);
            }
        }
        Value::List(items) => items.iter().for_each(|item| below(item, take)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| below(value, take)),
    }
}
