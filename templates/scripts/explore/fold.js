// Words as they are compared in a search; src/page/explore/fold.rs does the same with the records.

const LETTERS = {
  ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ς: "σ",
};

/** A text in small letters without accents. */
export function fold(text) {
  const bare = text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "");
  return bare.replace(/[ßæœþøłđðıς]/g, (letter) => LETTERS[letter]);
}

/** The words of a folded text. */
export function words(folded) {
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
}
