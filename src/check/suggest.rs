//! The word that was probably meant.

/// The word nearest to the one written, if it is near enough to be a slip: Damerau–Levenshtein
/// distance of at most a third of the length, or the one that it is the beginning of.
#[must_use]
pub fn nearest<'w>(written: &str, words: &[&'w str]) -> Option<&'w str> {
    let plain = |text: &str| text.to_lowercase().replace([' ', '_'], "-");
    let written = plain(written);
    let limit = (written.chars().count() / 3).max(1);
    let close = words
        .iter()
        .map(|word| (strsim::damerau_levenshtein(&written, &plain(word)), *word))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word);
    close.or_else(|| {
        let mut longer = words.iter().filter(|word| {
            written.len() >= 3
                && (plain(word).starts_with(&written) || written.starts_with(&plain(word)))
        });
        longer.next().copied()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_leaves_strangers() {
        let words = ["treatment-centre", "trial-site", "gmp-facility"];
        assert_eq!(nearest("treatment-center", &words), Some("treatment-centre"));
        assert_eq!(nearest("Trial Site", &words), Some("trial-site"));
        assert_eq!(nearest("gmp", &words), Some("gmp-facility"));
        assert_eq!(nearest("warehouse", &words), None);
    }
}
