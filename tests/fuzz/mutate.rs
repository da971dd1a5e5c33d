//! How an input becomes another: in letters, in lines, and in words that mean something to the atlas.

use std::sync::LazyLock;

use atmp_atlas::model::fields::RECORD;

/// No input grows past this: the largest record that is read.
const LARGEST: usize = 256 * 1024;

/// Pieces that readers of YAML, Markdown, CSV and the fields themselves treat apart.
const PIECES: [&str; 96] = [
    "\t",
    "\r\n",
    "\n",
    "\n\n",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "\u{2028}",
    "\u{85}",
    "\u{a0}",
    "é",
    "e\u{301}",
    "𝔸",
    "İ",
    "ß",
    "ﬁ",
    ":",
    ": ",
    " #",
    "#",
    "- ",
    "-",
    "---",
    "\n---\n",
    "...",
    "'",
    "\"",
    "''",
    "\\",
    "\\u0000",
    "\\x",
    "[",
    "]",
    "{",
    "}",
    "[]",
    "{}",
    ",",
    "&a ",
    "*a",
    "!!str ",
    "!",
    "|",
    ">",
    "|2\n",
    ">-\n",
    "%YAML 1.2\n",
    "@",
    "`",
    "~",
    "null",
    "true",
    "no",
    "undisclosed",
    "not-applicable",
    "0",
    "-0",
    "-1",
    "1e999",
    ".nan",
    ".inf",
    "0x1f",
    "1_000",
    "99999999999999999999999999",
    "0.1",
    "1,5",
    "52.09°N",
    "≥ 3",
    "3–5",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "31/12/2021",
    "2026-11",
    "https://",
    "https://a.example/",
    "http://u:p@a.example",
    "javascript:x",
    "//",
    "](",
    "![",
    "<b>",
    "<!--",
    "&lt;",
    "&#0;",
    "**",
    "__",
    "~~",
    "```",
    "    ",
    "| a | b |\n|---|---|\n",
    "> ",
    "1. ",
    "=1+1",
    "\";\"",
];

/// Numbers that look random and are the same in every run (SplitMix64: Steele, Lea and Flood 2014).
pub struct Chance(pub u64);

impl Chance {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another; 0 below 0.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// An input made of one or two others.
pub fn mutated(pool: &[String], chance: &mut Chance) -> String {
    // Of two the shorter one, mostly: more of them can be tried, and a change matters more in them.
    let one = |chance: &mut Chance| {
        let (one, other) = (&pool[chance.below(pool.len())], &pool[chance.below(pool.len())]);
        if chance.below(4) == 0 || one.len() < other.len() { one } else { other }
    };
    let mut text = one(chance).clone();
    for _ in 0..=chance.below(4) {
        text = match chance.below(14) {
            0..=3 => inserted(&text, PIECES[chance.below(PIECES.len())], chance),
            4 => inserted(&text, field(chance), chance),
            5 => without(&text, chance),
            6..=9 => lines(&text, chance),
            10 => replaced(&text, PIECES[chance.below(PIECES.len())], chance),
            11 => spliced(&text, one(chance), chance),
            12 => letter(&text, chance),
            _ => repeated(&text, chance),
        };
    }
    let end = (0..=LARGEST.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    text.truncate(end.unwrap_or(0));
    text
}

/// A place between two letters.
fn place(text: &str, chance: &mut Chance) -> usize {
    let at = chance.below(text.len() + 1);
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// A stretch, mostly a short one.
fn stretch(text: &str, chance: &mut Chance) -> (usize, usize) {
    let start = place(text, chance);
    let longest = if chance.below(8) == 0 { text.len() } else { 24 };
    let end = (start + chance.below(longest + 1)).min(text.len());
    (start, (start..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(start))
}

fn field(chance: &mut Chance) -> &'static str {
    static NAMES: LazyLock<Vec<&str>> =
        LazyLock::new(|| RECORD.paths().into_iter().map(|(_, field)| field.name).collect());
    NAMES[chance.below(NAMES.len())]
}

fn inserted(text: &str, piece: &str, chance: &mut Chance) -> String {
    let at = place(text, chance);
    [&text[..at], piece, &text[at..]].concat()
}

fn replaced(text: &str, piece: &str, chance: &mut Chance) -> String {
    let (start, end) = stretch(text, chance);
    [&text[..start], piece, &text[end..]].concat()
}

fn without(text: &str, chance: &mut Chance) -> String {
    replaced(text, "", chance)
}

fn spliced(text: &str, other: &str, chance: &mut Chance) -> String {
    let (start, end) = stretch(other, chance);
    if chance.below(4) == 0 {
        let at = place(text, chance);
        return [&text[..at], &other[start..]].concat();
    }
    inserted(text, &other[start..end], chance)
}

fn letter(text: &str, chance: &mut Chance) -> String {
    let scope = [0x7f, 0x3000, 0x1_f6ff][chance.below(3)];
    let code = u32::try_from(chance.below(scope)).unwrap();
    let letter = char::from_u32(code).unwrap_or('x');
    replaced(text, letter.encode_utf8(&mut [0; 4]), chance)
}

/// Mostly a few times; now and then so often that the input is as large as one can be.
fn repeated(text: &str, chance: &mut Chance) -> String {
    let (start, end) = stretch(text, chance);
    let times = match chance.below(400) {
        0 => LARGEST / (end - start).max(1),
        1..=20 => chance.below(300),
        _ => chance.below(6),
    };
    let room = LARGEST.saturating_sub(text.len()) / (end - start).max(1);
    inserted(text, &text[start..end].repeat(times.min(room)), chance)
}

/// A line goes, comes twice, moves, or stands further in or out.
fn lines(text: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return String::new();
    }
    let (at, to) = (chance.below(lines.len()), chance.below(lines.len()));
    let changed;
    match chance.below(6) {
        0 => {
            lines.remove(at);
        }
        1 => lines.insert(to, lines[at]),
        2 => lines.swap(at, to),
        3 => lines[at] = lines[at].trim_start_matches(' '),
        4 => {
            changed = format!("  {}", lines[at]);
            lines[at] = &changed;
        }
        _ => {
            // The value of a field goes to another one.
            let value = lines[to].split_once(": ").map_or(lines[to], |(_, value)| value);
            let name = lines[at].split_once(": ").map_or("", |(name, _)| name);
            changed = format!("{name}: {value}");
            lines[at] = &changed;
        }
    }
    lines.concat()
}
