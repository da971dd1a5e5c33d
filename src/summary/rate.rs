//! Events per million people, and how sure they are.

use super::interval::{Interval, poisson_interval};

/// Under so many events a rate says little: a single one more or less moves it far. The limit is
/// that of the United States' National Center for Health Statistics, whose Vital Statistics tables
/// leave out rates of fewer than 20 events, because their relative standard error is 23 % or more.
pub const UNSTABLE_UNDER: u32 = 20;

/// A number of facilities per million people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// The facilities.
    pub events: u32,
    /// The people.
    pub people: u64,
    /// Facilities per million people.
    pub per_million: f64,
    /// The 95 % interval of that.
    pub interval: Interval,
    /// Whether there are too few facilities to read the rate alone.
    pub unstable: bool,
}

impl Rate {
    /// The rate of `events` among `people`; `None` among nobody.
    #[must_use]
    pub fn new(events: u32, people: u64) -> Option<Self> {
        if people == 0 {
            return None;
        }
        let per_event = 1e6 / people as f64;
        Some(Self {
            events,
            people,
            per_million: f64::from(events) * per_event,
            interval: poisson_interval(events).scaled(per_event),
            unstable: events < UNSTABLE_UNDER,
        })
    }

    /// The location quotient: this rate held against that of a wider area, which is the area's
    /// share of the facilities over its share of the people. 1 is an even share, 2 twice that.
    /// `None` where the wider area has none.
    ///
    /// A. Isserman, The location quotient approach to estimating regional economic impacts, Journal
    /// of the American Institute of Planners 43 (1977), with people as the base.
    #[must_use]
    pub fn quotient(&self, wider: &Self) -> Option<f64> {
        (wider.events > 0).then(|| self.per_million / wider.per_million)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_by_hand() {
        let rate = Rate::new(5, 2_000_000).unwrap();
        assert!((rate.per_million - 2.5).abs() < 1e-12);
        assert!((rate.interval.low - 1.6235 / 2.0).abs() < 1e-3);
        assert!((rate.interval.high - 11.6683 / 2.0).abs() < 1e-3);
        assert!(rate.unstable);
        assert!(!Rate::new(20, 1).unwrap().unstable);
        assert_eq!(Rate::new(5, 0), None);
    }

    #[test]
    fn a_quotient_of_one_is_an_even_share() {
        let wider = Rate::new(100, 50_000_000).unwrap();
        let even = Rate::new(10, 5_000_000).unwrap();
        assert!((even.quotient(&wider).unwrap() - 1.0).abs() < 1e-12);
        let none = Rate::new(0, 50_000_000).unwrap();
        assert_eq!(even.quotient(&none), None);
    }
}
