//! How a country regulates advanced therapies.

use super::closed_list::closed_list;
use super::{CountryCode, PartialDate, Provenance, Source, Stated, Url};

/// A country's national framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Framework {
    /// The country.
    pub country: CountryCode,
    /// The date that it describes, where the sources have one.
    pub as_of: Option<PartialDate>,
    /// The authority for advanced therapies.
    pub competent_authority: Option<Body>,
    /// The hospital exemption of Regulation (EC) No 1394/2007, article 28(2).
    pub hospital_exemption: Option<HospitalExemption>,
    /// The procedure for genetically modified organisms.
    pub gmo_procedure: Option<GmoProcedure>,
    /// How centres that may give therapies are chosen.
    pub designation: Option<Body>,
    /// The authority for tissues and cells.
    pub tissue_authority: Option<Body>,
    /// The authority for clinical trials.
    pub trial_authority: Option<Body>,
    /// Who decides on ethics.
    pub ethics: Option<Body>,
    /// Who decides on reimbursement.
    pub reimbursement_body: Option<Body>,
    /// Import and export of starting material.
    pub import_export: Option<String>,
    /// Logistics.
    pub logistics: Option<String>,
    /// Where it was read.
    pub sources: Vec<Source>,
    /// How sure it is.
    pub provenance: Provenance,
    /// The prose below the front matter, in Markdown.
    pub prose: String,
}

/// An authority or another body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Its name, and what it does where that needs saying.
    pub name: Option<String>,
    /// Its pages.
    pub website: Option<Url>,
    /// More about it.
    pub notes: Option<String>,
}

/// The hospital exemption of a country.
#[derive(Debug, Clone, PartialEq)]
pub struct HospitalExemption {
    /// Whether there is one; [`Stated::Absent`] where the sources leave it open.
    pub available: Stated<bool>,
    /// The law.
    pub legal_basis: Option<String>,
    /// Who authorises.
    pub authorised_by: Option<String>,
    /// On what conditions.
    pub conditions: Option<String>,
    /// More about it.
    pub notes: Option<String>,
}

/// The procedure for genetically modified organisms of a country.
#[derive(Debug, Clone, PartialEq)]
pub struct GmoProcedure {
    /// Under which directive gene therapies fall.
    pub regime: Option<GmoRegime>,
    /// Who decides.
    pub authority: Option<String>,
    /// How it stands to the trial's authorisation.
    pub order: Option<GmoOrder>,
    /// More about it.
    pub notes: Option<String>,
}

closed_list! {
    /// Yes, no, or not known.
    pub enum Tristate {
        /// Yes.
        Yes = "true",
        /// No.
        No = "false",
        /// No source says.
        Unknown = "unknown",
    }
}

closed_list! {
    /// Under which directive gene therapies fall.
    pub enum GmoRegime {
        /// Directive 2001/18/EC.
        DeliberateRelease = "deliberate-release",
        /// Directive 2009/41/EC.
        ContainedUse = "contained-use",
        /// Decided for each case.
        CaseByCase = "case-by-case",
        /// Both.
        Both = "both",
        /// No source says.
        Unknown = "unknown",
    }
}

closed_list! {
    /// How the procedure stands to the trial's authorisation.
    pub enum GmoOrder {
        /// The two do not wait for each other.
        Independent = "independent",
        /// It has to be finished before the trial is applied for.
        BeforeTrial = "before-trial",
        /// It has to be finished before the trial is approved.
        BeforeApproval = "before-approval",
        /// One submission covers both.
        SingleSubmission = "single-submission",
        /// No source says.
        Unknown = "unknown",
    }
}
