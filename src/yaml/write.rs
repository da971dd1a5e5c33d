//! Single values as YAML.

/// Words that readers of YAML 1.1 take for true and false, in any case.
const YES_OR_NO: [&str; 6] = ["y", "n", "yes", "no", "on", "off"];

/// A text as a value on one line: plain where every reader of YAML takes it for the same text, in
/// quotes otherwise.
#[must_use]
pub fn scalar(text: &str) -> String {
    let on_one_line = !text.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
    let written = serde_yaml::to_string(text).unwrap_or_default();
    let written = written.trim_end_matches('\n');
    // A comma or a bracket would end the text inside `[…]` and `{…}`.
    let plain = written == text;
    let misread = YES_OR_NO.iter().any(|word| word.eq_ignore_ascii_case(text))
        || (plain && is_like_a_number(text));
    let ends_early = plain && text.contains([',', '[', ']', '{', '}']);
    if !on_one_line || misread || ends_early || written.contains('\n') {
        in_double_quotes(text)
    } else {
        written.to_owned()
    }
}

/// A text in double quotes: as JSON has it, of which every string is one of YAML. Letters that some
/// readers take for the end of a line are written as escapes.
#[must_use]
pub fn in_double_quotes(text: &str) -> String {
    let mut quoted = serde_json::Value::from(text).to_string();
    for letter in ['\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'] {
        if quoted.contains(letter) {
            quoted = quoted.replace(letter, &format!("\\u{:04x}", u32::from(letter)));
        }
    }
    quoted
}

/// Whether readers of YAML 1.1 may take a text for a date, a time or a number: `2024-03-01`,
/// `12:30`, `1_000` (<https://yaml.org/type/>).
fn is_like_a_number(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_digit() || "+-.".contains(it))
        && text.contains(|it: char| it.is_ascii_digit())
        && (text.contains(':') || !text.contains(' '))
        && text.chars().all(|it| it.is_ascii_digit() || "_:.+-eEtTzZ ".contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_some_readers_take_for_something_else_is_quoted() {
        assert_eq!(scalar("NO"), "\"NO\"");
        assert_eq!(scalar("Off"), "\"Off\"");
        assert_eq!(scalar("SE"), "SE");
        assert_eq!(scalar("1.10"), "'1.10'");
        assert_eq!(scalar("2024-03-01"), "\"2024-03-01\"");
        assert_eq!(scalar("12:30"), "\"12:30\"");
        assert_eq!(scalar("1_000"), "\"1_000\"");
        assert_eq!(scalar("+31 13 123 4567"), "+31 13 123 4567");
        assert_eq!(scalar("2024-A"), "2024-A");
        assert_eq!(scalar("a\u{85}b"), "\"a\\u0085b\"");
    }
}
