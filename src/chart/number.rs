//! Numbers as readers see them: the one place where figures are rounded for print.

use crate::words::NumberSigns;

/// How the numbers of one chart or table are written: all with the same number of decimals, so
/// that they can be compared digit by digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberFormat {
    /// Digits after the point, at most 9.
    pub decimals: u8,
    /// What follows each number, with a no-break space of its own where it needs one.
    pub suffix: &'static str,
    /// Whether thousands are set apart.
    pub grouped: bool,
    /// The signs of the language.
    pub signs: NumberSigns,
}

impl NumberFormat {
    /// Whole numbers.
    pub const WHOLE: Self =
        Self { decimals: 0, suffix: "", grouped: true, signs: NumberSigns::ENGLISH };
    /// Years.
    pub const PLAIN: Self =
        Self { decimals: 0, suffix: "", grouped: false, signs: NumberSigns::ENGLISH };
    /// Two decimals, for rates.
    pub const RATE: Self =
        Self { decimals: 2, suffix: "", grouped: true, signs: NumberSigns::ENGLISH };
    /// Whole per cent, of numbers that are per cent already.
    pub const PER_CENT: Self =
        Self { decimals: 0, suffix: "\u{a0}%", grouped: true, signs: NumberSigns::ENGLISH };
    /// Whole kilometres.
    pub const KILOMETRES: Self =
        Self { decimals: 0, suffix: "\u{a0}km", grouped: true, signs: NumberSigns::ENGLISH };

    /// The same with the signs of another language.
    #[must_use]
    pub fn with(self, signs: NumberSigns) -> Self {
        Self { signs, ..self }
    }

    /// The number with its suffix: `1,234.50`, `12 %`, `−3`. A number that is not finite is
    /// written as a dash.
    #[must_use]
    pub fn write(self, number: f64) -> String {
        if !number.is_finite() {
            return "–".to_owned();
        }
        let grouped_from = if self.grouped { self.signs.grouped_from } else { usize::MAX };
        let signs = NumberSigns { grouped_from, ..self.signs };
        let mut text = String::with_capacity(24);
        signs.write_decimals(&mut text, number.abs(), usize::from(self.decimals.min(9)));
        if number < 0.0 && text.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
            text.insert(0, '−');
        }
        text.push_str(self.suffix);
        text
    }

    /// The number for the scale of an axis: as many decimals as the `step` between two ticks
    /// needs, whatever the figures beside it have.
    #[must_use]
    pub(super) fn tick(self, number: f64, step: f64) -> String {
        let mut decimals = 0_u8;
        let mut scaled = step.abs();
        while decimals < 9 && (scaled - scaled.round()).abs() > scaled * 1e-6 {
            decimals += 1;
            scaled *= 10.0;
        }
        Self { decimals, ..self }.write(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_signed_and_rounded_once() {
        let rate = NumberFormat::RATE;
        assert_eq!(rate.write(1_234_567.891), "1,234,567.89");
        assert_eq!(rate.write(-0.001), "0.00");
        assert_eq!(rate.write(-12.0), "−12.00");
        assert_eq!(rate.write(f64::NAN), "–");
        assert_eq!(NumberFormat::WHOLE.write(999.6), "1,000");
        assert_eq!(NumberFormat::PER_CENT.write(12.4), "12\u{a0}%");
    }

    #[test]
    fn ticks_have_the_decimals_of_their_step() {
        assert_eq!(NumberFormat::RATE.tick(2.0, 1.0), "2");
        assert_eq!(NumberFormat::WHOLE.tick(0.5, 0.25), "0.50");
        assert_eq!(NumberFormat::WHOLE.tick(0.3, 0.1), "0.3");
        assert_eq!(NumberFormat::WHOLE.tick(20_000.0, 5_000.0), "20,000");
    }
}
