//! The table of terms: what the words in the other tables mean.

use super::{Cell, Kind, Row, Rows, Typed, about};
use crate::model::{ClosedList as _, Term, TermDetail, TermEntry};

fn entry<'r>(row: &Row<'r, Term>, cell: impl FnOnce(&'r TermEntry) -> Cell<'r>) -> Cell<'r> {
    row.atlas.vocabularies().entry(*row.item).map_or(Cell::Empty, cell)
}

pub(super) static VOCABULARIES: Typed<Term> = Typed {
    name: "vocabularies",
    title: "Vocabularies",
    about: "A row is a term: what a word in the other tables means.",
    key: &["vocabulary", "term"],
    columns: &[
        about("vocabulary", Kind::Text, "The vocabulary.").required().reads(|row| Cell::text(row.item.vocabulary().slug())),
        about("term", Kind::Text, "The word that the other tables use.").required().reads(|row| row.slug(*row.item)),
        about("label", Kind::Text, "The name shown to readers.").required().reads(|row| entry(row, |it| Cell::text(&it.label))),
        about("definition", Kind::Text, "What it means.").required().reads(|row| entry(row, |it| Cell::text(&it.definition))),
        about("broader", Kind::Text, "A wider term of the same vocabulary.").reads(|row| entry(row, |it| it.broader.map_or(Cell::Empty, |term| row.slug(term)))),
        about("unit", Kind::Text, "Measures: the unit.").reads(|row| entry(row, |it| match &it.detail {
            TermDetail::Measure(measure) => Cell::text(&measure.unit),
            _ => Cell::Empty,
        })),
        about("sums", Kind::Boolean, "Measures: whether adding them up over facilities makes sense.").reads(|row| entry(row, |it| match &it.detail {
            TermDetail::Measure(measure) => Cell::Boolean(measure.sums),
            _ => Cell::Empty,
        })),
        about("stage", Kind::Text, "Statuses: the part of a facility's life.").reads(|row| entry(row, |it| match &it.detail {
            TermDetail::Status(stage) => Cell::choice(*stage),
            _ => Cell::Empty,
        })),
        about("see", Kind::Url, "A description or identifier elsewhere: the first of those that `vocabularies.json` lists.").reads(|row| entry(row, |it| Cell::optional(it.see.first().map(|see| see.url.as_str())))),
    ],
    rows: Rows::Whole(|data| {
        let all = data.atlas.vocabularies();
        all.iter().flat_map(|vocabulary| all.terms(vocabulary.name).map(|(term, _)| term)).collect()
    }),
};
