//! How much room text takes, and how to break it into lines, without a font at hand.

/// Widths of the letters U+0020 to U+007E, in thousandths of the font size: for each the wider of
/// DejaVu Sans and Liberation Sans (the widths of Arial), read from the fonts' `hmtx` tables.
/// DejaVu is the widest of the usual system fonts, so that a text set in another one is shorter
/// than reckoned here, and never longer.
const ASCII: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556, 1015, 684, 686, 722, 770, 667,
    611, 778, 752, 295, 500, 667, 557, 863, 748, 787, 667, 787, 722, 667, 611, 732, 684, 989, 685,
    667, 685, 390, 337, 390, 838, 556, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// The same for U+00A0 to U+017F: the letters of the European languages in Latin script.
const LATIN: [u16; 224] = [
    318, 401, 636, 636, 636, 636, 337, 556, 500, 1000, 471, 612, 838, 361, 1000, 552, 500, 838,
    401, 401, 500, 636, 636, 318, 500, 401, 471, 612, 969, 969, 969, 611, 684, 684, 684, 684, 684,
    684, 1000, 722, 667, 667, 667, 667, 295, 295, 295, 295, 775, 748, 787, 787, 787, 787, 787, 838,
    787, 732, 732, 732, 732, 667, 667, 630, 613, 613, 613, 613, 613, 613, 982, 550, 615, 615, 615,
    615, 278, 278, 278, 278, 612, 634, 612, 612, 612, 612, 612, 838, 612, 634, 634, 634, 634, 592,
    635, 592, 684, 613, 684, 613, 684, 613, 722, 550, 722, 550, 722, 550, 722, 550, 770, 635, 775,
    635, 667, 615, 667, 615, 667, 615, 667, 615, 667, 615, 778, 635, 778, 635, 778, 635, 778, 635,
    752, 634, 916, 695, 295, 278, 295, 278, 295, 278, 295, 278, 295, 278, 735, 556, 500, 278, 667,
    579, 579, 557, 278, 557, 278, 557, 375, 557, 342, 562, 284, 748, 634, 748, 634, 748, 634, 813,
    748, 634, 787, 612, 787, 612, 787, 612, 1070, 1023, 722, 411, 722, 411, 722, 411, 667, 521,
    667, 521, 667, 521, 667, 521, 611, 392, 611, 392, 611, 392, 732, 634, 732, 634, 732, 634, 732,
    634, 732, 634, 732, 634, 989, 818, 667, 592, 667, 685, 525, 685, 525, 685, 525, 352,
];

/// The width of a text in the units of `size`, the font size; generous rather than exact.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    let thousandths: u32 = text.chars().map(|letter| u32::from(letter_width(letter))).sum();
    f64::from(thousandths) / 1000.0 * size
}

fn letter_width(letter: char) -> u16 {
    let table = |table: &[u16], first: u32| {
        usize::try_from(u32::from(letter) - first).ok().and_then(|at| table.get(at).copied())
    };
    let known = match letter {
        ' '..='~' => table(&ASCII, 0x20),
        '\u{a0}'..='\u{17f}' => table(&LATIN, 0xa0),
        '\u{300}'..='\u{36f}' => Some(0),
        '\u{2009}' | '\u{202f}' => Some(318),
        '‘' | '’' | '‚' => Some(318),
        '“' | '”' | '„' => Some(518),
        '–' => Some(556),
        '€' => Some(636),
        '−' | '≤' | '≥' => Some(838),
        // Greek, Cyrillic and the rarer Latin letters: nearly all are narrower than this.
        '\u{180}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}' => Some(900),
        _ => None,
    };
    known.unwrap_or(1000)
}

/// Breaks a text into lines that are no wider than `room`: at ordinary spaces, after a hyphen or a
/// slash, and where a single word is too long, within it. Never loses a letter; a text without
/// one gives no lines.
#[must_use]
pub fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        for (place, piece) in pieces(word).enumerate() {
            let space = if place == 0 && !line.is_empty() { " " } else { "" };
            if width(&line, size) + width(space, size) + width(piece, size) <= room {
                line.push_str(space);
                line.push_str(piece);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            break_into(piece, size, room, &mut line, &mut lines);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The parts of a word between which a line may end.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive(['-', '/', '–'])
}

/// Puts a piece on lines of its own, with a hyphen wherever it had to be broken; its end is left
/// in `line`.
fn break_into(piece: &str, size: f64, room: f64, line: &mut String, lines: &mut Vec<String>) {
    let hyphen = width("-", size);
    for letter in piece.chars() {
        let wide = f64::from(letter_width(letter)) / 1000.0 * size;
        let is_mark = letter_width(letter) == 0;
        if width(line, size) + wide + hyphen > room
            && !is_mark
            && line.chars().count() > 1
            && width(piece, size) > room
        {
            line.push('-');
            lines.push(std::mem::take(line));
        }
        line.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_wider_font() {
        // 787 521 392 615 411 411 615 278 550 634: read from DejaVu Sans by another program.
        assert!((width("Österreich", 1000.0) - 5214.0).abs() < 1e-6);
        assert!(width("iiii", 10.0) < width("MMMM", 10.0));
        assert_eq!(width("e\u{301}", 10.0), width("e", 10.0));
    }

    #[test]
    fn lines_fit_and_no_letter_is_lost() {
        let name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Centre for Cell/Gene Therapy";
        for room in [20.0, 45.0, 90.0, 300.0, 2000.0] {
            let lines = wrap(name, 13.0, room);
            for line in &lines {
                assert!(width(line, 13.0) <= room || line.chars().count() <= 3, "{line} in {room}");
            }
            let letters = |text: &str| text.replace([' ', '-'], "");
            assert_eq!(letters(&lines.concat()), letters(name), "in {room}");
        }
        assert_eq!(wrap(name, 13.0, 2000.0).len(), 1);
        assert_eq!(wrap("North Rhine-Westphalia", 10.0, 80.0), ["North Rhine-", "Westphalia"]);
        assert!(wrap("  ", 13.0, 100.0).is_empty());
    }
}
