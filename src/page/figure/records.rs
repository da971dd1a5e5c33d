//! What the records say of facilities: roles, status, platforms, and how much they leave open.

use std::collections::BTreeMap;

use anyhow::Result;

use super::desk::{Desk, Draft, most, seen};
use super::{Cell, Figure, Table};
use crate::chart::{
    Bars, Completeness, CompletenessWords, Datum, Entry, Matrix, MatrixRow, NumberFormat, Question,
    Stack, Stacked, Values,
};
use crate::model::{CountryCode, Facility, FacilityIndex, Stage, Stated, Term, VocabularyName};
use crate::page::shared::terms_of;

/// Fewer facilities than this have no most frequent role.
const FEW: usize = 4;

/// How many platforms are shown.
const PLATFORMS: usize = 15;

/// How many of some facilities have each term of a vocabulary, or one below it, most first.
fn counts(
    desk: &Desk<'_, '_>,
    vocabulary: VocabularyName,
    facilities: &[FacilityIndex],
) -> Vec<(Term, String, usize)> {
    let having = having(desk, facilities);
    let terms = desk.shared.atlas.vocabularies().terms(vocabulary);
    let mut counts: Vec<_> = terms
        .filter_map(|(term, entry)| Some((term, entry.label.clone(), *having.get(&term)?)))
        .collect();
    counts.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| desk.shared.compare(&a.1, &b.1)));
    counts
}

/// How many of some facilities have each term, or one below it.
fn having(desk: &Desk<'_, '_>, facilities: &[FacilityIndex]) -> BTreeMap<Term, usize> {
    let mut having = BTreeMap::new();
    for term in facilities.iter().flat_map(|one| terms_of(desk.shared.atlas, *one)) {
        *having.entry(term).or_default() += 1;
    }
    having
}

fn table_of(desk: &Desk<'_, '_>, column: &str, counts: &[(Term, String, usize)]) -> Result<Table> {
    let words = &desk.shared.words;
    let at_work = words.choice("column", "at-work")?;
    let mut table = Table::of(&[words.fill(&format!("column.{column}"), &[])?], &[at_work]);
    let row = |it: &(Term, String, usize)| vec![Cell::Text(it.1.clone()), Cell::count(it.2)];
    table.rows = counts.iter().map(row).collect();
    Ok(table)
}

fn bars(desk: &Desk<'_, '_>, counts: &[(Term, String, usize)]) -> Result<Bars> {
    let entry = |it: &(Term, String, usize)| Entry::new(it.1.as_str(), it.2 as f64);
    Ok(Bars {
        values: Values {
            entries: counts.iter().map(entry).collect(),
            unit: desk.shared.words.text("chart.at-work")?,
            ..Values::default()
        },
    })
}

/// Roles, the most frequent first: in a country, or in all of Europe.
pub(super) fn roles(desk: &Desk<'_, '_>, country: Option<CountryCode>) -> Result<Figure> {
    let all = match country {
        Some(code) => desk.shared.in_country(code).to_vec(),
        None => desk.facilities(),
    };
    let at_work = desk.at_work(&all);
    let counts = counts(desk, VocabularyName::Roles, &at_work);
    let place = country.map_or_else(String::new, |code| desk.shared.country_in_sentence(code));
    let (first, highest) = counts.first().map_or_else(Default::default, |it| (it.1.clone(), it.2));
    let draft = Draft {
        values: &[
            ("country", &place),
            ("first", &first),
            ("most", &desk.whole(highest)),
            ("count", &desk.whole(at_work.len())),
            ("all", &desk.whole(all.len())),
        ],
        // Of a few facilities nothing is the most frequent.
        title: if at_work.len() < FEW && !counts.is_empty() {
            "tie"
        } else {
            most(counts.iter().map(|count| count.2))
        },
        plain: false,
        table: table_of(desk, "role", &counts)?,
        sources: &[],
    };
    desk.chart(&bars(desk, &counts)?, draft)
}

/// Platforms, the most frequent first.
pub(super) fn platforms(desk: &Desk<'_, '_>) -> Result<Figure> {
    let all = desk.at_work(&desk.facilities());
    let stated = |index: &&FacilityIndex| {
        desk.shared.atlas.facility(**index).therapies.platforms.is_stated()
    };
    let known = all.iter().filter(stated).count();
    let counts = counts(desk, VocabularyName::Platforms, &all);
    let table = table_of(desk, "platform", &counts)?;
    let (first, highest) = counts.first().map_or_else(Default::default, |it| (it.1.clone(), it.2));
    let shown = counts.len().min(PLATFORMS);
    let draft = Draft {
        values: &[
            ("first", &first),
            ("most", &desk.whole(highest)),
            ("known", &desk.whole(known)),
            ("count", &desk.whole(all.len())),
            ("shown", &desk.whole(shown)),
            ("of", &desk.whole(counts.len())),
        ],
        title: most(counts.iter().map(|count| count.2)),
        plain: false,
        table,
        sources: &[],
    };
    desk.chart(&bars(desk, &counts[..shown])?, draft)
}

/// The countries that have a record, with their facilities.
fn by_country<'d>(desk: &'d Desk<'_, '_>) -> Vec<(String, &'d [FacilityIndex])> {
    let country =
        |&code: &CountryCode| (desk.shared.country_name(code), desk.shared.in_country(code));
    let all = desk.shared.countries().iter().map(country);
    all.filter(|(_, facilities)| !facilities.is_empty()).collect()
}

/// Countries and roles.
pub(super) fn roles_by_country(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let all = desk.at_work(&desk.facilities());
    let roles = counts(desk, VocabularyName::Roles, &all);
    let names: Vec<String> = roles.iter().map(|role| role.1.clone()).collect();
    let mut table = Table::of(&[words.choice("column", "country")?], &names);
    let mut rows = Vec::new();
    let mut complete = 0;
    for (label, facilities) in by_country(desk) {
        let having = having(desk, &desk.at_work(facilities));
        let count = |role: &(Term, String, usize)| having.get(&role.0).copied().unwrap_or(0);
        let numbers: Vec<usize> = roles.iter().map(count).collect();
        complete += usize::from(numbers.iter().all(|number| *number > 0));
        let mut row = vec![Cell::Text(label.clone())];
        row.extend(numbers.iter().map(|number| Cell::count(*number)));
        table.rows.push(row);
        let cells = numbers.iter().map(|number| Datum::Is(*number as f64)).collect();
        rows.push(MatrixRow { label, cells });
    }
    let countries = rows.len();
    let format = desk.number(NumberFormat::WHOLE);
    let chart = Matrix { columns: names, rows, format, ..Matrix::default() };
    let draft = Draft {
        values: &[
            ("complete", &desk.whole(complete)),
            ("countries", &desk.whole(countries)),
            ("count", &desk.whole(all.len())),
        ],
        title: seen(!all.is_empty()),
        plain: false,
        table,
        sources: &[],
    };
    desk.chart(&chart, draft)
}

/// The parts of a facility's life, in the order in which they are stacked.
const STAGES: [(Stage, &str); 5] = [
    (Stage::AtWork, "at-work"),
    (Stage::Coming, "coming"),
    (Stage::Paused, "paused"),
    (Stage::Ended, "ended"),
    (Stage::NotKnown, "not-known"),
];

/// Countries by the parts of their facilities' lives, those with most first.
pub(super) fn status_by_country(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let all = desk.facilities();
    let kinds = STAGES.iter().map(|(_, word)| words.choice("stage", word));
    let kinds: Vec<String> = kinds.collect::<Result<_, _>>()?;
    let mut countries = by_country(desk);
    countries.sort_by_key(|(_, facilities)| std::cmp::Reverse(facilities.len()));
    let mut table = Table::of(&[words.choice("column", "country")?], &kinds);
    let mut stacks = Vec::new();
    for (label, facilities) in countries {
        let counts = STAGES.map(|(stage, _)| desk.shared.count_in_stage(facilities, stage));
        let mut row = vec![Cell::Text(label.clone())];
        row.extend(counts.map(Cell::count));
        table.rows.push(row);
        stacks.push(Stack { label, parts: counts.map(|count| count as f64).to_vec() });
    }
    let chart = Stacked {
        kinds,
        stacks,
        unit: words.text("chart.facilities")?,
        format: desk.number(NumberFormat::WHOLE),
    };
    let at_work = desk.shared.count_in_stage(&all, Stage::AtWork);
    let coming = desk.shared.count_in_stage(&all, Stage::Coming);
    let draft = Draft {
        values: &[
            ("at-work", &desk.whole(at_work)),
            ("coming", &desk.whole(coming)),
            ("count", &desk.whole(all.len())),
        ],
        title: seen(!all.is_empty()),
        plain: false,
        table,
        sources: &[],
    };
    desk.chart(&chart, draft)
}

/// What a record says to one question.
enum Answer {
    Stated,
    Undisclosed,
    NotApplicable,
    Absent,
}

fn answer<T>(stated: &Stated<T>) -> Answer {
    match stated {
        Stated::Is(_) => Answer::Stated,
        Stated::Undisclosed => Answer::Undisclosed,
        Stated::NotApplicable => Answer::NotApplicable,
        Stated::Absent => Answer::Absent,
    }
}

/// A question with the key of its words.
type Asked = (&'static str, fn(&Facility) -> Answer);

/// The questions that most readers come with.
const QUESTIONS: [Asked; 14] = [
    ("field.status", |it| answer(&it.status)),
    ("field.opened", |it| answer(&it.opened)),
    ("field.contact.website", |it| answer(&it.contact.website)),
    ("field.contact.email", |it| answer(&it.contact.email)),
    ("field.referral.who", |it| answer(&it.referral.who)),
    ("field.therapies.platforms", |it| answer(&it.therapies.platforms)),
    ("field.therapies.areas", |it| answer(&it.therapies.areas)),
    ("field.therapies.products", |it| answer(&it.therapies.products)),
    ("field.manufacturing.gmp", |it| answer(&it.manufacturing.gmp)),
    ("field.manufacturing.cleanrooms", |it| answer(&it.manufacturing.cleanrooms)),
    ("field.licences", |it| answer(&it.licences)),
    ("field.accreditations", |it| answer(&it.accreditations)),
    ("field.clinical.apheresis", |it| answer(&it.clinical.apheresis)),
    ("field.clinical.trials", |it| answer(&it.clinical.trials)),
];

/// How many records answer each question.
pub(super) fn completeness(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let facilities = desk.shared.atlas.facilities();
    let mut questions = Vec::new();
    for (key, ask) in QUESTIONS {
        let mut question = Question {
            label: words.text(key)?,
            stated: 0,
            undisclosed: 0,
            not_applicable: 0,
            absent: 0,
        };
        for facility in facilities {
            match ask(facility) {
                Answer::Stated => question.stated += 1,
                Answer::Undisclosed => question.undisclosed += 1,
                Answer::NotApplicable => question.not_applicable += 1,
                Answer::Absent => question.absent += 1,
            }
        }
        questions.push(question);
    }
    questions.sort_by_key(|question| std::cmp::Reverse(question.stated));
    let texts = [words.choice("column", "question")?];
    let numbers = ["stated", "undisclosed", "not-applicable", "absent"]
        .map(|key| words.choice("column", key));
    let mut table = Table::of(&texts, &numbers.into_iter().collect::<Result<Vec<_>, _>>()?);
    for one in &questions {
        let counts = [one.stated, one.undisclosed, one.not_applicable, one.absent];
        let mut row = vec![Cell::Text(one.label.clone())];
        row.extend(counts.map(Cell::count));
        table.rows.push(row);
    }
    let half = questions.iter().filter(|one| one.stated * 2 < facilities.len()).count();
    let draft = Draft {
        values: &[
            ("open", &desk.whole(half)),
            ("questions", &desk.whole(questions.len())),
            ("count", &desk.whole(facilities.len())),
        ],
        title: seen(!facilities.is_empty()),
        plain: false,
        table,
        sources: &[],
    };
    let kinds = ["stated", "undisclosed", "not-applicable", "absent"];
    let mut spoken = CompletenessWords::default();
    for (place, kind) in spoken.kinds.iter_mut().zip(kinds) {
        *place = words.choice("chart.answer", kind)?;
    }
    for one in &questions {
        let whole = one.stated + one.undisclosed + one.absent;
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("part", &desk.whole(one.stated)), ("whole", &desk.whole(whole))];
        spoken.figures.push(words.fill("chart.part", &values)?);
    }
    desk.chart(&Completeness { questions, spoken: Some(spoken) }, draft)
}
