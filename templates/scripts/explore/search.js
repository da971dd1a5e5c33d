// The search: who has the words that a reader types, also with typing errors, and also where a word
// is one of the names of a therapy, disease or place in another language.

import { add, bits, join, meet } from "./bits.js";
import { fold, words } from "./fold.js";

const EXACT = 4;
const BEGINS = 2;
const NEARLY = 1;
// A name of a term counts as much as a word in the name of an organisation.
const TERM = 1;

// Nobody means a word of the index by one that is longer.
const LONGEST = 30;

export class Search {
  /** `text`: the index as the build wrote it; `all`: how many facilities; `choices[f][c]`: who has what. */
  constructor(text, all, choices) {
    this.lines = text.split("\n");
    this.lines.pop();
    this.known = this.lines.map((line) => line.slice(0, line.indexOf("\t")));
    this.all = all;
    this.choices = choices;
    this.read = new Map();
  }

  /** Who has all words of a text, and how well each fits; nothing for a text without words. */
  find(text) {
    const asked = words(fold(text));
    if (asked.length === 0) return null;
    const set = bits(this.all, true);
    const scores = new Float32Array(this.all);
    for (const word of asked) {
      const here = new Float32Array(this.all);
      const found = bits(this.all);
      const named = new Map();
      for (const [line, kind] of this.lineOf(word)) this.gather(line, kind, here, found, named);
      for (const [kind, set] of named) this.rate(set, kind * (TERM + 1), here, found);
      meet(set, found);
      for (let at = 0; at < this.all; at += 1) scores[at] += here[at];
    }
    return { set, scores };
  }

  /** Adds who has the word of a line, and to `named` who has what it names. */
  gather(line, kind, scores, found, named) {
    const entry = this.entry(line);
    for (let at = 0; at < entry.members.length; at += 1) {
      const member = entry.members[at];
      const score = kind * (entry.weights[at] + 1);
      if (scores[member] < score) scores[member] = score;
      add(found, member);
    }
    for (const [facet, choice] of entry.choices) {
      if (!named.has(kind)) named.set(kind, bits(this.all));
      join(named.get(kind), this.choices[facet][choice]);
    }
  }

  /** Adds a set of facilities with a score. */
  rate(set, score, scores, found) {
    join(found, set);
    for (let at = 0; at < this.all; at += 1) {
      if (scores[at] < score && set[at >>> 5] & (1 << (at & 31))) scores[at] = score;
    }
  }

  /** What a line says, read when it is first asked for. */
  entry(line) {
    let entry = this.read.get(line);
    if (entry) return entry;
    const [, named, had] = this.lines[line].split("\t");
    entry = { choices: [], members: [], weights: [] };
    if (named) entry.choices = named.split(" ").map((it) => it.split(".").map(Number));
    let member = 0;
    for (const step of had ? had.split(" ") : []) {
      const number = parseInt(step, 36);
      member += number >>> 2;
      entry.members.push(member);
      entry.weights.push(number & 3);
    }
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
    for (let at = 0; most > 0 && at < this.known.length; at += 1) {
      const word = this.known[at];
      if (Math.abs(word.length - asked.length) > most) continue;
      const errors = distance(asked, word, most);
      if (errors > most) continue;
      if (errors < most) [most, lines] = [errors, []];
      lines.push([at, NEARLY]);
    }
    return lines;
  }
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
