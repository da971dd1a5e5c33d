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

mod compiled;
mod scan;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Result, bail};
use minify_html::{Cfg, minify};
use rayon::iter::Either;
use rayon::prelude::*;
use tera::{Kwargs, State, Tera};

use crate::check::nearest;
use crate::words::Words;
pub(super) use compiled::Compiled;

/// So many keys that the catalogue lacks are shown at most.
const SHOWN: usize = 10;

/// Whether templates are minified.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Minified,
    AsWritten,
}

/// The `.html` templates by their names, held to the rules and minified once for all languages.
pub(super) struct Templates {
    form: Form,
    all: Vec<Arc<Template>>,
}

/// A template.
struct Template {
    name: String,
    /// As its author wrote it.
    written: String,
    /// As it is compiled.
    ready: String,
    /// The keys of the catalogue that it names, with their lines.
    keys: Vec<(String, usize)>,
}

impl Template {
    fn new(name: &str, written: &str, form: Form) -> Result<Self> {
        if let Err(fault) = scan::check(written) {
            bail!("templates/{name}:{}: {}\nhelp: {}", fault.line, fault.message, fault.hint);
        }
        let ready = match form {
            Form::AsWritten => written.to_owned(),
            Form::Minified => {
                let text = minified(written);
                // The minifier must not have touched what the rules rely on, such as quotes.
                if let Err(fault) = scan::check(&text) {
                    bail!("templates/{name}: the minifier broke this template: {}", fault.message);
                }
                text
            }
        };
        let keys = scan::keys(written).map(|(key, line)| (key.to_owned(), line)).collect();
        Ok(Self { name: name.to_owned(), written: written.to_owned(), ready, keys })
    }
}

impl Templates {
    /// Reads them. What `before` has of the very same text is taken from there.
    pub fn new(
        templates: &BTreeMap<&str, &str>,
        form: Form,
        before: Option<&Self>,
    ) -> Result<Self> {
        let before = before.filter(|before| before.form == form);
        let one = |&(name, text): &(&str, &str)| {
            let known = before.and_then(|before| {
                before.all.iter().find(|it| it.name == name && it.written == text)
            });
            known.map_or_else(|| Template::new(name, text, form).map(Arc::new), |it| Ok(it.clone()))
        };
        let of_pages = templates.iter().filter(|(name, _)| name.ends_with(".html"));
        let of_pages: Vec<(&str, &str)> = of_pages.map(|(name, text)| (*name, *text)).collect();
        let (all, faults): (Vec<_>, Vec<_>) =
            of_pages.par_iter().map(one).partition_map(|read| match read {
                Ok(template) => Either::Left(template),
                Err(fault) => Either::Right(fault.to_string()),
            });
        if faults.is_empty() { Ok(Self { form, all }) } else { bail!(faults.join("\n")) }
    }

    /// Binds them to the words of a language.
    pub fn compile(&self, words: &Arc<Words>) -> Result<Compiled> {
        let keys = self.all.iter().flat_map(|it| it.keys.iter().map(|key| (&it.name, key)));
        let unknown: Vec<String> = keys
            .filter(|(_, (key, _))| !words.has(key))
            .take(SHOWN)
            .map(|(name, (key, line))| no_such_key(&format!("templates/{name}:{line}"), key, words))
            .collect();
        if !unknown.is_empty() {
            bail!(unknown.join("\n"));
        }
        let ready = self.all.iter().map(|it| (it.name.as_str(), with_words(&it.ready, words)));
        // The lines of a minified template say nothing to its author.
        let tera = bound(words, ready).or_else(|_| as_written(words, &self.all).map_err(fault));
        Ok(Compiled::new(tera?, words, &self.all))
    }
}

/// That a template names a key which the catalogue does not have.
fn no_such_key(place: &str, key: &str, words: &Words) -> String {
    let keys: Vec<&str> = words.keys().collect();
    let hint = match nearest(key, &keys) {
        Some(meant) => format!("did you mean `{meant}`? Otherwise add the key to"),
        None => "add the key to".to_owned(),
    };
    format!(
        "{place}: the catalogue of words has no key `{key}`\nhelp: {hint} `content/words/{}.yaml`",
        words.language()
    )
}

/// Templates as their authors wrote them, with the words of a language.
fn as_written(words: &Arc<Words>, all: &[Arc<Template>]) -> tera::TeraResult<Tera> {
    bound(words, all.iter().map(|it| (it.name.as_str(), it.written.clone())))
}

/// Templates that know the words of a language.
fn bound<'t>(
    words: &Arc<Words>,
    templates: impl Iterator<Item = (&'t str, String)>,
) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    bind(&mut tera, Arc::clone(words));
    tera.add_raw_templates(templates.collect::<Vec<_>>()).map(|()| tera)
}

/// A template error with all that it says about the place, in the form of other failures.
fn fault(error: tera::Error) -> anyhow::Error {
    if let tera::ErrorKind::TemplateNotFound(name) = error.kind() {
        return anyhow::anyhow!(
            "the atlas has no file `templates/{name}`\nhelp: take it from a complete atlas"
        );
    }
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
