//! The pages that answer the five decisions that the atlas exists for: where to invest, whom to
//! strengthen, where to refer, which sites to choose, with whom to work. Each leads with its answer
//! in sentences; then come the tables, and how they were made.

mod access;
mod centres;
mod curves;
mod group;
mod invest;
mod network;
mod referral;
mod sites;

use serde::Serialize;

pub(super) use access::{build as access, shares, within_columns};
pub(super) use centres::centres;
pub(super) use curves::{RegionCurves, curves, is_measured};
pub(super) use invest::build as invest;
pub(super) use network::build as network;
pub(super) use referral::build as referral;
pub(super) use sites::build as sites;

use super::Decision;
use super::explore::Need;
use super::facts::Item;
use super::figure::FigureView;
use super::filled::filled;
use super::head::About;
use super::markup::Markup;
use super::part::PagePart;
use super::shared::Shared;
use super::table::{Cell, Table};
use crate::address::Address;
use crate::geo::NutsCode;
use crate::model::{CountryCode, Term};
use crate::summary::{Rate, Subject};
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct DecisionPage {
    /// The answer, in sentences.
    lead: Vec<String>,
    sections: Vec<SectionView>,
    /// What the answer does not say.
    limits: Vec<String>,
    /// What can be asked for, where patients are referred.
    referral: Option<Vec<centres::Group>>,
    /// The kinds of facility that readers can choose from, where access is measured.
    kinds: Option<Vec<(usize, String)>>,
    /// The one of them that the page speaks of first.
    first_kind: usize,
    /// What sites can be chosen by.
    needs: Vec<Need>,
    /// Where the files of the controls are.
    parts: Address,
    /// What the addresses of the files of towns begin with.
    towns: Address,
    /// The page that says how the figures are made, where there is one.
    method: Option<Address>,
}

/// One part of an answer, as the template shows it.
#[derive(Debug, Serialize)]
pub struct SectionView {
    id: String,
    title: String,
    text: Vec<String>,
    figure: Option<FigureView>,
    /// HTML.
    tables: Vec<String>,
    folded: Vec<FoldedView>,
}

#[derive(Debug, Serialize)]
struct FoldedView {
    title: String,
    /// HTML.
    table: String,
}

/// One part of an answer.
#[derive(Debug)]
pub struct Section {
    id: String,
    title: String,
    text: Vec<String>,
    /// What its tables say, at a glance.
    figure: Option<FigureView>,
    tables: Vec<Table>,
    /// Tables that are shown on request.
    folded: Vec<Folded>,
}

/// A table that is shown on request.
#[derive(Debug)]
pub struct Folded {
    title: String,
    table: Table,
}

impl Section {
    /// A section with what its table needs to be read, and the table where it has a row.
    pub(super) fn new(
        id: impl Into<String>,
        title: String,
        text: Option<String>,
        table: Table,
    ) -> Self {
        let tables = if table.is_empty() { Vec::new() } else { vec![table] };
        Self { text: text.into_iter().collect(), tables, ..Self::empty(id, title) }
    }

    fn empty(id: impl Into<String>, title: String) -> Self {
        Self {
            id: id.into(),
            title,
            text: Vec::new(),
            figure: None,
            tables: Vec::new(),
            folded: Vec::new(),
        }
    }

    fn view(self, markup: Markup<'_>) -> SectionView {
        let folded = |it: Folded| FoldedView { title: it.title, table: markup.table(&it.table) };
        SectionView {
            id: self.id,
            title: self.title,
            text: self.text,
            figure: self.figure,
            tables: self.tables.iter().map(|table| markup.table(table)).collect(),
            folded: self.folded.into_iter().map(folded).collect(),
        }
    }
}

impl DecisionPage {
    /// A page that answers in sentences and tables, as the five decisions do.
    pub(super) fn new(
        markup: Markup<'_>,
        lead: Vec<String>,
        sections: Vec<Section>,
        limits: Vec<String>,
    ) -> Self {
        let parts = PagePart::folder();
        Self {
            lead,
            sections: sections.into_iter().map(|section| section.view(markup)).collect(),
            limits,
            referral: None,
            kinds: None,
            first_kind: 0,
            needs: Vec::new(),
            parts,
            towns: PagePart::towns(),
            method: None,
        }
    }
}

/// The page of a decision.
fn page(
    shared: &Shared<'_>,
    markup: Markup<'_>,
    decision: Decision,
    lead: Vec<String>,
    sections: Vec<Section>,
) -> Result<(DecisionPage, About), WordFault> {
    let words = &shared.words;
    let key = decision.slug();
    let mut limits =
        vec![words.text("decision.incomplete")?, words.choice("decision-limits", key)?];
    // Their figures rest on where people live.
    if matches!(decision, Decision::Access | Decision::Invest) {
        limits.push(shared.population_source()?);
        limits.push(words.text("figure-source.places")?);
    }
    limits.push(words.fill("page.as-of", &[("date", &words.date(shared.atlas.settings().as_of))])?);
    let method = shared.prose_address("method");
    let mut page = DecisionPage { method, ..DecisionPage::new(markup, lead, sections, limits) };
    match decision {
        Decision::Referral => page.referral = Some(centres::groups(shared)?),
        Decision::Access => {
            page.kinds = Some(curves::kinds(shared)?);
            page.first_kind = access::main_subject(shared);
        }
        Decision::Sites | Decision::Invest | Decision::Network => {}
    }
    let about = About {
        title: words.choice("decision-title", key)?,
        description: words.choice("decision-description", key)?,
        crumbs: Vec::new(),
    };
    Ok((page, about))
}

/// A kind of facility as a reader knows it.
pub(super) fn subject_label(shared: &Shared<'_>, subject: Subject) -> Result<String, WordFault> {
    let vocabularies = shared.atlas.vocabularies();
    match subject {
        Subject::Any => shared.words.text("subject.any"),
        Subject::Role(role) => Ok(vocabularies.label(role).to_owned()),
        Subject::Platform(platform) => {
            shared.words.fill("subject.platform", &[("platform", &vocabularies.label(platform))])
        }
    }
}

/// A kind of facility, leading to its page where it has one. Regions have a row for each.
pub(super) fn subject_cell(shared: &Shared<'_>, subject: Subject) -> Result<Cell, WordFault> {
    let known = filled(&shared.subjects, || {
        let all = shared.summaries().subjects().iter();
        all.map(|of| subject_item(shared, of.subject)).collect::<Result<_, _>>()
    })?;
    let place = shared.summaries().place_of(subject);
    let item = place.and_then(|place| known.get(place)).cloned();
    Ok(Cell::items(vec![item.map_or_else(|| subject_item(shared, subject), Ok)?]))
}

fn subject_item(shared: &Shared<'_>, subject: Subject) -> Result<Item, WordFault> {
    let to = match subject {
        Subject::Any => None,
        Subject::Role(term) | Subject::Platform(term) => shared.term_address(term),
    };
    Ok(Item { to, ..Item::text(subject_label(shared, subject)?) })
}

/// A share from 0 to 1 as whole per cent, without turning a little into nothing or most into all.
pub(super) fn percent(shared: &Shared<'_>, share: f64) -> Result<String, WordFault> {
    let words = &shared.words;
    let percent = share * 100.0;
    if share > 0.0 && percent < 1.0 {
        words.text("decision.under-one-percent")
    } else if share < 1.0 && percent > 99.0 {
        words.text("decision.over-99-percent")
    } else {
        shared.percents.get(percent, || {
            words.fill("decision.percent", &[("number", &words.decimals(percent, 0))])
        })
    }
}

/// A distance in whole kilometres.
pub(super) fn kilometres(shared: &Shared<'_>, km: f64) -> Result<String, WordFault> {
    let words = &shared.words;
    shared
        .kilometres
        .get(km, || words.fill("decision.kilometres", &[("number", &words.decimals(km, 0))]))
}

/// A rate with its interval, and a sign where it rests on few facilities.
pub(super) fn rate_cell(shared: &Shared<'_>, rate: Option<&Rate>) -> Result<Cell, WordFault> {
    let words = &shared.words;
    let Some(rate) = rate else { return Cell::unknown(shared) };
    let key = if rate.unstable { "decision.interval-unstable" } else { "decision.interval" };
    let low = words.decimals(rate.interval.low, 2);
    let high = words.decimals(rate.interval.high, 2);
    let note = words.fill(key, &[("low", &low), ("high", &high)])?;
    Ok(Cell::number(words.decimals(rate.per_million, 2)).with_note(Some(note)))
}

/// Where there is no record, which is not the same as none.
pub(super) fn no_record(shared: &Shared<'_>) -> Result<Cell, WordFault> {
    Ok(Cell::items(vec![Item::quiet(shared.words.text("decision.no-record")?)]))
}

/// A region with its country.
pub(super) fn region_cell(shared: &Shared<'_>, code: NutsCode) -> Cell {
    let name = shared.region_name(code);
    Cell::link(name, Address::region(code)).with_note(Some(shared.country_name(code.country())))
}

/// A country.
fn country_cell(shared: &Shared<'_>, code: CountryCode) -> Cell {
    let name = shared.country_name(code);
    let has_page = shared.countries().contains(&code);
    if has_page { Cell::link(name, Address::country(code)) } else { Cell::text(name) }
}

/// Terms, leading to their pages.
fn terms_cell(shared: &Shared<'_>, terms: &[Term]) -> Cell {
    let vocabularies = shared.atlas.vocabularies();
    let item = |&term: &Term| {
        let label = vocabularies.entry(term).map_or("", |entry| entry.short_label());
        Item { to: shared.term_address(term), ..Item::text(label) }
    };
    Cell::items(terms.iter().map(item).collect())
}
