//! What changed in the records, as Atom feeds (RFC 4287): one for all, one for each country.

use std::fmt::Write as _;

use super::stamp::page;
use super::xml::text;
use super::{Exports, File};
use crate::address::Address;
use crate::model::{Atlas, Change, ChangeKind, CountryCode, Reach, RecordChange};

/// So many entries at most; `changes.json` has all of them.
const ENTRIES: usize = 100;
/// So many records at most in one entry.
const RECORDS: usize = 50;

/// The feed of one country, or of all.
pub fn file(exports: &Exports<'_>, country: Option<CountryCode>) -> Vec<u8> {
    let atlas = exports.atlas;
    let settings = atlas.settings();
    let address = exports.url(country.map_or(File::Feed, File::CountryFeed));
    let of_country = country.and_then(|code| atlas.vocabularies().country(code));
    let title = match of_country {
        Some((_, entry, _)) => format!("{}: changes in {}", settings.title, entry.label),
        None => format!("{}: changes", settings.title),
    };
    let here =
        |record: &&RecordChange| country.is_none_or(|code| record.id.country() == code.folder());
    let changes: Vec<(&Change, Vec<&RecordChange>)> = exports
        .history
        .changes
        .iter()
        .map(|change| (change, change.records.iter().filter(here).collect::<Vec<_>>()))
        .filter(|(_, records)| !records.is_empty())
        .take(ENTRIES)
        .collect();
    let newest = changes.first().map(|(change, _)| moment(change));
    let updated = newest.unwrap_or_else(|| format!("{}T00:00:00Z", exports.stamp.generated_at));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
         xml:lang=\"en\">\n<title>{title}</title>\n<id>{address}</id>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{address}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{changes}\"/>\n\
         <updated>{updated}</updated>\n<author><name>{publisher}</name></author>\n\
         <rights>{rights}</rights>\n",
        title = text(&title),
        address = text(&address),
        changes = text(&page(atlas, &Address::changes())),
        publisher = text(&settings.publisher),
        rights = text(&exports.stamp.attribution),
    );
    if let Some(gap) = gap(exports.history.reach) {
        // Writing to a string cannot fail.
        let _ = writeln!(xml, "<subtitle>{}</subtitle>", text(gap));
    }
    for (change, records) in changes {
        entry(&mut xml, atlas, &address, change, &records);
    }
    xml.push_str("</feed>\n");
    xml.into_bytes()
}

/// What is not known of a history, in a sentence; none where all of it is.
#[must_use]
pub fn gap(reach: Reach) -> Option<&'static str> {
    match reach {
        Reach::Whole => None,
        Reach::Cut => Some(
            "Older changes are not listed: this site was built from a shortened copy of the repository.",
        ),
        Reach::NoRepository => {
            Some("No changes are listed: this site was built from files without their repository.")
        }
        Reach::NoGit => {
            Some("No changes are listed: this site was built where git is not installed.")
        }
    }
}

fn entry(xml: &mut String, atlas: &Atlas, feed: &str, change: &Change, records: &[&RecordChange]) {
    let link = match records {
        [one] if is_there(atlas, one) => page(atlas, &Address::facility(&one.id)),
        _ => format!("{}#{}", page(atlas, &Address::changes()), change.id),
    };
    let mut content = String::new();
    for record in records.iter().take(RECORDS) {
        let fields = match record.fields.is_empty() {
            true => String::new(),
            false => format!(": {}", record.fields.join(", ")),
        };
        let done = match record.kind {
            ChangeKind::Added => "added",
            ChangeKind::Changed => "changed",
            ChangeKind::Removed => "removed",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(content, "{} ({done}{fields})", record.id);
    }
    if records.len() > RECORDS {
        let _ = writeln!(content, "and {} more", records.len() - RECORDS);
    }
    let _ = write!(
        xml,
        "<entry>\n<title>{title}</title>\n<id>{id}</id>\n<link rel=\"alternate\" \
         type=\"text/html\" href=\"{link}\"/>\n<updated>{updated}</updated>\n\
         <content type=\"text\">{content}</content>\n</entry>\n",
        title = text(if change.why.is_empty() { "(no reason given)" } else { &change.why }),
        id = text(&format!("{feed}#{}", change.id)),
        link = text(&link),
        updated = moment(change),
        content = text(content.trim_end()),
    );
}

fn is_there(atlas: &Atlas, record: &RecordChange) -> bool {
    atlas.find(&record.id).is_some()
}

/// A moment as RFC 3339 writes it, in universal time.
fn moment(change: &Change) -> String {
    let seconds = change.seconds.rem_euclid(86_400);
    let day = change.day().date();
    format!("{day}T{:02}:{:02}:{:02}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
