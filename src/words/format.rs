//! Numbers and dates as readers write them.

use super::Words;
use crate::model::PartialDate;

/// How a language writes numbers and dates, from the keys below `format` and `month`.
pub(super) struct Format {
    thousands: String,
    decimal: String,
    months: Vec<String>,
}

impl Format {
    /// Reads the keys; returns those that are missing.
    pub(super) fn read(plain: impl Fn(&str) -> Option<String>) -> Result<Self, Vec<String>> {
        let mut missing = Vec::new();
        let mut get = |key: String| {
            plain(&key).unwrap_or_else(|| {
                missing.push(key);
                String::new()
            })
        };
        let format = Self {
            thousands: get("format.thousands".to_owned()),
            decimal: get("format.decimal".to_owned()),
            months: (1..=12).map(|month| get(format!("month.{month}"))).collect(),
        };
        if missing.is_empty() { Ok(format) } else { Err(missing) }
    }
}

impl Words {
    /// A whole number with its thousands told apart: `4,000`.
    #[must_use]
    pub fn whole_number(&self, number: usize) -> String {
        self.group(&number.to_string())
    }

    /// A number with as many decimals as it has, at most two: `4,000`, `0.5`.
    #[must_use]
    pub fn number(&self, number: f64) -> String {
        self.decimals(number, 2).trim_end_matches('0').trim_end_matches(&self.format.decimal).into()
    }

    /// A number with a fixed count of decimals.
    #[must_use]
    pub fn decimals(&self, number: f64, decimals: usize) -> String {
        let written = format!("{number:.decimals$}");
        match written.split_once('.') {
            Some((whole, part)) => {
                format!("{}{}{part}", self.group(whole), self.format.decimal)
            }
            None => self.group(&written),
        }
    }

    /// A date as far as it is known: `23 November 2026`, `October 2008`, `2021`.
    #[must_use]
    pub fn date(&self, date: PartialDate) -> String {
        let year = date.year();
        let name = |month: u8| {
            let place = usize::from(month).wrapping_sub(1);
            self.format.months.get(place).map_or("", String::as_str)
        };
        match (date.month(), date.day()) {
            (Some(month), Some(day)) => format!("{day} {} {year}", name(month)),
            (Some(month), None) => format!("{} {year}", name(month)),
            (None, _) => year.to_string(),
        }
    }

    fn group(&self, digits: &str) -> String {
        let (sign, digits) = digits.split_at(usize::from(digits.starts_with('-')));
        let mut grouped = String::from(sign);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push_str(&self.format.thousands);
            }
            grouped.push(digit);
        }
        grouped
    }
}
