// Writing a record in the one form that all records have: the same as `atlas fmt`, which is held
// against it. `src/format/write.rs` says why each rule is there.

import { Scalar } from "./tree.js";

/** Longer lines are folded, in characters. */
const WIDTH = 100;

/**
 * A record as text. `shape` has the fields in their order, each with the shape of the fields below
 * it or null.
 */
export function write(tree, shape, firstLine) {
  return `${firstLine}\n${fields(tree, shape, 0, null)}`;
}

function fields(entries, shape, indent, hyphen) {
  const order = shape ? [...shape.keys()] : [];
  const place = (key) => (order.includes(key) ? order.indexOf(key) : order.length);
  const sorted = [...entries].sort(([a], [b]) => place(a) - place(b));
  let out = "";
  for (const [key, value] of sorted) {
    out += hyphen === null ? " ".repeat(indent) : `${" ".repeat(hyphen)}- `;
    hyphen = null;
    const name = /^[A-Za-z][A-Za-z0-9_-]*$/.test(key) ? key : inDoubleQuotes(key);
    out += `${name}:${behind(value, shape?.get(key), indent, indent + length(name) + 2)}`;
  }
  return out;
}

/** What stands behind a colon or a hyphen, with its line end. `used` is how much of the line is taken. */
function behind(node, shape, indent, used) {
  if (node instanceof Scalar) return scalar(node, indent, used);
  if (node instanceof Map) return node.size ? `\n${fields(node, shape, indent + 2, null)}` : " {}\n";
  return node.length ? `\n${items(node, shape, indent + 2)}` : " []\n";
}

function items(list, shape, indent) {
  return list
    .map((item) => {
      if (item instanceof Map && item.size) return fields(item, shape, indent + 2, indent);
      const hyphen = `${" ".repeat(indent)}-`;
      if (Array.isArray(item) && item.length) return `${hyphen}\n${items(item, shape, indent + 2)}`;
      return `${hyphen}${behind(item, shape, indent, indent + 2)}`;
    })
    .join("");
}

function scalar({ text, plain }, indent, used) {
  const short = plain && !text.includes("\n") ? text : onOneLine(text);
  const isText = !plain || isPlainText(text);
  let block = null;
  if (text.includes("\n")) block = literal(text, indent + 2);
  else if (isText && used + length(short) > WIDTH) block = folded(text, indent + 2);
  if (block) return ` ${block}`;
  return short === "" ? "\n" : ` ${short}\n`;
}

function onOneLine(text) {
  const written = quoted(text);
  // On a line of its own a comma or a bracket ends nothing.
  const without = text.replace(/[,[\]{}]/g, "x");
  if (/^[\p{Alphabetic}\p{N}]/u.test(text) && quoted(without) === without) return text;
  return written === text ? inDoubleQuotes(text) : written;
}

/** Whether a value without quotes is a text for every reader of YAML. */
function isPlainText(text) {
  return quoted(text) === text || /[,[\]{}]/.test(text);
}

/** A text of several lines as it stands, below `|`. */
function literal(text, indent) {
  const ended = text.endsWith("\n");
  const body = ended ? text.slice(0, -1) : text;
  if (ended && (body === "" || body.endsWith("\n"))) return null;
  const lines = body.split("\n");
  if (/^[ \n]/.test(body) || lines.some((line) => line.endsWith(" ") || ODD.test(line))) return null;
  return `${ended ? "|" : "|-"}\n${block(lines, indent)}`;
}

/** A long text in lines of at most the width, below `>-`. */
function folded(text, indent) {
  const words = text.split(" ");
  // A line break stands for one space: where there are two, or one at an end, it cannot.
  if (words.length < 2 || words.includes("") || ODD.test(text)) return null;
  const lines = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && indent + length(last) + 1 + length(word) <= WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return `>-\n${block(lines, indent)}`;
}

const block = (lines, indent) =>
  lines.map((line) => (line === "" ? "\n" : `${" ".repeat(indent)}${line}\n`)).join("");

/** Letters that a block would lose or that end a line for some readers. */
const ODD = /[\p{Cc}\u0085\u2028\u2029\ufeff]/u;

/** In characters. */
const length = (text) => [...text].length;

/** A text on one line: as it is where every reader takes it for the same text, in quotes otherwise. */
export function quoted(text) {
  const written = likeLibyaml(text);
  const isPlain = written === text;
  const misread = YES_OR_NO.test(text) || (isPlain && LIKE_A_NUMBER.test(text));
  const endsEarly = isPlain && /[,[\]{}]/.test(text);
  const onOneLine = !/[\n\r\u0085\u2028\u2029]/.test(text);
  return !onOneLine || misread || endsEarly ? inDoubleQuotes(text) : written;
}

/** In double quotes as JSON has it; letters that may end a line for some readers as escapes. */
function inDoubleQuotes(text) {
  const escape = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replace(/[\u0085\u2028\u2029\ufeff]/g, escape);
}

/** Words that readers of YAML 1.1 take for true and false. */
const YES_OR_NO = /^(y|n|yes|no|on|off)$/i;

/** Texts that readers of YAML 1.1 may take for a date, a time or a number. */
const LIKE_A_NUMBER = /^(?=[0-9+.-])(?=.*[0-9])(?=.*:|[^ ]*$)[0-9_:.+\-eEtTzZ ]+$/;

const NOTHING_OR_BOOLEAN = /^(|~|null|Null|NULL|true|True|TRUE|false|False|FALSE)$/;

/** Numbers of YAML 1.2, and digits with a zero before them. */
function isNumber(text) {
  if (/^[+-]?(0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+|0[0-9]+)$/.test(text)) return true;
  if (/^[+-]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/.test(text)) return true;
  const decimal = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/;
  return decimal.test(text) && Number.isFinite(Number(text));
}

/** As libyaml writes a single value that has no line break, given the least quotes. */
function likeLibyaml(text) {
  if (UNPRINTABLE.test(text)) return withEscapes(text);
  if (NOTHING_OR_BOOLEAN.test(text) || isNumber(text) || cannotBePlain(text)) {
    return `'${text.replaceAll("'", "''")}'`;
  }
  return text;
}

function cannotBePlain(text) {
  return (
    /^ | $/.test(text) ||
    /^(---|\.\.\.)/.test(text) ||
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[?:-]( |$)/.test(text) ||
    /:( |$)/.test(text) ||
    / #/.test(text)
  );
}

const PRINTABLE = "\\n\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\u{10000}-\\u{10ffff}";
const UNPRINTABLE = new RegExp(`[^${PRINTABLE}]`, "u");

const ESCAPES = {
  "\0": "0", "\x07": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r",
  "\x1b": "e", '"': '"', "\\": "\\", "\x85": "N", "\u2028": "L", "\u2029": "P",
};

function withEscapes(text) {
  const escape = (letter) => {
    if (ESCAPES[letter]) return `\\${ESCAPES[letter]}`;
    const code = letter.codePointAt(0).toString(16).toUpperCase();
    if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
    return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
  };
  return `"${text.replace(new RegExp(`[^${PRINTABLE}]|["\\\\]`, "gu"), escape)}"`;
}
