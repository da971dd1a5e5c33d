//! Findings for people: the lines shown, the place underlined, what to do below.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::{Finding, Severity};
use crate::source::{Sources, Span};

/// So many lines before and after a fault are handed to the renderer, which would look through the
/// whole file for each of them: with many faults in a large file that took minutes.
const AROUND: usize = 3;

/// All findings as rustc would show them, in the order given; an empty line after each.
#[must_use]
pub fn human(findings: &[&Finding], sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for finding in findings {
        text.push_str(&renderer.render(&report(finding, sources)));
        text.push_str("\n\n");
    }
    text
}

fn report<'a>(finding: &'a Finding, sources: &'a Sources) -> Vec<Group<'a>> {
    let file = sources.get(finding.place.source);
    let level = match finding.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&finding.message).id(finding.rule.name);
    let Some(span) = finding.place.span.map(Span::range).filter(|it| it.end <= file.text.len())
    else {
        let group = title.element(Origin::path(&file.path));
        return vec![with_hint(group, finding)];
    };
    let (line, stretch) = file.lines_around(&span, AROUND);
    let span = span.start - stretch.start..span.end - stretch.start;
    let lines = file.text.get(stretch).unwrap_or_default();
    let group = title.element(
        Snippet::source(lines)
            .line_start(line)
            .path(&file.path)
            .annotation(AnnotationKind::Primary.span(span.clone())),
    );
    match &finding.replacement {
        None => vec![with_hint(group, finding)],
        Some(text) => {
            let title =
                Level::HELP.secondary_title(finding.hint.as_deref().unwrap_or("write this"));
            let patched = Snippet::source(lines).line_start(line).patch(Patch::new(span, text));
            vec![group, title.element(patched)]
        }
    }
}

fn with_hint<'a>(group: Group<'a>, finding: &'a Finding) -> Group<'a> {
    match &finding.hint {
        Some(hint) => group.element(Level::HELP.message(hint)),
        None => group,
    }
}
