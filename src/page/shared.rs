//! What all pages have in common, worked out once: who is where, who has which term, and the order
//! of names.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

use super::decision::RegionCurves;
use super::explore::town::{TownRow, Towns};
use super::explore::{FacetLinks, FacilityWords};
use super::facts::Item;
use super::figure::{Beneath, Figures, Ground, Style, captions};
use super::filled::ByNumber;
use super::head::{Assets, Ways};
use super::kept::{ByName, Kept};
use super::language::{Language, Own, own_links};
use super::{CAPABILITIES, PageKind};
use crate::address::Address;
use crate::export::Exports;
use crate::geo::NutsCode;
use crate::model::{
    Atlas, CountryCode, Facility, FacilityId, FacilityIndex, History, ProductName, Stage, Term,
    VocabularyName,
};
use crate::summary::{Area, Suggestion, Summaries, reason_in};
use crate::words::{WordFault, Words};

/// More steps than this from a term to its widest one are a circle.
pub(super) const DEEPEST: usize = 8;

/// What page builders read from.
pub(super) struct Shared<'a> {
    pub atlas: &'a Atlas,
    /// The data files, and what was worked out of all records together.
    pub exports: &'a Exports<'a>,
    pub words: Arc<Words>,
    /// The language of the words.
    pub language: Language,
    /// What every language has of its own.
    pub own: Arc<Own>,
    /// What pages load.
    pub assets: Assets,
    /// What maps are drawn on.
    pub ground: Arc<Ground>,
    /// What lies beneath maps, the same in every language.
    pub beneath: Arc<Beneath>,
    /// Where every page leads.
    pub ways: Ways,
    /// Names of overseas regions on maps, by those that the maps have.
    pub captions: Vec<(&'static str, String)>,
    /// The figures of the atlas.
    pub figures: Figures,
    /// All facilities, by name.
    pub by_name: Vec<FacilityIndex>,
    by_country: BTreeMap<CountryCode, Vec<FacilityIndex>>,
    by_term: OnceLock<BTreeMap<Term, Vec<FacilityIndex>>>,
    /// The changes of each record, the newest first: places in the history, and in the change.
    changes: BTreeMap<&'a FacilityId, Vec<(usize, usize)>>,
    country_order: Vec<CountryCode>,
    /// The words that the explorer finds facilities by, the same in every language.
    pub facility_words: Arc<OnceLock<FacilityWords>>,
    /// How far the people of regions live, the same in every language.
    pub region_curves: Arc<RegionCurves>,
    towns: OnceLock<Towns>,
    /// The kinds of facility, in the order of the summaries.
    pub subjects: OnceLock<Vec<Item>>,
    /// Whole per cent and kilometres in words, which tables have thousands of.
    pub percents: ByNumber,
    pub kilometres: ByNumber,
    /// The pages of what facilities can be chosen by, as every part of their list shows them.
    pub facet_links: OnceLock<Vec<FacetLinks>>,
    collator: CollatorBorrowed<'static>,
}

/// What is the same in every language.
struct Common {
    assets: Assets,
    ground: Arc<Ground>,
    beneath: Arc<Beneath>,
    own: Arc<Own>,
    style: Arc<Style>,
    facility_words: Arc<OnceLock<FacilityWords>>,
    region_curves: Arc<RegionCurves>,
}

impl<'a> Shared<'a> {
    pub fn new(
        atlas: &'a Atlas,
        exports: &'a Exports<'a>,
        words: Arc<Words>,
        assets: Assets,
        before: Option<&Kept>,
    ) -> anyhow::Result<Self> {
        let common = Common {
            assets,
            ground: Ground::of(atlas, before.map(|before| &before.ground))?,
            beneath: Arc::default(),
            own: Arc::new(Own::new(atlas, exports.history(), exports.summaries())),
            style: Arc::default(),
            facility_words: Arc::default(),
            region_curves: Arc::new(RegionCurves::of(exports.summaries())),
        };
        Self::over(atlas, exports, words, Language::ENGLISH, common, before)
    }

    /// The same in a further language, given as an atlas with its labels and its words.
    pub fn translated(
        &self,
        language: Language,
        atlas: &'a Atlas,
        words: Arc<Words>,
        before: Option<&Kept>,
    ) -> anyhow::Result<Self> {
        let common = Common {
            assets: self.assets.clone(),
            ground: Arc::clone(&self.ground),
            beneath: Arc::clone(&self.beneath),
            own: Arc::clone(&self.own),
            style: Arc::clone(&self.figures.style),
            facility_words: Arc::clone(&self.facility_words),
            region_curves: Arc::clone(&self.region_curves),
        };
        Self::over(atlas, self.exports, words, language, common, before)
    }

    fn over(
        atlas: &'a Atlas,
        exports: &'a Exports<'a>,
        words: Arc<Words>,
        language: Language,
        Common { assets, ground, beneath, own, style, facility_words, region_curves }: Common,
        before: Option<&Kept>,
    ) -> anyhow::Result<Self> {
        let collator = collator(words.language())?;
        let by_name = by_name(atlas, &collator, language, before);
        let mut by_country: BTreeMap<CountryCode, Vec<FacilityIndex>> = BTreeMap::new();
        for &index in &by_name {
            by_country.entry(atlas.country_of(index)).or_default().push(index);
        }
        let mut country_order = atlas.countries();
        country_order.sort_by(|a, b| {
            let name = |code: &CountryCode| country_name(atlas, *code);
            collator.compare(&name(a), &name(b))
        });
        Ok(Self {
            atlas,
            exports,
            captions: captions(&words)?,
            ways: Ways::new(atlas, &words)?,
            words,
            language,
            own,
            assets,
            ground,
            beneath,
            figures: Figures::new(atlas, style),
            facility_words,
            region_curves,
            by_name,
            by_country,
            by_term: OnceLock::new(),
            changes: changes(exports.history()),
            country_order,
            towns: OnceLock::new(),
            subjects: OnceLock::new(),
            percents: ByNumber::below(101),
            kilometres: ByNumber::below(2_000),
            facet_links: OnceLock::new(),
            collator,
        })
    }

    /// The facilities by name, for another state of the atlas.
    pub fn in_order(&self) -> ByName {
        ByName { atlas: self.atlas.clone(), order: self.by_name.clone() }
    }

    /// Why a facility is suggested to another.
    pub fn reason(&self, here: FacilityIndex, suggestion: &Suggestion) -> String {
        if self.language == Language::ENGLISH {
            return suggestion.reason.to_string();
        }
        let reason = reason_in(self.atlas, self.atlas.facility(here), suggestion);
        reason.unwrap_or_else(|| suggestion.reason.to_string())
    }

    /// The full address of a page or file: that of its own language, where it has one.
    pub fn full(&self, address: &Address) -> String {
        let settings = self.atlas.settings();
        let base = settings.base_url.as_str();
        match self.own.has(address.as_str()) {
            true => [base, &self.language.folder(settings), address.as_str()].concat(),
            false => [base, address.as_str()].concat(),
        }
    }

    /// Appends a piece of a page, with its links as they lead in this language. `root` is what leads from
    /// the page to the base of its language.
    pub fn own_links(&self, html: &mut String, piece: &str, root: &str) {
        match self.language {
            Language::ENGLISH => html.push_str(piece),
            _ => own_links(html, piece, root, &self.own),
        }
    }

    /// The language of records' own texts, where it is not that of the page.
    pub fn english(&self) -> Option<String> {
        (self.language != Language::ENGLISH).then(|| "en".to_owned())
    }

    /// The language of a text of the atlas that may be there in English only.
    pub fn language_of_text(&self, in_english: bool) -> String {
        if in_english { "en".to_owned() } else { self.words.language().to_owned() }
    }

    /// Where a page stands, from the base of its language.
    pub fn address(&self, kind: PageKind) -> Address {
        kind.address(self.atlas, self.exports.history())
    }

    /// The changes of the record with an id: the place of the change in the history, and that of
    /// the record in the change.
    pub fn changes_of(&self, id: &FacilityId) -> &[(usize, usize)] {
        self.changes.get(id).map_or(&[], Vec::as_slice)
    }

    /// The order of two names in the language of the page.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b)
    }

    /// The facilities of a country, by name.
    pub fn in_country(&self, code: CountryCode) -> &[FacilityIndex] {
        self.by_country.get(&code).map_or(&[], Vec::as_slice)
    }

    /// The facilities that have a term or one below it, by name.
    pub fn with_term(&self, term: Term) -> &[FacilityIndex] {
        let by_term = self.by_term.get_or_init(|| by_term(self.atlas, &self.by_name));
        by_term.get(&term).map_or(&[], Vec::as_slice)
    }

    /// The countries of the atlas, by name.
    pub fn countries(&self) -> &[CountryCode] {
        &self.country_order
    }

    /// A country's name.
    pub fn country_name(&self, code: CountryCode) -> String {
        country_name(self.atlas, code)
    }

    /// A country's name as it stands after 'in'.
    pub fn country_in_sentence(&self, code: CountryCode) -> String {
        let country = self.atlas.vocabularies().country(code);
        country.map_or_else(|| code.to_string(), |(_, _, detail)| detail.in_sentence.clone())
    }

    /// The language of a country's local names; none where they come in several.
    pub fn language_of(&self, code: CountryCode) -> Option<String> {
        let (_, _, detail) = self.atlas.vocabularies().country(code)?;
        let language = detail.language.as_str();
        (language != "mul" && language != self.words.language()).then(|| language.to_owned())
    }

    /// How many of some facilities are in a stage of their life.
    pub fn count_in_stage(&self, facilities: &[FacilityIndex], stage: Stage) -> usize {
        facilities.iter().filter(|&&index| self.stage(index) == stage).count()
    }

    /// The stage of a facility's life.
    pub fn stage(&self, index: FacilityIndex) -> Stage {
        self.atlas.vocabularies().stage(&self.atlas.facility(index).status)
    }

    /// The towns whose names begin with a letter, for readers who look for what is near them.
    pub fn towns(&self, letter: char) -> Vec<TownRow<'a>> {
        let towns = &self.atlas.analysis().towns;
        self.towns.get_or_init(|| Towns::new(towns)).rows(towns, letter)
    }

    /// What was worked out of all records together.
    pub fn summaries(&self) -> &'a Summaries {
        self.exports.summaries()
    }

    /// The year of the population figures.
    pub fn population_year(&self) -> String {
        let europe = self.summaries().area(Area::Europe);
        let people = europe.and_then(|europe| europe.population.as_ref());
        people.map_or_else(String::new, |people| people.year.to_string())
    }

    /// Whose figures of population stand on a page, and of which year.
    pub fn population_source(&self) -> Result<String, WordFault> {
        self.words.fill("figure-source.population", &[("year", &self.population_year())])
    }

    /// A region's name in Latin letters, or its code where it is not known.
    pub fn region_name(&self, code: NutsCode) -> String {
        let region = self.atlas.regions().get(code);
        region.map_or_else(|| code.to_string(), |region| region.name_latin.clone())
    }

    /// Where a page of prose stands, for those that there are.
    pub fn prose_address(&self, slug: &str) -> Option<Address> {
        let page = self.atlas.pages().iter().find(|page| page.slug == slug)?;
        Some(Address::prose(&page.slug))
    }

    /// Where a vocabulary's page stands, for those that have one.
    pub fn vocabulary_address(&self, name: VocabularyName) -> Option<Address> {
        CAPABILITIES.contains(&name).then(|| Address::vocabulary(name))
    }

    /// Where a term's page stands, for terms that have one.
    pub fn term_address(&self, term: Term) -> Option<Address> {
        let name = term.vocabulary();
        let has_page = CAPABILITIES.contains(&name);
        has_page.then(|| Address::term(name, self.atlas.vocabularies().slug(term)))
    }
}

/// All facilities by name. Those that were in order before stay so, and the others find their places
/// among them.
fn by_name(
    atlas: &Atlas,
    collator: &CollatorBorrowed<'_>,
    language: Language,
    before: Option<&Kept>,
) -> Vec<FacilityIndex> {
    let order = |a: &FacilityIndex, b: &FacilityIndex| {
        let (a, b) = (atlas.facility(*a), atlas.facility(*b));
        collator.compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id))
    };
    let of_language = |kept: &&(Language, ByName)| kept.0 == language;
    let before = before.and_then(|before| before.by_name.iter().find(of_language));
    let (same, mut others) = match before {
        Some((_, before)) => before.in_another(atlas),
        None => (Vec::new(), atlas.indexed().map(|(index, _)| index).collect()),
    };
    others.sort_by(order);
    let mut all = Vec::with_capacity(same.len() + others.len());
    let mut rest = same.as_slice();
    for other in others {
        let (sooner, later) = rest.split_at(rest.partition_point(|it| order(it, &other).is_lt()));
        all.extend_from_slice(sooner);
        all.push(other);
        rest = later;
    }
    all.extend_from_slice(rest);
    all
}

/// The facilities of each term, wider ones too, in the order given.
fn by_term(atlas: &Atlas, order: &[FacilityIndex]) -> BTreeMap<Term, Vec<FacilityIndex>> {
    let mut by_term: BTreeMap<Term, Vec<FacilityIndex>> = BTreeMap::new();
    for &index in order {
        for term in terms_of(atlas, index) {
            by_term.entry(term).or_default().push(index);
        }
    }
    by_term
}

/// Every term of a facility that has a page of its own, and the wider ones above it, each once.
pub(super) fn terms_of(atlas: &Atlas, index: FacilityIndex) -> Vec<Term> {
    let own = terms(atlas.facility(index)).into_iter();
    let mut all: Vec<Term> = own.flat_map(|term| with_broader(atlas, term)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn changes(history: &History) -> BTreeMap<&FacilityId, Vec<(usize, usize)>> {
    let mut changes: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (place, change) in history.changes.iter().enumerate() {
        for (nth, record) in change.records.iter().enumerate() {
            changes.entry(&record.id).or_default().push((place, nth));
        }
    }
    changes
}

/// A term and the wider ones above it.
pub(super) fn with_broader(atlas: &Atlas, term: Term) -> impl Iterator<Item = Term> {
    let above = move |term: &Term| atlas.vocabularies().entry(*term)?.broader;
    // Vocabularies have two or three steps; a circle of wider terms ends here.
    std::iter::successors(Some(term), above).take(DEEPEST)
}

fn country_name(atlas: &Atlas, code: CountryCode) -> String {
    let country = atlas.vocabularies().country(code);
    country.map_or_else(|| code.to_string(), |(_, entry, _)| entry.label.clone())
}

/// The order of names in a language.
fn collator(language: &str) -> Result<CollatorBorrowed<'static>, WordFault> {
    let none = || WordFault::NoSuchLanguage { language: language.to_owned() };
    let locale: icu_locale_core::Locale = language.parse().map_err(|_| none())?;
    Collator::try_new(locale.into(), CollatorOptions::default()).map_err(|_| none())
}

/// Every term of a record that has a page of its own.
fn terms(facility: &Facility) -> Vec<Term> {
    let therapies = &facility.therapies;
    let products = therapies.products.entries().iter().filter_map(|link| match link.product {
        ProductName::Term(term) => Some(term),
        ProductName::Other(_) => None,
    });
    let mut terms: Vec<Term> = facility.roles.clone();
    terms.extend(therapies.classes.entries());
    terms.extend(therapies.platforms.entries());
    terms.extend(therapies.areas.entries());
    terms.extend(products);
    terms.extend(facility.manufacturing.services.entries());
    terms.extend(facility.accreditations.entries().iter().map(|one| one.scheme));
    terms.extend(facility.networks.entries());
    terms
}
