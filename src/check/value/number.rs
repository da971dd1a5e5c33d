//! Numbers.

use crate::check::reader::{Reader, is_quoted};
use crate::check::rules::{bad_coordinates, bad_number};
use crate::yaml::Node;

/// A finite number that is not negative.
pub fn amount(reader: &Reader, node: &Node) -> Option<f64> {
    let number = number(reader, node)?;
    let text = node.text().unwrap_or_default();
    let fault = |message: String| reader.fault(&bad_number::RULE, node.span, message);
    if number < 0.0 {
        let message = format!("`{text}` is less than zero");
        reader.report(
            fault(message)
                .hint("leave it out if it is not known; otherwise write it without the minus"),
        );
        return None;
    }
    // In most of Europe `4.000` is four thousand, in a program it is four.
    if let Some((whole, part)) = text.split_once('.')
        && part.len() == 3
        && whole != "0"
        && whole.len() <= 3
    {
        let (many, few) = (format!("{whole}{part}"), part.trim_end_matches('0'));
        let few = if few.is_empty() { whole.to_owned() } else { format!("{whole}.{part}0") };
        reader.report(fault(format!("`{text}` can be read in two ways")).hint(format!(
            "write `{many}` if the point stands between thousands, and `{few}` if decimals follow it"
        )));
        return None;
    }
    Some(number)
}

/// A number of degrees.
pub fn degrees(reader: &Reader, node: &Node, limit: u16) -> Option<f64> {
    let text = node.text().unwrap_or_default().trim();
    if !is_number(text)
        && let Some(meant) = degrees_meant(text)
    {
        let fault = reader.fault(
            &bad_number::RULE,
            node.span,
            format!("`{text}` is not a number of degrees with a decimal point"),
        );
        reader.report(fault.hint(format!("write `{meant}`")).replacement(meant));
        return None;
    }
    if let Some((latitude, longitude)) = text.split_once(',')
        && [latitude, longitude].iter().all(|part| part.contains('.') && is_number(part.trim()))
    {
        let message = format!("`{text}` is two numbers, where one is expected");
        let (latitude, longitude) = (latitude.trim(), longitude.trim());
        reader.report(reader.fault(&bad_number::RULE, node.span, message).hint(format!(
            "write them on lines of their own: `latitude: {latitude}` and `longitude: {longitude}`"
        )));
        return None;
    }
    let degrees = number(reader, node)?;
    if degrees.abs() > f64::from(limit) {
        let fault = reader.fault(
            &bad_coordinates::RULE,
            node.span,
            format!("`{text}` is not on the globe"),
        );
        let digits = text.trim_start_matches('-');
        let hint = if digits.contains('.') {
            format!("a number of degrees between -{limit} and {limit} is expected, such as `52.17`")
        } else {
            "the decimal point seems to be missing: degrees look like `52.17`".to_owned()
        };
        reader.report(fault.hint(hint));
        return None;
    }
    Some(degrees)
}

/// A whole number between two bounds, both included.
pub fn whole(reader: &Reader, node: &Node, least: u32, most: u32) -> Option<u32> {
    number(reader, node)?;
    let text = node.text().unwrap_or_default();
    let whole: Option<u32> = text.parse().ok().filter(|it| (least..=most).contains(it));
    if whole.is_none() {
        let message = if least == most {
            format!("`{text}` is not `{least}`, the only number that can stand here")
        } else {
            format!("`{text}` is not a whole number from {least} to {most}")
        };
        reader.report(reader.fault(&bad_number::RULE, node.span, message));
    }
    whole
}

/// A finite number as YAML writes it plainly: digits, a point before decimals, a minus sign.
fn number(reader: &Reader, node: &Node) -> Option<f64> {
    let Some(text) = node.text().filter(|_| !node.is_empty()) else {
        reader.wrong_type(node, "a number");
        return None;
    };
    let number = Some(text)
        .filter(|text| is_number(text) && !is_quoted(node))
        .and_then(|text| text.parse().ok())
        .filter(|number: &f64| number.is_finite());
    if number.is_none() {
        let message = if is_number(text) {
            format!("`{text}` stands in quotes, and is a text")
        } else {
            format!("`{text}` is not a number in the form expected")
        };
        let fault = reader.fault(&bad_number::RULE, node.span, message);
        reader.report(match meant(text.trim()) {
            _ if range(text).is_some() => {
                let (from, to) = range(text).unwrap_or_default();
                fault.hint(format!(
                    "a range of figures is written as two fields: `value: {from}` and `value_max: {to}`"
                ))
            }
            Some((meant, hint)) => fault.hint(hint).replacement(meant),
            None => {
                fault.hint("write digits, with a point before decimals, such as `12` or `12.5`")
            }
        });
    }
    number
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let no_octal = whole == "0" || !whole.starts_with('0');
    all(whole) && all(part) && no_octal && digits.len() <= 20
}

/// The two ends of `4-6`, `4 – 6` or `4 to 6`.
fn range(text: &str) -> Option<(&str, &str)> {
    let ends = ["-", "–", " to "].iter().find_map(|between| text.split_once(between));
    let (from, to) = ends.map(|(from, to)| (from.trim(), to.trim()))?;
    (is_number(from) && is_number(to)).then_some((from, to))
}

/// The number that was meant, and what to say about it.
fn meant(text: &str) -> Option<(String, String)> {
    let with = |meant: String, why: &str| {
        let hint = format!("write `{meant}`{why}");
        is_number(&meant).then_some((meant, hint))
    };
    if is_number(text) {
        return with(text.to_owned(), " without quotes");
    }
    let digits = text.trim_start_matches('0');
    if digits.len() < text.len() && is_number(digits) {
        return with(digits.to_owned(), ", without a zero in front");
    }
    let start = text.find(|letter: char| letter.is_ascii_digit() || letter == '-')?;
    let rest = &text[start..];
    let end = rest
        .find(|letter: char| {
            !(letter.is_ascii_digit() || is_separator(letter) || ".-".contains(letter))
        })
        .unwrap_or(rest.len());
    let (written, after) = rest.split_at(end);
    let alone = start == 0 && after.trim().is_empty();
    if after.chars().any(|letter| letter.is_ascii_digit() && !after.starts_with(['m', 'M', ' '])) {
        return None;
    }
    let number = without_separators(written.trim())?;
    let why = if alone { "" } else { " alone: the unit comes from the field" };
    with(number, why)
}

/// A number with its separators of thousands taken out and a comma before decimals made a point.
fn without_separators(text: &str) -> Option<String> {
    let text: String = text
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '_' | '\'' | '’' | '\u{a0}' | '\u{202f}'))
        .collect();
    let groups: Vec<&str> = text.split([',', '.']).collect();
    let thousands = groups.iter().skip(1).all(|group| group.len() == 3);
    match groups.as_slice() {
        [_] => Some(text),
        [whole, part] if text.contains(',') && !thousands => Some(format!("{whole}.{part}")),
        _ if thousands && text.contains(',') != text.contains('.') => Some(groups.concat()),
        _ => None,
    }
}

fn is_separator(letter: char) -> bool {
    matches!(letter, ',' | ' ' | '_' | '\'' | '’' | '\u{a0}' | '\u{202f}')
}

/// Degrees with a decimal comma, with degrees, minutes and seconds, or with a letter for the side of
/// the globe, as a plain number.
fn degrees_meant(text: &str) -> Option<String> {
    let upper = text.trim_matches(['"', '\'']).to_uppercase();
    let west_or_south = upper.contains(['W', 'S']) || upper.starts_with('-');
    let parts: Vec<String> = upper
        .split(|letter: char| !(letter.is_ascii_digit() || letter == '.' || letter == ','))
        .filter(|part| !part.is_empty())
        .map(|part| part.replace(',', "."))
        .collect();
    let letters = upper.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters > 1 || parts.len() > 3 {
        return None;
    }
    let mut degrees = 0.0;
    for (part, share) in parts.iter().zip([1.0, 60.0, 3600.0]) {
        degrees += part.parse::<f64>().ok()? / share;
    }
    let shown = if parts.len() == 1 { parts.concat() } else { format!("{degrees:.4}") };
    let signed = if west_or_south { format!("-{shown}") } else { shown };
    (parts.len() == 1 || upper.contains(['°', 'º', '\'', '′']))
        .then_some(signed)
        .filter(|it| is_number(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_numbers_that_have_one_meaning() {
        let meant = |text| meant(text).map(|(number, _)| number);
        for (text, number) in [
            ("4,000", Some("4000")),
            ("4,000 m2", Some("4000")),
            ("4 000", Some("4000")),
            ("1.234.567", Some("1234567")),
            ("12,5", Some("12.5")),
            ("€ 4000", Some("4000")),
            ("about 30 people", Some("30")),
            ("007", Some("7")),
            ("4,000.50", None),
            ("10-20", None),
            ("3 of 5", None),
            ("many", None),
        ] {
            assert_eq!(meant(text).as_deref(), number, "{text}");
        }
    }

    #[test]
    fn mends_degrees() {
        for (text, number) in [
            ("52,17", Some("52.17")),
            ("52.17° N", Some("52.17")),
            ("4.49 W", Some("-4.49")),
            ("52°10'12\"N", Some("52.1700")),
            ("52.17, 4.49", None),
            ("north", None),
        ] {
            assert_eq!(degrees_meant(text).as_deref(), number, "{text}");
        }
    }
}
