//! Pieces of the sentences that stand for a chart.

/// `one row`, `2 rows`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("one {one}") } else { format!("{number} {many}") }
}

/// Names in a row, the first few of them: `A, B, C and 4 more`.
pub(super) fn list<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 5;
    let total = names.len();
    let shown: Vec<&str> = names.take(SHOWN).collect();
    match shown.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        _ if total > shown.len() => {
            format!("{} and {} more", shown.join(", "), total - shown.len())
        }
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// A text with its first letter large, for where it begins a sentence or a line.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences() {
        let names = ["A", "B", "C", "D", "E", "F", "G"];
        assert_eq!(list(names[..1].iter().copied()), "A");
        assert_eq!(list(names[..3].iter().copied()), "A, B and C");
        assert_eq!(list(names.iter().copied()), "A, B, C, D, E and 2 more");
        assert_eq!(count(1, "bar", "bars"), "one bar");
    }
}
