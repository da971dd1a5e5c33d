//! Facilities per million people in each country, against the figure of all Europe: which countries
//! have clearly more or fewer than chance would explain.

use std::collections::BTreeMap;

use anyhow::Result;

use super::desk::{Desk, Draft, seen};
use super::ground::europe_spec;
use super::key::Sign;
use super::{Cell, Figure, Key, Table};
use crate::chart::NumberFormat;
use crate::geo::NutsCode;
use crate::map::{AreaKey, AreaMark};
use crate::model::CountryCode;
use crate::summary::{Area, Rate, Subject};

/// How many times the European figure counts as far from it, and its inverse.
const FAR: f64 = 2.0;

/// How a rate stands against the European figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    FarBelow,
    Below,
    /// Its interval holds the European figure: chance could explain the difference.
    Unclear,
    Above,
    FarAbove,
}

impl Standing {
    /// All of them, from few to many.
    const ALL: [Self; 5] =
        [Self::FarBelow, Self::Below, Self::Unclear, Self::Above, Self::FarAbove];

    fn of(rate: &Rate, europe: f64) -> Self {
        let interval = rate.interval;
        if interval.high < europe {
            if rate.per_million * FAR < europe { Self::FarBelow } else { Self::Below }
        } else if interval.low > europe {
            if rate.per_million > europe * FAR { Self::FarAbove } else { Self::Above }
        } else {
            Self::Unclear
        }
    }

    fn is_above(self) -> bool {
        matches!(self, Self::Above | Self::FarAbove)
    }

    fn is_below(self) -> bool {
        matches!(self, Self::Below | Self::FarBelow)
    }

    /// Its step of the palette's `turn`.
    fn class(self) -> String {
        format!("turn-{}", self as usize)
    }

    /// Its name in the catalogue, under `standing`.
    fn word(self) -> &'static str {
        match self {
            Self::FarBelow => "far-below",
            Self::Below => "below",
            Self::Unclear => "unclear",
            Self::Above => "above",
            Self::FarAbove => "far-above",
        }
    }
}

/// A country on the map.
struct Country {
    code: CountryCode,
    name: String,
    /// The facilities at work; `None` where there is no record.
    at_work: Option<u32>,
    people: Option<u64>,
    /// `None` where there is no record, or nobody has counted the people.
    held: Option<(Rate, Standing)>,
}

/// The countries, those with the highest rates first, then those without any.
fn countries(desk: &Desk<'_, '_>, europe: f64) -> Vec<Country> {
    let country = |code: CountryCode| {
        let provision = desk.provision(Area::Country(code), Subject::Any);
        let rate = provision.and_then(|it| it.rate);
        let has_record = !desk.shared.in_country(code).is_empty();
        let held = rate.filter(|_| has_record && europe > 0.0);
        Country {
            code,
            name: desk.shared.country_name(code),
            at_work: provision.filter(|_| has_record).map(|it| it.at_work),
            people: rate.map(|rate| rate.people),
            held: held.map(|rate| (rate, Standing::of(&rate, europe))),
        }
    };
    let areas = desk.summaries().areas().iter();
    let mut all: Vec<Country> = areas
        .filter_map(|summary| match summary.area {
            Area::Country(code) => Some(country(code)),
            _ => None,
        })
        .collect();
    let rate = |it: &Country| it.held.map_or(f64::NEG_INFINITY, |(rate, _)| rate.per_million);
    all.sort_by(|a, b| {
        rate(b).total_cmp(&rate(a)).then_with(|| desk.shared.compare(&a.name, &b.name))
    });
    all
}

/// Builds it.
pub(super) fn map(desk: &Desk<'_, '_>) -> Result<Figure> {
    let words = &desk.shared.words;
    let whole = desk.provision(Area::Europe, Subject::Any).and_then(|it| it.rate);
    let europe = whole.map_or(0.0, |rate| rate.per_million);
    let countries = countries(desk, europe);
    let held = || countries.iter().filter_map(|it| Some((it, it.held?.1)));
    let names = |is: fn(Standing) -> bool| -> Result<String> {
        let names: Vec<&str> =
            held().filter(|it| is(it.1)).map(|(country, _)| country.name.as_str()).collect();
        if names.is_empty() {
            return Ok(desk.say("nobody", &[])?);
        }
        Ok(names.join(&words.text("list.separator")?))
    };
    let count = |is: fn(Standing) -> bool| desk.whole(held().filter(|it| is(it.1)).count());
    let people = whole.map_or(0.0, |rate| rate.people as f64 / 1e6);
    let draft = Draft {
        values: &[
            ("above", &count(Standing::is_above)),
            ("below", &count(Standing::is_below)),
            ("unclear", &count(|it| it == Standing::Unclear)),
            ("all", &desk.whole(held().count())),
            ("above-names", &names(Standing::is_above)?),
            ("below-names", &names(Standing::is_below)?),
            ("europe", &desk.number(NumberFormat::RATE).write(europe)),
            ("count", &desk.whole(whole.map_or(0, |rate| rate.events as usize))),
            ("people", &desk.number(NumberFormat::WHOLE).write(people)),
            ("year", &desk.shared.population_year()),
        ],
        title: seen(held().next().is_some()),
        plain: false,
        table: table(desk, &countries, europe)?,
        sources: &["population", "boundaries", "neighbours"],
    };
    let areas = marks(desk, &countries, europe)?;
    let (title, about) = (desk.title(&draft)?, desk.say("description", draft.values)?);
    let slug = desk.id.slug();
    let map = desk.shared.ground.europe(
        &desk.shared.beneath,
        0,
        &europe_spec(&slug, &title, &about, &areas),
        &desk.shared.captions,
    );
    let mut keys = Vec::new();
    for standing in Standing::ALL {
        let label = words.choice("standing", standing.word())?;
        keys.push(Key { sign: Sign::Area(standing.class()), label });
    }
    if areas.values().any(|mark| mark.hatched) {
        let label = words.choice("standing", "unknown")?;
        keys.push(Key { sign: Sign::Hatched(slug), label });
    }
    desk.map(map, keys, draft)
}

fn marks(
    desk: &Desk<'_, '_>,
    countries: &[Country],
    europe: f64,
) -> Result<BTreeMap<AreaKey, AreaMark>> {
    let number = desk.number(NumberFormat::RATE);
    let mark = |country: &Country| -> Result<AreaMark> {
        let Some((rate, standing)) = country.held else {
            return Ok(AreaMark { hatched: true, ..AreaMark::default() });
        };
        let title = desk.shared.words.fill(
            "map.against",
            &[
                ("name", &country.name),
                ("rate", &number.write(rate.per_million)),
                ("low", &number.write(rate.interval.low)),
                ("high", &number.write(rate.interval.high)),
                ("europe", &number.write(europe)),
            ],
        )?;
        Ok(AreaMark { class: standing.class(), hatched: false, title: Some(title) })
    };
    let regions = desk.shared.atlas.regions();
    let key = |code: CountryCode| {
        let nuts = NutsCode::of_country(code);
        if regions.get(nuts).is_some() { AreaKey::Nuts(nuts) } else { AreaKey::Outside(code) }
    };
    countries.iter().map(|country| Ok((key(country.code), mark(country)?))).collect()
}

fn table(desk: &Desk<'_, '_>, countries: &[Country], europe: f64) -> Result<Table> {
    let words = &desk.shared.words;
    let columns = |keys: &[&str]| {
        keys.iter().map(|key| words.choice("column", key)).collect::<Result<_, _>>()
    };
    let texts: Vec<String> = columns(&["country", "standing"])?;
    let numbers: Vec<String> =
        columns(&["at-work", "people", "per-million", "low", "high", "times"])?;
    let mut table = Table::of(&texts, &numbers);
    for country in countries {
        let standing = country.held.map_or("unknown", |(_, standing)| standing.word());
        let rate = country.held.map(|(rate, _)| rate);
        let number = |of: fn(&Rate) -> f64, format| Cell::maybe(rate.as_ref().map(of), format, "");
        table.rows.push(vec![
            Cell::Text(country.name.clone()),
            Cell::Text(words.choice("standing", standing)?),
            Cell::maybe(country.at_work.map(f64::from), NumberFormat::WHOLE, ""),
            Cell::maybe(country.people.map(|it| it as f64), NumberFormat::WHOLE, ""),
            number(|rate| rate.per_million, NumberFormat::RATE),
            number(|rate| rate.interval.low, NumberFormat::RATE),
            number(|rate| rate.interval.high, NumberFormat::RATE),
            Cell::maybe(rate.map(|rate| rate.per_million / europe), NumberFormat::RATE, ""),
        ]);
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The European figure is one facility per million people.
    fn standing(events: u32, people: u64) -> Standing {
        Standing::of(&Rate::new(events, people).unwrap(), 1.0)
    }

    #[test]
    fn only_what_chance_does_not_explain_is_clear() {
        // Three times the figure, but the interval of three events reaches down to 0.62.
        assert_eq!(standing(3, 1_000_000), Standing::Unclear);
        assert_eq!(standing(30, 10_000_000), Standing::FarAbove);
        assert_eq!(standing(60, 40_000_000), Standing::Above);
        assert_eq!(standing(60, 90_000_000), Standing::Below);
        assert_eq!(standing(4, 80_000_000), Standing::FarBelow);
        assert_eq!(standing(600, 600_000_000), Standing::Unclear);
    }

    #[test]
    fn none_known_is_few_only_among_many_people() {
        assert_eq!(standing(0, 500_000), Standing::Unclear);
        assert_eq!(standing(0, 10_000_000), Standing::FarBelow);
    }

    #[test]
    fn twice_the_figure_is_not_far() {
        assert_eq!(standing(201, 100_000_000), Standing::FarAbove);
        assert_eq!(standing(49, 100_000_000), Standing::FarBelow);
        assert_eq!(standing(200, 100_000_000), Standing::Above);
        assert_eq!(standing(50, 100_000_000), Standing::Below);
    }

    #[test]
    fn steps_of_the_palette_run_from_few_to_many() {
        let classes = Standing::ALL.map(Standing::class);
        assert_eq!(classes, ["turn-0", "turn-1", "turn-2", "turn-3", "turn-4"]);
    }
}
