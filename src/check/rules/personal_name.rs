//! `personal-name`

use super::Checked;
use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "personal-name",
    severity: Severity::Warning,
    what: "no person is named in contacts, notes and summaries",
    why: "a name is personal data: the record is about a facility, outlives those who work there, and needs nobody’s consent",
    example: example!("personal-name"),
};

/// Titles that stand before a name, in small letters and without points.
const BEFORE: &[&str] = &[
    "doc",
    "doktor",
    "dott",
    "dottssa",
    "dr",
    "dra",
    "drssa",
    "frau",
    "herr",
    "mme",
    "mr",
    "mrs",
    "ms",
    "mudr",
    "pd",
    "priv-doz",
    "prof",
    "profssa",
    "professor",
    "univ-prof",
];

/// Degrees that stand behind a name.
const BEHIND: &[&str] = &["md", "phd", "dphil", "mbbs", "msc"];

/// Checks one record.
pub fn check(record: &Checked) {
    for (path, text) in record.texts() {
        if let Some(name) = named(text) {
            let message = format!("`{name}` seems to be the name of a person");
            record.report(record.fault(&RULE, &path, message).hint(
                "name the office or the unit instead; if it is the name of an institution, add a \
                 waiver that says so",
            ));
        }
    }
}

/// The first stretch of a text that looks like a person with a title.
fn named(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| -> String {
        word.to_lowercase().chars().filter(|it| it.is_alphabetic() || *it == '-').collect()
    };
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some()
    };
    for (at, word) in words.iter().enumerate() {
        let is_title = |word: &str| capital(word) && BEFORE.contains(&bare(word).as_str());
        let rest = words.get(at + 1..).unwrap_or_default();
        if is_title(word) {
            let titles = rest.iter().take_while(|word| is_title(word)).count();
            let names = rest.iter().skip(titles);
            let names: Vec<&&str> =
                names.take(3).take_while(|word| capital(word) && !is_title(word)).collect();
            let ended = !word.ends_with([',', ';', ':']);
            let last = names.iter().position(|word| word.ends_with([',', ';', ':', ')', '.']));
            let names = last.map_or(names.len(), |last| last + 1);
            if names > 0 && ended {
                let end = at + 1 + titles + names;
                let found = words.get(at..end).unwrap_or_default().join(" ");
                return Some(found.trim_end_matches(['.', ',', ';', ':', ')']).to_owned());
            }
        }
        // `Jane Smith, MD`: two capitalised words, the second with a comma.
        if let [family, degree, ..] = rest
            && capital(word)
            && capital(family)
            && family.ends_with(',')
            && BEHIND.contains(&bare(degree).as_str())
            && capital(degree)
        {
            let degree = degree.trim_end_matches(['.', ',', ';', ')']);
            return Some(format!("{word} {family} {degree}"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_persons_from_institutions() {
        for (text, name) in [
            ("Write to Prof. Jane Smith.", Some("Prof. Jane Smith")),
            ("led by Dr. med. Muster", None),
            ("Frau Dr. Anna Muster, Telefon", Some("Frau Dr. Anna Muster")),
            ("ask Jane Smith, MD, for a slot", Some("Jane Smith, MD")),
            ("The PhD programme trains 20 people.", None),
            ("The professor decides.", None),
            ("Mr Example leads it", Some("Mr Example")),
        ] {
            assert_eq!(named(text).as_deref(), name, "{text}");
        }
    }
}
