//! Small values as JSON writes them.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::model::{ClosedList, PartialDate, Stated};

/// A date that may stop at the year or the month.
#[derive(Debug, Clone, Copy)]
pub struct Date(pub PartialDate);

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
            "description": "A day, a month or a year, as far as it is known: YYYY-MM-DD, YYYY-MM or YYYY."
        })
    }
}

/// A choice of a fixed list, by its word.
#[derive(Debug, Clone, Copy)]
pub struct Word<C>(pub C);

impl<C: ClosedList> Serialize for Word<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.slug())
    }
}

impl<C: ClosedList> JsonSchema for Word<C> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Word".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = C::ALL.iter().map(|choice| choice.slug()).collect();
        json_schema!({"type": "string", "enum": words})
    }
}

/// Why fields of one record are `null`, in the order of the fields. Fields that nobody has told
/// us about are not named.
#[derive(Debug, Default)]
pub struct WhyNull(Vec<(String, Why)>);

/// Why there is no value although the record has the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Asked, and not told.
    Undisclosed,
    /// The question makes no sense there.
    NotApplicable,
}

impl Why {
    /// The word that records and data files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Undisclosed => "undisclosed",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// Why an answer has no value; none where it has one, or where there is no answer.
    #[must_use]
    pub fn of<T>(stated: &Stated<T>) -> Option<Self> {
        match stated {
            Stated::Undisclosed => Some(Self::Undisclosed),
            Stated::NotApplicable => Some(Self::NotApplicable),
            Stated::Absent | Stated::Is(_) => None,
        }
    }
}

impl WhyNull {
    /// The value of an answer; where it has none the reason is noted under the field's path.
    pub fn take<'s, T>(&mut self, path: impl fmt::Display, stated: &'s Stated<T>) -> Option<&'s T> {
        if let Some(why) = Why::of(stated) {
            self.0.push((path.to_string(), why));
        }
        stated.value()
    }
}

impl Serialize for WhyNull {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(path, why)| (path, why.word())))
    }
}

impl JsonSchema for WhyNull {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "WhyNull".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "additionalProperties": {"type": "string", "enum": ["undisclosed", "not-applicable"]}
        })
    }
}
