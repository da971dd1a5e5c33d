//! `plain-markdown`

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Parser, Tag};

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

/// So many faults of a text are told one by one: a person makes a few, and the line that each is shown with
/// may be as long as the text.
const SHOWN: usize = 10;

/// Something that no text may have.
enum Fault<'t> {
    Html(CowStr<'t>),
    Image,
    Link(CowStr<'t>),
}

/// Whether there was something to report.
fn look(reader: &Reader, span: Span, text: &str, leads: impl Fn(&str) -> bool) -> bool {
    let source = reader.text().get(span.range()).unwrap_or_default();
    let of_html = !source.contains('\n') && html::check(reader, span, text);
    let faults = Parser::new(text).into_offset_iter().filter_map(|(event, range)| match event {
        Event::Html(tag) | Event::InlineHtml(tag) => {
            (!of_html && !tag.trim().is_empty()).then_some((Fault::Html(tag), range))
        }
        Event::Start(Tag::Image { .. }) => Some((Fault::Image, range)),
        Event::Start(Tag::Link { dest_url, .. }) if !leads(&dest_url) => {
            Some((Fault::Link(dest_url), range))
        }
        _ => None,
    });
    let mut found = 0_usize;
    for (fault, range) in faults {
        found += 1;
        if found > SHOWN {
            continue;
        }
        let place = written_at(source, text, range).map(|at| {
            let start = span.range().start;
            Span::new(start + at.start, start + at.end)
        });
        let at = place.unwrap_or(span);
        reader.report(match fault {
            Fault::Html(tag) => html::fault(reader, (span, place), &tag),
            Fault::Image => reader
                .fault(&RULE, at, "the text has an image in it")
                .hint("leave it out, or link to its page: `[what it shows](https://…)`"),
            Fault::Link(to) => reader
                .fault(&RULE, at, format!("the link `{to}` is not a web address"))
                .hint("a link is `[what it is](https://…)`"),
        });
    }
    if found > SHOWN {
        let message = format!("the text has {} more such faults", found - SHOWN);
        reader.report(reader.fault(&RULE, span, message).hint("mend those above, and look again"));
    }
    of_html || found > 0
}

/// Where a part of a text stands in the source that it was read from, without the blanks around it. What
/// goes over lines of YAML is not written as it is read.
fn written_at(source: &str, text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + (part.len() - part.trim_start().len());
    let part = part.trim();
    let at = match source.find(text) {
        Some(offset) => offset + start,
        None => html::only_place(source, part)?,
    };
    Some(at..at + part.len())
}
