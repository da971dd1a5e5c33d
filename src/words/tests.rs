use super::*;
use crate::model::PartialDate;

fn catalogue(language: &str, more: &[(&str, Message)]) -> Result<Words, Vec<WordFault>> {
    let months = (1..=12).map(|month| (format!("month.{month}"), one(&format!("M{month}"))));
    let formats =
        [("format.thousands", one(",")), ("format.decimal", one("."))].map(|(k, m)| (k.into(), m));
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
    assert_eq!(faults.len(), 14, "two separators and twelve months: {faults:?}");
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
