//! The national frameworks as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::word::{Date, WhyNull, Word};
use super::part::{Provenance, Source};
use crate::model::{self, Atlas, GmoOrder, GmoRegime};

/// All national frameworks.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Frameworks<'a> {
    /// The frameworks, by country.
    pub frameworks: Vec<Framework<'a>>,
}

/// How a country regulates advanced therapies.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Framework<'a> {
    /// The country, as ISO 3166-1 alpha-2 in capitals.
    pub country: String,
    /// The date that it describes, where the sources have one.
    pub as_of: Option<Date>,
    /// The authority for advanced therapies.
    pub competent_authority: Option<Body<'a>>,
    /// The hospital exemption of Regulation (EC) No 1394/2007, article 28(2).
    pub hospital_exemption: Option<HospitalExemption<'a>>,
    /// The procedure for genetically modified organisms.
    pub gmo_procedure: Option<GmoProcedure<'a>>,
    /// How centres that may give therapies are chosen.
    pub designation: Option<Body<'a>>,
    /// The authority for tissues and cells.
    pub tissue_authority: Option<Body<'a>>,
    /// The authority for clinical trials.
    pub trial_authority: Option<Body<'a>>,
    /// Who decides on ethics.
    pub ethics: Option<Body<'a>>,
    /// Who decides on reimbursement.
    pub reimbursement_body: Option<Body<'a>>,
    /// Import and export of starting material.
    pub import_export: Option<&'a str>,
    /// Logistics.
    pub logistics: Option<&'a str>,
    /// The text below the fields, in Markdown without HTML.
    pub prose: &'a str,
    /// How the text came about.
    pub provenance: Provenance<'a>,
    /// Where it was read.
    pub sources: Vec<Source<'a>>,
    /// Why fields are null that the framework names, by path.
    pub why_null: WhyNull,
}

/// An authority or another body.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Body<'a> {
    /// Its name, and what it does where that needs saying.
    pub name: Option<&'a str>,
    /// Its pages.
    pub website: Option<&'a str>,
    /// More about it.
    pub notes: Option<&'a str>,
}

/// The hospital exemption of a country.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HospitalExemption<'a> {
    /// Whether there is one.
    pub available: Option<bool>,
    /// The law.
    pub legal_basis: Option<&'a str>,
    /// Who authorises.
    pub authorised_by: Option<&'a str>,
    /// On what conditions.
    pub conditions: Option<&'a str>,
    /// More about it.
    pub notes: Option<&'a str>,
}

/// The procedure for genetically modified organisms of a country.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GmoProcedure<'a> {
    /// Under which directive gene therapies fall.
    pub regime: Option<Word<GmoRegime>>,
    /// Who decides.
    pub authority: Option<&'a str>,
    /// How it stands to the trial's authorisation.
    pub order: Option<Word<GmoOrder>>,
    /// More about it.
    pub notes: Option<&'a str>,
}

impl<'a> Frameworks<'a> {
    /// The frameworks of an atlas.
    #[must_use]
    pub fn of(atlas: &'a Atlas) -> Self {
        Self { frameworks: atlas.frameworks().values().map(Framework::of).collect() }
    }
}

impl<'a> Framework<'a> {
    /// One framework.
    #[must_use]
    pub fn of(framework: &'a model::Framework) -> Self {
        let mut why_null = WhyNull::default();
        let body = |body: &'a Option<model::Body>| body.as_ref().map(Body::of);
        let exemption = framework.hospital_exemption.as_ref();
        let hospital_exemption = exemption.map(|it| HospitalExemption {
            available: why_null.take("hospital_exemption.available", &it.available).copied(),
            legal_basis: it.legal_basis.as_deref(),
            authorised_by: it.authorised_by.as_deref(),
            conditions: it.conditions.as_deref(),
            notes: it.notes.as_deref(),
        });
        let gmo_procedure = framework.gmo_procedure.as_ref().map(|it| GmoProcedure {
            regime: it.regime.map(Word),
            authority: it.authority.as_deref(),
            order: it.order.map(Word),
            notes: it.notes.as_deref(),
        });
        Self {
            country: framework.country.to_string(),
            as_of: framework.as_of.map(Date),
            competent_authority: body(&framework.competent_authority),
            hospital_exemption,
            gmo_procedure,
            designation: body(&framework.designation),
            tissue_authority: body(&framework.tissue_authority),
            trial_authority: body(&framework.trial_authority),
            ethics: body(&framework.ethics),
            reimbursement_body: body(&framework.reimbursement_body),
            import_export: framework.import_export.as_deref(),
            logistics: framework.logistics.as_deref(),
            prose: &framework.prose,
            provenance: Provenance::of(&framework.provenance),
            sources: framework.sources.iter().map(Source::of).collect(),
            why_null,
        }
    }
}

impl<'a> Body<'a> {
    fn of(body: &'a model::Body) -> Self {
        Self {
            name: body.name.as_deref(),
            website: body.website.as_ref().map(model::Url::as_str),
            notes: body.notes.as_deref(),
        }
    }
}
