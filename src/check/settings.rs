//! The atlas's own settings, `content/atlas.yaml`.

use super::reader::Reader;
use crate::model::{PartialDate, Settings};
use crate::yaml::Node;

/// Reads the settings; the date of the atlas is decided by the caller.
pub fn settings(reader: &Reader, tree: &Node, as_of: PartialDate) -> Option<Settings> {
    let fields = reader.fields(tree)?;
    let title = fields.required("title", Reader::text);
    let description = fields.required("description", Reader::text);
    let base_url = fields.required("base_url", Reader::url);
    let repository = fields.required("repository", Reader::url);
    let branch = fields.required("branch", Reader::text);
    let publisher = fields.required("publisher", Reader::text);
    let contact = fields.required("contact", Reader::text);
    fields.finish();
    Some(Settings {
        title: title?,
        description: description?,
        base_url: base_url?,
        repository: repository?,
        branch: branch?,
        publisher: publisher?,
        contact: contact?,
        as_of,
    })
}
