//! Templates: minified once each, compiled, and bound to the catalogue of words.
//!
//! Minifying a template instead of every page made from it is safe only while the minifier can
//! tell what is HTML. So two rules hold for templates, and breaking one is an error:
//!
//! - Inside a tag, expressions stand only in double-quoted values, as `href="{{ page.url }}"`, with
//!   spaces inside the braces (otherwise the minifier could drop the quotes, and a value with a
//!   space would become two attributes). Statements such as `{% if %}` stand between tags.
//! - Text inside an expression in a tag is in single quotes.
//!
//! Templates below `fragments/` are filled once for all their uses ([`super::markup`]), so that they may
//! ask whether they get a value, and not what it is.

mod scan;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Result, bail};
use minify_html::{Cfg, minify};
use tera::{Kwargs, State, Tera};

use crate::words::Words;

/// Whether templates are minified.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Minified,
    AsWritten,
}

/// The `.html` templates by their names, held to the rules and minified once for all languages.
pub(super) struct Templates {
    /// As they are compiled.
    ready: Vec<(String, String)>,
    /// As their authors wrote them.
    written: Vec<(String, String)>,
    /// The keys of the catalogue that they name, with their lines.
    keys: Vec<(String, String, usize)>,
}

impl Templates {
    /// Reads them.
    pub fn new(templates: &BTreeMap<&str, &str>, form: Form) -> Result<Self> {
        let mut all = Self { ready: Vec::new(), written: Vec::new(), keys: Vec::new() };
        for (&name, &text) in templates.iter().filter(|(name, _)| name.ends_with(".html")) {
            if let Err(fault) = scan::check(text) {
                bail!("templates/{name}:{}: {}\nhelp: {}", fault.line, fault.message, fault.hint);
            }
            let keys = scan::keys(text);
            all.keys.extend(keys.map(|(key, line)| (name.to_owned(), key.to_owned(), line)));
            all.written.push((name.to_owned(), text.to_owned()));
            if form == Form::Minified {
                let text = minified(text);
                // The minifier must not have touched what the rules rely on, such as quotes.
                if let Err(fault) = scan::check(&text) {
                    bail!("templates/{name}: the minifier broke this template: {}", fault.message);
                }
                all.ready.push((name.to_owned(), text));
            }
        }
        Ok(all)
    }

    /// Binds them to the words of a language.
    pub fn compile(&self, words: &Arc<Words>) -> Result<Tera> {
        if let Some((name, key, line)) = self.keys.iter().find(|(_, key, _)| !words.has(key)) {
            bail!("templates/{name}:{line}: the catalogue of words has no key `{key}`");
        }
        let bound = |templates: &[(String, String)]| {
            let ready =
                templates.iter().map(|(name, text)| (name.as_str(), with_words(text, words)));
            let mut tera = Tera::new();
            bind(&mut tera, Arc::clone(words));
            tera.add_raw_templates(ready.collect::<Vec<_>>()).map(|()| tera)
        };
        match self.ready.as_slice() {
            [] => bound(&self.written).map_err(fault),
            // The lines of a minified template say nothing to its author.
            ready => bound(ready).or_else(|_| bound(&self.written).map_err(fault)),
        }
    }
}

/// A template error with all that it says about the place, in the form of other failures.
pub(super) fn fault(error: tera::Error) -> anyhow::Error {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    let text = text.trim_end().replace(" --> ", " --> templates/");
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    anyhow::anyhow!(
        "{text}\nhelp: mend the template at the mark, or take its file from a complete atlas"
    )
}

/// A template without what only its author needs.
fn minified(text: &str) -> String {
    let cfg = Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        preserve_brace_template_syntax: true,
        ..Cfg::default()
    };
    String::from_utf8_lossy(&minify(text.as_bytes(), &cfg)).into_owned()
}

/// A template with the words that need no values already in their places: they are the same on
/// every page.
fn with_words(text: &str, words: &Words) -> String {
    const CALL: &str = "{{ words(key='";
    let mut whole = String::with_capacity(text.len());
    let mut pieces = text.split(CALL);
    whole.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let ready = piece.split_once("') }}").and_then(|(key, after)| {
            let word = words.text(key).ok()?;
            let mut escaped = Vec::new();
            tera::escape_html(&word, &mut escaped).ok()?;
            let escaped = String::from_utf8(escaped).ok()?;
            // A dash in the braces beside it would take the blanks from around a word.
            let bare = word.trim() == word && !word.contains('{');
            bare.then_some((escaped, after))
        });
        match ready {
            Some((word, after)) => whole.extend([word.as_str(), after]),
            None => whole.extend([CALL, piece]),
        }
    }
    whole
}

/// Gives templates the function `words(key=…, count=…, …)`.
fn bind(tera: &mut Tera, words: Arc<Words>) {
    tera.register_function("words", move |values: Kwargs, _: &State| -> tera::TeraResult<String> {
        let key = values.must_get::<&str>("key")?;
        let count = values.get::<usize>("count")?;
        let others: Vec<(String, String)> = values
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.to_string())))
            .filter(|(name, _)| name != "key" && name != "count")
            .collect();
        let others: Vec<(&str, &dyn std::fmt::Display)> = others
            .iter()
            .map(|(name, value)| (name.as_str(), value as &dyn std::fmt::Display))
            .collect();
        let filled = match count {
            Some(count) => words.count(key, count, &others),
            None => words.fill(key, &others),
        };
        filled.map_err(|fault| tera::Error::message(fault.to_string()))
    });
    tera.register_filter("ticks", |text: &str, _: Kwargs, _: &State| ticks(text));
}

/// A text as HTML, with what stands between backticks as code.
fn ticks(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let pieces: Vec<&str> = text.split('`').collect();
    for (place, piece) in pieces.iter().enumerate() {
        let mut escaped = String::new();
        crate::svg::escape(&mut escaped, piece);
        match place % 2 == 1 && place + 1 < pieces.len() {
            true => html.extend(["<code>", &escaped, "</code>"]),
            // A backtick that nothing closes stays.
            false if place % 2 == 1 => html.extend(["`", &escaped]),
            false => html.push_str(&escaped),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::ticks;

    #[test]
    fn what_stands_between_backticks_is_code() {
        assert_eq!(ticks("one `<a>` & two"), "one <code>&lt;a&gt;</code> &amp; two");
        assert_eq!(ticks("a ` alone"), "a ` alone");
        assert_eq!(ticks("`a``b`"), "<code>a</code><code>b</code>");
    }
}
