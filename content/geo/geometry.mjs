// Joins the two projected topologies into one on a grid of 100 m, arcs as differences.
import fs from 'node:fs';

const GRID = 100;
const [nuts, outside] = process.argv.slice(2).map((path) => JSON.parse(fs.readFileSync(path, 'utf8')));

const gridded = (arc) => {
  const points = [];
  for (const [x, y] of arc) {
    const point = [Math.round(x / GRID), Math.round(y / GRID)];
    const last = points.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  if (points.length === 1) points.push(points[0]);
  return points.map(([x, y], i) => (i ? [x - points[i - 1][0], y - points[i - 1][1]] : [x, y]));
};
const shifted = (arcs, by) =>
  Array.isArray(arcs) ? arcs.map((arc) => shifted(arc, by)) : arcs < 0 ? arcs - by : arcs + by;
const geometries = (topology, by, properties) =>
  Object.values(topology.objects)[0]
    .geometries.map((geometry) => ({
      type: 'MultiPolygon',
      id: geometry.id,
      ...properties(geometry),
      arcs: shifted(geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs, by),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

const topology = {
  type: 'Topology',
  crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3035' } },
  transform: { scale: [GRID, GRID], translate: [0, 0] },
  objects: {
    nuts3: { type: 'GeometryCollection', geometries: geometries(nuts, 0, () => ({})) },
    outside: {
      type: 'GeometryCollection',
      geometries: geometries(outside, nuts.arcs.length, ({ properties }) => ({
        properties: { name: properties.name },
      })),
    },
  },
  arcs: [...nuts.arcs, ...outside.arcs].map(gridded),
};
const line = (value) => JSON.stringify(value);
const { arcs, objects, ...head } = topology;
const rows = (list) => list.map(line).join(',\n');
process.stdout.write(
  `${line(head).slice(0, -1)},\n"objects":{` +
    Object.entries(objects)
      .map(([key, value]) => `"${key}":{"type":"GeometryCollection","geometries":[\n${rows(value.geometries)}]}`)
      .join(',\n') +
    `},\n"arcs":[\n${rows(arcs)}]}\n`,
);
