//! What a mark means. Its look is the style sheet's business.

use plotters::style::Color;
use plotters_backend::BackendColor;

/// Declares the inks with the class that each has in `templates/styles/46-charts.css`.
macro_rules! inks {
    ($($(#[$doc:meta])* $ink:ident = $class:literal),+ $(,)?) => {
        /// The meaning of a mark or a text, which becomes its class in the drawing: no drawing
        /// names a colour, so that light, dark and print are matters of the style sheet alone.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Ink { $($(#[$doc])* $ink),+ }

        impl Ink {
            /// Every ink, in the order of its number.
            pub(super) const ALL: &'static [Self] = &[$(Self::$ink),+];

            /// The class.
            pub(super) fn class(self) -> &'static str {
                match self { $(Self::$ink => $class),+ }
            }
        }
    };
}

inks! {
    /// A bar, a dot or an area.
    Mark = "mark",
    /// The one that the chart is about.
    Strong = "strong",
    /// One that is not certain enough to be read alone.
    Weak = "weak",
    /// What is planned.
    Hollow = "hollow",
    /// How far chance could move a figure.
    Interval = "interval",
    /// The same where a dot lies on it.
    Range = "range",
    /// From the end of a curve to its name.
    Leader = "leader",
    /// What all others are held against: a median, an equal share.
    Reference = "reference",
    /// The paper on either side of a line that runs over marks.
    Halo = "halo",
    /// A line of the grid.
    Grid = "grid",
    /// The line that bars stand on.
    Axis = "axis",
    /// The frame of an empty place.
    Empty = "empty",
    /// The strokes over a place that nobody has told us about.
    Hatch = "hatch",
    /// First of the colours that tell kinds apart.
    Kind1 = "kind1",
    /// Second.
    Kind2 = "kind2",
    /// Third.
    Kind3 = "kind3",
    /// Fourth.
    Kind4 = "kind4",
    /// Fifth.
    Kind5 = "kind5",
    /// Sixth.
    Kind6 = "kind6",
    /// Seventh.
    Kind7 = "kind7",
    /// A curve of the first kind.
    Curve1 = "curve1",
    /// Second.
    Curve2 = "curve2",
    /// Third.
    Curve3 = "curve3",
    /// Fourth.
    Curve4 = "curve4",
    /// Fifth.
    Curve5 = "curve5",
    /// Sixth.
    Curve6 = "curve6",
    /// Seventh.
    Curve7 = "curve7",
    /// Lowest step of the ramp, for zero.
    Step0 = "step0",
    /// Next step.
    Step1 = "step1",
    /// Next step.
    Step2 = "step2",
    /// Next step.
    Step3 = "step3",
    /// Highest step.
    Step4 = "step4",
    /// The area under a curve.
    Area = "area",
    /// A name.
    Label = "label",
    /// A figure.
    Value = "value",
    /// A word where there is no figure, and remarks.
    Note = "note",
    /// The scale of an axis.
    Tick = "tick",
    /// A number on a kind's colour.
    OnMark = "on-mark",
    /// A number on a pale step of the ramp.
    OnPale = "on-pale",
    /// A number on a dark step of the ramp.
    OnDark = "on-dark",
}

impl Ink {
    /// The ink with a number; kinds of charts never ask for one that is not there.
    pub(super) fn from_number(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::Mark)
    }

    /// The fill of the kind at a place, from 0; after the seventh they begin again.
    pub(super) fn kind(place: usize) -> Self {
        let first = Self::Kind1 as usize;
        Self::ALL[first + place % 7]
    }

    /// The curve of the kind at a place, from 0; after the seventh they begin again.
    pub(super) fn curve(place: usize) -> Self {
        let first = Self::Curve1 as usize;
        Self::ALL[first + place % 7]
    }

    /// The step of the ramp, 0 to 4.
    pub(super) fn step(step: usize) -> Self {
        let first = Self::Step0 as usize;
        Self::ALL[first + step.min(4)]
    }
}

impl Color for Ink {
    /// Plotters carries colours, so an ink travels as one: its number stands in the red channel.
    fn to_backend_color(&self) -> BackendColor {
        let number = u8::try_from(*self as usize).unwrap_or(0);
        BackendColor { alpha: 1.0, rgb: (number, 0, 0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ink_survives_its_way_through_plotters() {
        for &ink in Ink::ALL {
            let (number, ..) = ink.rgb();
            assert_eq!(Ink::from_number(number), ink);
        }
        assert_eq!(Ink::kind(6), Ink::Kind7);
        assert_eq!(Ink::kind(7), Ink::Kind1);
        assert_eq!(Ink::step(9), Ink::Step4);
    }
}
