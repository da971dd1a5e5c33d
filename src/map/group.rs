//! Points whose marks would cover one another become one mark with a count.

use std::collections::BTreeMap;

/// Radius of the mark of one point.
pub(super) const SINGLE_RADIUS: f64 = 3.4;

/// Marks keep this much room between them.
const GAP: f64 = 0.6;

/// Points that share a mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// Where the mark stands: at the place with the most points of the group, not between places.
    pub(super) at: (f64, f64),
    /// How many of the points are exactly there.
    weight: usize,
    /// The places of the points in the caller's list, sorted.
    pub(super) members: Vec<usize>,
}

impl Group {
    /// The mark's radius; its area grows with the number of points.
    pub(super) fn radius(&self) -> f64 {
        match self.members.len() {
            1 => SINGLE_RADIUS,
            count => (3.7 + (count as f64).sqrt()).min(13.0),
        }
    }

    fn meets(&self, other: &Self) -> bool {
        let reach = self.radius() + other.radius() + GAP;
        let (x, y) = (self.at.0 - other.at.0, self.at.1 - other.at.1);
        x * x + y * y < reach * reach
    }
}

/// A point by its place in the caller's list, and where it stands on the page.
pub(super) type Placed = (usize, (f64, f64));

/// Groups points. The largest groups come first; the same
/// points give the same groups whatever their order.
pub(super) fn grouped(points: &[Placed]) -> Vec<Group> {
    let mut places: BTreeMap<(i64, i64), Vec<Placed>> = BTreeMap::new();
    for (index, at) in points {
        // Places nearer than half a unit are one.
        let cell = |value: f64| (value * 2.0).round() as i64;
        places.entry((cell(at.0), cell(at.1))).or_default().push((*index, *at));
    }
    let mut groups: Vec<Group> = places
        .into_values()
        .filter_map(|points| {
            let at = points.first()?.1;
            let mut members: Vec<usize> = points.iter().map(|(index, _)| *index).collect();
            members.sort_unstable();
            Some(Group { at, weight: members.len(), members })
        })
        .collect();
    while let Some(merged) = merged(&mut groups) {
        groups = merged;
    }
    groups
}

/// One round: each group, the largest first, takes in the smaller ones that its mark touches. `None` where nothing
/// touches any more.
fn merged(groups: &mut [Group]) -> Option<Vec<Group>> {
    groups.sort_by(|a, b| {
        let size = b.members.len().cmp(&a.members.len());
        size.then(a.at.0.total_cmp(&b.at.0)).then(a.at.1.total_cmp(&b.at.1))
    });
    let mut kept: Vec<Group> = Vec::with_capacity(groups.len());
    let mut any = false;
    for group in groups.iter() {
        match kept.iter_mut().find(|larger| larger.meets(group)) {
            Some(larger) => {
                any = true;
                if group.weight > larger.weight {
                    larger.at = group.at;
                    larger.weight = group.weight;
                }
                larger.members.extend(&group.members);
                larger.members.sort_unstable();
            }
            None => kept.push(group.clone()),
        }
    }
    any.then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_points_stay_apart_and_near_ones_join() {
        let points =
            [(0, (10.0, 10.0)), (1, (100.0, 10.0)), (2, (103.0, 10.0)), (3, (103.0, 10.0))];
        let groups = grouped(&points);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].members, [1, 2, 3]);
        assert_eq!(groups[0].at, (103.0, 10.0), "it stands where most of them are");
        assert_eq!(groups[1].members, [0]);
    }

    #[test]
    fn no_two_marks_overlap_and_no_point_is_lost() {
        let points: Vec<_> = (0..400_usize)
            .map(|i| (i, (((i * 7919) % 500) as f64, ((i * 104_729) % 300) as f64)))
            .collect();
        let groups = grouped(&points);
        assert_eq!(groups.iter().map(|group| group.members.len()).sum::<usize>(), 400);
        for (place, one) in groups.iter().enumerate() {
            assert!(groups[..place].iter().all(|other| !one.meets(other)));
        }
    }

    #[test]
    fn the_order_of_the_points_does_not_matter() {
        let mut points: Vec<_> =
            (0..60_usize).map(|i| (i, (((i * 31) % 97) as f64, ((i * 17) % 89) as f64))).collect();
        let groups = grouped(&points);
        points.reverse();
        assert_eq!(grouped(&points), groups);
    }
}
