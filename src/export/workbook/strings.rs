//! The texts of all sheets, each once, with the numbers that cells have in their place.

use std::borrow::Cow;
use std::hash::BuildHasherDefault;

use indexmap::IndexSet;
use siphasher::sip::SipHasher13;

/// Texts in the order in which they came first.
#[derive(Default)]
pub(super) struct Strings {
    texts: IndexSet<Box<str>, BuildHasherDefault<SipHasher13>>,
    cells: usize,
}

impl Strings {
    /// The number of a text.
    pub fn number(&mut self, text: &str) -> usize {
        self.cells += 1;
        match self.texts.get_index_of(text) {
            Some(number) => number,
            None => self.texts.insert_full(text.into()).0,
        }
    }

    /// How many cells have a text.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Each text as an entry of the list of all.
    pub fn each(&self, mut take: impl FnMut(&str)) {
        let mut entry = String::new();
        for text in &self.texts {
            entry.clear();
            let space = |letter| matches!(letter, ' ' | '\t' | '\n');
            let kept = text.starts_with(space) || text.ends_with(space);
            entry.push_str(if kept { "<si><t xml:space=\"preserve\">" } else { "<si><t>" });
            escape(&mut entry, &literal(text));
            entry.push_str("</t></si>");
            take(&entry);
        }
    }
}

/// Appends a text as the content of an element. What XML has no place for is written by its number, as
/// spreadsheets write it: `_x0007_` (ECMA-376, part 1, 22.4.2.4).
pub(super) fn escape(xml: &mut String, text: &str) {
    let mut rest = text;
    let special = |letter: char| {
        matches!(letter, '&' | '<' | '>' | '\u{fffe}' | '\u{ffff}')
            || (letter < ' ' && !matches!(letter, '\t' | '\n'))
    };
    while let Some(at) = rest.find(special) {
        let (before, from) = rest.split_at(at);
        xml.push_str(before);
        let mut letters = from.chars();
        match letters.next() {
            Some('&') => xml.push_str("&amp;"),
            Some('<') => xml.push_str("&lt;"),
            Some('>') => xml.push_str("&gt;"),
            Some(other) => xml.push_str(&format!("_x{:04X}_", u32::from(other))),
            None => {}
        }
        rest = letters.as_str();
    }
    xml.push_str(rest);
}

/// A text in which nothing is taken for a letter's number that only looks like it.
fn literal(text: &str) -> Cow<'_, str> {
    let is_number = |rest: &str| {
        let sign = rest.as_bytes().get(..7);
        sign.is_some_and(|it| it[2..6].iter().all(u8::is_ascii_hexdigit) && it[6] == b'_')
    };
    if !text.match_indices("_x").any(|(at, _)| is_number(&text[at..])) {
        return Cow::Borrowed(text);
    }
    let mut literal = String::with_capacity(text.len() + 6);
    let mut done = 0;
    for (at, _) in text.match_indices("_x").filter(|(at, _)| is_number(&text[*at..])) {
        literal.push_str(&text[done..at]);
        literal.push_str("_x005F");
        done = at;
    }
    literal.push_str(&text[done..]);
    Cow::Owned(literal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_once() {
        let mut strings = Strings::default();
        let numbers: Vec<usize> = ["a", "b", "a", " c"].map(|it| strings.number(it)).to_vec();
        assert_eq!((numbers, strings.cells(), strings.len()), (vec![0, 1, 0, 2], 4, 3));
        let mut all = String::new();
        strings.each(|entry| all.push_str(entry));
        let expected =
            "<si><t>a</t></si><si><t>b</t></si><si><t xml:space=\"preserve\"> c</t></si>";
        assert_eq!(all, expected);
    }

    #[test]
    fn no_text_ends_its_element() {
        for (text, xml) in [
            ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
            ("<r>x</r>", "&lt;r&gt;x&lt;/r&gt;"),
            ("bell\u{7} line\n", "bell_x0007_ line\n"),
            ("_x0041_ and _xyz", "_x005F_x0041_ and _xyz"),
            ("Ö_x00e9_", "Ö_x005F_x00e9_"),
        ] {
            let mut written = String::new();
            escape(&mut written, &literal(text));
            assert_eq!(written, xml);
        }
    }
}
