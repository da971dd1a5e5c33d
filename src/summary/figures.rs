//! Sums of what facilities count and measure, always with how many of them said so.
//!
//! Figures are added only where that makes sense: the measure adds up (its vocabulary says so), the
//! kind is the same (what is, what would be possible, what is planned, what came together over the
//! years) and the period too. What is, could be or came together is summed over facilities at work
//! only; plans over those at work or coming. The record that another one is a part of is taken to
//! include it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::{
    Amount, Atlas, Facility, FacilityIndex, Figure, FigureKind, MeasureDetail, Period, Qualifier,
    Stage, Term, TermDetail, Vocabularies,
};

/// What is added up together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureKey {
    /// What is measured.
    pub measure: Term,
    /// The kind of figure.
    pub kind: FigureKind,
    /// The period of a flow.
    pub per: Option<Period>,
    /// The role of the facilities summed over; all of them where it is `None`.
    pub role: Option<Term>,
}

/// A sum over the facilities of one area, with all that it leaves out.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureSum {
    /// What was added up.
    pub key: FigureKey,
    /// The least that the sum can be: lower ends of ranges, and nothing for a figure that says
    /// 'at most'.
    pub low: f64,
    /// The most that it can be, but for those facilities that say 'at least'.
    pub high: f64,
    /// How many facilities the sum is made of.
    pub reported_by: u32,
    /// How many facilities there are that could have reported.
    pub of: u32,
    /// How many were asked and did not tell.
    pub undisclosed: u32,
    /// For how many the measure makes no sense.
    pub not_applicable: u32,
    /// How many state the measure more than once without saying which figure is the whole.
    pub ambiguous: u32,
    /// How many are left out because the record that they are a part of reports the measure too.
    pub within_whole: u32,
    /// How many of the figures are a least value, so that the sum may be more.
    pub at_least: u32,
    /// How many of the figures are rounded or estimated.
    pub about: u32,
    /// The first and the last year that the figures are of, where any says.
    pub years: Option<(u16, u16)>,
}

impl FigureSum {
    fn new(key: FigureKey, of: u32) -> Self {
        Self {
            key,
            low: 0.0,
            high: 0.0,
            reported_by: 0,
            of,
            undisclosed: 0,
            not_applicable: 0,
            ambiguous: 0,
            within_whole: 0,
            at_least: 0,
            about: 0,
            years: None,
        }
    }

    fn add(&mut self, answer: &Answer, facility: &Facility) {
        let figure = match answer {
            Answer::Undisclosed => return self.undisclosed += 1,
            Answer::NotApplicable => return self.not_applicable += 1,
            Answer::Ambiguous => return self.ambiguous += 1,
            Answer::WithinWhole => return self.within_whole += 1,
            Answer::Figure(place, amount) => {
                let Some(figure) = facility.figures.get(*place) else { return };
                let high = amount.high.unwrap_or(amount.low);
                self.low += if figure.qualifier == Qualifier::AtMost { 0.0 } else { amount.low };
                self.high += high;
                figure
            }
        };
        self.reported_by += 1;
        self.at_least += u32::from(figure.qualifier == Qualifier::AtLeast);
        self.about += u32::from(figure.qualifier == Qualifier::About);
        for year in figure.from.into_iter().chain(figure.year) {
            let (first, last) = self.years.unwrap_or((year, year));
            self.years = Some((first.min(year), last.max(year)));
        }
    }
}

/// What a facility says to one measure.
#[derive(Debug, Clone, Copy)]
pub(super) enum Answer {
    /// The figure, by its place among those of the record.
    Figure(usize, Amount),
    Undisclosed,
    NotApplicable,
    Ambiguous,
    WithinWhole,
}

/// What makes figures of one facility the same question.
pub(super) type Question = (Term, FigureKind, Option<Period>);

/// What every facility answers, each worked out when it is first asked for.
pub(super) struct AllAnswers(Vec<OnceLock<BTreeMap<Question, Answer>>>);

impl AllAnswers {
    /// Nobody has been asked yet.
    pub(super) fn of(atlas: &Atlas) -> Self {
        Self(atlas.facilities().iter().map(|_| OnceLock::new()).collect())
    }

    fn of_facility(&self, atlas: &Atlas, index: FacilityIndex) -> &BTreeMap<Question, Answer> {
        self.0[index.get()].get_or_init(|| answers(atlas.facility(index), atlas.vocabularies()))
    }
}

/// The sums of an area by key, from the facilities in it.
pub(super) fn figures(
    atlas: &Atlas,
    answers: &AllAnswers,
    members: &[FacilityIndex],
) -> Vec<FigureSum> {
    let mut sums: BTreeMap<FigureKey, FigureSum> = BTreeMap::new();
    let population = Population::of_members(atlas, members);
    for &index in members {
        let facility = atlas.facility(index);
        for (&question, answer) in answers.of_facility(atlas, index) {
            let whole = is_within_whole(atlas, index, question, answers);
            let answer = if whole { &Answer::WithinWhole } else { answer };
            let (measure, kind, per) = question;
            let roles = facility.roles.iter().copied().map(Some);
            for role in roles.chain([None]) {
                let key = FigureKey { measure, kind, per, role };
                let new = || FigureSum::new(key, population.of(kind, role));
                sums.entry(key).or_insert_with(new).add(answer, facility);
            }
        }
    }
    sums.into_values().collect()
}

/// The answers of a facility that count, by question.
fn answers(facility: &Facility, words: &Vocabularies) -> BTreeMap<Question, Answer> {
    let stage = words.stage(&facility.status);
    let mut of_question: BTreeMap<Question, Vec<(usize, &Figure)>> = BTreeMap::new();
    for (place, figure) in facility.figures.iter().enumerate() {
        let detail = words.entry(figure.measure).map(|entry| &entry.detail);
        let adds_up = matches!(detail, Some(TermDetail::Measure(MeasureDetail { sums: true, .. })));
        if adds_up && counts(figure.kind, stage) {
            let question = (figure.measure, figure.kind, figure.per);
            of_question.entry(question).or_default().push((place, figure));
        }
    }
    of_question.into_iter().map(|(question, figures)| (question, answer(&figures))).collect()
}

/// Whether figures of a kind count for a facility in that part of its life.
fn counts(kind: FigureKind, stage: Stage) -> bool {
    match kind {
        FigureKind::Planned => matches!(stage, Stage::AtWork | Stage::Coming),
        FigureKind::Actual | FigureKind::Capacity | FigureKind::Cumulative => {
            stage == Stage::AtWork
        }
    }
}

/// The one answer of several figures: the whole, where one is marked so.
fn answer(figures: &[(usize, &Figure)]) -> Answer {
    let mut totals = figures.iter().filter(|(_, figure)| figure.total);
    let (place, figure) = match (figures, totals.next(), totals.next()) {
        ([only], ..) => only,
        (_, Some(total), None) => total,
        _ => return Answer::Ambiguous,
    };
    match &figure.value {
        crate::model::Stated::Is(_) if figure.currency.is_some() => Answer::Ambiguous,
        crate::model::Stated::Is(amount) => Answer::Figure(*place, *amount),
        crate::model::Stated::Undisclosed => Answer::Undisclosed,
        crate::model::Stated::NotApplicable => Answer::NotApplicable,
        crate::model::Stated::Absent => Answer::Ambiguous,
    }
}

/// Whether a record above this one reports the same.
fn is_within_whole(
    atlas: &Atlas,
    index: FacilityIndex,
    question: Question,
    answers: &AllAnswers,
) -> bool {
    let parent = |index: FacilityIndex| atlas.find(atlas.facility(index).parent.as_ref()?);
    let reports = |above| answers.of_facility(atlas, above).get(&question);
    std::iter::successors(parent(index), |&above| parent(above))
        .any(|above| matches!(reports(above), Some(Answer::Figure(..))))
}

/// How many facilities of an area could report, in all and of each role.
#[derive(Debug, Clone, Default)]
struct Population {
    at_work: BTreeMap<Option<Term>, u32>,
    coming: BTreeMap<Option<Term>, u32>,
}

impl Population {
    fn of_members(atlas: &Atlas, members: &[FacilityIndex]) -> Self {
        let mut population = Self::default();
        for &index in members {
            let facility = atlas.facility(index);
            let map = match atlas.vocabularies().stage(&facility.status) {
                Stage::AtWork => &mut population.at_work,
                Stage::Coming => &mut population.coming,
                Stage::Paused | Stage::Ended | Stage::NotKnown => continue,
            };
            for role in facility.roles.iter().copied().map(Some).chain([None]) {
                *map.entry(role).or_default() += 1;
            }
        }
        population
    }

    fn of(&self, kind: FigureKind, role: Option<Term>) -> u32 {
        let count = |map: &BTreeMap<Option<Term>, u32>| map.get(&role).copied().unwrap_or(0);
        let coming = if kind == FigureKind::Planned { count(&self.coming) } else { 0 };
        count(&self.at_work) + coming
    }
}
