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
    let bytes = html.as_bytes();
    let mut attributes = Vec::with_capacity(16);
    let mut at = 0;
    let mut drawn = false;
    while let Some(open) = find(bytes, at, b'<') {
        at = open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            let rest = html.get(at..).unwrap_or_default();
            if let Some(comment) = rest.strip_prefix("!--") {
                at += 3 + comment.find("-->").map_or(comment.len(), |end| end + 3);
            }
            drawn &= !rest.starts_with("/svg>");
            continue;
        }
        let end = first(bytes, at, |byte| is_blank(byte) || matches!(byte, b'/' | b'>'));
        let name = html.get(at..end).unwrap_or_default();
        drawn |= name == "svg";
        attributes.clear();
        at = attributes_of(html, end, &mut attributes);
        let after = find(bytes, at, b'<').unwrap_or(bytes.len());
        let text = html.get(at..after).unwrap_or_default();
        take(&Tag { name, attributes: &attributes, drawn, text });
        at = after;
        if matches!(name, "script" | "style") {
            let end = format!("</{name}");
            let rest = html.get(at..).unwrap_or_default();
            at += rest.find(&end).unwrap_or(rest.len());
        }
    }
}

/// Reads the attributes from a place on, and says where the text behind the tag begins.
fn attributes_of<'h>(
    html: &'h str,
    mut at: usize,
    attributes: &mut Vec<(&'h str, &'h str)>,
) -> usize {
    let bytes = html.as_bytes();
    let text = |from: usize, to: usize| html.get(from..to).unwrap_or_default();
    loop {
        at = first(bytes, at, |byte| !is_blank(byte) && byte != b'/');
        match bytes.get(at) {
            None => return at,
            Some(b'>') => return at + 1,
            Some(_) => {}
        }
        let end = first(bytes, at, |byte| is_blank(byte) || matches!(byte, b'=' | b'/' | b'>'));
        let name = text(at, end);
        at = end;
        let sign = first(bytes, at, |byte| !is_blank(byte));
        let mut value = "";
        if bytes.get(sign) == Some(&b'=') {
            at = first(bytes, sign + 1, |byte| !is_blank(byte));
            if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
                let end = find(bytes, at + 1, *quote).unwrap_or(bytes.len());
                value = text(at + 1, end);
                at = (end + 1).min(bytes.len());
            } else {
                let end = first(bytes, at, |byte| is_blank(byte) || byte == b'>');
                value = text(at, end);
                at = end;
            }
        }
        // Without a name it is a lone sign that no template writes; it has been passed over.
        if !name.is_empty() {
            attributes.push((name, value));
        }
    }
}

fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

/// Where a byte stands next.
fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    memchr(byte, bytes.get(from..)?).map(|at| from + at)
}

/// Where the first such byte stands, or the end. What is looked for is of ASCII, so that no letter is
/// cut.
fn first(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let at = rest.iter().position(|&byte| wanted(byte));
    at.map_or(bytes.len(), |at| from + at)
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
