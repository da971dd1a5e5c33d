//! Charts: labelled values in, SVG out. Nothing here knows what the values mean.
//!
//! 1. A chart is a plain struct, one kind a file: [`Bars`], [`Dots`], [`Stacked`], [`Curves`],
//!    [`Lorenz`], [`Histogram`], [`Timeline`], [`Matrix`], [`Multiples`], [`Completeness`]. At the
//!    top of the file stand its defaults and its text alternative.
//! 2. [`draw`] lays it out for a [`Frame`], narrow or wide, from the same data.
//! 3. plotters strokes go through `backend`, which writes classes instead of colours, so that
//!    `templates/styles/46-charts.css` decides on the look in light, dark and print.
//!
//! No text is ever cut: names wrap, or stand above their marks, and the scale leaves room for the
//! figures. Widths come from a table (`text`), so that the same data gives the same bytes anywhere.

mod backend;
mod bars;
mod curves;
mod datum;
mod dots;
mod entries;
mod histogram;
mod ink;
mod legend;
mod lorenz;
mod matrix;
mod multiples;
mod number;
mod plane;
mod rows;
mod sheet;
mod stacked;
mod strip;
mod text;
mod timeline;
mod words;

use std::fmt;

pub use bars::Bars;
pub use curves::{Curve, Curves};
pub use datum::{Datum, Interval, Tone};
pub use dots::Dots;
pub use entries::{Entry, Reference, Values};
pub use histogram::{Class, Histogram};
pub use lorenz::{Lorenz, LorenzWords};
pub use matrix::{Matrix, MatrixRow};
pub use multiples::{Multiples, Panel};
pub use number::NumberFormat;
pub use stacked::{Stack, Stacked};
pub use strip::{Completeness, CompletenessWords, Question};
pub use text::{width as text_width, wrap as wrap_text};
pub use timeline::{Timeline, Year};

use self::backend::Canvas;
use self::ink::Ink;
use self::sheet::{Anchor, Fault, Sheet};
use crate::svg::Svg;

/// The width that a chart is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    width: u16,
}

impl Frame {
    /// For phones, and for columns beside a text.
    pub const NARROW: Self = Self { width: 360 };
    /// For the width of a page.
    pub const WIDE: Self = Self { width: 720 };

    /// A frame of another width in pixels, at least 240 and at most 2,000.
    #[must_use]
    pub fn new(width: u16) -> Self {
        Self { width: width.clamp(240, 2000) }
    }

    /// Its width in pixels.
    #[must_use]
    pub fn width(self) -> f64 {
        f64::from(self.width)
    }

    /// Whether names need lines of their own.
    fn is_narrow(self) -> bool {
        self.width < 540
    }

    /// The size of letters, in pixels. A narrow frame may be shown smaller than it is drawn, on
    /// the smallest phones, and so has larger ones.
    fn text_size(self, ink: Ink) -> f64 {
        let small = matches!(ink, Ink::Tick | Ink::Note | Ink::OnMark | Ink::OnPale | Ink::OnDark);
        match (self.is_narrow(), small) {
            (true, true) => 12.5,
            (true, false) => 14.0,
            (false, true) => 12.0,
            (false, false) => 13.0,
        }
    }
}

/// What stands for a drawing where it cannot be seen.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'a> {
    /// A name that no other figure of the page has: a slug. The frame's width is added to it.
    pub id: &'a str,
    /// What the chart shows.
    pub title: &'a str,
    /// What it says in another language than English, in which charts describe themselves.
    pub spoken: Option<Spoken<'a>>,
}

/// The words of a language for any chart.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'a> {
    /// What the chart says, for those who cannot see it.
    pub description: &'a str,
    /// For a chart without data.
    pub nothing: &'a str,
}

/// A finished chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The element `<svg>`.
    pub svg: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Data that can be drawn.
pub trait Chart {
    /// What the chart says, in words, for those who cannot see it.
    fn describe(&self) -> String;

    /// Whether there is nothing to draw.
    fn is_empty(&self) -> bool;

    #[doc(hidden)]
    fn height(&self, frame: Frame) -> f64;

    #[doc(hidden)]
    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault>;
}

/// A chart that could not be drawn; none of the kinds here is known to do that.
#[derive(Debug)]
pub struct CannotDraw(Fault);

impl fmt::Display for CannotDraw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the chart could not be drawn: {}", self.0)
    }
}

impl std::error::Error for CannotDraw {}

/// Draws a chart for one frame. A chart without data becomes a line that says so.
///
/// # Errors
/// [`CannotDraw`], should plotters refuse.
pub fn draw(chart: &dyn Chart, heading: &Heading<'_>, frame: Frame) -> Result<Drawing, CannotDraw> {
    const NOTHING: f64 = 40.0;
    let height = if chart.is_empty() { NOTHING } else { chart.height(frame) };
    let whole = height.ceil().clamp(1.0, 1e6) as u32;
    let mut svg = Svg::new();
    open(&mut svg, chart, heading, frame, whole);
    let sheet =
        Sheet::new(Canvas::new(&mut svg, u32::from(frame.width), whole), frame, f64::from(whole));
    if chart.is_empty() {
        let nothing = heading.spoken.map_or("No data", |spoken| spoken.nothing);
        sheet.text(nothing, (0.0, NOTHING / 2.0), Anchor::Start, Ink::Note)
    } else {
        chart.paint(&sheet)
    }
    .map_err(CannotDraw)?;
    drop(sheet);
    Ok(Drawing { svg: svg.finish(), width: u32::from(frame.width), height: whole })
}

/// Begins the drawing with what names and describes it.
fn open(svg: &mut Svg, chart: &dyn Chart, heading: &Heading<'_>, frame: Frame, height: u32) {
    let title = format!("{}-{}-title", heading.id, frame.width);
    let description = format!("{}-{}-desc", heading.id, frame.width);
    let view = format!("0 0 {} {height}", frame.width);
    svg.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg".into()),
            ("class", "chart".into()),
            ("viewBox", view.as_str().into()),
            ("role", "img".into()),
            ("aria-labelledby", title.as_str().into()),
            ("aria-describedby", description.as_str().into()),
        ],
    );
    svg.text("title", &[("id", title.as_str().into())], heading.title);
    let attributes = &[("id", description.as_str().into())];
    match heading.spoken {
        Some(spoken) => svg.text("desc", attributes, spoken.description),
        None => svg.text("desc", attributes, &chart.describe()),
    }
}
