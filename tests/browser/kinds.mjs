// Kinds of pages, and samples of them.

import { statSync } from "node:fs";
import { join } from "node:path";

/** The folder of a page in another language than English, such as `it`; nothing for an English one. */
export function languageOf(path) {
  return /^[a-z]{2}(?=\/)/.exec(path)?.[0] ?? "";
}

/** `facilities` for `facilities/nl/x/`, in whatever language; an index is a kind of its own. */
export function kindOf(path) {
  const folder = path.replace(/index\.html$/, "");
  const parts = folder.slice(languageOf(folder) ? 3 : 0).split("/").filter(Boolean);
  return parts.length < 2 ? parts.join("/") : `${parts[0]}/`;
}

/** Of each language and kind of page the smallest, the largest and one between. */
export function sample(output, pages) {
  const groups = new Map();
  for (const path of pages) {
    const group = `${languageOf(path)} ${kindOf(path)}`;
    groups.set(group, [...(groups.get(group) ?? []), { path, size: statSync(join(output, path)).size }]);
  }
  const chosen = [];
  for (const group of groups.values()) {
    group.sort((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1));
    const picks = new Set([0, Math.floor(group.length / 2), group.length - 1]);
    chosen.push(...[...picks].map((at) => group[at].path));
  }
  return chosen.sort();
}

/** Of each language and kind of page the largest. */
export function largest(output, pages) {
  const found = new Map();
  for (const path of pages) {
    const group = `${languageOf(path)} ${kindOf(path)}`;
    const size = statSync(join(output, path)).size;
    if (size > (found.get(group)?.size ?? -1)) found.set(group, { path, size });
  }
  return [...found.values()].map(({ path }) => path).sort();
}
