//! `mobile-number`

use super::Checked;
use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "mobile-number",
    severity: Severity::Warning,
    what: "a telephone number is the institution’s, not one of a mobile telephone",
    why: "a mobile telephone is carried by a person, and its number is personal data",
    example: example!("mobile-number"),
};

/// The first digits of mobile numbers behind the number of the country, from the national numbering
/// plans that the ITU collects (<https://www.itu.int/oth/T0202.aspx?parent=T0202>). Countries whose
/// mobile and fixed numbers cannot be told apart are left out.
const MOBILE: &[(&str, &[&str])] = &[
    ("30", &["69"]),
    ("31", &["6"]),
    ("32", &["45", "46", "47", "48", "49"]),
    ("33", &["6", "7"]),
    ("34", &["6", "71", "72", "73", "74"]),
    ("351", &["9"]),
    ("353", &["83", "85", "86", "87", "89"]),
    ("356", &["79", "99", "77"]),
    ("357", &["9"]),
    ("358", &["40", "41", "44", "45", "46", "50"]),
    ("359", &["87", "88", "89", "98"]),
    ("36", &["20", "30", "31", "50", "70"]),
    ("370", &["6"]),
    ("371", &["2"]),
    ("381", &["6"]),
    ("385", &["91", "92", "95", "97", "98", "99"]),
    ("386", &["30", "31", "40", "41", "51", "64", "65", "68", "69", "70", "71"]),
    ("39", &["3"]),
    ("40", &["7"]),
    ("41", &["75", "76", "77", "78", "79"]),
    ("420", &["60", "70", "72", "73", "77", "79"]),
    ("421", &["90", "91", "94", "95"]),
    ("43", &["650", "660", "664", "676", "680", "681", "688", "699"]),
    ("44", &["71", "72", "73", "74", "75", "77", "78", "79"]),
    ("46", &["70", "72", "73", "76", "79"]),
    ("47", &["4", "9"]),
    ("48", &["50", "51", "53", "57", "60", "66", "69", "72", "73", "78", "79", "88"]),
    ("49", &["15", "16", "17"]),
    ("90", &["5"]),
];

/// Checks one record.
pub fn check(record: &Checked) {
    if let Some(phone) = record.facility.contact.phone.value() {
        report(record, "contact.phone", phone);
    }
    for (path, text) in record.texts() {
        for (at, _) in text.match_indices('+') {
            let rest = &text[at..];
            let end = rest[1..]
                .find(|it: char| !(it.is_ascii_digit() || " ()-/.".contains(it)))
                .map_or(rest.len(), |end| end + 1);
            report(record, &path, rest[..end].trim_end_matches([' ', '.', '-', '(', '/']));
        }
    }
}

fn report(record: &Checked, path: &str, phone: &str) {
    if is_mobile(phone) {
        let message = format!("`{phone}` is the number of a mobile telephone");
        record.report(record.fault(&RULE, path, message).hint(
            "write the number of the switchboard or of an office, or leave it out; if the telephone \
             belongs to an office, add a waiver that says so",
        ));
    }
}

fn is_mobile(phone: &str) -> bool {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    phone.starts_with('+')
        && digits.len() >= 9
        && MOBILE.iter().any(|(country, first)| {
            let national = digits.strip_prefix(country);
            national.is_some_and(|rest| first.iter().any(|first| rest.starts_with(first)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_mobile_from_fixed() {
        for phone in ["+31 6 12345678", "+49 171 1234567", "+39 333 1234567", "+44 7700 900123"] {
            assert!(is_mobile(phone), "{phone}");
        }
        for phone in ["+31 50 361 6161", "+49 30 12345678", "+39 06 12345678", "+44 20 7946 0018"] {
            assert!(!is_mobile(phone), "{phone}");
        }
    }
}
