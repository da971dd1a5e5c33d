//! The kinds of facility that provision and access are measured for.

use crate::model::{AccessSettings, Facility, Stage, Term, Vocabularies, VocabularyName};

/// A kind of facility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Any facility.
    Any,
    /// One with this role.
    Role(Term),
    /// One that works with this platform, or a narrower one, and has one of the roles that the
    /// settings ask for.
    Platform(Term),
}

impl Subject {
    /// Every kind that is measured: any facility, each role, and the platforms of the settings.
    pub(super) fn all(vocabularies: &Vocabularies, settings: &AccessSettings) -> Vec<Self> {
        let roles = vocabularies.terms(VocabularyName::Roles).map(|(role, _)| Self::Role(role));
        let platforms = settings.platforms.iter().map(|&platform| Self::Platform(platform));
        std::iter::once(Self::Any).chain(roles).chain(platforms).collect()
    }

    /// The kind as files name it: `any`, `role:gmp-facility`, `platform:car-t`.
    #[must_use]
    pub fn key(self, vocabularies: &Vocabularies) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Role(role) => format!("role:{}", vocabularies.slug(role)),
            Self::Platform(platform) => format!("platform:{}", vocabularies.slug(platform)),
        }
    }

    /// The kind in words: `Any facility`, `Treatment centre`, `Treatment centre with CAR-T cells`.
    #[must_use]
    pub fn label(self, vocabularies: &Vocabularies, settings: &AccessSettings) -> String {
        match self {
            Self::Any => "Any facility".to_owned(),
            Self::Role(role) => vocabularies.label(role).to_owned(),
            Self::Platform(platform) => {
                let roles: Vec<&str> =
                    settings.platform_roles.iter().map(|&role| vocabularies.label(role)).collect();
                let who =
                    if roles.is_empty() { "Any facility".to_owned() } else { roles.join(" or ") };
                format!("{who} with {}", vocabularies.label(platform))
            }
        }
    }

    /// The places of those kinds, among all, that a facility is of, as far as its record says; none
    /// where it is not at work.
    pub(super) fn served_by(
        kinds: &[Self],
        facility: &Facility,
        vocabularies: &Vocabularies,
        settings: &AccessSettings,
    ) -> Vec<usize> {
        if vocabularies.stage(&facility.status) != Stage::AtWork {
            return Vec::new();
        }
        let platforms = facility.therapies.platforms.entries();
        let suits = |role: &Term| settings.platform_roles.contains(role);
        let counts = settings.platform_roles.is_empty() || facility.roles.iter().any(suits);
        let is_served = |kind: &Self| match kind {
            Self::Any => true,
            Self::Role(role) => facility.roles.contains(role),
            Self::Platform(platform) => {
                counts && platforms.iter().any(|&it| is_or_is_within(it, *platform, vocabularies))
            }
        };
        (0..kinds.len()).filter(|&place| is_served(&kinds[place])).collect()
    }
}

/// Whether a term is another one, or narrower.
fn is_or_is_within(term: Term, wider: Term, vocabularies: &Vocabularies) -> bool {
    with_wider(term, vocabularies).any(|term| term == wider)
}

/// A term, the wider one that it belongs to, and so on upwards.
pub(super) fn with_wider(term: Term, vocabularies: &Vocabularies) -> impl Iterator<Item = Term> {
    /// A deeper vocabulary than any; ends the climb should two terms be wider than each other.
    const DEEPEST: usize = 8;
    let wider = |term: &Term| vocabularies.entry(*term).and_then(|entry| entry.broader);
    std::iter::successors(Some(term), wider).take(DEEPEST)
}
