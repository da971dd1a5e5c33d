//! What a site was made from, as one number: a site that was made from the same is left as it is.

use std::hash::Hash as _;

use siphasher::sip128::{Hasher128, SipHasher13};

use super::ReadFrom;
use crate::check::Choices;
use crate::load::Project;
use crate::model::{History, Url};

/// A fingerprint of everything that a site is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inputs(u128);

impl Inputs {
    /// The fingerprint of an atlas's files, the choices of a build, where its site is read, the
    /// history, and the fingerprint of the program that builds.
    #[must_use]
    pub fn of(
        project: &Project,
        choices: &Choices,
        read_from: ReadFrom,
        history: &History,
        program: Option<u128>,
    ) -> Self {
        let mut hasher = SipHasher13::new();
        for (_, file) in project.sources.iter() {
            file.fingerprint().hash(&mut hasher);
        }
        let base_url = choices.base_url.as_ref().map(Url::as_str);
        (choices.as_of, base_url, choices.png, read_from, history, program).hash(&mut hasher);
        Self(hasher.finish128().as_u128())
    }

    /// As it stands in a site's folder.
    pub(super) fn text(self) -> String {
        format!("{:032x}", self.0)
    }
}
