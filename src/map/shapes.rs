//! The borders of regions, prepared for drawing at any scale.

use std::sync::{Arc, OnceLock};

use super::layer::Layer;
use crate::geo::{ArcUse, CountryCode, NutsCode, PlanePoint, Regions, Shape, Topology};

/// A region or a country outside NUTS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AreaKey {
    /// A NUTS region of any level.
    Nuts(NutsCode),
    /// A country outside NUTS.
    Outside(CountryCode),
}

impl AreaKey {
    /// The country it belongs to.
    #[must_use]
    pub fn country(self) -> CountryCode {
        match self {
            Self::Nuts(code) => code.country(),
            Self::Outside(code) => code,
        }
    }

    /// The whole country that it belongs to.
    pub(super) fn whole(self) -> Self {
        match self {
            Self::Nuts(code) => Self::Nuts(code.at_level(0).unwrap_or(code)),
            Self::Outside(_) => self,
        }
    }
}

/// All borders. Each level is prepared when it is first asked for, which takes some ten milliseconds; share one
/// `Shapes` among all maps.
pub struct Shapes<'a> {
    regions: Source<'a>,
    levels: [OnceLock<Layer>; 4],
    outside: OnceLock<Layer>,
}

/// Where the geometry comes from.
enum Source<'a> {
    Borrowed(&'a Topology),
    Shared(Arc<Regions>),
}

impl Shapes<'static> {
    /// The borders of regions that are kept for them.
    #[must_use]
    pub fn shared(regions: Arc<Regions>) -> Self {
        Self::from(Source::Shared(regions))
    }
}

impl<'a> Shapes<'a> {
    fn from(regions: Source<'a>) -> Self {
        Self { regions, levels: Default::default(), outside: OnceLock::new() }
    }

    fn topology(&self) -> &Topology {
        match &self.regions {
            Source::Borrowed(topology) => topology,
            Source::Shared(regions) => regions.topology(),
        }
    }

    /// The borders of these regions and of the countries around them.
    #[must_use]
    pub fn new(regions: &'a Regions) -> Self {
        Self::of_topology(regions.topology())
    }

    /// The same from the bare geometry.
    #[must_use]
    pub fn of_topology(topology: &'a Topology) -> Self {
        Self::from(Source::Borrowed(topology))
    }

    /// The south-western and north-eastern corner of some regions of NUTS level 2 or countries outside NUTS, for
    /// framing them; `None` where none is wanted.
    #[must_use]
    pub fn bounds(&self, wanted: impl Fn(AreaKey) -> bool) -> Option<(PlanePoint, PlanePoint)> {
        let outlines = self.level(2).outlines.iter().chain(&self.outside().outlines);
        let rings =
            outlines.filter(|outline| wanted(outline.key)).flat_map(|outline| &outline.rings);
        let bounds = rings.map(|ring| ring.bounds).reduce(|all, one| all.joined(&one))?;
        Some((
            PlanePoint { x: bounds.low.0, y: bounds.low.1 },
            PlanePoint { x: bounds.high.0, y: bounds.high.1 },
        ))
    }

    /// The regions of a NUTS level; levels finer than 3 are 3.
    pub(super) fn level(&self, level: u8) -> &Layer {
        let level = level.min(3);
        let cell = self.levels.get(usize::from(level)).unwrap_or(&self.outside);
        cell.get_or_init(|| {
            let key = |id: &str| Some(AreaKey::Nuts(id.parse::<NutsCode>().ok()?.at_level(level)?));
            Layer::new(self.topology(), &parts(&self.topology().nuts3, key))
        })
    }

    /// The countries outside NUTS.
    pub(super) fn outside(&self) -> &Layer {
        self.outside.get_or_init(|| {
            let key = |id: &str| CountryCode::parse(id).map(AreaKey::Outside);
            Layer::new(self.topology(), &parts(&self.topology().outside, key))
        })
    }
}

fn parts(shapes: &[Shape], key: impl Fn(&str) -> Option<AreaKey>) -> Vec<(AreaKey, Vec<ArcUse>)> {
    let part = |shape: &Shape| {
        let uses = shape.polygons.iter().flatten().flatten().copied().collect();
        Some((key(&shape.id)?, uses))
    };
    shapes.iter().filter_map(part).collect()
}
