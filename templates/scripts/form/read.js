// Reading a record: the part of YAML that records use. What it does not know it refuses, so that
// nothing is read for something else.

import { Scalar } from "./tree.js";

/** Why a text cannot be read. */
export class Unreadable extends Error {}

/** The tree of a record, and its remarks but for the line that names the schema. */
export function read(source) {
  const reader = new Reader(source.replace(/^\ufeff/, "").replaceAll("\r\n", "\n"));
  const tree = reader.block(0);
  reader.skip();
  if (reader.at < reader.lines.length) throw new Unreadable(`line ${reader.at + 1}`);
  if (!(tree instanceof Map)) throw new Unreadable("the record has no fields");
  return { tree, remarks: reader.remarks };
}

const KEY = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([A-Za-z_][A-Za-z0-9_.-]*)) *:(?: |$)/;

class Reader {
  constructor(source) {
    this.lines = source.split("\n");
    if (this.lines.at(-1) === "") this.lines.pop();
    this.at = 0;
    this.remarks = [];
  }

  /** Goes to the next line that says something. */
  skip() {
    for (; this.at < this.lines.length; this.at += 1) {
      const line = this.lines[this.at].trim();
      if (line.startsWith("#")) this.remark(line);
      else if (line !== "") return;
    }
  }

  remark(line) {
    if (!line.startsWith("# yaml-language-server:")) this.remarks.push(line);
  }

  refuse() {
    throw new Unreadable(`line ${this.at + 1}: ${this.lines[this.at] ?? "the end"}`);
  }

  /** How far the line is indented; -1 at the end. */
  indent() {
    this.skip();
    if (this.at >= this.lines.length) return -1;
    const line = this.lines[this.at];
    if (/^ *\t/.test(line) || /^(---|\.\.\.)/.test(line)) this.refuse();
    return line.length - line.trimStart().length;
  }

  /** A group or a list that begins at an indentation. */
  block(indent) {
    this.skip();
    const line = this.lines[this.at]?.slice(indent);
    if (line === undefined) return new Scalar("", true);
    if (/^-( |$)/.test(line)) return this.list(indent);
    return this.map(indent);
  }

  list(indent) {
    const list = [];
    while (this.indent() === indent && /^-( |$)/.test(this.lines[this.at].slice(indent))) {
      const line = this.lines[this.at];
      const rest = line.slice(indent + 1);
      const content = rest.trimStart();
      const inner = indent + 1 + rest.length - content.length;
      if (content === "" || content.startsWith("#")) {
        if (content) this.remark(content);
        this.at += 1;
        const below = this.indent();
        list.push(below > indent ? this.block(below) : new Scalar("", true));
      } else if (KEY.test(content) || /^-( |$)/.test(content)) {
        // The entry goes on below its first field: the hyphen counts as indentation.
        this.lines[this.at] = `${" ".repeat(inner)}${content}`;
        list.push(this.block(inner));
      } else list.push(this.value(content, indent));
    }
    return list;
  }

  map(indent) {
    const map = new Map();
    while (this.indent() === indent) {
      const content = this.lines[this.at].slice(indent);
      const found = KEY.exec(content);
      if (!found) this.refuse();
      const [whole, double, single, bare] = found;
      const key = bare ?? (single === undefined ? fromDouble(double) : single.replaceAll("''", "'"));
      if (map.has(key)) this.refuse();
      const rest = content.slice(whole.length).trimStart();
      if (rest === "" || rest.startsWith("#")) {
        if (rest) this.remark(rest);
        this.at += 1;
        const below = this.indent();
        // A list may stand as far left as the field that it belongs to.
        const isList = below === indent && /^-( |$)/.test(this.lines[this.at].slice(indent));
        map.set(key, below > indent || isList ? this.block(below) : new Scalar("", true));
      } else map.set(key, this.value(rest, indent));
    }
    if (this.indent() > indent) this.refuse();
    return map;
  }

  /** A value that begins behind a colon or a hyphen; what belongs to it is indented further. */
  value(rest, indent) {
    if (/^[|>]/.test(rest)) return this.blockText(rest, indent);
    if (/^["'[{]/.test(rest)) return this.flow(rest, indent);
    if (/^[&*!@`%]|^[?:-]( |$)/.test(rest)) this.refuse();
    const lines = [this.withoutRemark(rest)];
    this.at += 1;
    // A text without quotes may go on below.
    for (; this.at < this.lines.length; this.at += 1) {
      const line = this.lines[this.at];
      if (line.trim() === "" || line.search(/\S/) <= indent || line.trimStart().startsWith("#")) break;
      lines.push(this.withoutRemark(line.trim()));
    }
    const text = lines.join(" ");
    if (/: |:$/.test(text)) this.refuse();
    return new Scalar(text, true);
  }

  withoutRemark(text) {
    const at = text.search(/ +#/);
    if (at < 0) return text.trimEnd();
    this.remark(text.slice(at).trimStart());
    return text.slice(0, at).trimEnd();
  }

  /** A text below `|` or `>`. */
  blockText(rest, indent) {
    const found = /^([|>])([-+]?)\s*(#.*)?$/.exec(rest);
    if (!found) this.refuse();
    if (found[3]) this.remark(found[3]);
    const lines = [];
    let inner = null;
    for (this.at += 1; this.at < this.lines.length; this.at += 1) {
      const line = this.lines[this.at];
      const spaces = line.search(/[^ ]/);
      if (spaces < 0) lines.push(inner === null ? "" : line.slice(inner));
      else {
        inner ??= spaces;
        if (spaces <= indent || spaces < inner) break;
        lines.push(line.slice(inner));
      }
    }
    let ends = 0;
    while (lines.length > 0 && lines.at(-1).trim() === "") {
      lines.pop();
      ends += 1;
    }
    const body = found[1] === "|" ? lines.join("\n") : fold(lines);
    const end = { "": body === "" ? "" : "\n", "-": "", "+": "\n".repeat(ends + 1) }[found[2]];
    return new Scalar(body + end, false);
  }

  /** A value in quotes, brackets or braces; it may go on over lines. */
  flow(rest, indent) {
    let text = rest;
    for (;;) {
      const flow = new Flow(text);
      const node = flow.value();
      if (node !== undefined) {
        const behind = text.slice(flow.at).trim();
        if (behind !== "" && !behind.startsWith("#")) this.refuse();
        if (behind) this.remark(behind);
        this.at += 1;
        return node;
      }
      this.at += 1;
      const next = this.lines[this.at];
      if (next === undefined || (next.trim() !== "" && next.search(/\S/) <= indent)) this.refuse();
      text += `\n${next.trim()}`;
    }
  }
}

/** Lines below `>`: a single line break is a space, an empty line a line break. */
function fold(lines) {
  let text = lines[0] ?? "";
  for (let at = 1; at < lines.length; at += 1) {
    const [before, line] = [lines[at - 1], lines[at]];
    const indented = /^[ \t]/;
    if (indented.test(before) || indented.test(line)) text += `\n${line}`;
    else if (line === "") text += "\n";
    else text += before === "" ? line : ` ${line}`;
  }
  return text;
}

/** Values in quotes, brackets and braces. Gives `undefined` where the text ends too early. */
class Flow {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  space() {
    while (/\s/.test(this.text[this.at] ?? "")) this.at += 1;
  }

  value() {
    this.space();
    const letter = this.text[this.at];
    if (letter === undefined) return undefined;
    if (letter === "[") return this.list();
    if (letter === "{") return this.map();
    if (letter === '"' || letter === "'") return this.inQuotes();
    const found = /^[^,[\]{}\n#&*!|>'"%@`]+?(?=\s*(,|\]|\}|: |:$|\n))/.exec(this.text.slice(this.at));
    if (!found) {
      if (/[,[\]{}\n]/.test(this.text.slice(this.at))) throw new Unreadable(this.text);
      return undefined;
    }
    this.at += found[0].length;
    return new Scalar(found[0].trim(), true);
  }

  inQuotes() {
    const quote = this.text[this.at];
    const whole = quote === '"' ? /^"((?:[^"\\]|\\[^])*)"/ : /^'((?:[^']|'')*)'/;
    const found = whole.exec(this.text.slice(this.at));
    if (!found) return undefined;
    this.at += found[0].length;
    const body = found[1].replace(/[ \t]*\n((?:[ \t]*\n)*)[ \t]*/g, (_, more) => "\n".repeat((more.match(/\n/g) ?? []).length) || " ");
    return new Scalar(quote === '"' ? fromDouble(body) : body.replaceAll("''", "'"), false);
  }

  list() {
    const list = [];
    for (this.at += 1; ; this.at += 1) {
      this.space();
      if (this.text[this.at] === "]") break;
      const item = this.value();
      if (item === undefined) return undefined;
      list.push(item);
      this.space();
      if (this.text[this.at] === "]") break;
      if (this.text[this.at] === undefined) return undefined;
      if (this.text[this.at] !== ",") throw new Unreadable(this.text);
    }
    this.at += 1;
    return list;
  }

  map() {
    const map = new Map();
    for (this.at += 1; ; this.at += 1) {
      this.space();
      if (this.text[this.at] === "}") break;
      const key = this.value();
      if (key === undefined) return undefined;
      this.space();
      if (this.text[this.at] === undefined) return undefined;
      if (!(key instanceof Scalar) || this.text[this.at] !== ":" || map.has(key.text)) {
        throw new Unreadable(this.text);
      }
      this.at += 1;
      this.space();
      const value = this.value();
      if (value === undefined) return undefined;
      map.set(key.text, value);
      this.space();
      if (this.text[this.at] === "}") break;
      if (this.text[this.at] === undefined) return undefined;
      if (this.text[this.at] !== ",") throw new Unreadable(this.text);
    }
    this.at += 1;
    return map;
  }
}

const NAMED = {
  0: "\0", a: "\x07", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ",
  '"': '"', "/": "/", "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029",
};

function fromDouble(body) {
  return body.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])/g, (_, code) => {
    if (code.length > 1) {
      const number = parseInt(code.slice(1), 16);
      if (number > 0x10ffff) throw new Unreadable(body);
      return String.fromCodePoint(number);
    }
    if (NAMED[code] === undefined) throw new Unreadable(body);
    return NAMED[code];
  });
}
