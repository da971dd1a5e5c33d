//! The parts of a record.

use super::reader::{Fields, Reader, stated};
use super::record::country_in_folder;
use super::rules::{bad_coordinates, bad_identifier, bad_text, missing_field, unknown_term};
use super::suggest::nearest;
use crate::geo::Coordinates;
use crate::model::{
    Accreditation, Amount, Cleanrooms, Clinical, Contact, CountryCode, Event, FacilityId,
    FieldPath, Figure, FigureKind, Licence, Location, Manufacturing, Organisation, ProductLink,
    ProductName, Provenance, Qualifier, Referral, Relation, RelationTarget, Ror, Source, Stated,
    Term, Therapies, Trial, TrialId, VocabularyName, Waiver,
};
use crate::yaml::Node;

fn date_fields(
    fields: &Fields,
) -> (Stated<crate::model::PartialDate>, Stated<crate::model::PartialDate>) {
    (fields.stated("since", Reader::date), fields.stated("valid_until", Reader::date))
}

/// Terms that stand in a plain list.
fn term_list(fields: &Fields, name: &'static str, vocabulary: VocabularyName) -> Vec<Term> {
    fields.list(name, |reader, node| reader.term(vocabulary, node))
}

pub(super) fn organisation(reader: &Reader, node: &Node) -> Option<Organisation> {
    let fields = reader.fields(node)?;
    let name = fields.required("name", Reader::text);
    let ror = fields.optional("ror", ror);
    let sector = fields.stated("sector", |reader, node| reader.term(VocabularyName::Sectors, node));
    let does = term_list(&fields, "does", VocabularyName::OrganisationLinks);
    fields.finish();
    Some(Organisation { name: name?, ror, sector, does })
}

fn ror(reader: &Reader, node: &Node) -> Option<Ror> {
    let text = reader.text(node)?;
    let id = Ror::parse(&text);
    if id.is_none() {
        let bare = text.rsplit('/').next().filter(|bare| Ror::parse(bare).is_some());
        let hint = bare.map_or_else(
            || {
                "look the organisation up at ror.org and copy the nine characters behind `ror.org/`"
                    .to_owned()
            },
            |bare| format!("write only `{bare}`"),
        );
        reader.report(
            &bad_identifier::RULE,
            node.span,
            format!("`{text}` is not an identifier of the Research Organization Registry"),
            hint,
        );
    }
    id
}

pub(super) fn event(reader: &Reader, node: &Node) -> Option<Event> {
    let fields = reader.fields(node)?;
    let date = fields.required("date", Reader::date);
    let what = fields.required("what", |reader, node| reader.term(VocabularyName::Events, node));
    let note = fields.optional("note", Reader::text);
    fields.finish();
    Some(Event { date: date?, what: what?, note })
}

pub(super) fn location(reader: &Reader, node: &Node, id: &FacilityId) -> Option<Location> {
    let fields = reader.fields(node)?;
    let address = fields.stated("address", Reader::text);
    let postal_code = fields.stated("postal_code", |reader, node| reader.text_up_to(node, 20));
    let city = fields.required("city", |reader, node| reader.text_up_to(node, 100));
    let country = fields.required("country", |reader, node| country(reader, node));
    if let Some(country) = country {
        country_in_folder(reader, &fields, id, country.as_str());
    }
    let nuts = fields.optional("nuts", |reader, node| reader.text_up_to(node, 5));
    let latitude = fields.required("latitude", |reader, node| degrees(reader, node, 90.0));
    let longitude = fields.required("longitude", |reader, node| degrees(reader, node, 180.0));
    let precision = fields.required("precision", Reader::choice);
    fields.finish();
    let coordinates = Coordinates::new(latitude?, longitude?);
    Some(Location {
        address,
        postal_code,
        city: city?,
        country: country?,
        nuts,
        coordinates: coordinates?,
        precision: precision?,
    })
}

fn country(reader: &Reader, node: &Node) -> Option<CountryCode> {
    let text = reader.text(node)?;
    let code = CountryCode::parse(&text);
    if let Some(code) = code
        && reader.vocabularies().country(code).is_some()
    {
        return Some(code);
    }
    let vocabularies = reader.vocabularies();
    let known: Vec<&str> =
        vocabularies.terms(VocabularyName::Countries).map(|(_, entry)| &*entry.slug).collect();
    let by_name = vocabularies.terms(VocabularyName::Countries).find(|(_, entry)| {
        entry.label.eq_ignore_ascii_case(&text)
            || entry.synonyms.iter().any(|word| word.eq_ignore_ascii_case(&text))
    });
    let lower = text.to_ascii_lowercase();
    let eurostat = match lower.as_str() {
        "el" => Some("gr"),
        "uk" => Some("gb"),
        _ => None,
    };
    let meant = eurostat
        .or(by_name.map(|(_, entry)| &*entry.slug))
        .or_else(|| known.iter().copied().find(|slug| **slug == lower))
        .or_else(|| nearest(&lower, &known).filter(|_| lower.len() > 2));
    let hint = meant.map_or_else(
        || "write the two capital letters of ISO 3166-1, such as `NL`; countries stand in `content/vocabularies/countries.yaml`".to_owned(),
        |slug| format!("write `{}`", slug.to_ascii_uppercase()),
    );
    reader.report(
        &unknown_term::RULE,
        node.span,
        format!("`{text}` is not the code of a country that the atlas knows"),
        hint,
    );
    None
}

fn degrees(reader: &Reader, node: &Node, limit: f64) -> Option<f64> {
    let degrees = reader.number(node, true)?;
    if degrees.abs() > limit {
        reader.report(
            &bad_coordinates::RULE,
            node.span,
            format!("`{degrees}` is not on the globe"),
            format!(
                "a number of degrees between -{limit} and {limit} is expected, such as `52.17`"
            ),
        );
        return None;
    }
    Some(degrees)
}

pub(super) fn contact(reader: &Reader, node: &Node) -> Option<Contact> {
    let fields = reader.fields(node)?;
    let contact = Contact {
        website: fields.stated("website", Reader::url),
        email: fields.stated("email", email),
        phone: fields.stated("phone", phone),
    };
    fields.finish();
    Some(contact)
}

fn email(reader: &Reader, node: &Node) -> Option<String> {
    let text = reader.text_up_to(node, 254)?;
    let well_formed = text.split_once('@').is_some_and(|(mailbox, domain)| {
        let part = |text: &str, also: &str| {
            !text.is_empty()
                && text.chars().all(|it| it.is_ascii_alphanumeric() || also.contains(it))
        };
        part(mailbox, "._+-") && part(domain, ".-") && domain.contains('.')
    });
    if !well_formed {
        reader.report(
            &bad_text::RULE,
            node.span,
            format!("`{text}` is not an e-mail address"),
            "write one address of the institution, such as `office@example.org`".to_owned(),
        );
    }
    well_formed.then_some(text)
}

fn phone(reader: &Reader, node: &Node) -> Option<String> {
    let text = reader.text_up_to(node, 30)?;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let well_formed = text.starts_with('+')
        && (7..=15).contains(&digits)
        && text[1..].chars().all(|letter| letter.is_ascii_digit() || " ()-/.".contains(letter));
    if !well_formed {
        reader.report(
            &bad_text::RULE,
            node.span,
            format!("`{text}` is not a telephone number in international form"),
            "write `\"+31 71 526 9111\"`: a plus, the country's number, the rest".to_owned(),
        );
    }
    well_formed.then_some(text)
}

pub(super) fn referral(reader: &Reader, node: &Node) -> Option<Referral> {
    let fields = reader.fields(node)?;
    let referral = Referral {
        who: fields.stated("who", |reader, node| reader.term(VocabularyName::ReferralRoutes, node)),
        how: fields.stated("how", Reader::text),
        ages: fields.stated_list("ages", Reader::choice),
        languages: fields.stated_list("languages", language),
    };
    fields.finish();
    Some(referral)
}

fn language(reader: &Reader, node: &Node) -> Option<String> {
    let text = reader.text_up_to(node, 10)?;
    let well_formed =
        matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_lowercase());
    if !well_formed {
        reader.report(
            &bad_text::RULE,
            node.span,
            format!("`{text}` is not the code of a language"),
            "write its two small letters of ISO 639-1, such as `nl` or `en`".to_owned(),
        );
    }
    well_formed.then_some(text)
}

pub(super) fn therapies(reader: &Reader, node: &Node) -> Option<Therapies> {
    let fields = reader.fields(node)?;
    let therapies = Therapies {
        classes: fields.terms("classes", VocabularyName::Classes),
        platforms: fields.terms("platforms", VocabularyName::Platforms),
        areas: fields.terms("areas", VocabularyName::Areas),
        products: fields.stated_list("products", product),
    };
    fields.finish();
    Some(therapies)
}

fn product(reader: &Reader, node: &Node) -> Option<ProductLink> {
    let fields = reader.fields(node)?;
    let term =
        fields.optional("product", |reader, node| reader.term(VocabularyName::Products, node));
    let name = fields.optional("name", Reader::text);
    let given = (fields.node("product").is_some(), fields.node("name").is_some());
    let does = fields
        .required_list("does", |reader, node| reader.term(VocabularyName::ProductLinks, node));
    let basis =
        fields.stated("basis", |reader, node| reader.term(VocabularyName::ProductBases, node));
    let since = fields.stated("since", Reader::date);
    one_of(
        reader,
        &fields,
        given,
        ("product", "name"),
        "a term of the vocabulary goes under `product`, the name of another one under `name`",
    );
    fields.finish();
    let product = match (term, name) {
        (Some(term), None) => ProductName::Term(term),
        (None, Some(name)) => ProductName::Other(name),
        _ => return None,
    };
    Some(ProductLink { product, does: does?, basis, since })
}

/// Reports where neither or both of two fields are there.
fn one_of(reader: &Reader, fields: &Fields, given: (bool, bool), names: (&str, &str), hint: &str) {
    if given.0 == given.1 {
        let message = if given.0 {
            format!("`{}` and `{}` stand here together", names.0, names.1)
        } else {
            format!("`{}` or `{}` is missing", names.0, names.1)
        };
        reader.report(&missing_field::RULE, fields.key_span(names.1), message, hint.to_owned());
    }
}

pub(super) fn manufacturing(reader: &Reader, node: &Node) -> Option<Manufacturing> {
    let fields = reader.fields(node)?;
    let manufacturing = Manufacturing {
        gmp: fields.stated("gmp", Reader::choice),
        scales: fields.terms("scales", VocabularyName::Scales),
        services: fields.terms("services", VocabularyName::Services),
        cleanrooms: fields.stated_list("cleanrooms", cleanrooms),
        isolators: fields.stated("isolators", Reader::boolean),
        biosafety_level: fields.stated("biosafety_level", |reader, node| {
            reader.whole(node, 1, 4).and_then(|level| u8::try_from(level).ok())
        }),
    };
    fields.finish();
    Some(manufacturing)
}

fn cleanrooms(reader: &Reader, node: &Node) -> Option<Cleanrooms> {
    let fields = reader.fields(node)?;
    let grade = fields.required("grade", Reader::choice);
    let count = fields.stated("count", |reader, node| reader.whole(node, 0, 1_000));
    fields.finish();
    Some(Cleanrooms { grade: grade?, count })
}

pub(super) fn licence(reader: &Reader, node: &Node) -> Option<Licence> {
    let fields = reader.fields(node)?;
    let kind =
        fields.required("type", |reader, node| reader.term(VocabularyName::LicenceTypes, node));
    let authority = fields.stated("authority", Reader::text);
    let number = fields.stated("number", Reader::text);
    let (since, valid_until) = date_fields(&fields);
    let scope = fields.stated("scope", Reader::text);
    fields.finish();
    Some(Licence { kind: kind?, authority, number, since, valid_until, scope })
}

pub(super) fn accreditation(reader: &Reader, node: &Node) -> Option<Accreditation> {
    let fields = reader.fields(node)?;
    let scheme = fields
        .required("scheme", |reader, node| reader.term(VocabularyName::AccreditationSchemes, node));
    let scope = fields.stated("scope", Reader::text);
    let authority = fields.stated("authority", Reader::text);
    let (since, valid_until) = date_fields(&fields);
    let reference = fields.stated("reference", Reader::text);
    fields.finish();
    Some(Accreditation { scheme: scheme?, scope, authority, since, valid_until, reference })
}

pub(super) fn clinical(reader: &Reader, node: &Node) -> Option<Clinical> {
    let fields = reader.fields(node)?;
    let clinical = Clinical {
        apheresis: fields.stated("apheresis", Reader::boolean),
        transplant_programme: fields.stated_list("transplant_programme", Reader::choice),
        phases: fields.terms("phases", VocabularyName::Phases),
        trials: fields.stated_list("trials", trial),
    };
    fields.finish();
    Some(clinical)
}

fn trial(reader: &Reader, node: &Node) -> Option<Trial> {
    let fields = reader.fields(node)?;
    let id = fields.required("id", |reader, node| {
        let text = reader.text_up_to(node, 40)?;
        let id = TrialId::parse(&text);
        if id.is_none() {
            reader.report(&bad_identifier::RULE, node.span, format!("`{text}` is not the number of a trial"),
                "write `NCT01234567`, `2004-000015-25` (EudraCT), `2022-500137-40-00` (EU CT) or `ISRCTN12345674`".to_owned());
        }
        id
    });
    let does = fields.required_list("does", Reader::choice);
    fields.finish();
    Some(Trial { id: id?, does: does? })
}

pub(super) fn figure(reader: &Reader, node: &Node) -> Option<Figure> {
    let fields = reader.fields(node)?;
    let measure =
        fields.required("measure", |reader, node| reader.term(VocabularyName::Measures, node));
    let value = fields.required("value", |reader, node| {
        stated(reader, node, |reader, node| reader.number(node, false))
    });
    let high = fields.optional("value_max", |reader, node| reader.number(node, false));
    if let (Some(Stated::Is(low)), Some(high)) = (&value, high)
        && high < *low
    {
        reader.report(
            &super::rules::bad_number::RULE,
            fields.key_span("value_max"),
            format!("the range ends at `{high}`, below its beginning at `{low}`"),
            "`value` is the lower end, `value_max` the upper one".to_owned(),
        );
    }
    let qualifier = fields.optional("qualifier", Reader::choice).unwrap_or(Qualifier::Exact);
    let kind = fields.optional("kind", Reader::choice).unwrap_or(FigureKind::Actual);
    let per = fields.optional("per", Reader::choice);
    let year = fields.optional("year", Reader::year);
    let from = fields.optional("from", Reader::year);
    let currency = fields.optional("currency", Reader::choice);
    let total = fields.optional("total", Reader::boolean).unwrap_or(false);
    let note = fields.optional("note", Reader::text);
    fields.finish();
    let value = value?.map(|&low| Amount { low, high });
    Some(Figure {
        measure: measure?,
        value,
        qualifier,
        kind,
        per,
        year,
        from,
        currency,
        total,
        note,
    })
}

pub(super) fn relation(reader: &Reader, node: &Node) -> Option<Relation> {
    let fields = reader.fields(node)?;
    let to = fields.optional("to", Reader::id);
    let name = fields.optional("name", Reader::text);
    let given = (fields.node("to").is_some(), fields.node("name").is_some());
    let kind =
        fields.required("kind", |reader, node| reader.term(VocabularyName::RelationKinds, node));
    let since = fields.optional("since", Reader::date);
    let until = fields.optional("until", Reader::date);
    let note = fields.optional("note", Reader::text);
    one_of(
        reader,
        &fields,
        given,
        ("to", "name"),
        "another record goes under `to`, a body without a record under `name`",
    );
    fields.finish();
    let to = match (to, name) {
        (Some(id), None) => RelationTarget::Facility(id),
        (None, Some(name)) => RelationTarget::Other(name),
        _ => return None,
    };
    Some(Relation { to, kind: kind?, since, until, note })
}

pub(super) fn provenance(reader: &Reader, node: &Node) -> Option<Provenance> {
    let fields = reader.fields(node)?;
    let method = fields.required("method", Reader::choice);
    let wave = fields.optional("wave", Reader::text);
    let state = fields.required("state", Reader::choice);
    let verified = fields.optional("verified", Reader::day);
    let by = fields.optional("by", Reader::text);
    fields.finish();
    Some(Provenance { method: method?, wave, state: state?, verified, by })
}

pub(super) fn source(reader: &Reader, node: &Node) -> Option<Source> {
    let fields = reader.fields(node)?;
    let url = fields.required("url", Reader::url);
    let title = fields.optional("title", Reader::text);
    let publisher = fields.optional("publisher", Reader::text);
    let published = fields.optional("published", Reader::date);
    let accessed = fields.optional("accessed", Reader::day);
    let read = fields.optional("read", Reader::choice);
    let archived = fields.optional("archived", Reader::url);
    let supports = fields.list("supports", |reader, node| {
        reader.text_up_to(node, 100).map(|text| FieldPath::new(&text))
    });
    fields.finish();
    Some(Source { url: url?, title, publisher, published, accessed, read, archived, supports })
}

pub(super) fn waiver(reader: &Reader, node: &Node) -> Option<Waiver> {
    let fields = reader.fields(node)?;
    let rule = fields.required("rule", Reader::text);
    let reason = fields.required("reason", Reader::text);
    let until = fields.required("until", Reader::day);
    fields.finish();
    Some(Waiver { rule: rule?, reason: reason?, until: until? })
}
