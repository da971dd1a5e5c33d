//! The parts of a record.

use super::fields::Fields;
use super::rules::bad_number;
use crate::geo::Coordinates;
use crate::model::{
    Accreditation, Amount, Cleanrooms, Clinical, Contact, Event, Figure, FigureKind, Licence,
    Location, Manufacturing, Organisation, ProductLink, ProductName, Provenance, Qualifier,
    Referral, Relation, RelationTarget, Source, Stated, Therapies, Trial, Waiver, Withdrawal,
};

pub(super) fn organisation(fields: &Fields) -> Option<Organisation> {
    let (name, ror) = (fields.get("name"), fields.get("ror"));
    let (sector, does) = (fields.stated("sector"), fields.list("does"));
    Some(Organisation { name: name?, ror, sector, does })
}

pub(super) fn event(fields: &Fields) -> Option<Event> {
    let (date, what, note) = (fields.get("date"), fields.get("what"), fields.get("note"));
    Some(Event { date: date?, what: what?, note })
}

pub(super) fn location(fields: &Fields) -> Option<Location> {
    let (address, postal_code) = (fields.stated("address"), fields.stated("postal_code"));
    let city: Option<String> = fields.get("city");
    let (country, nuts) = (fields.get("country"), fields.get("nuts"));
    let latitude: Option<f64> = fields.get("latitude");
    let longitude: Option<f64> = fields.get("longitude");
    let precision = fields.get("precision");
    Some(Location {
        address,
        postal_code,
        city: city?,
        country: country?,
        nuts,
        coordinates: Coordinates::new(latitude?, longitude?)?,
        precision: precision?,
    })
}

pub(super) fn contact(fields: &Fields) -> Option<Contact> {
    Some(Contact {
        website: fields.stated("website"),
        email: fields.stated("email"),
        phone: fields.stated("phone"),
    })
}

pub(super) fn referral(fields: &Fields) -> Option<Referral> {
    Some(Referral {
        who: fields.stated("who"),
        how: fields.stated("how"),
        ages: fields.stated_list("ages"),
        languages: fields.stated_list("languages"),
    })
}

pub(super) fn therapies(fields: &Fields) -> Option<Therapies> {
    Some(Therapies {
        classes: fields.stated_list("classes"),
        platforms: fields.stated_list("platforms"),
        areas: fields.stated_list("areas"),
        products: fields.stated_groups("products", product),
    })
}

fn product(fields: &Fields) -> Option<ProductLink> {
    let (term, name) = (fields.get("product"), fields.get("name"));
    let does = fields.list("does");
    let (basis, since) = (fields.stated("basis"), fields.stated("since"));
    let product = match (term, name) {
        (Some(term), None) => ProductName::Term(term),
        (None, Some(name)) => ProductName::Other(name),
        _ => return None,
    };
    Some(ProductLink { product, does, basis, since })
}

pub(super) fn manufacturing(fields: &Fields) -> Option<Manufacturing> {
    Some(Manufacturing {
        gmp: fields.stated("gmp"),
        scales: fields.stated_list("scales"),
        services: fields.stated_list("services"),
        cleanrooms: fields.stated_groups("cleanrooms", cleanrooms),
        isolators: fields.stated("isolators"),
        biosafety_level: fields.stated("biosafety_level"),
    })
}

fn cleanrooms(fields: &Fields) -> Option<Cleanrooms> {
    let (grade, count) = (fields.get("grade"), fields.stated("count"));
    Some(Cleanrooms { grade: grade?, count })
}

pub(super) fn licence(fields: &Fields) -> Option<Licence> {
    let kind = fields.get("type");
    let (authority, number) = (fields.stated("authority"), fields.stated("number"));
    let (since, valid_until) = (fields.stated("since"), fields.stated("valid_until"));
    let scope = fields.stated("scope");
    Some(Licence { kind: kind?, authority, number, since, valid_until, scope })
}

pub(super) fn accreditation(fields: &Fields) -> Option<Accreditation> {
    let scheme = fields.get("scheme");
    let (scope, authority) = (fields.stated("scope"), fields.stated("authority"));
    let (since, valid_until) = (fields.stated("since"), fields.stated("valid_until"));
    let reference = fields.stated("reference");
    Some(Accreditation { scheme: scheme?, scope, authority, since, valid_until, reference })
}

pub(super) fn clinical(fields: &Fields) -> Option<Clinical> {
    Some(Clinical {
        apheresis: fields.stated("apheresis"),
        transplant_programme: fields.stated_list("transplant_programme"),
        phases: fields.stated_list("phases"),
        trials: fields.stated_groups("trials", trial),
    })
}

fn trial(fields: &Fields) -> Option<Trial> {
    let (id, does) = (fields.get("id"), fields.list("does"));
    Some(Trial { id: id?, does })
}

pub(super) fn figure(fields: &Fields) -> Option<Figure> {
    let measure = fields.get("measure");
    let value: Stated<f64> = fields.stated("value");
    let high: Option<f64> = fields.get("value_max");
    let (qualifier, kind) = (fields.get("qualifier"), fields.get("kind"));
    let (per, year, from) = (fields.get("per"), fields.get("year"), fields.get("from"));
    let (currency, total, note) = (fields.get("currency"), fields.get("total"), fields.get("note"));
    if let (Stated::Is(low), Some(high)) = (&value, high)
        && high < *low
    {
        let span = fields.key_span("value_max");
        let message = format!("the range ends at `{high}`, below its beginning at `{low}`");
        let fault = fields.reader().fault(&bad_number::RULE, span, message);
        fields.report(fault.hint("`value` is the lower end, `value_max` the upper one"));
    }
    if !value.is_stated() {
        return None;
    }
    Some(Figure {
        measure: measure?,
        value: value.map(|&low| Amount { low, high }),
        qualifier: qualifier.unwrap_or(Qualifier::Exact),
        kind: kind.unwrap_or(FigureKind::Actual),
        per,
        year,
        from,
        currency,
        total: total.unwrap_or(false),
        note,
    })
}

pub(super) fn relation(fields: &Fields) -> Option<Relation> {
    let (to, name, kind) = (fields.get("to"), fields.get("name"), fields.get("kind"));
    let (since, until, note) = (fields.get("since"), fields.get("until"), fields.get("note"));
    let to = match (to, name) {
        (Some(id), None) => RelationTarget::Facility(id),
        (None, Some(name)) => RelationTarget::Other(name),
        _ => return None,
    };
    Some(Relation { to, kind: kind?, since, until, note })
}

pub(super) fn provenance(fields: &Fields) -> Option<Provenance> {
    let (method, wave, state) = (fields.get("method"), fields.get("wave"), fields.get("state"));
    let (verified, by) = (fields.get("verified"), fields.get("by"));
    Some(Provenance { method: method?, wave, state: state?, verified, by })
}

pub(super) fn source(fields: &Fields) -> Option<Source> {
    let (url, title, publisher) = (fields.get("url"), fields.get("title"), fields.get("publisher"));
    let (published, accessed) = (fields.get("published"), fields.get("accessed"));
    let (read, archived) = (fields.get("read"), fields.get("archived"));
    let supports = fields.list("supports");
    Some(Source { url: url?, title, publisher, published, accessed, read, archived, supports })
}

pub(super) fn withdrawal(fields: &Fields) -> Option<Withdrawal> {
    let (date, reason) = (fields.get("date"), fields.get("reason"));
    Some(Withdrawal { date: date?, reason: reason? })
}

pub(super) fn waiver(fields: &Fields) -> Option<Waiver> {
    let (rule, reason, until) = (fields.get("rule"), fields.get("reason"), fields.get("until"));
    Some(Waiver { rule: rule?, reason: reason?, until: until? })
}
