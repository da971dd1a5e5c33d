//! What is counted or measured, and whom a facility works with.

use crate::model::field::{Field, Group, Kind, TEXT};
use crate::model::vocabulary::VocabularyName as Of;
use crate::model::{ClosedList, Currency, FigureKind, Period, Qualifier};

pub(super) static FIGURE: Group = Group::of(&[
    Field::required("measure", "Measure", Kind::Term(Of::Measures))
        .help("What is counted or measured. The measure has the unit.")
        .example("cleanroom-area"),
    Field::required_fact("value", "Value", Kind::Number)
        .help("How much, as a number without its unit; the lower end of a range.")
        .example("4000"),
    Field::optional("value_max", "Upper end", Kind::Number)
        .help("The upper end, only for a range.")
        .example("4500"),
    Field::optional("qualifier", "Exactness", Kind::Choice(Qualifier::CHOICES))
        .help("How exact the number is; exact where nothing is said.")
        .example("about"),
    Field::optional("kind", "Kind", Kind::Choice(FigureKind::CHOICES))
        .help("What kind of figure it is; actual where nothing is said.")
        .example("actual"),
    Field::optional("per", "Per", Kind::Choice(Period::CHOICES))
        .help("The period, for what happens again and again.")
        .example("year"),
    Field::optional("year", "Year", Kind::Year)
        .help("The year that the figure is of; of a cumulative one the last year.")
        .example("2024"),
    Field::optional("from", "From", Kind::Year)
        .help("The first year, only for a cumulative figure.")
        .example("1998"),
    Field::optional("currency", "Currency", Kind::Choice(Currency::CHOICES))
        .help("For money only: the currency, by ISO 4217.")
        .example("eur"),
    Field::optional("total", "Total", Kind::Boolean)
        .help("Where a measure stands more than once: whether this figure is the whole.")
        .example("true"),
    Field::optional("note", "Covers", TEXT)
        .help("What the figure covers, where a measure stands more than once.")
        .example("second building only"),
]);

pub(super) static RELATION: Group = Group::of(&[
    Field::optional("to", "To", Kind::Record)
        .help("The id of the other record.")
        .example("nl/lumc"),
    Field::optional("name", "Name", TEXT)
        .help("The name of a body that has no record.")
        .example("University of Sheffield"),
    Field::required("kind", "Kind", Kind::Term(Of::RelationKinds))
        .help("How this facility stands to the other one.")
        .example("partner"),
    Field::optional("since", "Since", Kind::Date).help("Since when.").example("2021"),
    Field::optional("until", "Until", Kind::Date).help("Until when.").example("2025"),
    Field::optional("note", "Note", TEXT)
        .help("More about it.")
        .example("vectors for the phase 1 trial"),
])
.one_of("to", "name", "another record goes under `to`, a body without a record under `name`");
