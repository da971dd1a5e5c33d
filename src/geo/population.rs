//! How many people live in a region.

use std::collections::BTreeMap;

use super::table::Table;
use super::{GeoError, NutsCode};

/// A number of people with its date and origin, which every page and file that uses it has to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Population {
    /// Persons, the annual average.
    pub persons: u64,
    /// The year that it is the average of.
    pub year: u16,
    /// The dataset, as the table names it.
    pub dataset: String,
}

/// Reads `content/population/population-nuts2021.csv`.
///
/// # Errors
/// Where a row has another form, a level that is not its code's, or a region twice.
pub fn parse_populations(text: &str) -> Result<BTreeMap<NutsCode, Population>, GeoError> {
    let table = Table::new("population-nuts2021.csv", text, "nuts,level,population,year,dataset")?;
    let mut populations = BTreeMap::new();
    for row in table.rows() {
        let (line, row) = row?;
        let [nuts, level, persons, year, dataset] = row.as_slice() else { continue };
        let wrong = |what: &str, value: &str| table.error(line, format!("`{value}` is not {what}"));
        let code: NutsCode = nuts.parse().map_err(|_| wrong("a NUTS code", nuts))?;
        if level.parse() != Ok(code.level()) {
            return Err(wrong("the level of this code", level));
        }
        let population = Population {
            persons: persons.parse().map_err(|_| wrong("a whole number of persons", persons))?,
            year: year.parse().map_err(|_| wrong("a year", year))?,
            dataset: dataset.clone(),
        };
        if populations.insert(code, population).is_some() {
            return Err(table.error(line, format!("`{code}` stands here twice")));
        }
    }
    Ok(populations)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: &str = "nuts,level,population,year,dataset\n";

    #[test]
    fn a_row_keeps_year_and_dataset() {
        let read = parse_populations(&format!("{HEADING}AT11,2,297000,2022,ARDECO\n")).unwrap();
        let burgenland = &read[&"AT11".parse().unwrap()];
        assert_eq!((burgenland.persons, burgenland.year), (297_000, 2022));
        assert_eq!(burgenland.dataset, "ARDECO");
    }

    #[test]
    fn faults_are_named_by_line() {
        for (rows, message) in [
            ("AT11,1,5,2022,x\n", "line 2: `1` is not the level of this code"),
            ("AT11,2,,2022,x\n", "line 2: `` is not a whole number of persons"),
            ("AT11,2,5,2022,x\nAT11,2,6,2022,x\n", "line 3: `AT11` stands here twice"),
        ] {
            let error = parse_populations(&format!("{HEADING}{rows}")).unwrap_err().to_string();
            assert!(error.ends_with(message), "{error}");
        }
    }
}
