//! Numbers and dates as readers write them.

use super::message::Pattern;
use super::{Value, WordFault, Words};
use crate::model::PartialDate;

/// The signs that a language writes numbers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberSigns {
    /// What stands between thousands.
    pub thousands: char,
    /// What stands before decimals.
    pub decimal: char,
    /// From how many digits on thousands are set apart: Spanish writes 1234 and 12 345.
    pub grouped_from: usize,
}

impl NumberSigns {
    /// Those of English.
    pub const ENGLISH: Self = Self { thousands: ',', decimal: '.', grouped_from: 4 };

    /// Digits with their thousands set apart.
    #[must_use]
    pub fn grouped(self, digits: &str) -> String {
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        self.write_grouped(&mut grouped, digits);
        grouped
    }

    /// Appends a number that is not negative with a fixed count of decimals.
    pub fn write_decimals(self, text: &mut String, number: f64, decimals: usize) {
        if let Some((whole, part)) = rounded(number, decimals) {
            self.write_grouped(text, itoa::Buffer::new().format(whole));
            if decimals > 0 {
                text.push(self.decimal);
                let mut digits = itoa::Buffer::new();
                let part = digits.format(part);
                text.extend(std::iter::repeat_n('0', decimals.saturating_sub(part.len())));
                text.push_str(part);
            }
            return;
        }
        let written = format!("{number:.decimals$}");
        let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
        self.write_grouped(text, whole);
        if !part.is_empty() {
            text.push(self.decimal);
            text.push_str(part);
        }
    }

    fn write_grouped(self, text: &mut String, digits: &str) {
        if digits.len() <= 3 || digits.len() < self.grouped_from {
            text.push_str(digits);
            return;
        }
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(self.thousands);
            }
            text.push(digit);
        }
    }
}

/// How a language writes numbers and dates, from the keys below `format` and `month`.
pub(super) struct Format {
    signs: NumberSigns,
    /// A whole date of `{day}`, `{month}` and `{year}`, and one of `{month}` and `{year}`.
    date: Pattern,
    month_and_year: Pattern,
    /// The first day of a month.
    first: String,
    months: Vec<String>,
}

/// Whether a key is one of those that numbers and dates are written by.
pub(super) fn is_of_format(key: &str) -> bool {
    key.starts_with("format.") || key.starts_with("month.")
}

impl Format {
    /// Reads the keys.
    ///
    /// # Errors
    /// Those that are missing, and those that ask for what no number or date has.
    pub(super) fn read<'p>(
        pattern: impl Fn(&str) -> Result<&'p Pattern, WordFault>,
    ) -> Result<Self, Vec<WordFault>> {
        let mut faults = Vec::new();
        let mut get = |key: &str, given: &[&str]| {
            let found = match pattern(key) {
                Ok(found) => found.clone(),
                Err(fault) => {
                    faults.push(fault);
                    return Pattern::default();
                }
            };
            let asked = found.placeholders().filter(|name| !given.contains(name));
            let fault =
                |name: &str| WordFault::NoValue { key: key.to_owned(), name: name.to_owned() };
            faults.extend(asked.map(fault));
            found
        };
        let mut plain = |key: &str| get(key, &[]).plain().unwrap_or_default().to_owned();
        let english = NumberSigns::ENGLISH;
        let signs = NumberSigns {
            thousands: plain("format.thousands").chars().next().unwrap_or(english.thousands),
            decimal: plain("format.decimal").chars().next().unwrap_or(english.decimal),
            grouped_from: plain("format.grouped-from").parse().unwrap_or(english.grouped_from),
        };
        let first = plain("format.first-day");
        let months = (1..=12).map(|month| plain(&format!("month.{month}"))).collect();
        let date = get("format.date", &["day", "month", "year"]);
        let month_and_year = get("format.month-and-year", &["month", "year"]);
        let format = Self { signs, date, month_and_year, first, months };
        if faults.is_empty() { Ok(format) } else { Err(faults) }
    }
}

impl Words {
    /// A whole number with its thousands told apart: `4,000`.
    #[must_use]
    pub fn whole_number(&self, number: usize) -> String {
        self.format.signs.grouped(itoa::Buffer::new().format(number))
    }

    /// A number with as many decimals as it has, at most two: `4,000`, `0.5`.
    #[must_use]
    pub fn number(&self, number: f64) -> String {
        let decimal = self.format.signs.decimal;
        self.decimals(number, 2).trim_end_matches('0').trim_end_matches(decimal).into()
    }

    /// A number with a fixed count of decimals.
    #[must_use]
    pub fn decimals(&self, number: f64, decimals: usize) -> String {
        let mut text = String::with_capacity(16);
        if number.is_sign_negative() && !number.is_nan() {
            text.push('-');
        }
        self.format.signs.write_decimals(&mut text, number.abs(), decimals);
        text
    }

    /// A date as far as it is known: `23 November 2026`, `October 2008`, `2021`.
    #[must_use]
    pub fn date(&self, date: PartialDate) -> String {
        let year = date.year();
        let name = |month: u8| {
            let place = usize::from(month).wrapping_sub(1);
            self.format.months.get(place).map_or("", String::as_str)
        };
        let format = &self.format;
        let written = match (date.month(), date.day()) {
            (Some(month), Some(day)) => {
                let day = if day == 1 { format.first.clone() } else { day.to_string() };
                let values: [Value<'_>; 3] =
                    [("day", &day), ("month", &name(month)), ("year", &year)];
                format.date.fill("format.date", &values)
            }
            (Some(month), None) => {
                let values: [Value<'_>; 2] = [("month", &name(month)), ("year", &year)];
                format.month_and_year.fill("format.month-and-year", &values)
            }
            (None, _) => Ok(year.to_string()),
        };
        // A pattern that asks for something else was refused when it was read.
        written.unwrap_or_else(|_| date.to_string())
    }

    /// The signs that numbers are written with.
    #[must_use]
    pub fn signs(&self) -> NumberSigns {
        self.format.signs
    }
}

/// The digits before and behind the point of a number that is not negative, rounded to so many
/// decimals. `None` where it is not certain which way it is to be rounded, and for large numbers:
/// formatting is exact there, and ten times slower.
fn rounded(number: f64, decimals: usize) -> Option<(u64, u64)> {
    const TENS: [u32; 4] = [1, 10, 100, 1000];
    let ten = *TENS.get(decimals)?;
    let scaled = number * f64::from(ten);
    // Below this the product is off by less than a ten-thousandth.
    if scaled.is_nan() || scaled >= 1e12 {
        return None;
    }
    let below = scaled as u64;
    let rest = scaled - below as f64;
    if (rest - 0.5).abs() < 1e-3 {
        return None;
    }
    let all = below + u64::from(rest > 0.5);
    Some((all / u64::from(ten), all % u64::from(ten)))
}
