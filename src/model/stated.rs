//! The four kinds of 'no value' and the one kind of value.

/// What a record says in answer to one question. Only [`Stated::Is`] may enter a sum or a map;
/// `Is(0)` and `Is(vec![])` say 'none' and are answers like any other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stated<T> {
    /// Nobody has told us: the field is not in the record.
    #[default]
    Absent,
    /// Asked, and not told.
    Undisclosed,
    /// The question makes no sense for this facility.
    NotApplicable,
    /// The answer.
    Is(T),
}

impl<T> Stated<T> {
    /// The answer, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Absent | Self::Undisclosed | Self::NotApplicable => None,
        }
    }

    /// Whether the record has the field at all, with whatever content.
    pub fn is_stated(&self) -> bool {
        !matches!(self, Self::Absent)
    }

    /// The same kind of answer with its value changed.
    pub fn map<U>(&self, change: impl FnOnce(&T) -> U) -> Stated<U> {
        match self {
            Self::Absent => Stated::Absent,
            Self::Undisclosed => Stated::Undisclosed,
            Self::NotApplicable => Stated::NotApplicable,
            Self::Is(value) => Stated::Is(change(value)),
        }
    }
}

impl<T> Stated<Vec<T>> {
    /// The entries of a list; none where the list is empty or not stated.
    pub fn entries(&self) -> &[T] {
        self.value().map_or(&[], Vec::as_slice)
    }
}
