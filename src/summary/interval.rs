//! How far chance could move a count: intervals for a Poisson mean.

use std::sync::LazyLock;

/// Below this many events the interval is exact.
const EXACT_BELOW: u32 = 10;

/// The standard normal deviate that leaves 2.5 % on either side.
const Z: f64 = 1.959_963_984_540_054;

/// A 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// The interval in another unit.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    /// Whether the two have a value in common; where they have, neither area may be ranked above
    /// the other.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// The 95 % interval of the mean of a Poisson variable of which `events` were seen: exact below 10
/// (F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28, 1936), Byar's
/// approximation from there on (N. Breslow and N. Day, Statistical Methods in Cancer Research II,
/// IARC 1987, page 69), as Public Health England's technical guide has it.
#[must_use]
pub fn poisson_interval(events: u32) -> Interval {
    // The exact ones take thousands of steps, and most regions have one of these few counts.
    static EXACT: LazyLock<[Interval; EXACT_BELOW as usize]> =
        LazyLock::new(|| std::array::from_fn(|events| garwood(events as u32)));
    match EXACT.get(events as usize) {
        Some(exact) => *exact,
        None => byar(events),
    }
}

fn byar(events: u32) -> Interval {
    let limit = |n: f64, z: f64| n * (1.0 - 1.0 / (9.0 * n) + z / (3.0 * n.sqrt())).powi(3);
    let seen = f64::from(events);
    Interval { low: limit(seen, -Z), high: limit(seen + 1.0, Z) }
}

/// The means under which so many events or more, and so many or fewer, have a probability of 2.5 %.
fn garwood(events: u32) -> Interval {
    let low = match events.checked_sub(1) {
        None => 0.0,
        Some(below) => mean_with(|mean| 1.0 - at_most(below, mean), true),
    };
    Interval { low, high: mean_with(|mean| at_most(events, mean), false) }
}

/// The mean at which a probability that rises (or falls) with it is 2.5 %, by bisection. Between 0
/// and 64 the fifty-odd halvings leave nothing that a double could tell.
fn mean_with(probability: impl Fn(f64) -> f64, rises: bool) -> f64 {
    let (mut low, mut high) = (0.0_f64, 64.0_f64);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if (probability(middle) < 0.025) == rises {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The probability of at most `events` events under a mean.
fn at_most(events: u32, mean: f64) -> f64 {
    let mut term = (-mean).exp();
    let mut sum = term;
    for event in 1..=events {
        term *= mean / f64::from(event);
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exact 95 % limits as tabulated by E. Pearson and H. Hartley, Biometrika Tables for
    /// Statisticians I, table 40, and K. Ulm, American Journal of Epidemiology 131 (1990).
    const PUBLISHED: [(u32, f64, f64); 11] = [
        (0, 0.0, 3.69),
        (1, 0.0253, 5.57),
        (2, 0.242, 7.22),
        (3, 0.619, 8.77),
        (4, 1.09, 10.24),
        (5, 1.62, 11.67),
        (6, 2.20, 13.06),
        (7, 2.81, 14.42),
        (8, 3.45, 15.76),
        (9, 4.12, 17.08),
        (10, 4.80, 18.39),
    ];

    #[test]
    fn exact_limits_are_those_of_the_tables() {
        for (events, low, high) in PUBLISHED {
            let exact = garwood(events);
            assert!((exact.low - low).abs() < 0.006, "{events}: {exact:?}");
            assert!((exact.high - high).abs() < 0.006, "{events}: {exact:?}");
        }
    }

    /// From `scipy.stats.chi2.ppf`, of which the exact limits are halves.
    #[test]
    fn byar_is_near_the_exact_limits() {
        for (events, low, high) in [
            (10, 4.795_389, 18.390_356),
            (20, 12.216_520, 30.888_378),
            (30, 20.240_874, 42.826_865),
            (100, 81.363_991, 121.626_794),
        ] {
            let interval = poisson_interval(events);
            assert!((interval.low / low - 1.0).abs() < 0.003, "{events}: {interval:?}");
            assert!((interval.high / high - 1.0).abs() < 0.003, "{events}: {interval:?}");
        }
    }

    #[test]
    fn intervals_hold_their_count_and_move_with_it() {
        let mut before = poisson_interval(0);
        for events in 1..500 {
            let interval = poisson_interval(events);
            assert!(interval.low < f64::from(events) && f64::from(events) < interval.high);
            assert!(interval.low > before.low && interval.high > before.high, "{events}");
            before = interval;
        }
    }
}
