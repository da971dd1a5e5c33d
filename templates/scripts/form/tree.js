// What a record holds, as a tree: a single value is a Scalar, a list an array, a group of fields a
// Map in the order of the text.

/** A single value: its text, and whether it stands without quotes and may be a number or a date. */
export class Scalar {
  constructor(text, plain) {
    this.text = text;
    this.plain = plain;
  }
}

/** A text, which is put in quotes where it needs them. */
export const text = (value) => new Scalar(value, false);

/** A number, a date, `true`: written as it is. */
export const plain = (value) => new Scalar(value, true);

/** A tree as JSON, for the browser's storage. */
export function pack(node) {
  if (node instanceof Map) return { m: [...node].map(([key, value]) => [key, pack(value)]) };
  if (Array.isArray(node)) return { l: node.map(pack) };
  return node.plain ? { p: node.text } : { t: node.text };
}

/** The tree that `pack` gave. */
export function unpack(packed) {
  if (packed.m) return new Map(packed.m.map(([key, value]) => [key, unpack(value)]));
  if (packed.l) return packed.l.map(unpack);
  return packed.p === undefined ? text(packed.t) : plain(packed.p);
}

/** Whether two trees say the same, fields in any order. */
export function same(a, b) {
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && same(value, b.get(key)));
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, at) => same(value, b[at]));
  }
  return a instanceof Scalar && b instanceof Scalar && a.text === b.text;
}
