//! From NUTS 2024 codes to those of NUTS 2021, on which the atlas stands.

use std::collections::BTreeMap;

use super::table::Table;
use super::{GeoError, NutsCode};

/// How a NUTS 2024 region came from one of NUTS 2021.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same region under another code.
    Same,
    /// The region of the same name, with its border moved.
    Mostly,
    /// A part of the older region, which was split.
    Within,
    /// It gave a part, or merged into a larger one.
    Partly,
}

/// A NUTS 2021 region from which a NUTS 2024 one came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Predecessor {
    /// Its NUTS 2021 code.
    pub code: NutsCode,
    /// How it became the newer one.
    pub relation: Relation,
}

/// The codes that NUTS 2024 has and NUTS 2021 has not, each with its predecessors, the main one first.
/// Codes of countries that NUTS 2021 did not cover (Bosnia and Herzegovina, Kosovo, Ukraine) are not in it.
#[derive(Debug, Clone, Default)]
pub struct Correspondence(BTreeMap<NutsCode, Vec<Predecessor>>);

impl Correspondence {
    /// Reads `content/geo/nuts2024-nuts2021.csv`.
    ///
    /// # Errors
    /// Where a row has another form.
    pub fn parse(text: &str) -> Result<Self, GeoError> {
        let table = Table::new("nuts2024-nuts2021.csv", text, "nuts2024,nuts2021,relation")?;
        let mut predecessors: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for row in table.rows() {
            let (line, row) = row?;
            let [newer, older, relation] = row.as_slice() else { continue };
            let code = |text: &String| {
                text.parse().map_err(|_| table.error(line, format!("`{text}` is not a NUTS code")))
            };
            let relation = match relation.as_str() {
                "same" => Relation::Same,
                "mostly" => Relation::Mostly,
                "within" => Relation::Within,
                "partly" => Relation::Partly,
                other => return Err(table.error(line, format!("`{other}` is not a relation"))),
            };
            predecessors
                .entry(code(newer)?)
                .or_default()
                .push(Predecessor { code: code(older)?, relation });
        }
        Ok(Self(predecessors))
    }

    /// The predecessors of a code that only NUTS 2024 has, the main one first; empty for every other code.
    #[must_use]
    pub fn predecessors(&self, code: NutsCode) -> &[Predecessor] {
        self.0.get(&code).map_or(&[], Vec::as_slice)
    }
}
