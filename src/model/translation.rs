//! The atlas's own texts in a further language: labels of terms and pages of prose. What has no
//! translation stays English, and says so.

use std::collections::BTreeMap;

use super::{
    CountryDetail, MatchingRule, MatchingRules, Page, ProductDetail, Settings, TermDetail,
    TermEntry, Vocabularies, Vocabulary, VocabularyName,
};

/// What `content/labels/<language>.yaml` and `content/pages/<language>/` say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Translation {
    /// The language, as a code of ISO 639-1.
    pub language: String,
    /// The sentence about the atlas.
    pub description: Option<String>,
    /// The texts of terms, by vocabulary and term.
    pub labels: BTreeMap<VocabularyName, BTreeMap<String, Label>>,
    /// Heading and reason of the rules by which facilities complement each other, by their names.
    pub matching: BTreeMap<String, (Option<String>, Option<String>)>,
    /// The pages of prose.
    pub pages: Vec<Page>,
}

/// The texts of a term in a further language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// The name shown to readers.
    pub label: Option<String>,
    /// A shorter name for tables and charts.
    pub short: Option<String>,
    /// What it means.
    pub definition: Option<String>,
    /// A remark for readers.
    pub note: Option<String>,
    /// A country with the word for 'in' before it: `nei Paesi Bassi`.
    pub in_sentence: Option<String>,
    /// How a relation reads from the other side.
    pub inverse: Option<String>,
    /// What a product is for.
    pub indication: Option<String>,
}

impl Translation {
    /// The settings of the atlas in this language.
    #[must_use]
    pub fn settings(&self, english: &Settings) -> Settings {
        let description = self.description.as_ref().unwrap_or(&english.description).clone();
        Settings { description, ..english.clone() }
    }

    /// The vocabularies in this language: the same terms in the same order.
    #[must_use]
    pub fn vocabularies(&self, english: &Vocabularies) -> Vocabularies {
        let translated = english.iter().map(|vocabulary| {
            let labels = self.labels.get(&vocabulary.name);
            let nothing = Label::default();
            let label = |entry: &TermEntry| labels.and_then(|labels| labels.get(&*entry.slug));
            let terms = vocabulary.terms.iter();
            Vocabulary {
                name: vocabulary.name,
                about: vocabulary.about.clone(),
                terms: terms.map(|it| label(it).unwrap_or(&nothing).applied(it)).collect(),
            }
        });
        Vocabularies::new(translated.collect())
    }

    /// The rules by which facilities complement each other, in the words of this language.
    #[must_use]
    pub fn matching(&self, english: &MatchingRules) -> MatchingRules {
        let rule = |rule: &MatchingRule| {
            let (label, reason) = self.matching.get(&rule.id).cloned().unwrap_or_default();
            MatchingRule {
                label: label.unwrap_or_else(|| rule.label.clone()),
                reason: reason.unwrap_or_else(|| rule.reason.clone()),
                ..rule.clone()
            }
        };
        MatchingRules { rules: english.rules.iter().map(rule).collect(), ..english.clone() }
    }

    /// A page of prose in this language.
    #[must_use]
    pub fn page(&self, english: &Page) -> Page {
        let translated = self.pages.iter().find(|page| page.slug == english.slug);
        translated.cloned().unwrap_or_else(|| Page { in_english: true, ..english.clone() })
    }
}

impl Label {
    /// A term with these texts.
    fn applied(&self, english: &TermEntry) -> TermEntry {
        let mut entry = english.clone();
        if let Some(label) = &self.label {
            entry.label.clone_from(label);
            // The search finds a term by its English name too, and a table has no English in it
            // where the language has no shorter name.
            entry.synonyms.push(english.label.clone());
            entry.short.clone_from(&self.short);
        }
        match &self.definition {
            Some(definition) => entry.definition.clone_from(definition),
            None => entry.in_english.definition = true,
        }
        match &self.note {
            Some(note) => entry.note = Some(note.clone()),
            None => entry.in_english.note = true,
        }
        match &mut entry.detail {
            TermDetail::Country(CountryDetail { in_sentence, .. }) => {
                let name = self.in_sentence.as_ref().or(self.label.as_ref());
                in_sentence.clone_from(name.unwrap_or(&english.label));
            }
            TermDetail::Relation { inverse, .. } => {
                if let Some(translated) = &self.inverse {
                    inverse.clone_from(translated);
                }
            }
            TermDetail::Product(product) => {
                let ProductDetail { indication, .. } = &mut **product;
                match &self.indication {
                    Some(translated) => indication.clone_from(translated),
                    None => entry.in_english.indication = true,
                }
            }
            TermDetail::None | TermDetail::Measure(_) | TermDetail::Status(_) => {}
        }
        entry
    }
}
