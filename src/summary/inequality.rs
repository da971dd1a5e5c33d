//! How evenly something is spread over people: the Lorenz curve and the Gini coefficient.

/// How something is spread over groups of people.
#[derive(Debug, Clone, PartialEq)]
pub struct Inequality {
    /// Cumulative shares of people and of what is spread, from (0, 0) to (1, 1), the groups with
    /// least per head first.
    pub lorenz: Vec<(f64, f64)>,
    /// The Gini coefficient: 0 where all have the same, near 1 where one group has everything.
    pub gini: f64,
    /// How many people the groups have together: the denominator.
    pub people: u64,
    /// How many groups there are.
    pub groups: usize,
}

/// Computes it from groups of (people, amount). Groups without people are left out; `None` where
/// that leaves no people, or nothing to spread.
///
/// The coefficient is 1 − Σ (xₖ − xₖ₋₁)(yₖ + yₖ₋₁), twice the area between the curve and the
/// diagonal (M. Brown, Using Gini-style indices to evaluate the spatial patterns of health
/// practitioners, Social Science & Medicine 38, 1994).
#[must_use]
pub fn inequality(groups: impl IntoIterator<Item = (u64, f64)>) -> Option<Inequality> {
    let mut groups: Vec<(u64, f64)> =
        groups.into_iter().filter(|&(people, _)| people > 0).collect();
    let people: u64 = groups.iter().map(|group| group.0).sum();
    let amount: f64 = groups.iter().map(|group| group.1).sum();
    if people == 0 || amount <= 0.0 {
        return None;
    }
    let per_head = |&(people, amount): &(u64, f64)| amount / people as f64;
    groups.sort_by(|a, b| per_head(a).total_cmp(&per_head(b)).then(a.0.cmp(&b.0)));
    let mut lorenz = vec![(0.0, 0.0)];
    let (mut before, mut had, mut area) = (0_u64, 0.0, 0.0);
    let (mut x_before, mut y_before) = (0.0, 0.0);
    for &(group, part) in &groups {
        before += group;
        had += part;
        let (x, y) = (before as f64 / people as f64, had / amount);
        area += (x - x_before) * (y + y_before);
        lorenz.push((x, y));
        (x_before, y_before) = (x, y);
    }
    Some(Inequality { lorenz, gini: (1.0 - area).max(0.0), people, groups: groups.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extremes_are_0_and_nearly_1() {
        let even = inequality([(10, 1.0), (20, 2.0), (70, 7.0)]).unwrap();
        assert!(even.gini.abs() < 1e-12);
        let one = inequality([(1, 5.0), (999, 0.0)]).unwrap();
        assert!((one.gini - 0.999).abs() < 1e-12);
        assert_eq!(inequality([(10, 0.0)]), None);
        assert_eq!(inequality([(0, 3.0)]), None);
    }

    /// Four people with 1, 2, 3 and 4: the mean absolute difference is 1.25, the mean 2.5, and
    /// Gini half their ratio, 0.25.
    #[test]
    fn a_case_by_hand() {
        let spread = inequality([(1, 4.0), (1, 2.0), (1, 1.0), (1, 3.0)]).unwrap();
        assert!((spread.gini - 0.25).abs() < 1e-12);
        let expected = [(0.0, 0.0), (0.25, 0.1), (0.5, 0.3), (0.75, 0.6), (1.0, 1.0)];
        for (found, wanted) in spread.lorenz.iter().zip(expected) {
            assert!((found.0 - wanted.0).abs() < 1e-12 && (found.1 - wanted.1).abs() < 1e-12);
        }
    }

    #[test]
    fn splitting_a_group_evenly_changes_nothing() {
        let whole = inequality([(10, 1.0), (30, 9.0)]).unwrap().gini;
        let split = inequality([(5, 0.5), (5, 0.5), (30, 9.0)]).unwrap().gini;
        assert!((whole - split).abs() < 1e-12);
    }
}
