//! `personal-email`

use super::Checked;
use crate::finding::{Rule, Severity, example};

/// The rule.
pub static RULE: Rule = Rule {
    name: "personal-email",
    severity: Severity::Warning,
    what: "an e-mail address belongs to the institution, not to a person",
    why: "a person’s address is personal data, which stays in the web for ever and goes stale when the person leaves",
    example: example!("personal-email"),
};

/// Hosts whose mailboxes belong to persons.
const FREE_HOSTS: &[&str] = &[
    "aol",
    "free",
    "freenet",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "laposte",
    "libero",
    "live",
    "mail",
    "me",
    "orange",
    "outlook",
    "proton",
    "protonmail",
    "seznam",
    "t-online",
    "telenet",
    "wanadoo",
    "web",
    "wp",
    "yahoo",
    "yandex",
    "ziggo",
];

/// Words of mailboxes that belong to a place or a task.
const TASKS: &[&str] = &[
    "admin",
    "administration",
    "ambulanz",
    "apotheke",
    "atmp",
    "bank",
    "biobank",
    "biotech",
    "blood",
    "bmt",
    "business",
    "car",
    "cart",
    "cell",
    "cells",
    "center",
    "centre",
    "centro",
    "clinic",
    "clinical",
    "communication",
    "communications",
    "contact",
    "contacto",
    "coordination",
    "coordinator",
    "department",
    "dept",
    "development",
    "direccion",
    "direction",
    "direzione",
    "enquiries",
    "enquiry",
    "facility",
    "factory",
    "farmacia",
    "gene",
    "general",
    "gmp",
    "haematology",
    "hematology",
    "hello",
    "hospital",
    "hsct",
    "immunology",
    "info",
    "innovation",
    "inquiries",
    "inquiry",
    "institute",
    "international",
    "jacie",
    "kontakt",
    "lab",
    "labo",
    "labor",
    "laboratory",
    "mail",
    "manufacturing",
    "marketing",
    "media",
    "medical",
    "medicine",
    "office",
    "oncology",
    "partnering",
    "patient",
    "patients",
    "pharma",
    "pharmacy",
    "post",
    "press",
    "production",
    "qa",
    "qc",
    "qp",
    "quality",
    "reception",
    "referral",
    "referrals",
    "registry",
    "research",
    "sales",
    "science",
    "secretaria",
    "secretariat",
    "secretary",
    "segreteria",
    "sekretariat",
    "service",
    "services",
    "stem",
    "stemcell",
    "studies",
    "study",
    "support",
    "team",
    "tech",
    "therapies",
    "therapy",
    "tissue",
    "transfer",
    "transfusion",
    "transplant",
    "trial",
    "trials",
    "unit",
    "unidad",
    "university",
    "welcome",
];

/// Checks one record.
pub fn check(record: &Checked) {
    if let Some(email) = record.facility.contact.email.value() {
        report(record, "contact.email", email);
    }
    for (path, text) in record.texts() {
        let words = text.split(|letter: char| letter.is_whitespace() || "<>(),;:".contains(letter));
        for word in words.map(|word| word.trim_end_matches('.')) {
            report(record, &path, word);
        }
    }
}

fn report(record: &Checked, path: &str, word: &str) {
    if let Some(reason) = personal(word) {
        let message = format!("`{word}` seems to be the mailbox of a person: {reason}");
        record.report(record.fault(&RULE, path, message).hint(
            "write the mailbox of a team or an office, or leave it out; if it is no person’s, add a \
             waiver that says so",
        ));
    }
}

/// Why an address seems to belong to a person; none where it does not, or is no address.
fn personal(address: &str) -> Option<String> {
    let (mailbox, host) = address.split_once('@')?;
    let (mailbox, host) = (mailbox.to_lowercase(), host.to_lowercase());
    let mut labels = host.rsplit('.').skip(1);
    let labels = [labels.next(), labels.next()];
    if let Some(free) = FREE_HOSTS.iter().find(|free| labels.contains(&Some(**free))) {
        return Some(format!("`{free}` gives mailboxes to anybody"));
    }
    let parts: Vec<&str> = mailbox.split(['.', '_', '-']).collect();
    let letters = parts.iter().all(|part| part.chars().all(char::is_alphabetic));
    let a_name = letters
        && matches!(parts.len(), 2 | 3)
        && parts.last().is_some_and(|part| part.chars().count() > 2)
        && !parts
            .iter()
            .any(|part| TASKS.contains(part) || TASKS.contains(&part.trim_end_matches('s')));
    a_name.then(|| "it looks like a first name and a family name".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_persons_from_offices() {
        for address in [
            "jane.smith@example.org",
            "j_smith@example.org",
            "cellfactory@gmail.com",
            "anna-maria.rossi@ospedale.example.it",
            "x@yahoo.co.uk",
        ] {
            assert!(personal(address).is_some(), "{address}");
        }
        for address in [
            "info@example.org",
            "cell.factory@example.org",
            "office@example.org",
            "gmp-unit@example.org",
            "lab.42@example.org",
            "no address",
            "blut.labor@example.de",
        ] {
            assert_eq!(personal(address), None, "{address}");
        }
    }
}
