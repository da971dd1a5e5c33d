//! From every place where people live to the nearest of some points, exactly and fast.

use super::places::Places;
use super::sphere::SpherePoint;

/// For every place, in the order of regions, blocks and places, the square of the chord to the
/// nearest point; infinite where there is no point.
///
/// Places lie in blocks of near ones. A point that is farther from the middle of a block than the
/// nearest one by more than twice the block's radius cannot be the nearest of any of its places
/// (by the triangle inequality), so that each place is held against a few points only.
pub(super) fn nearest(places: &Places, points: &[SpherePoint]) -> Vec<f64> {
    let blocks = || places.regions().iter().flat_map(|region| &region.blocks);
    let mut found = Vec::with_capacity(blocks().map(|block| block.places.len()).sum());
    let mut chords = Vec::with_capacity(points.len());
    let mut near = Vec::new();
    for block in blocks() {
        chords.clear();
        chords.extend(points.iter().map(|point| point.chord_squared(block.middle)));
        let least = chords.iter().copied().fold(f64::INFINITY, f64::min);
        // A hair more, for what rounding may have taken off.
        let reach = (least.sqrt() + 2.0 * block.radius + 1e-9).powi(2);
        near.clear();
        near.extend(
            points.iter().zip(&chords).filter(|(_, chord)| **chord <= reach).map(|(p, _)| *p),
        );
        found.extend(block.places.iter().map(|place| {
            let chords = near.iter().map(|point| point.chord_squared(place.at));
            chords.fold(f64::INFINITY, f64::min)
        }));
    }
    found
}
