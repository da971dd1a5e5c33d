//! Dates that may stop at the year or the month.

use std::fmt;

/// A calendar date, or just its month or year; 1800 to 2199, always a day that exists.
/// Ordered by its first day, the vaguer one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// The earliest date that a record can have.
    pub const EARLIEST: Self = Self { year: 1800, month: Some(1), day: Some(1) };

    /// A month, 1 to 12.
    #[must_use]
    pub fn of_month(year: u16, month: u8) -> Self {
        Self { year, month: Some(month.clamp(1, 12)), day: None }
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` where the text has another form or the day
    /// does not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |n| n.map(Some))?;
        let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |n| n.map(Some))?;
        if parts.next().is_some() || !(1800..2200).contains(&year) {
            return None;
        }
        if month.is_some_and(|month| !(1..=12).contains(&month)) {
            return None;
        }
        if let (Some(month), Some(day)) = (month, day)
            && !(1..=days_in(year, month)).contains(&day)
        {
            return None;
        }
        let small = |n: Option<u16>| n.and_then(|n| u8::try_from(n).ok());
        Some(Self { year, month: small(month), day: small(day) })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, where it is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, where it is known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The first day that the date can mean.
    #[must_use]
    pub fn first_day(self) -> Day {
        Day::of(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that the date can mean.
    #[must_use]
    pub fn last_day(self) -> Day {
        let month = self.month.unwrap_or(12);
        let last = days_in(self.year, u16::from(month));
        Day::of(self.year, month, self.day.unwrap_or(u8::try_from(last).unwrap_or(28)))
    }

    /// Whether the day is given.
    #[must_use]
    pub fn is_day(self) -> bool {
        self.day.is_some()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// One day, as the number of days since 1970-01-01 in the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// Days between this day and a later one; negative where the other is earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        later.0 - self.0
    }

    /// The day that many days later.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The day that many days after 1970-01-01.
    #[must_use]
    pub fn from_unix_days(days: i64) -> Self {
        Self(days)
    }

    /// The calendar date.
    ///
    /// Howard Hinnant, 'chrono-Compatible Low-Level Date Algorithms', `civil_from_days`.
    #[must_use]
    pub fn date(self) -> PartialDate {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        PartialDate {
            year: u16::try_from(year).unwrap_or(0),
            month: u8::try_from(month).ok(),
            day: u8::try_from(day).ok(),
        }
    }

    /// Howard Hinnant, 'chrono-Compatible Low-Level Date Algorithms', `days_from_civil`.
    fn of(year: u16, month: u8, day: u8) -> Self {
        let (month, day) = (i64::from(month), i64::from(day));
        let year = i64::from(year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }
}

fn digits(text: &str, width: usize) -> Option<u16> {
    let well_formed = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    if well_formed { text.parse().ok() } else { None }
}

fn days_in(year: u16, month: u16) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_three_forms_and_nothing_else() {
        for text in ["2024", "2024-02", "2024-02-29", "1999-12-31"] {
            assert_eq!(PartialDate::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "24",
            "2024-2",
            "2023-02-29",
            "2024-13",
            "2024-00",
            "2024/01",
            "2024-01-01-01",
            "1700",
            "+202",
            "2024-",
            "",
        ] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_count_from_1970_and_back() {
        let day = |text: &str| PartialDate::parse(text).unwrap().first_day();
        assert_eq!(day("1970-01-01"), Day::from_unix_days(0));
        // `date -u -d 2026-11-23 +%s` divided by 86400
        assert_eq!(day("2026-11-23"), Day::from_unix_days(20_780));
        for text in ["1804-02-29", "1970-01-01", "2000-02-29", "2026-12-31"] {
            assert_eq!(day(text).date().to_string(), text);
        }
        assert_eq!(day("2024-02-28").days_until(day("2024-03-01")), 2);
    }

    #[test]
    fn a_vague_date_spans_its_period() {
        let february = PartialDate::parse("2024-02").unwrap();
        assert_eq!(february.first_day().date().to_string(), "2024-02-01");
        assert_eq!(february.last_day().date().to_string(), "2024-02-29");
    }
}
