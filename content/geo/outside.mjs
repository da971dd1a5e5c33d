// Picks the countries outside NUTS from a world-atlas topology (Natural Earth) as GeoJSON on stdout.
// Three corrections: Crimea goes to Ukraine, Kosovo gets a code, rings across 180° go on beyond it.
import fs from 'node:fs';

const CODES = {
  Andorra: 'AD', Armenia: 'AM', Azerbaijan: 'AZ', 'Bosnia and Herz.': 'BA', Belarus: 'BY', Algeria: 'DZ',
  Egypt: 'EG', 'W. Sahara': 'EH', 'Faeroe Is.': 'FO', Georgia: 'GE', Guernsey: 'GG', Gibraltar: 'GI',
  Greenland: 'GL', Israel: 'IL', 'Isle of Man': 'IM', Iraq: 'IQ', Iran: 'IR', Jersey: 'JE', Jordan: 'JO',
  Kazakhstan: 'KZ', Lebanon: 'LB', Libya: 'LY', Morocco: 'MA', Monaco: 'MC', Moldova: 'MD',
  Palestine: 'PS', Russia: 'RU', 'Saudi Arabia': 'SA', 'San Marino': 'SM', Syria: 'SY', Tunisia: 'TN',
  Ukraine: 'UA', Kosovo: 'XK',
};
const NAMES = { BA: 'Bosnia and Herzegovina', EH: 'Western Sahara', FO: 'Faroe Islands' };
const IN_CRIMEA = [34.1, 44.95];

const topology = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const { scale, translate } = topology.transform;
const arcs = topology.arcs.map((arc) => {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
});
const ring = (indexes) =>
  indexes.flatMap((index, place) => {
    const points = index < 0 ? arcs[~index].slice().reverse() : arcs[index];
    return place ? points.slice(1) : points;
  });
const crosses = (points) => points.some(([x], i) => i && Math.abs(x - points[i - 1][0]) > 180);
const unwrapped = (points) => (crosses(points) ? points.map(([x, y]) => [x < 0 ? x + 360 : x, y]) : points);
const holds = (points, [px, py]) => {
  let inside = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const [xi, yi] = points[i];
    const [xj, yj] = points[j];
    if (yi > py !== yj > py && px < ((xj - xi) * (py - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
};

const features = [];
let crimea = 0;
for (const geometry of topology.objects.countries.geometries) {
  const code = CODES[geometry.properties.name];
  if (!code) continue;
  const polygons = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
  for (const polygon of polygons) {
    const rings = polygon.map(ring).map(unwrapped);
    const isCrimea = code === 'RU' && holds(rings[0], IN_CRIMEA);
    crimea += isCrimea;
    const owner = isCrimea ? 'UA' : code;
    const name = NAMES[owner] ?? Object.keys(CODES).find((key) => CODES[key] === owner);
    features.push({
      type: 'Feature',
      properties: { code: owner, name },
      geometry: { type: 'Polygon', coordinates: rings },
    });
  }
}
if (crimea !== 1) throw new Error(`${crimea} rings hold Crimea's middle, not one`);
const found = new Set(features.map((feature) => feature.properties.code));
const missing = Object.values(CODES).filter((code) => !found.has(code));
if (missing.length) throw new Error(`not found: ${missing.join(', ')}`);
process.stdout.write(JSON.stringify({ type: 'FeatureCollection', features }));
