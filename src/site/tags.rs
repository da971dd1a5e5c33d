//! The tags of a page that the templates made: just enough of HTML for the atlas's own pages, in
//! one pass and without memory of its own. Outside checkers read the pages by the standard.

use memchr::memchr;

/// A start tag.
pub(super) struct Tag<'h, 'a, K> {
    /// Its name.
    pub name: &'h str,
    /// Those of its attributes that matter, in order, by what their names are; without a value it is empty.
    pub attributes: &'a [(K, &'h str)],
    /// Whether it is part of a drawing.
    pub drawn: bool,
    /// The page from behind the tag on.
    behind: &'h str,
}

impl<'h, K> Tag<'h, '_, K> {
    /// What stands between it and the next tag.
    pub fn text(&self) -> &'h str {
        self.behind.split_once('<').map_or(self.behind, |(text, _)| text)
    }
}

/// Whether an attribute leads somewhere.
pub(super) fn is_link(name: &str) -> bool {
    matches!(name, "href" | "src" | "action" | "data")
}

/// Hands over every start tag that has an attribute that matters, in order. `matters` says of a name what it
/// is, where it matters.
pub(super) fn tags<'h, K>(
    html: &'h str,
    matters: impl Fn(&'h str) -> Option<K>,
    mut take: impl FnMut(&Tag<'h, '_, K>),
) {
    let bytes = html.as_bytes();
    let mut attributes = Vec::with_capacity(16);
    let mut drawn = false;
    let mut next = find(bytes, 0, b'<');
    while let Some(open) = next {
        let mut at = open + 1;
        match bytes.get(at) {
            Some(b'/') => {
                drawn = drawn && !bytes[at..].starts_with(b"/svg>");
                next = find(bytes, at, b'<');
                continue;
            }
            Some(letter) if letter.is_ascii_alphabetic() => {}
            _ => {
                if let Some(comment) = html.get(at..).and_then(|rest| rest.strip_prefix("!--")) {
                    at += 3 + comment.find("-->").map_or(comment.len(), |end| end + 3);
                }
                next = find(bytes, at, b'<');
                continue;
            }
        }
        let end = first(bytes, at, BLANK | SLASH | CLOSE);
        let name = &bytes[at..end];
        drawn |= name == b"svg";
        if bytes.get(end) == Some(&b'>') {
            at = end + 1;
        } else {
            attributes.clear();
            at = attributes_of(html, end, &matters, &mut attributes);
            if !attributes.is_empty() {
                let name = html.get(open + 1..end).unwrap_or_default();
                let behind = html.get(at..).unwrap_or_default();
                take(&Tag { name, attributes: &attributes, drawn, behind });
            }
        }
        next = match name {
            b"script" => html.get(at..).and_then(|rest| rest.find("</script")),
            b"style" => html.get(at..).and_then(|rest| rest.find("</style")),
            _ => {
                next = find(bytes, at, b'<');
                continue;
            }
        };
        next = next.map(|end| at + end);
    }
}

/// Reads the attributes from a place on, and says where the text behind the tag begins.
fn attributes_of<'h, K>(
    html: &'h str,
    mut at: usize,
    matters: &impl Fn(&'h str) -> Option<K>,
    attributes: &mut Vec<(K, &'h str)>,
) -> usize {
    let bytes = html.as_bytes();
    loop {
        at = first(bytes, at, !(BLANK | SLASH));
        match bytes.get(at) {
            None => return at,
            Some(b'>') => return at + 1,
            Some(_) => {}
        }
        let name = at;
        // Without a name it is a lone sign that no template writes; it is passed over.
        let end = first(bytes, at, BLANK | SLASH | CLOSE | EQUALS);
        at = end;
        let mut value = at..at;
        let sign = if kind(bytes, at) == BLANK { first(bytes, at, !BLANK) } else { at };
        if kind(bytes, sign) == EQUALS {
            at = sign + 1;
            if kind(bytes, at) == BLANK {
                at = first(bytes, at, !BLANK);
            }
            if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
                let end = find(bytes, at + 1, *quote).unwrap_or(bytes.len());
                value = at + 1..end;
                at = (end + 1).min(bytes.len());
            } else {
                let end = first(bytes, at, BLANK | CLOSE);
                value = at..end;
                at = end;
            }
        }
        if name < end
            && let Some(name) = html.get(name..end).and_then(matters)
        {
            attributes.push((name, html.get(value).unwrap_or_default()));
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

/// The kind of the byte at a place; behind the end it is of none that parts a tag.
fn kind(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).map_or(OTHER, |byte| KINDS[usize::from(*byte)])
}

/// Where a byte stands next. It is near more often than not: then looking at eight bytes at once is over
/// before more can be compared.
fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let rest = bytes.get(from..)?;
    let (eights, _) = rest.as_chunks::<8>();
    for (nth, eight) in eights.iter().take(NEAR).enumerate() {
        // Zero where the byte is; the lowest of the high bits that are left tells the first zero
        // (H. S. Warren, Hacker's Delight, 2nd edition, 6-1).
        let differs = u64::from_le_bytes(*eight) ^ (EACH * u64::from(byte));
        let zeros = differs.wrapping_sub(EACH) & !differs & (EACH << 7);
        if zeros != 0 {
            return Some(from + nth * 8 + (zeros.trailing_zeros() / 8) as usize);
        }
    }
    let near = eights.len().min(NEAR) * 8;
    memchr(byte, &rest[near..]).map(|at| from + near + at)
}

/// So many times eight bytes are looked at by themselves.
const NEAR: usize = 3;

/// Where the first byte of some kinds stands, or the end. All kinds but one are of ASCII, so that no
/// letter is cut.
#[inline]
fn first(bytes: &[u8], from: usize, kinds: u8) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let of_kinds = |byte: &u8| KINDS[usize::from(*byte)] & kinds != 0;
    from + rest.iter().position(of_kinds).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{find, tags};

    /// `id` alone.
    fn id(name: &str) -> Option<&str> {
        (name == "id").then_some(name)
    }

    fn read(html: &str) -> Vec<String> {
        let mut found = Vec::new();
        tags(html, Some, |tag| {
            found.push(format!("{} {:?} {}", tag.name, tag.attributes, tag.text()))
        });
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
        assert_eq!(
            read("<a href=../x/>y<br/>z<br id=y />"),
            ["a [(\"href\", \"../x/\")] y", "br [(\"id\", \"y\")] "]
        );
        assert_eq!(
            read("<script>if (a < b) '<p id=x>'</script><b id=y>c"),
            ["b [(\"id\", \"y\")] c"]
        );
        assert_eq!(read("<!-- <p id=x> --><i = ><i id=y>"), ["i [(\"id\", \"y\")] "]);
    }

    #[test]
    fn what_is_drawn_is_told_apart() {
        let mut found = Vec::new();
        let html = "<a id=a><svg><a id=b></a></svg><a id=c><svg id=d></svg><a id=e>";
        tags(html, id, |tag| found.push((tag.attributes[0].1, tag.drawn)));
        let expected = [("a", false), ("b", true), ("c", false), ("d", true), ("e", false)];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_does_not_matter_is_left_out() {
        let mut found = Vec::new();
        let html = "<p class=x title=\"id=y\"><p class=x id=z><p id>";
        tags(html, id, |tag| found.extend_from_slice(tag.attributes));
        assert_eq!(found, [("id", "z"), ("id", "")]);
    }

    proptest! {
        #[test]
        fn a_byte_is_found_where_it_stands_first(
            bytes in prop::collection::vec(prop::sample::select(vec![b'<', b'=', b';', 0, 0x80, 0xff]), 0..60),
            from in 0_usize..70,
        ) {
            let expected = bytes.iter().enumerate().skip(from).find(|(_, it)| **it == b'<');
            prop_assert_eq!(find(&bytes, from, b'<'), expected.map(|(at, _)| at));
        }
    }

    #[test]
    fn no_text_makes_it_stumble() {
        for html in
            ["<", "<a", "<a href", "<a href=", "<a href=\"x", "<!--", "<script>", "<a =\"", "<ä>"]
        {
            tags(html, Some, |_| {});
        }
    }
}
