//! Single values: from a node to a checked value, or a finding that says why not and what to write
//! instead.

mod date;
mod link;
mod number;
pub mod text;
mod word;

use super::reader::Reader;
use crate::model::field::Kind;
use crate::model::{ClosedList, FieldPath};
use crate::yaml::Node;

/// A value that can be read from a node.
pub trait Leaf: Sized {
    /// The value, if it is of the kind; otherwise a fault has been reported.
    fn read(reader: &Reader, node: &Node, kind: Kind) -> Option<Self>;
}

impl Leaf for String {
    fn read(reader: &Reader, node: &Node, kind: Kind) -> Option<Self> {
        match kind {
            Kind::Prose(limit) => text::prose(reader, node, limit),
            Kind::Email => link::email(reader, node),
            Kind::Phone => link::phone(reader, node),
            Kind::Language => word::language(reader, node),
            Kind::Nuts => text::line(reader, node, 10),
            Kind::Rule => word::rule(reader, node),
            Kind::Text(limit) => text::line(reader, node, limit),
            _ => mismatch(),
        }
    }
}

impl Leaf for FieldPath {
    fn read(reader: &Reader, node: &Node, _: Kind) -> Option<Self> {
        text::line(reader, node, 100).map(|text| Self::new(&text))
    }
}

impl Leaf for bool {
    fn read(reader: &Reader, node: &Node, _: Kind) -> Option<Self> {
        word::boolean(reader, node)
    }
}

impl Leaf for f64 {
    fn read(reader: &Reader, node: &Node, kind: Kind) -> Option<Self> {
        match kind {
            Kind::Number => number::amount(reader, node),
            Kind::Degrees(limit) => number::degrees(reader, node, limit),
            _ => mismatch(),
        }
    }
}

impl Leaf for u32 {
    fn read(reader: &Reader, node: &Node, kind: Kind) -> Option<Self> {
        match kind {
            Kind::Whole(least, most) => number::whole(reader, node, least, most),
            Kind::Year => number::whole(reader, node, 1800, 2199),
            _ => mismatch(),
        }
    }
}

impl Leaf for u16 {
    fn read(reader: &Reader, node: &Node, kind: Kind) -> Option<Self> {
        u32::read(reader, node, kind).and_then(|number| number.try_into().ok())
    }
}

impl Leaf for u8 {
    fn read(reader: &Reader, node: &Node, kind: Kind) -> Option<Self> {
        u32::read(reader, node, kind).and_then(|number| number.try_into().ok())
    }
}

impl<T: ClosedList> Leaf for T {
    fn read(reader: &Reader, node: &Node, _: Kind) -> Option<Self> {
        word::choice(reader, node)
    }
}

/// A type that does not belong to the kind of its field: a slip in this program, which every test
/// that reads the field shows.
fn mismatch<T>() -> Option<T> {
    debug_assert!(false, "a field is read as a type that its table does not give it");
    None
}
