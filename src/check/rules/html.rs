//! `html`

use crate::check::reader::Reader;
use crate::finding::{Finding, Rule, Severity, example};
use crate::source::Span;
use crate::yaml;

/// The rule.
pub static RULE: Rule = Rule {
    name: "html",
    severity: Severity::Error,
    what: "no text has HTML in it",
    why: "what is copied from a web page brings its code along, and readers would see it",
    example: example!("html"),
};

/// Reports the first tag or character code of HTML in a text; whether there is one.
pub fn check(reader: &Reader, span: Span, text: &str) -> bool {
    let Some(found) = tag(text).or_else(|| entity(text).map(|(code, _)| code)) else {
        return false;
    };
    let source = reader.text().get(span.range()).unwrap_or_default();
    if !source.contains('\n') {
        let plain = yaml::scalar(&without(text));
        let message = format!("the text has HTML in it: `{found}`");
        let fault = reader.fault(&RULE, span, message).hint("write the text without it");
        reader.report(fault.replacement(plain));
    } else {
        let start = only_place(source, found).map(|at| span.range().start + at);
        let place = start.map(|start| Span::new(start, start + found.len()));
        reader.report(fault(reader, (span, place), found));
    }
    true
}

/// Where a part stands in a source, if it stands there once: of several it may be any.
pub fn only_place(source: &str, part: &str) -> Option<usize> {
    let mut places = source.match_indices(part).map(|(at, _)| at);
    places.next().filter(|_| places.next().is_none())
}

/// A piece of HTML in a longer text, at its place in the file where that is known.
pub fn fault(reader: &Reader, (whole, place): (Span, Option<Span>), found: &str) -> Finding {
    let message = format!("the text has HTML in it: `{}`", found.trim());
    let fault = reader.fault(&RULE, place.unwrap_or(whole), message);
    let hint = "take it out; `*word*` stands for emphasis, an empty line for a new paragraph";
    let fault = fault.hint(hint);
    if place.is_some() { fault.replacement("") } else { fault }
}

/// The first tag: `<`, a name, and whatever stands before the `>`.
fn tag(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(at, _)| {
        let rest = &text[at..];
        let inside = &rest[1..rest.find('>')?];
        let name = inside.trim_start_matches(['/', '!']);
        let end =
            name.find(|it: char| !(it.is_ascii_alphanumeric() || it == '-')).unwrap_or(name.len());
        let is_tag = name.starts_with(|it: char| it.is_ascii_alphabetic())
            && name[end..].chars().next().is_none_or(|it| it.is_whitespace() || it == '/');
        (is_tag || inside.starts_with("!--")).then(|| &rest[..inside.len() + 2])
    })
}

/// The first character code that is known, and its character.
fn entity(text: &str) -> Option<(&str, char)> {
    text.match_indices('&').find_map(|(at, _)| {
        let rest = &text[at..];
        let code = &rest[..=rest.find(';').filter(|&end| end <= 10)?];
        let name = &code[1..code.len() - 1];
        let letter = match name.strip_prefix('#') {
            Some(number) => number.parse().ok().and_then(char::from_u32),
            None => ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter),
        };
        letter.map(|letter| (code, letter))
    })
}

fn without(text: &str) -> String {
    let mut plain = text.to_owned();
    while let Some(tag) = tag(&plain).map(str::to_owned) {
        plain = plain.replacen(&tag, " ", 1);
    }
    while let Some((code, letter)) = entity(&plain).map(|(code, letter)| (code.to_owned(), letter))
    {
        // An ampersand could begin the next code.
        let letter = if letter == '&' { '\u{0}' } else { letter };
        plain = plain.replacen(&code, &letter.to_string(), 1);
    }
    let plain = plain.replace('\u{0}', "&").replace('\u{a0}', " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("sup2", '²'),
    ("deg", '°'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("auml", 'ä'),
    ("Auml", 'Ä'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("Eacute", 'É'),
    ("iacute", 'í'),
    ("ntilde", 'ñ'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ouml", 'ö'),
    ("Ouml", 'Ö'),
    ("szlig", 'ß'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("uuml", 'ü'),
    ("Uuml", 'Ü'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_tags_and_codes_and_nothing_else() {
        for (text, plain) in [
            ("<p>Non-profit</p>", "Non-profit"),
            ("a<br/>b", "a b"),
            ("Caf&eacute; &amp; more", "Café & more"),
            ("<!-- hidden --> text", "text"),
            ("&amp;eacute;", "&eacute;"),
        ] {
            assert!(tag(text).is_some() || entity(text).is_some(), "{text}");
            assert_eq!(without(text), plain);
        }
        for text in ["< 5 °C and > 2 °C", "<https://example.org>", "R&D; cells", "A & B", "a <b"]
        {
            assert!(tag(text).is_none() && entity(text).is_none(), "{text}");
        }
    }
}
