//! The figures of the atlas: charts and maps with what they say, their data, their method, and an
//! address of their own.
//!
//! 1. [`FigureId`] names a figure; [`FigureId::all`] is the register of all there are.
//! 2. [`Figures::get`] builds a figure when it is first asked for, and once only, whatever number of
//!    pages and files shows it: one file a subject (`density`, `access`, `partners` …).
//! 3. [`view`] is what templates show; [`sheet`] the figure as a file that stands alone; [`table`]
//!    its data.
//!
//! The words of a figure stand in the catalogue under `figures.<name>`: `name` (what it is), `title`
//! (what is to be seen), `subtitle` (unit, date, of how many) and `method`.

mod access;
mod against;
mod country;
mod density;
mod desk;
mod ground;
mod id;
mod key;
mod locator;
mod partners;
mod picture;
mod records;
mod sheet;
mod spread;
mod style;
mod table;
mod time;
mod view;

use std::sync::{Arc, OnceLock};

use anyhow::{Context as _, Result, anyhow};

use super::shared::Shared;
use crate::chart;
use crate::map;
use crate::model::Atlas;
use crate::words::WordFault;
use desk::Desk;
pub(super) use ground::{Beneath, Ground, captions};
pub use id::{EuropeFigure, FigureForm, FigureId};
pub(super) use key::Key;
pub(super) use locator::{Locator, locator};
pub use picture::CAN_DRAW_PNG;
pub(super) use style::Style;
pub use style::minified_style;
pub(super) use table::{Cell, Table};
pub(super) use view::{FigureLinks, FigureView, view};

/// A figure, built.
pub(super) struct Figure {
    /// What it is: the same from year to year.
    pub name: String,
    /// What is to be seen on it.
    pub title: String,
    /// Unit, date, of how many.
    pub subtitle: String,
    pub picture: Picture,
    /// The signs on a map; charts have theirs within.
    pub keys: Vec<Key>,
    pub table: Table,
    /// Where the figures come from and how they were worked out, a paragraph each.
    pub method: Vec<String>,
    /// Whose data it shows.
    pub source: String,
}

/// The drawing of a figure.
pub(super) enum Picture {
    /// A chart, drawn twice.
    Chart { wide: chart::Drawing, narrow: chart::Drawing },
    /// A map, whose marks are laid out twice.
    Map(Box<map::Drawing>),
}

/// All figures, each built when it is first asked for.
pub(super) struct Figures {
    built: Vec<(FigureId, OnceLock<Result<Figure>>)>,
    /// The look of figures that stand alone.
    pub style: Arc<Style>,
}

impl Figures {
    /// The register of an atlas.
    pub fn new(atlas: &Atlas, style: Arc<Style>) -> Self {
        let mut built: Vec<_> =
            FigureId::all(atlas).into_iter().map(|id| (id, OnceLock::new())).collect();
        built.sort_by_key(|entry| entry.0);
        Self { built, style }
    }

    /// One figure.
    ///
    /// # Errors
    /// A figure that cannot be built: words that the catalogue lacks.
    pub fn get(&self, shared: &Shared<'_>, id: FigureId) -> Result<&Figure> {
        let place = self.built.binary_search_by_key(&id, |entry| entry.0);
        let cell = place.ok().and_then(|place| self.built.get(place)).context("no such figure")?;
        let built = cell.1.get_or_init(|| build(shared, id));
        built.as_ref().map_err(|fault| {
            // The same fault is told of every page that shows the figure.
            let told = WordFault::behind(fault)
                .map_or_else(|| anyhow!("{fault:#}"), |words| words.clone().into());
            told.context(format!("cannot draw the figure `{}`", id.slug()))
        })
    }
}

/// A file in which a figure can be taken away.
pub(super) fn file(shared: &Shared<'_>, id: FigureId, form: FigureForm) -> Result<Vec<u8>> {
    let figure = shared.figures.get(shared, id)?;
    let style = &shared.figures.style;
    match form {
        FigureForm::Csv => figure.table.csv().context("cannot write the table"),
        FigureForm::Svg | FigureForm::Png => {
            let cite = cite(shared, id, figure)?;
            let style = match figure.picture {
                Picture::Chart { .. } => &style.chart,
                Picture::Map(_) => &style.map,
            };
            let style = if form == FigureForm::Png { Style::on_paper(style) } else { style };
            let svg = sheet::standalone(figure, &id.slug(), style, &cite);
            if form == FigureForm::Png { picture::draw(&svg) } else { Ok(svg.into_bytes()) }
        }
    }
}

/// How to name a figure that is shown elsewhere.
pub(super) fn cite(shared: &Shared<'_>, id: FigureId, figure: &Figure) -> Result<String> {
    let settings = shared.atlas.settings();
    let values: [(&str, &dyn std::fmt::Display); 6] = [
        ("publisher", &settings.publisher),
        ("name", &figure.name),
        ("atlas", &settings.title),
        ("version", &shared.exports.stamp().version),
        ("url", &shared.full(&id.address())),
        ("licence", &crate::export::LICENCE_ID),
    ];
    Ok(shared.words.fill("figure-page.cite-as", &values)?)
}

fn build(shared: &Shared<'_>, id: FigureId) -> Result<Figure> {
    let desk = &Desk::new(shared, id);
    match id {
        FigureId::CountryMap(code) => country::map(desk, code),
        FigureId::CountryRoles(code) => records::roles(desk, Some(code)),
        FigureId::Europe(figure) => match figure {
            EuropeFigure::DensityMap => density::map(desk),
            EuropeFigure::DensityByCountry => density::by_country(desk),
            EuropeFigure::AgainstEurope => against::map(desk),
            EuropeFigure::ReachMap => access::reach_map(desk),
            EuropeFigure::DistanceMap => access::distance_map(desk),
            EuropeFigure::CoverageMap => access::coverage_map(desk),
            EuropeFigure::CoverageByRole => access::coverage_by_role(desk),
            EuropeFigure::Distances => access::distances(desk),
            EuropeFigure::Spread => spread::lorenz(desk),
            EuropeFigure::Openings => time::openings(desk),
            EuropeFigure::Growth => time::growth(desk),
            EuropeFigure::Roles => records::roles(desk, None),
            EuropeFigure::RolesByCountry => records::roles_by_country(desk),
            EuropeFigure::StatusByCountry => records::status_by_country(desk),
            EuropeFigure::Platforms => records::platforms(desk),
            EuropeFigure::Completeness => records::completeness(desk),
            EuropeFigure::PartnersMap => partners::map(desk),
            EuropeFigure::PartnersByCountry => partners::by_country(desk),
        },
    }
}
