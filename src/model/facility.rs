//! One facility at one site: the checked record, version 1 .

use super::closed_list::closed_list;
use super::{
    CountryCode, FacilityId, Figure, PartialDate, Provenance, Ror, Source, Stated, Term, TrialId,
    Url, Waiver, Withdrawal,
};
use crate::geo::Coordinates;

/// A record whose every field has been read and checked on its own. What hangs together with other
/// records is proved only by an [`Atlas`](super::Atlas).
#[derive(Debug, Clone, PartialEq)]
pub struct Facility {
    /// The id, from the file's place.
    pub id: FacilityId,
    /// The name that the facility uses, in English if it does.
    pub name: String,
    /// The name in the country's language.
    pub local_name: Stated<String>,
    /// Names it had before.
    pub former_names: Stated<Vec<String>>,
    /// Ids that lead here.
    pub aliases: Vec<FacilityId>,
    /// The record that this one is a part of.
    pub parent: Option<FacilityId>,
    /// Who stands behind it, at least one; cards name the first.
    pub organisations: Vec<Organisation>,
    /// What it is for, at least one; vocabulary `roles`.
    pub roles: Vec<Term>,
    /// How far it has come; vocabulary `statuses`.
    pub status: Stated<Term>,
    /// When the source said so.
    pub status_as_of: Option<PartialDate>,
    /// What should be known beside the status.
    pub status_note: Option<String>,
    /// Planned opening.
    pub opens: Stated<PartialDate>,
    /// Opening.
    pub opened: Stated<PartialDate>,
    /// Announced end.
    pub closes: Stated<PartialDate>,
    /// End.
    pub closed: Stated<PartialDate>,
    /// What happened when, in the order of the record.
    pub events: Stated<Vec<Event>>,
    /// Where it is.
    pub location: Location,
    /// How to reach it.
    pub contact: Contact,
    /// How patients come to it.
    pub referral: Referral,
    /// What it works on.
    pub therapies: Therapies,
    /// What it makes, and how.
    pub manufacturing: Manufacturing,
    /// What lets it work.
    pub licences: Stated<Vec<Licence>>,
    /// Marks of quality.
    pub accreditations: Stated<Vec<Accreditation>>,
    /// Its clinical work.
    pub clinical: Clinical,
    /// What is counted or measured.
    pub figures: Vec<Figure>,
    /// Whom it works with.
    pub relations: Stated<Vec<Relation>>,
    /// Networks; vocabulary `networks`.
    pub networks: Stated<Vec<Term>>,
    /// A few sentences in Markdown.
    pub summary: Option<String>,
    /// How sure it all is.
    pub provenance: Provenance,
    /// Where it was read, at least one.
    pub sources: Vec<Source>,
    /// Why its facts may be read on its page and not be passed on; none where they may.
    pub no_reuse: Option<String>,
    /// When and why the record was taken back; none for a record that stands.
    pub withdrawn: Option<Withdrawal>,
    /// Rules that do not count for this record, with reasons.
    pub waivers: Vec<Waiver>,
}

impl Facility {
    /// Whether its facts may be passed on: they stand in downloads and not only on its page.
    #[must_use]
    pub fn may_be_reused(&self) -> bool {
        self.no_reuse.is_none() && self.withdrawn.is_none()
    }

    /// Every id that it has or had, today's first.
    pub fn ids(&self) -> impl Iterator<Item = &FacilityId> {
        std::iter::once(&self.id).chain(&self.aliases)
    }
}

/// A body that stands behind a facility.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its identifier in the Research Organization Registry.
    pub ror: Option<Ror>,
    /// Its kind; vocabulary `sectors`.
    pub sector: Stated<Term>,
    /// What it has to do with the facility; vocabulary `organisation-links`.
    pub does: Vec<Term>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When.
    pub date: PartialDate,
    /// What; vocabulary `events`.
    pub what: Term,
    /// More about it.
    pub note: Option<String>,
}

/// Where a facility is.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// Street and number, or the building.
    pub address: Stated<String>,
    /// Postal code, as text.
    pub postal_code: Stated<String>,
    /// City.
    pub city: String,
    /// Country.
    pub country: CountryCode,
    /// The NUTS code that the record gives, as written; checked against the coordinates.
    pub nuts: Option<String>,
    /// The point on the map.
    pub coordinates: Coordinates,
    /// What the point stands for.
    pub precision: Precision,
}

closed_list! {
    /// What a point on the map stands for.
    pub enum Precision {
        /// The building or campus.
        Site = "site",
        /// The middle of the city.
        City = "city",
    }
}

/// How to reach a facility; institutional only.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contact {
    /// Its pages.
    pub website: Stated<Url>,
    /// An institutional mailbox.
    pub email: Stated<String>,
    /// An institutional telephone, in international form.
    pub phone: Stated<String>,
}

/// How patients come to a facility.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Referral {
    /// Who may turn to it; vocabulary `referral-routes`.
    pub who: Stated<Term>,
    /// How, in plain words.
    pub how: Stated<String>,
    /// Whom it treats.
    pub ages: Stated<Vec<AgeGroup>>,
    /// Languages spoken, as BCP 47 tags.
    pub languages: Stated<Vec<String>>,
}

closed_list! {
    /// Whom a centre treats.
    pub enum AgeGroup {
        /// Grown-ups.
        Adult = "adult",
        /// Children and young people.
        Paediatric = "paediatric",
    }
}

/// What a facility works on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Therapies {
    /// Legal classes; vocabulary `classes`.
    pub classes: Stated<Vec<Term>>,
    /// Technologies; vocabulary `platforms`.
    pub platforms: Stated<Vec<Term>>,
    /// Disease areas; vocabulary `areas`.
    pub areas: Stated<Vec<Term>>,
    /// Products.
    pub products: Stated<Vec<ProductLink>>,
}

/// What a facility does with a product.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductLink {
    /// Which.
    pub product: ProductName,
    /// What it does with it, at least one; vocabulary `product-links`.
    pub does: Vec<Term>,
    /// On what legal ground; vocabulary `product-bases`.
    pub basis: Stated<Term>,
    /// Since when.
    pub since: Stated<PartialDate>,
}

/// A product of the vocabulary, or the name of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProductName {
    /// A term of the vocabulary `products`.
    Term(Term),
    /// A product that has no term.
    Other(String),
}

/// What a facility makes, and how.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Manufacturing {
    /// How it stands to good manufacturing practice.
    pub gmp: Stated<Gmp>,
    /// How large and for whom; vocabulary `scales`.
    pub scales: Stated<Vec<Term>>,
    /// What it does for others; vocabulary `services`.
    pub services: Stated<Vec<Term>>,
    /// Clean rooms by grade.
    pub cleanrooms: Stated<Vec<Cleanrooms>>,
    /// Whether it works in isolators.
    pub isolators: Stated<bool>,
    /// Biosafety level, 1 to 4.
    pub biosafety_level: Stated<u8>,
}

closed_list! {
    /// How a facility stands to good manufacturing practice (GMP).
    pub enum Gmp {
        /// It holds a GMP certificate.
        Certified = "certified",
        /// A page says that the national authority licensed, authorised or certified the site.
        Licensed = "licensed",
        /// It prepares for it.
        InPreparation = "in-preparation",
        /// It does not work to it.
        None = "none",
    }
}

/// Clean rooms of one grade.
#[derive(Debug, Clone, PartialEq)]
pub struct Cleanrooms {
    /// The grade.
    pub grade: Grade,
    /// How many.
    pub count: Stated<u32>,
}

closed_list! {
    /// Clean room grades of EudraLex volume 4, annex 1; A is the cleanest.
    pub enum Grade {
        /// Grade A.
        A = "A",
        /// Grade B.
        B = "B",
        /// Grade C.
        C = "C",
        /// Grade D.
        D = "D",
    }
}

/// A permit.
#[derive(Debug, Clone, PartialEq)]
pub struct Licence {
    /// Its kind; vocabulary `licence-types`.
    pub kind: Term,
    /// Who gave it.
    pub authority: Stated<String>,
    /// Its number.
    pub number: Stated<String>,
    /// Since when.
    pub since: Stated<PartialDate>,
    /// Until when.
    pub valid_until: Stated<PartialDate>,
    /// What it covers.
    pub scope: Stated<String>,
}

/// A mark of quality.
#[derive(Debug, Clone, PartialEq)]
pub struct Accreditation {
    /// Its scheme; vocabulary `accreditation-schemes`.
    pub scheme: Term,
    /// What it covers.
    pub scope: Stated<String>,
    /// Who gave it.
    pub authority: Stated<String>,
    /// Since when.
    pub since: Stated<PartialDate>,
    /// Until when.
    pub valid_until: Stated<PartialDate>,
    /// Its number or address.
    pub reference: Stated<String>,
}

/// Clinical work.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clinical {
    /// Whether it collects blood cells by apheresis.
    pub apheresis: Stated<bool>,
    /// Blood stem cell transplantation.
    pub transplant_programme: Stated<Vec<Transplant>>,
    /// Trial phases; vocabulary `phases`.
    pub phases: Stated<Vec<Term>>,
    /// Trials.
    pub trials: Stated<Vec<Trial>>,
}

closed_list! {
    /// Kinds of transplantation.
    pub enum Transplant {
        /// With the patient's own cells.
        Autologous = "autologous",
        /// With a donor's cells.
        Allogeneic = "allogeneic",
    }
}

/// A clinical trial that a facility takes part in.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// Its number in a register, of a known shape.
    pub id: TrialId,
    /// What the facility does in it, at least one.
    pub does: Vec<TrialPart>,
}

closed_list! {
    /// What a facility does in a trial.
    pub enum TrialPart {
        /// Patients take part there.
        Site = "site",
        /// It answers for the trial.
        Sponsor = "sponsor",
        /// It makes what is given.
        Manufacturer = "manufacturer",
    }
}

/// How a facility stands to another one, or to a body that has no record.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// The other side.
    pub to: RelationTarget,
    /// Kind; vocabulary `relation-kinds`.
    pub kind: Term,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when.
    pub until: Option<PartialDate>,
    /// More about it.
    pub note: Option<String>,
}

/// The other side of a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RelationTarget {
    /// Another record.
    Facility(FacilityId),
    /// A body without a record, by its name.
    Other(String),
}
