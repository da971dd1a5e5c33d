//! What all builders of figures use: the words of the figure, counts, names, and the drawing.

use std::fmt::Display;

use anyhow::{Context as _, Result};

use super::{Figure, FigureId, Key, Picture, Table};
use crate::chart::{self, Chart, Frame, Heading, NumberFormat, Spoken};
use crate::map;
use crate::model::{FacilityIndex, Stage, Term, VocabularyName};
use crate::page::language::Language;
use crate::page::shared::Shared;
use crate::summary::{Area, AreaSummary, Provision, Subject, Summaries};
use crate::words::{Value, WordFault};

/// Where one figure is made.
pub(super) struct Desk<'d, 'a> {
    pub shared: &'d Shared<'a>,
    pub id: FigureId,
}

/// The words and data of a figure, before it is drawn.
pub(super) struct Draft<'v> {
    /// What the words are filled with, beside `date`.
    pub values: &'v [Value<'v>],
    /// Which of the figure's titles fits what is to be seen.
    pub title: &'static str,
    /// Whether the subtitle is the plainer one of the figure.
    pub plain: bool,
    pub table: Table,
    /// Whose data it shows beside the records: keys of `figure-source`.
    pub sources: &'static [&'static str],
}

/// The title of a figure that has one finding, or nothing to show.
pub(super) fn seen(found: bool) -> &'static str {
    if found { "title" } else { "none" }
}

/// The title of a figure that tells what is most frequent, of counts from high to low: there may be
/// nothing, and several may be equally frequent.
pub(super) fn most(counts: impl IntoIterator<Item = usize>) -> &'static str {
    let mut counts = counts.into_iter();
    match (counts.next(), counts.next()) {
        (None | Some(0), _) => "none",
        (Some(first), Some(second)) if first == second => "tie",
        _ => "title",
    }
}

impl<'d, 'a> Desk<'d, 'a> {
    pub fn new(shared: &'d Shared<'a>, id: FigureId) -> Self {
        Self { shared, id }
    }

    /// What was worked out from all records together.
    pub fn summaries(&self) -> &'a Summaries {
        self.shared.exports.summaries()
    }

    /// Words of the figure.
    pub fn say(&self, part: &str, values: &[Value<'_>]) -> Result<String, WordFault> {
        self.shared.words.fill(&format!("figures.{}.{part}", self.id.words()), values)
    }

    /// The day of the atlas.
    pub fn date(&self) -> String {
        self.shared.words.date(self.shared.atlas.settings().as_of)
    }

    /// A whole number.
    pub fn whole(&self, number: usize) -> String {
        self.shared.words.whole_number(number)
    }

    /// Numbers as the language writes them.
    pub fn number(&self, format: NumberFormat) -> NumberFormat {
        format.with(self.shared.words.signs())
    }

    /// Whether a chart needs words in another language than its own.
    pub fn is_english(&self) -> bool {
        self.shared.language == Language::ENGLISH
    }

    /// A share, 0 to 1, in whole per cents, but 0 % and 100 % only where they are exact.
    pub fn per_cent(&self, share: f64) -> String {
        let rounded = (share * 100.0).round();
        let rounded = if share > 0.0 && share < 1.0 { rounded.clamp(1.0, 99.0) } else { rounded };
        format!("{rounded}\u{a0}%")
    }

    /// The role with a slug.
    pub fn role(&self, slug: &str) -> Option<Term> {
        self.shared.atlas.vocabularies().find(VocabularyName::Roles, slug)
    }

    /// All facilities.
    pub fn facilities(&self) -> Vec<FacilityIndex> {
        self.shared.atlas.indexed().map(|(index, _)| index).collect()
    }

    /// Those of them that are at work.
    pub fn at_work(&self, facilities: &[FacilityIndex]) -> Vec<FacilityIndex> {
        let at_work = |index: &FacilityIndex| self.shared.stage(*index) == Stage::AtWork;
        facilities.iter().copied().filter(at_work).collect()
    }

    /// How an area is provided with a kind of facility.
    pub fn provision(&self, area: Area, subject: Subject) -> Option<&'a Provision> {
        let summaries = self.summaries();
        let place = summaries.place_of(subject)?;
        summaries.area(area)?.provision.get(place)
    }

    /// The regions of level 2 with what was worked out for them.
    pub fn regions(&self) -> impl Iterator<Item = (crate::geo::NutsCode, &'a AreaSummary)> {
        self.summaries().areas().iter().filter_map(|summary| match summary.area {
            Area::Region(code) if code.level() == 2 => Some((code, summary)),
            _ => None,
        })
    }

    /// A region's name.
    pub fn region_name(&self, code: crate::geo::NutsCode) -> String {
        let region = self.shared.atlas.regions().get(code);
        region.map_or_else(|| code.to_string(), |region| region.name_latin.clone())
    }

    /// Finishes a figure that is a chart.
    pub fn chart(&self, chart: &dyn Chart, draft: Draft<'_>) -> Result<Figure> {
        let (title, slug) = (self.title(&draft)?, self.id.slug());
        let words = &self.shared.words;
        // Charts say in English what is to be seen on them; in another language the subtitle says
        // what it is about, and the table has the figures.
        let description = format!("{} {}", self.subtitle(&draft)?, words.text("chart.described")?);
        let nothing = words.text("chart.nothing")?;
        let spoken = Spoken { description: &description, nothing: &nothing };
        let spoken = (!self.is_english()).then_some(spoken);
        let heading = Heading { id: &slug, title: &title, spoken };
        let wide = chart::draw(chart, &heading, Frame::WIDE).context("cannot draw")?;
        let narrow = chart::draw(chart, &heading, Frame::NARROW).context("cannot draw")?;
        self.finish(title, Picture::Chart { wide, narrow }, Vec::new(), draft)
    }

    /// Finishes a figure that is a map.
    pub fn map(&self, map: map::Drawing, keys: Vec<Key>, draft: Draft<'_>) -> Result<Figure> {
        let title = self.title(&draft)?;
        self.finish(title, Picture::Map(Box::new(map)), keys, draft)
    }

    /// What is to be seen.
    pub fn title(&self, draft: &Draft<'_>) -> Result<String, WordFault> {
        self.say(draft.title, draft.values)
    }

    /// What stands below the title.
    fn subtitle(&self, draft: &Draft<'_>) -> Result<String, WordFault> {
        let date = self.date();
        let mut values: Vec<(&str, &dyn Display)> = vec![("date", &date)];
        values.extend_from_slice(draft.values);
        self.say(if draft.plain { "subtitle-plain" } else { "subtitle" }, &values)
    }

    fn finish(
        &self,
        title: String,
        picture: Picture,
        keys: Vec<Key>,
        draft: Draft<'_>,
    ) -> Result<Figure> {
        let words = &self.shared.words;
        let date = self.date();
        let mut values: Vec<(&str, &dyn Display)> = vec![("date", &date)];
        values.extend_from_slice(draft.values);
        let mut method = vec![self.say("method", &values)?, words.text("figure-page.incomplete")?];
        if draft.sources.contains(&"boundaries") {
            method.push(words.text("figure-page.projection")?);
        }
        let mut source = words.text("figure-source.records")?;
        for key in draft.sources {
            source.push(' ');
            source.push_str(&words.fill(
                &format!("figure-source.{key}"),
                &[("year", &self.shared.population_year())],
            )?);
        }
        Ok(Figure {
            name: self.say("name", &values)?,
            subtitle: self.subtitle(&draft)?,
            title,
            picture,
            keys,
            table: draft.table,
            method,
            source,
        })
    }
}
