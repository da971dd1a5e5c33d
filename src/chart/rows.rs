//! Where labelled rows stand: names beside the marks where there is room for them, above otherwise.

use super::Frame;
use super::ink::Ink;
use super::sheet::{Anchor, Fault, Sheet};
use super::text;

/// The height of a line of a name.
const LINE: f64 = 17.0;
/// The room that a mark takes from top to bottom.
const MARK: f64 = 17.0;
/// The room between one row and the next.
const GAP: f64 = 8.0;
/// The room between a name and the mark beside it.
const ASIDE: f64 = 10.0;

/// The rows of a chart, from top to bottom.
#[derive(Debug)]
pub(super) struct Rows {
    /// Where marks begin.
    pub left: f64,
    /// Where the first row begins.
    pub top: f64,
    /// Where the last row ends.
    pub bottom: f64,
    /// Whether names stand above their marks.
    above: bool,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: Vec<String>,
    top: f64,
    center: f64,
}

impl Rows {
    /// Lays the names out below `top`.
    ///
    /// Names take at most 38 % of the width beside the marks, on several lines where they must;
    /// in a narrow frame, names that would need more than that stand above.
    pub(super) fn lay_out<'n>(
        names: impl Iterator<Item = &'n str> + Clone,
        frame: Frame,
        top: f64,
    ) -> Self {
        let size = frame.text_size(Ink::Label);
        let widest = names.clone().map(|name| text::width(name, size)).fold(0.0, f64::max);
        let most = frame.width() * 0.38;
        let above = frame.is_narrow() && widest > most;
        let room = if above { frame.width() } else { widest.min(most) };
        let left = if above { 1.0 } else { room + ASIDE };
        let mut below = top;
        let mut rows = Vec::new();
        for name in names {
            let name = text::wrap(name, size, room + 0.01);
            let lines = name.len() as f64 * LINE;
            let height = if above { lines + MARK } else { lines.max(MARK) };
            let center = if above { below + lines + MARK / 2.0 } else { below + height / 2.0 };
            rows.push(Row { name, top: below, center });
            below += height + if above { GAP + 2.0 } else { GAP };
        }
        Self { left, top, bottom: (below - GAP).max(top), above, rows }
    }

    /// The middle line of each row's mark.
    pub(super) fn centers(&self) -> impl Iterator<Item = f64> {
        self.rows.iter().map(|row| row.center)
    }

    /// Where vertical lines may run: all the way down beside the names, and past the marks alone
    /// where names stand above them.
    pub(super) fn spans(&self) -> Vec<(f64, f64)> {
        if self.above {
            let half = MARK / 2.0;
            self.centers().map(|center| (center - half, center + half)).collect()
        } else {
            vec![(self.top, self.bottom)]
        }
    }

    /// Writes the names.
    pub(super) fn write_names(&self, sheet: &Sheet<'_>) -> Result<(), Fault> {
        for row in &self.rows {
            let (x, anchor) =
                if self.above { (0.0, Anchor::Start) } else { (self.left - ASIDE, Anchor::End) };
            let lines = row.name.len() as f64 * LINE;
            let mut y = if self.above { row.top } else { row.center - lines / 2.0 } + LINE / 2.0;
            for line in &row.name {
                sheet.text(line, (x, y), anchor, Ink::Label)?;
                y += LINE;
            }
        }
        Ok(())
    }
}
