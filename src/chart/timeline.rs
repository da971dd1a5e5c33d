//! What came and what went, year by year: columns upwards and downwards from one line.

use std::fmt::Write;

use super::ink::Ink;
use super::legend::{Legend, Swatch};
use super::number::NumberFormat;
use super::sheet::{Anchor, Fault, Place, Sheet, TICK, ticks};
use super::words::count;
use super::{Chart, Frame};

/// Columns over years.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The years in order; a year in between that is missing has nothing.
    pub years: Vec<Year>,
    /// What stands above the line: `opened`.
    pub came: String,
    /// What stands above the line in outline, because it has not happened yet: `planned to open`.
    pub coming: String,
    /// What stands below the line: `closed`.
    pub went: String,
}

/// What happened in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// How many came.
    pub came: u32,
    /// How many are to come.
    pub coming: u32,
    /// How many went.
    pub went: u32,
}

impl Default for Timeline {
    fn default() -> Self {
        Self {
            years: Vec::new(),
            came: "opened".to_owned(),
            coming: "planned to open".to_owned(),
            went: "closed".to_owned(),
        }
    }
}

/// The height of the columns' room.
const HIGH: f64 = 200.0;
/// The room for the years below.
const SCALE: f64 = 26.0;
/// The room to the right of the last column.
const EDGE: f64 = 2.0;
/// The room for the figure beyond a column.
const FIGURE: f64 = 16.0;

impl Chart for Timeline {
    fn describe(&self) -> String {
        let (mut came, mut coming, mut went) = (0_u64, 0_u64, 0_u64);
        for year in &self.years {
            came += u64::from(year.came);
            coming += u64::from(year.coming);
            went += u64::from(year.went);
        }
        let mut text = format!("Columns for {}", count(self.span(), "year", "years"));
        if let (Some(first), Some(last)) = (self.first(), self.last()) {
            _ = write!(text, ", {first} to {last}");
        }
        _ = write!(text, ": {came} {}, {coming} {}, {went} {}.", self.came, self.coming, self.went);
        if let Some(most) = self.years.iter().max_by_key(|year| (year.came, -year.year))
            && most.came > 0
        {
            _ = write!(text, " Most {}: {} in {}.", self.came, most.came, most.year);
        }
        text
    }

    fn is_empty(&self) -> bool {
        self.years.iter().all(|year| year.came + year.coming + year.went == 0)
    }

    fn height(&self, frame: Frame) -> f64 {
        self.legend(frame).height + FIGURE + HIGH + FIGURE + SCALE
    }

    fn paint(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        let legend = self.legend(sheet.frame());
        legend.paint(sheet)?;
        let Some(first) = self.first() else { return Ok(()) };
        let highest = self.years.iter().map(|year| year.came + year.coming).max().unwrap_or(0);
        let deepest = self.years.iter().map(|year| year.went).max().unwrap_or(0);
        let unit = HIGH / f64::from((highest + deepest).max(1));
        let line = legend.height + FIGURE + unit * f64::from(highest);
        let left = self.paint_scale(sheet, unit, line, (highest, deepest))?;
        let wide = (sheet.width() - left - EDGE) / self.span() as f64;
        let thick = (wide * 0.8).min(28.0);
        let middle = |year: i32| left + wide * (f64::from(year - first) + 0.5);
        for year in &self.years {
            let x = middle(year.year);
            let column = |from: u32, to: u32| Place {
                left: x - thick / 2.0,
                right: x + thick / 2.0,
                top: line - unit * f64::from(to),
                bottom: line - unit * f64::from(from),
            };
            if year.came > 0 {
                sheet.rect(column(0, year.came), Ink::Mark)?;
            }
            if year.coming > 0 {
                sheet.rect(column(year.came, year.came + year.coming), Ink::Hollow)?;
            }
            if year.went > 0 {
                let bottom = line + unit * f64::from(year.went);
                sheet.rect(Place { top: line, bottom, ..column(0, 0) }, Ink::Kind2)?;
            }
            let figure = |number: u32, y: f64| {
                let words = NumberFormat::WHOLE.write(f64::from(number));
                // A figure that is wider than its year would run into the next one.
                if number > 0 && sheet.room(&words, Ink::Note) < wide {
                    sheet.text(&words, (x, y), Anchor::Middle, Ink::Note)
                } else {
                    Ok(())
                }
            };
            let both = year.came + year.coming;
            figure(both, line - unit * f64::from(both) - FIGURE / 2.0)?;
            figure(year.went, line + unit * f64::from(year.went) + FIGURE / 2.0)?;
        }
        sheet.line((left, line), (sheet.width() - EDGE, line), Ink::Axis)?;
        self.paint_years(sheet, first, wide, middle)
    }
}

impl Timeline {
    fn legend(&self, frame: Frame) -> Legend<'_> {
        let any = |number: fn(&Year) -> u32| self.years.iter().any(|year| number(year) > 0);
        let kinds = [
            (Swatch::Box(Ink::Mark), &self.came, any(|year| year.came)),
            (Swatch::Box(Ink::Hollow), &self.coming, any(|year| year.coming)),
            (Swatch::Box(Ink::Kind2), &self.went, any(|year| year.went)),
        ];
        let shown = kinds.into_iter().filter(|kind| kind.2);
        Legend::lay_out(shown.map(|(swatch, name, _)| (swatch, name.as_str())), frame)
    }

    /// Draws lines for round numbers upwards and downwards, and returns where the columns begin.
    fn paint_scale(
        &self,
        sheet: &Sheet<'_>,
        unit: f64,
        line: f64,
        (highest, deepest): (u32, u32),
    ) -> Result<f64, Fault> {
        let most = f64::from(highest.max(deepest));
        let numbers = ticks(&(0.0..most), most * unit, |_, _| TICK);
        let whole = |number: f64| NumberFormat::WHOLE.write(number);
        let room = numbers.iter().map(|&(number, _)| sheet.room(&whole(number), Ink::Tick));
        let left = room.fold(0.0, f64::max) + 8.0;
        for &(number, _) in numbers.iter().filter(|(number, _)| number.fract() <= 0.0) {
            let up = (number <= f64::from(highest)).then_some(line - number * unit);
            let down =
                (number > 0.0 && number <= f64::from(deepest)).then_some(line + number * unit);
            for y in up.into_iter().chain(down) {
                sheet.line((left, y), (sheet.width() - EDGE, y), Ink::Grid)?;
                sheet.text(&whole(number), (left - 6.0, y), Anchor::End, Ink::Tick)?;
            }
        }
        Ok(left)
    }

    fn first(&self) -> Option<i32> {
        self.years.iter().map(|year| year.year).min()
    }

    fn last(&self) -> Option<i32> {
        self.years.iter().map(|year| year.year).max()
    }

    /// How many years there are from the first to the last, at least one.
    fn span(&self) -> usize {
        let between = self.first().zip(self.last()).map_or(0, |(first, last)| last - first);
        usize::try_from(between).unwrap_or(0) + 1
    }

    /// Writes as many years as have room, each a multiple of 1, 2, 5, 10 …
    fn paint_years(
        &self,
        sheet: &Sheet<'_>,
        first: i32,
        wide: f64,
        middle: impl Fn(i32) -> f64,
    ) -> Result<(), Fault> {
        let room = sheet.room("2000", Ink::Tick) + 10.0;
        let fits = |step: &i32| f64::from(*step) * wide >= room;
        let step = [1, 2, 5, 10, 20, 50, 100].into_iter().find(fits).unwrap_or(200);
        let last = self.last().unwrap_or(first);
        let y = sheet.height() - SCALE / 2.0;
        let shown: Vec<i32> = (first..=last).filter(|year| year % step == 0).collect();
        for &year in if shown.is_empty() { std::slice::from_ref(&first) } else { &shown } {
            let words = year.to_string();
            let half = sheet.room(&words, Ink::Tick) / 2.0;
            let x = middle(year).clamp(half, sheet.width() - half);
            sheet.text(&words, (x, y), Anchor::Middle, Ink::Tick)?;
        }
        Ok(())
    }
}
