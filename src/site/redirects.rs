//! Old addresses that lead on, in the form that several hosts of static sites read.

use std::fmt::Write as _;

use crate::address::Address;
use crate::model::Atlas;

/// `_redirects`: the page and the JSON file of every old id; none where no record has one.
pub(super) fn file(atlas: &Atlas) -> Option<(Address, Vec<u8>)> {
    let base = atlas.settings().base_url.as_str();
    let host = base.split_once("://").map_or(base, |(_, rest)| rest);
    let path = host.split_once('/').map_or("", |(_, path)| path);
    let mut text = String::new();
    for facility in atlas.facilities() {
        let to = Address::facility(&facility.id);
        for alias in &facility.aliases {
            let from = Address::facility(alias);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "/{path}{from} /{path}{to} 301");
            let _ = writeln!(
                text,
                "/{path}api/v1/facilities/{alias}.json /{path}api/v1/facilities/{}.json 301",
                facility.id
            );
        }
    }
    (!text.is_empty()).then(|| (Address::file_at("_redirects"), text.into_bytes()))
}
