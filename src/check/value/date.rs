//! Dates.

use super::Leaf;
use crate::check::reader::Reader;
use crate::check::rules::bad_date;
use crate::model::PartialDate;
use crate::model::field::Kind;
use crate::yaml::Node;

impl Leaf for PartialDate {
    fn read(reader: &Reader, node: &Node, kind: Kind) -> Option<Self> {
        let Some(text) = node.text().filter(|_| !node.is_empty()) else {
            reader.wrong_type(node, "a date");
            return None;
        };
        let fault = |message: String| reader.fault(&bad_date::RULE, node.span, message);
        let Some(date) = Self::parse(text) else {
            reader.report(match bad_date::mended(text) {
                Some(mended) => fault(format!("`{text}` is not a date in the form expected"))
                    .hint(format!("write `{mended}`"))
                    .replacement(mended.to_string()),
                None => {
                    let (message, hint) = bad_date::explained(text);
                    fault(message).hint(hint)
                }
            });
            return None;
        };
        if matches!(kind, Kind::Day) && !date.is_day() {
            let example = format!("{:04}-{:02}-01", date.year(), date.month().unwrap_or(1));
            let fault = fault(format!("`{date}` has no day"));
            reader.report(fault.hint(format!("write the whole date, such as `{example}`")));
            return None;
        }
        Some(date)
    }
}
