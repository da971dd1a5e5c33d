//! Points on the unit sphere, and the straight lines through it between them.
//!
//! A chord is as good as a distance over the ground for finding the nearest of many points, and
//! needs no sine: the longer the one, the longer the other.

use crate::geo::{Coordinates, EARTH_RADIUS_KM};

/// A point on the unit sphere, as a vector from its centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpherePoint([f64; 3]);

impl SpherePoint {
    /// The point of the globe.
    #[must_use]
    pub fn new(place: Coordinates) -> Self {
        let (latitude, longitude) = (place.latitude().to_radians(), place.longitude().to_radians());
        Self([latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()])
    }

    /// The vector from the centre, of length 1.
    #[must_use]
    pub fn vector(self) -> [f64; 3] {
        self.0
    }

    /// The square of the chord to another point.
    #[must_use]
    pub fn chord_squared(self, other: Self) -> f64 {
        let [x, y, z] = self.0;
        let [u, v, w] = other.0;
        (x - u) * (x - u) + (y - v) * (y - v) + (z - w) * (z - w)
    }

    /// The middle of weighted points, pushed out to the sphere; `None` where they have no weight or
    /// cancel each other out.
    #[must_use]
    pub fn middle(points: impl IntoIterator<Item = (Self, f64)>) -> Option<Self> {
        let mut sum = [0.0; 3];
        for (Self(point), weight) in points {
            for (part, coordinate) in sum.iter_mut().zip(point) {
                *part += coordinate * weight;
            }
        }
        let length = sum.iter().map(|part| part * part).sum::<f64>().sqrt();
        (length > 1e-9).then(|| Self(sum.map(|part| part / length)))
    }
}

/// The distance over the ground that a chord spans, in kilometres, from the chord's square.
#[must_use]
pub fn kilometres(chord_squared: f64) -> f64 {
    2.0 * EARTH_RADIUS_KM * (chord_squared.sqrt() / 2.0).min(1.0).asin()
}

/// The square of the chord that spans a distance over the ground.
#[must_use]
pub fn chord_squared_of(kilometres: f64) -> f64 {
    let half = (kilometres / EARTH_RADIUS_KM / 2.0).min(std::f64::consts::FRAC_PI_2).sin();
    4.0 * half * half
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::distance_km;

    #[test]
    fn a_chord_spans_the_great_circle_distance() {
        let places = [(0.0, 0.0), (52.16, 4.49), (52.17, 4.49), (-21.1, 55.5), (64.1, -21.9)];
        for from in places {
            for to in places {
                let from = Coordinates::new(from.0, from.1).unwrap();
                let to = Coordinates::new(to.0, to.1).unwrap();
                let chord = SpherePoint::new(from).chord_squared(SpherePoint::new(to));
                let distance = distance_km(from, to);
                assert!((kilometres(chord) - distance).abs() < 1e-6);
                assert!((chord_squared_of(distance) - chord).abs() < 1e-12);
            }
        }
    }
}
