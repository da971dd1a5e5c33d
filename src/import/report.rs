//! What an import did, for the editor who looks it through.

use std::fmt::Write as _;

use super::{Imported, Mapping};
use crate::finding::counted;

/// The report in Markdown: what is new, what is proposed, what could not be mapped by row and column.
#[must_use]
pub fn markdown(imported: &Imported, mapping: &Mapping, file: &str) -> String {
    let mut text = format!("# Import of `{file}`, round `{}`\n\n", mapping.wave);
    let line = |text: &mut String, words: &str| {
        let _ = writeln!(text, "{words}");
    };
    line(&mut text, &format!("- {} in the export", counted(imported.rows, "row")));
    line(&mut text, &format!("- {} written", counted(imported.new.len(), "new record")));
    line(
        &mut text,
        &format!(
            "- {} proposed for records that are there",
            counted(imported.proposed.len(), "change")
        ),
    );
    line(&mut text, &format!("- {} as before", counted(imported.same.len(), "record")));
    line(&mut text, &format!("- {} not mapped", counted(imported.problems.len(), "answer")));
    if !imported.new.is_empty() {
        line(&mut text, "\n## New records\n");
        for id in imported.new.keys() {
            line(&mut text, &format!("- `facilities/{id}.yaml`"));
        }
    }
    if !imported.proposed.is_empty() {
        line(&mut text, "\n## Proposed changes\n");
        line(
            &mut text,
            "Nothing was changed. Compare each proposal with its record, and copy what is right.",
        );
        for (id, proposal) in &imported.proposed {
            line(&mut text, &format!("\n### `{id}` (row {})\n", proposal.row));
            line(&mut text, "| Field | Now | By the survey |\n|---|---|---|");
            for (path, old, new) in &proposal.differences {
                line(&mut text, &format!("| `{path}` | {} | {} |", cell(old), cell(new)));
            }
        }
    }
    if !imported.problems.is_empty() {
        line(&mut text, "\n## Not mapped\n");
        line(&mut text, "| Row | Column | Answer | Why |\n|---:|---|---|---|");
        for problem in &imported.problems {
            let words = [&problem.column, &problem.answer, &problem.why].map(|it| cell(it));
            line(&mut text, &format!("| {} | {} |", problem.row, words.join(" | ")));
        }
    }
    for (title, columns) in [
        ("Columns that the mapping says nothing of", &imported.unmapped),
        ("Columns of the mapping that the export does not have", &imported.missing),
    ] {
        if !columns.is_empty() {
            line(&mut text, &format!("\n## {title}\n"));
            for column in columns {
                line(&mut text, &format!("- {}", cell(column)));
            }
        }
    }
    text
}

/// A text that can stand in a table: answers come from strangers.
fn cell(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars().take(200) {
        match letter {
            '\n' | '\r' | '\t' => plain.push(' '),
            '|' | '<' | '>' | '[' | ']' | '!' | '&' => {
                plain.push('\\');
                plain.push(letter);
            }
            letter if letter.is_control() => {}
            letter => plain.push(letter),
        }
    }
    plain
}
