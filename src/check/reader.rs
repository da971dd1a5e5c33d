//! From a tree of texts to checked values.
//!
//! A [`Reader`] belongs to one file and collects its findings. It takes a group of fields apart
//! ([`super::fields`]) by the tables of [`crate::model::fields`]; single values are read by
//! [`super::value`].

use std::cell::RefCell;

use super::rules::{
    empty_value, not_yaml, wrong_type, yaml_indent, yaml_open, yaml_quotes, yaml_space, yaml_tab,
};
use super::suggest::Advice;
use crate::finding::{Finding, Rule};
use crate::model::{Limits, Vocabularies};
use crate::source::{Place, SourceId, Span};
use crate::yaml::{self, Node, Reading, Slip, Value};

/// Reads the nodes of one file.
pub struct Reader<'a> {
    source: SourceId,
    text: &'a str,
    vocabularies: &'a Vocabularies,
    limits: Limits,
    advice: Advice,
    findings: RefCell<Vec<Finding>>,
}

impl<'a> Reader<'a> {
    /// A reader for a file with this text.
    pub fn new(source: SourceId, text: &'a str, vocabularies: &'a Vocabularies) -> Self {
        let limits = Limits::CEILINGS;
        let (advice, findings) = (Advice::default(), RefCell::default());
        Self { source, text, vocabularies, limits, advice, findings }
    }

    /// The same with the limits of an atlas.
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The limits of what the file may hold.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The file's text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// What was meant by an unknown word of the file.
    pub fn advice(&self) -> &Advice {
        &self.advice
    }

    /// The vocabularies that terms are found in.
    pub fn vocabularies(&self) -> &'a Vocabularies {
        self.vocabularies
    }

    /// What was found.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }

    /// A fault at a place of the file, still to be reported.
    pub fn fault(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(rule, Place { source: self.source, span: Some(span) }, message)
    }

    /// Reports a fault.
    pub fn report(&self, finding: Finding) {
        self.findings.borrow_mut().push(finding);
    }

    /// Takes back what was reported by a rule inside a stretch, where something else explains it.
    pub fn retract(&self, rule: &'static Rule, within: Span) {
        self.findings.borrow_mut().retain(|finding| {
            let inside = finding
                .place
                .span
                .is_some_and(|span| span.start >= within.start && span.end <= within.end);
            finding.rule.name != rule.name || !inside
        });
    }

    /// The tree of the file's text, or of a part of it that begins at an offset. Slips are reported,
    /// and mended in memory where possible, so that the rest can be read.
    pub fn tree(&self, text: &str, offset: usize) -> Option<Node> {
        let Reading { tree, faults } = yaml::read(text, offset);
        if tree.is_none() && !has_fields(text) {
            let span = Span::new(offset, offset + text.trim_end().len());
            self.report(self.fault(&not_yaml::RULE, span, "this is a text, where fields are expected").hint(
                "a record has lines such as `name: NecstGen`; copy another record and change it, or \
                 let `atlas new` ask you",
            ));
            return None;
        }
        for fault in faults {
            let rule = match fault.slip {
                Slip::Tab => &yaml_tab::RULE,
                Slip::Space => &yaml_space::RULE,
                Slip::Quotes => &yaml_quotes::RULE,
                Slip::Open => &yaml_open::RULE,
                Slip::Indent => &yaml_indent::RULE,
                Slip::Other => &not_yaml::RULE,
            };
            let finding = self.fault(rule, fault.span, fault.message).hint(fault.hint);
            self.report(Finding { replacement: fault.replacement, ..finding });
        }
        // Deeper than the program allows nothing is read at all.
        if self.limits.depth < yaml::MAX_DEPTH
            && let Some(tree) = &tree
            && let Some(span) = deeper_than(tree, self.limits.depth)
        {
            let message = "lists and maps nest too deep here";
            self.report(self.fault(&not_yaml::RULE, span, message).hint(format!(
                "{} is the limit of this atlas: check the indentation and the brackets",
                self.limits.depth
            )));
        }
        tree
    }

    /// Reports a value of the wrong kind.
    pub fn wrong_type(&self, node: &Node, wanted: &str) {
        if node.is_empty() {
            self.empty(node.span);
            return;
        }
        let message = format!("this is {}, where {wanted} is expected", what(node));
        self.report(self.fault(&wrong_type::RULE, node.span, message));
    }

    /// Reports that nothing stands where a value should.
    pub fn empty(&self, span: Span) {
        self.report(self.fault(&empty_value::RULE, span, "nothing stands here").hint(
            "leave the field out if nobody has told us; write `undisclosed` if they would not tell, \
             or `not-applicable` if the question makes no sense here",
        ));
    }
}

/// Where a tree first nests deeper than a limit.
fn deeper_than(node: &Node, limit: usize) -> Option<Span> {
    match &node.value {
        Value::Scalar { .. } => None,
        Value::List(_) | Value::Map(_) if limit == 0 => Some(node.span),
        Value::List(items) => items.iter().find_map(|item| deeper_than(item, limit - 1)),
        Value::Map(entries) => entries.iter().find_map(|(_, node)| deeper_than(node, limit - 1)),
    }
}

/// Whether a line of a text begins as a field does.
fn has_fields(text: &str) -> bool {
    text.lines().any(|line| {
        let key = line.trim_start().trim_start_matches("- ").split_once(':').map(|(key, _)| key);
        key.is_some_and(|key| {
            !key.is_empty() && key.bytes().all(|it| it.is_ascii_lowercase() || it == b'_')
        })
    })
}

/// What a node is, in words.
pub fn what(node: &Node) -> String {
    match &node.value {
        Value::List(_) => "a list".to_owned(),
        Value::Map(_) => "a group of fields".to_owned(),
        Value::Scalar { text, .. } if text.chars().count() <= 40 => {
            format!("`{}`", text.trim().replace('\n', " "))
        }
        Value::Scalar { .. } => "a text".to_owned(),
    }
}

/// Whether a value stands in quotes, or as a block of text.
pub fn is_quoted(node: &Node) -> bool {
    matches!(node.value, Value::Scalar { plain: false, .. })
}
