//! The projection of European statistics.

use proj4rs::Proj;
use proj4rs::adaptors::transform_xy;

use super::{Coordinates, GeoError};

/// A place on the projected plane: metres east and north in EPSG:3035.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanePoint {
    /// Metres east of the false origin; 4,321,000 at 10° E.
    pub x: f64,
    /// Metres north of the false origin; 3,210,000 at 52° N.
    pub y: f64,
}

/// ETRS89-extended / LAEA Europe (EPSG:3035): Lambert azimuthal equal-area, on the GRS 80 ellipsoid, centred at 52° N,
/// 10° E. Areas are true everywhere; lengths within 2 % over mainland Europe, and far off in the overseas regions.
/// ETRS89 and WGS 84 are taken as the same, which is right to under a metre.
#[derive(Clone)]
pub struct Laea {
    plane: Proj,
    globe: Proj,
}

impl Laea {
    /// The projection.
    ///
    /// # Errors
    /// Where the projection library refuses the parameters, which would be a fault of this program.
    pub fn europe() -> Result<Self, GeoError> {
        let proj =
            |text| Proj::from_proj_string(text).map_err(|e| GeoError::Projection(e.to_string()));
        Ok(Self {
            plane: proj(
                "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m +no_defs",
            )?,
            globe: proj("+proj=longlat +ellps=GRS80 +no_defs")?,
        })
    }

    /// Where a place lies on the plane; `None` only for the point opposite the centre (52° S, 170° W).
    #[must_use]
    pub fn forward(&self, place: Coordinates) -> Option<PlanePoint> {
        let (x, y) = (place.longitude().to_radians(), place.latitude().to_radians());
        let (x, y) = transform_xy(&self.globe, &self.plane, x, y).ok()?;
        (x.is_finite() && y.is_finite()).then_some(PlanePoint { x, y })
    }

    /// The place at a point of the plane; `None` beyond the rim of the projected globe.
    #[must_use]
    pub fn inverse(&self, point: PlanePoint) -> Option<Coordinates> {
        let (x, y) = transform_xy(&self.plane, &self.globe, point.x, point.y).ok()?;
        Coordinates::new(y.to_degrees(), x.to_degrees())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(latitude: f64, longitude: f64) -> Coordinates {
        Coordinates::new(latitude, longitude).unwrap()
    }

    /// The worked example of IOGP Guidance Note 7-2, section 3.2.2, 'Lambert Azimuthal Equal Area', which uses
    /// this very projection: 50° N, 5° E gives 3962799.45 E, 2999718.85 N.
    #[test]
    fn the_worked_example_of_the_guidance_note() {
        let laea = Laea::europe().unwrap();
        let plane = laea.forward(point(50.0, 5.0)).unwrap();
        assert!((plane.x - 3_962_799.45).abs() < 0.01, "{plane:?}");
        assert!((plane.y - 2_999_718.85).abs() < 0.01, "{plane:?}");
        let back = laea.inverse(PlanePoint { x: 3_962_799.45, y: 2_999_718.85 }).unwrap();
        assert!((back.latitude() - 50.0).abs() < 1e-7 && (back.longitude() - 5.0).abs() < 1e-7);
    }

    #[test]
    fn the_centre_is_the_false_origin() {
        let plane = Laea::europe().unwrap().forward(point(52.0, 10.0)).unwrap();
        assert!((plane.x - 4_321_000.0).abs() < 1e-6 && (plane.y - 3_210_000.0).abs() < 1e-6);
    }

    #[test]
    fn there_and_back_again_overseas_too() {
        let laea = Laea::europe().unwrap();
        for (latitude, longitude) in [
            (64.1, -21.9),
            (35.1, 33.4),
            (28.1, -15.4),
            (78.2, 15.6),
            (-20.9, 55.5),
            (4.9, -52.3),
            (-12.8, 45.2),
            (37.7, -25.7),
            (41.0, 29.0),
        ] {
            let back = laea.inverse(laea.forward(point(latitude, longitude)).unwrap()).unwrap();
            assert!((back.latitude() - latitude).abs() < 1e-8, "{latitude} {longitude}");
            assert!((back.longitude() - longitude).abs() < 1e-8, "{latitude} {longitude}");
        }
    }
}
