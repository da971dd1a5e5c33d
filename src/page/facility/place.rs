//! Where is it, and how to reach it?

use super::{Fact, Facts, Item};
use crate::address::Address;
use crate::model::{ClosedList, Facility};
use crate::page::facts::Detail;
use crate::words::WordFault;

pub(super) fn facts(facts: &mut Facts<'_>, facility: &Facility) -> Result<Vec<Fact>, WordFault> {
    let (location, contact) = (&facility.location, &facility.contact);
    facts.text("location.address", &location.address)?;
    facts.text("location.postal_code", &location.postal_code)?;
    let country = Item {
        to: Some(Address::country(location.country)),
        ..Item::text(facts.shared.country_name(location.country))
    };
    // A source for the city is one for its country.
    facts.add("location.city", vec![Item::text(location.city.as_str()), country])?;
    facts.optional("location.nuts", location.nuts.as_ref(), |_, code| {
        Ok(Item::text(code.as_str()))
    })?;
    let words = &facts.shared.words;
    let (latitude, longitude) = (location.coordinates.latitude(), location.coordinates.longitude());
    let degrees = |value: f64| words.decimals(value, decimals(value));
    let point = words.fill(
        "facility.point",
        &[("latitude", &degrees(latitude)), ("longitude", &degrees(longitude))],
    )?;
    let precision = words.choice("precision", location.precision.slug())?;
    // A point is taken from a map or a gazetteer, which is not a source of the record.
    let point = Item { details: vec![Detail::text(precision)], ..Item::text(point) };
    facts.add_own("location.point", vec![point])?;

    facts.stated("contact.website", &contact.website, |_, url| Ok(vec![Item::link(url)]))?;
    facts.stated("contact.email", &contact.email, |_, mailbox| {
        Ok(vec![Item { url: Some(format!("mailto:{mailbox}")), ..Item::text(mailbox.as_str()) }])
    })?;
    facts.stated("contact.phone", &contact.phone, |_, number| {
        let digits: String =
            number.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
        Ok(vec![Item { url: Some(format!("tel:{digits}")), ..Item::text(number.as_str()) }])
    })?;
    Ok(facts.take())
}

/// As many decimals as the record gives, at most five: about a metre.
fn decimals(degrees: f64) -> usize {
    let written = degrees.to_string();
    written.split_once('.').map_or(0, |(_, part)| part.len().min(5))
}
