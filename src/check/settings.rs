//! The atlas's own settings, `content/atlas.yaml`.

use super::fields::Fields;
use super::reader::Reader;
use crate::model::fields::{LIMITS, SETTINGS};
use crate::model::{PartialDate, Settings};
use crate::yaml::Node;

/// Reads the settings; the date of the atlas is decided by the caller.
pub fn settings(reader: &Reader, tree: &Node, as_of: PartialDate) -> Option<Settings> {
    let fields = Fields::open(reader, tree, &SETTINGS)?;
    let (title, description) = (fields.get("title"), fields.get("description"));
    let (base_url, repository) = (fields.get("base_url"), fields.get("repository"));
    let (branch, publisher) = (fields.get("branch"), fields.get("publisher"));
    let forge = fields.get("repository_kind");
    let contact = fields.get("contact");
    let mut languages: Vec<String> = fields.list("languages");
    let mut seen = vec!["en".to_owned()];
    languages.retain(|language| {
        let new = !seen.contains(language);
        seen.push(language.clone());
        new
    });
    let compressed = fields.list("compressed");
    let png = fields.get("png").unwrap_or(false);
    // They hold from the first file on, and were taken when the files were read: here it is only
    // said what is wrong with them.
    let _: Option<()> = fields.group("limits", |limits| {
        for field in LIMITS.iter() {
            let _: Option<u32> = limits.get(field.name);
        }
        None
    });
    Some(Settings {
        title: title?,
        description: description?,
        base_url: base_url?,
        repository: repository?,
        forge,
        branch: branch?,
        publisher: publisher?,
        contact: contact?,
        png,
        compressed,
        languages,
        as_of,
    })
}
