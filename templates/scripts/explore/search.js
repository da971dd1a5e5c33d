// The search: who has the words that a reader types, also with typing errors, and also where a word
// is one of the names of a therapy, disease or place in another language.

import { add, bits, join, members, ones } from "./bits.js";
import { fold, words } from "./fold.js";

const EXACT = 4;
const BEGINS = 2;
const NEARLY = 1;
// A name of a term counts as much as a word in the name of an organisation.
const TERM = 1;

// Nobody means a word of the index by one that is longer.
const LONGEST = 30;
// Nor does anybody search for more words than these.
const MOST = 32;
// So many words are remembered with who has them: most of a text is what it was a letter ago.
const KEPT = 16;

export class Search {
  /** `text`: the index as the build wrote it; `all`: how many facilities; `choices[f][c]`: who has what. */
  constructor(text, all, choices) {
    this.lines = text.split("\n");
    this.lines.pop();
    this.known = this.lines.map((line) => line.slice(0, line.indexOf("\t")));
    this.all = all;
    this.choices = choices;
    this.read = new Map();
    this.rated = new Map();
  }

  /** Works out what a word with a typing error is compared by, so that the first one does not wait for it. */
  prepare() {
    this.letters ??= Uint32Array.from(this.known, letters);
  }

  /** Who has all words of a text, and how well each fits; nothing for a text without words. */
  find(text) {
    const asked = words(fold(text)).slice(0, MOST);
    if (asked.length === 0) return null;
    const [first, ...others] = asked.map((word) => this.scores(word));
    const scores = first.slice();
    for (const other of others) {
      for (let at = 0; at < this.all; at += 1) {
        scores[at] = scores[at] && other[at] ? scores[at] + other[at] : 0;
      }
    }
    const set = bits(this.all);
    for (let at = 0; at < this.all; at += 1) if (scores[at]) add(set, at);
    return { set, scores };
  }

  /** How well each fits a word, 0 for those who do not. */
  scores(word) {
    let scores = this.rated.get(word);
    if (scores) return scores;
    scores = new Uint16Array(this.all);
    const named = new Map();
    for (const [line, kind] of this.lineOf(word)) this.gather(line, kind, scores, named);
    for (const [kind, set] of named) {
      const score = kind * (TERM + 1);
      for (const member of members(set)) if (scores[member] < score) scores[member] = score;
    }
    if (this.rated.size === KEPT) this.rated.delete(this.rated.keys().next().value);
    this.rated.set(word, scores);
    return scores;
  }

  /** Rates who has the word of a line, and adds to `named` who has what it names. */
  gather(line, kind, scores, named) {
    const { steps, choices } = this.entry(line);
    let member = 0;
    for (let at = 0; at < steps.length; at += 1) {
      member += steps[at] >>> 2;
      const score = kind * ((steps[at] & 3) + 1);
      if (scores[member] < score) scores[member] = score;
    }
    for (const [facet, choice] of choices) {
      if (!named.has(kind)) named.set(kind, bits(this.all));
      join(named.get(kind), this.choices[facet][choice]);
    }
  }

  /** What a line says, read when it is first asked for. */
  entry(line) {
    let entry = this.read.get(line);
    if (entry) return entry;
    const [, named, had] = this.lines[line].split("\t");
    const choices = named ? named.split(" ").map((it) => it.split(".").map(Number)) : [];
    entry = { choices, steps: numbers(had ?? "") };
    this.read.set(line, entry);
    return entry;
  }

  /** The lines of the words that are meant, each with how nearly it is the word asked for. */
  lineOf(asked) {
    // German is typed without its dots in two ways.
    const spellings = new Set([asked, asked.replace(/([aou])e/g, "$1")]);
    const lines = [];
    for (const word of spellings) {
      for (let at = this.from(word); this.known[at]?.startsWith(word); at += 1) {
        lines.push([at, this.known[at] === word ? EXACT : BEGINS]);
      }
    }
    return lines.length > 0 ? lines : this.nearly(asked);
  }

  /** The first line whose word does not come before this one. */
  from(word) {
    let [low, high] = [0, this.known.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.known[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The words that fewest typing errors lead to: one error in a word of four letters, two in one of eight. */
  nearly(asked) {
    if (asked.length > LONGEST) return [];
    let most = asked.length >= 8 ? 2 : asked.length >= 4 ? 1 : 0;
    let lines = [];
    this.prepare();
    const own = letters(asked);
    for (let at = 0; most > 0 && at < this.known.length; at += 1) {
      const word = this.known[at];
      if (Math.abs(word.length - asked.length) > most) continue;
      // One error takes one letter away and brings another one in, at most.
      const other = this.letters[at];
      if (ones(own & ~other) > most || ones(other & ~own) > most) continue;
      const errors = distance(asked, word, most);
      if (errors > most) continue;
      if (errors < most) [most, lines] = [errors, []];
      lines.push([at, NEARLY]);
    }
    return lines;
  }
}

/** Which letters a word has, a bit each; rare ones share theirs. */
function letters(word) {
  let set = 0;
  for (let at = 0; at < word.length; at += 1) set |= 1 << (word.charCodeAt(at) & 31);
  return set;
}

/** Numbers with 36 digits that are told apart by spaces. The browser's own ways take five times as long. */
function numbers(text) {
  const found = new Uint32Array(text.length);
  let [count, number] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === 32) {
      found[count++] = number;
      number = 0;
    } else number = number * 36 + letter - (letter < 58 ? 48 : 87);
  }
  if (text) found[count++] = number;
  return found.slice(0, count);
}

/**
 * How many letters have to be put in, left out, changed or exchanged with their neighbour; only known
 * to be more where it is more than `most`. F. J. Damerau, Communications of the ACM 7 (1964), with
 * each letter exchanged once at most.
 */
export function distance(a, b, most) {
  let [before, last, row] = ROWS;
  for (let j = 0; j <= b.length; j += 1) last[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    row[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j += 1) {
      const other = b.charCodeAt(j - 1);
      let cost = last[j - 1] + (letter === other ? 0 : 1);
      if (last[j] + 1 < cost) cost = last[j] + 1;
      if (row[j - 1] + 1 < cost) cost = row[j - 1] + 1;
      const swapped = i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && other === a.charCodeAt(i - 2);
      if (swapped && before[j - 2] + 1 < cost) cost = before[j - 2] + 1;
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return last[b.length];
}

// Kept from one pair of words to the next; words are shorter than this.
const ROWS = [0, 1, 2].map(() => new Uint8Array(64));
