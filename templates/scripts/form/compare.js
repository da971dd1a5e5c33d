// What differs between a record as it was and as it is now, for the reader who changed it.

import { Scalar, same } from "./tree.js";

/** Every field that differs: its path, and what stood and stands there in words or as nothing. */
export function changes(before, after, path = "") {
  if (before !== undefined && after !== undefined && same(before, after)) return [];
  if (isGroup(before, after)) {
    const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
    return [...names].flatMap((name) => changes(before?.get(name), after?.get(name), join(path, name)));
  }
  if (isEntries(before) && isEntries(after)) {
    const count = Math.max(before.length, after.length);
    return Array.from({ length: count }, (_, at) =>
      before[at] && after[at]
        ? changes(before[at], after[at], join(path, at + 1))
        : [{ path: join(path, at + 1), before: words(before[at]), after: words(after[at]) }],
    ).flat();
  }
  return [{ path, before: words(before), after: words(after) }];
}

const join = (path, step) => (path ? `${path}.${step}` : String(step));

function isGroup(before, after) {
  return [before, after].every((node) => node === undefined || node instanceof Map);
}

function isEntries(node) {
  return Array.isArray(node) && node.some((one) => one instanceof Map);
}

/** A value in words. */
function words(node) {
  if (node === undefined) return "";
  if (node instanceof Scalar) return node.text.trim();
  if (node instanceof Map) return [...node.values()].map(words).filter(Boolean).join(", ");
  return node.map(words).join(", ") || "[]";
}
