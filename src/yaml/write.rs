//! Single values as YAML.

/// A text as a value on one line: plain where every reader of YAML takes it for the same text, in
/// quotes otherwise.
#[must_use]
pub fn scalar(text: &str) -> String {
    let on_one_line = !text.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
    let written = serde_yaml::to_string(text).unwrap_or_default();
    let written = written.trim_end_matches('\n');
    // A comma or a bracket would end the text inside `[…]` and `{…}`.
    let plain = written == text;
    if on_one_line
        && !(plain && text.contains([',', '[', ']', '{', '}']))
        && !written.contains('\n')
    {
        written.to_owned()
    } else {
        // Every string of JSON is one of YAML.
        serde_json::Value::from(text).to_string()
    }
}
