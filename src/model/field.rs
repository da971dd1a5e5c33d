//! What may stand in the atlas's files, field by field: said once, as data.
//!
//! The check reads by these tables, `atlas fmt` orders by them, and the JSON Schema, the form and
//! the data dictionary are made from them. The tables themselves stand in [`super::fields`].

use super::closed_list::Choice;
use super::vocabulary::VocabularyName;

/// A field of a group.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The word before the colon.
    pub name: &'static str,
    /// The name that readers see.
    pub label: &'static str,
    /// What goes there, in a sentence or two.
    pub help: &'static str,
    /// A value as a file would have it.
    pub example: &'static str,
    /// What a value looks like.
    pub kind: Kind,
    /// Whether it has to be there.
    pub required: bool,
    /// Whether `undisclosed` and `not-applicable` may stand in place of a value.
    pub stated: bool,
}

/// Fields that stand together.
#[derive(Debug)]
pub struct Group {
    /// The fields, in the order in which they are written.
    pub fields: &'static [Field],
    /// Fields that come before them, those of a group that this one extends.
    pub extends: Option<&'static Self>,
    /// Two fields of which exactly one has to be there.
    pub one_of: Option<OneOf>,
}

/// Two fields of which exactly one has to be there.
#[derive(Debug, Clone, Copy)]
pub struct OneOf {
    /// The one that leads to something that the atlas knows.
    pub known: &'static str,
    /// The one for everything else.
    pub other: &'static str,
    /// When to use which.
    pub help: &'static str,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A text on one line, of at most so many characters.
    Text(usize),
    /// A text of a few paragraphs in Markdown, of at most so many characters.
    Prose(usize),
    /// `true` or `false`.
    Boolean,
    /// A number that is not negative.
    Number,
    /// A number of degrees, on both sides of zero up to the limit.
    Degrees(u16),
    /// A whole number between two bounds, both included.
    Whole(u32, u32),
    /// A year.
    Year,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    Date,
    /// `YYYY-MM-DD`.
    Day,
    /// An `http` or `https` address.
    Web,
    /// An e-mail address.
    Email,
    /// A telephone number in international form.
    Phone,
    /// The code of a language, ISO 639.
    Language,
    /// A code of the nomenclature of territorial units for statistics.
    Nuts,
    /// An identifier of the Research Organization Registry.
    Ror,
    /// A trial's number in a register.
    Trial,
    /// The id of a record.
    Record,
    /// A country, by its ISO 3166-1 code in capitals.
    Country,
    /// The path of a field that a source can support.
    Path,
    /// The name of a rule.
    Rule,
    /// A term of a vocabulary.
    Term(VocabularyName),
    /// A word of a fixed list.
    Choice(&'static [Choice]),
    /// Fields of its own.
    Group(&'static Group),
    /// Several of a kind.
    List(&'static Self),
}

/// The longest text on one line where nothing else is said, in characters.
pub const MAX_TEXT: usize = 1_000;

/// The most entries of a list.
pub const MAX_LIST: usize = 500;

/// A text on one line.
pub const TEXT: Kind = Kind::Text(MAX_TEXT);

impl Field {
    const fn new(name: &'static str, label: &'static str, kind: Kind) -> Self {
        Self { name, label, help: "", example: "", kind, required: false, stated: false }
    }

    /// A field that has to be there. A list then has at least one entry.
    #[must_use]
    pub const fn required(name: &'static str, label: &'static str, kind: Kind) -> Self {
        Self { required: true, ..Self::new(name, label, kind) }
    }

    /// A field that may be missing.
    #[must_use]
    pub const fn optional(name: &'static str, label: &'static str, kind: Kind) -> Self {
        Self::new(name, label, kind)
    }

    /// A fact about a facility: it may be missing, and it may be `undisclosed` or `not-applicable`.
    #[must_use]
    pub const fn fact(name: &'static str, label: &'static str, kind: Kind) -> Self {
        Self { stated: true, ..Self::new(name, label, kind) }
    }

    /// A fact that has to be there, if only as `undisclosed`.
    #[must_use]
    pub const fn required_fact(name: &'static str, label: &'static str, kind: Kind) -> Self {
        Self { required: true, stated: true, ..Self::new(name, label, kind) }
    }

    /// The same with what goes there.
    #[must_use]
    pub const fn help(self, help: &'static str) -> Self {
        Self { help, ..self }
    }

    /// The same with a value as a file would have it.
    #[must_use]
    pub const fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    /// The fields below this one, whether it holds one group or several.
    #[must_use]
    pub fn group(&self) -> Option<&'static Group> {
        match self.kind {
            Kind::Group(group) => Some(group),
            Kind::List(Kind::Group(group)) => Some(*group),
            _ => None,
        }
    }
}

impl Group {
    /// A group of these fields.
    #[must_use]
    pub const fn of(fields: &'static [Field]) -> Self {
        Self { fields, extends: None, one_of: None }
    }

    /// The same with those of another group before them.
    #[must_use]
    pub const fn after(self, extends: &'static Self) -> Self {
        Self { extends: Some(extends), ..self }
    }

    /// The same with two fields of which exactly one has to be there.
    #[must_use]
    pub const fn one_of(
        self,
        known: &'static str,
        other: &'static str,
        help: &'static str,
    ) -> Self {
        Self { one_of: Some(OneOf { known, other, help }), ..self }
    }

    /// All fields, in the order in which they are written.
    pub fn iter(&'static self) -> impl Iterator<Item = &'static Field> {
        self.extends.map_or(&[][..], |group| group.fields).iter().chain(self.fields)
    }

    /// The field with a name.
    #[must_use]
    pub fn field(&'static self, name: &str) -> Option<&'static Field> {
        self.iter().find(|field| field.name == name)
    }

    /// The field at a path such as `location.city` or `figures.value`: the steps into a list are
    /// left out.
    #[must_use]
    pub fn at(&'static self, path: &str) -> Option<&'static Field> {
        let (first, rest) = path.split_once('.').map_or((path, None), |(a, b)| (a, Some(b)));
        let field = self.field(first)?;
        match rest {
            None => Some(field),
            Some(rest) => field.group()?.at(rest),
        }
    }

    /// Every field of this group and of those below it with its path, each before those below it.
    #[must_use]
    pub fn paths(&'static self) -> Vec<(String, &'static Field)> {
        let mut paths = Vec::new();
        for field in self.iter() {
            paths.push((field.name.to_owned(), field));
            let below = field.group().map(Self::paths).unwrap_or_default();
            paths.extend(
                below.into_iter().map(|(path, below)| (format!("{}.{path}", field.name), below)),
            );
        }
        paths
    }
}
