//! A small template that is filled once, with gaps in the place of its values.

use std::borrow::Cow;

use anyhow::{Context as _, Result};
use tera::Context;

use crate::page::templates::Compiled;

/// Stands before the letter of a gap: one that Unicode leaves to private use, so that no template has
/// it. The values of records are never looked through for it.
const MARK: char = '\u{E000}';

/// The letter that stands for gap 0; the others follow.
const FIRST_GAP: u32 = 0xE100;

/// What a template says, taken apart at its gaps.
#[derive(Debug, Default)]
pub(in crate::page) struct Fragment {
    /// What stands before the first gap.
    begin: String,
    /// The gaps in order, by their place in the list of names, each with what stands behind it.
    gaps: Vec<(usize, String)>,
}

impl Fragment {
    /// Fills a template with gaps for the named values, and with a choice that it makes.
    ///
    /// A template may choose by a value only whether it is there: the same fragment serves for all that
    /// have it.
    ///
    /// # Errors
    /// A template that is not there, or that cannot be filled.
    pub fn new(templates: &Compiled, name: &str, gaps: &[&str], chosen: &[&str]) -> Result<Self> {
        let mut values = Context::new();
        for (place, name) in gaps.iter().enumerate() {
            values.insert(Cow::Owned((*name).to_owned()), &gap(place)?);
        }
        for choice in chosen {
            values.insert(Cow::Owned((*choice).to_owned()), &true);
        }
        let text = templates.render(&format!("fragments/{name}.html"), &values)?;
        // The end of the file's last line is no part of what it says.
        let parts = Self::parse(text.trim_end_matches('\n'), gaps.len());
        parts.with_context(|| format!("templates/fragments/{name}.html: a sign of private use"))
    }

    /// Takes a text with [`gap`]s apart, of which there are `gaps`.
    ///
    /// Nothing where it has a sign of its own that stands for a gap.
    pub fn parse(text: &str, gaps: usize) -> Option<Self> {
        let mut pieces = text.split(MARK);
        let begin = pieces.next().unwrap_or_default().to_owned();
        let of_gap = |piece: &str| {
            let mut letters = piece.chars();
            let place = u32::from(letters.next()?).checked_sub(FIRST_GAP)?;
            let place = usize::try_from(place).ok().filter(|place| *place < gaps)?;
            Some((place, letters.as_str().to_owned()))
        };
        Some(Self { begin, gaps: pieces.map(of_gap).collect::<Option<_>>()? })
    }

    /// The bytes that it takes with values of so many for each gap.
    pub fn len_with(&self, of_gap: impl Fn(usize) -> usize) -> usize {
        let gaps = self.gaps.iter().map(|(gap, after)| of_gap(*gap) + after.len());
        self.begin.len() + gaps.sum::<usize>()
    }

    /// Writes it, with the values that `fill` writes for each gap.
    pub fn write(&self, html: &mut String, mut fill: impl FnMut(&mut String, usize)) {
        html.push_str(&self.begin);
        for (gap, after) in &self.gaps {
            fill(html, *gap);
            html.push_str(after);
        }
    }

    /// Writes it with texts, which are escaped.
    pub fn write_texts(&self, html: &mut String, texts: &[&str]) {
        self.write(html, |html, gap| escape(html, texts.get(gap).copied().unwrap_or_default()));
    }
}

/// What a template is given in the place of a value that is written later.
pub(in crate::page) fn gap(place: usize) -> Result<String> {
    let letter = u32::try_from(place).ok().and_then(|place| char::from_u32(FIRST_GAP + place));
    Ok(format!("{MARK}{}", letter.context("a fragment with so many gaps")?))
}

/// Appends a text as HTML, as templates escape theirs.
pub(in crate::page) fn escape(html: &mut String, text: &str) {
    let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    // All bytes are looked at, since that is done many at a time; most texts need nothing.
    if !text.bytes().fold(false, |any, byte| any | special(byte)) {
        html.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(special) {
        let (plain, after) = rest.split_at(at);
        html.push_str(plain);
        html.push_str(match after.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "&#39;",
        });
        rest = after.get(1..).unwrap_or_default();
    }
    html.push_str(rest);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Fragment, escape};
    use crate::page::templates::{Form, Templates};
    use crate::words::tests::words;

    fn fragment(template: &str, gaps: &[&str], chosen: &[&str]) -> anyhow::Result<Fragment> {
        let texts = [("fragments/a.html", template)].into();
        let templates = Templates::new(&texts, Form::AsWritten, None)?;
        Fragment::new(&templates.compile(&words())?, "a", gaps, chosen)
    }

    #[test]
    fn a_fragment_is_what_its_template_says() {
        let template = "<a href=\"{{ to }}\">{% if new %}New: {% endif %}{{ text }}</a>{{ to }}";
        for (chosen, begin) in [(&[][..], ""), (&["new"], "New: ")] {
            let mut html = String::from("| ");
            let fragment = fragment(template, &["text", "to"], chosen).unwrap();
            fragment.write_texts(&mut html, &["A & B", "x?\"y"]);
            let expected = format!("| <a href=\"x?&quot;y\">{begin}A &amp; B</a>x?&quot;y");
            assert_eq!(html, expected);
        }
    }

    #[test]
    fn a_template_that_names_what_it_does_not_get_is_refused() {
        assert!(fragment("{{ nothing }}", &["text"], &[]).is_err());
        assert!(fragment("{{ text }}\u{E000}x", &["text"], &[]).is_err());
    }

    proptest! {
        #[test]
        fn texts_are_escaped_as_templates_escape_them(text in "\\PC*|[&<>\"'a-z]*") {
            let mut ours = String::new();
            escape(&mut ours, &text);
            let mut theirs = Vec::new();
            tera::escape_html(&text, &mut theirs).unwrap();
            prop_assert_eq!(ours.as_bytes(), theirs.as_slice());
        }
    }
}
