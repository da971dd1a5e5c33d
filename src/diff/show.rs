//! A difference on one screen: what is most, first; what is too long, counted.

use super::{Difference, Field, Record, Sum};
use crate::finding::counted;

/// So many lines of one kind are shown.
const SHOWN: usize = 12;

/// So many letters of a value.
const LONGEST: usize = 60;

/// For a pull request, in Markdown.
#[must_use]
pub fn markdown(difference: &Difference) -> String {
    let mut text = format!("### {}\n", headline(difference));
    for (title, lines) in parts(difference, true) {
        text.push_str(&format!("\n**{title}**\n\n"));
        for line in limited(lines) {
            text.push_str(&format!("- {line}\n"));
        }
    }
    text
}

/// For a terminal.
#[must_use]
pub fn human(difference: &Difference) -> String {
    let mut text = format!("{}\n", headline(difference));
    for (title, lines) in parts(difference, false) {
        text.push_str(&format!("\n{title}\n"));
        for line in limited(lines) {
            text.push_str(&format!("  {line}\n"));
        }
    }
    text
}

fn headline(it: &Difference) -> String {
    let records =
        [(it.added.len(), "added"), (it.changed.len(), "changed"), (it.removed.len(), "removed")];
    let counts: Vec<String> = records
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", counted(*count, "record")))
        .collect();
    let what = if counts.is_empty() { "no record changed".to_owned() } else { counts.join(", ") };
    format!("From {} to {}: {what}", it.old, it.new)
}

fn parts(it: &Difference, is_markdown: bool) -> Vec<(String, Vec<String>)> {
    let text = |text: &str| if is_markdown { escaped(text) } else { visible(text) };
    let code = |text: &str| {
        if is_markdown { format!("`{}`", text.replace('`', "'")) } else { visible(text) }
    };
    let record = |it: &Record| {
        let roles =
            if it.roles.is_empty() { String::new() } else { format!(" ({})", it.roles.join(", ")) };
        format!("{} {}{}", code(&it.id), text(&it.name), text(&roles))
    };
    let field = |field: &Field| {
        let value = |value: &Option<String>| {
            value.as_ref().map_or("nothing".to_owned(), |it| text(&short(it)))
        };
        format!("{}: {} → {}", code(&field.path), value(&field.old), value(&field.new))
    };
    let mut parts = vec![
        ("Added".to_owned(), it.added.iter().map(record).collect::<Vec<_>>()),
        ("Removed".to_owned(), it.removed.iter().map(record).collect()),
    ];
    let changed = it.changed.iter().flat_map(|change| {
        let one = move |it: &Field| format!("{} {}", code(&change.id), field(it));
        change.fields.iter().map(one)
    });
    parts.push(("Changed".to_owned(), changed.collect()));
    let claims = it.without_source.iter().map(|claims| {
        let fields: Vec<String> = claims.fields.iter().map(|it| code(it)).collect();
        format!("{}: {}", code(&claims.id), fields.join(", "))
    });
    parts.push(("Claims without a source".to_owned(), claims.collect()));
    if !it.compared_whole {
        let why = "one of the two has errors, so that sums are not compared: run `atlas check`";
        parts.push(("Sums".to_owned(), vec![why.to_owned()]));
    }
    let countries =
        it.countries.iter().map(|it| format!("{}: {} → {}", it.country, it.old, it.new));
    parts.push(("Facilities at work by country".to_owned(), countries.collect()));
    let figures = it.figures.iter().map(|it| {
        let per = it.per.as_ref().map(|per| format!(" per {per}")).unwrap_or_default();
        let sum = |sum: &Sum| {
            format!("{} ({} of {} report it)", number(sum.sum), sum.reported_by, sum.of)
        };
        format!("{} {}{per}, {}: {} → {}", it.measure, it.kind, it.unit, sum(&it.old), sum(&it.new))
    });
    parts.push(("Sums over Europe".to_owned(), figures.collect()));
    let coverage = it.coverage.iter().map(|it| {
        format!("{} within {} km: {} → {}", it.of, it.within_km, share(it.old), share(it.new))
    });
    parts.push(("People within reach, as the crow flies".to_owned(), coverage.collect()));
    let complete = it.completeness.iter().map(|it| {
        format!("{}: {} of {} → {} of {}", it.field, it.old.0, it.old.1, it.new.0, it.new.1)
    });
    parts.push(("Records that answer".to_owned(), complete.collect()));
    parts.retain(|(_, lines)| !lines.is_empty());
    parts
}

fn limited(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > SHOWN {
        let more = lines.len() - SHOWN + 1;
        lines.truncate(SHOWN - 1);
        lines.push(format!("and {more} more"));
    }
    lines
}

fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}

fn number(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.1}") }
}

fn share(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// Without what could move a terminal's cursor: values come from strangers.
fn visible(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

/// The same for Markdown: nothing in a value makes a link, an image, a mention or HTML.
fn escaped(text: &str) -> String {
    let mut plain = String::new();
    for letter in visible(text).chars() {
        if "\\`*_[]<>|!#@&~".contains(letter) {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}
