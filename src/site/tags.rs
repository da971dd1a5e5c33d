//! The tags of a page that the templates made: just enough of HTML for the atlas's own pages, in
//! one pass and without memory of its own. Outside checkers read the pages by the standard.

use memchr::memchr;

/// A start tag.
pub(super) struct Tag<'h, 'a> {
    /// Its name.
    pub name: &'h str,
    /// Its attributes in order; without a value it is empty.
    pub attributes: &'a [(&'h str, &'h str)],
    /// Whether it is part of a drawing.
    pub drawn: bool,
    /// What stands between it and the next tag.
    pub text: &'h str,
}

/// Hands over every start tag in order.
pub(super) fn tags<'h>(html: &'h str, mut take: impl FnMut(&Tag<'h, '_>)) {
    let mut attributes = Vec::new();
    let mut rest = html;
    let mut drawn = false;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        rest = rest.get(at + 1..).unwrap_or_default();
        if !rest.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
            }
            drawn &= !rest.starts_with("/svg>");
            continue;
        }
        let name = until(&mut rest, |byte| is_blank(byte) || matches!(byte, b'/' | b'>'));
        drawn |= name == "svg";
        attributes.clear();
        rest = attributes_of(rest, &mut attributes);
        let text = rest.get(..memchr(b'<', rest.as_bytes()).unwrap_or(rest.len()));
        take(&Tag { name, attributes: &attributes, drawn, text: text.unwrap_or_default() });
        if matches!(name, "script" | "style") {
            let end = format!("</{name}");
            rest = rest.find(&end).and_then(|at| rest.get(at..)).unwrap_or_default();
        }
    }
}

/// Reads the attributes; what is left begins behind the tag.
fn attributes_of<'h>(mut rest: &'h str, attributes: &mut Vec<(&'h str, &'h str)>) -> &'h str {
    loop {
        until(&mut rest, |byte| !is_blank(byte) && byte != b'/');
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        if rest.is_empty() {
            return rest;
        }
        let name = until(&mut rest, |byte| is_blank(byte) || matches!(byte, b'=' | b'/' | b'>'));
        let after_name = rest.trim_ascii_start();
        let value = match after_name.strip_prefix('=') {
            None => "",
            Some(after) => {
                rest = after.trim_ascii_start();
                match rest.as_bytes().first().copied() {
                    Some(quote @ (b'"' | b'\'')) => {
                        rest = rest.get(1..).unwrap_or_default();
                        let end = memchr(quote, rest.as_bytes()).unwrap_or(rest.len());
                        let value = rest.get(..end).unwrap_or_default();
                        rest = rest.get(end + 1..).unwrap_or_default();
                        value
                    }
                    _ => until(&mut rest, |byte| is_blank(byte) || byte == b'>'),
                }
            }
        };
        if name.is_empty() {
            // A lone sign that no template writes; never the same place twice.
            let mut letters = rest.chars();
            letters.next();
            rest = letters.as_str();
            continue;
        }
        attributes.push((name, value));
    }
}

fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

/// Takes what stands before a byte, which must be one of ASCII so that no letter is cut.
fn until<'h>(rest: &mut &'h str, ends: impl Fn(u8) -> bool) -> &'h str {
    let at = rest.bytes().position(|byte| byte.is_ascii() && ends(byte)).unwrap_or(rest.len());
    let (taken, after) = rest.split_at(at);
    *rest = after;
    taken
}

#[cfg(test)]
mod tests {
    use super::tags;

    fn read(html: &str) -> Vec<String> {
        let mut found = Vec::new();
        tags(html, |tag| found.push(format!("{} {:?} {}", tag.name, tag.attributes, tag.text)));
        found
    }

    #[test]
    fn tags_are_found_with_their_attributes_and_text() {
        assert_eq!(
            read("<!doctype html><p id=a class='b c'>one <a href=\"x?a=1&amp;b\" download>two</a>"),
            [
                "p [(\"id\", \"a\"), (\"class\", \"b c\")] one ",
                "a [(\"href\", \"x?a=1&amp;b\"), (\"download\", \"\")] two",
            ]
        );
        assert_eq!(read("<a href=../x/>y<br/>z"), ["a [(\"href\", \"../x/\")] y", "br [] z"]);
        assert_eq!(
            read("<script>if (a < b) '<p id=x>'</script><b>c"),
            ["script [] if (a ", "b [] c"]
        );
        assert_eq!(read("<!-- <p id=x> --><i = >"), ["i [] "]);
    }

    #[test]
    fn what_is_drawn_is_told_apart() {
        let mut found = Vec::new();
        tags("<a><svg><a></a></svg><a>", |tag| found.push((tag.name.to_owned(), tag.drawn)));
        let expected = [("a", false), ("svg", true), ("a", true), ("a", false)];
        assert_eq!(found, expected.map(|(name, drawn)| (name.to_owned(), drawn)));
    }

    #[test]
    fn no_text_makes_it_stumble() {
        for html in
            ["<", "<a", "<a href", "<a href=", "<a href=\"x", "<!--", "<script>", "<a =\"", "<ä>"]
        {
            tags(html, |_| {});
        }
    }
}
