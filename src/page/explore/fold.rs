//! Words as they are compared in a search: without accents, capitals and what stands between them.
//! `templates/scripts/explore/fold.js` does the same with what a reader types.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// Words longer than this are addresses and the like, which nobody types.
const LONGEST: usize = 24;

/// A text in small letters without accents. Letters that Unicode does not take apart are written as
/// those are used to who lack them on their keyboard.
pub(in crate::page) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in DecomposingNormalizerBorrowed::new_nfkd().normalize(text).chars() {
        match letter {
            '\u{300}'..='\u{36f}' => {}
            'ß' | 'ẞ' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'þ' | 'Þ' => folded.push_str("th"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            _ => folded.extend(letter.to_lowercase()),
        }
    }
    folded
}

/// The words of a folded text.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.len() > 1 && word.chars().count() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::{fold, words};

    #[test]
    fn accents_and_capitals_do_not_count() {
        for (text, folded) in [
            ("Köln", "koln"),
            ("Célula MADRE", "celula madre"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("Ærø", "aero"),
            ("İstanbul", "istanbul"),
            ("Αθήνας", "αθηνασ"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn words_are_told_apart_by_what_is_no_letter_and_no_digit() {
        let text = "car-t, (ada-scid) x 2024";
        assert_eq!(words(text).collect::<Vec<_>>(), ["car", "ada", "scid", "2024"]);
    }
}
