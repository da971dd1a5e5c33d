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
    let misread = YES_OR_NO.iter().any(|word| word.eq_ignore_ascii_case(text));
    let ends_early = plain && text.contains([',', '[', ']', '{', '}']);
    if !on_one_line || misread || ends_early || written.contains('\n') {
        // Every string of JSON is one of YAML.
        serde_json::Value::from(text).to_string()
    } else {
        written.to_owned()
    }
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
    }
}
