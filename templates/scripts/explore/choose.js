// Who fits what is chosen, and how many would fit each choice.

import { bits, common, copy, join, meet } from "./bits.js";

/**
 * For each facet the facilities that fit all other facets and the search, and for all facets together
 * those that fit everything. `chosen[f]`: the places of the choices that are chosen under facet `f`;
 * several of them widen the search. `sets[f][c]`: who has choice `c`. `within`: who the search finds,
 * or nothing for all.
 */
export function choose(all, sets, chosen, within) {
  const start = within ? copy(within) : bits(all, true);
  const unions = sets.map((of, facet) => {
    const here = chosen[facet];
    return here.length === 0 ? null : here.reduce((set, at) => join(set, of[at]), bits(all));
  });
  // From the left and from the right, so that each facet is left out once without starting anew.
  const left = [copy(start)];
  for (const union of unions) left.push(union ? meet(copy(left.at(-1)), union) : left.at(-1));
  const others = [];
  let right = null;
  for (let facet = sets.length - 1; facet >= 0; facet -= 1) {
    others[facet] = right ? meet(copy(left[facet]), right) : left[facet];
    const union = unions[facet];
    if (union) right = right ? meet(copy(right), union) : union;
  }
  return { fits: left.at(-1), others };
}

/** How many facilities have each choice of a facet and fit all other facets: `others[f]` of `choose`. */
export function counts(others, sets) {
  return sets.map((set) => common(others, set));
}
