//! Words: of vocabularies, of fixed lists, codes of countries and languages, names of rules.

use super::{Leaf, text};
use crate::check::reader::{Reader, is_quoted, what};
use crate::check::rules::{RULES, bad_text, unknown_term, wrong_type};
use crate::finding::Severity;
use crate::model::field::Kind;
use crate::model::{ClosedList, CountryCode, Term, VocabularyName, language_named};
use crate::yaml::Node;

impl Leaf for Term {
    fn read(reader: &Reader, node: &Node, kind: Kind) -> Option<Self> {
        let Kind::Term(vocabulary) = kind else { return super::mismatch() };
        let text = text::word(reader, node)?;
        let term = reader.vocabularies().find(vocabulary, &text);
        // Of words of a vocabulary that is not there, or has no terms that can be read, nothing is known:
        // that alone is the fault, and was told of its file.
        if term.is_none() && reader.vocabularies().get(vocabulary).is_some() {
            unknown(reader, node, vocabulary, &text);
        }
        term
    }
}

fn unknown(reader: &Reader, node: &Node, vocabulary: VocabularyName, text: &str) {
    let vocabularies = reader.vocabularies();
    let name = vocabulary.slug();
    let message = format!("`{text}` is not in the vocabulary `{name}`");
    let fault = reader.fault(&unknown_term::RULE, node.span, message);
    let slugs: Vec<&str> = vocabularies.terms(vocabulary).map(|(_, entry)| &*entry.slug).collect();
    let file = format!("all {} terms stand in `{}`", slugs.len(), vocabulary.path());
    if let Some((slug, word)) = by_other_word(reader, vocabulary, text) {
        let hint = if word.eq_ignore_ascii_case(slug) {
            format!("write `{slug}`")
        } else {
            format!("‘{word}’ is written `{slug}` here")
        };
        return reader.report(fault.hint(hint).replacement(slug));
    }
    let parts: Vec<&str> = text
        .split([' ', ';', '/', ',', '+', '&'])
        .map(str::trim)
        .filter(|part| !part.is_empty() && !matches!(*part, "and" | "or"))
        .collect();
    if parts.len() > 1 && parts.iter().all(|part| slugs.contains(part)) {
        let several = parts.join(", ");
        let hint = format!("these are several terms: put commas between them, `{several}`");
        return reader.report(fault.hint(hint).replacement(several));
    }
    if let Some(other) = home_of(reader, vocabulary, text) {
        let hint = format!(
            "it is a term of the vocabulary `{}`, which has a field of its own",
            other.slug()
        );
        return reader.report(fault.hint(hint));
    }
    reader.report(match reader.advice().nearest(text, &slugs) {
        Some(slug) => {
            fault.hint(format!("did you mean `{slug}`? {}", upper_first(&file))).replacement(slug)
        }
        None if slugs.len() <= 12 => fault.hint(format!("write one of `{}`", slugs.join("`, `"))),
        None => fault.hint(file),
    });
}

/// The term that has this word as its label, its short label or a synonym, but for small slips; and
/// the word as the vocabulary has it.
fn by_other_word<'a>(
    reader: &Reader<'a>,
    vocabulary: VocabularyName,
    text: &str,
) -> Option<(&'a str, &'a str)> {
    let words: Vec<(&str, &str)> = reader
        .vocabularies()
        .terms(vocabulary)
        .flat_map(|(_, entry)| {
            let others = [Some(&entry.label), entry.short.as_ref()].into_iter().flatten();
            others.chain(&entry.synonyms).map(|word| (&*entry.slug, word.as_str()))
        })
        .collect();
    let lower = text.to_lowercase().replace(['-', '_'], " ");
    let same = |word: &str| word.to_lowercase().replace(['-', '_'], " ") == lower;
    words.iter().copied().find(|(_, word)| same(word))
}

/// Another vocabulary that has this very term.
fn home_of(reader: &Reader, not: VocabularyName, text: &str) -> Option<VocabularyName> {
    [
        VocabularyName::Roles,
        VocabularyName::Classes,
        VocabularyName::Platforms,
        VocabularyName::Areas,
        VocabularyName::Services,
        VocabularyName::Scales,
        VocabularyName::Networks,
        VocabularyName::Products,
        VocabularyName::LicenceTypes,
        VocabularyName::AccreditationSchemes,
        VocabularyName::Measures,
        VocabularyName::Statuses,
    ]
    .into_iter()
    .find(|&name| name != not && reader.vocabularies().find(name, text).is_some())
}

/// A choice from a fixed list.
pub fn choice<T: ClosedList>(reader: &Reader, node: &Node) -> Option<T> {
    let text = text::word(reader, node)?;
    let choice = T::from_slug(&text);
    if choice.is_none() {
        let slugs: Vec<&str> = T::ALL.iter().map(|choice| choice.slug()).collect();
        let message = format!("`{text}` is not one of the choices");
        let fault = reader.fault(&unknown_term::RULE, node.span, message);
        let all = format!("the choices are `{}`", slugs.join("`, `"));
        reader.report(match reader.advice().nearest(&text, &slugs) {
            Some(word) => fault
                .hint(format!("did you mean `{word}`? {}", upper_first(&all)))
                .replacement(word),
            None => fault.hint(all),
        });
    }
    choice
}

/// `true` or `false`.
pub fn boolean(reader: &Reader, node: &Node) -> Option<bool> {
    let text = node.text().unwrap_or_default();
    match text {
        "true" if !is_quoted(node) => return Some(true),
        "false" if !is_quoted(node) => return Some(false),
        _ => {}
    }
    let meant = match text.to_lowercase().as_str() {
        "yes" | "y" | "on" | "true" | "ja" | "oui" | "sì" | "si" | "sí" | "x" => Some("true"),
        "no" | "n" | "off" | "false" | "nein" | "nee" | "non" => Some("false"),
        _ => None,
    };
    match meant {
        Some(meant) => {
            let message = format!("this is {}, where `true` or `false` is expected", what(node));
            let fault = reader.fault(&wrong_type::RULE, node.span, message);
            reader.report(fault.hint(format!("write `{meant}`")).replacement(meant));
        }
        None => reader.wrong_type(node, "`true` or `false`"),
    }
    None
}

impl Leaf for CountryCode {
    fn read(reader: &Reader, node: &Node, _: Kind) -> Option<Self> {
        let text = text::word(reader, node)?;
        let vocabularies = reader.vocabularies();
        let known = Self::parse(&text).filter(|code| vocabularies.country(*code).is_some());
        if known.is_some() || vocabularies.get(VocabularyName::Countries).is_none() {
            return known;
        }
        let entries = || vocabularies.terms(VocabularyName::Countries).map(|(_, entry)| entry);
        let slugs: Vec<&str> = entries().map(|entry| &*entry.slug).collect();
        let labels: Vec<&str> = entries().map(|entry| entry.label.as_str()).collect();
        let lower = text.to_lowercase();
        let of_label = |label: &str| entries().find(|it| it.label == label).map(|it| &*it.slug);
        let meant = match lower.as_str() {
            "el" => Some("gr"),
            "uk" | "england" | "scotland" | "wales" | "northern ireland" => Some("gb"),
            "holland" => Some("nl"),
            _ => None,
        }
        .or_else(|| slugs.iter().copied().find(|slug| *slug == lower))
        .or_else(|| by_other_word(reader, VocabularyName::Countries, &text).map(|(slug, _)| slug))
        .or_else(|| {
            reader.advice().nearest(&text, &labels).filter(|_| text.len() > 3).and_then(of_label)
        })
        .map(str::to_ascii_uppercase);
        let message = format!("`{text}` is not the code of a country that the atlas knows");
        let fault = reader.fault(&unknown_term::RULE, node.span, message);
        reader.report(match meant {
            Some(code) => fault
                .hint(format!("write `{code}`, the country’s code in ISO 3166-1"))
                .replacement(code),
            None => fault.hint(format!(
                "write the two capital letters of ISO 3166-1, such as `NL`; countries stand in `{}`",
                VocabularyName::Countries.path()
            )),
        });
        None
    }
}

/// The code of a language.
pub fn language(reader: &Reader, node: &Node) -> Option<String> {
    let text = text::word(reader, node)?;
    let meant = language_named(&text);
    if meant == Some(text.as_str()) {
        return Some(text);
    }
    let message = format!("`{text}` is not the code of a language");
    let fault = reader.fault(&bad_text::RULE, node.span, message);
    reader.report(match meant {
        Some(code) => fault.hint(format!("write `{code}`")).replacement(code),
        None => fault.hint("write its two small letters of ISO 639-1, such as `nl` or `en`"),
    });
    None
}

/// The name of a rule that can be waived.
pub fn rule(reader: &Reader, node: &Node) -> Option<String> {
    let text = text::word(reader, node)?;
    let rule = RULES.iter().find(|rule| rule.name == text);
    if rule.is_some_and(|rule| rule.severity == Severity::Warning) {
        return Some(text);
    }
    let fault = |message: String| reader.fault(&unknown_term::RULE, node.span, message);
    if rule.is_some() {
        let fault = fault(format!("the rule `{text}` cannot be waived"));
        reader.report(fault.hint("only warnings can be waived: mend the fault instead"));
        return None;
    }
    let names: Vec<&str> = RULES
        .iter()
        .filter(|rule| rule.severity == Severity::Warning)
        .map(|rule| rule.name)
        .collect();
    let fault = fault(format!("there is no rule `{text}`"));
    reader.report(match reader.advice().nearest(&text, &names) {
        Some(name) => fault.hint(format!("did you mean `{name}`?")).replacement(name),
        None => {
            fault.hint("write the name that stands in brackets in the warning, such as `expired`")
        }
    });
    None
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
