//! Markdown to HTML that cannot carry anything but text, structure and plain links.
//!
//! Raw HTML becomes text, an image becomes its description, and a link to anything but a web page
//! or a page of the atlas becomes its text.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Deeper than this nobody writes by hand; such a text is shown as it was typed.
const DEEPEST: usize = 32;

/// Longer than this is no page; such a text is shown as it was typed, in bytes.
const LONGEST: usize = 400_000;

/// Which links a text may have.
#[derive(Debug)]
pub enum Links<'a> {
    /// Web pages only.
    Outside,
    /// Web pages, and pages of the atlas by their address from the base: `/glossary/`. The value
    /// is the way from the page up to the base.
    Inside(&'a str),
}

/// The HTML of a Markdown text. Its headings start at the second level: the first is the page's.
#[must_use]
pub fn to_html(text: &str, links: &Links<'_>) -> String {
    if text.len() > LONGEST || is_too_deep(text) {
        return as_typed(text);
    }
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
    let mut written = String::with_capacity(text.len() * 5 / 4);
    html::push_html(&mut written, Tamed { events: parser, links, open: Vec::new() });
    // Line ends between blocks are the writer's taste, and weight on every page.
    written.trim_end().replace(">\n<", "><")
}

fn as_typed(text: &str) -> String {
    let mut written = String::from("<p>");
    let escaped = [Event::Text(CowStr::from(text))];
    html::push_html(&mut written, escaped.into_iter());
    written.push_str("</p>");
    written
}

/// Whether lists, quotations and emphasis stand inside each other too deeply.
fn is_too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// The events of a text with everything unwanted turned into text.
struct Tamed<'a, E> {
    events: E,
    links: &'a Links<'a>,
    /// For each open link, whether its tags are written.
    open: Vec<bool>,
}

impl<'t, E: Iterator<Item = Event<'t>>> Iterator for Tamed<'_, E> {
    type Item = Event<'t>;

    fn next(&mut self) -> Option<Event<'t>> {
        Some(match self.events.next()? {
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            // A line end inside a paragraph is a space to a reader.
            Event::SoftBreak => Event::Text(CowStr::Borrowed(" ")),
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => nothing(),
            Event::Start(Tag::Link { dest_url, .. }) => self.link(&dest_url),
            Event::End(TagEnd::Link) => match self.open.pop() {
                Some(true) => Event::InlineHtml(CowStr::Borrowed("</a>")),
                _ => nothing(),
            },
            Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                Event::Start(Tag::Heading { level: lower(level), id: None, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
            event => event,
        })
    }
}

impl<E> Tamed<'_, E> {
    fn link<'t>(&mut self, target: &str) -> Event<'t> {
        let web = crate::model::Url::parse(target).is_ok();
        let tag = if web {
            Some(format!("<a href=\"{}\" rel=\"noopener\">", attribute(target)))
        } else if let (Links::Inside(root), Some(page)) = (self.links, page_of_atlas(target)) {
            Some(format!("<a href=\"{root}{}\">", attribute(page)))
        } else {
            None
        };
        self.open.push(tag.is_some());
        tag.map_or_else(nothing, |tag| Event::InlineHtml(tag.into()))
    }
}

/// The address below the base that a link such as `/glossary/#gmp` names.
fn page_of_atlas(target: &str) -> Option<&str> {
    let page = target.strip_prefix('/')?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-/#.".contains(letter);
    (page.chars().all(plain) && !page.starts_with('/') && !page.contains("..")).then_some(page)
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

fn nothing<'t>() -> Event<'t> {
    Event::Text(CowStr::Borrowed(""))
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        HeadingLevel::H3 => HeadingLevel::H3,
        HeadingLevel::H4 => HeadingLevel::H4,
        HeadingLevel::H5 => HeadingLevel::H5,
        HeadingLevel::H6 => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outside(text: &str) -> String {
        to_html(text, &Links::Outside)
    }

    #[test]
    fn html_is_text() {
        assert_eq!(
            outside("a <script>alert(1)</script> b"),
            "<p>a &lt;script&gt;alert(1)&lt;/script&gt; b</p>"
        );
        let block = outside("<div onclick=x>\n\n# Title");
        assert!(!block.contains("<div"), "{block}");
        assert!(block.contains("<h2>Title</h2>"), "{block}");
    }

    #[test]
    fn links_lead_to_web_pages_or_into_the_atlas() {
        assert_eq!(
            outside("[a](https://a.org/?x=1&y=2)"),
            "<p><a href=\"https://a.org/?x=1&amp;y=2\" rel=\"noopener\">a</a></p>"
        );
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "//evil.org",
            "/x/",
            "mailto:a@b.c",
        ] {
            assert_eq!(outside(&format!("[a]({bad})")), "<p>a</p>", "{bad}");
        }
        let inside = to_html("[a](/glossary/#gmp) [b](//evil.org)", &Links::Inside("../"));
        assert_eq!(inside, "<p><a href=\"../glossary/#gmp\">a</a> b</p>");
    }

    #[test]
    fn images_are_their_description() {
        assert_eq!(outside("![a *picture*](https://a.org/x.png)"), "<p>a <em>picture</em></p>");
    }

    #[test]
    fn a_hostile_depth_is_shown_as_typed() {
        let deep = ">".repeat(5_000);
        assert!(outside(&deep).starts_with("<p>&gt;&gt;"));
    }

    #[test]
    fn blocks_stand_close_and_lines_flow() {
        assert_eq!(outside("One\nline.\n\nTwo."), "<p>One line.</p><p>Two.</p>");
    }
}
