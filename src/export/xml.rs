//! Text in XML.

use std::borrow::Cow;

/// A text as it stands in XML 1.0, in an element or a quoted attribute. Characters that XML cannot
/// hold are left out (<https://www.w3.org/TR/xml/#charsets>).
pub fn text(text: &str) -> Cow<'_, str> {
    let odd = |letter: char| {
        matches!(letter, '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}')
            || (letter.is_control() && !matches!(letter, '\n' | '\t'))
    };
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter if odd(letter) => {}
            letter => safe.push(letter),
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_escapes() {
        assert_eq!(text("<a href=\"x\">&'\u{1}\n"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;\n");
        assert_eq!(text("Łódź"), "Łódź");
    }
}
