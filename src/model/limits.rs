//! How much a file of the atlas may hold.

use super::fields::LIMITS;
use crate::model::field::Kind;
use crate::yaml::{Node, Value};

/// The limits of an atlas. Its settings may lower each one; none may be raised past the value of
/// [`Limits::CEILINGS`], since a limit that a pull request could take away would be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest record, in KiB.
    pub record_kib: usize,
    /// How deep maps and lists may nest; a record needs five.
    pub depth: usize,
    /// The most entries of a list.
    pub list_entries: usize,
    /// The longest text on one line, in characters. Where a field has a limit of its own, the lower
    /// one counts.
    pub text: usize,
    /// The longest summary of a record, in characters.
    pub summary: usize,
    /// The longest text of a page or a framework, in characters.
    pub page: usize,
}

impl Limits {
    /// The largest record, in bytes.
    #[must_use]
    pub fn record_bytes(&self) -> u64 {
        u64::try_from(self.record_kib).unwrap_or(u64::MAX).saturating_mul(1024)
    }

    /// The limits where the settings name no others.
    pub const CEILINGS: Self = Self {
        record_kib: 256,
        depth: crate::yaml::MAX_DEPTH,
        list_entries: super::field::MAX_LIST,
        text: super::field::MAX_TEXT,
        summary: 1_500,
        page: 60_000,
    };

    /// The limits that settings name. What they name wrongly is left at its ceiling here, and is a
    /// finding where the settings are checked.
    #[must_use]
    pub fn of_settings(settings: &Node) -> Self {
        let limit = |name: &str, ceiling: usize| {
            let named = field(settings, "limits").and_then(|limits| field(limits, name));
            let named = named.and_then(|node| node.text()?.parse::<usize>().ok());
            let least = match LIMITS.field(name).map(|field| field.kind) {
                Some(Kind::Whole(least, _)) => usize::try_from(least).unwrap_or(0),
                _ => 0,
            };
            named.filter(|it| (least..=ceiling).contains(it)).unwrap_or(ceiling)
        };
        let most = Self::CEILINGS;
        Self {
            record_kib: limit("record_kib", most.record_kib),
            depth: limit("depth", most.depth),
            list_entries: limit("list_entries", most.list_entries),
            text: limit("text", most.text),
            summary: limit("summary", most.summary),
            page: limit("page", most.page),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::CEILINGS
    }
}

fn field<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(key, _)| &*key.text == name).map(|(_, node)| node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse;

    #[test]
    fn limits_are_lowered_and_never_raised() {
        let limits = |text: &str| Limits::of_settings(&parse(text, 0).unwrap());
        assert_eq!(limits("title: A"), Limits::CEILINGS);
        let lowered = limits("limits: {text: 200, list_entries: 20}");
        assert_eq!(lowered, Limits { text: 200, list_entries: 20, ..Limits::CEILINGS });
        assert_eq!(limits("limits: {text: 100000, depth: 0, page: many}"), Limits::CEILINGS);
        assert_eq!(limits("limits: 3"), Limits::CEILINGS);
    }

    #[test]
    fn the_settings_offer_what_the_program_holds() {
        let most = Limits::CEILINGS;
        let held = [
            ("record_kib", most.record_kib),
            ("depth", most.depth),
            ("list_entries", most.list_entries),
            ("text", most.text),
            ("summary", most.summary),
            ("page", most.page),
        ];
        let offered = LIMITS.iter().map(|field| match field.kind {
            Kind::Whole(_, most) => (field.name, usize::try_from(most).unwrap()),
            _ => (field.name, 0),
        });
        assert_eq!(offered.collect::<Vec<_>>(), held);
    }
}
