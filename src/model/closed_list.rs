//! Lists that the code itself reasons about, and that an editor therefore cannot extend.

/// Declares an enum whose cases have a written form, with `ALL`, `slug` and `from_slug`.
macro_rules! closed_list {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$case_doc:meta])* $case:ident = $slug:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$case_doc])* $case),+ }

        impl $crate::model::ClosedList for $name {
            const ALL: &'static [Self] = &[$(Self::$case),+];

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

    /// The word in a record, lower case with hyphens.
    fn slug(self) -> &'static str;

    /// The choice that a record's word names.
    #[must_use]
    fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.slug() == slug)
    }
}
