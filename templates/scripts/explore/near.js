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
