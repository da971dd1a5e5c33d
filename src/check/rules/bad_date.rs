//! `bad-date`

use crate::finding::{Rule, Severity, example};
use crate::model::{Day, PartialDate};

/// The rule.
pub static RULE: Rule = Rule {
    name: "bad-date",
    severity: Severity::Error,
    what: "a date is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and exists",
    why: "`03/04/2024` is a different day in different countries",
    example: example!("bad-date"),
};

/// The date in the right form, where only its form is wrong and its meaning is clear.
#[must_use]
pub fn mended(text: &str) -> Option<PartialDate> {
    let parts: Vec<&str> =
        text.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    if let Some(date) = of_spreadsheet(text) {
        return Some(date);
    }
    let number = |part: &str| part.parse::<u16>().ok();
    let month = |part: &str| {
        number(part).or_else(|| {
            let lower = part.to_lowercase();
            let place =
                MONTHS.iter().position(|name| lower.len() >= 3 && name.starts_with(&lower))?;
            u16::try_from(place + 1).ok()
        })
    };
    let rebuilt = match parts.as_slice() {
        [year] => format!("{:04}", number(year)?),
        [first, year] if year.len() == 4 => format!("{}-{:02}", number(year)?, month(first)?),
        [year, second] => format!("{:04}-{:02}", number(year)?, month(second)?),
        [year, second, day] if year.len() == 4 => {
            format!("{}-{:02}-{:02}", number(year)?, month(second)?, number(day)?)
        }
        [day, second, year] if year.len() == 4 => {
            // Day and month can be told apart only where one of them is above 12 or a word.
            let (day, middle) = (number(day)?, month(second)?);
            let clear = day > 12 || number(second).is_none() || day == middle;
            if clear {
                format!("{}-{middle:02}-{day:02}", number(year)?)
            } else if middle > 12 {
                format!("{}-{day:02}-{middle:02}", number(year)?)
            } else {
                return None;
            }
        }
        _ => return None,
    };
    PartialDate::parse(&rebuilt)
}

/// The date that a spreadsheet keeps as a number of days since 30 December 1899, for the years 1954
/// to 2064.
fn of_spreadsheet(text: &str) -> Option<PartialDate> {
    let days: i64 = text.parse().ok().filter(|days| (20_000..60_000).contains(days))?;
    // 1 January 1970 is day 25,569.
    Some(Day::from_unix_days(days - 25_569).date())
}

/// What is wrong with a date that cannot be mended, and what to do.
#[must_use]
pub fn explained(text: &str) -> (String, String) {
    let digits =
        |part: &str, width| part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).collect();
    let plain = "write `2024`, `2024-03` or `2024-03-31`".to_owned();
    match parts.as_slice() {
        [year, ..] if digits(year, 4) && !(1800..2200).contains(&year.parse().unwrap_or(0)) => {
            (format!("the year of `{text}` lies out of the range from 1800 to 2199"), plain)
        }
        [year, rest @ ..] if digits(year, 4) && rest.iter().all(|part| digits(part, 2)) => (
            format!("there is no such day as `{text}`"),
            "look the date up again: month and day may be swapped".to_owned(),
        ),
        [a, b, year] if digits(year, 4) && a.parse::<u8>().is_ok() && b.parse::<u8>().is_ok() => (
            format!("`{text}` is one day in some countries and another day in others"),
            format!("write the year first: `{year}-{b:0>2}-{a:0>2}` or `{year}-{a:0>2}-{b:0>2}`"),
        ),
        [_, year] if digits(year, 2) => (
            format!("`{text}` has no year of four digits"),
            "write the year first, with its four digits, such as `2024-03`".to_owned(),
        ),
        _ => {
            let years: Vec<&str> = text
                .split(|letter: char| !letter.is_ascii_digit())
                .filter(|part| digits(part, 4))
                .collect();
            let hint = match years.as_slice() {
                [year] => format!("write what is certain, `{year}`, and the rest in a note"),
                [first, .., last] => {
                    format!("write one date: `{first}` or `{last}`; a note can say the rest")
                }
                [] => plain,
            };
            (format!("`{text}` is not a date in the form expected"), hint)
        }
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_what_has_one_meaning() {
        let mended = |text| mended(text).map(|date| date.to_string());
        assert_eq!(mended("2024/3/5").as_deref(), Some("2024-03-05"));
        assert_eq!(mended("31.12.2024").as_deref(), Some("2024-12-31"));
        assert_eq!(mended("12/31/2024").as_deref(), Some("2024-12-31"));
        assert_eq!(mended("March 2024").as_deref(), Some("2024-03"));
        assert_eq!(mended("5 Mar 2024").as_deref(), Some("2024-03-05"));
        assert_eq!(mended("44197").as_deref(), Some("2021-01-01"));
        assert_eq!(mended("03/04/2024"), None);
        assert_eq!(mended("soon"), None);
    }
}
