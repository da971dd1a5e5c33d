//! What changed in the records, and when.

use std::collections::{BTreeMap, BTreeSet};

use super::closed_list::closed_list;
use super::{Day, FacilityId, Release};

/// The changes of the records, as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct History {
    /// The changes, the newest first.
    pub changes: Vec<Change>,
    /// How far the history goes back.
    pub reach: Reach,
    /// The releases, the newest first.
    pub releases: Vec<Release>,
}

closed_list! {
    /// How far a history goes back.
    pub enum Reach {
        /// To the first record.
        Whole = "whole",
        /// Not to the beginning: the copy of the repository was cut off (a shallow clone).
        Cut = "cut",
        /// Nowhere: the atlas stands in no git repository, such as an unpacked archive.
        NoRepository = "no-repository",
        /// Nowhere: there is no git to ask.
        NoGit = "no-git",
    }
}

/// One commit that changed records.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Change {
    /// The commit's id, hexadecimal.
    pub id: Box<str>,
    /// When it was committed, in seconds since 1970.
    pub seconds: i64,
    /// Why: the first line of its message.
    pub why: String,
    /// The records that it changed, by id.
    pub records: Vec<RecordChange>,
}

/// What a commit did to a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RecordChange {
    /// The record.
    pub id: FacilityId,
    /// What was done.
    pub kind: ChangeKind,
    /// Of a changed record the fields, as paths such as `therapies.platforms`; empty where only
    /// its comments or its form changed, or where one of the two versions could not be read.
    pub fields: Vec<String>,
}

closed_list! {
    /// What was done to a record.
    pub enum ChangeKind {
        /// It is new.
        Added = "added",
        /// Its content changed.
        Changed = "changed",
        /// Its file was taken away.
        Removed = "removed",
    }
}

impl Change {
    /// The day of the commit, in universal time.
    #[must_use]
    pub fn day(&self) -> Day {
        Day::from_unix_days(self.seconds.div_euclid(86_400))
    }
}

/// What several changes did to a record, taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect<'h> {
    /// The record.
    pub id: &'h FacilityId,
    /// What was done in the end: a record that was added and then changed is new.
    pub kind: ChangeKind,
    /// The fields that changed, by path.
    pub fields: Vec<&'h str>,
    /// Why, the oldest reason first, each once.
    pub reasons: Vec<&'h str>,
}

/// What changes did to each record, by id; the changes come with the newest first. A record that
/// was added and taken away again is left out.
#[must_use]
pub fn effects(changes: &[Change]) -> Vec<Effect<'_>> {
    let mut kinds: BTreeMap<&FacilityId, Vec<ChangeKind>> = BTreeMap::new();
    let mut fields: BTreeMap<&FacilityId, BTreeSet<&str>> = BTreeMap::new();
    let mut reasons: BTreeMap<&FacilityId, Vec<&str>> = BTreeMap::new();
    for change in changes.iter().rev() {
        for record in &change.records {
            kinds.entry(&record.id).or_default().push(record.kind);
            let names = record.fields.iter().map(String::as_str);
            fields.entry(&record.id).or_default().extend(names);
            let why = reasons.entry(&record.id).or_default();
            if !why.contains(&change.why.as_str()) {
                why.push(&change.why);
            }
        }
    }
    let in_the_end = |kinds: &[ChangeKind]| {
        let was_there = kinds.first() != Some(&ChangeKind::Added);
        let is_there = kinds.last() != Some(&ChangeKind::Removed);
        match (was_there, is_there) {
            (true, true) => Some(ChangeKind::Changed),
            (true, false) => Some(ChangeKind::Removed),
            (false, true) => Some(ChangeKind::Added),
            (false, false) => None,
        }
    };
    kinds
        .into_iter()
        .filter_map(|(id, kinds)| {
            let kind = in_the_end(&kinds)?;
            // Of a new record, and of one that is gone, every field is.
            let fields = fields.remove(id).filter(|_| kind == ChangeKind::Changed);
            Some(Effect {
                id,
                kind,
                fields: fields.into_iter().flatten().collect(),
                reasons: reasons.remove(id).unwrap_or_default(),
            })
        })
        .collect()
}

impl History {
    /// The changes after a release, given by its place: those that are known where its commit is
    /// not among them, and then how far they reach is not the whole.
    #[must_use]
    pub fn since(&self, release: usize) -> (Reach, &[Change]) {
        let commit = self.releases.get(release).and_then(|release| release.commit.as_deref());
        match self.changes.iter().position(|change| Some(&*change.id) == commit) {
            Some(place) => (Reach::Whole, self.changes.get(..place).unwrap_or_default()),
            None if self.reach == Reach::Whole => (Reach::Cut, &self.changes),
            None => (self.reach, &self.changes),
        }
    }

    /// Every month from the first known change to the last one, the newest first, as year and
    /// month.
    #[must_use]
    pub fn months(&self) -> Vec<(u16, u8)> {
        let month = |change: &Change| {
            let date = change.day().date();
            (date.year(), date.month().unwrap_or(1))
        };
        let first = self.changes.iter().map(month).min();
        let last = self.changes.iter().map(month).max();
        let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
        let before = |&(year, month): &(u16, u8)| match month {
            1 => (year.saturating_sub(1), 12),
            _ => (year, month - 1),
        };
        std::iter::successors(Some(last), |at| Some(before(at)).filter(|it| *it >= first)).collect()
    }

    /// The changes of one month, in universal time; and whether the history reaches back to all of
    /// them.
    #[must_use]
    pub fn in_month(&self, year: u16, month: u8) -> (Reach, &[Change]) {
        let of = |change: &Change| {
            let date = change.day().date();
            (date.year(), date.month().unwrap_or(1))
        };
        let asked = (year, month);
        // A commit may carry an older date than the one before it; it stays among its neighbours.
        let begin = self.changes.iter().position(|change| of(change) <= asked);
        let end = self.changes.iter().rposition(|change| of(change) >= asked);
        let changes = match (begin, end) {
            (Some(begin), Some(end)) => self.changes.get(begin..=end).unwrap_or_default(),
            _ => &[],
        };
        let oldest = self.changes.iter().map(of).min();
        let reach =
            if oldest.is_some_and(|oldest| oldest < asked) { Reach::Whole } else { self.reach };
        (reach, changes)
    }

    /// A history of which nothing is known.
    #[must_use]
    pub fn unknown(reach: Reach) -> Self {
        Self { changes: Vec::new(), reach, releases: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(seconds: i64, why: &str, records: &[(&str, ChangeKind, &str)]) -> Change {
        let record = |&(id, kind, field): &(&str, ChangeKind, &str)| RecordChange {
            id: FacilityId::parse(id).unwrap(),
            kind,
            fields: field.split_whitespace().map(str::to_owned).collect(),
        };
        let records = records.iter().map(record).collect();
        Change { id: seconds.to_string().into(), seconds, why: why.to_owned(), records }
    }

    #[test]
    fn what_was_added_and_then_changed_is_new() {
        use ChangeKind::{Added, Changed, Removed};
        let changes = [
            change(
                3,
                "c",
                &[("nl/a", Changed, "name"), ("nl/b", Removed, ""), ("nl/d", Added, "")],
            ),
            change(2, "b", &[("nl/a", Changed, "status"), ("nl/c", Changed, "name")]),
            change(1, "a", &[("nl/a", Added, ""), ("nl/b", Added, ""), ("nl/d", Removed, "")]),
        ];
        let found = effects(&changes);
        let shown: Vec<_> = found.iter().map(|it| (it.id.as_str(), it.kind)).collect();
        assert_eq!(shown, [("nl/a", Added), ("nl/c", Changed), ("nl/d", Changed)]);
        assert_eq!(found[0].reasons, ["a", "b", "c"]);
        assert_eq!(found[1].fields, ["name"]);
    }

    #[test]
    fn months_have_no_gaps() {
        const DAY: i64 = 86_400;
        let history = History {
            changes: vec![change(80 * DAY, "", &[]), change(-20 * DAY, "", &[])],
            ..History::unknown(Reach::Whole)
        };
        assert_eq!(history.months(), [(1970, 3), (1970, 2), (1970, 1), (1969, 12)]);
        assert_eq!(history.in_month(1970, 3).1.len(), 1);
        assert_eq!(history.in_month(1970, 2).1.len(), 0);
        assert_eq!(History::unknown(Reach::NoGit).months(), []);
    }
}
