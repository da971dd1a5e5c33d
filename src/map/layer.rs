//! Borders of one level of regions: chains of arcs between the points where three areas meet, and areas made of them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::clip::Bounds;
use super::shapes::AreaKey;
use super::simplify::weights;
use crate::geo::{ArcUse, BorderPoint, Topology};

/// A stretch of border with the same areas on its two sides all along.
#[derive(Debug)]
pub(super) struct Chain {
    /// Its vertices.
    pub(super) points: Vec<BorderPoint>,
    /// For each vertex, how many square metres it matters; see [`weights`].
    weights: Vec<f32>,
    /// The areas along it: one at a coast.
    pub(super) sides: [Option<AreaKey>; 2],
    /// The rectangle around it.
    pub(super) bounds: Bounds,
    /// Its part of twice the area of a ring that runs along it.
    cross: f64,
}

impl Chain {
    /// What it lies between; none for a coast.
    pub(super) fn between(&self) -> Option<(Between, [AreaKey; 2])> {
        let [Some(one), Some(other)] = self.sides else { return None };
        let same = one.country() == other.country();
        Some((if same { Between::Regions } else { Between::Countries }, [one, other]))
    }

    /// The vertices that weigh so many square metres.
    pub(super) fn simplified(
        &self,
        square_metres: f32,
    ) -> impl DoubleEndedIterator<Item = BorderPoint> {
        let points = self.points.iter().zip(&self.weights);
        points.filter(move |(_, weight)| **weight >= square_metres).map(|(point, _)| *point)
    }
}

/// A closed line of chains.
#[derive(Debug)]
pub(super) struct Ring {
    uses: Vec<ArcUse>,
    pub(super) bounds: Bounds,
    /// Square metres.
    pub(super) size: f64,
    /// Whether it is the largest of its area, or of one that its area is put together from: without it
    /// nothing would be left of that.
    pub(super) largest: bool,
}

impl Ring {
    /// Its chains, by their places.
    pub(super) fn chains(&self) -> impl Iterator<Item = usize> {
        self.uses.iter().map(|used| used.arc)
    }
}

/// An area as rings; their order and nesting do not matter under the even-odd rule.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) key: AreaKey,
    pub(super) rings: Vec<Ring>,
}

/// What a border lies between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// Two countries.
    Countries,
    /// Two regions of one country.
    Regions,
}

/// The areas of one level.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) chains: Vec<Chain>,
    pub(super) outlines: Vec<Outline>,
}

impl Layer {
    /// Puts areas together from parts that have the same key: what lies between two such parts falls away.
    pub(super) fn new(topology: &Topology, parts: &[(AreaKey, Vec<ArcUse>)]) -> Self {
        let mut sides: Vec<Vec<(AreaKey, bool)>> = vec![Vec::new(); topology.arc_count()];
        for (key, uses) in parts {
            for used in uses {
                if let Some(sides) = sides.get_mut(used.arc) {
                    sides.push((*key, used.reversed));
                }
            }
        }
        let parts_two = |sides: &[(AreaKey, bool)]| match sides {
            [] => false,
            [_] => true,
            [(one, _), rest @ ..] => rest.iter().any(|(other, _)| other != one),
        };
        for sides in &mut sides {
            if !parts_two(sides) {
                sides.clear();
            }
        }
        let joined = joined(topology, &sides);
        let chains: Vec<Chain> =
            joined.par_iter().filter_map(|uses| chain(topology, uses, &sides)).collect();
        let mut uses: BTreeMap<AreaKey, Vec<ArcUse>> = BTreeMap::new();
        for (index, arcs) in joined.iter().enumerate() {
            let Some(first) = arcs.first() else { continue };
            for (key, reversed) in sides.get(first.arc).into_iter().flatten() {
                let used = ArcUse { arc: index, reversed: *reversed != first.reversed };
                uses.entry(*key).or_default().push(used);
            }
        }
        let outlines = uses.into_iter().map(|(key, uses)| outline(key, &chains, uses)).collect();
        Self { chains, outlines }
    }

    /// The countries of its areas: what lies between two regions of one country falls away. They are of the
    /// very same chains as the regions, whose vertices weigh otherwise than those of the longer chains between
    /// countries, so that the borders within end on the land's edge.
    pub(super) fn countries(&self) -> Vec<Outline> {
        let mut uses: BTreeMap<AreaKey, Vec<ArcUse>> = BTreeMap::new();
        let mut of_largest = vec![false; self.chains.len()];
        for area in &self.outlines {
            let largest = area.rings.iter().filter(|ring| ring.largest);
            for chain in largest.flat_map(Ring::chains) {
                of_largest[chain] = true;
            }
            let around = area.rings.iter().flat_map(|ring| &ring.uses).filter(|used| {
                let chain = self.chains.get(used.arc).and_then(Chain::between);
                !matches!(chain, Some((Between::Regions, _)))
            });
            uses.entry(area.key.whole()).or_default().extend(around);
        }
        let whole = |(key, uses)| {
            let mut whole = outline(key, &self.chains, uses);
            for ring in &mut whole.rings {
                let holds_largest = ring.chains().any(|chain| of_largest[chain]);
                ring.largest |= holds_largest;
            }
            whole
        };
        uses.into_iter().map(whole).collect()
    }

    /// A ring's vertices that weigh so many square metres, the first not repeated at the end.
    pub(super) fn ring(&self, ring: &Ring, square_metres: f32) -> Vec<BorderPoint> {
        let mut points: Vec<BorderPoint> = Vec::new();
        for used in &ring.uses {
            let Some(chain) = self.chains.get(used.arc) else { continue };
            let kept = chain.simplified(square_metres);
            if used.reversed {
                points.extend(kept.rev());
            } else {
                points.extend(kept);
            }
            // The next chain begins where this one ends.
            points.pop();
        }
        points
    }
}

type Place = (i32, i32);

fn place(point: &BorderPoint) -> Place {
    (point.x, point.y)
}

/// Joins the arcs that part two areas end to end, as long as only two of them meet.
fn joined(topology: &Topology, sides: &[Vec<(AreaKey, bool)>]) -> Vec<Vec<ArcUse>> {
    let mut meeting: BTreeMap<Place, Vec<ArcUse>> = BTreeMap::new();
    let kept =
        || sides.iter().enumerate().filter(|(_, sides)| !sides.is_empty()).map(|(arc, _)| arc);
    for arc in kept() {
        let points = topology.arc(arc);
        if let (Some(first), Some(last)) = (points.first(), points.last()) {
            meeting.entry(place(first)).or_default().push(ArcUse { arc, reversed: false });
            meeting.entry(place(last)).or_default().push(ArcUse { arc, reversed: true });
        }
    }
    // The arc that goes on from where this one ends, if there is just one.
    let next = |used: ArcUse| -> Option<ArcUse> {
        let points = topology.arc(used.arc);
        let end = if used.reversed { points.first() } else { points.last() };
        match meeting.get(&place(end?))?.as_slice() {
            [one, other] if one.arc != other.arc => {
                Some(if one.arc == used.arc { *other } else { *one })
            }
            _ => None,
        }
    };
    let mut taken = vec![false; sides.len()];
    let mut chains = Vec::new();
    for arc in kept() {
        if taken.get(arc).copied().unwrap_or(true) {
            continue;
        }
        // Back to where the chain begins, or around to this arc again.
        let mut start = ArcUse { arc, reversed: true };
        while let Some(before) = next(start).filter(|before| before.arc != arc) {
            start = before;
        }
        let mut chain = Vec::new();
        let mut current = Some(ArcUse { reversed: !start.reversed, ..start });
        while let Some(used) = current {
            match taken.get_mut(used.arc) {
                Some(taken) if !*taken => *taken = true,
                _ => break,
            }
            chain.push(used);
            current = next(used);
        }
        chains.push(chain);
    }
    chains
}

fn chain(topology: &Topology, uses: &[ArcUse], sides: &[Vec<(AreaKey, bool)>]) -> Option<Chain> {
    let mut points: Vec<BorderPoint> = Vec::new();
    for used in uses {
        points.pop();
        let arc = topology.arc(used.arc).iter();
        if used.reversed {
            points.extend(arc.rev());
        } else {
            points.extend(arc);
        }
    }
    let plane = |p: BorderPoint| (f64::from(p.x), f64::from(p.y));
    let steps = points.windows(2).map(|step| (plane(step[0]), plane(step[1])));
    let cross = steps.map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    let sides = sides.get(uses.first()?.arc)?;
    let side = |index: usize| sides.get(index).map(|(key, _)| *key);
    Some(Chain {
        weights: weights(&points),
        bounds: Bounds::of(points.iter().copied())?,
        sides: [side(0), side(1)],
        cross,
        points,
    })
}

fn outline(key: AreaKey, chains: &[Chain], uses: Vec<ArcUse>) -> Outline {
    let measured = |uses: Vec<ArcUse>| {
        let of = |used: &ArcUse| chains.get(used.arc).map(|chain| (chain, used.reversed));
        let crosses = uses.iter().filter_map(of);
        let twice: f64 = crosses
            .map(|(chain, reversed)| if reversed { -chain.cross } else { chain.cross })
            .sum();
        let bounds = uses.iter().filter_map(of).map(|(chain, _)| chain.bounds);
        let bounds = bounds.reduce(|all, one| all.joined(&one))?;
        Some(Ring { uses, bounds, size: twice.abs() / 2.0, largest: false })
    };
    let mut rings: Vec<Ring> = stitched(chains, uses).into_iter().filter_map(measured).collect();
    let largest = rings.iter_mut().max_by(|one, other| one.size.total_cmp(&other.size));
    if let Some(ring) = largest {
        ring.largest = true;
    }
    Outline { key, rings }
}

/// Puts chains together to closed rings: where one ends another begins.
fn stitched(chains: &[Chain], uses: Vec<ArcUse>) -> Vec<Vec<ArcUse>> {
    let ends = |used: &ArcUse| {
        let points = chains.get(used.arc).map(|chain| chain.points.as_slice()).unwrap_or_default();
        let (first, last) = (points.first().map(place), points.last().map(place));
        if used.reversed { (last, first) } else { (first, last) }
    };
    let mut by_start: BTreeMap<Option<Place>, Vec<usize>> = BTreeMap::new();
    for (index, used) in uses.iter().enumerate() {
        by_start.entry(ends(used).0).or_default().push(index);
    }
    let mut taken = vec![false; uses.len()];
    let free = |taken: &[bool], index: usize| taken.get(index).is_some_and(|taken| !taken);
    let mut rings = Vec::new();
    for first in 0..uses.len() {
        let mut ring = Vec::new();
        let mut next = Some(first).filter(|index| free(&taken, *index));
        while let Some(index) = next {
            let (Some(used), Some(mark)) = (uses.get(index), taken.get_mut(index)) else { break };
            *mark = true;
            ring.push(*used);
            let candidates = by_start.get(&ends(used).1).into_iter().flatten();
            next = candidates.copied().find(|index| free(&taken, *index));
        }
        if !ring.is_empty() {
            rings.push(ring);
        }
    }
    rings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three squares in a row of 100 m: A1 and A2 are both `AA`, B is `BB`.
    const THREE: &str = r#"{"transform":{"scale":[100,100],"translate":[0,0]},
        "objects":{"nuts3":{"geometries":[
            {"id":"AA001","arcs":[[[0,1]]]},
            {"id":"AA002","arcs":[[[2,3,4,-2]]]},
            {"id":"BB001","arcs":[[[-6,-4]]]}]},
          "outside":{"geometries":[]}},
        "arcs":[[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[0,1]],[[1,0],[1,0]],[[2,0],[0,1]],[[2,1],[-1,0]],
            [[2,1],[1,0],[0,-1],[-1,0]]]}"#;

    #[test]
    fn parts_of_the_same_area_become_one() {
        let topology = Topology::parse(THREE).unwrap();
        let parts: Vec<(AreaKey, Vec<ArcUse>)> = topology
            .nuts3
            .iter()
            .map(|shape| {
                let code: crate::geo::NutsCode = shape.id.parse().unwrap();
                let key = AreaKey::Nuts(code.at_level(0).unwrap());
                (key, shape.polygons.iter().flatten().flatten().copied().collect())
            })
            .collect();
        let layer = Layer::new(&topology, &parts);
        assert_eq!(layer.outlines.len(), 2);
        let rings = layer.outlines.iter().flat_map(|outline| &outline.rings);
        let sizes: Vec<f64> = rings.filter(|ring| ring.largest).map(|ring| ring.size).collect();
        assert_eq!(sizes, [20_000.0, 10_000.0]);
        assert!(layer.outlines.iter().all(|outline| outline.rings.len() == 1));
        assert_eq!(layer.chains.len(), 3, "around AA, between AA and BB, around BB");
        let shared = layer.chains.iter().filter(|chain| chain.sides[1].is_some());
        assert_eq!(shared.map(|chain| chain.points.len()).collect::<Vec<_>>(), [2]);
    }
}
