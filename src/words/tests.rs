use std::sync::Arc;

use super::*;
use crate::model::PartialDate;

/// Words of English that only write numbers and dates.
pub(crate) fn words() -> Arc<Words> {
    Arc::new(catalogue("en", &[]).unwrap())
}

fn catalogue(language: &str, more: &[(&str, Message)]) -> Result<Words, Vec<WordFault>> {
    let months = (1..=12).map(|month| (format!("month.{month}"), one(&format!("M{month}"))));
    let formats = [
        ("format.thousands", ","),
        ("format.decimal", "."),
        ("format.grouped-from", "4"),
        ("format.first-day", "1"),
        ("format.date", "{day} {month} {year}"),
        ("format.month-and-year", "{month} {year}"),
    ]
    .map(|(key, text)| (key.into(), one(text)));
    let more = more.iter().map(|(key, message)| ((*key).to_owned(), message.clone()));
    Words::new(language, months.chain(formats).chain(more).collect())
}

fn one(text: &str) -> Message {
    Message::One(text.to_owned())
}

fn plural(forms: &[(&str, &str)]) -> Message {
    let forms = forms.iter().map(|(word, text)| (category(word).unwrap(), (*text).to_owned()));
    Message::Plural(forms.collect())
}

#[test]
fn a_number_chooses_the_form_of_its_language() {
    // Polish: one, few (2 to 4, not 12 to 14), many; from the CLDR chart of plural rules.
    let forms = [
        ("one", "{count} ośrodek"),
        ("few", "{count} ośrodki"),
        ("many", "{count} ośrodków"),
        ("other", "{count} ośrodka"),
    ];
    let words = catalogue("pl", &[("n", plural(&forms))]).unwrap();
    assert_eq!(words.count("n", 1, &[]).unwrap(), "1 ośrodek");
    assert_eq!(words.count("n", 3, &[]).unwrap(), "3 ośrodki");
    assert_eq!(words.count("n", 12, &[]).unwrap(), "12 ośrodków");
    assert_eq!(words.count("n", 1022, &[]).unwrap(), "1,022 ośrodki");
    assert_eq!(words.amount("n", 1.5, "1.5").unwrap(), "1.5 ośrodka");
    assert_eq!(words.amount("n", 5.0, "4 do 5").unwrap(), "4 do 5 ośrodków");
}

#[test]
fn none_may_have_words_of_its_own() {
    let forms = [("zero", "none yet"), ("one", "{count} record"), ("other", "{count} records")];
    let words = catalogue("en", &[("n", plural(&forms)), ("m", plural(&forms[1..]))]).unwrap();
    assert_eq!(words.count("n", 0, &[]).unwrap(), "none yet");
    assert_eq!(words.count("m", 0, &[]).unwrap(), "0 records");
}

#[test]
fn placeholders_are_filled_and_never_forgotten() {
    let words = catalogue("en", &[("a", one("{n} of {m} facilities"))]).unwrap();
    assert_eq!(words.fill("a", &[("n", &3), ("m", &"ten")]).unwrap(), "3 of ten facilities");
    let fault = words.fill("a", &[("n", &3)]).unwrap_err();
    assert_eq!(fault.to_string(), "the words `a` need a value for `{m}`");
    let fault = words.text("b.c").unwrap_err();
    assert_eq!(fault.to_string(), "the catalogue of words has no key `b.c`");
}

#[test]
fn a_catalogue_tells_all_its_faults() {
    let messages =
        [("a", one("{")), ("b", one("x } y")), ("c", plural(&[("one", "1")])), ("d", one("{}"))];
    let faults = catalogue("en", &messages).err().unwrap();
    let bad = |key: &str| WordFault::BadPlaceholder { key: key.into() };
    let no_other = WordFault::NoOther { key: "c".into() };
    assert_eq!(faults, [bad("a"), bad("b"), no_other, bad("d")]);
    let faults = Words::new("en", BTreeMap::new()).err().unwrap();
    assert_eq!(faults.len(), 18, "signs, dates and twelve months: {faults:?}");
}

#[test]
fn numbers_and_dates_are_written_as_the_language_has_them() {
    let spanish = [
        ("format.thousands", one("\u{a0}")),
        ("format.decimal", one(",")),
        ("format.grouped-from", one("5")),
        ("format.date", one("{day} de {month} de {year}")),
        ("format.first-day", one("1.º")),
    ];
    let words = catalogue("es", &spanish).unwrap();
    assert_eq!(words.number(1234.5), "1234,5");
    assert_eq!(words.whole_number(12345), "12\u{a0}345");
    let date = |text| words.date(PartialDate::parse(text).unwrap());
    assert_eq!(date("2026-11-23"), "23 de M11 de 2026");
    assert_eq!(date("2026-11-01"), "1.º de M11 de 2026");
    assert_eq!(date("2026-11"), "M11 2026");
}

#[test]
fn a_translation_is_held_against_the_english_words() {
    let catalogue = |pairs: &[(&str, Message)]| -> BTreeMap<String, Message> {
        let formats = ["thousands", "decimal", "grouped-from", "first-day", "date"];
        let formats = formats.iter().map(|it| format!("format.{it}"));
        let months = (1..=12).map(|month| format!("month.{month}"));
        let keys = formats.chain(months).chain(["format.month-and-year".to_owned()]);
        let pairs = pairs.iter().map(|(key, message)| ((*key).to_owned(), message.clone()));
        keys.map(|key| (key, one("1"))).chain(pairs).collect()
    };
    let forms = plural(&[("one", "{count} site"), ("other", "{count} sites")]);
    let english = catalogue(&[
        ("a", one("in {place}")),
        ("b", one("home")),
        ("c", forms.clone()),
        ("d", one("x")),
        ("e", one("y")),
    ]);
    let own = catalogue(&[
        ("a", one("in {luogo}")),
        ("c", plural(&[("one", "un centro"), ("other", "{count} centri")])),
        ("d", one("{")),
        ("e", plural(&[("one", "uno")])),
        ("f", one("z")),
    ]);
    let (words, gaps) = Words::translated("it", own, &english).unwrap();
    let key = |key: &str| key.to_owned();
    let expected = [
        Gap::Placeholders { key: key("a"), wanted: vec!["place".to_owned()] },
        Gap::Missing { key: key("b"), english: "home".to_owned() },
        Gap::Faulty { key: key("d"), fault: WordFault::BadPlaceholder { key: key("d") } },
        Gap::Faulty { key: key("e"), fault: WordFault::NoOther { key: key("e") } },
        Gap::Unknown { key: key("f") },
    ];
    assert_eq!(gaps, expected);
    assert_eq!(words.fill("a", &[("place", &"Roma")]).unwrap(), "in Roma");
    assert_eq!(words.text("b").unwrap(), "home");
    assert_eq!(words.count("c", 1, &[]).unwrap(), "un centro");
    assert_eq!(words.text("d").unwrap(), "x");
}

#[test]
fn numbers_and_dates_are_written_for_readers() {
    let words = catalogue("en", &[]).unwrap();
    assert_eq!(words.number(4000.0), "4,000");
    assert_eq!(words.number(100.0), "100");
    assert_eq!(words.number(0.0), "0");
    assert_eq!(words.number(1_234_567.25), "1,234,567.25");
    assert_eq!(words.number(0.5), "0.5");
    assert_eq!(words.number(-1234.0), "-1,234");
    assert_eq!(words.decimals(1.9, 2), "1.90");
    assert_eq!(words.decimals(1234.4, 0), "1,234");
    let date = |text| words.date(PartialDate::parse(text).unwrap());
    assert_eq!(date("2026-11-23"), "23 M11 2026");
    assert_eq!(date("2008-10"), "M10 2008");
    assert_eq!(date("2021"), "2021");
}

/// A number as the standard library writes it, which rounds exactly, with its thousands set apart.
fn exactly(number: f64, decimals: usize) -> String {
    let written = format!("{number:.decimals$}");
    let (sign, digits) = written.split_at(usize::from(written.starts_with('-')));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(a, b)| (a, Some(b)));
    let mut grouped: Vec<&str> = Vec::new();
    let mut rest = whole;
    while rest.len() > 3 && number.is_finite() {
        let (before, last) = rest.split_at(rest.len() - 3);
        grouped.insert(0, last);
        rest = before;
    }
    grouped.insert(0, rest);
    let part = part.map_or(String::new(), |part| format!(".{part}"));
    format!("{sign}{}{part}", grouped.join(","))
}

proptest::proptest! {
    #[test]
    fn numbers_are_rounded_exactly(
        number in proptest::num::f64::ANY,
        near in -100_000_000_i64..100_000_000,
        decimals in 0_usize..5,
    ) {
        let words = catalogue("en", &[]).unwrap();
        // Ties are where rounding goes wrong: 0.125, 1.005, 2.5.
        let ties = [near as f64 / 1000.0, near as f64 / 8.0, near as f64 / 2000.0];
        for number in [number, number.fract() * 1000.0].into_iter().chain(ties) {
            proptest::prop_assert_eq!(words.decimals(number, decimals), exactly(number, decimals));
        }
    }
}
