//! The page at an old address of a facility: it leads on to the new one, for hosts that read no
//! `_redirects`.

use serde::Serialize;

use super::head::About;
use super::shared::Shared;
use crate::address::Address;
use crate::model::FacilityIndex;
use crate::words::WordFault;

/// What the template shows.
#[derive(Debug, Serialize)]
pub struct MovedPage {
    name: String,
    to: Address,
    full: String,
}

/// Builds the page.
pub(super) fn build(
    shared: &Shared<'_>,
    index: FacilityIndex,
) -> Result<(MovedPage, About), WordFault> {
    let facility = shared.atlas.facility(index);
    let to = Address::facility(&facility.id);
    let about = About {
        title: shared.words.text("moved.title")?,
        description: shared.words.fill("moved.text", &[("name", &facility.name)])?,
        crumbs: Vec::new(),
    };
    let full = format!("{}{to}", shared.atlas.settings().base_url);
    Ok((MovedPage { name: facility.name.clone(), to, full }, about))
}
