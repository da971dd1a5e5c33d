//! What went wrong in a text that is no YAML, in words for people who have never heard of YAML.
//!
//! For each slip that people make there is a guess, with the line mended. The guess counts whose
//! mended text can be read farthest; where none gets past the line, the parser's own words stand.

use super::{Fault, Slip, events, scalar};
use crate::source::Span;

/// The fault that the parser stopped at, explained and mended where possible. Its span and that of
/// the result are places in `text`.
pub(super) fn explain(text: &str, fault: Fault) -> Fault {
    let at = fault.span.range().start.min(text.len());
    let here = Line::around(text, at);
    let mut lines = vec![here];
    let mut above = here;
    // Brackets and quotes can have been opened a few lines above.
    while let Some(line) = above.before(text).filter(|_| lines.len() < 12) {
        lines.push(line);
        above = line;
    }
    let mut guesses = Vec::new();
    for line in lines.iter().take(2) {
        guesses.extend(fence(text, line));
        guesses.extend(odd_space(line));
        guesses.extend(tab(text, line));
        guesses.extend(colon_in_value(line));
        guesses.extend(missing_space(line));
        guesses.extend(missing_colon(line));
        guesses.extend(bullet(line));
        guesses.extend(reserved_start(line));
    }
    for line in &lines {
        guesses.extend(unclosed_quote(line));
        guesses.extend(unclosed_bracket(line));
    }
    for line in lines.iter().take(2) {
        guesses.extend(bracket_start(line));
        guesses.extend(indentation(text, line));
    }
    let best = guesses
        .into_iter()
        .enumerate()
        .filter_map(|(place, guess)| {
            let reach = guess.reach(text)?;
            (reach > here.end()).then_some((reach, std::cmp::Reverse(place), guess))
        })
        .max_by_key(|(reach, place, _)| (*reach, *place));
    match best {
        Some((_, _, guess)) => Fault {
            span: Span::new(guess.start, guess.end),
            slip: guess.slip,
            message: guess.message,
            hint: guess.hint,
            replacement: Some(guess.mended),
        },
        None => fault,
    }
}

/// What may be wrong, and what should stand there.
struct Guess {
    start: usize,
    end: usize,
    mended: String,
    slip: Slip,
    message: String,
    hint: String,
}

impl Guess {
    /// How far the text can be read once it is mended, in bytes of the text as it is; the whole
    /// text and more where nothing else is wrong.
    fn reach(&self, text: &str) -> Option<usize> {
        let before = text.get(..self.start)?;
        let mended = format!("{before}{}{}", self.mended, text.get(self.end..)?);
        let Err(fault) = events(&mended, 0) else { return Some(usize::MAX) };
        let at = fault.span.range().start;
        Some((at + self.end).saturating_sub(self.start + self.mended.len()))
    }
}

/// One line of the text, without white space at its end.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        let line = Self { start, text: text[start..end].trim_end() };
        // At the end of the file the last line with something in it is meant.
        if line.text.is_empty() { line.before(text).unwrap_or(line) } else { line }
    }

    /// The nearest line above that is neither blank nor a remark.
    fn before(self, text: &'t str) -> Option<Self> {
        let mut end = self.start;
        while end > 0 {
            let start = text[..end - 1].rfind('\n').map_or(0, |newline| newline + 1);
            let line = text[start..end - 1].trim_end();
            if !line.is_empty() && !line.trim_start().starts_with('#') {
                return Some(Self { start, text: line });
            }
            end = start;
        }
        None
    }

    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// The line without its indentation and without the hyphens of list entries.
    fn content(&self) -> &'t str {
        let mut content = self.text.trim_start();
        while let Some(rest) = content.strip_prefix("- ") {
            content = rest.trim_start();
        }
        content
    }

    /// The key and the value of `key: value`, or of an entry without a key.
    fn pair(&self) -> (&'t str, &'t str) {
        match self.content().split_once(": ") {
            Some((key, value)) if is_key(key.trim()) => (key.trim(), value.trim_start()),
            _ => ("", self.content()),
        }
    }

    /// A guess that the end of the line, `from` on, should be something else.
    fn guess(
        &self,
        from: &str,
        mended: String,
        slip: Slip,
        message: String,
        hint: String,
    ) -> Guess {
        Guess { start: self.end() - from.len(), end: self.end(), mended, slip, message, hint }
    }
}

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_' || it == b'-')
}

/// `key: value`, or the value alone where there is no key.
fn shown(key: &str, value: &str) -> String {
    if key.is_empty() { format!("`{value}`") } else { format!("`{key}: {value}`") }
}

/// The fence of a code block, copied from a page or a chat.
fn fence(text: &str, line: &Line) -> Option<Guess> {
    line.text.trim_start().starts_with("```").then(|| {
        let end = (line.end() + 1).min(text.len());
        Guess {
            start: line.start,
            end,
            mended: String::new(),
            slip: Slip::Other,
            message: "this line was copied along with the record".into(),
            hint: "remove the lines with three backticks".into(),
        }
    })
}

/// A space that looks like one and is none.
fn odd_space(line: &Line) -> Option<Guess> {
    let odd = |letter: char| letter != ' ' && letter != '\t' && letter.is_whitespace();
    let content = line.text.trim_start();
    let key_end = content.find(':').map_or(0, |colon| colon + 1);
    let place = content[key_end..].starts_with(odd) || line.text[..line.indent()].contains(odd);
    place.then(|| {
        let mended = line.text.replace(odd, " ");
        line.guess(
            line.text,
            mended,
            Slip::Space,
            "a space of another kind stands in this line, perhaps from a word processor".into(),
            "type the spaces of this line anew".into(),
        )
    })
}

fn tab(text: &str, line: &Line) -> Vec<Guess> {
    let indent = &line.text[..line.indent()];
    if !indent.contains('\t') {
        return Vec::new();
    }
    let content = line.text.trim_start();
    let above = line.before(text).map_or(0, |line| line.indent());
    let two_each = indent.chars().map(|letter| if letter == '\t' { 2 } else { 1 }).sum();
    [two_each, above + 2, above, above.saturating_sub(2)]
        .into_iter()
        .map(|width: usize| Guess {
            start: line.start,
            end: line.start + indent.len(),
            mended: " ".repeat(width),
            slip: Slip::Tab,
            message: "the line is indented with a tab".into(),
            hint: format!("use spaces, two for each level: `{}{content}`", " ".repeat(width)),
        })
        .collect()
}

fn colon_in_value(line: &Line) -> Option<Guess> {
    let (key, value) = line.pair();
    let bare = !value.starts_with(['"', '\'', '[', '{', '|', '>', '#']);
    let colon = value.contains(": ") || value.ends_with(':');
    (bare && colon && !key.is_empty()).then(|| {
        let quoted = scalar(value);
        let hint = format!("write {}", shown(key, &quoted));
        let message = "a text with a colon in it needs quotes".into();
        line.guess(value, quoted, Slip::Quotes, message, hint)
    })
}

fn missing_space(line: &Line) -> Option<Guess> {
    let content = line.content();
    let (key, value) = content.split_once(':')?;
    let glued = is_key(key) && !value.is_empty() && !value.starts_with([' ', '/']);
    glued.then(|| {
        let mended = format!("{key}: {value}");
        let hint = format!("write `{mended}`");
        let message = format!("there is no space after the colon of `{key}`");
        line.guess(content, mended, Slip::Space, message, hint)
    })
}

/// `name NecstGen`, `name = NecstGen`, `name ： NecstGen`.
fn missing_colon(line: &Line) -> Option<Guess> {
    let content = line.content();
    let end = content.find(|letter: char| !(letter.is_ascii_lowercase() || letter == '_'))?;
    let (key, rest) = content.split_at(end);
    let value = rest.trim_start().trim_start_matches(['=', '：', ':']).trim_start();
    (!key.is_empty() && !value.is_empty() && rest.starts_with([' ', '=', '：'])).then(|| {
        let mended = format!("{key}: {value}");
        let hint = format!("write `{mended}`");
        let message = format!("there is no colon after `{key}`");
        line.guess(content, mended, Slip::Space, message, hint)
    })
}

/// An entry that begins with another sign than a hyphen, or with a hyphen and no space.
fn bullet(line: &Line) -> Option<Guess> {
    let content = line.text.trim_start();
    let rest = content.strip_prefix(['•', '·', '–', '—', '*', '-', '+'])?;
    let entry = rest.trim_start();
    let ordinary = content.starts_with("- ");
    (!ordinary && !entry.is_empty() && !entry.starts_with('-')).then(|| {
        let mended = format!("- {entry}");
        let hint = format!("write `{mended}`");
        let message = "an entry of a list begins with a hyphen and a space".into();
        line.guess(content, mended, Slip::Space, message, hint)
    })
}

fn reserved_start(line: &Line) -> Option<Guess> {
    needs_quotes(line, &['@', '`', '%', '*', '&', '!', '}', ']', ',', '?'])
}

/// A text that begins with what opens a list, a group or a block, and is none.
fn bracket_start(line: &Line) -> Option<Guess> {
    needs_quotes(line, &['[', '{', '|', '>'])
}

fn needs_quotes(line: &Line, signs: &[char]) -> Option<Guess> {
    let (key, value) = line.pair();
    let letter = value.chars().next().filter(|letter| signs.contains(letter))?;
    (value.len() > 1 || letter == '?').then(|| {
        let quoted = scalar(value);
        let hint = format!("write {}", shown(key, &quoted));
        let message = format!("a text that begins with `{letter}` needs quotes");
        line.guess(value, quoted, Slip::Quotes, message, hint)
    })
}

fn unclosed_quote(line: &Line) -> Vec<Guess> {
    let (key, value) = line.pair();
    let Some(quote) = value.chars().next().filter(|letter| matches!(letter, '"' | '\'')) else {
        return Vec::new();
    };
    let inside = value[1..].strip_suffix(quote).unwrap_or(&value[1..]);
    let text = if inside.contains(quote) && !value[1..].ends_with(quote) {
        // Quotes around the first words only: `"NecstGen" BV`.
        value.replace(quote, "")
    } else {
        inside.to_owned()
    };
    let quoted = scalar(&text);
    let hint = format!("write {}", shown(key, &quoted));
    let message = if inside.contains(quote) {
        format!("the text has a `{quote}` inside its quotes, where it seems to end")
    } else {
        format!("the text that begins with `{quote}` has no clear end")
    };
    vec![line.guess(value, quoted, Slip::Open, message, hint)]
}

fn unclosed_bracket(line: &Line) -> Vec<Guess> {
    let (key, value) = line.pair();
    let mut open = Vec::new();
    for letter in value.chars() {
        match letter {
            '[' => open.push(']'),
            '{' => open.push('}'),
            ']' | '}' if open.last() == Some(&letter) => {
                open.pop();
            }
            ']' | '}' => {
                let mended = value.replacen(letter, "", 1);
                let hint = format!("write {}", shown(key, &mended));
                let message = format!("nothing was opened that this `{letter}` could close");
                return vec![line.guess(value, mended, Slip::Open, message, hint)];
            }
            _ => {}
        }
    }
    let Some(&last) = open.last().filter(|_| value.starts_with(['[', '{'])) else {
        return Vec::new();
    };
    let closing: String = open.iter().rev().collect();
    let mended = format!("{}{closing}", value.trim_end_matches(','));
    let hint = format!("write {}", shown(key, &mended));
    let opening = if last == ']' { '[' } else { '{' };
    let message = format!("the `{opening}` is never closed");
    vec![line.guess(value, mended, Slip::Open, message, hint)]
}

/// The line, begun in the column of a line above or two further in.
fn indentation(text: &str, line: &Line) -> Vec<Guess> {
    let mut columns = Vec::new();
    let mut above = line.before(text);
    while let Some(other) = above.filter(|_| columns.len() < 12) {
        columns.push(other.indent());
        if other.text.ends_with(':') || other.text.trim_start().starts_with("- ") {
            columns.push(other.indent() + 2);
        }
        above = other.before(text);
    }
    if columns.is_empty() {
        // The first line of all has nothing to stand below.
        columns.push(0);
    }
    let content = line.text.trim_start();
    let mut tried = vec![line.indent()];
    let mut guesses = Vec::new();
    for column in columns {
        if tried.contains(&column) {
            continue;
        }
        tried.push(column);
        let mended = " ".repeat(column);
        guesses.push(Guess {
            start: line.start,
            end: line.start + line.indent(),
            hint: format!(
                "begin it in column {}, below what it belongs with: `{mended}{content}`",
                column + 1
            ),
            mended,
            slip: Slip::Indent,
            message: "this line does not fit the lines around it".into(),
        });
    }
    // The nearest column first.
    guesses.sort_by_key(|guess| guess.mended.len().abs_diff(line.indent()));
    guesses
}
