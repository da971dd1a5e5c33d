//! `plain-markdown`

use pulldown_cmark::{Event, Parser, Tag};

use crate::check::reader::Reader;
use crate::finding::{Rule, Severity};
use crate::model::Url;
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    name: "plain-markdown",
    severity: Severity::Error,
    what: "a summary is plain Markdown: no HTML, no images",
    why: "records come from many hands, and are shown to patients",
    example: None,
};

/// Reports HTML and images in a text, and addresses that are no web pages.
pub fn check(reader: &Reader, span: Span, text: &str) {
    for event in Parser::new(text) {
        let (message, hint) = match event {
            Event::Html(html) | Event::InlineHtml(html) => (
                format!("the text has HTML in it: `{}`", html.trim()),
                "leave the part in angle brackets out; write `*word*` for emphasis",
            ),
            Event::Start(Tag::Image { .. }) => (
                "the text has an image in it".to_owned(),
                "leave it out, or link to its page: `[what it shows](https://…)`",
            ),
            Event::Start(Tag::Link { dest_url, .. }) if Url::parse(&dest_url).is_err() => (
                format!("the link `{dest_url}` is not a web address"),
                "a link is `[what it is](https://…)`",
            ),
            _ => continue,
        };
        reader.report(&RULE, span, message, hint.to_owned());
        return;
    }
}
