//! The words that records may use, and what they mean.

use super::closed_list::closed_list;
use super::{ClosedList, CountryCode, PartialDate, Stated, Url};

closed_list! {
    /// The vocabularies, by the name of their file in `content/vocabularies/`.
    pub enum VocabularyName {
        /// Schemes of accreditation: JACIE, GMP certificates …
        AccreditationSchemes = "accreditation-schemes",
        /// Disease areas.
        Areas = "areas",
        /// The legal classes of advanced therapy.
        Classes = "classes",
        /// Countries, with the code that Eurostat uses.
        Countries = "countries",
        /// What can happen to a facility.
        Events = "events",
        /// Words and abbreviations explained to readers.
        Glossary = "glossary",
        /// Permits.
        LicenceTypes = "licence-types",
        /// What is counted or measured.
        Measures = "measures",
        /// Networks, programmes and projects.
        Networks = "networks",
        /// What an organisation has to do with a facility.
        OrganisationLinks = "organisation-links",
        /// Phases of clinical trials.
        Phases = "phases",
        /// Technologies.
        Platforms = "platforms",
        /// On what legal ground a product is made or given.
        ProductBases = "product-bases",
        /// What a facility does with a product.
        ProductLinks = "product-links",
        /// Authorised advanced therapies, withdrawn ones too.
        Products = "products",
        /// Who may turn to a facility.
        ReferralRoutes = "referral-routes",
        /// How one facility stands to another.
        RelationKinds = "relation-kinds",
        /// What a facility is for.
        Roles = "roles",
        /// Scales of manufacture.
        Scales = "scales",
        /// Kinds of organisation.
        Sectors = "sectors",
        /// What a facility does for others.
        Services = "services",
        /// How far a facility has come.
        Statuses = "statuses",
    }
}

/// A term of a vocabulary, as a place in it: two numbers, cheap to copy and to compare.
/// Terms of one vocabulary are ordered as the file lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    vocabulary: VocabularyName,
    index: u16,
}

impl Term {
    /// The vocabulary that the term is in.
    #[must_use]
    pub fn vocabulary(self) -> VocabularyName {
        self.vocabulary
    }

    /// The term's place in its vocabulary, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.index)
    }
}

/// What a vocabulary says of one term.
#[derive(Debug, Clone, PartialEq)]
pub struct TermEntry {
    /// The word that records use.
    pub slug: Box<str>,
    /// The name shown to readers.
    pub label: String,
    /// A shorter name for tables and charts.
    pub short: Option<String>,
    /// What it means, in plain English.
    pub definition: String,
    /// Other words for it, in several languages, for the search.
    pub synonyms: Vec<String>,
    /// Outside descriptions and identifiers.
    pub see: Vec<Reference>,
    /// A wider term of the same vocabulary.
    pub broader: Option<Term>,
    /// A remark for readers.
    pub note: Option<String>,
    /// Whether a page was seen that confirms the term; `true` where the vocabulary does not say.
    pub confirmed: bool,
    /// What only terms of some vocabularies have.
    pub detail: TermDetail,
    /// Which of the texts are English in an atlas of another language.
    pub in_english: InEnglish,
}

/// Texts of a term that nobody has translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InEnglish {
    /// What it means.
    pub definition: bool,
    /// The remark.
    pub note: bool,
    /// What a product is for.
    pub indication: bool,
}

impl TermEntry {
    /// The short name, or the label where there is none.
    #[must_use]
    pub fn short_label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }
}

/// A page elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// What to call it.
    pub name: String,
    /// Where it is.
    pub url: Url,
}

/// What only terms of some vocabularies have.
#[derive(Debug, Clone, PartialEq)]
pub enum TermDetail {
    /// Nothing more.
    None,
    /// A country.
    Country(CountryDetail),
    /// A measure.
    Measure(MeasureDetail),
    /// A product.
    Product(Box<ProductDetail>),
    /// A kind of relation.
    Relation {
        /// How the relation reads from the other side.
        inverse: String,
        /// Whether it reads the same from both sides.
        symmetric: bool,
    },
    /// A status.
    Status(Stage),
}

/// What the atlas needs to know of a country beside its name.
#[derive(Debug, Clone, PartialEq)]
pub struct CountryDetail {
    /// The ISO 3166-1 alpha-2 code.
    pub code: CountryCode,
    /// The code in the NUTS classification, such as `EL` for Greece; none outside NUTS.
    pub nuts: Option<String>,
    /// The name as it stands after 'in': `the Netherlands`; the label where it needs no article.
    pub in_sentence: String,
    /// The language of its public pages, for sorting and `lang`: a BCP 47 tag.
    pub language: String,
}

/// What the atlas needs to know of a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureDetail {
    /// The unit, a key of the catalogue of words: `m2`, `patients`, `rooms` …
    pub unit: String,
    /// Whether adding it up over facilities makes sense.
    pub sums: bool,
    /// The least value that is not asked about.
    pub min: f64,
    /// The greatest value that is not asked about.
    pub max: f64,
}

/// What the atlas knows of an authorised product.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductDetail {
    /// International non-proprietary name.
    pub inn: String,
    /// Who holds or held the marketing authorisation.
    pub holder: String,
    /// Legal class.
    pub class: Term,
    /// Technologies.
    pub platforms: Vec<Term>,
    /// What it is for, in plain English.
    pub indication: String,
    /// Anatomical Therapeutic Chemical code.
    pub atc: Option<String>,
    /// When it was authorised.
    pub authorised: PartialDate,
    /// When the authorisation ended; absent for those in force.
    pub ended: Option<PartialDate>,
    /// How the authorisation stands.
    pub status: ProductStatus,
    /// Fields of this entry that no source was seen for.
    pub unconfirmed: Vec<String>,
    /// Where the facts were read.
    pub sources: Vec<Url>,
}

closed_list! {
    /// How a marketing authorisation stands.
    pub enum ProductStatus {
        /// In force.
        Authorised = "authorised",
        /// Withdrawn, mostly at the holder's wish.
        Withdrawn = "withdrawn",
        /// Not renewed.
        NotRenewed = "not-renewed",
    }
}

closed_list! {
    /// Which part of a facility's life a status belongs to; only [`Stage::AtWork`] counts as
    /// today's capacity.
    pub enum Stage {
        /// Planned, being built or being commissioned.
        Coming = "coming",
        /// At work.
        AtWork = "at-work",
        /// Stopped for a time.
        Paused = "paused",
        /// Shut for good.
        Ended = "ended",
        /// No source says.
        NotKnown = "not-known",
    }
}

/// One vocabulary.
#[derive(Debug, Clone, PartialEq)]
pub struct Vocabulary {
    /// Its name.
    pub name: VocabularyName,
    /// What it is about, for readers.
    pub about: String,
    /// Its terms, in the order of the file.
    pub terms: Vec<TermEntry>,
}

/// All vocabularies, in the order of [`VocabularyName`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vocabularies(Vec<Vocabulary>);

impl Vocabularies {
    /// All of them; the order given does not matter, and of two of one name the first counts.
    #[must_use]
    pub fn new(mut vocabularies: Vec<Vocabulary>) -> Self {
        vocabularies.sort_by_key(|vocabulary| vocabulary.name);
        vocabularies.dedup_by_key(|vocabulary| vocabulary.name);
        Self(vocabularies)
    }

    /// Whether these differ from others at most in what is written for readers, such as labels: they
    /// have the same terms in the same places, of which the same is known, and to each belong the same
    /// texts, so that translations lack the same.
    #[must_use]
    pub fn differ_in_words_only(&self, others: &Self) -> bool {
        let same = |(own, its): (&TermEntry, &TermEntry)| {
            own.slug == its.slug
                && own.broader == its.broader
                && own.confirmed == its.confirmed
                && own.detail == its.detail
                && own.short.is_some() == its.short.is_some()
        };
        let alike = |(own, its): (&Vocabulary, &Vocabulary)| {
            own.name == its.name
                && own.terms.len() == its.terms.len()
                && own.terms.iter().zip(&its.terms).all(same)
        };
        self.0.len() == others.0.len() && self.0.iter().zip(&others.0).all(alike)
    }

    /// One vocabulary; `None` where the atlas has no such file.
    #[must_use]
    pub fn get(&self, name: VocabularyName) -> Option<&Vocabulary> {
        let place = self.0.binary_search_by_key(&name, |vocabulary| vocabulary.name).ok()?;
        self.0.get(place)
    }

    /// All vocabularies.
    pub fn iter(&self) -> impl Iterator<Item = &Vocabulary> {
        self.0.iter()
    }

    /// The term that a record's word names.
    #[must_use]
    pub fn find(&self, name: VocabularyName, slug: &str) -> Option<Term> {
        let place = self.get(name)?.terms.iter().position(|term| &*term.slug == slug)?;
        Some(Term { vocabulary: name, index: u16::try_from(place).ok()? })
    }

    /// What the vocabulary says of a term.
    ///
    /// A [`Term`] comes only from [`Self::find`] and [`Self::terms`], so that it is always there
    /// in the vocabularies it was found in; in others it may be missing.
    #[must_use]
    pub fn entry(&self, term: Term) -> Option<&TermEntry> {
        self.get(term.vocabulary)?.terms.get(term.index())
    }

    /// Every term of a vocabulary with its entry, in order.
    pub fn terms(&self, name: VocabularyName) -> impl Iterator<Item = (Term, &TermEntry)> {
        let terms = self.get(name).map_or(&[][..], |vocabulary| &vocabulary.terms);
        terms
            .iter()
            .zip(0_u16..)
            .map(move |(entry, index)| (Term { vocabulary: name, index }, entry))
    }

    /// The word that records use for a term.
    #[must_use]
    pub fn slug(&self, term: Term) -> &str {
        self.entry(term).map_or("", |entry| &entry.slug)
    }

    /// The name of a term.
    #[must_use]
    pub fn label(&self, term: Term) -> &str {
        self.entry(term).map_or("", |entry| &entry.label)
    }

    /// The part of a facility's life that a status belongs to.
    #[must_use]
    pub fn stage(&self, status: &Stated<Term>) -> Stage {
        let entry = status.value().and_then(|&term| self.entry(term));
        match entry.map(|entry| &entry.detail) {
            Some(&TermDetail::Status(stage)) => stage,
            _ => Stage::NotKnown,
        }
    }

    /// The country with an ISO code: its term and what is known of it.
    #[must_use]
    pub fn country(&self, code: CountryCode) -> Option<(Term, &TermEntry, &CountryDetail)> {
        self.terms(VocabularyName::Countries).find_map(|(term, entry)| match &entry.detail {
            TermDetail::Country(detail) if detail.code == code => Some((term, entry, detail)),
            _ => None,
        })
    }
}

impl VocabularyName {
    /// The vocabulary's file, relative to the atlas.
    #[must_use]
    pub fn path(self) -> String {
        format!("content/vocabularies/{}.yaml", self.slug())
    }
}
