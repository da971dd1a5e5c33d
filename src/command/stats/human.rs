//! The figures for people: tables with names on the left and numbers on the right.

use std::fmt::Write as _;

use super::{Density, Stats, Sum};

impl Density {
    fn shown(&self) -> String {
        let mark = if self.unstable == Some(true) { "*" } else { " " };
        match (self.per_million, self.low, self.high) {
            (Some(rate), Some(low), Some(high)) => {
                format!("{rate:.3} ({low:.3} to {high:.3}){mark}")
            }
            _ => "not known ".to_owned(),
        }
    }
}

/// The figures for people. Writing to a string cannot fail.
pub fn text(stats: &Stats) -> String {
    let mut text = String::new();
    let _ = write!(
        text,
        "{}, {}: {} facilities in {} countries\n{} at work, {} coming, {} paused, {} shut, {} whose \
         status no source gives\n",
        stats.title,
        stats.as_of,
        stats.facilities,
        stats.countries.iter().filter(|country| country.facilities > 0).count(),
        stats.at_work,
        stats.coming,
        stats.paused,
        stats.ended,
        stats.not_known,
    );
    let within = |share: Option<&f64>| {
        share.map_or_else(|| "not known".to_owned(), |share| format!("{:.1} %", share * 100.0))
    };
    let heads: Vec<String> =
        stats.distances_km.iter().map(|km| format!("within {km} km")).collect();
    let mut kinds = Table::new("Kind of facility");
    kinds.columns(["at work", "per million people (95 %)"]);
    kinds.columns(heads.iter().map(String::as_str));
    let farther: Vec<String> =
        stats.shares.iter().map(|share| format!("{:.0} % live within", share * 100.0)).collect();
    kinds.columns(farther.iter().map(String::as_str));
    kinds.columns(["regions without", "Gini"]);
    for kind in &stats.kinds {
        let mut cells = vec![kind.density.at_work.to_string(), kind.density.shown()];
        cells.extend((0..heads.len()).map(|place| within(kind.within.get(place))));
        cells.extend(
            (0..farther.len())
                .map(|place| distance(kind.covering_km.get(place).copied().flatten())),
        );
        cells.push(format!("{} of {}", kind.regions_without, kind.regions));
        cells.push(kind.gini.map_or_else(|| "none".to_owned(), |gini| format!("{gini:.2}")));
        kinds.row(&kind.label, cells);
    }
    let _ = write!(text, "\nFACILITIES AT WORK, AND THE PEOPLE NEAR THEM\n{kinds}");

    let mut countries = Table::new("Country");
    countries.columns(["people", "facilities", "at work", "per million people (95 %)"]);
    countries.columns(heads.iter().map(String::as_str));
    for country in &stats.countries {
        let people = country.people.map_or_else(|| "not known".to_owned(), grouped);
        let mut cells = vec![
            people,
            country.facilities.to_string(),
            country.density.at_work.to_string(),
            country.density.shown(),
        ];
        cells.extend((0..heads.len()).map(|place| within(country.within.get(place))));
        countries.row(country.name, cells);
    }
    let _ = write!(text, "\nCOUNTRIES, any facility at work\n{countries}");

    let mut sums = Table::new("What is counted or measured");
    sums.columns(["sum", "reported by"]);
    for sum in &stats.figures {
        let per = sum.per.map_or_else(String::new, |per| format!(" per {per}"));
        let cells = vec![sum.shown(), format!("{} of {}", sum.reported_by, sum.of)];
        sums.row(&format!("{}, {}{per}", sum.label, sum.kind), cells);
    }
    if !stats.figures.is_empty() {
        let _ =
            write!(text, "\nSUMS, of the facilities that report; the others are not zero\n{sums}");
    }

    if let Some(kind) = stats.under_served_kind.as_ref().filter(|_| !stats.under_served.is_empty())
    {
        let mut regions = Table::new("Region");
        regions.columns(["people beyond", "half live within", "holds under"]);
        for region in &stats.under_served {
            let cells = vec![
                within(Some(&region.beyond_reach)),
                distance(region.median_km),
                format!("{} of {}", region.holds_under, region.choices),
            ];
            regions.row(&format!("{} {}", region.nuts, region.name), cells);
        }
        let _ = write!(
            text,
            "\nUNDER-SERVED REGIONS: {kind}, by the share of people beyond {} km\n{regions}",
            stats.reach_km
        );
    }
    text.push_str(&notes(stats));
    text
}

/// What the figures do not say.
fn notes(stats: &Stats) -> String {
    let mut notes = String::from("\n");
    if let (Some(year), Some(source)) = (stats.population_year, stats.population_source) {
        let _ = writeln!(
            notes,
            "People: annual average of {year}, {source}; Europe is the countries that have NUTS 2021 \
             regions."
        );
    }
    notes.push_str(
        "* Fewer than 20 facilities: too few to read the density alone. Where the intervals of two \
         countries overlap, neither is ahead.\n\
         A distance is a straight line, not a journey. A missing record is not a missing facility.\n\
         'Holds under': how many other ways of asking still put the region into the worst-served \
         quarter.\n\
         All figures, with what they leave out: `api/v1/` of a built site.\n",
    );
    notes
}

impl Sum<'_> {
    fn shown(&self) -> String {
        let Some(sum) = self.sum else { return "nobody reports".to_owned() };
        let high = self.sum_max.map_or_else(String::new, |high| format!(" to {}", plain(high)));
        let more = if self.at_least > 0 { " or more" } else { "" };
        let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
        format!("{}{high}{unit}{more}", plain(sum))
    }
}

fn plain(number: f64) -> String {
    if number.fract() == 0.0 { grouped(number as u64) } else { format!("{number:.1}") }
}

fn distance(kilometres: Option<f64>) -> String {
    kilometres.map_or_else(|| "none".to_owned(), |km| format!("{km:.0} km"))
}

/// `1234567` as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap_or_default())
        .collect();
    groups.join(",")
}

/// A table with names on the left and figures on the right.
struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    fn new(head: &str) -> Self {
        Self { rows: vec![vec![head.to_owned()]] }
    }

    fn columns<'h>(&mut self, heads: impl IntoIterator<Item = &'h str>) {
        if let Some(first) = self.rows.first_mut() {
            first.extend(heads.into_iter().map(str::to_owned));
        }
    }

    fn row(&mut self, name: &str, cells: Vec<String>) {
        let mut row = vec![name.to_owned()];
        row.extend(cells);
        self.rows.push(row);
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for (place, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let padding = " ".repeat(width - cell.chars().count());
                match place {
                    0 => line.extend([cell.as_str(), &padding]),
                    _ => line.extend(["  ", &padding, cell]),
                }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let cases = [(0, "0"), (999, "999"), (1000, "1,000"), (626_517_459, "626,517,459")];
        for (number, shown) in cases {
            assert_eq!(grouped(number), shown);
        }
    }
}
