// Towns by their names, and how far things are from them.

import { fold } from "./fold.js";

// The same sphere as the build's.
const EARTH_RADIUS_KM = 6371.0088;

/** Kilometres on a great circle, by the haversine formula. */
export function kilometres([north, east], [otherNorth, otherEast]) {
  const radians = Math.PI / 180;
  const half = (angle) => Math.sin((angle * radians) / 2) ** 2;
  const across = Math.cos(north * radians) * Math.cos(otherNorth * radians);
  const square = half(otherNorth - north) + across * half(otherEast - east);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, square)));
}

/**
 * Points on the sphere of radius 1, three numbers each, from degrees north and east, two each: between
 * these many distances are quickly worked out.
 */
export function points(degrees) {
  const radians = Math.PI / 180;
  const found = new Float64Array((degrees.length / 2) * 3);
  for (let from = 0, to = 0; from < degrees.length; from += 2, to += 3) {
    const [north, east] = [degrees[from] * radians, degrees[from + 1] * radians];
    const circle = Math.cos(north);
    found[to] = circle * Math.cos(east);
    found[to + 1] = circle * Math.sin(east);
    found[to + 2] = Math.sin(north);
  }
  return found;
}

/** How many kilometres on a great circle each of some points is from a place. */
export function distances(all, place) {
  const [x, y, z] = points(place);
  const found = new Float64Array(all.length / 3);
  for (let at = 0, from = 0; at < found.length; at += 1, from += 3) {
    const straight = Math.sqrt((all[from] - x) ** 2 + (all[from + 1] - y) ** 2 + (all[from + 2] - z) ** 2);
    found[at] = 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, straight / 2));
  }
  return found;
}

/** Looks towns up in the files that the build wrote, one for each first letter. */
export class Towns {
  /** `begin`: what the addresses of these files begin with. */
  constructor(begin) {
    this.begin = begin;
    this.files = new Map();
  }

  /** The largest towns whose names begin so, at most `most`. */
  async named(text, most) {
    const asked = fold(text.trim());
    if (asked.length < 2) return [];
    const letter = /^[a-z]/.test(asked) ? asked[0] : "0";
    if (!this.files.has(letter)) {
      const file = fetch(`${this.begin}${letter}.json`);
      this.files.set(letter, file.then((it) => (it.ok ? it.json() : [])).then(withFolded));
    }
    const found = [];
    for (const town of await this.files.get(letter)) {
      if (town.folded.startsWith(asked)) found.push(town);
      if (found.length === most) break;
    }
    return found;
  }
}

function withFolded(rows) {
  return rows.map(([name, country, north, east, other]) => ({
    folded: fold(name),
    name: other ? `${name} – ${other} (${country})` : `${name} (${country})`,
    at: [north, east],
  }));
}
