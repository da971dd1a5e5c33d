//! The word that was probably meant.

use std::cell::Cell;

use rayon::prelude::*;

/// What is longer, in bytes, was meant to be no word, and would take long to compare.
const LONGEST: usize = 200;

/// For so many unknown words of a file it is looked for what was meant. A person makes a few slips;
/// for a file of twenty thousand it would take seconds.
const WORDS: usize = 200;

/// The looking for what was meant in one file, as long as it is worth while.
#[derive(Debug, Default)]
pub struct Advice {
    given: Cell<usize>,
}

impl Advice {
    /// Whether to go on. Each question counts.
    pub fn goes_on(&self) -> bool {
        let given = self.given.get();
        self.given.set(given.saturating_add(1));
        given < WORDS
    }

    /// The word that was probably meant, by [`nearest`].
    #[must_use]
    pub fn nearest<'w>(&self, written: &str, words: &[&'w str]) -> Option<&'w str> {
        self.goes_on().then(|| nearest(written, words)).flatten()
    }
}

/// The word nearest to the one written, if it is near enough: the same but for case, spaces and
/// spelling; else a slip of a few letters; else the one that it is the beginning of; else the one
/// that shares most of its parts.
#[must_use]
pub fn nearest<'w>(written: &str, words: &[&'w str]) -> Option<&'w str> {
    let written = plain(written);
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    // A large atlas has many ids.
    let plain_words: Vec<String> = words.par_iter().map(|word| plain(word)).collect();
    let found = plain_words
        .iter()
        .position(|word| *word == written)
        .or_else(|| slip(&written, &plain_words))
        .or_else(|| beginning(&written, &plain_words))
        .or_else(|| parts(&written, &plain_words))?;
    words.get(found).copied()
}

/// A word without what differs by habit: case, spaces, accents' absence, British or American
/// spelling, a plural's `s`.
fn plain(word: &str) -> String {
    let lower = word.trim().to_lowercase().replace([' ', '_', '.', '/'], "-");
    let parts: Vec<String> = lower
        .split('-')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let part = part.strip_suffix('s').filter(|rest| rest.len() > 3).unwrap_or(part);
            let part = part.replace("isation", "ization").replace("aem", "em");
            match part.strip_suffix("ter") {
                Some(stem) if stem.len() > 2 => format!("{stem}tre"),
                _ => part,
            }
        })
        .collect();
    parts.join("-")
}

/// A Damerau–Levenshtein distance of at most a third of the length.
fn slip(written: &str, words: &[String]) -> Option<usize> {
    let letters = written.chars().count();
    let limit = (letters / 3).clamp(1, 4);
    nearest_by(words, |word| {
        let others = word.chars().count();
        // Each letter more is a slip of its own.
        if letters.abs_diff(others) > limit {
            return None;
        }
        let distance = strsim::damerau_levenshtein(written, word);
        let shorter = letters.min(others);
        // Of two letters changed none is left to recognise a word of two.
        (distance <= limit && distance < shorter).then_some(distance)
    })
}

fn beginning(written: &str, words: &[String]) -> Option<usize> {
    if written.chars().count() < 3 {
        return None;
    }
    nearest_by(words, |word| {
        let begins = word.starts_with(written) || (word.len() > 3 && written.starts_with(&**word));
        begins.then(|| word.len().abs_diff(written.len()))
    })
}

/// The share of parts between hyphens that the two have in common, each by its Jaro–Winkler
/// similarity; half of them is enough.
fn parts(written: &str, words: &[String]) -> Option<usize> {
    let own: Vec<&str> = written.split('-').collect();
    nearest_by(words, |word| {
        let others: Vec<&str> = word.split('-').collect();
        let alike: f64 = own
            .iter()
            .filter(|part| part.len() > 2)
            .filter_map(|part| {
                let likeness = others.iter().map(|other| strsim::jaro_winkler(part, other));
                likeness.max_by(f64::total_cmp).filter(|likeness| *likeness >= 0.82)
            })
            .sum();
        // The coefficient of Dice: twice what they share, by what they have. A part that was
        // written twice is like the same one twice.
        let parts = u16::try_from(own.len() + others.len()).unwrap_or(u16::MAX);
        let share = (2.0 * alike / f64::from(parts)).min(1.0);
        // Compared as a whole number of thousandths, the greatest share first.
        (share >= 0.5).then_some(1_000 - permille(share))
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the share lies between 0 and 1"
)]
fn permille(share: f64) -> usize {
    (share * 1_000.0) as usize
}

/// The first word with the least distance.
fn nearest_by(
    words: &[String],
    distance: impl Fn(&String) -> Option<usize> + Sync,
) -> Option<usize> {
    let near = words.par_iter().enumerate().filter_map(|(at, word)| Some((distance(word)?, at)));
    near.min().map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_leaves_strangers() {
        let words =
            ["pre-gmp-facility", "gmp-facility", "treatment-centre", "trial-site", "developer"];
        for (written, meant) in [
            ("treatment-center", Some("treatment-centre")),
            ("treatment_centres", Some("treatment-centre")),
            ("Trial Site", Some("trial-site")),
            ("gmp", Some("gmp-facility")),
            ("gmp-factory", Some("gmp-facility")),
            ("pre-gmp-factory", Some("pre-gmp-facility")),
            ("manufacturing-gmp-facility", Some("gmp-facility")),
            ("develper", Some("developer")),
            ("warehouse", None),
            ("xy", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, &words), meant, "{written}");
        }
        assert_eq!(nearest("BE", &["al", "at", "de", "be"]), Some("be"));
        assert_eq!(nearest("zz", &["al", "at", "de", "be"]), None);
    }

    #[test]
    fn a_part_written_twice_and_what_is_no_word_do_no_harm() {
        assert_eq!(nearest("storage-storage-storage", &["storage"]), Some("storage"));
        assert_eq!(nearest(&"storage-".repeat(40), &["storage"]), None);
    }
}
