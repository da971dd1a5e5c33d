//! Reads a template as HTML with braces, only as far as is needed to hold it to its rules.

/// A rule that a template breaks.
pub(super) struct Fault {
    /// From 1.
    pub line: usize,
    pub message: &'static str,
    pub hint: &'static str,
}

/// Holds a template to the rules of [`super`].
pub(super) fn check(text: &str) -> Result<(), Fault> {
    let bytes = text.as_bytes();
    let mut place = 0;
    let mut state = State::Text;
    while let Some(&byte) = bytes.get(place) {
        let fault = |message, hint| {
            let line = text[..place].matches('\n').count() + 1;
            Err(Fault { line, message, hint })
        };
        if let Some(length) = text.get(place..).and_then(braces) {
            let inside = &text[place..place + length];
            let statement = inside.starts_with("{%");
            match state {
                State::Text => {}
                State::Value if statement => {
                    return fault(
                        "a statement stands inside a value",
                        "use an expression, such as `{{ 'a' if b else 'c' }}`",
                    );
                }
                State::Value if inside.contains('"') => {
                    return fault(
                        "an expression inside a value has double quotes",
                        "use single quotes inside the braces",
                    );
                }
                State::Value if !inside.contains(' ') => {
                    return fault(
                        "an expression inside a value has no space in its braces",
                        "write `{{ name }}` with spaces",
                    );
                }
                State::Value => {}
                State::Tag => {
                    return fault(
                        "braces stand inside a tag, but not in a double-quoted value",
                        "put the value in double quotes, or choose between two whole tags",
                    );
                }
            }
            place += length;
            continue;
        }
        state = match (state, byte) {
            (State::Text, b'<') if opens_tag(&bytes[place + 1..]) => State::Tag,
            (State::Tag, b'>') => State::Text,
            (State::Tag, b'"') => State::Value,
            (State::Value, b'"') => State::Tag,
            (state, _) => state,
        };
        place += 1;
    }
    Ok(())
}

/// The keys of the catalogue that a template names as a whole, with their lines.
pub(super) fn keys(text: &str) -> impl Iterator<Item = (&str, usize)> {
    const CALL: &str = "words(key=";
    text.match_indices(CALL).filter_map(|(start, _)| {
        let rest = &text[start + CALL.len()..];
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let key = rest[1..].split(quote).next()?;
        let whole = rest[1 + key.len() + 1..].trim_start().starts_with([',', ')']);
        whole.then(|| (key, text[..start].matches('\n').count() + 1))
    })
}

enum State {
    Text,
    Tag,
    Value,
}

fn opens_tag(rest: &[u8]) -> bool {
    rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!'))
}

/// The length of a pair of braces with what is inside, where the text starts with one.
fn braces(text: &str) -> Option<usize> {
    let pairs = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    let (_, close) = pairs.iter().find(|(open, _)| text.starts_with(open))?;
    text.find(close).map(|end| end + close.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<(usize, &'static str)> {
        check(text).err().map(|fault| (fault.line, fault.message))
    }

    #[test]
    fn expressions_stand_in_quoted_values_or_between_tags() {
        assert_eq!(fault("<a href=\"{{ x }}#{{ y['z'] }}\">{{ a }}{% if b %}<b>{% endif %}"), None);
        assert_eq!(fault("{{ <card a={x}/> }} 1 < 2 {# <a {{ #}"), None);
        let in_tag = "braces stand inside a tag, but not in a double-quoted value";
        assert_eq!(fault("<p>\n<a {% if x %}b{% endif %}>"), Some((2, in_tag)));
        assert_eq!(fault("<a href={{ x }}>"), Some((1, in_tag)));
        assert_eq!(fault("<a href='{{ x }}'>"), Some((1, in_tag)));
        assert!(fault("<a href=\"{{x}}\">").is_some());
        assert!(fault("<a href=\"{{ f(a=\"b\") }}\">").is_some());
        assert!(fault("<a href=\"{% if x %}b{% endif %}\">").is_some());
    }

    #[test]
    fn keys_are_found_with_their_lines() {
        let found: Vec<_> = keys(
            "{{ words(key='a.b') }}\n{{ words(key=\"c\", count=1) }}{{ words(key='x.' ~ y) }}",
        )
        .collect();
        assert_eq!(found, [("a.b", 1), ("c", 2)]);
    }
}
