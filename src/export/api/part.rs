//! The parts of a facility as JSON. Doc comments are the descriptions in the OpenAPI file.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::word::{Date, Word};
use super::read::Read;
use crate::model::{
    self, AgeGroup, Confirmation, Currency, FigureKind, Gmp, Grade, Method, PartialDate, Period,
    ProductName, Qualifier, Reading, RelationTarget, Stated, TermDetail, Transplant, TrialPart,
    TrialRegister,
};

/// A body that stands behind a facility.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Organisation<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its identifier in the Research Organization Registry: the nine characters after `ror.org/`.
    pub ror: Option<&'a str>,
    /// Its kind.
    #[schemars(extend("x-vocabulary" = "sectors"))]
    pub sector: Option<&'a str>,
    /// What it has to do with the facility; empty for the only one.
    #[schemars(extend("x-vocabulary" = "organisation-links"))]
    pub does: Vec<&'a str>,
}

impl<'a> Organisation<'a> {
    pub(super) fn read(read: &mut Read<'a>, at: &str, part: &'a model::Organisation) -> Self {
        Self {
            name: &part.name,
            ror: part.ror.as_ref().map(model::Ror::as_str),
            sector: read.term(format_args!("{at}.sector"), &part.sector),
            does: read.slugs(&part.does),
        }
    }
}

/// Something that happened.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Event<'a> {
    /// When.
    pub date: Date,
    /// What.
    #[schemars(extend("x-vocabulary" = "events"))]
    pub what: &'a str,
    /// More about it.
    pub note: Option<&'a str>,
}

impl<'a> Event<'a> {
    pub(super) fn read(read: &mut Read<'a>, _: &str, part: &'a model::Event) -> Self {
        Self { date: Date(part.date), what: read.slug(part.what), note: part.note.as_deref() }
    }
}

/// How to reach a facility.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Contact<'a> {
    /// Its pages.
    pub website: Option<&'a str>,
    /// An institutional mailbox.
    pub email: Option<&'a str>,
    /// An institutional telephone, in international form.
    pub phone: Option<&'a str>,
}

impl<'a> Contact<'a> {
    pub(super) fn read(read: &mut Read<'a>, part: &'a model::Contact) -> Self {
        Self {
            website: read.take("contact.website", &part.website).map(model::Url::as_str),
            email: read.text("contact.email", &part.email),
            phone: read.text("contact.phone", &part.phone),
        }
    }
}

/// How patients come to a facility.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Referral<'a> {
    /// Who may turn to it.
    #[schemars(extend("x-vocabulary" = "referral-routes"))]
    pub who: Option<&'a str>,
    /// How, in plain words.
    pub how: Option<&'a str>,
    /// Whom it treats.
    pub ages: Option<Vec<Word<AgeGroup>>>,
    /// Languages spoken, as ISO 639 codes.
    pub languages: Option<&'a [String]>,
}

impl<'a> Referral<'a> {
    pub(super) fn read(read: &mut Read<'a>, part: &'a model::Referral) -> Self {
        Self {
            who: read.term("referral.who", &part.who),
            how: read.text("referral.how", &part.how),
            ages: read.choices("referral.ages", &part.ages),
            languages: read.take("referral.languages", &part.languages).map(Vec::as_slice),
        }
    }
}

/// What a facility works on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Therapies<'a> {
    /// Legal classes of advanced therapy.
    #[schemars(extend("x-vocabulary" = "classes"))]
    pub classes: Option<Vec<&'a str>>,
    /// Technologies.
    #[schemars(extend("x-vocabulary" = "platforms"))]
    pub platforms: Option<Vec<&'a str>>,
    /// Disease areas.
    #[schemars(extend("x-vocabulary" = "areas"))]
    pub areas: Option<Vec<&'a str>>,
    /// Products that it makes, gives, develops or distributes.
    pub products: Option<Vec<Product<'a>>>,
}

impl<'a> Therapies<'a> {
    pub(super) fn read(read: &mut Read<'a>, part: &'a model::Therapies) -> Self {
        Self {
            classes: read.terms("therapies.classes", &part.classes),
            platforms: read.terms("therapies.platforms", &part.platforms),
            areas: read.terms("therapies.areas", &part.areas),
            products: read.list("therapies.products", &part.products, Product::read),
        }
    }
}

/// What a facility does with a product.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Product<'a> {
    /// A product of the vocabulary; null for another one.
    #[schemars(extend("x-vocabulary" = "products"))]
    pub product: Option<&'a str>,
    /// The name of a product that is not in the vocabulary; null for one that is.
    pub name: Option<&'a str>,
    /// What the facility does with it.
    #[schemars(extend("x-vocabulary" = "product-links"))]
    pub does: Vec<&'a str>,
    /// On what legal ground.
    #[schemars(extend("x-vocabulary" = "product-bases"))]
    pub basis: Option<&'a str>,
    /// Since when.
    pub since: Option<Date>,
}

impl<'a> Product<'a> {
    fn read(read: &mut Read<'a>, at: &str, part: &'a model::ProductLink) -> Self {
        let (product, name) = match &part.product {
            ProductName::Term(term) => (Some(read.slug(*term)), None),
            ProductName::Other(name) => (None, Some(name.as_str())),
        };
        Self {
            product,
            name,
            does: read.slugs(&part.does),
            basis: read.term(format_args!("{at}.basis"), &part.basis),
            since: read.date(format_args!("{at}.since"), &part.since),
        }
    }
}

/// What a facility makes, and how.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Manufacturing<'a> {
    /// How it stands to good manufacturing practice.
    pub gmp: Option<Word<Gmp>>,
    /// How large and for whom.
    #[schemars(extend("x-vocabulary" = "scales"))]
    pub scales: Option<Vec<&'a str>>,
    /// What it does for others.
    #[schemars(extend("x-vocabulary" = "services"))]
    pub services: Option<Vec<&'a str>>,
    /// Clean rooms by grade.
    pub cleanrooms: Option<Vec<Cleanrooms>>,
    /// Whether it works in isolators.
    pub isolators: Option<bool>,
    /// Biosafety level, 1 to 4.
    #[schemars(range(min = 1, max = 4))]
    pub biosafety_level: Option<u8>,
}

impl<'a> Manufacturing<'a> {
    pub(super) fn read(read: &mut Read<'a>, part: &'a model::Manufacturing) -> Self {
        let level = read.take("manufacturing.biosafety_level", &part.biosafety_level);
        Self {
            biosafety_level: level.copied(),
            gmp: read.choice("manufacturing.gmp", &part.gmp),
            scales: read.terms("manufacturing.scales", &part.scales),
            services: read.terms("manufacturing.services", &part.services),
            cleanrooms: read.list("manufacturing.cleanrooms", &part.cleanrooms, Cleanrooms::read),
            isolators: read.take("manufacturing.isolators", &part.isolators).copied(),
        }
    }
}

/// Clean rooms of one grade.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Cleanrooms {
    /// The grade of EudraLex volume 4, annex 1; A is the cleanest.
    pub grade: Word<Grade>,
    /// How many; null where only the grade is known.
    pub count: Option<u32>,
}

impl Cleanrooms {
    fn read(read: &mut Read<'_>, at: &str, part: &model::Cleanrooms) -> Self {
        let count = read.take(format_args!("{at}.count"), &part.count).copied();
        Self { grade: Word(part.grade), count }
    }
}

/// What an authority or another body has granted, as licences and accreditations share it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Grant<'a> {
    /// What it covers.
    pub scope: Option<&'a str>,
    /// Who gave it.
    pub authority: Option<&'a str>,
    /// Since when.
    pub since: Option<Date>,
    /// Until when.
    pub valid_until: Option<Date>,
}

impl<'a> Grant<'a> {
    fn read(
        read: &mut Read<'a>,
        at: &str,
        (scope, authority): (&'a Stated<String>, &'a Stated<String>),
        (since, valid_until): (&Stated<PartialDate>, &Stated<PartialDate>),
    ) -> Self {
        Self {
            scope: read.text(format_args!("{at}.scope"), scope),
            authority: read.text(format_args!("{at}.authority"), authority),
            since: read.date(format_args!("{at}.since"), since),
            valid_until: read.date(format_args!("{at}.valid_until"), valid_until),
        }
    }
}

/// A permit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Licence<'a> {
    /// Its kind.
    #[serde(rename = "type")]
    #[schemars(extend("x-vocabulary" = "licence-types"))]
    pub kind: &'a str,
    /// Its number.
    pub number: Option<&'a str>,
    /// Who gave it, for what, and for how long.
    #[serde(flatten)]
    pub grant: Grant<'a>,
}

impl<'a> Licence<'a> {
    pub(super) fn read(read: &mut Read<'a>, at: &str, part: &'a model::Licence) -> Self {
        Self {
            kind: read.slug(part.kind),
            number: read.text(format_args!("{at}.number"), &part.number),
            grant: Grant::read(
                read,
                at,
                (&part.scope, &part.authority),
                (&part.since, &part.valid_until),
            ),
        }
    }
}

/// A mark of quality.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Accreditation<'a> {
    /// Its scheme.
    #[schemars(extend("x-vocabulary" = "accreditation-schemes"))]
    pub scheme: &'a str,
    /// Its number or address.
    pub reference: Option<&'a str>,
    /// Who gave it, for what, and for how long.
    #[serde(flatten)]
    pub grant: Grant<'a>,
}

impl<'a> Accreditation<'a> {
    pub(super) fn read(read: &mut Read<'a>, at: &str, part: &'a model::Accreditation) -> Self {
        Self {
            scheme: read.slug(part.scheme),
            reference: read.text(format_args!("{at}.reference"), &part.reference),
            grant: Grant::read(
                read,
                at,
                (&part.scope, &part.authority),
                (&part.since, &part.valid_until),
            ),
        }
    }
}

/// Clinical work.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Clinical<'a> {
    /// Whether it collects blood cells by apheresis.
    pub apheresis: Option<bool>,
    /// Blood stem cell transplantation, by kind.
    pub transplant_programme: Option<Vec<Word<Transplant>>>,
    /// Phases of the trials that it takes part in.
    #[schemars(extend("x-vocabulary" = "phases"))]
    pub phases: Option<Vec<&'a str>>,
    /// Trials that it takes part in.
    pub trials: Option<Vec<Trial<'a>>>,
}

impl<'a> Clinical<'a> {
    pub(super) fn read(read: &mut Read<'a>, part: &'a model::Clinical) -> Self {
        let programme = "clinical.transplant_programme";
        Self {
            apheresis: read.take("clinical.apheresis", &part.apheresis).copied(),
            transplant_programme: read.choices(programme, &part.transplant_programme),
            phases: read.terms("clinical.phases", &part.phases),
            trials: read.list("clinical.trials", &part.trials, Trial::read),
        }
    }
}

/// A clinical trial.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Trial<'a> {
    /// Its number.
    pub id: &'a str,
    /// The register that the number belongs to.
    pub register: Word<TrialRegister>,
    /// Its page there.
    pub url: String,
    /// What the facility does in it.
    pub does: Vec<Word<TrialPart>>,
}

impl<'a> Trial<'a> {
    fn read(_: &mut Read<'a>, _: &str, part: &'a model::Trial) -> Self {
        Self {
            id: part.id.number(),
            register: Word(part.id.register()),
            url: part.id.page(),
            does: part.does.iter().copied().map(Word).collect(),
        }
    }
}

/// One figure with all that is needed to read it rightly.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Figure<'a> {
    /// What is measured.
    #[schemars(extend("x-vocabulary" = "measures"))]
    pub measure: &'a str,
    /// The measure's unit.
    pub unit: &'a str,
    /// How much; of a range the lower end.
    pub value: Option<f64>,
    /// Of a range the upper end.
    pub value_max: Option<f64>,
    /// How exact.
    pub qualifier: Word<Qualifier>,
    /// What kind of figure; figures of two kinds are never added.
    pub kind: Word<FigureKind>,
    /// The period of a flow.
    pub per: Option<Word<Period>>,
    /// The year that it is of; of a cumulative figure the last one.
    pub year: Option<u16>,
    /// Of a cumulative figure the first year.
    pub from: Option<u16>,
    /// Of money the currency, by ISO 4217 in small letters.
    pub currency: Option<Word<Currency>>,
    /// Whether it is the whole, where the measure stands more than once.
    pub total: bool,
    /// What it covers.
    pub note: Option<&'a str>,
}

impl<'a> Figure<'a> {
    pub(super) fn read(read: &mut Read<'a>, at: &str, part: &'a model::Figure) -> Self {
        let value = read.take(format_args!("{at}.value"), &part.value);
        Self {
            measure: read.slug(part.measure),
            unit: read.unit(part.measure),
            value: value.map(|amount| amount.low),
            value_max: value.and_then(|amount| amount.high),
            qualifier: Word(part.qualifier),
            kind: Word(part.kind),
            per: part.per.map(Word),
            year: part.year,
            from: part.from,
            currency: part.currency.map(Word),
            total: part.total,
            note: part.note.as_deref(),
        }
    }
}

impl<'a> Read<'a> {
    /// The unit of a measure.
    fn unit(&self, measure: model::Term) -> &'a str {
        match self.entry(measure).map(|entry| &entry.detail) {
            Some(TermDetail::Measure(detail)) => &detail.unit,
            _ => "",
        }
    }
}

/// How a facility stands to another one, or to a body without a record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Relation<'a> {
    /// The other facility; null for a body without a record.
    pub to: Option<&'a str>,
    /// The name of a body without a record; null for a facility.
    pub name: Option<&'a str>,
    /// Kind.
    #[schemars(extend("x-vocabulary" = "relation-kinds"))]
    pub kind: &'a str,
    /// Since when.
    pub since: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
    /// More about it.
    pub note: Option<&'a str>,
}

impl<'a> Relation<'a> {
    pub(super) fn read(read: &mut Read<'a>, _: &str, part: &'a model::Relation) -> Self {
        let (to, name) = match &part.to {
            RelationTarget::Facility(id) => (Some(id.as_str()), None),
            RelationTarget::Other(name) => (None, Some(name.as_str())),
        };
        Self {
            to,
            name,
            kind: read.slug(part.kind),
            since: part.since.map(Date),
            until: part.until.map(Date),
            note: part.note.as_deref(),
        }
    }
}

/// How a record came about.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Provenance<'a> {
    /// How it was compiled.
    pub method: Word<Method>,
    /// The round of data collection.
    pub wave: Option<&'a str>,
    /// Whether the facility has confirmed it.
    pub state: Word<Confirmation>,
    /// When somebody last held it against its sources.
    pub verified: Option<Date>,
    /// Who did, as an ORCID or an account name.
    pub by: Option<&'a str>,
}

impl<'a> Provenance<'a> {
    pub(super) fn of(part: &'a model::Provenance) -> Self {
        Self {
            method: Word(part.method),
            wave: part.wave.as_deref(),
            state: Word(part.state),
            verified: part.verified.map(Date),
            by: part.by.as_deref(),
        }
    }
}

/// A page or paper that facts were read from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Source<'a> {
    /// Its address.
    pub url: &'a str,
    /// Its title.
    pub title: Option<&'a str>,
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was read.
    pub accessed: Option<Date>,
    /// In which form it was read.
    pub read: Option<Word<Reading>>,
    /// A lasting copy.
    pub archived: Option<&'a str>,
    /// The fields that it supports, by path; a path names everything below it.
    pub supports: Vec<&'a str>,
}

impl<'a> Source<'a> {
    pub(super) fn of(part: &'a model::Source) -> Self {
        Self {
            url: part.url.as_str(),
            title: part.title.as_deref(),
            publisher: part.publisher.as_deref(),
            published: part.published.map(Date),
            accessed: part.accessed.map(Date),
            read: part.read.map(Word),
            archived: part.archived.as_ref().map(model::Url::as_str),
            supports: part.supports.iter().map(model::FieldPath::as_str).collect(),
        }
    }
}

/// A rule that does not count for a record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Waiver<'a> {
    /// The rule's name.
    pub rule: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Until when.
    pub until: Date,
}

impl<'a> Waiver<'a> {
    pub(super) fn of(part: &'a model::Waiver) -> Self {
        Self { rule: &part.rule, reason: &part.reason, until: Date(part.until) }
    }
}
