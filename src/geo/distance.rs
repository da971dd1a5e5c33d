//! Distances over the ground.

use super::Coordinates;

/// Mean radius of the Earth in kilometres: (2a + b) / 3 of the GRS 80 ellipsoid, as the International Union of
/// Geodesy and Geophysics defines it (H. Moritz, Geodetic Reference System 1980, Journal of Geodesy 74, 2000).
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// The great-circle distance between two points in kilometres, by the haversine formula (R. W. Sinnott, Virtues of
/// the Haversine, Sky and Telescope 68, 1984). On the ellipsoid it differs by at most 0.6 %. A straight line
/// is not a journey.
#[must_use]
pub fn distance_km(from: Coordinates, to: Coordinates) -> f64 {
    let (lat1, lat2) = (from.latitude().to_radians(), to.latitude().to_radians());
    let half = |a: f64, b: f64| ((b - a) / 2.0).sin().powi(2);
    let across = half(from.longitude().to_radians(), to.longitude().to_radians());
    let haversine = half(lat1, lat2) + lat1.cos() * lat2.cos() * across;
    2.0 * EARTH_RADIUS_KM * haversine.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(latitude: f64, longitude: f64) -> Coordinates {
        Coordinates::new(latitude, longitude).unwrap()
    }

    #[test]
    fn a_quarter_of_the_globe_is_a_quarter_of_its_circumference() {
        let quarter = std::f64::consts::FRAC_PI_2 * EARTH_RADIUS_KM;
        for (from, to) in [
            (point(0.0, 0.0), point(90.0, 0.0)),
            (point(0.0, 0.0), point(0.0, 90.0)),
            (point(0.0, 135.0), point(0.0, -135.0)),
        ] {
            assert!((distance_km(from, to) - quarter).abs() < 1e-9);
        }
    }

    #[test]
    fn opposite_points_are_half_a_globe_apart() {
        let distance = distance_km(point(45.0, 10.0), point(-45.0, -170.0));
        assert!((distance - std::f64::consts::PI * EARTH_RADIUS_KM).abs() < 1e-6);
    }

    /// The ellipsoidal (Vincenty) distance of Land's End and John o' Groats in the Ordnance Survey's worked
    /// example is 969.954 km; the sphere may differ by 0.6 %.
    #[test]
    fn agrees_with_the_ellipsoid_within_six_parts_in_a_thousand() {
        let lands_end =
            point(50.0 + 3.0 / 60.0 + 59.0 / 3600.0, -(5.0 + 42.0 / 60.0 + 53.0 / 3600.0));
        let john_o_groats =
            point(58.0 + 38.0 / 60.0 + 38.0 / 3600.0, -(3.0 + 4.0 / 60.0 + 12.0 / 3600.0));
        assert!((distance_km(lands_end, john_o_groats) / 969.954 - 1.0).abs() < 0.006);
    }

    #[test]
    fn no_distance_to_itself_and_the_same_both_ways() {
        let (oslo, rome) = (point(59.91, 10.75), point(41.89, 12.48));
        assert_eq!(distance_km(oslo, oslo), 0.0);
        assert_eq!(distance_km(oslo, rome), distance_km(rome, oslo));
    }
}
