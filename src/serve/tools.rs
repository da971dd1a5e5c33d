//! What a preview has and a published site has not: the script in every page, and what it shows.

use serde_json::{Map, Value, json};

use super::answer::{Answer, media_type};
use crate::address::Address;
use crate::finding::{self, Findings, Severity};
use crate::source::Sources;
use crate::svg::escape;
use crate::words::WordFault;

/// Where the script hears of news. No record and no page of an atlas stands below `/-/`: its folders
/// begin with a letter.
pub(super) const EVENTS: &str = "/-/events";

const SCRIPT: (&str, &str) = ("/-/serve.js", include_str!("tools/serve.js"));
const STYLE: (&str, &str) = ("/-/serve.css", include_str!("tools/serve.css"));

/// So many findings are shown at most; the terminal has all of them.
const SHOWN: usize = 50;

/// A file of the preview itself.
pub(super) fn file(path: &str) -> Option<Answer> {
    if !path.starts_with("/-/") {
        return None;
    }
    let found = [SCRIPT, STYLE].into_iter().find(|(name, _)| *name == path);
    Some(match found {
        Some((name, text)) => {
            let answer = Answer::new(200, media_type(name), text.as_bytes());
            answer.with("Cache-Control", "no-cache").with("X-Content-Type-Options", "nosniff")
        }
        None => Answer::text(404, "nothing is here"),
    })
}

/// A page with the script in its head.
pub(super) fn with_script(html: &str, state: &str) -> String {
    let script = format!("<script src=\"{}\" data-state=\"{state}\" defer></script>", SCRIPT.0);
    match html.split_once("</head>") {
        Some((head, body)) => format!("{head}{script}</head>{body}"),
        None => format!("{html}{script}"),
    }
}

/// A page of plain words, for when there is none of the atlas's own.
fn page(status: u16, title: &str, text: &str, state: &str) -> Answer {
    let mut html =
        String::from("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    html.push_str(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>",
    );
    escape(&mut html, title);
    html.push_str(&format!("</title><link rel=\"stylesheet\" href=\"{}\">", STYLE.0));
    html.push_str("</head><body class=\"plain\"><main><h1>");
    escape(&mut html, title);
    html.push_str("</h1><pre>");
    escape(&mut html, text);
    html.push_str("</pre></main></body></html>\n");
    let html = with_script(&html, state);
    Answer::new(status, "text/html; charset=utf-8", html.into_bytes())
        .with("Cache-Control", "no-cache")
        .with("Content-Security-Policy", crate::page::POLICY)
}

/// What is shown in place of a page that cannot be made.
pub(super) fn cannot_be_made(failure: &anyhow::Error, state: &str) -> Answer {
    page(500, "This page cannot be made", &chain(failure), state)
}

/// What is shown as long as the atlas has never been without errors.
pub(super) fn nothing_yet() -> Answer {
    let text = "The atlas has errors, and there was no state without them yet.\nMend them, and the \
                page comes by itself.";
    page(503, "Nothing to show yet", text, "")
}

/// A failure with its causes, a line each.
fn chain(failure: &anyhow::Error) -> String {
    let mut text = failure.to_string();
    for cause in failure.chain().skip(1) {
        text.push_str(&format!("\nbecause: {cause}"));
    }
    text.extend(WordFault::help(failure).map(|help| format!("\n{help}")));
    text
}

/// What there is to say about the files as they are.
pub(super) struct News(Map<String, Value>);

impl News {
    /// What is wrong with the files; `base` is the path below which the page of each rule stands.
    pub fn of(findings: &Findings, sources: &Sources, base: &str) -> Self {
        let mut first = findings.errors_first(sources);
        first.truncate(SHOWN);
        let shown = finding::json(&first, sources, &format!("{base}{}", Address::rules()));
        // It was written as JSON a moment ago.
        let shown = serde_json::from_str(&shown).unwrap_or(Value::Null);
        let mut news = Map::new();
        news.insert("errors".to_owned(), json!(findings.count(Severity::Error)));
        news.insert("warnings".to_owned(), json!(findings.count(Severity::Warning)));
        news.insert("findings".to_owned(), shown);
        Self(news)
    }

    /// Why no site can be made of the files.
    pub fn of_failure(failure: &anyhow::Error) -> Self {
        let mut news = Map::new();
        news.insert("failure".to_owned(), json!(chain(failure)));
        Self(news)
    }

    /// The same as JSON on one line, with the name of the state that is served.
    pub fn of_state(mut self, state: &str) -> String {
        self.0.insert("state".to_owned(), json!(state));
        Value::Object(self.0).to_string()
    }
}
