//! `plain-markdown`

use pulldown_cmark::{Event, Parser, Tag};

use super::html;
use crate::check::reader::Reader;
use crate::finding::{Rule, Severity, example};
use crate::model::Url;
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    name: "plain-markdown",
    severity: Severity::Error,
    what: "a text in Markdown has no images, and its links lead to web pages",
    why: "records come from many hands, and are shown to patients",
    example: example!("plain-markdown"),
};

/// Reports HTML and images in a text, and links to what is no web page.
pub fn check(reader: &Reader, span: Span, text: &str) {
    if !look(reader, span, text, |link| Url::parse(link).is_ok()) {
        // Tags that Markdown does not take for HTML, since they are faulty, are code all the same.
        html::check(reader, span, text);
    }
}

/// The same for a page, whose links may lead to other pages of the atlas: `/glossary/`.
pub fn check_page(reader: &Reader, span: Span, text: &str) {
    look(reader, span, text, |link| link.starts_with('/') || Url::parse(link).is_ok());
}

/// Whether there was something to report.
fn look(reader: &Reader, span: Span, text: &str, leads: impl Fn(&str) -> bool) -> bool {
    let source = reader.text().get(span.range()).unwrap_or_default();
    let of_html = !source.contains('\n') && html::check(reader, span, text);
    let mut found = of_html;
    // Events come in the order in which they are written, the outer ones first.
    let mut from = 0;
    let mut place = |written: &str| -> Option<Span> {
        let at = from + source.get(from..)?.find(written)?;
        from = at + written.chars().next().map_or(0, char::len_utf8);
        let start = span.range().start + at;
        Some(Span::new(start, start + written.len()))
    };
    for (event, range) in Parser::new(text).into_offset_iter() {
        let (message, hint) = match event {
            Event::Html(tag) | Event::InlineHtml(tag) if of_html || tag.trim().is_empty() => {
                continue;
            }
            Event::Html(tag) | Event::InlineHtml(tag) => {
                html::report(reader, (span, place(tag.trim())), &tag);
                found = true;
                continue;
            }
            Event::Start(Tag::Image { .. }) => (
                "the text has an image in it".to_owned(),
                "leave it out, or link to its page: `[what it shows](https://…)`",
            ),
            Event::Start(Tag::Link { dest_url, .. }) if !leads(&dest_url) => (
                format!("the link `{dest_url}` is not a web address"),
                "a link is `[what it is](https://…)`",
            ),
            _ => continue,
        };
        // What goes over lines of YAML is not written as it is read.
        let at = text.get(range).and_then(&mut place).unwrap_or(span);
        reader.report(reader.fault(&RULE, at, message).hint(hint));
        found = true;
    }
    found
}
