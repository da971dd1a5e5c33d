//! Completeness: for each question, how many answered, and what the others said.

use std::fmt::Write;

use super::ink::Ink;
use super::legend::{Legend, Swatch};
use super::number::NumberFormat;
use super::rows::Rows;
use super::sheet::{Anchor, Fault, Place, Sheet};
use super::words::count;
use super::{Chart, Frame};

/// Strips of full width from top to bottom, in the order given.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Completeness {
    /// The questions.
    pub questions: Vec<Question>,
    /// The words on the drawing in another language.
    pub spoken: Option<CompletenessWords>,
}

/// The words on a drawing of completeness.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompletenessWords {
    /// The kinds of answers: stated, not disclosed, not applicable, not known.
    pub kinds: [String; 4],
    /// For each question how many answered, of how many.
    pub figures: Vec<String>,
}

/// How the answers to one question divide. The four are never mixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name.
    pub label: String,
    /// Those that answered; zero and 'none' are answers.
    pub stated: usize,
    /// Those that were asked and did not tell.
    pub undisclosed: usize,
    /// Those for which it makes no sense.
    pub not_applicable: usize,
    /// Those that nobody has told us about.
    pub absent: usize,
}

/// Half the thickness of a strip.
const HALF: f64 = 6.0;
/// The room between a strip and its figure.
const ASIDE: f64 = 8.0;

/// The kinds of answers in the order in which they stand, with what they look like.
const KINDS: [(Swatch, &str); 4] = [
    (Swatch::Box(Ink::Mark), "stated"),
    (Swatch::Box(Ink::Weak), "not disclosed"),
    (Swatch::Box(Ink::Hollow), "not applicable"),
    (Swatch::Hatch, "not known"),
];

impl Chart for Completeness {
    fn describe(&self) -> String {
        let questions = count(self.questions.len(), "question", "questions");
        let mut text = format!("How many answers there are to {questions}.");
        let share = |question: &Question| {
            let of = question.stated + question.undisclosed + question.absent;
            (question.stated * 1000).checked_div(of)
        };
        let shares = || self.questions.iter().filter_map(|one| Some((share(one)?, one)));
        let ends = (shares().max_by_key(|one| one.0), shares().min_by_key(|one| one.0));
        if let (Some((_, best)), Some((_, worst))) = ends {
            _ = write!(text, " Most: {}, {}.", best.label, best.figure());
            if self.questions.len() > 1 {
                _ = write!(text, " Fewest: {}, {}.", worst.label, worst.figure());
            }
        }
        text
    }

    fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    fn height(&self, frame: Frame) -> f64 {
        self.rows(frame).bottom + 2.0
    }

    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        let rows = self.rows(sheet.frame());
        Legend::lay_out(self.kinds(), sheet.frame()).paint(sheet)?;
        let figures = self.figures();
        let room = figures.iter().map(|figure| sheet.room(figure, Ink::Value));
        let right = sheet.width() - 1.0 - room.fold(0.0, f64::max) - ASIDE;
        for ((question, figure), y) in self.questions.iter().zip(&figures).zip(rows.centers()) {
            let parts = question.parts();
            let whole: usize = parts.iter().sum();
            let mut left = rows.left;
            for ((swatch, _), part) in KINDS.into_iter().zip(parts) {
                if part == 0 {
                    continue;
                }
                let wide = (right - rows.left) * part as f64 / whole as f64;
                let place = Place { left, top: y - HALF, right: left + wide, bottom: y + HALF };
                match swatch {
                    Swatch::Box(ink) => sheet.rect(place, ink)?,
                    Swatch::Hatch => sheet.hatch(place)?,
                }
                left += wide;
            }
            sheet.text(figure, (right + ASIDE, y), Anchor::Start, Ink::Value)?;
        }
        rows.write_names(sheet)
    }
}

impl Completeness {
    fn kinds(&self) -> impl Iterator<Item = (Swatch, &str)> {
        KINDS.into_iter().enumerate().map(|(place, (swatch, name))| {
            let spoken = self.spoken.as_ref().and_then(|spoken| spoken.kinds.get(place));
            (swatch, spoken.map_or(name, String::as_str))
        })
    }

    fn figures(&self) -> Vec<String> {
        match &self.spoken {
            Some(spoken) => spoken.figures.clone(),
            None => self.questions.iter().map(Question::figure).collect(),
        }
    }

    fn rows(&self, frame: Frame) -> Rows {
        let legend = Legend::lay_out(self.kinds(), frame);
        let names = self.questions.iter().map(|question| question.label.as_str());
        Rows::lay_out(names, frame, legend.height + 2.0)
    }
}

impl Question {
    fn parts(&self) -> [usize; 4] {
        [self.stated, self.undisclosed, self.not_applicable, self.absent]
    }

    /// How many answered of those for whom the question makes sense.
    fn figure(&self) -> String {
        let whole = |number: usize| NumberFormat::WHOLE.write(number as f64);
        let of = self.stated + self.undisclosed + self.absent;
        format!("{} of {}", whole(self.stated), whole(of))
    }
}
