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
    let mut drawn = false;
    let mut next = find(bytes, 0, b'<');
    while let Some(open) = next {
        let mut at = open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            let rest = html.get(at..).unwrap_or_default();
            if let Some(comment) = rest.strip_prefix("!--") {
                at += 3 + comment.find("-->").map_or(comment.len(), |end| end + 3);
            }
            drawn &= !rest.starts_with("/svg>");
            next = find(bytes, at, b'<');
            continue;
        }
        let end = first(bytes, at, BLANK | SLASH | CLOSE);
        let name = html.get(at..end).unwrap_or_default();
        drawn |= name == "svg";
        attributes.clear();
        at = attributes_of(html, end, &mut attributes);
        next = find(bytes, at, b'<');
        let text = html.get(at..next.unwrap_or(bytes.len())).unwrap_or_default();
        take(&Tag { name, attributes: &attributes, drawn, text });
        if matches!(name, "script" | "style") {
            let end = format!("</{name}");
            let rest = html.get(at..).unwrap_or_default();
            next = rest.find(&end).map(|end| at + end);
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
        at = first(bytes, at, !(BLANK | SLASH));
        match bytes.get(at) {
            None => return at,
            Some(b'>') => return at + 1,
            Some(_) => {}
        }
        let end = first(bytes, at, BLANK | SLASH | CLOSE | EQUALS);
        let name = text(at, end);
        at = end;
        let sign = first(bytes, at, !BLANK);
        let mut value = "";
        if bytes.get(sign) == Some(&b'=') {
            at = first(bytes, sign + 1, !BLANK);
            if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
                let end = find(bytes, at + 1, *quote).unwrap_or(bytes.len());
                value = text(at + 1, end);
                at = (end + 1).min(bytes.len());
            } else {
                let end = first(bytes, at, BLANK | CLOSE);
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

/// The kinds of bytes that part a tag. Every byte is of one kind.
const OTHER: u8 = 1;
const BLANK: u8 = 2;
const SLASH: u8 = 4;
const CLOSE: u8 = 8;
const EQUALS: u8 = 16;

/// The kind of each byte.
const KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    kinds[b' ' as usize] = BLANK;
    kinds[b'\t' as usize] = BLANK;
    kinds[b'\n' as usize] = BLANK;
    kinds[b'\x0c' as usize] = BLANK;
    kinds[b'\r' as usize] = BLANK;
    kinds[b'/' as usize] = SLASH;
    kinds[b'>' as usize] = CLOSE;
    kinds[b'=' as usize] = EQUALS;
    kinds
};

/// Where a byte stands next.
fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    memchr(byte, bytes.get(from..)?).map(|at| from + at)
}

/// Where the first byte of some kinds stands, or the end. All kinds but one are of ASCII, so that no
/// letter is cut.
fn first(bytes: &[u8], from: usize, kinds: u8) -> usize {
    let mut at = from;
    while bytes.get(at).is_some_and(|byte| KINDS[usize::from(*byte)] & kinds == 0) {
        at += 1;
    }
    at
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
