//! What a chart shows in one place: a number, or the word for why there is none.

/// A number, or the word that stands where there is none. Zero is a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// The number; one that is not finite is treated as missing.
    Is(f64),
    /// Why there is none, as readers are told: `not known`, `not disclosed` …
    Missing(String),
}

impl Datum {
    /// The number, where there is a finite one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Is(number) if number.is_finite() => Some(*number),
            Self::Is(_) | Self::Missing(_) => None,
        }
    }

    /// The word where there is no number.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Is(_) => "not known",
            Self::Missing(word) => word,
        }
    }
}

impl From<f64> for Datum {
    fn from(number: f64) -> Self {
        Self::Is(number)
    }
}

/// The range within which chance could move a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Whether both ends are finite and in order, so that it can be drawn.
    pub(super) fn is_sound(&self) -> bool {
        self.low.is_finite() && self.high.is_finite() && self.low <= self.high
    }
}

/// How a mark is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Like the others.
    #[default]
    Plain,
    /// The one that the chart is about.
    Strong,
    /// Not certain enough to be read alone.
    Weak,
}
