//! Licences and accreditations that end, as a calendar to subscribe to (iCalendar, RFC 5545).

use super::Exports;
use super::stamp::page;
use crate::address::Address;
use crate::model::{Facility, PartialDate, Stated, Term};

/// A calendar must have a part, and often there is no date to come (section 3.6).
const UNIVERSAL_TIME: [&str; 8] = [
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// `feeds/expiry.ics`: one whole day for each date from the day of the atlas on. A date that is
/// known to the month or the year only stands at its last day, and says so.
pub fn file(exports: &Exports<'_>) -> Vec<u8> {
    let atlas = exports.atlas;
    let settings = atlas.settings();
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//{}//Expiry dates//EN", value(&settings.title)),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("X-WR-CALNAME:{}", value(&format!("{}: expiry dates", settings.title))),
        format!("X-WR-CALDESC:{}", value(&exports.stamp.attribution)),
    ];
    lines.extend(UNIVERSAL_TIME.map(str::to_owned));
    for &index in &exports.published {
        let facility = atlas.facility(index);
        let ends = licences(facility).chain(accreditations(facility));
        for (what, nth, term, until) in ends {
            if until.last_day() < settings.as_of.first_day() {
                continue;
            }
            let day = compact(until.last_day().date());
            let label = atlas.vocabularies().label(term);
            let vague = match until.is_day() {
                true => String::new(),
                false => format!(" The source says {until} only."),
            };
            let about = format!(
                "{what} of {}, {}: {label}.{vague} As the atlas knows it; the register counts.",
                facility.name, facility.location.city
            );
            let address = page(atlas, &Address::facility(&facility.id));
            lines.extend([
                "BEGIN:VEVENT".to_owned(),
                format!(
                    "UID:{}-{}-{nth}@{}",
                    facility.id.as_str().replace('/', "-"),
                    what.to_lowercase(),
                    settings.base_url.host()
                ),
                format!("DTSTAMP:{}T000000Z", compact(settings.as_of)),
                format!("DTSTART;VALUE=DATE:{day}"),
                format!("SUMMARY:{}", value(&format!("{what} ends: {} ({label})", facility.name))),
                format!("DESCRIPTION:{}", value(&about)),
                format!("URL:{address}"),
                "TRANSP:TRANSPARENT".to_owned(),
                "END:VEVENT".to_owned(),
            ]);
        }
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().flat_map(|line| folded(line)).collect()
}

type End = (&'static str, usize, Term, PartialDate);

fn licences(facility: &Facility) -> impl Iterator<Item = End> {
    let licences = (1..).zip(facility.licences.entries());
    licences.filter_map(|(nth, it)| Some(("Licence", nth, it.kind, end(&it.valid_until)?)))
}

fn accreditations(facility: &Facility) -> impl Iterator<Item = End> {
    let marks = (1..).zip(facility.accreditations.entries());
    marks.filter_map(|(nth, it)| Some(("Accreditation", nth, it.scheme, end(&it.valid_until)?)))
}

fn end(until: &Stated<PartialDate>) -> Option<PartialDate> {
    until.value().copied()
}

/// `20261123`
fn compact(day: PartialDate) -> String {
    day.first_day().date().to_string().replace('-', "")
}

/// A text as a property's value (section 3.3.11).
fn value(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => safe.extend(['\\', letter]),
            '\n' => safe.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// A line, folded so that no part has more than 75 bytes (section 3.1).
fn folded(line: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(line.len() + 8);
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > 75 {
            bytes.extend(b"\r\n ");
            length = 1;
        }
        length += letter.len_utf8();
        bytes.extend(letter.encode_utf8(&mut [0; 4]).as_bytes());
    }
    bytes.extend(b"\r\n");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let folded = folded(&"ö".repeat(80));
        let text = String::from_utf8(folded).unwrap();
        assert!(text.split("\r\n").all(|part| part.len() <= 75));
        assert_eq!(text.replace("\r\n ", ""), format!("{}\r\n", "ö".repeat(80)));
    }

    #[test]
    fn values_cannot_end_their_line() {
        assert_eq!(value("a;b,c\\d\r\nBEGIN:VEVENT"), "a\\;b\\,c\\\\d\\nBEGIN:VEVENT");
    }
}
