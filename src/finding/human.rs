//! Findings for people: the lines shown, the place underlined, what to do below.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Finding, Severity};
use crate::source::Sources;

/// All findings as rustc would show them, in the order given; an empty line after each.
#[must_use]
pub fn human(findings: &[&Finding], sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for finding in findings {
        text.push_str(&renderer.render(&[report(finding, sources)]));
        text.push_str("\n\n");
    }
    text
}

fn report<'a>(finding: &'a Finding, sources: &'a Sources) -> Group<'a> {
    let file = sources.get(finding.place.source);
    let level = match finding.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&finding.message).id(finding.rule.name);
    let mut group = Group::with_title(title);
    group = match finding.place.span {
        Some(span) if span.range().end <= file.text.len() => group.element(
            Snippet::source(&file.text)
                .path(&file.path)
                .annotation(AnnotationKind::Primary.span(span.range())),
        ),
        _ => group.element(annotate_snippets::Origin::path(&file.path)),
    };
    match &finding.hint {
        Some(hint) => group.element(Level::HELP.message(hint)),
        None => group,
    }
}
