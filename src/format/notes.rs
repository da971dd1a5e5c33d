//! Which remark belongs to which field or entry.

use std::collections::BTreeMap;

use crate::yaml::{self, Node, Remark, Value};

/// A field or an entry of a list, by the byte at which it begins. An entry that is a group begins
/// where its first field does, and comes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    start: usize,
    is_field: bool,
}

impl Place {
    /// A field, by its key.
    pub fn field(key: &yaml::Key) -> Self {
        Self { start: key.span.range().start, is_field: true }
    }

    /// An entry of a list.
    pub fn entry(node: &Node) -> Self {
        Self { start: node.span.range().start, is_field: false }
    }
}

/// The remarks of a field or an entry.
#[derive(Debug, Default)]
pub struct Notes {
    /// On the lines above it.
    pub above: Vec<String>,
    /// On its own line.
    pub beside: Vec<String>,
    /// On the lines below it.
    pub below: Vec<String>,
}

/// All remarks of a text.
#[derive(Debug, Default)]
pub struct AllNotes {
    /// Above everything.
    pub head: Vec<String>,
    /// Below everything.
    pub foot: Vec<String>,
    of: BTreeMap<Place, Notes>,
}

impl AllNotes {
    /// The remarks of one field or entry.
    pub fn of(&self, place: Place) -> Option<&Notes> {
        self.of.get(&place)
    }
}

/// A place with what decides whether a remark belongs to it.
struct Spot {
    place: Place,
    column: usize,
    /// The end of the value.
    end: usize,
    /// Whether it stands inside brackets or braces.
    in_flow: bool,
    /// Whether its value is a group or a list on lines of its own.
    opens_block: bool,
}

/// Gives each remark of a text to the field or entry that it stands at.
pub fn attach(text: &str, tree: &Node) -> AllNotes {
    let mut spots = Vec::new();
    gather(text, tree, false, &mut spots);
    spots.sort_by_key(|spot| spot.place);
    let mut notes = AllNotes::default();
    for remark in yaml::remarks(text) {
        if remark.text.starts_with(super::SCHEMA_LINE) {
            continue;
        }
        let next = spots.iter().find(|spot| spot.place.start > remark.start);
        let is_first = spots.first().is_none_or(|spot| spot.place.start > remark.start);
        if is_first {
            notes.head.push(remark.text);
        } else if !remark.alone {
            match beside(text, &spots, &remark) {
                Some(place) => notes.of.entry(place).or_default().beside.push(remark.text),
                None => notes.foot.push(remark.text),
            }
        } else if let Some(spot) = next.filter(|spot| spot.in_flow || spot.column >= remark.column)
        {
            notes.of.entry(spot.place).or_default().above.push(remark.text);
        } else if let Some(spot) = last_before(&spots, &remark).filter(|_| remark.column > 0) {
            notes.of.entry(spot.place).or_default().below.push(remark.text);
        } else {
            notes.foot.push(remark.text);
        }
    }
    notes
}

/// The field or entry on whose line a remark stands.
fn beside(text: &str, spots: &[Spot], remark: &Remark) -> Option<Place> {
    let line = text[..remark.start].rfind('\n').map_or(0, |newline| newline + 1);
    let before = || spots.iter().filter(|spot| spot.place.start < remark.start);
    let on_line = || before().filter(|spot| spot.place.start >= line);
    // Behind a comma between brackets it belongs to what stands there.
    let inside = on_line().rfind(|spot| spot.in_flow);
    let still_open =
        before().any(|spot| !spot.in_flow && !spot.opens_block && spot.end > remark.start);
    if let Some(spot) = inside.filter(|_| still_open) {
        return Some(spot.place);
    }
    // The first field on the line, or the entry if it is a single value; behind a value of several
    // lines the one that it ends.
    let own = on_line().rfind(|spot| !spot.in_flow);
    own.or_else(|| before().rfind(|spot| !spot.in_flow)).map(|spot| spot.place)
}

/// The last field or entry before a remark that does not begin to the right of it.
fn last_before<'s>(spots: &'s [Spot], remark: &Remark) -> Option<&'s Spot> {
    spots.iter().rev().find(|spot| {
        spot.place.start < remark.start && !spot.in_flow && spot.column <= remark.column
    })
}

fn gather(text: &str, node: &Node, in_flow: bool, spots: &mut Vec<Spot>) {
    let opens = text.get(node.span.range()).is_some_and(|it| it.starts_with(['[', '{']));
    let in_flow = in_flow || opens && !matches!(node.value, Value::Scalar { .. });
    let spot = |place: Place, value: &Node| {
        let line = text[..place.start].rfind('\n').map_or(0, |newline| newline + 1);
        let before = &text[line..place.start];
        // An entry stands where its hyphen does.
        let column = match before.rfind("- ") {
            Some(hyphen) if !place.is_field => hyphen,
            _ => before.len(),
        };
        let is_flow = text.get(value.span.range()).is_some_and(|it| it.starts_with(['[', '{']));
        let opens_block = !is_flow && !matches!(value.value, Value::Scalar { .. });
        Spot { place, column, end: value.span.range().end, in_flow, opens_block }
    };
    match &node.value {
        Value::Scalar { .. } => {}
        Value::List(items) => {
            for item in items {
                // A group begins where its first field does: remarks above belong to the whole.
                spots.push(spot(Place::entry(item), item));
                gather(text, item, in_flow, spots);
            }
        }
        Value::Map(entries) => {
            for (key, value) in entries {
                spots.push(spot(Place::field(key), value));
                gather(text, value, in_flow, spots);
            }
        }
    }
}
