//! Everything that is counted or measured.

use super::closed_list::closed_list;
use super::{Stated, Term};

/// One figure with all that is needed to read it rightly.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What is measured; vocabulary `measures`, which has the unit.
    pub measure: Term,
    /// How much, in the measure's unit; never [`Stated::Absent`].
    pub value: Stated<Amount>,
    /// How exact.
    pub qualifier: Qualifier,
    /// What kind of figure.
    pub kind: FigureKind,
    /// The period of a flow.
    pub per: Option<Period>,
    /// The year that it is of; of a cumulative figure the last one.
    pub year: Option<u16>,
    /// Of a cumulative figure the first year.
    pub from: Option<u16>,
    /// For money only.
    pub currency: Option<Currency>,
    /// Where a measure stands more than once: this one is the whole, and the others its parts.
    pub total: bool,
    /// What it covers.
    pub note: Option<String>,
}

/// A number, or a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// The value, or the lower end; finite and not negative.
    pub low: f64,
    /// The upper end of a range; not below `low`.
    pub high: Option<f64>,
}

closed_list! {
    /// How exact a figure is.
    pub enum Qualifier {
        /// As counted; what a record means that says nothing.
        Exact = "exact",
        /// Rounded or estimated.
        About = "about",
        /// This much or more.
        AtLeast = "at-least",
        /// This much or less.
        AtMost = "at-most",
    }
}

closed_list! {
    /// What kind of figure it is; figures of two kinds are never added.
    pub enum FigureKind {
        /// What is or was; what a record means that says nothing.
        Actual = "actual",
        /// What would be possible.
        Capacity = "capacity",
        /// What is intended.
        Planned = "planned",
        /// All that came together over the years.
        Cumulative = "cumulative",
    }
}

closed_list! {
    /// The period of a flow.
    pub enum Period {
        /// A year.
        Year = "year",
        /// A month.
        Month = "month",
        /// A week.
        Week = "week",
    }
}

closed_list! {
    /// Currencies, by ISO 4217.
    pub enum Currency {
        /// Euro.
        Eur = "eur",
        /// Pound sterling.
        Gbp = "gbp",
        /// Swiss franc.
        Chf = "chf",
        /// Danish krone.
        Dkk = "dkk",
        /// Norwegian krone.
        Nok = "nok",
        /// Swedish krona.
        Sek = "sek",
        /// Polish złoty.
        Pln = "pln",
        /// Czech koruna.
        Czk = "czk",
        /// Hungarian forint.
        Huf = "huf",
        /// Romanian leu.
        Ron = "ron",
        /// Turkish lira.
        Try = "try",
        /// United States dollar.
        Usd = "usd",
    }
}
