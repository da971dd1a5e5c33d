//! The centres that patients can be referred to, for readers who choose therapy, town and age.

use serde::Serialize;

use super::referral;
use crate::model::{
    AgeGroup, ClosedList, Facility, Precision, ProductName, Stated, Term, VocabularyName,
};
use crate::page::shared::{Shared, with_broader};
use crate::words::WordFault;

/// A centre.
#[derive(Debug, Serialize)]
pub struct Centre {
    id: String,
    name: String,
    city: String,
    country: String,
    /// Latitude and longitude.
    at: (f64, f64),
    /// Whether the point is the city's and not the building's.
    roughly: bool,
    /// What it gives and treats: `product:kymriah`, `area:haematology`, `platform:car-t`.
    has: Vec<String>,
    /// Whom it treats; none where that is not known.
    ages: Option<Vec<&'static str>>,
    /// Who may refer, how, and how to reach it, as far as it is known.
    who: Option<String>,
    how: Option<String>,
    website: Option<String>,
    phone: Option<String>,
}

/// What a reader can ask for, with how many centres have it.
#[derive(Debug, Serialize)]
pub struct Group {
    label: String,
    options: Vec<(String, String)>,
}

/// The vocabularies that readers choose from, each with its name in [`Centre::has`] and its heading.
const ASKED: [(VocabularyName, &str, &str); 3] = [
    (VocabularyName::Products, "product", "referral.products.title"),
    (VocabularyName::Areas, "area", "referral.areas.title"),
    (VocabularyName::Platforms, "platform", "referral.by-platform"),
];

/// All centres at work whose facts may stand in files, by country and name.
pub(in crate::page) fn centres(shared: &Shared<'_>) -> Vec<Centre> {
    let all = referral::centres(shared);
    let all = all.iter().flat_map(|(_, here)| here).map(|&index| shared.atlas.facility(index));
    all.filter(|it| it.may_be_reused()).map(|it| centre(shared, it)).collect()
}

/// What at least one of them has.
pub(super) fn groups(shared: &Shared<'_>) -> Result<Vec<Group>, WordFault> {
    let centres = centres(shared);
    let mut groups = Vec::new();
    for (vocabulary, name, heading) in ASKED {
        let mut options = Vec::new();
        for (_, entry) in shared.atlas.vocabularies().terms(vocabulary) {
            let value = format!("{name}:{}", entry.slug);
            if centres.iter().any(|centre| centre.has.contains(&value)) {
                options.push((value, entry.label.clone()));
            }
        }
        options.sort_by(|a, b| shared.compare(&a.1, &b.1));
        groups.push(Group { label: shared.words.text(heading)?, options });
    }
    Ok(groups)
}

fn centre(shared: &Shared<'_>, facility: &Facility) -> Centre {
    let vocabularies = shared.atlas.vocabularies();
    let therapies = &facility.therapies;
    let products = referral::given(shared, facility);
    let mut terms: Vec<Term> = products
        .into_iter()
        .filter_map(|product| match product {
            ProductName::Term(term) => Some(*term),
            ProductName::Other(_) => None,
        })
        .collect();
    terms.extend(therapies.areas.entries());
    terms.extend(therapies.platforms.entries());
    let mut has: Vec<String> = Vec::new();
    for term in terms.into_iter().flat_map(|term| with_broader(shared.atlas, term)) {
        let asked = ASKED.iter().find(|(vocabulary, ..)| *vocabulary == term.vocabulary());
        let value = asked.map(|(_, name, _)| format!("{name}:{}", vocabularies.slug(term)));
        has.extend(value.filter(|value| !has.contains(value)));
    }
    let at = facility.location.coordinates;
    let text = |value: &Stated<String>| value.value().cloned();
    Centre {
        id: facility.id.to_string(),
        name: facility.name.clone(),
        city: facility.location.city.clone(),
        country: shared.country_name(facility.location.country),
        at: (at.latitude(), at.longitude()),
        roughly: facility.location.precision == Precision::City,
        has,
        ages: facility
            .referral
            .ages
            .value()
            .map(|ages| ages.iter().map(|age: &AgeGroup| age.slug()).collect()),
        who: facility.referral.who.value().map(|&who| vocabularies.label(who).to_owned()),
        how: text(&facility.referral.how),
        website: facility.contact.website.value().map(|url| url.as_str().to_owned()),
        phone: text(&facility.contact.phone),
    }
}
