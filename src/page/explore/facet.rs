//! What facilities can be chosen by: each facet with its terms, and who has them.

use crate::address::Address;
use crate::model::{
    AgeGroup, ClosedList, CountryCode, Facility, FacilityIndex, Gmp, ProductName, Stage, Stated,
    Term, VocabularyName,
};
use crate::page::shared::{Shared, with_broader};
use crate::words::WordFault;

/// One way to choose.
pub(super) struct Facet {
    /// Its name in addresses.
    pub id: &'static str,
    /// Its name for readers.
    pub label: String,
    /// What can be chosen; only what some facility has.
    pub choices: Vec<Choice>,
}

/// A term, and who has it.
pub(super) struct Choice {
    /// Its name in addresses.
    pub slug: String,
    /// Its name for readers.
    pub label: String,
    /// Its page.
    pub to: Option<Address>,
    /// The term, where it is one of a vocabulary.
    pub term: Option<Term>,
    /// Who has it or something narrower, by their places in the list.
    pub members: Vec<usize>,
}

/// The choice of those of whom something is not known.
const NOT_KNOWN: &str = "not-known";

/// In which order choices are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// What most have comes first.
    Most,
    /// As the vocabulary has it.
    Given,
}

/// All facets of some facilities, in the order in which readers meet them.
pub(super) fn facets(shared: &Shared<'_>, list: &[FacilityIndex]) -> Result<Vec<Facet>, WordFault> {
    use VocabularyName as Name;
    let maker = Maker { shared, list };
    let some = |terms: Vec<Term>| Stated::Is(terms);
    let one = |term: &Stated<Term>| term.map(|term| vec![*term]);
    let yes_or_no = [("yes", "value.yes"), ("no", "value.no")];
    let gmp: Vec<_> = Gmp::ALL.iter().map(|it| (it.slug(), format!("gmp.{}", it.slug()))).collect();
    let ages: Vec<_> =
        AgeGroup::ALL.iter().map(|it| (it.slug(), format!("age-group.{}", it.slug()))).collect();
    Ok(vec![
        maker.terms("role", Name::Roles, Order::Given, |it| some(it.roles.clone()))?,
        maker.stages()?,
        maker.terms("status", Name::Statuses, Order::Given, |it| one(&it.status))?,
        maker.countries()?,
        maker.regions()?,
        maker.terms("area", Name::Areas, Order::Most, |it| it.therapies.areas.clone())?,
        maker.terms("class", Name::Classes, Order::Given, |it| it.therapies.classes.clone())?,
        maker
            .terms("platform", Name::Platforms, Order::Most, |it| it.therapies.platforms.clone())?,
        maker.terms("product", Name::Products, Order::Most, |it| {
            it.therapies
                .products
                .map(|all| all.iter().filter_map(|one| named(&one.product)).collect())
        })?,
        maker.terms("service", Name::Services, Order::Most, |it| {
            it.manufacturing.services.clone()
        })?,
        maker.terms("accreditation", Name::AccreditationSchemes, Order::Most, |it| {
            it.accreditations.map(|all| all.iter().map(|one| one.scheme).collect())
        })?,
        maker.terms("licence", Name::LicenceTypes, Order::Most, |it| {
            it.licences.map(|all| all.iter().map(|one| one.kind).collect())
        })?,
        maker.list("gmp", &borrowed(&gmp), |it| it.manufacturing.gmp.map(|it| vec![it.slug()]))?,
        maker.terms("phase", Name::Phases, Order::Given, |it| it.clinical.phases.clone())?,
        maker.list("ages", &borrowed(&ages), |it| {
            it.referral.ages.map(|ages| ages.iter().map(|age| age.slug()).collect())
        })?,
        maker.list("apheresis", &yes_or_no, |it| {
            it.clinical.apheresis.map(|yes| vec![if *yes { "yes" } else { "no" }])
        })?,
    ])
}

fn named(product: &ProductName) -> Option<Term> {
    match product {
        ProductName::Term(term) => Some(*term),
        ProductName::Other(_) => None,
    }
}

fn borrowed<'s>(pairs: &'s [(&'static str, String)]) -> Vec<(&'static str, &'s str)> {
    pairs.iter().map(|(slug, key)| (*slug, key.as_str())).collect()
}

struct Maker<'m, 'a> {
    shared: &'m Shared<'a>,
    list: &'m [FacilityIndex],
}

impl Maker<'_, '_> {
    fn facilities(&self) -> impl Iterator<Item = (usize, &Facility)> {
        self.list.iter().map(|&index| self.shared.atlas.facility(index)).enumerate()
    }

    /// The terms of a vocabulary.
    fn terms(
        &self,
        id: &'static str,
        name: VocabularyName,
        order: Order,
        of: impl Fn(&Facility) -> Stated<Vec<Term>>,
    ) -> Result<Facet, WordFault> {
        let vocabularies = self.shared.atlas.vocabularies();
        let mut choices: Vec<Choice> = vocabularies
            .terms(name)
            .map(|(term, entry)| Choice {
                slug: entry.slug.to_string(),
                label: entry.label.clone(),
                to: self.shared.term_address(term),
                term: Some(term),
                members: Vec::new(),
            })
            .collect();
        let mut not_known = Vec::new();
        for (place, facility) in self.facilities() {
            let stated = of(facility);
            let Some(terms) = stated.value() else {
                if matches!(stated, Stated::Absent | Stated::Undisclosed) {
                    not_known.push(place);
                }
                continue;
            };
            for term in terms.iter().flat_map(|&term| with_broader(self.shared.atlas, term)) {
                let Some(choice) = choices.get_mut(term.index()) else { continue };
                if choice.members.last() != Some(&place) {
                    choice.members.push(place);
                }
            }
        }
        self.facet(id, choices, order, not_known)
    }

    /// A fixed list: names in addresses with keys of words.
    fn list(
        &self,
        id: &'static str,
        list: &[(&'static str, &str)],
        of: impl Fn(&Facility) -> Stated<Vec<&'static str>>,
    ) -> Result<Facet, WordFault> {
        let mut choices = Vec::new();
        for (slug, key) in list {
            choices.push(self.plain(slug, self.shared.words.text(key)?));
        }
        let mut not_known = Vec::new();
        for (place, facility) in self.facilities() {
            match of(facility) {
                Stated::Is(slugs) => {
                    for choice in choices.iter_mut().filter(|it| slugs.contains(&&*it.slug)) {
                        choice.members.push(place);
                    }
                }
                Stated::Absent | Stated::Undisclosed => not_known.push(place),
                Stated::NotApplicable => {}
            }
        }
        self.facet(id, choices, Order::Given, not_known)
    }

    fn plain(&self, slug: &str, label: String) -> Choice {
        Choice { slug: slug.to_owned(), label, to: None, term: None, members: Vec::new() }
    }

    /// The stages of a facility's life: what is planned, at work, and so on.
    fn stages(&self) -> Result<Facet, WordFault> {
        let mut choices = Vec::new();
        for stage in Stage::ALL {
            let mut choice =
                self.plain(stage.slug(), self.shared.words.choice("stage", stage.slug())?);
            let all = self.list.iter().enumerate();
            let here = all.filter(|(_, index)| self.shared.stage(**index) == *stage);
            choice.members = here.map(|(place, _)| place).collect();
            choices.push(choice);
        }
        self.facet("planned", choices, Order::Given, Vec::new())
    }

    fn countries(&self) -> Result<Facet, WordFault> {
        let mut choices = Vec::new();
        for &code in self.shared.countries() {
            let country = self.shared.atlas.vocabularies().country(code);
            choices.push(Choice {
                to: Some(Address::country(code)),
                term: country.map(|(term, ..)| term),
                members: self.where_country_is(code),
                ..self.plain(&code.folder(), self.shared.country_name(code))
            });
        }
        self.facet("country", choices, Order::Given, Vec::new())
    }

    fn where_country_is(&self, code: CountryCode) -> Vec<usize> {
        let here = self.facilities().filter(|(_, it)| it.location.country == code);
        here.map(|(place, _)| place).collect()
    }

    /// The regions of level 2, by country and name.
    fn regions(&self) -> Result<Facet, WordFault> {
        let mut choices: Vec<Choice> = Vec::new();
        let regions: Vec<_> = self.shared.atlas.regions().of_level(2).collect();
        for region in &regions {
            let label = format!("{} ({})", region.name_latin, region.code.country());
            choices.push(Choice {
                to: Some(Address::region(region.code)),
                ..self.plain(region.code.as_str(), label)
            });
        }
        let mut elsewhere = Vec::new();
        for (place, &index) in self.list.iter().enumerate() {
            let code = self.shared.atlas.located(index).and_then(|located| located.nuts(2));
            let found = code.and_then(|code| regions.iter().position(|it| it.code == code));
            match found.and_then(|found| choices.get_mut(found)) {
                Some(choice) => choice.members.push(place),
                None => elsewhere.push(place),
            }
        }
        let words = self.shared.words.text("explore.outside-nuts")?;
        choices.push(Choice { members: elsewhere, ..self.plain("outside", words) });
        self.facet("region", choices, Order::Given, Vec::new())
    }

    fn facet(
        &self,
        id: &'static str,
        mut choices: Vec<Choice>,
        order: Order,
        not_known: Vec<usize>,
    ) -> Result<Facet, WordFault> {
        choices.retain(|choice| !choice.members.is_empty());
        if order == Order::Most {
            let label = |it: &Choice| it.label.clone();
            choices.sort_by(|a, b| {
                let more = b.members.len().cmp(&a.members.len());
                more.then_with(|| self.shared.compare(&label(a), &label(b)))
            });
        }
        if !not_known.is_empty() {
            let label = self.shared.words.text("value.not-known")?;
            choices.push(Choice { members: not_known, ..self.plain(NOT_KNOWN, label) });
        }
        Ok(Facet { id, label: self.shared.words.choice("facet", id)?, choices })
    }
}
