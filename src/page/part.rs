//! Files that the scripts of pages load. Nobody is to rely on their addresses or their form: what
//! others may rely on is the static API.

use anyhow::{Context as _, Result};

use super::decision;
use super::explore::{self, ExploreView, town};
use super::shared::Shared;
use crate::address::Address;
use crate::json;
use crate::model::Atlas;
use crate::summary::Summaries;

/// A file that a page's script loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PagePart {
    /// What the explorer works with.
    Explore(ExploreView),
    /// The towns whose names begin with a letter; those of other scripts are under `0`.
    Towns(char),
    /// The centres that patients can be referred to.
    Centres,
    /// How far people live from a kind of facility, by its place among the kinds.
    Access(usize),
}

impl PagePart {
    /// All of them.
    #[must_use]
    pub fn all(atlas: &Atlas, summaries: &Summaries) -> Vec<Self> {
        use ExploreView::{Index, Map, Members, Rows, Start};
        let mut all: Vec<Self> = [Start, Members, Rows, Index, Map].map(Self::Explore).into();
        all.push(Self::Centres);
        let measured = |place: &usize| decision::is_measured(summaries, *place);
        all.extend((0..summaries.subjects().len()).filter(measured).map(Self::Access));
        all.extend(town::files(&atlas.analysis().towns).into_iter().map(Self::Towns));
        all
    }

    /// Whether it has words in it, so that every language has one of its own.
    #[must_use]
    pub fn is_translated(self) -> bool {
        !matches!(self, Self::Towns(_))
    }

    /// What the addresses of the files of towns begin with.
    #[must_use]
    pub fn towns() -> Address {
        Address::file_at(&format!("{}towns-", Self::folder()))
    }

    /// The folder of all of them.
    #[must_use]
    pub fn folder() -> Address {
        Address::file_at("explore/parts/")
    }

    /// Where it stands.
    #[must_use]
    pub fn address(self) -> Address {
        let name = match self {
            Self::Explore(ExploreView::Start) => "start.json".to_owned(),
            Self::Explore(ExploreView::Members) => "members.json".to_owned(),
            Self::Explore(ExploreView::Rows) => "rows.json".to_owned(),
            Self::Explore(ExploreView::Index) => "index.txt".to_owned(),
            Self::Explore(ExploreView::Map) => "map.svg".to_owned(),
            Self::Towns(letter) => {
                return Address::file_at(&format!("{}{letter}.json", Self::towns()));
            }
            Self::Centres => "centres.json".to_owned(),
            Self::Access(place) => format!("access-{place}.json"),
        };
        Address::file_at(&format!("{}{name}", Self::folder()))
    }
}

/// Makes a file.
pub(super) fn part(shared: &Shared<'_>, part: PagePart) -> Result<Vec<u8>> {
    match part {
        PagePart::Explore(view) => explore::view(shared, view),
        PagePart::Towns(letter) => Ok(json::to_vec(&shared.towns(letter))?),
        PagePart::Centres => Ok(json::to_vec(&decision::centres(shared))?),
        PagePart::Access(place) => {
            let curves = decision::curves(shared, place).context("no such kind of facility")?;
            Ok(json::to_vec(&curves)?)
        }
    }
}
