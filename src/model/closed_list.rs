//! Lists that the code itself reasons about, and that an editor therefore cannot extend.

/// Declares an enum whose cases have a written form, with `ALL`, `CHOICES`, `slug` and `from_slug`.
/// The doc comment of a case is what readers are told of it.
macro_rules! closed_list {
    ($(#[$doc:meta])* pub enum $name:ident {
        $($(#[doc = $meaning:literal])+ $case:ident = $slug:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $meaning])+ $case),+ }

        impl $crate::model::ClosedList for $name {
            const ALL: &'static [Self] = &[$(Self::$case),+];
            const CHOICES: &'static [$crate::model::Choice] =
                &[$($crate::model::Choice::new($slug, concat!($($meaning),+))),+];

            fn slug(self) -> &'static str {
                match self { $(Self::$case => $slug),+ }
            }
        }
    };
}
pub(crate) use closed_list;

/// A fixed list of choices, each with the word that records use for it.
pub trait ClosedList: Copy + 'static {
    /// Every choice, in the order in which they are shown.
    const ALL: &'static [Self];

    /// The same as words with their meanings.
    const CHOICES: &'static [Choice];

    /// The word in a record, lower case with hyphens.
    fn slug(self) -> &'static str;

    /// The choice that a record's word names.
    #[must_use]
    fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.slug() == slug)
    }
}

/// A word of a fixed list, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The word in a record.
    pub slug: &'static str,
    meaning: &'static str,
}

impl Choice {
    /// A word with its meaning.
    #[must_use]
    pub const fn new(slug: &'static str, meaning: &'static str) -> Self {
        Self { slug, meaning }
    }

    /// What the word means, in a sentence.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        self.meaning.trim()
    }
}
