//! Which vertices of a line matter most.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::geo::BorderPoint;

/// Effective areas after M. Visvalingam and J. D. Whyatt, Line generalisation by repeated elimination of points,
/// The Cartographic Journal 30 (1993): the area of the triangle that a vertex forms with its neighbours when it is
/// the least of those left, never less than that of those dropped before. Dropping the
/// vertices below a limit leaves the most even simplification. Ends weigh infinitely; of a closed line, so do the last
/// two vertices, so that an island stays an area.
pub(super) fn weights(points: &[BorderPoint]) -> Vec<f32> {
    let count = points.len();
    let mut weights = vec![f32::INFINITY; count];
    if count < 3 {
        return weights;
    }
    let area = |a: usize, b: usize, c: usize| {
        let at =
            |index: usize| points.get(index).map_or((0, 0), |p| (i64::from(p.x), i64::from(p.y)));
        let ((ax, ay), (bx, by), (cx, cy)) = (at(a), at(b), at(c));
        ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)).abs()
    };
    let mut links: Vec<(usize, usize)> = (0..count).map(|i| (i.saturating_sub(1), i + 1)).collect();
    let last = count - 1;
    let size = |index: usize| {
        if (1..last).contains(&index) { area(index - 1, index, index + 1) } else { i64::MAX }
    };
    let mut current: Vec<i64> = (0..count).map(size).collect();
    let inner = current.iter().enumerate().filter(|(index, _)| (1..last).contains(index));
    let mut heap: BinaryHeap<_> = inner.map(|(index, size)| Reverse((*size, index))).collect();
    let keep = if points.first() == points.last() { 2 } else { 0 };
    let mut left = count - 2;
    let mut highest = 0;
    while let Some(Reverse((size, index))) = heap.pop() {
        if left <= keep {
            break;
        }
        if current[index] != size {
            continue;
        }
        left -= 1;
        highest = highest.max(size);
        weights[index] = (highest as f64 / 2.0) as f32;
        current[index] = -1;
        let (before, after) = links[index];
        links[before].1 = after;
        links[after].0 = before;
        for neighbour in [before, after] {
            if (1..last).contains(&neighbour) {
                let (before, after) = links[neighbour];
                current[neighbour] = area(before, neighbour, after);
                heap.push(Reverse((current[neighbour], neighbour)));
            }
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(i32, i32)]) -> Vec<BorderPoint> {
        points.iter().map(|&(x, y)| BorderPoint { x, y }).collect()
    }

    #[test]
    fn the_flattest_vertex_weighs_least_and_the_ends_stay() {
        let weights = weights(&line(&[(0, 0), (10, 1), (20, 0), (30, 50), (40, 0)]));
        assert_eq!(weights[1], 10.0);
        assert!(weights[2] > weights[1] && weights[3] >= weights[2]);
        assert_eq!((weights[0], weights[4]), (f32::INFINITY, f32::INFINITY));
    }

    #[test]
    fn an_island_keeps_an_area() {
        let weights = weights(&line(&[(0, 0), (1, 1), (2, 0), (2, -2), (1, -3), (0, 0)]));
        assert_eq!(weights.iter().filter(|weight| weight.is_infinite()).count(), 4);
    }
}
