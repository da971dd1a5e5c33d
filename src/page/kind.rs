//! Which pages there are.

use super::explore;
use super::figure::FigureId;
use crate::address::Address;
use crate::check::all_rules;
use crate::geo::NutsCode;
use crate::model::{Atlas, CountryCode, FacilityIndex, History, Term, VocabularyName};

/// One page of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// The first page.
    Home,
    /// All facilities, to be searched and chosen from: a part of the list, from 0.
    Explore(usize),
    /// A few facilities side by side.
    Compare,
    /// One facility.
    Facility(FacilityIndex),
    /// All countries.
    Countries,
    /// One country.
    Country(CountryCode),
    /// All regions.
    Regions,
    /// One region of level 2.
    Region(NutsCode),
    /// The national frameworks side by side.
    Frameworks,
    /// One of the five decisions.
    Decision(Decision),
    /// The vocabularies that facilities are found by.
    Capabilities,
    /// The terms of one of them.
    Vocabulary(VocabularyName),
    /// One term, and who has it.
    Term(Term),
    /// A page of prose, by its place in [`Atlas::pages`].
    Prose(usize),
    /// All figures.
    Figures,
    /// One figure, large.
    Figure(FigureId),
    /// One figure for other sites to show in a frame.
    Embed(FigureId),
    /// The words explained.
    Glossary,
    /// The downloads.
    Data,
    /// What their columns mean.
    Dictionary,
    /// How complete the records are.
    Completeness,
    /// What changed in the records.
    Changes,
    /// What the static API holds.
    Reference,
    /// The releases of the data.
    Releases,
    /// One of them, by its place in the history.
    Release(usize),
    /// A record that was taken back, by its place in [`Atlas::withdrawn`] and that of the id among
    /// all that it had.
    Withdrawn(usize, usize),
    /// The form that writes a record.
    Form,
    /// What the check asks of records.
    Rules,
    /// One rule, by its place in [`all_rules`].
    Rule(usize),
    /// An old address of a facility, by its place among the record's aliases.
    Moved(FacilityIndex, usize),
    /// What a reader sees at an address that leads nowhere.
    NotFound,
}

/// A decision that the atlas is made for, with a page that answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Where a patient can be referred to.
    Referral,
    /// Which sites suit a trial.
    Sites,
    /// Who is far from what.
    Access,
    /// Where capacity is, and where it is coming.
    Invest,
    /// Who works with whom.
    Network,
}

impl Decision {
    /// All of them, in the order in which readers meet them.
    pub const ALL: [Self; 5] =
        [Self::Referral, Self::Sites, Self::Access, Self::Invest, Self::Network];

    /// Its address, and its folder in the catalogue of words.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Referral => "referral",
            Self::Sites => "sites",
            Self::Access => "access",
            Self::Invest => "invest",
            Self::Network => "network",
        }
    }
}

/// The vocabularies whose terms have pages of their own, in the order in which readers meet them.
pub const CAPABILITIES: [VocabularyName; 8] = [
    VocabularyName::Roles,
    VocabularyName::Areas,
    VocabularyName::Products,
    VocabularyName::Platforms,
    VocabularyName::Classes,
    VocabularyName::Services,
    VocabularyName::AccreditationSchemes,
    VocabularyName::Networks,
];

impl PageKind {
    /// Every page of an atlas, the home page first.
    #[must_use]
    pub fn all(atlas: &Atlas, history: &History) -> Vec<Self> {
        let vocabularies = atlas.vocabularies();
        let mut pages = vec![Self::Home];
        pages.extend((0..explore::parts(atlas)).map(Self::Explore));
        pages.push(Self::Compare);
        pages.push(Self::Countries);
        pages.extend(atlas.countries().into_iter().map(Self::Country));
        pages.extend(atlas.indexed().map(|(index, _)| Self::Facility(index)));
        pages.push(Self::Regions);
        pages.extend(atlas.regions().of_level(2).map(|region| Self::Region(region.code)));
        pages.push(Self::Frameworks);
        pages.extend(Decision::ALL.map(Self::Decision));
        pages.push(Self::Capabilities);
        for name in CAPABILITIES {
            if vocabularies.get(name).is_some() {
                pages.push(Self::Vocabulary(name));
                pages.extend(vocabularies.terms(name).map(|(term, _)| Self::Term(term)));
            }
        }
        if vocabularies.get(VocabularyName::Glossary).is_some() {
            pages.push(Self::Glossary);
        }
        pages.extend((0..atlas.pages().len()).map(Self::Prose));
        pages.push(Self::Figures);
        for figure in FigureId::all(atlas) {
            pages.extend([Self::Figure(figure), Self::Embed(figure)]);
        }
        pages.extend([Self::Data, Self::Reference, Self::Dictionary, Self::Completeness]);
        pages.extend([Self::Changes, Self::Releases]);
        pages.extend((0..history.releases.len()).map(Self::Release));
        for (place, record) in atlas.withdrawn().iter().enumerate() {
            pages.extend((0..record.ids().count()).map(|id| Self::Withdrawn(place, id)));
        }
        pages.extend([Self::Form, Self::Rules]);
        pages.extend((0..all_rules().len()).map(Self::Rule));
        for (index, facility) in atlas.indexed() {
            pages.extend((0..facility.aliases.len()).map(|place| Self::Moved(index, place)));
        }
        pages.push(Self::NotFound);
        pages
    }

    /// Whether the page is one to be found by: not one that only leads on or says that nothing is
    /// there, nor one that is made for other sites.
    #[must_use]
    pub fn is_listed(self) -> bool {
        !matches!(self, Self::NotFound | Self::Moved(..) | Self::Withdrawn(..) | Self::Embed(_))
    }

    /// Whether the page is there in every language of the site. Not those that tell people who write
    /// records or programs what the check and the API say, in English; not the one page for all
    /// addresses that lead nowhere; and not what stands at addresses that others keep.
    #[must_use]
    pub fn is_translated(self) -> bool {
        !matches!(
            self,
            Self::Embed(_)
                | Self::Reference
                | Self::Dictionary
                | Self::Form
                | Self::Rules
                | Self::Rule(_)
                | Self::Moved(..)
                | Self::Withdrawn(..)
                | Self::NotFound
        )
    }

    /// Where the page stands in English; [`Language::address`](super::Language::address) says where
    /// in another language.
    #[must_use]
    pub fn address(self, atlas: &Atlas, history: &History) -> Address {
        match self {
            Self::Home => Address::home(),
            Self::Explore(part) => Address::explore(part),
            Self::Compare => Address::compare(),
            Self::Facility(index) => Address::facility(&atlas.facility(index).id),
            Self::Countries => Address::countries(),
            Self::Country(code) => Address::country(code),
            Self::Regions => Address::regions(),
            Self::Region(code) => Address::region(code),
            Self::Frameworks => Address::frameworks(),
            Self::Decision(decision) => Address::prose(decision.slug()),
            Self::Capabilities => Address::capabilities(),
            Self::Vocabulary(name) => Address::vocabulary(name),
            Self::Term(term) => Address::term(term.vocabulary(), atlas.vocabularies().slug(term)),
            Self::Prose(place) => atlas
                .pages()
                .get(place)
                .map_or_else(Address::home, |page| Address::prose(&page.slug)),
            Self::Figures => Address::figures(),
            Self::Figure(figure) => figure.address(),
            Self::Embed(figure) => figure.embed_address(),
            Self::Glossary => Address::glossary(),
            Self::Data => Address::data(),
            Self::Dictionary => Address::dictionary(),
            Self::Completeness => Address::completeness(),
            Self::Changes => Address::changes(),
            Self::Reference => Address::reference(),
            Self::Releases => Address::releases(),
            Self::Release(place) => history
                .releases
                .get(place)
                .map_or_else(Address::releases, |release| Address::release(&release.version)),
            Self::Withdrawn(place, id) => {
                let record = atlas.withdrawn().get(place);
                let id = record.and_then(|record| record.ids().nth(id));
                id.map_or_else(Address::countries, Address::facility)
            }
            Self::Form => Address::form(),
            Self::Rules => Address::rules(),
            Self::Rule(place) => {
                all_rules().get(place).map_or_else(Address::rules, |rule| Address::rule(rule.name))
            }
            Self::Moved(index, place) => {
                let facility = atlas.facility(index);
                Address::facility(facility.aliases.get(place).unwrap_or(&facility.id))
            }
            Self::NotFound => Address::file_at("404.html"),
        }
    }

    /// Whether its template says all of the page: there is nothing around it.
    pub(super) fn stands_alone(self) -> bool {
        matches!(self, Self::Embed(_) | Self::Moved(..))
    }

    /// The template that the page is made with.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Home => "home.html",
            Self::Explore(_) => "explore.html",
            Self::Compare => "compare.html",
            Self::Facility(_) => "facility.html",
            Self::Countries => "countries.html",
            Self::Country(_) => "country.html",
            Self::Region(_) => "region.html",
            Self::Regions | Self::Frameworks | Self::Decision(_) => "decision.html",
            Self::Capabilities => "capabilities.html",
            Self::Vocabulary(_) => "vocabulary.html",
            Self::Term(_) => "term.html",
            Self::Prose(_) => "prose.html",
            Self::Figures => "figures.html",
            Self::Figure(_) => "figure.html",
            Self::Embed(_) => "embed.html",
            Self::Glossary => "glossary.html",
            Self::Data => "data.html",
            Self::Dictionary => "dictionary.html",
            Self::Completeness => "completeness.html",
            Self::Changes => "changes.html",
            Self::Reference => "reference.html",
            Self::Releases => "releases.html",
            Self::Release(_) => "release.html",
            Self::Withdrawn(..) => "withdrawn.html",
            Self::Form => "form.html",
            Self::Rules => "rules.html",
            Self::Rule(_) => "rule.html",
            Self::Moved(..) => "moved.html",
            Self::NotFound => "not-found.html",
        }
    }
}
