// The files of the explorer for many facilities, made from those of the real ones by repeating them a
// little way off: what a page of ten thousand facilities would load, without building one.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The files of `folder` by their names, for `count` facilities. */
export function many(folder, count) {
  const text = (name) => readFileSync(join(folder, name), "utf8");
  const start = JSON.parse(text("start.json"));
  const rows = JSON.parse(text("rows.json"));
  const real = start.all;
  const chance = dice(7);
  const places = Array.from({ length: count }, (_, place) => place);
  const copied = ([id, name, ...rest], place) => [`${id}-${Math.floor(place / real)}`, `${name} ${Math.floor(place / real)}`, ...rest];
  const all = places.map((place) => copied(rows.rows[place % real], place));
  const members = JSON.parse(text("members.json")).map((facet) =>
    facet.map((steps) => {
      let sum = 0;
      const has = new Set(steps.map((step) => (sum += step)));
      let last = 0;
      return places.filter((place) => has.has(place % real)).map((place) => [place - last, (last = place)][0]);
    }),
  );
  const near = (value, by) => value + Math.round((chance() - 0.5) * by);
  const order = (of) => places.map((place) => [of.indexOf(place % real), place]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, place]) => place);
  return {
    "start.json": JSON.stringify({
      ...start,
      all: count,
      facets: start.facets.map((facet, at) => ({
        ...facet,
        choices: facet.choices.map(([slug, label], choice) => [slug, label, members[at][choice].length]),
      })),
      points: places.flatMap((place) => [0, 1].map((axis) => Math.min(5900, Math.max(1, near(start.points[2 * (place % real) + axis], 160))))),
      rows: all.slice(0, start.rows.length),
    }),
    "members.json": JSON.stringify(members),
    "rows.json": JSON.stringify({
      rows: all,
      places: places.flatMap((place) => [0, 1].map((axis) => rows.places[2 * (place % real) + axis] + chance() - 0.5)),
      by_city: order(rows.by_city),
      by_country: order(rows.by_country),
    }),
    "index.txt": text("index.txt").split("\n").filter(Boolean).map((line) => repeated(line, real, count)).join("\n") + "\n",
    "map.svg": text("map.svg"),
  };
}

/** A line of the index with all the copies of its facilities. */
function repeated(line, real, count) {
  const [word, choices, had] = line.split("\t");
  let sum = 0;
  const members = had.split(" ").filter(Boolean).map((step) => {
    const number = parseInt(step, 36);
    sum += number >>> 2;
    return [sum, number & 3];
  });
  const steps = [];
  let last = 0;
  for (let from = 0; from < count; from += real) {
    for (const [member, weight] of members) {
      const place = from + member;
      if (place >= count) break;
      steps.push(((place - last) * 4 + weight).toString(36));
      last = place;
    }
  }
  return [word, choices, steps.join(" ")].join("\t");
}

/** Numbers from 0 to 1 that look like chance and are the same every time (mulberry32). */
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
